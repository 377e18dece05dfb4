/**
 * `run` and `prove`: read a theory, let the session work, write the output, report. Nothing is written unless the
 * session came to its own end (or to a limit): an interrupted run leaves the output as it was.
 */
import { basename } from "node:path";
import { checkReplaceable, OutputRefused } from "../export/replace-directory.js";
import { defaultOutDir, writeRun } from "../export/write-run.js";
import type { Theory } from "../logic/theory.js";
import { nearestName } from "../mpl/names.js";
import type { RunResult } from "../proof/run-result.js";
import { CommandFailure, ExitCode, type CommandResult } from "./command.js";
import { controlReport, runControl } from "./control.js";
import { runReport } from "./run-report.js";
import { runSession } from "./session.js";
import { NoSuchDevice, UnknownLimit, type SessionOptions } from "./session-options.js";
import { ProgressLine } from "./terminal.js";
import { loadTheoryFile } from "./theory-file.js";

export interface ProveOptions {
  readonly command: "run" | "prove";
  readonly file: string;
  readonly goal: string | undefined;
  readonly useGoals: boolean;
  readonly out: string | undefined;
  readonly device: "auto" | "cpu" | "webgpu";
  readonly workers: number;
  readonly limits: ReadonlyMap<string, number>;
  readonly timeoutMs: number | undefined;
  readonly check: boolean;
  readonly assumeTermination: boolean;
  /** True if the theory is to be tried without its goals, and no contradiction found. */
  readonly control: boolean;
}

export async function proveCommand(options: ProveOptions): Promise<CommandResult> {
  const { assumeTermination, control } = options;
  const loaded = await loadTheoryFile(options.file, { assumeTermination });
  const { sources, tptp, theory } = loaded;
  if (options.command === "prove" && !control) requireGoal(theory, options.goal);
  const outDir = options.out ?? defaultOutDir(control ? `${theory.name}-control` : theory.name);
  refusalsAsFailures(() => {
    checkReplaceable(outDir);
  });
  const result = await interruptible((signal) => session(options, theory, signal));
  if (result.stop.kind === "interrupted") throw interrupted();
  const summary = refusalsAsFailures(() => writeRun(result, outDir, sources));
  if (control) return controlReport(result, summary, basename(options.file), tptp !== undefined);
  const exitCode = exitCodeOf(result);
  if (tptp === undefined) return runReport(result, summary, exitCode);
  const { tptpReport } = await import("./tptp-report.js");
  return tptpReport(result, summary, tptp, basename(options.file), exitCode);
}

function requireGoal(theory: Theory, goal: string | undefined): void {
  const names = theory.goals.map((candidate) => candidate.name);
  if (names.length === 0) {
    const hint = "write `theorem NAME : STATEMENT`, or explore with `lemmagrid run`";
    throw new CommandFailure(
      ExitCode.Usage,
      "input",
      `theory ${theory.name} states no theorem to prove`,
      hint,
    );
  }
  if (goal === undefined || names.includes(goal)) return;
  const near = nearestName(goal, names);
  const hint = near === undefined ? `it states ${names.join(", ")}` : `did you mean ${near}?`;
  throw new CommandFailure(ExitCode.Usage, "usage", `theory ${theory.name} states no theorem ${goal}`, hint);
}

async function session(options: ProveOptions, theory: Theory, signal: AbortSignal): Promise<RunResult> {
  const progress = new ProgressLine();
  const { command, goal, useGoals, workers, device, limits, timeoutMs, check, control } = options;
  const request: SessionOptions = {
    ...{ command, theory, goal, useGoals, workers, device, limits, timeoutMs, check, signal },
    onProgress: progress.update,
  };
  try {
    const result = await runSession(request);
    return control && result.stop.kind !== "interrupted" ? await runControl(request, result) : result;
  } catch (error) {
    if (signal.aborted) throw interrupted();
    if (error instanceof NoSuchDevice) {
      throw new CommandFailure(
        ExitCode.NoDevice,
        "no-device",
        error.message,
        "`lemmagrid devices` lists what is there",
      );
    }
    if (error instanceof UnknownLimit) {
      throw new CommandFailure(ExitCode.Usage, "usage", error.message, error.hint);
    }
    throw error;
  } finally {
    progress.clear();
  }
}

function interrupted(): CommandFailure {
  return new CommandFailure(ExitCode.Interrupted, "interrupted", "interrupted; no output was written");
}

/** What the work gets to end by itself after the first signal; a second signal ends the process at once. */
const GRACE_MS = 1500;

/** Runs `work` with a signal that SIGINT and SIGTERM abort. */
async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let giveUp: (error: Error) => void = () => undefined;
  const abandoned = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  let timer: NodeJS.Timeout | undefined;
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(ExitCode.Interrupted);
    controller.abort();
    timer = setTimeout(() => {
      giveUp(interrupted());
    }, GRACE_MS);
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  try {
    return await Promise.race([work(controller.signal), abandoned]);
  } finally {
    clearTimeout(timer);
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
  }
}

function refusalsAsFailures<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof OutputRefused)) throw error;
    throw new CommandFailure(ExitCode.Usage, "io", error.message, error.hint);
  }
}

/** Only stated theorems count; what an exploration left open does not. */
export function exitCodeOf(result: RunResult): ExitCode {
  if (result.rejected.length > 0) return ExitCode.Unproved;
  const statuses = new Set(result.goals.map((goal) => goal.status));
  if (statuses.has("GaveUp") || statuses.has("CounterSatisfiable")) return ExitCode.Unproved;
  if (statuses.has("ResourceOut") || statuses.has("Timeout")) return ExitCode.Limit;
  return result.stop.kind === "complete" ? ExitCode.Success : ExitCode.Limit;
}
