/**
 * Compiles one clause to rules: chooses what to match, in which order, and what to build.
 *
 * The premises are matched; variables that no premise binds are bound by triggers (triggers.ts). A clause without
 * premises that concludes an equation gives a rule for each side that covers all variables. Where an equation of a
 * function's terms has premises, its terms come first, and ask whether the premises hold (conditions.ts).
 */
import type { Term } from "../logic/term.js";
import { boundedTriggers, type BoundedTrigger } from "./bounded.js";
import { ClauseCompiler, type CompileContext } from "./clause-compiler.js";
import type { Clause } from "./clause.js";
import { conditionalSides, conditionsOf } from "./conditions.js";
import type { Pattern, Rule, RuleOrigin } from "./rule.js";
import { considerations, isExpansion, rangesOverDomain, triggerChoices } from "./triggers.js";

export function compileClause(
  clause: Clause,
  origin: RuleOrigin,
  label: string,
  context: CompileContext,
): Rule[] {
  const bounded = origin.kind === "hypothesis" ? boundedTriggers(clause, context.symbols) : [];
  if (bounded.length > 0) return boundedRules(bounded, clause, origin, label, context);
  const rules: Rule[] = [];
  const isFunction = (symbol: string): boolean =>
    context.symbols.declaration(symbol).kind === "function" &&
    context.symbols.declaration(symbol).args.length > 0;
  const isComputed = (symbol: string): boolean => isFunction(symbol) && context.symbols.computes(symbol);
  const conditional = origin.kind === "fact" ? conditionalSides(clause, isComputed) : [];
  const choices =
    conditional.length > 0 ? conditional.map((term) => [{ term }]) : triggerChoices(clause, isFunction);
  for (const triggers of rangesOverDomain(clause, origin) ? [[]] : choices) {
    const compiler = new ClauseCompiler(clause, context);
    rules.push(compiler.rule(triggers, origin, `${label}#${rules.length + 1}`, conditional.length > 0));
  }
  if (isExpansion(clause)) {
    rules.push(new ClauseCompiler(clause, context, true).rule([], origin, `${label}#${rules.length + 1}`));
  }
  for (const considered of considerations(clause, origin)) {
    const compiler = new ClauseCompiler(clause, context);
    rules.push(compiler.consider(considered, origin, `${label}#${rules.length + 1}`));
  }
  for (const side of conditional) {
    const compiler = new ClauseCompiler(clause, context);
    rules.push(compiler.condition(side, conditionsOf(clause), origin, `${label}#${rules.length + 1}`));
  }
  return rules;
}

/** For each trigger: what is concluded of it, and that it asks for the bound. */
function boundedRules(
  triggers: readonly BoundedTrigger[],
  clause: Clause,
  origin: RuleOrigin,
  label: string,
  context: CompileContext,
): Rule[] {
  return triggers.flatMap(({ term, asked }, index) => [
    new ClauseCompiler(clause, context).rule([{ term }], origin, `${label}#${2 * index + 1}`, true),
    new ClauseCompiler(clause, context).condition(term, asked, origin, `${label}#${2 * index + 2}`),
  ]);
}

// ------------------------------------------------------------------------------------------------- ground formulas

/** A clause without variables or premises as a rule that is applied once, to no rows. */
export function compileGround(
  clause: Clause,
  origin: RuleOrigin,
  label: string,
  context: CompileContext,
): Rule {
  return new ClauseCompiler(clause, context).rule([], origin, label);
}

/** Ground terms as a rule that brings them into a block, applied once, to no rows; with each term's pattern. */
export function compileTerms(
  terms: readonly Term[],
  context: CompileContext,
): { readonly rule: Rule; readonly patterns: readonly Pattern[] } {
  const clause: Clause = { vars: [], premises: [], path: [], conclusion: { kind: "false" } };
  return new ClauseCompiler(clause, context).terms(terms);
}
