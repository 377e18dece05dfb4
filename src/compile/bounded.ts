/**
 * Bounded hypotheses: `R(m(x), k) -> C(x)`, where k is a constant that C does not mention. Strong induction assumes such
 * ones. Where C is about a function that does not descend by structure, the function's terms ask whether their
 * arguments are bounded, and C is concluded of those that are.
 */
import { collectFreeVars, type Formula } from "../logic/formula.js";
import { collectVars, termSize, termText, type Term, type Var } from "../logic/term.js";
import { literalArgs } from "../proof/proof.js";
import { isLiteral, type Clause } from "./clause.js";
import { descentsOf } from "./descents.js";
import type { SymbolTable } from "./symbols.js";

export interface BoundedTrigger {
  readonly term: Term;
  /** The premises that the term's variables settle. */
  readonly asked: readonly Formula[];
}

/** The terms that a bounded hypothesis waits for; none for any other clause. */
export function boundedTriggers(clause: Clause, symbols: SymbolTable): BoundedTrigger[] {
  const { premises, path, conclusion } = clause;
  const { positions } = descentsOf(symbols.theory);
  if (positions.size === 0 || premises.length === 0 || conclusion.kind !== "literal") return [];
  if (path.some((step) => step.kind === "cut") || !premises.some((premise) => isBound(premise, clause)))
    return [];
  const names = clause.vars.map((v) => v.name);
  const terms = new Map<string, Term>();
  for (const side of sidesOf(conclusion.formula))
    for (const term of subterms(side)) if (isAbout(term, positions)) terms.set(termText(term), term);
  const covering = [...terms.values()].filter((term) => covers(term, names));
  const least = Math.min(...covering.map(termSize));
  return covering
    .filter((term) => termSize(term) === least)
    .map((term) => ({ term, asked: premises.filter((premise) => isSettledBy(term, premise, names)) }));
}

/** Whether the premise mentions a constant that the conclusion does not. */
function isBound(premise: Formula, { vars, conclusion }: Clause): boolean {
  if (conclusion.kind !== "literal" || premise.kind === "not") return false;
  const general = new Set(vars.map((v) => v.name));
  const concluded = freeNames(conclusion.formula);
  return [...freeNames(premise)].some((name) => !general.has(name) && !concluded.has(name));
}

function isSettledBy(term: Term, premise: Formula, names: readonly string[]): boolean {
  const free = freeNames(premise);
  return (
    premise.kind !== "not" &&
    covers(
      term,
      names.filter((name) => free.has(name)),
    )
  );
}

function freeNames(formula: Formula): Set<string> {
  const free = new Map<string, Var>();
  collectFreeVars(formula, free);
  return new Set(free.keys());
}

function sidesOf(literal: Formula): readonly Term[] {
  return isLiteral(literal) ? literalArgs(literal) : [];
}

function subterms(term: Term): Term[] {
  return term.kind === "var" ? [] : [term, ...term.args.flatMap(subterms)];
}

/** Whether such a function stands in the term. */
function isAbout(term: Term, functions: ReadonlyMap<string, unknown>): boolean {
  return (
    term.kind === "app" && (functions.has(term.symbol) || term.args.some((arg) => isAbout(arg, functions)))
  );
}

function covers(term: Term, names: readonly string[]): boolean {
  const vars = new Map<string, Var>();
  collectVars(term, vars);
  return names.every((name) => vars.has(name));
}
