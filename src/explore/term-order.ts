/**
 * Two orders on the terms of a bank.
 *
 * `greater` is the recursive path order (Dershowitz; Kamin and Levy) over the signature's ranks: a reduction order,
 * with which equations are oriented. Arguments are compared from left to right, those of a commutative symbol as a
 * multiset, and those of an associative and commutative one flattened, so that sorting arguments never makes a term
 * larger (with flattening the order is no longer sure to be monotone; those who rewrite bound their steps). With variables as constants (`ground`, ranked by number, above the constructors and
 * below the functions) it is total; otherwise a variable is below the terms that contain it and no others.
 *
 * `compare` is a plain total order for sorting (size first), no reduction order.
 */
import { Law } from "./laws.js";
import type { TermBank } from "./term-bank.js";

export class TermOrder {
  readonly #memo: readonly [Map<number, boolean>, Map<number, boolean>] = [new Map(), new Map()];

  constructor(
    readonly bank: TermBank,
    /** `Law` by symbol instance. */
    readonly laws: Uint8Array,
  ) {}

  /** To be called when a law has changed. */
  forget(): void {
    for (const memo of this.#memo) memo.clear();
  }

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
    if ((this.laws[leftHead] & Law.Commutative) !== 0) return this.#multisetGreater(left, right, ground);
    for (let i = 0; i < leftArity; i++) {
      const a = bank.arg(left, i);
      const b = bank.arg(right, i);
      if (a !== b) return this.greater(a, b, ground);
    }
    return false;
  }

  /** Whether the arguments of `left`, less those that both have, cover those of `right`; both have the same head. */
  #multisetGreater(left: number, right: number, ground: boolean): boolean {
    const { bank, laws } = this;
    const op = bank.head[left];
    const isFlat = laws[op] === Law.Both;
    const more = isFlat ? bank.flatten(op, left) : [...bank.argsOf(left)];
    const less: number[] = [];
    for (const element of isFlat ? bank.flatten(op, right) : bank.argsOf(right)) {
      const at = more.indexOf(element);
      if (at >= 0) more.splice(at, 1);
      else less.push(element);
    }
    return more.length > 0 && less.every((n) => more.some((m) => this.greater(m, n, ground)));
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
