/** Closed formulas at other sorts: their sort parameters found, and replaced in terms and binders alike. */
import { substituteFormula, type Formula } from "../logic/formula.js";
import { collectSortParams, type Sort } from "../logic/sort.js";
import type { Term } from "../logic/term.js";
import type { Signature } from "./signature.js";

/** The names of the sort parameters in a closed formula, in order of first occurrence. */
export function sortParamsOf(formula: Formula): readonly string[] {
  const names = new Set<string>();
  const visitTerm = (term: Term): void => {
    collectSortsOf(term, names);
  };
  visitFormula(formula, (f) => {
    if (f.kind === "imp") for (const v of f.vars) collectSortParams(v.sort, names);
    else if (f.kind === "eq") [f.left, f.right].forEach(visitTerm);
    else if (f.kind === "atom") {
      for (const sort of f.sorts) collectSortParams(sort, names);
      f.args.forEach(visitTerm);
    }
  });
  return [...names];
}

function collectSortsOf(term: Term, into: Set<string>): void {
  if (term.kind === "var") return;
  for (const sort of term.sorts) collectSortParams(sort, into);
  for (const arg of term.args) collectSortsOf(arg, into);
}

function visitFormula(formula: Formula, visit: (part: Formula) => void): void {
  visit(formula);
  if (formula.kind === "imp") {
    visitFormula(formula.premise, visit);
    visitFormula(formula.conclusion, visit);
  } else if (formula.kind === "and") {
    visitFormula(formula.left, visit);
    visitFormula(formula.right, visit);
  } else if (formula.kind === "not") visitFormula(formula.body, visit);
}

/** A closed formula with its sort parameters replaced. */
export function substituteSorts(formula: Formula, sorts: ReadonlyMap<string, Sort>): Formula {
  return substituteFormula(formula, new Map(), sorts);
}

/** The formula for every choice of its sort parameters among the sorts in play. */
export function instancesOf(
  fact: { readonly params: readonly string[]; readonly formula: Formula },
  signature: Signature,
): readonly Formula[] {
  if (fact.params.length === 0) return [fact.formula];
  return signature.instances(fact.params).map((sorts) => substituteSorts(fact.formula, sorts));
}
