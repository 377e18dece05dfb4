/**
 * Measures for strong induction: m(x), a value of an inductive sort, and a relation R on that sort by which values are
 * bounded. Candidates only: nothing here shows that R is reflexive or that a measure falls; the proofs do.
 *
 * A relation is recognised by its equations. It holds between the sort's constants, between a constant and what a
 * constructor makes of a value, and not the other way round: as "not larger" does, or "larger" denied.
 */
import { definingEquation, type DefiningEquation } from "../logic/defining-equation.js";
import { atom, eq, type Formula } from "../logic/formula.js";
import { matchSort, sameSort, substituteSort, type Sort } from "../logic/sort.js";
import { app, matchTerm, termText, variable, type Term, type Var } from "../logic/term.js";
import type { SymbolDecl, Theory } from "../logic/theory.js";
import { visitSymbols } from "./program.js";
import type { ConstructorInstance, SymbolTable } from "./symbols.js";

export interface Measure {
  /** The sort of its values. */
  readonly sort: Sort;
  of(term: Term): Term;
  /** That the first value is bounded by the second. */
  bound(value: Term, by: Term): Formula;
  /** Whether bound(x, x) is x = x, which needs no proof. */
  readonly isEquality: boolean;
}

/** Measures of values of the variable's sort for a statement about it, the likeliest first. */
export function measuresOf(formula: Formula, { sort }: Var, symbols: SymbolTable): Measure[] {
  const { theory } = symbols;
  const own: Measure[] = relationsOn(sort, symbols).map((bound) => ({
    ...{ sort, bound, isEquality: false },
    of: (term) => term,
  }));
  const mentioned = new Set<string>();
  visitSymbols(formula, (name) => mentioned.add(name));
  const functions = theory.symbols
    .map((symbol) => ({ symbol, image: imageOf(symbol, sort) }))
    .filter(({ image }) => image !== undefined && isRecursive(image.sort, symbols))
    .map(({ symbol, image }) => ({
      ...image!,
      symbol,
      rank: (counts(symbol, symbols) ? 0 : 2) + (mentioned.has(symbol.name) ? 0 : 1),
    }))
    .sort((a, b) => a.rank - b.rank);
  const by = ({ symbol, sorts, sort: to }: (typeof functions)[number], bound: Relation): Measure => ({
    ...{ sort: to, bound, isEquality: bound === eq },
    of: (term) => app(symbol.name, [term], sorts),
  });
  const bounded = [
    ...own,
    ...functions.flatMap((found) => relationsOn(found.sort, symbols).map((bound) => by(found, bound))),
  ];
  return bounded.length > 0 ? bounded : functions.map((found) => by(found, eq));
}

/** The sort of the function's values, if it takes one argument and that may be of this sort, to another one. */
function imageOf(
  { kind, params, args, result }: SymbolDecl,
  sort: Sort,
): { readonly sorts: readonly Sort[]; readonly sort: Sort } | undefined {
  if (kind !== "function" || args.length !== 1 || result?.kind !== "app") return undefined;
  const images = new Map<string, Sort>();
  if (!matchSort(args[0], sort, images) || !params.every((param) => images.has(param))) return undefined;
  const sorts = params.map((param) => images.get(param)!);
  const image = substituteSort(result, images);
  return sameSort(image, sort) ? undefined : { sorts, sort: image };
}

/** Whether the function makes a larger value of a larger argument: f(c(x)) = k(… f(x) …). */
function counts({ name }: SymbolDecl, symbols: SymbolTable): boolean {
  return equationsOf(name, symbols.theory).some(({ patterns: [pattern], value }) => {
    if (pattern.kind !== "app" || value.kind !== "app") return false;
    const isMade = symbols.declaration(value.symbol).kind === "constructor";
    return isMade && value.args.some((arg) => mentions(arg, name));
  });
}

function mentions(term: Term, name: string): boolean {
  return term.kind === "app" && (term.symbol === name || term.args.some((arg) => mentions(arg, name)));
}

