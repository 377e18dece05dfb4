/**
 * When one Horn statement says another: a plain backtracking search that shares nothing with the explorer's. G says S
 * if variables of G can be replaced so that G's conclusion becomes that of S and each of G's premises one of S's;
 * an equation may be read from either side.
 */
import { conjuncts, type Formula } from "../../src/logic/formula.js";
import { matchSort, type Sort } from "../../src/logic/sort.js";
import { app, type Term } from "../../src/logic/term.js";

interface Horn {
  readonly premises: readonly Term[];
  readonly conclusion: Term;
}

interface Bindings {
  readonly terms: ReadonlyMap<string, Term>;
  readonly sorts: ReadonlyMap<string, Sort>;
}

/** Undefined if the formula is no Horn clause of equations and atoms. */
function hornOf(formula: Formula): Horn | undefined {
  if (formula.kind === "imp") {
    const inner = hornOf(formula.conclusion);
    const premises = conjuncts(formula.premise).map(literal);
    if (inner === undefined || premises.includes(undefined)) return undefined;
    return { premises: [...(premises as Term[]), ...inner.premises], conclusion: inner.conclusion };
  }
  const conclusion = literal(formula);
  return conclusion && { premises: [], conclusion };
}

function literal(formula: Formula): Term | undefined {
  if (formula.kind === "eq") return app("=", [formula.left, formula.right]);
  return formula.kind === "atom" ? app(formula.predicate, formula.args, formula.sorts) : undefined;
}

function match(pattern: Term, term: Term, bindings: Bindings): Bindings | undefined {
  if (pattern.kind === "var") {
    const bound = bindings.terms.get(pattern.name);
    if (bound !== undefined) return JSON.stringify(bound) === JSON.stringify(term) ? bindings : undefined;
    return { ...bindings, terms: new Map([...bindings.terms, [pattern.name, term]]) };
  }
  if (term.kind === "var" || term.symbol !== pattern.symbol || term.args.length !== pattern.args.length) {
    return undefined;
  }
  const sorts = new Map(bindings.sorts);
  if (!pattern.sorts.every((sort, index) => matchSort(sort, term.sorts[index], sorts))) return undefined;
  return pattern.args.reduce<Bindings | undefined>(
    (so, arg, index) => so && match(arg, term.args[index], so),
    { ...bindings, sorts },
  );
}

/** Each way in which the literal `pattern` becomes `literal`. */
function matches(pattern: Term, target: Term, bindings: Bindings): readonly Bindings[] {
  const turned =
    target.kind === "app" && target.symbol === "=" ? [app("=", [target.args[1], target.args[0]])] : [];
  return [target, ...turned]
    .map((side) => match(pattern, side, bindings))
    .filter((found) => found !== undefined);
}

/** Whether `special` is `general`, a renaming or an instance of it, or one with more premises. */
export function says(general: Formula, special: Formula): boolean {
  const from = hornOf(general);
  const to = hornOf(special);
  if (from === undefined || to === undefined) return false;
  const meets = (index: number, bindings: Bindings): boolean =>
    index === from.premises.length ||
    to.premises.some((premise) =>
      matches(from.premises[index], premise, bindings).some((found) => meets(index + 1, found)),
    );
  return matches(from.conclusion, to.conclusion, { terms: new Map(), sorts: new Map() }).some((found) =>
    meets(0, found),
  );
}

/** Whether the two are the same up to the names of variables and the sides of equations. */
export function isSame(left: Formula, right: Formula): boolean {
  return says(left, right) && says(right, left);
}
