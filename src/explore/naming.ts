/**
 * Clauses as closed formulas that people like to read: variables named by sort (x, y, z for the first sort, xs, ys, zs
 * for a sequence of them, ns, ms, ks for one of n, m, k, t, u, v for a tree, …) in order of first occurrence, and never
 * like a symbol or a sort.
 */
import { atom, conjunction, eq, forall, type Formula } from "../logic/formula.js";
import type { Sort } from "../logic/sort.js";
import { variable, type Var } from "../logic/term.js";
import { ATOM, type Clause, type Literal } from "./clause.js";
import type { Signature, SortInfo } from "./signature.js";
import type { TermBank } from "./term-bank.js";

const SEQUENCE = ["xs", "ys", "zs", "us", "vs", "ws"];
const BRANCHING = ["t", "u", "v", "w", "t1", "u1"];
const PLAIN = [
  ["x", "y", "z", "x1", "y1", "z1"],
  ["n", "m", "k", "n1", "m1", "k1"],
  ["p", "q", "r", "p1", "q1", "r1"],
  ["c", "d", "e", "c1", "d1", "e1"],
];

export class Naming {
  /** By sort: its names, in order. */
  readonly #names: readonly (readonly string[])[];

  constructor(readonly bank: TermBank) {
    const { signature } = bank;
    const taken = new Set<string>([...signature.params, ...signature.ops.map((op) => op.symbol)]);
    for (const { sort } of signature.sorts) taken.add(sort.name);
    let plain = 0;
    const names: (readonly string[])[] = [];
    // Elements of containers come first: they are x, y, z wherever there are containers.
    const order = [...signature.sorts].sort((a, b) => rank(a) - rank(b) || a.id - b.id);
    for (const { id, sort } of order) {
      const isContainer = sort.kind === "app" && sort.args.length > 0;
      const pool = isContainer ? (branches(signature, id) ? BRANCHING : SEQUENCE) : (PLAIN[plain++] ?? []);
      const unused = pool.filter((name) => !taken.has(name));
      const free = isContainer && unused.length === 0 ? plurals(sort.args, signature, names, taken) : unused;
      for (let i = 1; free.length < 64; i++) {
        const name = `${sort.name.toLowerCase()}_${i}`;
        if (!taken.has(name)) free.push(name);
      }
      for (const name of free) taken.add(name);
      names[id] = free;
    }
    this.#names = names;
  }

  formula(clause: Clause): Formula {
    const { bank } = this;
    const order = new Set<number>();
    for (const literal of [...clause.premises, clause.conclusion]) {
      bank.collectVars(literal.left, order);
      if (literal.right !== ATOM) bank.collectVars(literal.right, order);
    }
    const used = new Map<number, number>();
    const vars = new Map<number, Var>();
    for (const v of order) {
      const sort = bank.varSort[v];
      const ordinal = used.get(sort) ?? 0;
      used.set(sort, ordinal + 1);
      vars.set(v, variable(this.#names[sort][ordinal], bank.signature.sorts[sort].sort));
    }
    const name = (v: number): string => vars.get(v)!.name;
    const premise = conjunction(clause.premises.map((literal) => this.#literal(literal, name)));
    return forall([...vars.values()], premise, this.#literal(clause.conclusion, name));
  }

  #literal(literal: Literal, name: (v: number) => string): Formula {
    const left = this.bank.toTerm(literal.left, name);
    if (literal.right !== ATOM) return eq(left, this.bank.toTerm(literal.right, name));
    if (left.kind === "var") throw new Error("naming: an atom is not a variable");
    return atom(left.symbol, left.args, left.sorts);
  }
}

function rank(info: SortInfo): number {
  return info.sort.kind === "param" ? 0 : 1;
}

/** Names like ns for a sort that contains what is named n. */
function plurals(
  args: readonly Sort[],
  signature: Signature,
  names: readonly (readonly string[])[],
  taken: ReadonlySet<string>,
): string[] {
  const element = args.map((arg) => signature.sortOf(arg)).find((id) => id !== undefined);
  const singular = element === undefined ? [] : (names[element] ?? []);
  return singular
    .filter((name) => name.length === 1)
    .map((name) => `${name}s`)
    .filter((name) => !taken.has(name));
}

/** Whether a constructor of the sort takes two or more of its own. */
function branches(signature: Signature, sort: number): boolean {
  const { constructors } = signature.sorts[sort];
  return constructors.some((op) => signature.ops[op].args.filter((arg) => arg === sort).length > 1);
}
