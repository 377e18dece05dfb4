/**
 * Which way round a clause is stated, and which of two clauses comes first: small, general, strong and flat ones, in
 * the forms in which the laws are usually written. Decides nothing about truth.
 */
import { ATOM, type Clause, type Literal } from "./clause.js";
import type { Knowledge } from "./knowledge.js";
import { associativity, lawOf } from "./laws.js";
import { Law } from "./laws.js";
import type { TermBank } from "./term-bank.js";

export class ClauseOrder {
  /** Symbols that commute on all samples, proved or not. */
  private readonly commutative = new Set<number>();

  constructor(
    private readonly bank: TermBank,
    private readonly knowledge: Knowledge,
  ) {}

  noteCommutative({ premises, conclusion: { left, right } }: Clause): void {
    if (premises.length > 0 || right === ATOM) return;
    if (lawOf(this.bank, left, right, Law.None) === Law.Commutative)
      this.commutative.add(this.bank.head[left]);
  }

  sides(clause: Clause): readonly number[] {
    return [...clause.premises, clause.conclusion].flatMap(({ left, right }) =>
      right === ATOM ? [left] : [left, right],
    );
  }

  totalSize(clause: Clause): number {
    return this.sides(clause).reduce((sum, side) => sum + this.bank.size[side], 0);
  }

  private totalDepth(clause: Clause): number {
    const depth = (node: number): number =>
      1 + this.bank.argsOf(node).reduce((deepest, arg) => Math.max(deepest, depth(arg)), 0);
    return this.sides(clause).reduce((sum, side) => sum + depth(side), 0);
  }

  private varCount(clause: Clause): number {
    const vars = new Set<number>();
    for (const side of this.sides(clause)) this.bank.collectVars(side, vars);
    return vars.size;
  }

  /** The greater side of every equation left, and the associative law of a commutative symbol in its usual form. */
  orient(clause: Clause): Clause {
    const greater = (left: number, right: number, ground: boolean): boolean =>
      this.knowledge.order.greater(left, right, ground);
    const turn = ({ left, right }: Literal): Literal => {
      const isLess = right !== ATOM && !greater(left, right, false) && greater(right, left, true);
      return isLess ? { left: right, right: left } : { left, right };
    };
    const { left, right } = clause.conclusion;
    if (clause.premises.length === 0 && right !== ATOM && this.bank.head[left] >= 0) {
      const op = this.bank.head[left];
      const known = this.knowledge.lawOf(op) | (this.commutative.has(op) ? Law.Commutative : Law.None);
      const usual =
        lawOf(this.bank, left, right, known) === Law.Associative ? associativity(this.bank, left) : undefined;
      if (usual !== undefined) return { premises: [], conclusion: { left: usual[0], right: usual[1] } };
    }
    const premises = clause.premises.map(turn);
    const vars = new Set<number>();
    for (const side of premises.flatMap((premise) => [premise.left, premise.right])) {
      if (side !== ATOM) this.bank.collectVars(side, vars);
    }
    const order = [...vars];
    const place = (node: number): number => (node === ATOM ? -1 : order.indexOf(-1 - this.bank.head[node]));
    // x = y rather than y = x, after premises that mention x first.
    const isTurned = place(right) >= 0 && place(right) < place(left);
    return { premises, conclusion: isTurned ? { left: right, right: left } : turn(clause.conclusion) };
  }

  /** Smaller first, then the more general, then the stronger conclusion, then the flatter, then in the terms' own order. */
  compare(a: Clause, b: Clause): number {
    const bySize = this.totalSize(a) - this.totalSize(b) || this.varCount(b) - this.varCount(a);
    const concluded = (clause: Clause): number =>
      this.varCount({ premises: [], conclusion: clause.conclusion });
    const byStrength = bySize || concluded(a) - concluded(b);
    if (byStrength !== 0) return byStrength;
    const byDepth = this.totalDepth(a) - this.totalDepth(b);
    if (byDepth !== 0) return byDepth;
    const byPlace = this.conclusionPlace(a) - this.conclusionPlace(b);
    if (byPlace !== 0) return byPlace;
    const left = this.sides(a);
    const right = this.sides(b);
    if (left.length !== right.length) return left.length - right.length;
    for (let i = 0; i < left.length; i++) {
      const bySide = this.knowledge.order.compare(left[i], right[i]);
      if (bySide !== 0) return bySide;
    }
    return 0;
  }

  /** Where, among the variables in order of first occurrence in the premises, the one concluded about stands. */
  private conclusionPlace({ premises, conclusion }: Clause): number {
    const vars = new Set<number>();
    for (const { left, right } of premises) {
      for (const side of [left, right]) if (side !== ATOM) this.bank.collectVars(side, vars);
    }
    return [...vars].indexOf(-1 - this.bank.head[conclusion.left]);
  }
}
