/**
 * Counterexamples to closed formulas: small values for the outermost variables that make the matrix false for certain.
 *
 * The value tables say which assignments are worth looking at; a few of those are then examined by exact evaluation,
 * and only what is certain there refutes.
 */
import { FUNCTION_WORDS, UNDEFINED_VALUE } from "../device/device.js";
import { conjuncts, type Formula } from "../logic/formula.js";
import { sortParam } from "../logic/sort.js";
import type { Var } from "../logic/term.js";
import type { Counterexample } from "./conjecture.js";
import { Frame, type DefiningRule, type Expr, type Test } from "./defining-rules.js";
import { ExactTruth } from "./exact-truth.js";
import { sortParamsOf, substituteSorts } from "./sort-instances.js";
import type { Tables } from "./tables.js";
import type { Universe } from "./universe.js";

/** Prints a symbol applied to printed arguments. */
export type ValuePrinter = (symbol: string, args: readonly string[]) => string;

const ASSIGNMENT_LIMIT = 20_000;
/** Assignments that are examined exactly: those that the tables call counterexamples, and those they cannot tell. */
const LIKELY_LIMIT = 200;
const UNCLEAR_LIMIT = 12;
/** Values that a quantifier ranges over where it is not examined exactly. */
const QUANTIFIER_RANGE = 24;

export class Refuter {
  readonly #exact: ExactTruth;

  constructor(
    readonly universe: Universe,
    readonly tables: Tables,
    rules: readonly DefiningRule[],
  ) {
    this.#exact = new ExactTruth(universe, rules);
  }

