/**
 * The CPU's `join`: for each left term, one tight loop over the first words of all right fingerprints; what gets
 * through is compared by the other words, and what gets through that is unified.
 */
import { BINDING_WORDS, UNBOUND, type JoinRequest, type JoinResult } from "../device.js";
import { VALUE_WORDS, fingerprintsOf } from "../fingerprint.js";
import { Unifier } from "./unify.js";

export function joinOnCpu(request: JoinRequest): JoinResult {
  const { left, right, leftFrom, leftEnd, rightFrom, rightEnd, matchOnly } = request;
  const join = new Join(fingerprintsOf(left), left.termCount, fingerprintsOf(right), right.termCount);
  const unifier = new Unifier(left, right, matchOnly);
  const found = new PairList();
  const candidates = new Uint32Array(rightEnd - rightFrom);
  let candidateCount = 0;
  for (let l = leftFrom; l < leftEnd; l++) {
    const count = join.candidates(l, rightFrom, rightEnd, matchOnly, candidates);
    candidateCount += count;
    for (let i = 0; i < count; i++) {
      const r = candidates[i];
      if (!unifier.run(left.start[l], right.start[r])) continue;
      const at = found.add(l, r);
      unifier.copyBindings(found.bindings, at);
    }
  }
  return { candidateCount, ...found.result() };
}

class Join {
  constructor(
    private readonly left: Uint32Array,
    private readonly leftCount: number,
    private readonly right: Uint32Array,
    private readonly rightCount: number,
  ) {}

  /** Writes the right terms whose fingerprints agree with that of left term `l`, rising, and says how many. */
  candidates(l: number, from: number, end: number, matchOnly: boolean, out: Uint32Array): number {
    const { left, leftCount, right, rightCount } = this;
    const value = left[l];
    const mask = left[VALUE_WORDS * leftCount + l];
    const maskColumn = VALUE_WORDS * rightCount;
    // A right variable counts as a constant where only left ones may be bound.
    const every = matchOnly ? -1 : 0;
    let count = 0;
    for (let r = from; r < end; r++) {
      out[count] = r;
      if (((value ^ right[r]) & mask & (right[maskColumn + r] | every)) === 0) count++;
    }
    for (let word = 1; word < VALUE_WORDS; word++) {
      const wordValue = left[word * leftCount + l];
      const wordMask = left[(VALUE_WORDS + word) * leftCount + l];
      const values = word * rightCount;
      const masks = (VALUE_WORDS + word) * rightCount;
      let kept = 0;
      for (let i = 0; i < count; i++) {
        const r = out[i];
        out[kept] = r;
        if (((wordValue ^ right[values + r]) & wordMask & (right[masks + r] | every)) === 0) kept++;
      }
      count = kept;
    }
    return count;
  }
}

/** Pairs with bindings, in arrays that grow. */
class PairList {
  bindings = new Uint32Array(256 * BINDING_WORDS).fill(UNBOUND);
  #pairs = new Uint32Array(256 * 2);
  #count = 0;

  /** Appends a pair and gives the place of its bindings, all UNBOUND. */
  add(left: number, right: number): number {
    const at = this.#count++;
    if (2 * at === this.#pairs.length) this.#grow();
    this.#pairs[2 * at] = left;
    this.#pairs[2 * at + 1] = right;
    return at * BINDING_WORDS;
  }

  result(): { readonly pairs: Uint32Array; readonly bindings: Uint32Array } {
    return {
      pairs: this.#pairs.subarray(0, 2 * this.#count),
      bindings: this.bindings.subarray(0, BINDING_WORDS * this.#count),
    };
  }

  #grow(): void {
    const pairs = new Uint32Array(2 * this.#pairs.length);
    pairs.set(this.#pairs);
    this.#pairs = pairs;
    const bindings = new Uint32Array(2 * this.bindings.length);
    bindings.set(this.bindings);
    this.bindings = bindings.fill(UNBOUND, this.bindings.length);
  }
}
