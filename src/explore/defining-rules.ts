/**
 * What the axioms and definitions say about the value of a function or predicate at constructor arguments: rules
 * `head(patterns) = value when condition`, for every ground instance of the symbols in play.
 *
 *     f(p1 … pk) = t          a function rule, either way round as long as the patterns are of constructors
 *     p(p1 … pk) <-> F        a predicate rule that decides
 *     p(p1 … pk)              true there;  !p(p1 … pk)  false there
 *     F -> p(p1 … pk)         true where F holds
 *
 * Everything else in an axiom is left alone: it says nothing about how to compute.
 */
import { collectFreeVars, conjuncts, substituteFormula, type Formula } from "../logic/formula.js";
import { alphaText } from "../logic/rename.js";
import { collectVars, type Term, type Var } from "../logic/term.js";
import type { Fact, Theory } from "../logic/theory.js";
import type { Signature } from "./signature.js";
import { instancesOf } from "./sort-instances.js";

/** A variable's slot in the frame of its rule, or a symbol instance applied to expressions. */
export type Expr =
  | { readonly kind: "slot"; readonly slot: number }
  | { readonly kind: "call"; readonly op: number; readonly args: readonly Expr[] };

export type Test =
  | { readonly kind: "constant"; readonly value: boolean }
  | { readonly kind: "equal"; readonly left: Expr; readonly right: Expr }
  | { readonly kind: "holds"; readonly op: number; readonly args: readonly Expr[] }
  | { readonly kind: "not"; readonly body: Test }
  | { readonly kind: "and"; readonly left: Test; readonly right: Test }
  | {
      readonly kind: "forall";
      /** Slots of the bound variables, and their sorts. */
      readonly slots: readonly number[];
      readonly sorts: readonly number[];
      readonly premise: Test;
      readonly conclusion: Test;
    };

export interface DefiningRule {
  readonly op: number;
  readonly patterns: readonly Expr[];
  /** Slots that the rule's frame needs. */
  readonly slots: number;
  readonly condition: Test;
  /** The value: an expression for a function, a test for a predicate. */
  readonly value: Expr | Test;
  /** False: where the test fails the rule says nothing. */
  readonly decides: boolean;
}

/** Numbers the variables of one rule. */
export class Frame {
  readonly slots = new Map<string, number>();
  count = 0;

  constructor(readonly signature: Signature) {}

  slot(name: string): number {
    let slot = this.slots.get(name);
    if (slot === undefined) this.slots.set(name, (slot = this.count++));
    return slot;
  }

  expr(term: Term): Expr | undefined {
    if (term.kind === "var") return { kind: "slot", slot: this.slot(term.name) };
    const op = this.signature.opOf(term.symbol, term.sorts);
    if (op === undefined) return undefined;
    const args = this.exprs(term.args);
    return args === undefined ? undefined : { kind: "call", op: op.id, args };
  }

  exprs(terms: readonly Term[]): readonly Expr[] | undefined {
    const out: Expr[] = [];
    for (const term of terms) {
      const expr = this.expr(term);
      if (expr === undefined) return undefined;
      out.push(expr);
    }
    return out;
  }

  test(formula: Formula): Test | undefined {
    switch (formula.kind) {
      case "true":
      case "false":
        return { kind: "constant", value: formula.kind === "true" };
      case "eq": {
        const left = this.expr(formula.left);
        const right = this.expr(formula.right);
        return left === undefined || right === undefined ? undefined : { kind: "equal", left, right };
      }
      case "atom": {
        const op = this.signature.opOf(formula.predicate, formula.sorts);
        const args = this.exprs(formula.args);
        return op === undefined || args === undefined ? undefined : { kind: "holds", op: op.id, args };
      }
      case "not": {
        const body = this.test(formula.body);
        return body === undefined ? undefined : { kind: "not", body };
      }
      case "and": {
        const left = this.test(formula.left);
        const right = this.test(formula.right);
        return left === undefined || right === undefined ? undefined : { kind: "and", left, right };
      }
      case "imp":
        return this.#forall(formula.vars, formula.premise, formula.conclusion);
      default:
        return formula satisfies never;
    }
  }

  #forall(vars: readonly Var[], first: Formula, second: Formula): Test | undefined {
    const sorts = vars.map((v) => this.signature.sortOf(v.sort) ?? -1);
    const slots = vars.map((v) => this.slot(v.name));
    const premise = this.test(first);
    const conclusion = this.test(second);
    if (premise === undefined || conclusion === undefined || sorts.includes(-1)) return undefined;
    return { kind: "forall", slots, sorts, premise, conclusion };
  }
}

const ALWAYS: Test = { kind: "constant", value: true };

/** The facts' defining rules, in the facts' order. */
export function definingRules(theory: Theory, signature: Signature): readonly DefiningRule[] {
  return theory.facts.flatMap((fact) =>
    instancesOf(fact, signature).flatMap((formula) => rulesOf(formula, [], signature)),
  );
}

/**
 * Whether the fact says nothing but how to compute: then, and if its rules do not contradict each other, the values
 * computed are a model of it, whatever the sorts without constructors hold.
 */
