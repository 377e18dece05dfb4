/**
 * Truth by narrowing, for refutation: a quantified variable is an unknown value, terms are computed by the defining
 * rules as far as they go, and where they wait for an unknown it is split by the constructors of its sort. "For all z"
 * is true when every case is, false when one case is; anything else, also a split too many, is undecided.
 *
 * Sound in the theory's standard model (values are what the constructors generate), and not complete.
 */
import { UNDEFINED_VALUE } from "../device/device.js";
import type { DefiningRule, Expr, Test } from "./defining-rules.js";
import type { Universe } from "./universe.js";

/** A value as far as it is known. `waiting` is a call that needs unknown `on` (or, if -1, cannot be computed). */
type Value =
  | { readonly kind: "made"; readonly op: number; readonly args: readonly Value[] }
  | { readonly kind: "atom"; readonly sort: number; readonly number: number }
  | { readonly kind: "unknown"; readonly id: number; readonly sort: number }
  | { readonly kind: "waiting"; readonly on: number };

/** A rule's variables; one that has no value yet is undefined. */
type Slots = (Value | undefined)[];

const NOBODY = -1;
const CASE_LIMIT = 3000;
const SPLIT_DEPTH = 60;
const CALL_DEPTH = 400;
/** Rule applications that one question may take; it bounds the depth of the values made, too. */
const FUEL = 4000;

export class ExactTruth {
  readonly #rules: readonly (readonly DefiningRule[])[];
  readonly #known = new Map<string, number>();
  #nextUnknown = 0;
  /** The unknown that the last undecided answer waits for. */
  #blocked = NOBODY;
  #cases = 0;
  #depth = 0;
  #fuel = 0;

  constructor(
    readonly universe: Universe,
    rules: readonly DefiningRule[],
  ) {
    this.#rules = universe.signature.ops.map((op) => rules.filter((rule) => rule.op === op.id));
  }

  /** 1, 0 or undecided (UNDEFINED_VALUE), with the slots of the test's frame holding universe values. */
  test(test: Test, frame: readonly number[], sorts: readonly number[]): number {
    this.#cases = 0;
    this.#depth = 0;
    this.#fuel = FUEL;
    return this.#test(
      test,
      frame.map((value, slot) => (slot < sorts.length ? this.#lift(sorts[slot], value) : undefined)),
    );
  }

  /** The truth of a predicate at universe values. */
  atom(op: number, args: readonly number[]): number {
    const key = `${op}:${args.join()}`;
    let answer = this.#known.get(key);
    if (answer === undefined) {
      const { args: sorts } = this.universe.signature.ops[op];
      this.#cases = 0;
      this.#depth = 0;
      this.#fuel = FUEL;
      answer = this.#holds(
        op,
        args.map((value, i) => this.#lift(sorts[i], value)),
      );
      this.#known.set(key, answer);
    }
    return answer;
  }

  #lift(sort: number, value: number): Value {
    const values = this.universe.sorts[sort];
    if (value >= values.count) return { kind: "waiting", on: NOBODY };
    const op = values.head[value];
    if (op < 0) return { kind: "atom", sort, number: value };
    const { args } = this.universe.signature.ops[op];
    return { kind: "made", op, args: values.args[value].map((arg, i) => this.#lift(args[i], arg)) };
  }

  #undecided(on: Value): number {
    this.#blocked = on.kind === "unknown" ? on.id : on.kind === "waiting" ? on.on : NOBODY;
    return UNDEFINED_VALUE;
  }

  #test(test: Test, frame: Slots): number {
    switch (test.kind) {
      case "constant":
        return test.value ? 1 : 0;
      case "equal":
        return this.#same(this.#eval(test.left, frame), this.#eval(test.right, frame));
      case "holds":
        return this.#holds(
          test.op,
          test.args.map((arg) => this.#eval(arg, frame)),
        );
      case "not": {
        const body = this.#test(test.body, frame);
        return body === UNDEFINED_VALUE ? body : 1 - body;
      }
      case "and": {
        const left = this.#test(test.left, frame);
        if (left === 0) return 0;
        const blocked = this.#blocked;
        const right = this.#test(test.right, frame);
        if (right === 0 || left === 1) return right;
        if (right === 1 || this.#blocked === NOBODY) this.#blocked = blocked;
        return UNDEFINED_VALUE;
      }
      case "forall": {
        const inner = [...frame];
        const first = this.#nextUnknown;
        test.slots.forEach((slot, i) => {
          inner[slot] = { kind: "unknown", id: this.#nextUnknown++, sort: test.sorts[i] };
        });
        return this.#forall(test, inner, first, 0);
      }
      default:
        return test satisfies never;
    }
  }

  /** The implication for all values of the unknowns from number `first` on. */
  #forall(test: Test & { kind: "forall" }, frame: Slots, first: number, depth: number): number {
    const body: Test = {
      kind: "not",
      body: { kind: "and", left: test.premise, right: { kind: "not", body: test.conclusion } },
    };
    const answer = this.#test(body, frame);
    if (answer !== UNDEFINED_VALUE) return answer;
    const unknown = this.#blocked;
    if (unknown < first || depth > SPLIT_DEPTH || ++this.#cases > CASE_LIMIT) return UNDEFINED_VALUE;
    const { ops, sorts } = this.universe.signature;
    const sort = this.#sortOfUnknown(frame, unknown);
    if (sort < 0 || !sorts[sort].inductive) {
      this.#blocked = NOBODY;
      return UNDEFINED_VALUE;
    }
    let all = 1;
    for (const op of sorts[sort].constructors) {
      const args = ops[op].args.map((arg): Value => ({
        kind: "unknown",
        id: this.#nextUnknown++,
        sort: arg,
      }));
      const image: Value = { kind: "made", op, args };
      const next = frame.map((value) => value && replace(value, unknown, image));
      const value = this.#forall(test, next, first, depth + 1);
      if (value === 0) return 0;
      if (value === UNDEFINED_VALUE) all = UNDEFINED_VALUE;
    }
    if (all !== 1) this.#blocked = NOBODY;
    return all;
  }

  #sortOfUnknown(frame: Readonly<Slots>, id: number): number {
    const find = (value: Value): number => {
      if (value.kind === "unknown") return value.id === id ? value.sort : NOBODY;
      if (value.kind !== "made") return NOBODY;
      for (const arg of value.args) {
        const sort = find(arg);
        if (sort >= 0) return sort;
      }
      return NOBODY;
    };
    for (const value of frame) {
      const sort = value === undefined ? NOBODY : find(value);
      if (sort >= 0) return sort;
    }
    return NOBODY;
  }

  #same(left: Value, right: Value): number {
    if (left.kind === "unknown" && right.kind === "unknown" && left.id === right.id) return 1;
    if (left.kind === "atom" && right.kind === "atom") return left.number === right.number ? 1 : 0;
    if (left.kind !== "made") return this.#undecided(left);
    if (right.kind !== "made") return this.#undecided(right);
    if (left.op !== right.op) return 0;
    let answer = 1;
    let blocked = NOBODY;
    for (let i = 0; i < left.args.length; i++) {
      const value = this.#same(left.args[i], right.args[i]);
      if (value === 0) return 0;
      if (value === 1) continue;
      if (blocked === NOBODY) blocked = this.#blocked;
      answer = UNDEFINED_VALUE;
    }
    this.#blocked = blocked;
    return answer;
  }

