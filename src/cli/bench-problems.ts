/**
 * `bench problems DIR`: `prove` on every problem file under a folder, one after the other and each within a time limit,
 * with what decided it: verdict, time, the lemmas that the proof rests on, and what it is an induction on.
 */
import { readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { RunResult } from "../proof/run-result.js";
import type { Theorem } from "../proof/theorem.js";
import { CommandFailure, ExitCode, type CommandResult } from "./command.js";
import { hasContradiction, runControl } from "./control.js";
import { runSession } from "./session.js";
import type { SessionOptions } from "./session-options.js";
import { textTable } from "./text-table.js";
import { loadTheoryFile } from "./theory-file.js";

interface Answer {
  readonly file: string;
  /** Empty for a statement that could not be read. */
  readonly goal: string;
  readonly status: string;
  readonly timeMs: number;
  readonly cpuMs: number;
  readonly method: string;
  readonly inductionOn: readonly string[];
  /** Explored theorems that the proof rests on. */
  readonly lemmas: readonly string[];
  /** Whether the problem without its goals was found contradictory, and what that search took; if it was asked for. */
  readonly control?: Control;
}

interface Control {
  readonly contradiction: boolean;
  /** `timeout` if its time ran out. */
  readonly ended: RunResult["stop"]["kind"];
  readonly cpuMs: number;
  readonly work: number;
}

export interface BenchProblemsOptions {
  /** For each problem, and as much for its control. */
  readonly timeoutS: number;
  readonly control: boolean;
}

export async function benchProblems(folder: string, options: BenchProblemsOptions): Promise<CommandResult> {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    const hint = "`lemmagrid bench problems DIR`";
    throw new CommandFailure(ExitCode.Usage, "io", `there is no folder ${folder}`, hint);
  }
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => /\.(smt2|mpl|p)$/u.test(path))
    .sort();
  const answers: Answer[] = [];
  for (const file of files) answers.push(...(await answersFor(file, relative(folder, file), options)));
  const { timeoutS } = options;
  const proved = answers.filter(({ status }) => status === "Theorem").length;
  return {
    exitCode: ExitCode.Success,
    document: { schema: "lemmagrid-bench-problems/1", node: process.version, timeoutS, proved, answers },
    text: `${table(answers)}${proved} of ${answers.length} proved and checked\n${controlText(answers)}`,
  };
}

async function answersFor(path: string, file: string, options: BenchProblemsOptions): Promise<Answer[]> {
  const spent = stopwatch();
  try {
    const { theory } = await loadTheoryFile(path);
    const request: SessionOptions = {
      ...{ command: "prove", theory, goal: undefined, useGoals: true, workers: 2 },
      ...{ device: "cpu", limits: new Map(), timeoutMs: options.timeoutS * 1000, check: true },
      ...{ signal: new AbortController().signal, onProgress: () => undefined },
    };
    const result = await runSession(request);
    const times = spent();
    const control = options.control ? { control: await controlOf(request, result) } : {};
    return result.goals.map(({ name, status }) => {
      const proof = result.theorems.find((theorem) => theorem.name === name);
      const found = proof === undefined ? NOTHING : { ...proof, lemmas: lemmasOf(proof, result.theorems) };
      const { method, inductionOn, lemmas } = found;
      return { file, goal: name, status, ...times, method, inductionOn, lemmas, ...control };
    });
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return [{ file, goal: "", status: "InputError", ...spent(), ...NOTHING }];
  }
}

const NOTHING = { method: "", inductionOn: [], lemmas: [] };

async function controlOf(request: SessionOptions, proof: RunResult): Promise<Control> {
  const spent = stopwatch();
  const result = await runControl(request, proof);
  return {
    ...{ contradiction: hasContradiction(result), ended: result.stop.kind, cpuMs: spent().cpuMs },
    work: result.counts.get("work") ?? 0,
  };
}

/** Tells what went by since it was made. */
function stopwatch(): () => { readonly timeMs: number; readonly cpuMs: number } {
  const start = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { timeMs: Math.round(performance.now() - start), cpuMs: Math.round((user + system) / 1000) };
  };
}

/** The names of the explored theorems that the proof rests on. */
function lemmasOf(proof: Theorem, theorems: readonly Theorem[]): string[] {
  const resting = new Set(proof.uses);
  for (const theorem of [...theorems].reverse())
    if (resting.has(theorem.name)) for (const name of theorem.uses) resting.add(name);
  return theorems
    .filter(({ name, origin }) => origin === "explored" && resting.has(name))
    .map(({ name }) => name);
}

function table(answers: readonly Answer[]): string {
  const hasControl = answers.some(({ control }) => control !== undefined);
  const rows = answers.map(({ file, goal, status, cpuMs, method, inductionOn, lemmas, control }) => [
    ...[file, goal, status, secondsText(cpuMs)],
    ...[inductionOn.length > 0 ? `${method} on ${inductionOn.join(", ")}` : method, String(lemmas.length)],
    ...(hasControl
      ? [control === undefined ? "" : verdictText(control), secondsText(control?.cpuMs ?? 0)]
      : []),
  ]);
  const head = ["problem", "goal", "status", "cpu", "method", "lemmas"];
  return textTable([hasControl ? [...head, "control", "cpu"] : head, ...rows]);
}

function secondsText(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function verdictText({ contradiction, ended }: Control): string {
  if (contradiction) return "contradiction";
  return ended === "timeout" ? "none in time" : "none";
}

/** How many problems have a control, and in how many of these it found a contradiction. */
function controlText(answers: readonly Answer[]): string {
  const byFile = new Map(
    answers.flatMap(({ file, control }) => (control === undefined ? [] : [[file, control]])),
  );
  if (byFile.size === 0) return "";
  const found = [...byFile.values()].filter(({ contradiction }) => contradiction).length;
  return `${found} of ${byFile.size} contradictory without their goals\n`;
}
