/** Conjectures that were tried and not settled, and the order in which conjectures are tried. */
import type { Conjecture } from "../explore/conjecture.js";
import type { GridLimits } from "../grid/limits.js";

export interface OpenConjecture {
  readonly conjecture: Conjecture;
  /** Theorems known when it was last tried, and the limits. */
  readonly triedWith: number;
  readonly limits: GridLimits;
  readonly limit: string | undefined;
}

/** Groups of equal size and total size, in that order. */
export function bySize<T extends Conjecture | OpenConjecture>(items: readonly T[]): T[][] {
  const sizes = items.map((item): Conjecture => ("conjecture" in item ? item.conjecture : item));
  const order = items.map((_, index) => index);
  order.sort((a, b) => sizes[a].size - sizes[b].size || sizes[a].totalSize - sizes[b].totalSize || a - b);
  const groups = new Map<string, T[]>();
  for (const index of order) {
    const key = `${sizes[index].size} ${sizes[index].totalSize}`;
    groups.set(key, [...(groups.get(key) ?? []), items[index]]);
  }
  return [...groups.values()];
}
