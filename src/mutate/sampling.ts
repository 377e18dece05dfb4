/**
 * Candidates without a list of them. The pairs of patterns that unify stand for products of occurrences, hundreds of
 * millions of candidates; each has a number, and a keyed permutation of the numbers gives a random order in which any
 * place can be looked up, so a run can be cut anywhere, resumed, and shared among workers, and needs no memory for it.
 */
import { finish, mix } from "./flat-terms.js";
import { occurrences, type JoinSides } from "./join.js";

export interface CandidatePair {
  /** Occurrence numbers of the two sides' tables, and the pair they belong to. */
  readonly pair: number;
  readonly left: number;
  readonly right: number;
}

export class CandidateSpace {
  readonly total: number;
  readonly #before: Float64Array;

  constructor(
    readonly sides: JoinSides,
    readonly leftPatterns: Uint32Array,
    readonly rightPatterns: Uint32Array,
  ) {
    this.#before = new Float64Array(leftPatterns.length + 1);
    for (let i = 0; i < leftPatterns.length; i++) {
      const count = occurrences(sides.left, leftPatterns[i]) * occurrences(sides.right, rightPatterns[i]);
      this.#before[i + 1] = this.#before[i] + count;
    }
    this.total = this.#before[leftPatterns.length];
  }

  /** Candidate `index`, 0 … total-1. */
  at(index: number): CandidatePair {
    let low = 0;
    let high = this.leftPatterns.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#before[middle] <= index) low = middle;
      else high = middle;
    }
    const right = this.rightPatterns[low];
    const rest = index - this.#before[low];
    const width = occurrences(this.sides.right, right);
    return {
      pair: low,
      left: this.sides.left.occurrenceStart[this.leftPatterns[low]] + Math.floor(rest / width),
      right: this.sides.right.occurrenceStart[right] + (rest % width),
    };
  }
}

const ROUNDS = 4;

/** A permutation of 0 … size-1 that a seed chooses: a Feistel network on pairs of halves, walked until it lands inside. */
export class Permutation {
  readonly #half: number;

  constructor(
    readonly size: number,
    readonly seed: number,
  ) {
    let half = 1;
    while (half * half < size) half *= 2;
    this.#half = half;
  }

  at(index: number): number {
    let value = index;
    do value = this.#encrypt(value);
    while (value >= this.size);
    return value;
  }

  #encrypt(value: number): number {
    let high = Math.floor(value / this.#half);
    let low = value % this.#half;
    for (let round = 0; round < ROUNDS; round++) {
      const keyed = finish(mix(mix(mix(round, this.seed), low), this.size));
      const next = ((high ^ keyed) & (this.#half - 1)) >>> 0;
      high = low;
      low = next;
    }
    return high * this.#half + low;
  }
}
