/**
 * Strategies as data: with which part or multiple of the grid's limits an attempt is made, and in which order `prove`
 * and `run` make them. Cheap ones come first: most of what can be proved needs a small part of the limits.
 */
import type { GridLimits } from "../grid/limits.js";

export interface Strategy {
  readonly name: string;
  /** Bounds below the limits in force. */
  readonly atMost?: Partial<GridLimits>;
  /** Multiples of the limits in force. */
  readonly times?: Partial<GridLimits>;
}

/** What blocks may hold where most of what can be proved is proved. */
const SMALL_BLOCKS = { nodes: 300, steps: 8, growth: 3 };

/** The first attempt at anything. */
export const QUICK: Strategy = {
  name: "quick",
  atMost: { ...SMALL_BLOCKS, blocks: 40, matches: 12_000, given: 500, split: 2 },
};

/** Inductions alone, one inside the other: for functions that consume several arguments together. */
export const NESTED: Strategy = {
  name: "nested",
  atMost: { ...SMALL_BLOCKS, alternatives: 1, split: 0, matches: 40_000, given: 0 },
  times: { induction: 2 },
};

/** One way at a time: induction on the best variable, and then only splits, which may nest deep. */
export const NARROW: Strategy = {
  name: "narrow",
  atMost: { alternatives: 1, induction: 1, matches: 40_000, given: 0 },
  times: { split: 2, blocks: 2 },
};

/** Full limits but for the depth of case splits, so that what needs no deep ones does not drown in them. */
export const SHALLOW: Strategy = { name: "shallow", atMost: { split: 2 } };

/** A goal again, after a lemma. */
export const RETRY: Strategy = { name: "retry", atMost: { split: 2, matches: 50_000 } };

export const FULL: Strategy = { name: "full" };

/** What is left when no lemma helped: many blocks, for nested inductions on several variables. */
export const WIDE: Strategy = { name: "wide", times: { blocks: 8, nodes: 2, matches: 2 } };

/** An attempt at the goals, or the search for lemmas, which retries them itself. */
export type Stage = Strategy | "lemmas";

export const PROVE: readonly Stage[] = [QUICK, NESTED, NARROW, SHALLOW, FULL, "lemmas", WIDE];
/** Before an exploration, and after it. */
export const RUN: readonly Stage[] = [QUICK, NESTED, SHALLOW, FULL];
export const RUN_AGAIN: readonly Stage[] = [QUICK, NESTED, SHALLOW, FULL, NARROW, WIDE];

/** Work units that a block costs besides its matches, and a term that the explorer evaluates. */
export const BLOCK_WORK = 150;
export const TERM_WORK = 20;

const made = new WeakMap<GridLimits, Map<string, GridLimits>>();

/** The limits of an attempt; the same object for the same strategy and limits. What is no goal need not suggest lemmas. */
export function limitsFor(strategy: Strategy, limits: GridLimits, isGoal = false): GridLimits {
  const known = made.get(limits) ?? new Map<string, GridLimits>();
  made.set(limits, known);
  const key = `${strategy.name} ${isGoal}`;
  const result = known.get(key) ?? scaled(strategy, limits, isGoal);
  known.set(key, result);
  return result;
}

function scaled({ atMost, times }: Strategy, limits: GridLimits, isGoal: boolean): GridLimits {
  const entries = Object.entries({ ...limits }).map(([name, value]: [string, number]) => {
    const key = name as keyof GridLimits;
    return [name, Math.min(value * (times?.[key] ?? 1), atMost?.[key] ?? Infinity)];
  });
  const result = Object.fromEntries(entries) as unknown as GridLimits;
  return isGoal ? result : { ...result, suggestions: 0 };
}
