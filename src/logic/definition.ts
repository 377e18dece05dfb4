/**
 * The shape of a definition, which is what makes it safe to add: for all distinct xs, p(xs) is equivalent to a formula
 * or f(xs) equal to a term, in which neither the symbol nor another free variable occurs.
 */
import { collectFreeVars, imp, TRUE, type Formula } from "./formula.js";
import { sortText } from "./sort.js";
import { sameTerm, type App, type Term, type Var } from "./term.js";
import { alphaText } from "./rename.js";

/** A definition taken apart; `body` is a formula for a predicate and a term for a function. */
export type Definition =
  | {
      readonly kind: "predicate";
      readonly symbol: string;
      readonly vars: readonly Var[];
      readonly head: Formula;
      readonly body: Formula;
    }
  | {
      readonly kind: "function";
      readonly symbol: string;
      readonly vars: readonly Var[];
      readonly head: App;
      readonly body: Term;
    };

/** True if `args` are exactly `vars`, in order. */
function areVariables(args: readonly Term[], vars: readonly Var[]): boolean {
  return args.length === vars.length && args.every((arg, index) => sameTerm(arg, vars[index]));
}

function termMentions(term: Term, symbol: string): boolean {
  return (
    term.kind === "app" && (term.symbol === symbol || term.args.some((arg) => termMentions(arg, symbol)))
  );
}

/** True if the function or predicate occurs in the formula. */
export function formulaMentions(formula: Formula, symbol: string): boolean {
  switch (formula.kind) {
    case "true":
    case "false":
      return false;
    case "eq":
      return termMentions(formula.left, symbol) || termMentions(formula.right, symbol);
    case "atom":
      return formula.predicate === symbol || formula.args.some((arg) => termMentions(arg, symbol));
    case "not":
      return formulaMentions(formula.body, symbol);
    case "and":
      return formulaMentions(formula.left, symbol) || formulaMentions(formula.right, symbol);
    case "imp":
      return formulaMentions(formula.premise, symbol) || formulaMentions(formula.conclusion, symbol);
    default:
      return formula satisfies never;
  }
}

function hasFreeVars(formula: Formula): boolean {
  const free = new Map<string, Var>();
  collectFreeVars(formula, free);
  return free.size > 0;
}

function predicateDefinition(formula: Formula): Definition | undefined {
  if (formula.kind !== "and" || formula.left.kind !== "imp" || formula.right.kind !== "imp") return undefined;
  const { vars, premise: head, conclusion: body } = formula.left;
  if (head.kind !== "atom" || !areVariables(head.args, vars)) return undefined;
  const back = formula.right;
  if (alphaText(formula.left) !== alphaText(imp(back.vars, back.conclusion, back.premise))) return undefined;
  if (formulaMentions(body, head.predicate)) return undefined;
  return { kind: "predicate", symbol: head.predicate, vars, head, body };
}

function functionDefinition(formula: Formula): Definition | undefined {
  const closed = formula.kind === "imp" ? formula : imp([], TRUE, formula);
  if (closed.premise.kind !== "true" || closed.conclusion.kind !== "eq") return undefined;
  const { left: head, right: body } = closed.conclusion;
  if (head.kind !== "app" || !areVariables(head.args, closed.vars) || termMentions(body, head.symbol))
    return undefined;
  return { kind: "function", symbol: head.symbol, vars: closed.vars, head, body };
}

/** The definition that the closed formula is, or undefined if it has not that shape. */
export function definitionOf(formula: Formula): Definition | undefined {
  if (hasFreeVars(formula)) return undefined;
  const found = predicateDefinition(formula) ?? functionDefinition(formula);
  if (found === undefined) return undefined;
  const sorts = (found.head as App).sorts.map(sortText);
  const general =
    (found.head as App).sorts.every((sort) => sort.kind === "param") && new Set(sorts).size === sorts.length;
  return general ? found : undefined;
}
