/**
 * Assignments of values to the explorer's variables, as the flat matrix that `Device.evaluate` reads. Chosen by a
 * fixed pseudo-random sequence where not all of them fit, so that they are the same in every run.
 */
import type { Universe } from "./universe.js";

export interface Samples {
  readonly count: number;
  /** values[s * variables + v] */
  readonly values: Uint32Array;
  readonly variables: number;
}

/** Marsaglia's xorshift32. */
export class Xorshift {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 1;
  }

  /** A number from 0 to `limit - 1`. */
  below(limit: number): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return (x >>> 0) % limit;
  }
}

/**
 * Assignments of small values: those of nesting up to `depth`, at most `pool` of each sort. All of them if they are no
 * more than `limit`, else `count` of them.
 */
export function smallSamples(
  universe: Universe,
  varSorts: readonly number[],
  options: { readonly depth: number; readonly pool: number; readonly limit: number; readonly count: number },
): Samples {
  const pools = varSorts.map((sort) => {
    const { depth, count } = universe.sorts[sort];
    let n = 0;
    while (n < count && n < options.pool && depth[n] <= options.depth) n++;
    return Math.max(1, n);
  });
  const all = pools.reduce((product, n) => product * n, 1);
  const count = all <= options.limit ? all : options.count;
  const values = new Uint32Array(count * varSorts.length);
  const random = new Xorshift(0x2545f491);
  for (let s = 0; s < count; s++) {
    let rest = s;
    for (let v = varSorts.length - 1; v >= 0; v--) {
      values[s * varSorts.length + v] = all <= options.limit ? rest % pools[v] : random.below(pools[v]);
      rest = Math.floor(rest / pools[v]);
    }
  }
  return { count, values, variables: varSorts.length };
}

/** Assignments of values from the whole universe, small ones more often than large ones. */
export function wideSamples(universe: Universe, varSorts: readonly number[], count: number): Samples {
  const values = new Uint32Array(count * varSorts.length);
  const random = new Xorshift(0x1b873593);
  for (let at = 0; at < values.length; at++) {
    const available = universe.sorts[varSorts[at % varSorts.length]].count;
    let limit = 2;
    while (limit < available && random.below(3) > 0) limit *= 2;
    values[at] = random.below(Math.max(1, Math.min(limit, available)));
  }
  return { count, values, variables: varSorts.length };
}
