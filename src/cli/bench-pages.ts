/**
 * `bench pages`: how long the pages of a thousand theorems take to make, and how heavy they are. The theorems are those
 * of a theory that ships, each with its proof, repeated under other names until there are enough.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { renderRun } from "../export/write-run.js";
import type { CertificateLine } from "../proof/certificate.js";
import type { RunResult } from "../proof/run-result.js";
import type { Theorem } from "../proof/theorem.js";
import { develop, THEORIES } from "./bench.js";
import { ExitCode, type CommandResult } from "./command.js";
import { textTable } from "./text-table.js";

const THEOREMS = 1000;

interface Measurement {
  readonly theory: string;
  readonly theorems: number;
  readonly renderMs: number;
  readonly cpuMs: number;
  readonly medianPageBytes: number;
  readonly largestPageBytes: number;
  readonly indexBytes: number;
}

export async function benchPages(): Promise<CommandResult> {
  const files = readdirSync(THEORIES)
    .filter((name) => name.endsWith(".mpl"))
    .sort();
  const measurements: Measurement[] = [];
  for (const file of files) {
    const result = await develop(join(THEORIES, file), 1);
    if (result.theorems.length > 0) measurements.push(measure(repeated(result, THEOREMS)));
  }
  return {
    exitCode: ExitCode.Success,
    document: { schema: "lemmagrid-bench-pages/1", node: process.version, measurements },
    text: `${table(measurements)}\n`,
  };
}

function measure(result: RunResult): Measurement {
  const start = performance.now();
  const cpuStart = process.cpuUsage();
  const { files } = renderRun(result, []);
  const { user, system } = process.cpuUsage(cpuStart);
  const renderMs = performance.now() - start;
  const sizes = [...files]
    .flatMap(([path, text]) => (path.startsWith("theorems/") ? [Buffer.byteLength(text)] : []))
    .sort((left, right) => left - right);
  return {
    theory: result.theory.name,
    theorems: sizes.length,
    renderMs,
    cpuMs: (user + system) / 1000,
    medianPageBytes: sizes[Math.floor(sizes.length / 2)],
    largestPageBytes: sizes[sizes.length - 1],
    indexBytes: Buffer.byteLength(files.get("index.html") ?? ""),
  };
}

/** The run with its theorems over and over, each round citing its own, until there are `count`. */
function repeated(result: RunResult, count: number): RunResult {
  const own = new Set(result.theorems.map(({ name }) => name));
  const theorems: Theorem[] = [];
  for (let round = 0; theorems.length < count; round++) {
    const renamed = (name: string): string => (own.has(name) && round > 0 ? `${name}.${round}` : name);
    const copies = result.theorems.slice(0, count - theorems.length).map((theorem) => copy(theorem, renamed));
    theorems.push(...copies);
  }
  return { ...result, theorems };
}

function copy(theorem: Theorem, renamed: (name: string) => string): Theorem {
  const line = (original: CertificateLine): CertificateLine => {
    if ("format" in original) return { ...original, theorem: renamed(original.theorem) };
    if (!("rule" in original) || original.rule !== "instance" || typeof original.of === "number")
      return original;
    return { ...original, of: renamed(original.of) };
  };
  return {
    ...theorem,
    name: renamed(theorem.name),
    uses: theorem.uses.map(renamed),
    certificate: theorem.certificate.map(line),
  };
}

function table(measurements: readonly Measurement[]): string {
  const header = ["theory", "theorems", "ms", "CPU ms", "median page", "largest page", "index"];
  const rows = measurements.map((m) => [
    m.theory,
    String(m.theorems),
    m.renderMs.toFixed(0),
    m.cpuMs.toFixed(0),
    String(m.medianPageBytes),
    String(m.largestPageBytes),
    String(m.indexBytes),
  ]);
  return textTable([header, ...rows]);
}