function isRecursive(sort: Sort, symbols: SymbolTable): boolean {
  return (symbols.constructors(sort) ?? []).some(({ args }) => args.some((arg) => sameSort(arg, sort)));
}

type Relation = Measure["bound"];

/** The relations of the theory that bound values of the sort. */
function relationsOn(sort: Sort, symbols: SymbolTable): Relation[] {
  const constructors = symbols.constructors(sort);
  if (constructors === undefined || !isRecursive(sort, symbols)) return [];
  return symbols.theory.symbols.flatMap((symbol) => {
    const { name, kind, params, args, result } = symbol;
    const images = new Map<string, Sort>();
    const fits = args.length === 2 && args.every((arg) => matchSort(arg, sort, images));
    if (!fits || kind === "constructor" || !params.every((param) => images.has(param))) return [];
    const sorts = params.map((param) => images.get(param)!);
    return [false, true].flatMap((isTurned): Relation[] => {
      const ordered = (left: Term, right: Term): Term[] => (isTurned ? [right, left] : [left, right]);
      const holds = valueOnBounds(name, constructors, sort, symbols.theory, ordered);
      if (holds === undefined) return [];
      if (holds.kind === "app" && holds.sorts.length === 0)
        return [(left, right) => eq(app(name, ordered(left, right), sorts), holds)];
      const isAtom = result === undefined && holds.kind === "true";
      return isAtom ? [(left, right) => atom(name, ordered(left, right), sorts)] : [];
    });
  });
}

type Value = DefiningEquation["value"];

/** The value that the relation has where the left side is bounded by the right one; undefined if it bounds nothing. */
function valueOnBounds(
  name: string,
  constructors: readonly ConstructorInstance[],
  sort: Sort,
  theory: Theory,
  ordered: (left: Term, right: Term) => readonly Term[],
): Value | undefined {
  const equations = equationsOf(name, theory);
  const valueAt = (left: Term, right: Term): Value | undefined => {
    const at = ordered(left, right);
    const found = equations.find(({ patterns, condition }) => {
      const images = new Map<string, Term>();
      return condition.kind === "true" && patterns.every((p, place) => matchTerm(p, at[place], images));
    });
    return found === undefined || !isConstant(found.value) ? undefined : found.value;
  };
  const made = constructors.map((constructor) => ({
    isLarger: constructor.args.some((arg) => sameSort(arg, sort)),
    isConstant: constructor.args.length === 0,
    term: generalTerm(constructor),
  }));
  const smallest = made.filter(({ isConstant: isLeast }) => isLeast);
  const larger = made.filter(({ isLarger }) => isLarger);
  if (smallest.length === 0 || larger.length === 0) return undefined;
  const below = smallest.flatMap(({ term }) => [...smallest, ...larger].map((other) => [term, other.term]));
  const above = larger.flatMap(({ term }) => smallest.map((other) => [term, other.term]));
  const [value, ...others] = below.map(([left, right]) => valueAt(left, right));
  const denials = above.map(([left, right]) => valueAt(left, right));
  if (value === undefined || !others.every((other) => other !== undefined && isSame(other, value)))
    return undefined;
  return denials.every((denial) => denial !== undefined && !isSame(denial, value)) ? value : undefined;
}

/** The constructor at variables. */
function generalTerm({ name, args, sorts }: ConstructorInstance): Term {
  return app(
    name,
    args.map((sort, place) => variable(`x${place + 1}`, sort)),
    sorts,
  );
}

function isConstant(value: Value): boolean {
  return value.kind === "true" || value.kind === "false" || (value.kind === "app" && value.args.length === 0);
}

function isSame(left: Value, right: Value): boolean {
  return left.kind === "app" && right.kind === "app"
    ? termText(left) === termText(right)
    : left.kind === right.kind;
}

function equationsOf(name: string, theory: Theory): DefiningEquation[] {
  return theory.facts
    .map(({ formula }) => definingEquation(formula))
    .filter((equation) => equation?.symbol === name)
    .map((equation) => equation!);
}
