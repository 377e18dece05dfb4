/** What a session is asked to do, what it tells while it works, and how it is refused. */
import type { Theory } from "../logic/theory.js";
import type { Superstep } from "./counting-device.js";

export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly detail: string;
}

export interface SessionOptions {
  readonly command: "run" | "prove";
  readonly theory: Theory;
  /** True if values that the theory computes refute nothing: whether it contradicts itself is what is asked. */
  readonly control?: boolean;
  readonly goal: string | undefined;
  readonly useGoals: boolean;
  readonly workers: number;
  readonly device: "auto" | "cpu" | "webgpu";
  readonly limits: ReadonlyMap<string, number>;
  readonly timeoutMs: number | undefined;
  readonly check: boolean;
  readonly onProgress: (progress: Progress) => void;
  /** Told of every superstep of the main thread's provers. */
  readonly onSuperstep?: (step: Superstep) => void;
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
