/**
 * Formulas as Horn clauses over a term bank, which is all that the explorer's knowledge can use. A literal is an
 * equation (two nodes) or a predicate atom (one node, `right` -1). What does not fit (negations, disjunctions,
 * quantifiers inside) is left out: such a formula gives no clause for that part.
 *
 * An existential premise is a premise with more variables: (exists z. P) -> Q is P -> Q for all z.
 */
import { conjuncts, type Formula } from "../logic/formula.js";
import type { Sort } from "../logic/sort.js";
import type { Var } from "../logic/term.js";
import type { TermBank } from "./term-bank.js";

export interface Literal {
  readonly left: number;
  readonly right: number;
}

export interface Clause {
  readonly premises: readonly Literal[];
  readonly conclusion: Literal;
}

export const ATOM = -1;

/** The clauses that `formula` is the conjunction of; `complete` if nothing was left out. */
export interface Clauses {
  readonly clauses: readonly Clause[];
  readonly complete: boolean;
}

/** Bound variables become the bank's variables, numbered by sort in order of their binders. */
export function clausesOf(formula: Formula, bank: TermBank): Clauses {
  const reader = new ClauseReader(bank);
  reader.read(formula, new Map(), []);
  return { clauses: reader.clauses, complete: reader.complete };
}

class ClauseReader {
  readonly clauses: Clause[] = [];
  complete = true;
  readonly #ordinals = new Map<number, number>();

  constructor(readonly bank: TermBank) {}

  #bind(vars: readonly Var[], scope: ReadonlyMap<string, number>): ReadonlyMap<string, number> | undefined {
    if (vars.length === 0) return scope;
    const inner = new Map(scope);
    for (const v of vars) {
      const node = this.#fresh(v.sort);
      if (node === undefined) return undefined;
      inner.set(v.name, node);
    }
    return inner;
  }

  #fresh(sort: Sort): number | undefined {
    const id = this.bank.signature.sortOf(sort);
    if (id === undefined) return undefined;
    const ordinal = this.#ordinals.get(id) ?? 0;
    this.#ordinals.set(id, ordinal + 1);
    return this.bank.variable(id, ordinal);
  }

  /** Undefined where the formula is no literal. */
  #literal(formula: Formula, scope: ReadonlyMap<string, number>): Literal | undefined {
    if (formula.kind === "eq") {
      const left = this.bank.fromTerm(formula.left, scope);
      const right = this.bank.fromTerm(formula.right, scope);
      return left < 0 || right < 0 ? undefined : { left, right };
    }
    if (formula.kind !== "atom") return undefined;
    const op = this.bank.signature.opOf(formula.predicate, formula.sorts);
    const args = formula.args.map((arg) => this.bank.fromTerm(arg, scope));
    if (op === undefined || args.some((arg) => arg < 0)) return undefined;
    return { left: this.bank.node(op.id, args), right: ATOM };
  }

  read(formula: Formula, scope: ReadonlyMap<string, number>, premises: readonly Literal[]): void {
    if (formula.kind === "and") {
      this.read(formula.left, scope, premises);
      this.read(formula.right, scope, premises);
      return;
    }
    if (formula.kind === "imp") {
      const inner = this.#bind(formula.vars, scope);
      const read = inner === undefined ? undefined : this.#premises(formula.premise, inner);
      if (read === undefined) this.complete = false;
      else this.read(formula.conclusion, read.scope, [...premises, ...read.literals]);
      return;
    }
    const conclusion = this.#literal(formula, scope);
    if (conclusion === undefined) this.complete = false;
    else this.clauses.push({ premises, conclusion });
  }

  #premises(
    formula: Formula,
    outer: ReadonlyMap<string, number>,
  ): { readonly scope: ReadonlyMap<string, number>; readonly literals: readonly Literal[] } | undefined {
    let scope = outer;
    const literals: Literal[] = [];
    for (const part of conjuncts(formula)) {
      if (part.kind === "not" && part.body.kind === "imp" && part.body.conclusion.kind === "not") {
        const { vars, premise, conclusion } = part.body;
        const inner = this.#bind(vars, scope);
        const read = inner && this.#premises({ kind: "and", left: premise, right: conclusion.body }, inner);
        if (read === undefined) return undefined;
        scope = read.scope;
        literals.push(...read.literals);
        continue;
      }
      const literal = this.#literal(part, scope);
      if (literal === undefined) return undefined;
      literals.push(literal);
    }
    return { scope, literals };
  }
}

/** The clause with its variables numbered by sort in order of first occurrence: a renaming has the same key. */
export function clauseKey(clause: Clause, bank: TermBank): string {
  const literals = [...clause.premises, clause.conclusion];
  let best: string | undefined;
  // Every way to turn the equations, for clauses of a few literals.
  for (let turned = 0; turned < 1 << Math.min(literals.length, 4); turned++) {
    const map: number[] = new Array<number>(bank.varSort.length).fill(-1);
    const next = new Map<number, number>();
    const sides = literals.flatMap(({ left, right }, i) =>
      (turned >> i) & 1 && right !== ATOM ? [right, left] : [left, right],
    );
    const vars = new Set<number>();
    for (const side of sides) if (side !== ATOM) bank.collectVars(side, vars);
    for (const v of vars) {
      const sort = bank.varSort[v];
      const ordinal = next.get(sort) ?? 0;
      next.set(sort, ordinal + 1);
      map[v] = bank.variable(sort, ordinal);
    }
    const key = sides.map((side) => (side === ATOM ? ATOM : bank.replace(side, map))).join(",");
    if (best === undefined || key < best) best = key;
  }
  return best!;
}
