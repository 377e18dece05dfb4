/** What a grid run may spend. All limits count work, never time, so that results repeat. */

export interface GridLimits {
  /** Nodes a block. */
  readonly nodes: number;
  /** Supersteps a block. */
  readonly steps: number;
  /** How much larger than the largest term of its problem a block's terms may get, in symbols and variables. */
  readonly growth: number;
  /** Alternatives that a task tries at once: inductions, the best first, then a split. */
  readonly alternatives: number;
  /** Measures that are tried where a function does not descend by structure. */
  readonly measures: number;
  /** Nesting of inductions. */
  readonly induction: number;
  /** Nesting of case splits. */
  readonly split: number;
  /** New constants from existential facts, a block. */
  readonly witnesses: number;
  /** Blocks a conjecture. */
  readonly blocks: number;
  /** Matches a conjecture, over all its blocks. */
  readonly matches: number;
  /** Clauses that the completions of a conjecture take, over all its blocks. */
  readonly given: number;
  /** Lemmas that the stuck blocks of a conjecture may suggest. */
  readonly suggestions: number;
  /** Work units of all attempts of `prove` together. */
  readonly work: number;
}

export const GRID_LIMITS: readonly {
  readonly name: keyof GridLimits;
  readonly default: number;
  readonly help: string;
}[] = [
  { name: "nodes", default: 1000, help: "nodes a block" },
  { name: "steps", default: 10, help: "supersteps a block" },
  { name: "growth", default: 3, help: "size of a block's terms beyond the largest of its problem" },
  { name: "alternatives", default: 8, help: "inductions and splits that are tried at once" },
  { name: "measures", default: 2, help: "measures tried where a function descends on no part" },
  { name: "induction", default: 2, help: "nesting of inductions" },
  { name: "split", default: 4, help: "nesting of case splits" },
  { name: "witnesses", default: 12, help: "constants from existential facts, a block" },
  { name: "blocks", default: 60, help: "blocks a conjecture" },
  { name: "matches", default: 200_000, help: "matches a conjecture" },
  { name: "given", default: 1000, help: "clauses that completion takes, a conjecture" },
  { name: "suggestions", default: 48, help: "lemmas that stuck blocks suggest, a goal" },
  { name: "work", default: 5_000_000, help: "work of a search for lemmas: matches, 150 a block, 20 a term" },
];

export function gridLimits(...sources: readonly ReadonlyMap<string, number>[]): GridLimits {
  const limits: Record<string, number> = {};
  for (const limit of GRID_LIMITS) {
    limits[limit.name] = limit.default;
    for (const source of sources) limits[limit.name] = source.get(limit.name) ?? limits[limit.name];
  }
  return limits as unknown as GridLimits;
}
