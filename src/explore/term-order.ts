/**
 * Two orders on the terms of a bank.
 *
 * `greater` is the lexicographic path order (Kamin and Levy) over the signature's ranks: a reduction order, with
 * which equations are oriented. With variables as constants (`ground`, ranked by number, above the constructors and
 * below the functions) it is total; otherwise a variable is below the terms that contain it and no others.
 *
 * `compare` is a plain total order for sorting (size first), no reduction order.
 */
import type { TermBank } from "./term-bank.js";

export class TermOrder {
  readonly #memo: readonly [Map<number, boolean>, Map<number, boolean>] = [new Map(), new Map()];

  constructor(readonly bank: TermBank) {}

  greater(left: number, right: number, ground: boolean): boolean {
    if (left === right) return false;
    const { head } = this.bank;
    if (head[left] < 0) return ground && this.#variableGreater(left, right);
    if (ground && head[right] < 0 && !this.#isConstructor(left)) return true;
    const memo = this.#memo[ground ? 1 : 0];
    const key = left * 0x4000000 + right;
    let answer = memo.get(key);
    if (answer === undefined) {
      answer = this.#compute(left, right, ground);
      memo.set(key, answer);
    }
    return answer;
  }

  #isConstructor(node: number): boolean {
    return this.bank.signature.ops[this.bank.head[node]].kind === "constructor";
  }

  /** A variable, as a constant, is above smaller variables and above constructor terms over these. */
  #variableGreater(left: number, right: number): boolean {
    const { bank } = this;
    if (bank.head[right] < 0) return bank.head[left] < bank.head[right];
    if (!this.#isConstructor(right)) return false;
    for (let i = 0; i < bank.arity[bank.head[right]]; i++) {
      const arg = bank.arg(right, i);
      if (arg === left || !this.#variableGreater(left, arg)) return false;
    }
    return true;
  }

  #compute(left: number, right: number, ground: boolean): boolean {
    const { bank } = this;
    const leftHead = bank.head[left];
    const rightHead = bank.head[right];
    const leftArity = bank.arity[leftHead];
    for (let i = 0; i < leftArity; i++) {
      const arg = bank.arg(left, i);
      if (arg === right || this.greater(arg, right, ground)) return true;
    }
    if (rightHead < 0) return false;
    const ops = bank.signature.ops;
    const byRank = ops[leftHead].rank - ops[rightHead].rank || leftHead - rightHead;
    if (byRank < 0) return false;
    const rightArity = bank.arity[rightHead];
    for (let i = 0; i < rightArity; i++) if (!this.greater(left, bank.arg(right, i), ground)) return false;
    if (byRank > 0) return true;
    for (let i = 0; i < leftArity; i++) {
      const a = bank.arg(left, i);
      const b = bank.arg(right, i);
      if (a !== b) return this.greater(a, b, ground);
    }
    return false;
  }

  compare(left: number, right: number): number {
    if (left === right) return 0;
    const { bank } = this;
    const bySize = bank.size[left] - bank.size[right];
    if (bySize !== 0) return bySize;
    const leftHead = bank.head[left];
    const rightHead = bank.head[right];
    if (leftHead !== rightHead) {
      if (leftHead < 0 || rightHead < 0)
        return leftHead < 0 && rightHead < 0 ? rightHead - leftHead : leftHead - rightHead;
      return bank.signature.ops[leftHead].rank - bank.signature.ops[rightHead].rank || leftHead - rightHead;
    }
    const arity = bank.arity[leftHead];
    for (let i = 0; i < arity; i++) {
      const byArg = this.compare(bank.arg(left, i), bank.arg(right, i));
      if (byArg !== 0) return byArg;
    }
    return 0;
  }
}
