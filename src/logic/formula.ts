/**
 * Formulas of the core language: atoms, equations, `true`, `false`, negation, conjunction, and the generalised
 * implication "for all xs: P implies Q". Everything else is written with these:
 *
 *     P -> Q            (>[]PQ)                 P | Q             !(&!P!Q)
 *     forall x. Q       (>[x](true[])Q)         exists x. P & Q   !(>[x]P!Q)
 *     P <-> Q           (&(>[]PQ)(>[]QP))       exists x. Q       !(>[x](true[])!Q)
 *
 * Variables bound in one formula have different names, which differ from its free ones; the elaborator and every
 * function here keep it so, and so no substitution captures.
 */
import { sortText, substituteSort, type Sort, type SortSubstitution } from "./sort.js";
import {
  collectVars,
  sortArgsText,
  substitute,
  termDepth,
  termSize,
  termText,
  variable,
  type Substitution,
  type Term,
  type Var,
} from "./term.js";

export interface Truth {
  readonly kind: "true" | "false";
}
export interface Eq {
  readonly kind: "eq";
  readonly left: Term;
  readonly right: Term;
}
export interface Atom {
  readonly kind: "atom";
  readonly predicate: string;
  readonly sorts: readonly Sort[];
  readonly args: readonly Term[];
}
export interface Not {
  readonly kind: "not";
  readonly body: Formula;
}
export interface And {
  readonly kind: "and";
  readonly left: Formula;
  readonly right: Formula;
}
/** For all `vars`: `premise` implies `conclusion`. */
export interface Imp {
  readonly kind: "imp";
  readonly vars: readonly Var[];
  readonly premise: Formula;
  readonly conclusion: Formula;
}

export type Formula = Truth | Eq | Atom | Not | And | Imp;

export const TRUE: Formula = { kind: "true" };
export const FALSE: Formula = { kind: "false" };

export function eq(left: Term, right: Term): Eq {
  return { kind: "eq", left, right };
}
export function atom(predicate: string, args: readonly Term[], sorts: readonly Sort[] = []): Atom {
  return { kind: "atom", predicate, sorts, args };
}
export function not(body: Formula): Not {
  return { kind: "not", body };
}
export function and(left: Formula, right: Formula): And {
  return { kind: "and", left, right };
}
export function imp(vars: readonly Var[], premise: Formula, conclusion: Formula): Imp {
  return { kind: "imp", vars, premise, conclusion };
}
export function or(left: Formula, right: Formula): Not {
  return not(and(not(left), not(right)));
}
/** There are `vars` with `premise` and `conclusion`. */
export function exists(vars: readonly Var[], premise: Formula, conclusion: Formula): Not {
  return not(imp(vars, premise, not(conclusion)));
}
export function iff(left: Formula, right: Formula): And {
  return and(imp([], left, right), imp([], right, left));
}
/** The implication with `vars` generalised; `formula` itself when there is nothing to add. */
export function forall(vars: readonly Var[], premise: Formula, conclusion: Formula): Formula {
  return vars.length === 0 && premise.kind === "true" ? conclusion : imp(vars, premise, conclusion);
}
/** `(A & B) & C` as A, B, C from left to right; `true` is the empty conjunction. */
export function conjuncts(formula: Formula): readonly Formula[] {
  if (formula.kind === "true") return [];
  if (formula.kind !== "and") return [formula];
  return [...conjuncts(formula.left), ...conjuncts(formula.right)];
}
/** The inverse of `conjuncts` for two or more: nested to the left. */
export function conjunction(parts: readonly Formula[]): Formula {
  if (parts.length === 0) return TRUE;
  return parts.slice(1).reduce<Formula>((left, right) => and(left, right), parts[0]);
}

/** The formula in the core notation, every bound variable with its sort: `(>[x:N](true[])(=[+[x,0],x]))`. */
export function formulaText(formula: Formula): string {
  switch (formula.kind) {
    case "true":
      return "(true[])";
    case "false":
      return "(false[])";
    case "eq":
      return `(=[${termText(formula.left)},${termText(formula.right)}])`;
    case "atom":
      return `(${formula.predicate}${sortArgsText(formula.sorts)}[${formula.args.map(termText).join(",")}])`;
    case "not":
      return `!${formulaText(formula.body)}`;
    case "and":
      return `(&${formulaText(formula.left)}${formulaText(formula.right)})`;
    case "imp": {
      const vars = formula.vars.map((v) => `${v.name}:${sortText(v.sort)}`).join(",");
      return `(>[${vars}]${formulaText(formula.premise)}${formulaText(formula.conclusion)})`;
    }
    default:
      return formula satisfies never;
  }
}

