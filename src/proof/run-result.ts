/** All that a run found, as the pipeline hands it to the output. Only `machine` may differ between two runs. */
import type { Theory } from "../logic/theory.js";
import type { Open, Refuted, Theorem } from "./theorem.js";

export interface WaveCounts {
  /** Term size of the wave; 0 for the stated theorems. */
  readonly size: number;
  readonly conjectures: number;
  readonly proved: number;
  readonly open: number;
}

export interface GoalVerdict {
  readonly name: string;
  readonly status: "Theorem" | "CounterSatisfiable" | "GaveUp" | "ResourceOut" | "Timeout";
}

/** Why a run ended; `complete` is the only one that is not a limit. */
export interface StopReason {
  readonly kind: "complete" | "timeout" | "interrupted" | "limit";
  readonly detail: string;
}

export interface StageTime {
  readonly stage: string;
  readonly timeMs: number;
}

/** What the main thread's device was asked in a run; the items are rows, values, pairs, or pairs of a join. */
export interface OperationUse {
  readonly operation: string;
  readonly calls: number;
  readonly items: number;
  /** Matches, programs, or pairs that unify. */
  readonly results: number;
  /** What a GPU was given to do; 0 on the CPU. */
  readonly dispatches: number;
}

export interface RunResult {
  readonly command: "run" | "prove";
  readonly theory: Theory;
  /** Limits in force, by name, sorted. */
  readonly limits: ReadonlyMap<string, number>;
  /** Counts of the stages, by name, in the order of the stages (terms, classes, conjectures, …). */
  readonly counts: ReadonlyMap<string, number>;
  /** Messages sent between blocks, by kind. */
  readonly messages: ReadonlyMap<string, number>;
  readonly waves: readonly WaveCounts[];
  /** One a stated theorem, in file order. */
  readonly goals: readonly GoalVerdict[];
  /** In an order in which each cites only earlier ones; all accepted by the checker unless `checked` is false. */
  readonly theorems: readonly Theorem[];
  readonly refuted: readonly Refuted[];
  readonly open: readonly Open[];
  readonly checked: boolean;
  /** Proofs that the checker refused: a fault of the prover. What they claimed is not among `theorems`. */
  readonly rejected: readonly { readonly name: string; readonly reason: string }[];
  readonly stop: StopReason;
  readonly machine: {
    readonly device: string;
    readonly adapter: string;
    readonly workers: number;
    readonly operations: readonly OperationUse[];
    readonly stages: readonly StageTime[];
    readonly totalMs: number;
    readonly peakMemoryBytes: number;
  };
}
