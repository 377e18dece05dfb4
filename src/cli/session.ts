/** The prover's session, as the command line sees it. */
import type { Theory } from "../logic/theory.js";
import type { RunResult } from "../proof/run-result.js";

export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly detail: string;
}

export interface SessionOptions {
  readonly command: "run" | "prove";
  readonly theory: Theory;
  readonly goal: string | undefined;
  readonly useGoals: boolean;
  readonly workers: number;
  readonly device: "auto" | "cpu" | "webgpu";
  readonly limits: ReadonlyMap<string, number>;
  readonly timeoutMs: number | undefined;
  readonly check: boolean;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

export class NoSuchDevice extends Error {}

export class UnknownLimit extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

export function runSession(options: SessionOptions): Promise<RunResult> {
  return Promise.reject(new NoSuchDevice(`no prover for ${options.theory.name}`));
}