export function isDefining(fact: Fact, signature: Signature): boolean {
  const saysOnly = (formula: Formula, premises: readonly Formula[]): boolean => {
    if (formula.kind === "imp")
      return saysOnly(formula.conclusion, [...premises, ...conjuncts(formula.premise)]);
    if (formula.kind === "and" && equivalence(formula) === undefined) {
      return saysOnly(formula.left, premises) && saysOnly(formula.right, premises);
    }
    return formula.kind === "true" || rulesOf(formula, premises, signature).length > 0;
  };
  // Instances have one shape; those at sorts that are not in play have no rules.
  const instances = instancesOf(fact, signature);
  return (
    fact.kind === "definition" || instances.length === 0 || instances.some((formula) => saysOnly(formula, []))
  );
}

function rulesOf(
  formula: Formula,
  premises: readonly Formula[],
  signature: Signature,
): readonly DefiningRule[] {
  switch (formula.kind) {
    case "imp":
      return rulesOf(formula.conclusion, [...premises, ...conjuncts(formula.premise)], signature);
    case "and": {
      const both = equivalence(formula);
      if (both !== undefined) {
        return compact([
          predicateRule(both[0], both[1], premises, true, signature) ??
            predicateRule(both[1], both[0], premises, true, signature),
        ]);
      }
      return [...rulesOf(formula.left, premises, signature), ...rulesOf(formula.right, premises, signature)];
    }
    case "eq":
      return compact([
        functionRule(formula.left, formula.right, premises, signature) ??
          functionRule(formula.right, formula.left, premises, signature),
      ]);
    case "atom":
      return compact([predicateRule(formula, { kind: "true" }, premises, premises.length === 0, signature)]);
    case "not":
      if (premises.length > 0) return [];
      return compact([predicateRule(formula.body, { kind: "false" }, premises, true, signature)]);
    case "true":
    case "false":
      return [];
    default:
      return formula satisfies never;
  }
}

function compact<T>(items: readonly (T | undefined)[]): readonly T[] {
  return items.filter((item) => item !== undefined);
}

/** The sides of `A <-> B`, written as two implications that bind the same variables under any names. */
function equivalence(formula: Formula): readonly [Formula, Formula] | undefined {
  if (formula.kind !== "and") return undefined;
  const { left, right } = formula;
  if (left.kind !== "imp" || right.kind !== "imp" || left.vars.length !== right.vars.length) return undefined;
  const same = new Map<string, Term>(right.vars.map((v, index) => [v.name, left.vars[index]]));
  const back = [right.conclusion, right.premise].map((side) => alphaText(substituteFormula(side, same)));
  const forth = [left.premise, left.conclusion];
  return forth.every((side, index) => alphaText(side) === back[index]) ? [forth[0], forth[1]] : undefined;
}

function isPattern(expr: Expr, signature: Signature): boolean {
  if (expr.kind === "slot") return true;
  return signature.ops[expr.op].kind === "constructor" && expr.args.every((arg) => isPattern(arg, signature));
}

function conditionOf(premises: readonly Formula[], frame: Frame): Test | undefined {
  return premises.reduce<Test | undefined>((left, premise) => {
    const right = frame.test(premise);
    return left === undefined || right === undefined ? undefined : { kind: "and", left, right };
  }, ALWAYS);
}

function functionRule(
  left: Term,
  right: Term,
  premises: readonly Formula[],
  signature: Signature,
): DefiningRule | undefined {
  if (left.kind === "var") return undefined;
  const op = signature.opOf(left.symbol, left.sorts);
  if (op?.kind !== "function") return undefined;
  const frame = new Frame(signature);
  const patterns = frame.exprs(left.args);
  if (!patterns?.every((pattern) => isPattern(pattern, signature))) return undefined;
  const bound = frame.count;
  const value = frame.expr(right);
  const condition = conditionOf(
    premises.filter((premise) => premise.kind !== "true"),
    frame,
  );
  if (value === undefined || condition === undefined) return undefined;
  if (freeBeyond(frame, bound, premises, right)) return undefined;
  return { op: op.id, patterns, slots: frame.count, condition, value, decides: true };
}

function predicateRule(
  head: Formula,
  body: Formula,
  premises: readonly Formula[],
  decides: boolean,
  signature: Signature,
): DefiningRule | undefined {
  if (head.kind !== "atom") return undefined;
  const op = signature.opOf(head.predicate, head.sorts);
  if (op === undefined) return undefined;
  const frame = new Frame(signature);
  const patterns = frame.exprs(head.args);
  if (!patterns?.every((pattern) => isPattern(pattern, signature))) return undefined;
  const bound = frame.count;
  const value = frame.test(body);
  const condition = conditionOf(premises, frame);
  if (value === undefined || condition === undefined) return undefined;
  if (freeBeyond(frame, bound, [body, ...premises])) return undefined;
  return { op: op.id, patterns, slots: frame.count, condition, value, decides };
}

/** Whether a variable beyond the first `bound` slots is free in the formulas or the term: nothing would give its value. */
function freeBeyond(frame: Frame, bound: number, formulas: readonly Formula[], term?: Term): boolean {
  const free = new Map<string, Var>();
  for (const formula of formulas) collectFreeVars(formula, free);
  if (term !== undefined) collectVars(term, free);
  return [...free.keys()].some((name) => frame.slots.get(name)! >= bound);
}
