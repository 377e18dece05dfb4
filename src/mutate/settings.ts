/** The knobs of a mutation run, with what holds unless told otherwise and what a user is told about each. */
import type { FamilyKind } from "./families.js";

export interface MutateSettings {
  readonly kinds: readonly FamilyKind[];
  /** Constructors that the unified terms must have in common before the unifier is applied. */
  readonly overlap: number;
  /** Constructors that the unifier may put into the target's variables, and pairs of them that it may make one. */
  readonly specialise: number;
  /** Cells of a mutant for each cell of its larger parent. */
  readonly growth: number;
  /** Chooses the order in which candidates are looked at. */
  readonly seed: number;
  /** Mutants to keep in a round; the run ends with fewer if there are no more. */
  readonly limit: number;
  readonly rounds: number;
}

export const DEFAULT_SETTINGS: MutateSettings = {
  kinds: ["apply", "combine", "rewrite"],
  overlap: 3,
  specialise: 2,
  growth: 1.5,
  seed: 1,
  limit: 10_000,
  rounds: 1,
};

/** What differs for the small theories of the grid, whose terms have few constructors. */
export const SMALL_LIBRARY_SETTINGS: Pick<MutateSettings, "overlap" | "growth"> = { overlap: 2, growth: 2 };
