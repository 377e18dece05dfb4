/** What builds checked proof steps, as those see it who know which steps to take. */
import type { ProofDag } from "./proof-dag.js";
import type { TheoremBook } from "./theorem-book.js";

/** A proof and the formula that it proves, both nodes. */
export interface Proved {
  readonly proof: number;
  readonly formula: number;
}

export interface StepBuilder {
  readonly dag: ProofDag;
  readonly book: TheoremBook;
  /** Theorem `theorem` with `images[v]` (nodes) for its variable v, its hypotheses proved by `premises`. */
  cite(theorem: number, images: readonly number[], premises: readonly Proved[]): Proved;
  /** The node of a term of the mutant. */
  term(cell: number): number;
  /** The node of a term with images (nodes) for its variables; without images they stand for themselves. */
  instantiate(cells: Uint32Array, cell: number, images: readonly number[] | undefined): number;
}