  #eval(expr: Expr, frame: Readonly<Slots>): Value {
    if (expr.kind === "slot") return frame[expr.slot] ?? { kind: "waiting", on: NOBODY };
    const args = expr.args.map((arg) => this.#eval(arg, frame));
    if (this.universe.signature.ops[expr.op].kind === "constructor")
      return { kind: "made", op: expr.op, args };
    return this.#call(expr.op, args);
  }

  #call(op: number, args: readonly Value[]): Value {
    if (this.#depth >= CALL_DEPTH || this.#fuel-- <= 0) return { kind: "waiting", on: NOBODY };
    this.#depth++;
    let on = NOBODY;
    let result: Value | undefined;
    for (const rule of this.#rules[op]) {
      const frame = this.#enter(rule, args);
      if (frame === undefined) on = on === NOBODY ? this.#blocked : on;
      else if (frame !== "no") {
        const { value } = rule;
        if (value.kind === "slot" || value.kind === "call") result = this.#eval(value, frame);
      }
      if (result !== undefined) break;
    }
    this.#depth--;
    return result ?? { kind: "waiting", on };
  }

  #holds(op: number, args: readonly Value[]): number {
    if (this.#depth >= CALL_DEPTH || this.#fuel-- <= 0)
      return this.#undecided({ kind: "waiting", on: NOBODY });
    this.#depth++;
    let on = NOBODY;
    let answer = UNDEFINED_VALUE;
    for (const rule of this.#rules[op]) {
      const frame = this.#enter(rule, args);
      const { value } = rule;
      if (frame !== undefined && frame !== "no" && value.kind !== "slot" && value.kind !== "call") {
        answer = this.#test(value, frame);
        if (answer !== UNDEFINED_VALUE) break;
      }
      if (frame !== "no" && on === NOBODY) on = this.#blocked;
    }
    this.#depth--;
    this.#blocked = on;
    return answer;
  }

  /** The rule's frame at the arguments; "no" where it does not apply, undefined where that is undecided. */
  #enter(rule: DefiningRule, args: readonly Value[]): Slots | "no" | undefined {
    const frame: Slots = [];
    let blocked = NOBODY;
    let isOpen = false;
    for (let i = 0; i < args.length; i++) {
      const matched = this.#match(rule.patterns[i], args[i], frame);
      if (matched === 0) return "no";
      if (matched === 1) continue;
      if (!isOpen) blocked = this.#blocked;
      isOpen = true;
    }
    this.#blocked = blocked;
    if (isOpen) return undefined;
    const condition = this.#test(rule.condition, frame);
    return condition === 1 ? frame : condition === 0 ? "no" : undefined;
  }

  #match(pattern: Expr, value: Value, frame: Slots): number {
    if (pattern.kind === "slot") {
      const bound = frame[pattern.slot];
      if (bound !== undefined) return this.#same(bound, value);
      frame[pattern.slot] = value;
      return 1;
    }
    if (value.kind !== "made") return this.#undecided(value);
    if (value.op !== pattern.op) return 0;
    let answer = 1;
    for (let i = 0; i < pattern.args.length; i++) {
      const matched = this.#match(pattern.args[i], value.args[i], frame);
      if (matched === 0) return 0;
      if (matched !== 1) answer = UNDEFINED_VALUE;
    }
    return answer;
  }
}

function replace(value: Value, unknown: number, image: Value): Value {
  if (value.kind === "unknown") return value.id === unknown ? image : value;
  if (value.kind !== "made") return value;
  return { kind: "made", op: value.op, args: value.args.map((arg) => replace(arg, unknown, image)) };
}
