/**
 * What the grid did, superstep by superstep, small enough for a page to replay: for each attempt to prove a statement the
 * tree of its blocks and when each changed its state. Messages are not recorded, they follow from the changes: a block
 * that appears was sent `Induct` or `Split` by the one above it, one that is proved or gives up tells that block, and one
 * that is stopped was told so.
 *
 * An attempt's trace depends on what its outcome depends on: not on what else was on the grid, nor on the device.
 */

/** How a block came to be: the whole statement, or a part of what the block above tries. */
export type BlockKind = "root" | "conjunction" | "induction" | "split" | "cases";

/**
 * - `running`: takes part in the supersteps;
 * - `waiting`: has nothing left to do itself and waits for the blocks below it;
 * - `proved`, `failed` (gave up), `stopped` (its answer is not needed, or a limit of the whole attempt was met).
 */
export type BlockState = "running" | "waiting" | "proved" | "failed" | "stopped";

export interface BlockTrace {
  /** The block above it, by position; -1 for the root. */
  readonly parent: number;
  readonly kind: BlockKind;
  /** Blocks of one group must all be proved for the block above; the groups of an attempt are numbered from 0. */
  readonly group: number;
  readonly goal: string;
  /** Nodes of its e-graph at the end. */
  readonly nodes: number;
  /** In order: from this superstep on it is in this state. The first is when it was opened; 0 is before the first. */
  readonly states: readonly (readonly [step: number, state: BlockState])[];
}

/** One attempt, goals in core notation with free eigenconstants. */
export interface AttemptTrace {
  /** All eigenconstants of its blocks, as `name:sort`. */
  readonly eigens: readonly string[];
  /** Those above stand before those below. */
  readonly blocks: readonly BlockTrace[];
}

/** An attempt as the run made it. */
export interface RecordedAttempt extends AttemptTrace {
  /** Attempts of one round, from 1, were on the grid at the same time. */
  readonly round: number;
  /** Of the theorem that came of it, or of the goal; empty if it came to nothing. */
  readonly name: string;
  readonly params: readonly string[];
  /** Core notation. */
  readonly statement: string;
  readonly proved: boolean;
}

export interface GridTrace {
  readonly attempts: readonly RecordedAttempt[];
  /** What was left out to keep the recording small. */
  readonly omitted: { readonly attempts: number; readonly blocks: number };
}
