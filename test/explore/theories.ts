/** Small theories, built by hand, that the explorer's tests explore. */
import { atom, eq, exists, forall, iff, imp, TRUE, type Formula } from "../../src/logic/formula.js";
import { sortApp, sortParam, type Sort } from "../../src/logic/sort.js";
import { app, variable, type Term, type Var } from "../../src/logic/term.js";
import type { Fact, SortDecl, SymbolDecl, Theory } from "../../src/logic/theory.js";

export const N = sortApp("N");
export const A = sortParam("a");
export const L = sortApp("List", [A]);

export const x = variable("x", N);
export const y = variable("y", N);
export const z = variable("z", N);
export const zero = app("0");
export const s = (t: Term): Term => app("s", [t]);
export const plus = (l: Term, r: Term): Term => app("+", [l, r]);
export const times = (l: Term, r: Term): Term => app("*", [l, r]);
export const e = variable("e", A);
export const xs = variable("xs", L);
export const ys = variable("ys", L);
export const nil = app("nil", [], [A]);
export const cons = (head: Term, tail: Term): Term => app("cons", [head, tail], [A]);
export const append = (l: Term, r: Term): Term => app("++", [l, r], [A]);
export const rev = (l: Term): Term => app("rev", [l], [A]);
export const len = (l: Term): Term => app("len", [l], [A]);
export const le = (l: Term, r: Term): Formula => atom("<=", [l, r]);

export const all = (vars: readonly Var[], body: Formula, premise: Formula = TRUE): Formula =>
  forall(vars, premise, body);

function symbol(
  origin: string,
  name: string,
  args: readonly Sort[],
  result: Sort | undefined,
  kind: SymbolDecl["kind"],
  params: readonly string[] = [],
): SymbolDecl {
  return { name, params, args, result, kind, fixity: undefined, origin };
}

function fact(origin: string, name: string, formula: Formula, params: readonly string[] = []): Fact {
  return { name, kind: name.startsWith("def") ? "definition" : "axiom", params, formula, origin };
}

const settings = { explore: new Map<string, number>(), grid: new Map<string, number>() };

const sortN = (origin: string): SortDecl => ({
  name: "N",
  params: [],
  inductive: true,
  constructors: ["0", "s"],
  origin,
});

const peanoSymbols = [
  symbol("Peano", "0", [], N, "constructor"),
  symbol("Peano", "s", [N], N, "constructor"),
  symbol("Peano", "+", [N, N], N, "function"),
  symbol("Peano", "*", [N, N], N, "function"),
];

const peanoFacts = [
  fact("Peano", "add.zero", all([x], eq(plus(x, zero), x))),
  fact("Peano", "add.succ", all([x, y], eq(plus(x, s(y)), s(plus(x, y))))),
  fact("Peano", "mul.zero", all([x], eq(times(x, zero), zero))),
  fact("Peano", "mul.succ", all([x, y], eq(times(x, s(y)), plus(times(x, y), x)))),
];

export const PEANO: Theory = {
  name: "Peano",
  uses: [],
  sorts: [sortN("Peano")],
  symbols: peanoSymbols,
  facts: peanoFacts,
  recursions: [],
  goals: [],
  settings,
};

/** Addition and an order that is defined by it. */
export const ORDER: Theory = {
  ...PEANO,
  name: "Order",
  uses: ["Peano"],
  symbols: [...peanoSymbols.slice(0, 3), symbol("Order", "<=", [N, N], undefined, "predicate")],
  facts: [
    ...peanoFacts.slice(0, 2),
    fact("Order", "def.le", imp([x, y], TRUE, iff(le(x, y), exists([z], TRUE, eq(plus(x, z), y))))),
  ],
};

/** Lists with append and reverse; with `numbers`, with length in the naturals. */
export function lists(numbers: boolean): Theory {
  const own = (
    name: string,
    args: readonly Sort[],
    result: Sort,
    kind: SymbolDecl["kind"] = "function",
  ): SymbolDecl => symbol("Lists", name, args, result, kind, ["a"]);
  const axiom = (name: string, formula: Formula): Fact => fact("Lists", name, formula, ["a"]);
  const list: SortDecl = {
    name: "List",
    params: ["a"],
    inductive: true,
    constructors: ["nil", "cons"],
    origin: "Lists",
  };
  return {
    name: "Lists",
    uses: numbers ? ["Peano"] : [],
    sorts: numbers ? [sortN("Peano"), list] : [list],
    symbols: [
      ...(numbers ? peanoSymbols : []),
      own("nil", [], L, "constructor"),
      own("cons", [A, L], L, "constructor"),
      own("++", [L, L], L),
      own("rev", [L], L),
      ...(numbers ? [own("len", [L], N)] : []),
    ],
    facts: [
      ...(numbers ? peanoFacts : []),
      axiom("app.nil", all([xs], eq(append(nil, xs), xs))),
      axiom("app.cons", all([e, xs, ys], eq(append(cons(e, xs), ys), cons(e, append(xs, ys))))),
      axiom("rev.nil", eq(rev(nil), nil)),
      axiom("rev.cons", all([e, xs], eq(rev(cons(e, xs)), append(rev(xs), cons(e, nil))))),
      ...(numbers
        ? [
            axiom("len.nil", eq(len(nil), zero)),
            axiom("len.cons", all([e, xs], eq(len(cons(e, xs)), s(len(xs))))),
          ]
        : []),
    ],
    recursions: [],
    goals: [],
    settings,
  };
}