/** Adds the free variables of `formula` to `into`, in order of first occurrence. */
export function collectFreeVars(
  formula: Formula,
  into: Map<string, Var>,
  bound: ReadonlySet<string> = new Set(),
): void {
  const ofTerm = (term: Term): void => {
    const vars = new Map<string, Var>();
    collectVars(term, vars);
    for (const [name, v] of vars) if (!bound.has(name) && !into.has(name)) into.set(name, v);
  };
  switch (formula.kind) {
    case "true":
    case "false":
      return;
    case "eq":
      ofTerm(formula.left);
      ofTerm(formula.right);
      return;
    case "atom":
      formula.args.forEach(ofTerm);
      return;
    case "not":
      collectFreeVars(formula.body, into, bound);
      return;
    case "and":
      collectFreeVars(formula.left, into, bound);
      collectFreeVars(formula.right, into, bound);
      return;
    case "imp": {
      const inner = new Set([...bound, ...formula.vars.map((v) => v.name)]);
      collectFreeVars(formula.premise, into, inner);
      collectFreeVars(formula.conclusion, into, inner);
      return;
    }
    default:
      formula satisfies never;
  }
}

/** Replaces free variables and sort parameters. The images must not contain a name that `formula` binds. */
export function substituteFormula(
  formula: Formula,
  substitution: Substitution,
  sorts?: SortSubstitution,
): Formula {
  switch (formula.kind) {
    case "true":
    case "false":
      return formula;
    case "eq":
      return eq(
        substitute(formula.left, substitution, sorts),
        substitute(formula.right, substitution, sorts),
      );
    case "atom":
      return atom(
        formula.predicate,
        formula.args.map((arg) => substitute(arg, substitution, sorts)),
        sorts === undefined ? formula.sorts : formula.sorts.map((sort) => substituteSort(sort, sorts)),
      );
    case "not":
      return not(substituteFormula(formula.body, substitution, sorts));
    case "and":
      return and(
        substituteFormula(formula.left, substitution, sorts),
        substituteFormula(formula.right, substitution, sorts),
      );
    case "imp": {
      const inner = new Map(substitution);
      for (const v of formula.vars) inner.delete(v.name);
      return imp(
        sorts === undefined
          ? formula.vars
          : formula.vars.map((v) => variable(v.name, substituteSort(v.sort, sorts))),
        substituteFormula(formula.premise, inner, sorts),
        substituteFormula(formula.conclusion, inner, sorts),
      );
    }
    default:
      return formula satisfies never;
  }
}

/** Closes the formula over its free variables, in order of first occurrence. */
export function universalClosure(formula: Formula): Formula {
  const free = new Map<string, Var>();
  collectFreeVars(formula, free);
  if (free.size === 0) return formula;
  const vars = [...free.values()];
  if (formula.kind === "imp") return imp([...vars, ...formula.vars], formula.premise, formula.conclusion);
  return imp(vars, TRUE, formula);
}

/** The atoms and equations of the formula, from left to right. */
export function atomsOf(formula: Formula): readonly (Eq | Atom)[] {
  switch (formula.kind) {
    case "true":
    case "false":
      return [];
    case "eq":
    case "atom":
      return [formula];
    case "not":
      return atomsOf(formula.body);
    case "and":
      return [...atomsOf(formula.left), ...atomsOf(formula.right)];
    case "imp":
      return [...atomsOf(formula.premise), ...atomsOf(formula.conclusion)];
    default:
      return formula satisfies never;
  }
}

/** The terms that an atom or equation is about. */
export function atomTerms(formula: Eq | Atom): readonly Term[] {
  return formula.kind === "eq" ? [formula.left, formula.right] : formula.args;
}

/** Symbols, predicates and variables, counted with repetition. */
export function formulaSize(formula: Formula): number {
  return atomsOf(formula).reduce(
    (size, literal) => atomTerms(literal).reduce((sum, term) => sum + termSize(term), size + 1),
    0,
  );
}

/** The depths of all terms, added up. */
export function formulaDepth(formula: Formula): number {
  return atomsOf(formula)
    .flatMap(atomTerms)
    .reduce((sum, term) => sum + termDepth(term), 0);
}
