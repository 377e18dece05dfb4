/**
 * Finite models and what a formula says in one: a plain recursive evaluator that shares nothing with the prover. The
 * elements of a sort are 0, 1, …; a symbol is a table over its arguments' elements, a predicate's values are 0 and 1.
 */
import type { Formula } from "../../src/logic/formula.js";
import { sortText, type Sort } from "../../src/logic/sort.js";
import type { Term } from "../../src/logic/term.js";

export interface Model {
  /** Number of elements, by the sort's text; a sort parameter stands for the sort it is given here. */
  readonly sizes: Map<string, number>;
  /** By the text of the symbol with its sort arguments. */
  readonly tables: Map<string, Table>;
}

export interface Table {
  readonly dimensions: readonly number[];
  readonly values: readonly number[];
}

export type Assignment = ReadonlyMap<string, number>;

export function sizeOf(model: Model, sort: Sort): number {
  const size = model.sizes.get(sortText(sort));
  if (size === undefined) throw new Error(`the model has no sort ${sortText(sort)}`);
  return size;
}

/** All lists of elements, one list a combination of `dimensions`, the last one changing fastest. */
export function combinations(dimensions: readonly number[]): number[][] {
  let lists: number[][] = [[]];
  for (const size of dimensions) {
    lists = lists.flatMap((list) => Array.from({ length: size }, (_, element) => [...list, element]));
  }
  return lists;
}

export function symbolKey(name: string, sorts: readonly Sort[]): string {
  return sorts.length === 0 ? name : `${name}{${sorts.map(sortText).join(",")}}`;
}

function lookUp(model: Model, key: string, args: readonly number[]): number {
  const table = model.tables.get(key);
  if (table === undefined) throw new Error(`the model has no table for ${key}`);
  return table.values[args.reduce((index, arg, place) => index * table.dimensions[place] + arg, 0)];
}

export function valueOf(model: Model, term: Term, at: Assignment): number {
  if (term.kind === "var") {
    const value = at.get(term.name);
    if (value === undefined) throw new Error(`no value for ${term.name}`);
    return value;
  }
  const args = term.args.map((arg) => valueOf(model, arg, at));
  return lookUp(model, symbolKey(term.symbol, term.sorts), args);
}

/** Whether the formula holds in the model. */
export function holds(model: Model, formula: Formula, at: Assignment = new Map()): boolean {
  switch (formula.kind) {
    case "true":
      return true;
    case "false":
      return false;
    case "eq":
      return valueOf(model, formula.left, at) === valueOf(model, formula.right, at);
    case "atom": {
      const args = formula.args.map((arg) => valueOf(model, arg, at));
      return lookUp(model, symbolKey(formula.predicate, formula.sorts), args) === 1;
    }
    case "not":
      return !holds(model, formula.body, at);
    case "and":
      return holds(model, formula.left, at) && holds(model, formula.right, at);
    case "imp": {
      const sizes = formula.vars.map((v) => sizeOf(model, v.sort));
      return combinations(sizes).every((elements) => {
        const inner = new Map(at);
        formula.vars.forEach((v, index) => inner.set(v.name, elements[index]));
        return !holds(model, formula.premise, inner) || holds(model, formula.conclusion, inner);
      });
    }
    default:
      return formula satisfies never;
  }
}
