/** What a block's problem is made of: the terms of its goal, and how large its terms are. */
import type { Formula } from "../logic/formula.js";
import { app, termSize, type Term } from "../logic/term.js";
import { literalArgs } from "../proof/proof.js";

/** The sides of the goal, or its atom as a term; none for `false`. */
export function goalTerms(goal: Formula): Term[] {
  if (goal.kind === "false") return [];
  if (goal.kind === "eq") return [goal.left, goal.right];
  if (goal.kind === "atom") return [app(goal.predicate, goal.args, goal.sorts)];
  throw new Error("a block's goal is a literal");
}

/** The size of the largest term or atom of the formulas. */
export function largestSize(formulas: readonly Formula[]): number {
  let largest = 1;
  const visit = (formula: Formula): void => {
    if (formula.kind === "eq" || formula.kind === "atom") {
      const sizes = literalArgs(formula).map(termSize);
      largest = Math.max(largest, ...sizes, formula.kind === "atom" ? sizes.reduce((a, b) => a + b, 1) : 0);
    } else if (formula.kind === "not") visit(formula.body);
    else if (formula.kind === "and") [formula.left, formula.right].forEach(visit);
    else if (formula.kind === "imp") [formula.premise, formula.conclusion].forEach(visit);
  };
  formulas.forEach(visit);
  return largest;
}
