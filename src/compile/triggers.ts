/**
 * Triggers: what a rule waits for besides its premises. Chosen as SMT solvers do: terms of the conclusion that cover
 * the variables no premise binds, fewest and smallest first; what even those leave open ranges over the block's
 * domain (eigenconstants and the terms of its goal).
 */
import type { Atom, Eq, Formula } from "../logic/formula.js";
import { app, collectVars, termSize, termText, type App, type Term, type Var } from "../logic/term.js";
import type { Clause } from "./clause.js";
import type { RuleOrigin } from "./rule.js";

export function varsOf(terms: readonly Term[], names: ReadonlySet<string>): Set<string> {
  const vars = new Map<string, Var>();
  for (const term of terms) collectVars(term, vars);
  return new Set([...vars.keys()].filter((name) => names.has(name)));
}

function termsOf(formula: Formula): readonly Term[] {
  if (formula.kind === "not") return termsOf(formula.body);
  if (formula.kind === "eq") return [formula.left, formula.right];
  if (formula.kind === "atom") return formula.args;
  return [];
}

/** An equation `x = t(x)` that no trigger can use from left to right: any x could be rewritten. */
export function isExpansion({ vars, premises, conclusion }: Clause): boolean {
  if (vars.length !== 1 || premises.length > 0 || conclusion.kind !== "literal") return false;
  const { formula } = conclusion;
  return formula.kind === "eq" && (formula.left.kind === "var" || formula.right.kind === "var");
}

/** A disjunction assumed for all values, such as an induction hypothesis, is split at the values that the goal names. */
export function rangesOverDomain(clause: Clause, origin: RuleOrigin): boolean {
  const few = clause.vars.length > 0 && clause.vars.length <= MAX_CONSIDERED_VARS;
  return (
    origin.kind === "hypothesis" && clause.conclusion.kind === "split" && clause.premises.length === 0 && few
  );
}

/** Terms to match besides the premises: one list a rule. */
export function triggerChoices(
  clause: Clause,
  isFunction: (symbol: string) => boolean,
): (readonly TriggerTerm[])[] {
  const names = new Set(clause.vars.map((v) => v.name));
  const bound = varsOf(clause.premises.flatMap(termsOf), names);
  const open = [...names].filter((name) => !bound.has(name));
  const conclusion = clause.conclusion;
  if (conclusion.kind === "literal" && conclusion.formula.kind === "eq" && clause.premises.length === 0) {
    const { left, right } = conclusion.formula;
    const sides = [left, right].filter(
      (side) => side.kind === "app" && varsOf([side], names).size === names.size,
    );
    if (isRenaming(left, right)) sides.length = Math.min(sides.length, 1);
    if (sides.length > 0) return sides.map((side) => [{ term: side }]);
  }
  if (open.length === 0 && clause.premises.length === 0) return groundTriggers(clause);
  const asked = isCut(clause) ? concludedAtom(clause) : undefined;
  const needed: TriggerTerm[] =
    asked === undefined
      ? concludedTerms(clause, names, isFunction)
      : [{ term: app(asked.predicate, asked.args, asked.sorts) }];
  const covered = varsOf(
    needed.map(({ term }) => term),
    names,
  );
  const left = open.filter((name) => !covered.has(name));
  return [[...needed, ...cover(left, candidateTriggers(clause), names)]];
}

/**
 * What an atom is concluded of, where premises lead to it: it says something of such terms that are there, and makes
 * none. Constructor terms are values, and are made.
 */
function concludedTerms(
  { premises, conclusion }: Clause,
  names: ReadonlySet<string>,
  isFunction: (symbol: string) => boolean,
): TriggerTerm[] {
  if (premises.length === 0 || conclusion.kind !== "literal" || conclusion.formula.kind !== "atom") return [];
  const known = new Set(premises.flatMap(termsOf).flatMap(subterms).map(termText));
  return conclusion.formula.args
    .filter((arg) => arg.kind === "app" && isFunction(arg.symbol) && varsOf([arg], names).size > 0)
    .filter((arg) => !known.has(termText(arg)))
    .map((term) => ({ term }));
}

function subterms(term: Term): Term[] {
  return [term, ...properSubterms(term)];
}

/** A fact without variables holds from the start, where its terms occur. */
function groundTriggers(clause: Clause): (readonly TriggerTerm[])[] {
  if (clause.conclusion.kind !== "literal") return [[]];
  const side = termsOf(clause.conclusion.formula).find((term) => term.kind === "app");
  return [side === undefined ? [] : [{ term: side }]];
}

/** A term to match, or an atom or equation whose truth does not matter. */
export type TriggerTerm = { readonly term: Term } | { readonly term: App; readonly equation: Eq };

