/** Random ground terms over eigenconstants, with constructors, predicates and a symbol wider than a row. */
import fc from "fast-check";
import { sortApp } from "../../src/logic/sort.js";
import { app, variable, type App, type Term } from "../../src/logic/term.js";
import { theoryOf } from "./load.js";

/** `T` has the constructors k (a constant), m (another) and c (of two); `U` is opaque. */
export const GROUND = theoryOf(`
sort T inductive
  k : T
  m : T
  c(T, T) : T
op f : T -> T
op g : T, T -> T
op w : T, T, T, T, T -> T
op v : T, T, T, T, T, T, T, T, T -> T
predicate p : T
predicate q : T, T, T, T, T, T
`);

const T = sortApp("T");
export const EIGENS = ["x", "y", "z"].map((name) => variable(name, T));

/** By name, number of arguments. */
const FUNCTIONS: readonly (readonly [string, number])[] = [
  ["k", 0],
  ["m", 0],
  ["c", 2],
  ["f", 1],
  ["f", 1],
  ["g", 2],
  ["w", 5],
  ["v", 9],
];

export function isConstructor(symbol: string): boolean {
  return ["k", "m", "c"].includes(symbol);
}

export function arbitraryTerm(depth: number): fc.Arbitrary<Term> {
  const leaf = fc.constantFrom<Term>(...EIGENS, ...EIGENS, app("k"), app("m"));
  if (depth === 0) return leaf;
  const part = arbitraryTerm(depth - 1);
  const inner = fc
    .constantFrom(...FUNCTIONS)
    .chain(([name, count]) =>
      fc.array(part, { minLength: count, maxLength: count }).map((args): Term => app(name, args)),
    );
  return fc.oneof({ weight: 2, arbitrary: leaf }, { weight: 3, arbitrary: inner });
}

/** An atom as the term that the e-graph has for it. */
export function arbitraryAtom(depth: number): fc.Arbitrary<App> {
  const part = arbitraryTerm(depth);
  return fc.oneof(
    part.map((arg) => app("p", [arg])),
    fc.array(part, { minLength: 6, maxLength: 6 }).map((args) => app("q", args)),
  );
}
