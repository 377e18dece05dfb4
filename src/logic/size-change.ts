/**
 * Termination by size change (Lee, Jones, Ben-Amram: The size-change principle, 2001) over the subterm order: every
 * call is a matrix that says which argument is a subterm of which pattern, strictly or not; the matrices are closed
 * under composition; and every one from a function to itself that is its own square must have a strict descent on its
 * diagonal. Patterns consist of constructors and variables, so that a subterm of one is smaller.
 */
import { sameTerm, type Term } from "./term.js";

/** A call from an equation of `from`; arguments that are missing are ones of which nothing is known. */
export interface RecursiveCall {
  readonly from: string;
  readonly patterns: readonly Term[];
  readonly to: string;
  readonly args: readonly Term[];
}

/** A function that is not shown to terminate, and the first call of a cycle on which nothing falls. */
export interface Unfounded<C extends RecursiveCall> {
  readonly symbol: string;
  readonly call: C;
}

/** How an argument of the call relates to a pattern: a strict subterm, the same term, or neither. */
const UNKNOWN = 0;
const SAME = 1;
const SMALLER = 2;

interface Matrix<C> {
  readonly from: string;
  readonly to: string;
  /** `columns` entries a row, one row an argument of the caller. */
  readonly entries: readonly number[];
  readonly columns: number;
  /** The first of the calls that it is composed of, and their number. */
  readonly first: C;
  readonly length: number;
}

/** Compositions that are looked at before the definitions count as not shown to terminate. */
const CLOSURE_LIMIT = 4000;

/** Those of the callers that are not shown to terminate. `arities` has the number of arguments of each function. */
export function unfounded<C extends RecursiveCall>(
  calls: readonly C[],
  arities: ReadonlyMap<string, number>,
): readonly Unfounded<C>[] {
  const closed = closure(calls, arities);
  if (closed === undefined) return calls.map((call) => ({ symbol: call.from, call }));
  const worst = new Map<string, Matrix<C>>();
  for (const matrix of closed) {
    if (matrix.from !== matrix.to || keyOf(compose(matrix, matrix)) !== keyOf(matrix)) continue;
    const falls = Array.from({ length: matrix.columns }, (_, i) => matrix.entries[i * matrix.columns + i]);
    if (falls.includes(SMALLER)) continue;
    const known = worst.get(matrix.from);
    if (known === undefined || matrix.length < known.length) worst.set(matrix.from, matrix);
  }
  return [...worst].map(([symbol, { first }]) => ({ symbol, call: first }));
}

/** All compositions of the calls; undefined if there are too many. */
function closure<C extends RecursiveCall>(
  calls: readonly C[],
  arities: ReadonlyMap<string, number>,
): readonly Matrix<C>[] | undefined {
  const known = new Set<string>();
  const found: Matrix<C>[] = [];
  const from = new Map<string, Matrix<C>[]>();
  const to = new Map<string, Matrix<C>[]>();
  const add = (matrix: Matrix<C>): void => {
    const key = keyOf(matrix);
    if (known.has(key)) return;
    known.add(key);
    found.push(matrix);
    into(from, matrix.from).push(matrix);
    into(to, matrix.to).push(matrix);
  };
  for (const call of calls) add(matrixOf(call, arities));
  for (let next = 0; next < found.length; next++) {
    if (found.length > CLOSURE_LIMIT) return undefined;
    const matrix = found[next];
    for (const other of [...into(from, matrix.to)]) add(compose(matrix, other));
    for (const other of [...into(to, matrix.from)]) add(compose(other, matrix));
  }
  return found;
}

function into<T>(map: Map<string, T[]>, key: string): T[] {
  const known = map.get(key);
  if (known !== undefined) return known;
  const list: T[] = [];
  map.set(key, list);
  return list;
}

function keyOf({ from, to, entries }: Matrix<unknown>): string {
  return `${from} ${to} ${entries.join("")}`;
}

function matrixOf<C extends RecursiveCall>(call: C, arities: ReadonlyMap<string, number>): Matrix<C> {
  const { from, to, patterns, args } = call;
  const columns = arities.get(to) ?? args.length;
  const entries: number[] = [];
  for (let i = 0; i < (arities.get(from) ?? patterns.length); i++)
    for (let j = 0; j < columns; j++) entries.push(relation(patterns.at(i), args.at(j)));
  return { from, to, entries, columns, first: call, length: 1 };
}

/** First one call, then the other. */
function compose<C>(first: Matrix<C>, second: Matrix<C>): Matrix<C> {
  const rows = first.entries.length / Math.max(1, first.columns);
  const entries: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < second.columns; k++) {
      let best = UNKNOWN;
      for (let j = 0; j < first.columns; j++) {
        const a = first.entries[i * first.columns + j];
        const b = second.entries[j * second.columns + k];
        if (a !== UNKNOWN && b !== UNKNOWN) best = Math.max(best, a, b);
      }
      entries.push(best);
    }
  }
  return {
    ...{ from: first.from, to: second.to, entries, columns: second.columns },
    ...{ first: first.first, length: first.length + second.length },
  };
}

function relation(pattern: Term | undefined, arg: Term | undefined): number {
  if (pattern === undefined || arg === undefined) return UNKNOWN;
  if (sameTerm(pattern, arg)) return SAME;
  return isPart(pattern, arg) ? SMALLER : UNKNOWN;
}

function isPart(pattern: Term, term: Term): boolean {
  return pattern.kind === "app" && pattern.args.some((arg) => sameTerm(arg, term) || isPart(arg, term));
}
