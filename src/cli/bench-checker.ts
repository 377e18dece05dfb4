/**
 * `bench checker`: how fast the checker replays proofs of a thousand to a million steps, which all apply rules to terms
 * that differ; the time a step should not grow with the length.
 */
import { Checker, readTheory } from "../check/checker.js";
import { ExitCode, type CommandResult } from "./command.js";
import { textTable } from "./text-table.js";

const LENGTHS = [1_000, 10_000, 100_000, 1_000_000];
const THEORY = [
  "theory Long",
  "sort G",
  "function c : G",
  "function f : G -> G",
  "function g : G -> G",
  "axiom same : (>[x:G](true[])(=[f[x],g[x]]))",
  "",
].join("\n");

interface Measurement {
  readonly steps: number;
  readonly sizeBytes: number;
  readonly timeMs: number;
  readonly cpuMs: number;
}

export function benchChecker(): CommandResult {
  measure(LENGTHS[0]);
  const measurements = LENGTHS.map(measure);
  return {
    exitCode: ExitCode.Success,
    document: {
      schema: "lemmagrid-bench-checker/1",
      node: process.version,
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
      measurements,
    },
    text: `${table(measurements)}\n`,
  };
}

function measure(steps: number): Measurement {
  const text = longCertificate(steps);
  const read = readTheory(THEORY);
  if (!read.ok) throw new Error(read.reason);
  const start = performance.now();
  const cpuStart = process.cpuUsage();
  const verdict = new Checker(read.theory).check(text);
  const { user, system } = process.cpuUsage(cpuStart);
  const timeMs = performance.now() - start;
  if (!verdict.ok) throw new Error(`line ${verdict.line}: ${verdict.reason}`);
  return { steps, sizeBytes: text.length, timeMs, cpuMs: (user + system) / 1000 };
}

/** The number's binary digits as f and g around c: 64 different terms. */
function term(number: number): string {
  const digits = (number % 64).toString(2).padStart(6, "0");
  const heads = Array.from(digits, (digit) => (digit === "0" ? "f[" : "g["));
  return `${heads.join("")}c${"]".repeat(heads.length)}`;
}

/** Groups of an instance, the same turned around, both chained, and a congruence. */
function longCertificate(steps: number): string {
  const statement = "(=[f[c],g[c]])";
  const header = { format: "lemmagrid-certificate", version: 1, theory: "Long", theorem: "long", params: [] };
  const lines = [JSON.stringify({ ...header, statement })];
  const add = (step: number, fields: object): void => {
    lines.push(JSON.stringify({ step, ...fields }));
  };
  for (let step = 0; step < steps - 1; step += 4) {
    const t = term(step / 4);
    add(step, { rule: "instance", of: "same", with: [t], from: [], is: `(=[f[${t}],g[${t}]])` });
    add(step + 1, { rule: "symm", from: [step], is: `(=[g[${t}],f[${t}]])` });
    add(step + 2, { rule: "trans", from: [step, step + 1], is: `(=[f[${t}],f[${t}]])` });
    add(step + 3, { rule: "congruence", at: [0], from: [step], is: `(=[f[f[${t}]],f[g[${t}]]])` });
  }
  const last = Math.ceil((steps - 1) / 4) * 4;
  add(last, { rule: "instance", of: "same", with: ["c"], from: [], is: statement });
  lines.push(JSON.stringify({ end: last }));
  return lines.join("\n");
}

function table(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ steps, sizeBytes, timeMs, cpuMs }) => [
    String(steps),
    (sizeBytes / 1e6).toFixed(1),
    timeMs.toFixed(0),
    cpuMs.toFixed(0),
    Math.round(steps / (timeMs / 1000)).toString(),
  ]);
  return textTable([["steps", "MB", "ms", "CPU ms", "steps/s"], ...rows], new Set([0, 1, 2, 3, 4]));
}
