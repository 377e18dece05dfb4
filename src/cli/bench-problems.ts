/**
 * `bench problems DIR`: `prove` on every problem file under a folder, one after the other and each within a time limit,
 * with what decided it: verdict, time, the lemmas that the proof rests on, and what it is an induction on.
 */
import { readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { Theorem } from "../proof/theorem.js";
import { CommandFailure, ExitCode, type CommandResult } from "./command.js";
import { runSession } from "./session.js";
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
}

export async function benchProblems(folder: string, timeoutS: number): Promise<CommandResult> {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    const hint = "`lemmagrid bench problems DIR`";
    throw new CommandFailure(ExitCode.Usage, "io", `there is no folder ${folder}`, hint);
  }
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => /\.(smt2|mpl|p)$/u.test(path))
    .sort();
  const answers: Answer[] = [];
  for (const file of files) answers.push(...(await answersFor(file, relative(folder, file), timeoutS)));
  const proved = answers.filter(({ status }) => status === "Theorem").length;
  return {
    exitCode: ExitCode.Success,
    document: { schema: "lemmagrid-bench-problems/1", node: process.version, timeoutS, proved, answers },
    text: `${table(answers)}${proved} of ${answers.length} proved and checked\n`,
  };
}

async function answersFor(path: string, file: string, timeoutS: number): Promise<Answer[]> {
  const nothing = { method: "", inductionOn: [], lemmas: [] };
  const start = performance.now();
  const cpu = process.cpuUsage();
  const spent = (): { timeMs: number; cpuMs: number } => {
    const { user, system } = process.cpuUsage(cpu);
    return { timeMs: Math.round(performance.now() - start), cpuMs: Math.round((user + system) / 1000) };
  };
  try {
    const { goals, theorems } = await runSession({
      ...{
        command: "prove",
        theory: (await loadTheoryFile(path)).theory,
        goal: undefined,
        useGoals: true,
        workers: 2,
      },
      ...{ device: "cpu", limits: new Map(), timeoutMs: timeoutS * 1000, check: true },
      ...{ signal: new AbortController().signal, onProgress: () => undefined },
    });
    const times = spent();
    return goals.map(({ name, status }) => {
      const proof = theorems.find((theorem) => theorem.name === name);
      const found = proof === undefined ? nothing : { ...proof, lemmas: lemmasOf(proof, theorems) };
      const { method, inductionOn, lemmas } = found;
      return { file, goal: name, status, ...times, method, inductionOn, lemmas };
    });
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return [{ file, goal: "", status: "InputError", ...spent(), ...nothing }];
  }
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
  const rows = answers.map(({ file, goal, status, cpuMs, method, inductionOn, lemmas }) => [
    ...[file, goal, status, `${(cpuMs / 1000).toFixed(1)} s`],
    ...[inductionOn.length > 0 ? `${method} on ${inductionOn.join(", ")}` : method, String(lemmas.length)],
  ]);
  return textTable([["problem", "goal", "status", "cpu", "method", "lemmas"], ...rows]);
}
