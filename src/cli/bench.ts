/**
 * `bench`: every shipped theory developed from start to finish, with one worker and with all, in one process, so that
 * the ratios compare like with like. The first theory is run once before, to let the machine code settle.
 */
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import type { RunResult } from "../proof/run-result.js";
import { ExitCode, type CommandResult } from "./command.js";
import { runSession } from "./session.js";
import { textTable } from "./text-table.js";
import { loadTheoryFile } from "./theory-file.js";

interface Measurement {
  readonly theory: string;
  readonly workers: number;
  readonly totalMs: number;
  readonly theorems: number;
  readonly steps: number;
  readonly attempts: number;
  readonly stages: Readonly<Record<string, number>>;
}

/** Where the theories that ship are. */
export const THEORIES = fileURLToPath(new URL("../../mpl", import.meta.url));

export async function runBench(): Promise<CommandResult> {
  const files = readdirSync(THEORIES)
    .filter((name) => name.endsWith(".mpl"))
    .sort();
  const workerCounts = [1, Math.max(2, availableParallelism())];
  if (files.length > 0) await develop(join(THEORIES, files[0]), 1);
  const measurements: Measurement[] = [];
  for (const file of files) {
    for (const workers of workerCounts) {
      measurements.push(measurementOf(file, workers, await develop(join(THEORIES, file), workers)));
    }
  }
  return {
    exitCode: ExitCode.Success,
    document: { schema: "lemmagrid-bench/1", node: process.version, measurements },
    text: `${table(measurements)}\n`,
  };
}

/** The theory in the file, developed with the default limits. */
export async function develop(path: string, workers: number): Promise<RunResult> {
  const { theory } = await loadTheoryFile(path);
  return runSession({
    command: "run",
    theory,
    goal: undefined,
    useGoals: true,
    workers,
    device: "cpu",
    limits: new Map(),
    timeoutMs: undefined,
    check: true,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
}

function measurementOf(file: string, workers: number, result: RunResult): Measurement {
  return {
    theory: file.replace(/\.mpl$/, ""),
    workers,
    totalMs: result.machine.totalMs,
    theorems: result.theorems.length,
    steps: result.theorems.reduce((sum, theorem) => sum + theorem.certificate.length, 0),
    attempts: result.counts.get("proof attempts") ?? 0,
    stages: Object.fromEntries(result.machine.stages.map(({ stage, timeMs }) => [stage, timeMs])),
  };
}

function table(measurements: readonly Measurement[]): string {
  const header = ["theory", "workers", "ms", "ratio", "theorems", "lines", "attempts", "stages (ms)"];
  const rows = measurements.map((m) => {
    const base = measurements.find((other) => other.theory === m.theory)!;
    const stages = Object.entries(m.stages).map(([stage, timeMs]) => `${stage} ${timeMs}`);
    return [
      m.theory,
      String(m.workers),
      String(m.totalMs),
      (base.totalMs / Math.max(1, m.totalMs)).toFixed(2),
      String(m.theorems),
      String(m.steps),
      String(m.attempts),
      stages.join(", "),
    ];
  });
  return textTable([header, ...rows]);
}
