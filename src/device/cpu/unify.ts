/**
 * The CPU's `unify`: first-order unification of flattened terms by a triangular substitution.
 *
 * The order is part of the contract, so that every device returns the same bindings: pairs of subterms are compared
 * in preorder, left side first; both are dereferenced; the same variable or the same cell is skipped; if the left one
 * is a variable it is bound to the right one, else if the right one is a variable it is bound to the left one. A
 * pair that does not unify has no bindings.
 *
 * The occurs check is made at each binding rather than at the end. Where there is no cycle that changes nothing, and
 * where there is one it is what makes the run end. `stepBudget` is for devices that hand work over; here there is
 * nobody to hand it to. Variable numbers must be below MAX_UNIFY_VARS.
 */
import {
  MAX_UNIFY_VARS,
  TERM_WORDS,
  UNBOUND,
  VARIABLE_BIT,
  type UnifyRequest,
  type UnifyResult,
} from "../device.js";

/** Work space of one request: the bindings of the pair at hand, and a stack of references to compare. */
class Unifier {
  readonly bindings = new Uint32Array(2 * MAX_UNIFY_VARS);
  readonly #cells: readonly [Uint32Array, Uint32Array];
  readonly #matchOnly: boolean;
  #stack = new Uint32Array(256);
  #top = 0;
  readonly #seen = new Uint8Array(2 * MAX_UNIFY_VARS);

  constructor(request: UnifyRequest) {
    this.#cells = [request.left.cells, request.right.cells];
    this.#matchOnly = request.matchOnly;
  }

  #head(ref: number): number {
    return this.#cells[ref & 1][(ref >>> 1) * TERM_WORDS];
  }

  /** The binding slot of the variable at `ref`, or -1 for an application. */
  #slot(ref: number): number {
    const head = this.#head(ref);
    if ((head & VARIABLE_BIT) === 0) return -1;
    const number = (head & ~VARIABLE_BIT) >>> 0;
    if (number >= MAX_UNIFY_VARS) throw new RangeError(`unify: variable ${number} is out of range`);
    return (ref & 1) * MAX_UNIFY_VARS + number;
  }

  #deref(ref: number): number {
    for (;;) {
      const slot = this.#slot(ref);
      if (slot < 0 || this.bindings[slot] === UNBOUND) return ref;
      ref = this.bindings[slot];
    }
  }

  #occurs(slot: number, ref: number): boolean {
    const side = ref & 1;
    const first = ref >>> 1;
    const end = first + this.#cells[side][first * TERM_WORDS + 1];
    for (let cell = first; cell < end; cell++) {
      const inner = this.#slot(cell * 2 + side);
      if (inner < 0 || this.#seen[inner] === 1) continue;
      if (inner === slot) return true;
      this.#seen[inner] = 1;
      if (this.bindings[inner] !== UNBOUND && this.#occurs(slot, this.bindings[inner])) return true;
    }
    return false;
  }

  #bind(slot: number, ref: number): boolean {
    this.#seen.fill(0);
    // In matching, the right side's variables are constants and the left ones' images hold no left variable.
    if (!this.#matchOnly && this.#occurs(slot, ref)) return false;
    this.bindings[slot] = ref;
    return true;
  }

  #reserve(words: number): void {
    if (this.#top + words <= this.#stack.length) return;
    const grown = new Uint32Array(2 * (this.#top + words));
    grown.set(this.#stack);
    this.#stack = grown;
  }

  /** Pushes the argument pairs of two applications of one symbol, the first pair on top. */
  #pushArgs(left: number, right: number): void {
    const leftSide = left & 1;
    const rightSide = right & 1;
    const leftCells = this.#cells[leftSide];
    const rightCells = this.#cells[rightSide];
    const end = (left >>> 1) + leftCells[(left >>> 1) * TERM_WORDS + 1];
    let count = 0;
    for (let l = (left >>> 1) + 1; l < end; l += leftCells[l * TERM_WORDS + 1]) count++;
    this.#reserve(2 * count);
    this.#top += 2 * count;
    let at = this.#top;
    for (let l = (left >>> 1) + 1, r = (right >>> 1) + 1; l < end;) {
      this.#stack[--at] = r * 2 + rightSide;
      this.#stack[--at] = l * 2 + leftSide;
      l += leftCells[l * TERM_WORDS + 1];
      r += rightCells[r * TERM_WORDS + 1];
    }
  }

  /** Unifies two cells; the answer is in `bindings`. */
  run(leftCell: number, rightCell: number): boolean {
    this.bindings.fill(UNBOUND);
    this.#stack[0] = leftCell * 2;
    this.#stack[1] = rightCell * 2 + 1;
    this.#top = 2;
    while (this.#top > 0) {
      this.#top -= 2;
      const left = this.#deref(this.#stack[this.#top]);
      const right = this.#deref(this.#stack[this.#top + 1]);
      if (left === right) continue;
      if (!this.#step(left, right)) return false;
    }
    return true;
  }

  #step(left: number, right: number): boolean {
    const leftSlot = this.#slot(left);
    const rightSlot = this.#slot(right);
    if (leftSlot >= 0 && leftSlot === rightSlot) return true;
    if (leftSlot >= 0 && (!this.#matchOnly || leftSlot < MAX_UNIFY_VARS)) return this.#bind(leftSlot, right);
    if (this.#matchOnly && (leftSlot >= 0 || rightSlot >= 0)) return false;
    if (rightSlot >= 0) return this.#bind(rightSlot, left);
    if (this.#head(left) !== this.#head(right)) return false;
    this.#pushArgs(left, right);
    return true;
  }
}

/** Decides every pair of `request`. */
export function unifyOnCpu(request: UnifyRequest): UnifyResult {
  const pairCount = request.pairs.length >>> 1;
  const width = 2 * MAX_UNIFY_VARS;
  const unifies = new Uint8Array(pairCount);
  const bindings = new Uint32Array(pairCount * width).fill(UNBOUND);
  const unifier = new Unifier(request);
  for (let p = 0; p < pairCount; p++) {
    const left = request.left.start[request.pairs[2 * p]];
    const right = request.right.start[request.pairs[2 * p + 1]];
    if (!unifier.run(left, right)) continue;
    unifies[p] = 1;
    bindings.set(unifier.bindings, p * width);
  }
  return { unifies, bindings };
}