  /** With `effort` below 1, that part of the usual search. */
  refute(formula: Formula, print?: ValuePrinter, effort = 1): Counterexample | undefined {
    const { signature } = this.universe;
    const params = sortParamsOf(formula);
    const rigid = new Map(params.map((name, i) => [name, sortParam(signature.params[i] ?? name)]));
    const prefix = readPrefix(
      params.every((name) => signature.params.includes(name)) ? formula : substituteSorts(formula, rigid),
    );
    const frame = new Frame(signature);
    const sorts = prefix.vars.map((v) => signature.sortOf(v.sort) ?? -1);
    if (sorts.some((sort) => sort < 0 || this.universe.sorts[sort].count === 0)) return undefined;
    for (const v of prefix.vars) frame.slot(v.name);
    const premises = prefix.premises.map((premise) => frame.test(premise));
    const conclusion = frame.test(prefix.conclusion);
    if (conclusion === undefined || premises.includes(undefined)) return undefined;
    const tests = premises as readonly Test[];
    let likelyLeft = LIKELY_LIMIT * effort;
    let unclearLeft = Math.floor(UNCLEAR_LIMIT * effort);
    const falsifies = (values: readonly number[]): boolean => {
      const concluded = this.#test(conclusion, values, sorts, false);
      if (concluded === 1) return false;
      const premise = Math.min(1, ...tests.map((test) => this.#rank(this.#test(test, values, sorts, false))));
      if (premise === 0) return false;
      const isLikely = concluded === 0 && premise === 1;
      if ((isLikely ? likelyLeft-- : unclearLeft--) <= 0) return false;
      const isFalse = this.#test(conclusion, values, sorts, true) === 0;
      return isFalse && tests.every((test) => this.#test(test, values, sorts, true) === 1);
    };
    const values = this.#search(sorts, ASSIGNMENT_LIMIT * effort, falsifies);
    if (values === undefined) return undefined;
    const text = (i: number): string => this.universe.text(sorts[i], values[i], print);
    return { assignment: prefix.vars.map((v, i) => ({ variable: v.name, value: text(i) })) };
  }

  /** A truth value as a number that grows with it: undefined is between false and true. */
  #rank(truth: number): number {
    return truth === UNDEFINED_VALUE ? 0.5 : truth;
  }

  /** The first assignment, by the sum of the value numbers, that `accept` takes. */
  #search(
    sorts: readonly number[],
    limit: number,
    accept: (values: readonly number[]) => boolean,
  ): readonly number[] | undefined {
    const counts = sorts.map((sort) => this.universe.sorts[sort].count);
    const largest = counts.reduce((sum, n) => sum + n - 1, 0);
    const values = sorts.map(() => 0);
    let left = limit;
    const fill = (index: number, sum: number): boolean => {
      if (index === sorts.length) return sum === 0 && left-- > 0 && accept(values);
      const isLast = index === sorts.length - 1;
      for (let v = isLast ? sum : 0; v <= sum && v < counts[index] && left > 0; v++) {
        values[index] = v;
        if (fill(index + 1, sum - v)) return true;
      }
      return false;
    };
    for (let sum = 0; sum <= largest && left > 0; sum++) if (fill(0, sum)) return values;
    return undefined;
  }

  /** 1, 0, or UNDEFINED_VALUE. If `exact`, 1 and 0 are certain, else they are what the value tables suggest. */
  #test(test: Test, values: readonly number[], sorts: readonly number[], exact: boolean): number {
    switch (test.kind) {
      case "constant":
        return test.value ? 1 : 0;
      case "equal": {
        const left = this.#eval(test.left, values);
        const right = this.#eval(test.right, values);
        if (left !== UNDEFINED_VALUE && right !== UNDEFINED_VALUE) return left === right ? 1 : 0;
        return exact ? this.#exact.test(test, values, sorts) : UNDEFINED_VALUE;
      }
      case "holds": {
        if (!exact) return this.#call(test.op, test.args, values);
        const args = test.args.map((arg) => this.#eval(arg, values));
        if (args.includes(UNDEFINED_VALUE)) return this.#exact.test(test, values, sorts);
        return this.#exact.atom(test.op, args);
      }
      case "not": {
        const body = this.#test(test.body, values, sorts, exact);
        return body === UNDEFINED_VALUE ? body : 1 - body;
      }
      case "and": {
        const left = this.#test(test.left, values, sorts, exact);
        const right = left === 0 ? 0 : this.#test(test.right, values, sorts, exact);
        return right === 0 ? 0 : left === 1 ? right : UNDEFINED_VALUE;
      }
      case "forall":
        return this.#forall(test, values, sorts, exact);
      default:
        return test satisfies never;
    }
  }

  /** Not exactly: over the first few values, true if none of them says otherwise. */
  #forall(
    test: Test & { kind: "forall" },
    values: readonly number[],
    sorts: readonly number[],
    exact: boolean,
  ): number {
    if (exact) return this.#exact.test(test, values, sorts);
    const counts = test.sorts.map((sort) => Math.min(QUANTIFIER_RANGE, this.universe.sorts[sort].count));
    const all = counts.reduce((product, n) => product * n, 1);
    const inner = [...values];
    for (let index = 0; index < Math.min(all, QUANTIFIER_RANGE * QUANTIFIER_RANGE); index++) {
      let rest = index;
      test.slots.forEach((slot, i) => {
        inner[slot] = rest % counts[i];
        rest = Math.floor(rest / counts[i]);
      });
      if (this.#test(test.premise, inner, sorts, false) !== 1) continue;
      if (this.#test(test.conclusion, inner, sorts, false) === 0) return 0;
    }
    return 1;
  }

  #eval(expr: Expr, values: readonly number[]): number {
    return expr.kind === "slot" ? values[expr.slot] : this.#call(expr.op, expr.args, values);
  }

  #call(op: number, args: readonly Expr[], values: readonly number[]): number {
    const { functions, data } = this.tables;
    const at = op * FUNCTION_WORDS;
    if (args.length > 4) return UNDEFINED_VALUE;
    let index = 0;
    for (let i = 0; i < args.length; i++) {
      const value = this.#eval(args[i], values);
      if (value >= functions[at + 2 + i]) return UNDEFINED_VALUE;
      index = index * functions[at + 2 + i] + value;
    }
    return data[functions[at] + index];
  }
}

interface Prefix {
  readonly vars: readonly Var[];
  readonly premises: readonly Formula[];
  readonly conclusion: Formula;
}

/** The outermost quantifiers and premises. */
function readPrefix(formula: Formula): Prefix {
  if (formula.kind !== "imp") return { vars: [], premises: [], conclusion: formula };
  const inner = readPrefix(formula.conclusion);
  return {
    vars: [...formula.vars, ...inner.vars],
    premises: [...conjuncts(formula.premise), ...inner.premises],
    conclusion: inner.conclusion,
  };
}