function candidateTriggers(clause: Clause): TriggerTerm[] {
  const literals: Formula[] = [];
  if (clause.conclusion.kind === "literal") literals.push(clause.conclusion.formula);
  if (clause.conclusion.kind === "split") literals.push(...clause.conclusion.alternatives);
  const found: TriggerTerm[] = [];
  for (const literal of literals) {
    const body = literal.kind === "not" ? literal.body : literal;
    if (body.kind === "atom") found.push({ term: app(body.predicate, body.args, body.sorts) });
    else if (body.kind === "eq" && isCut(clause))
      found.push({ term: app("=", [body.left, body.right]), equation: body });
    else for (const term of termsOf(body)) found.push({ term });
  }
  return found.flatMap((trigger) => [trigger, ...properSubterms(trigger.term).map((term) => ({ term }))]);
}

/** Whether the clause needs a proof of a premise that is no literal; it is asked for where its equation is in question. */
function isCut(clause: Clause): boolean {
  return clause.path.some((step) => step.kind === "cut");
}

function properSubterms(term: Term): Term[] {
  if (term.kind === "var") return [];
  return term.args.flatMap((arg) => (arg.kind === "var" ? [] : [arg, ...properSubterms(arg)]));
}

/** Greedy: the candidate that covers most of what is open, the smallest of those. */
function cover(
  open: string[],
  candidates: readonly TriggerTerm[],
  names: ReadonlySet<string>,
): TriggerTerm[] {
  const chosen: TriggerTerm[] = [];
  const missing = new Set(open);
  while (missing.size > 0) {
    let best: TriggerTerm | undefined;
    let bestGain = 0;
    for (const candidate of candidates) {
      if (candidate.term.kind === "var") continue;
      const gain = [...varsOf([candidate.term], names)].filter((name) => missing.has(name)).length;
      const smaller =
        best !== undefined && gain === bestGain && termSize(candidate.term) < termSize(best.term);
      if (gain > bestGain || (gain > 0 && smaller)) [best, bestGain] = [candidate, gain];
    }
    if (best === undefined) break;
    chosen.push(best);
    for (const name of varsOf([best.term], names)) missing.delete(name);
  }
  return chosen;
}

/** True if some renaming of variables turns the equation `left = right` into `right = left`. */
function isRenaming(left: Term, right: Term): boolean {
  const forth = new Map<string, string>();
  const pair = (a: Term, b: Term): boolean => {
    if (a.kind === "var" || b.kind === "var") {
      if (a.kind !== "var" || b.kind !== "var") return false;
      const image = forth.get(a.name);
      if (image !== undefined) return image === b.name;
      forth.set(a.name, b.name);
      return true;
    }
    if (a.symbol !== b.symbol || a.args.length !== b.args.length) return false;
    return a.args.every((arg, index) => pair(arg, b.args[index]));
  };
  return pair(left, right) && pair(right, left) && new Set(forth.values()).size === forth.size;
}

/**
 * What to bring into a block so that a premise with variables of its own can be met: for a concluded atom, the terms of
 * the equations among its premises, with those variables ranging over the domain; for a hypothesis that denies (such as a negated
 * existential goal), all its terms.
 */
export function considerations(clause: Clause, origin: RuleOrigin): Term[][] {
  const { conclusion } = clause;
  const names = new Set(clause.vars.map((v) => v.name));
  let terms = clause.premises.flatMap(termsOf);
  let own: ReadonlySet<string>;
  const goal = concludedAtom(clause);
  if (goal !== undefined) {
    const concluded = varsOf(goal.args, names);
    own = new Set([...names].filter((name) => !concluded.has(name)));
    if (origin.kind === "fact") terms = clause.premises.flatMap((p) => (p.kind === "eq" ? termsOf(p) : []));
  } else if (origin.kind === "hypothesis" && (conclusion.kind === "false" || isDenial(conclusion))) {
    if (conclusion.kind === "literal") terms.push(...termsOf(conclusion.formula));
    own = names;
  } else return [];
  const considered = terms.filter((term) => term.kind === "app" && varsOf([term], own).size > 0);
  if (own.size === 0 && goal !== undefined) considered.push(...atomsInQuestion(clause.premises));
  return considered.length === 0 || own.size > MAX_CONSIDERED_VARS ? [] : [considered];
}

/** The atom that the clause would give a proof of: its conclusion, also behind a cut. */
export function concludedAtom(clause: Clause): Atom | undefined {
  const { conclusion } = clause;
  const formula =
    conclusion.kind === "literal"
      ? conclusion.formula
      : conclusion.kind === "split" && isCut(clause)
        ? conclusion.alternatives[conclusion.alternatives.length - 1]
        : undefined;
  return formula?.kind === "atom" ? formula : undefined;
}

/** Atoms that a concluded atom rests on are in question where it is. */
function atomsInQuestion(premises: readonly Formula[]): Term[] {
  return premises.flatMap((premise) => {
    const body = premise.kind === "not" ? premise.body : premise;
    return body.kind === "atom" ? [app(body.predicate, body.args, body.sorts)] : [];
  });
}

/** Variables over the domain that one rule may have: the cost is the domain's size to this power. */
const MAX_CONSIDERED_VARS = 2;

function isDenial(conclusion: Clause["conclusion"]): boolean {
  return conclusion.kind === "literal" && conclusion.formula.kind === "not";
}
