/**
 * Terms: variables and applications, immutable. Bound variables and eigenconstants are both `Var`; what a name means
 * is settled by the binder or scope it stands under.
 */
import { sortText, substituteSort, type Sort, type SortSubstitution } from "./sort.js";

export interface Var {
  readonly kind: "var";
  readonly name: string;
  readonly sort: Sort;
}

/** `sorts` instantiates the symbol's sort parameters, in their declared order; empty for a symbol that has none. */
export interface App {
  readonly kind: "app";
  readonly symbol: string;
  readonly sorts: readonly Sort[];
  readonly args: readonly Term[];
}

export type Term = Var | App;

/** Maps variable names to terms. */
export type Substitution = ReadonlyMap<string, Term>;

export function variable(name: string, sort: Sort): Var {
  return { kind: "var", name, sort };
}

export function app(symbol: string, args: readonly Term[] = [], sorts: readonly Sort[] = []): App {
  return { kind: "app", symbol, sorts, args };
}

export function sortArgsText(sorts: readonly Sort[]): string {
  return sorts.length === 0 ? "" : `{${sorts.map(sortText).join(",")}}`;
}

/** The term in the core notation: `x`, `0`, `+[x,s[y]]`, `cons{a}[x,nil{a}]`. Equal terms have equal texts. */
export function termText(term: Term): string {
  if (term.kind === "var") return term.name;
  const head = term.symbol + sortArgsText(term.sorts);
  return term.args.length === 0 ? head : `${head}[${term.args.map(termText).join(",")}]`;
}

export function sameTerm(left: Term, right: Term): boolean {
  if (left === right) return true;
  if (left.kind === "var" || right.kind === "var") {
    return left.kind === "var" && right.kind === "var" && left.name === right.name;
  }
  return (
    left.symbol === right.symbol &&
    left.args.length === right.args.length &&
    sortArgsText(left.sorts) === sortArgsText(right.sorts) &&
    left.args.every((arg, index) => sameTerm(arg, right.args[index]))
  );
}

/** Symbols and variables, counted with repetition. */
export function termSize(term: Term): number {
  if (term.kind === "var") return 1;
  let size = 1;
  for (const arg of term.args) size += termSize(arg);
  return size;
}

/** 1 for a variable or constant. */
export function termDepth(term: Term): number {
  if (term.kind === "var") return 1;
  return 1 + Math.max(0, ...term.args.map(termDepth));
}

/** Adds the variables of `term` to `into`, in order of first occurrence. */
export function collectVars(term: Term, into: Map<string, Var>): void {
  if (term.kind === "var") {
    if (!into.has(term.name)) into.set(term.name, term);
  } else for (const arg of term.args) collectVars(arg, into);
}

export function substitute(term: Term, substitution: Substitution, sorts?: SortSubstitution): Term {
  if (term.kind === "var") {
    const image = substitution.get(term.name);
    if (image !== undefined) return image;
    return sorts === undefined ? term : variable(term.name, substituteSort(term.sort, sorts));
  }
  if (term.args.length === 0 && (sorts === undefined || term.sorts.length === 0)) return term;
  return app(
    term.symbol,
    term.args.map((arg) => substitute(arg, substitution, sorts)),
    sorts === undefined ? term.sorts : term.sorts.map((sort) => substituteSort(sort, sorts)),
  );
}

/** Extends `substitution` (of the variables of `pattern`) so that `pattern` becomes `term`; false if that cannot be. */
export function matchTerm(pattern: Term, term: Term, substitution: Map<string, Term>): boolean {
  if (pattern.kind === "var") {
    const bound = substitution.get(pattern.name);
    if (bound !== undefined) return sameTerm(bound, term);
    substitution.set(pattern.name, term);
    return true;
  }
  if (term.kind === "var" || term.symbol !== pattern.symbol || term.args.length !== pattern.args.length)
    return false;
  return pattern.args.every((arg, index) => matchTerm(arg, term.args[index], substitution));
}
