/** What the explorer proposes and the grid tries to prove. */
import type { Formula } from "../logic/formula.js";

export interface Conjecture {
  /** Closed. */
  readonly formula: Formula;
  /** Its sort parameters. */
  readonly params: readonly string[];
  readonly kind: "equation" | "conditional";
  /** The larger side's size, then the sum of all sizes: waves go by these, smallest first. */
  readonly size: number;
  readonly totalSize: number;
}

/** Variable and value, both as readable text. */
export interface Counterexample {
  readonly assignment: readonly { readonly variable: string; readonly value: string }[];
}
