/**
 * Finite models: a domain `0 … size-1` for every sort and a value table for every symbol, and the truth of formulas in
 * them by plain evaluation. A table is row-major: the value of `f(a, b)` stands at `a * |sort of b| + b`; a predicate's
 * values are 0 and 1.
 */
import type { Formula } from "../logic/formula.js";
import { sortText } from "../logic/sort.js";
import type { Term, Var } from "../logic/term.js";

export interface FiniteModel {
  /** Number of elements by the text of the sort, in declared order. */
  readonly sizes: ReadonlyMap<string, number>;
  /** By symbol name, in declared order. */
  readonly tables: ReadonlyMap<string, ModelTable>;
}

export interface ModelTable {
  /** The sizes of the arguments' sorts. */
  readonly shape: readonly number[];
  readonly values: Int32Array;
}

/** Elements by variable name. */
export type Assignment = ReadonlyMap<string, number>;

export function tableIndex(shape: readonly number[], args: readonly number[]): number {
  let index = 0;
  for (let i = 0; i < shape.length; i++) index = index * shape[i] + args[i];
  return index;
}

/** The argument tuples of a table in the order of its values. */
export function* tuples(shape: readonly number[]): Generator<readonly number[]> {
  const tuple = shape.map(() => 0);
  if (shape.includes(0)) return;
  for (;;) {
    yield tuple;
    let place = shape.length - 1;
    while (place >= 0 && ++tuple[place] === shape[place]) tuple[place--] = 0;
    if (place < 0) return;
  }
}

export function termValue(model: FiniteModel, term: Term, assignment: Assignment): number {
  if (term.kind === "var") {
    const value = assignment.get(term.name);
    if (value === undefined) throw new Error(`no value for ${term.name}`);
    return value;
  }
  return lookUp(model, term.symbol, term.args, assignment);
}

function lookUp(model: FiniteModel, symbol: string, args: readonly Term[], assignment: Assignment): number {
  const table = model.tables.get(symbol);
  if (table === undefined) throw new Error(`no table for ${symbol}`);
  const values = args.map((arg) => termValue(model, arg, assignment));
  return table.values[tableIndex(table.shape, values)];
}

/** Whether the formula is true in the model under the assignment of its free variables. */
export function holds(model: FiniteModel, formula: Formula, assignment: Assignment = new Map()): boolean {
  switch (formula.kind) {
    case "true":
      return true;
    case "false":
      return false;
    case "eq":
      return termValue(model, formula.left, assignment) === termValue(model, formula.right, assignment);
    case "atom":
      return lookUp(model, formula.predicate, formula.args, assignment) === 1;
    case "not":
      return !holds(model, formula.body, assignment);
    case "and":
      return holds(model, formula.left, assignment) && holds(model, formula.right, assignment);
    case "imp": {
      const inner = new Map(assignment);
      for (const tuple of tuples(formula.vars.map((v) => sizeOf(model, v)))) {
        formula.vars.forEach((v, i) => inner.set(v.name, tuple[i]));
        if (holds(model, formula.premise, inner) && !holds(model, formula.conclusion, inner)) return false;
      }
      return true;
    }
    default:
      return formula satisfies never;
  }
}

function sizeOf(model: FiniteModel, v: Var): number {
  const size = model.sizes.get(sortText(v.sort));
  if (size === undefined) throw new Error(`no domain for sort ${sortText(v.sort)}`);
  return size;
}
