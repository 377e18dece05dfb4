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
  BINDING_WORDS,
  MAX_UNIFY_VARS,
  UNBOUND,
  VARIABLE_BIT,
  type TermTable,
  type UnifyRequest,
  type UnifyResult,
} from "../device.js";

const FRAME_WORDS = 3;

/**
 * Work space of one request. A reference is `cell * 2 + side`, so the head of its cell is word `ref & ~1` of the
 * side's cells, and the skip is word `ref | 1`; the next cell in preorder is `ref + 2`.
 */
export class Unifier {
  /** The bindings of the last pair; UNBOUND in all slots unless it unified. */
  readonly bindings = new Uint32Array(BINDING_WORDS).fill(UNBOUND);
  /** The bound slots, in the order in which they were bound. */
  readonly #trail = new Uint8Array(BINDING_WORDS);
  #bound = 0;
  /** Comparisons that wait while a binding's term is compared: next left reference, its end, next right reference. */
  #frames = new Uint32Array(64 * FRAME_WORDS);
  /** Variables seen by the occurs check at hand, one bit each, by side. */
  #seenLeft = 0;
  #seenRight = 0;
  readonly #leftCells: Uint32Array;
  readonly #rightCells: Uint32Array;
  readonly #matchOnly: boolean;

  constructor(left: TermTable, right: TermTable, matchOnly: boolean) {
    this.#leftCells = left.cells;
    this.#rightCells = right.cells;
    this.#matchOnly = matchOnly;
  }

  /** Unifies two terms, given by their first cells; the answer is in `bindings`. */
  run(leftCell: number, rightCell: number): boolean {
    const { bindings } = this;
    const trail = this.#trail;
    for (let i = 0; i < this.#bound; i++) bindings[trail[i]] = UNBOUND;
    this.#bound = 0;
    if (this.#compare(leftCell * 2, rightCell * 2 + 1)) return true;
    for (let i = 0; i < this.#bound; i++) bindings[trail[i]] = UNBOUND;
    this.#bound = 0;
    return false;
  }

  /** Copies the bindings of the last pair to words that are all UNBOUND. */
  copyBindings(to: Uint32Array, at: number): void {
    const { bindings } = this;
    for (let i = 0; i < this.#bound; i++) to[at + this.#trail[i]] = bindings[this.#trail[i]];
  }

  /**
   * Walks two terms in preorder side by side; equal heads have equally many arguments, so two references that advance
   * together stay together. At a variable both are moved past their subterms, which are dealt with on their own.
   */
  #compare(left: number, right: number): boolean {
    let leftCells = this.#cellsOf(left);
    let rightCells = this.#cellsOf(right);
    let end = left + 2 * leftCells[left | 1];
    let top = 0;
    for (;;) {
      if (left === end) {
        if (top === 0) return true;
        right = this.#frames[--top];
        end = this.#frames[--top];
        left = this.#frames[--top];
        leftCells = this.#cellsOf(left);
        rightCells = this.#cellsOf(right);
        continue;
      }
      const leftHead = leftCells[left & ~1];
      const rightHead = rightCells[right & ~1];
      if (((leftHead | rightHead) & VARIABLE_BIT) === 0) {
        if (leftHead !== rightHead) return false;
        left += 2;
        right += 2;
        continue;
      }
      const leftTerm = this.#deref(left);
      const rightTerm = this.#deref(right);
      left += 2 * leftCells[left | 1];
      right += 2 * rightCells[right | 1];
      if (leftTerm === rightTerm) continue;
      const leftSlot = this.#slot(leftTerm);
      const rightSlot = this.#slot(rightTerm);
      if (leftSlot >= 0 || rightSlot >= 0) {
        if (!this.#join(leftSlot, rightSlot, leftTerm, rightTerm)) return false;
        continue;
      }
      top = this.#push(top, left, end, right);
      left = leftTerm;
      right = rightTerm;
      leftCells = this.#cellsOf(left);
      rightCells = this.#cellsOf(right);
      end = left + 2 * leftCells[left | 1];
    }
  }

  /** Two dereferenced terms of which one is a variable at least. */
  #join(leftSlot: number, rightSlot: number, left: number, right: number): boolean {
    if (leftSlot === rightSlot) return true;
    if (leftSlot >= 0 && (!this.#matchOnly || leftSlot < MAX_UNIFY_VARS)) return this.#bind(leftSlot, right);
    return !this.#matchOnly && this.#bind(rightSlot, left);
  }

  #push(top: number, left: number, end: number, right: number): number {
    if (top + FRAME_WORDS > this.#frames.length) {
      const grown = new Uint32Array(2 * this.#frames.length);
      grown.set(this.#frames);
      this.#frames = grown;
    }
    this.#frames[top] = left;
    this.#frames[top + 1] = end;
    this.#frames[top + 2] = right;
    return top + FRAME_WORDS;
  }

  #cellsOf(ref: number): Uint32Array {
    return (ref & 1) === 0 ? this.#leftCells : this.#rightCells;
  }

  /** The binding slot of the variable at `ref`, or -1 for an application. */
  #slot(ref: number): number {
    const head = this.#cellsOf(ref)[ref & ~1];
    if ((head & VARIABLE_BIT) === 0) return -1;
    return slotOf(head, ref & 1);
  }

  #deref(ref: number): number {
    for (;;) {
      const slot = this.#slot(ref);
      if (slot < 0 || this.bindings[slot] === UNBOUND) return ref;
      ref = this.bindings[slot];
    }
  }

  #bind(slot: number, ref: number): boolean {
    // In matching, the right side's variables are constants and the left ones' images hold no left variable.
    if (!this.#matchOnly) {
      this.#seenLeft = 0;
      this.#seenRight = 0;
      if (this.#occurs(slot, ref)) return false;
    }
    this.bindings[slot] = ref;
    this.#trail[this.#bound++] = slot;
    return true;
  }

  #occurs(slot: number, ref: number): boolean {
    const side = ref & 1;
    const cells = this.#cellsOf(ref);
    const end = ref + 2 * cells[ref | 1];
    for (let at = ref; at < end; at += 2) {
      const head = cells[at & ~1];
      if ((head & VARIABLE_BIT) === 0) continue;
      const inner = slotOf(head, side);
      if (inner === slot) return true;
      const bit = 1 << (inner & (MAX_UNIFY_VARS - 1));
      if (((side === 0 ? this.#seenLeft : this.#seenRight) & bit) !== 0) continue;
      if (side === 0) this.#seenLeft |= bit;
      else this.#seenRight |= bit;
      if (this.bindings[inner] !== UNBOUND && this.#occurs(slot, this.bindings[inner])) return true;
    }
    return false;
  }
}

function slotOf(head: number, side: number): number {
  const number = head & ~VARIABLE_BIT;
  if (number >= MAX_UNIFY_VARS) throw new RangeError(`unify: variable ${number} is out of range`);
  return side * MAX_UNIFY_VARS + number;
}

/** Decides every pair of `request`. */
export function unifyOnCpu(request: UnifyRequest): UnifyResult {
  const pairCount = request.pairs.length >>> 1;
  const { left, right, pairs } = request;
  const unifies = new Uint8Array(pairCount);
  const bindings = new Uint32Array(pairCount * BINDING_WORDS).fill(UNBOUND);
  const unifier = new Unifier(left, right, request.matchOnly);
  for (let p = 0; p < pairCount; p++) {
    if (!unifier.run(left.start[pairs[2 * p]], right.start[pairs[2 * p + 1]])) continue;
    unifies[p] = 1;
    unifier.copyBindings(bindings, p * BINDING_WORDS);
  }
  return { unifies, bindings };
}
