/** Sorts of SMT-LIB: `Bool`, declared sorts and datatypes, parameters, and function sorts, which are curried. */
import { sortApp, sortParam, type Sort } from "../../logic/sort.js";
import { atomText, headOf, itemsOf, type Expr } from "./s-expressions.js";

export const BOOL = sortApp("Bool");
/** The sort of functions from its first argument to its second. */
export const FUN = "Fun";

export function functionSort(args: readonly Sort[], result: Sort): Sort {
  return args.reduceRight((to, from) => sortApp(FUN, [from, to]), result);
}

/** Number of parameters by name of the sort; `report` is told what is wrong. */
export function readSort(
  expr: Expr,
  arities: ReadonlyMap<string, number>,
  params: readonly string[],
  report: (expr: Expr, message: string) => void,
): Sort {
  const read = (part: Expr): Sort => readSort(part, arities, params, report);
  if (headOf(expr) === "=>") {
    const parts = itemsOf(expr).slice(1).map(read);
    if (parts.length >= 2) return functionSort(parts.slice(0, -1), parts[parts.length - 1]);
  }
  const name = atomText(expr) ?? headOf(expr);
  const args = itemsOf(expr).slice(1);
  if (name === undefined) report(expr, "this is no sort");
  else if (args.length === 0 && params.includes(name)) return sortParam(name);
  else if (arities.get(name) === args.length) return sortApp(name, args.map(read));
  else {
    const arity = arities.get(name);
    const message =
      arity === undefined
        ? `there is no sort ${name}`
        : `${name} takes ${arity} sorts, and here it has ${args.length}`;
    report(expr, message);
  }
  return BOOL;
}
