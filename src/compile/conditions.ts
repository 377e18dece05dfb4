/**
 * Conditional equations of a function's terms, such as `p(x) -> f(c(x)) = g(x)`. The function's term comes first: where
 * it occurs, the premises are in question, and a block that knows no answer may split on one of them.
 */
import type { Formula } from "../logic/formula.js";
import { collectVars, type Term, type Var } from "../logic/term.js";
import type { Clause } from "./clause.js";

type IsFunction = (symbol: string) => boolean;

/** The sides of a conditional equation that name all its variables and are a function's terms; none of other clauses. */
export function conditionalSides(
  { vars, premises, path, conclusion }: Clause,
  isFunction: IsFunction,
): Term[] {
  if (premises.length === 0 || conclusion.kind !== "literal" || conclusion.formula.kind !== "eq") return [];
  if (path.some((step) => step.kind === "cut")) return [];
  const { left, right } = conclusion.formula;
  return [left, right].filter((side) => {
    if (side.kind === "var" || !isFunction(side.symbol)) return false;
    const found = new Map<string, Var>();
    collectVars(side, found);
    return vars.every((v) => found.has(v.name));
  });
}

/** What the premises deny or assert, without the denials. */
export function conditionsOf({ premises }: Clause): Formula[] {
  return premises.map((premise) => (premise.kind === "not" ? premise.body : premise));
}
