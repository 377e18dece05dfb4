/**
 * Value tables of all symbol instances over the universe, filled on demand by the defining rules and memoised:
 * `data[offset + ((i0 * n1 + i1) * n2 + …)]`. Undefined stands for "outside the universe, or not determined".
 *
 * Functions are computed exactly. A quantifier ranges over the universe; a predicate that comes out neither true nor
 * false counts as false if its rules give it a chance to be true (a closed world). So a 1 or a 0 here is evidence for
 * proposing a conjecture, and no proof; `refute` does not use it for predicates.
 */
import { FUNCTION_WORDS, UNDEFINED_VALUE } from "../device/device.js";
import type { DefiningRule, Expr, Test } from "./defining-rules.js";
import type { Universe } from "./universe.js";

const UNCOMPUTED = 0xfffffffe;
const COMPUTING = 0xfffffffd;
const FUNCTION_ENTRIES = 1 << 17;
/** Entries times the values that the quantifiers of the definition range over. */
const PREDICATE_WORK = 400_000;
const DEPTH_LIMIT = 2000;
/** Arguments that a function's descriptor has room for. */
const MAX_ARITY = FUNCTION_WORDS - 2;

export class Tables {
  /** FUNCTION_WORDS words a symbol instance. */
  readonly functions: Uint32Array;
  readonly data: Uint32Array;
  /** By symbol instance: whether any entry is defined. */
  readonly usable: boolean[] = [];
  readonly #rules: readonly (readonly DefiningRule[])[];
  /** Frames of the rules at work, one above the other. */
  #frames = new Uint32Array(1 << 14);
  #top = 0;
  #depth = 0;

  constructor(
    readonly universe: Universe,
    rules: readonly DefiningRule[],
  ) {
    const { signature } = universe;
    this.#rules = signature.ops.map((op) => rules.filter((rule) => rule.op === op.id));
    this.functions = new Uint32Array(signature.ops.length * FUNCTION_WORDS);
    let length = 0;
    for (const op of signature.ops) {
      const at = op.id * FUNCTION_WORDS;
      this.functions[at] = length;
      this.functions[at + 1] = op.args.length;
      const ranges = this.#ranges(op.id);
      this.functions.set(ranges.slice(0, MAX_ARITY), at + 2);
      if (op.args.length <= MAX_ARITY) length += ranges.reduce((product, n) => product * n, 1);
    }
    this.data = new Uint32Array(length).fill(UNCOMPUTED);
    this.#fillConstructors();
    for (const op of signature.ops) this.usable.push(this.#fill(op.id));
  }

  #ranges(op: number): readonly number[] {
    const { args, kind } = this.universe.signature.ops[op];
    const counts = args.map((sort) => this.universe.sorts[sort].count);
    const work = Math.max(
      1,
      ...this.#rules[op].map((rule) => this.#work(rule.value) * this.#work(rule.condition)),
    );
    const limit = kind === "predicate" ? Math.max(256, PREDICATE_WORK / work) : FUNCTION_ENTRIES;
    let cap = Math.max(1, ...counts);
    while (cap > 1 && counts.reduce((product, n) => product * Math.min(n, cap), 1) > limit) cap--;
    return counts.map((n) => Math.min(n, cap));
  }

  /** Values that the quantifiers in a test range over. */
  #work(value: Expr | Test): number {
    switch (value.kind) {
      case "slot":
      case "call":
      case "constant":
      case "equal":
      case "holds":
        return 1;
      case "not":
        return this.#work(value.body);
      case "and":
        return this.#work(value.left) + this.#work(value.right);
      case "forall": {
        const inner = this.#work(value.premise) + this.#work(value.conclusion);
        return value.sorts.reduce((product, sort) => product * this.universe.sorts[sort].count, inner);
      }
      default:
        return value satisfies never;
    }
  }

  #fillConstructors(): void {
    const { signature, sorts } = this.universe;
    for (const op of signature.ops) {
      if (op.kind !== "constructor" || op.args.length > MAX_ARITY) continue;
      const values = sorts[op.result];
      const offset = this.functions[op.id * FUNCTION_WORDS];
      for (let v = 0; v < values.count; v++) {
        if (values.head[v] !== op.id) continue;
        const index = this.#index(op.id, values.args[v]);
        if (index >= 0) this.data[offset + index] = v;
      }
    }
  }

  /** Computes what is missing of a table; whether any of it is defined. */
  #fill(op: number): boolean {
    const at = op * FUNCTION_WORDS;
    const info = this.universe.signature.ops[op];
    if (info.args.length > MAX_ARITY) return false;
    let length = 1;
    for (let i = 0; i < info.args.length; i++) length *= this.functions[at + 2 + i];
    const offset = this.functions[at];
    let usable = false;
    for (let index = 0; index < length; index++) {
      if (this.data[offset + index] === UNCOMPUTED) {
        if (info.kind === "constructor") this.data[offset + index] = UNDEFINED_VALUE;
        else this.#compute(op, index);
      }
      if (this.data[offset + index] !== UNDEFINED_VALUE) usable = true;
    }
    return usable;
  }

  #index(op: number, args: readonly number[]): number {
    if (args.length > MAX_ARITY) return -1;
    const at = op * FUNCTION_WORDS + 2;
    let index = 0;
    for (let i = 0; i < args.length; i++) {
      if (args[i] >= this.functions[at + i]) return -1;
      index = index * this.functions[at + i] + args[i];
    }
    return index;
  }

  /** The value of `op` at `args` (a truth value for a predicate). */
  value(op: number, args: readonly number[]): number {
    const index = this.#index(op, args);
    return index < 0 ? UNDEFINED_VALUE : this.data[this.functions[op * FUNCTION_WORDS] + index];
  }

  #compute(op: number, index: number): number {
    const entry = this.functions[op * FUNCTION_WORDS] + index;
    if (this.#depth > DEPTH_LIMIT) return UNDEFINED_VALUE;
    this.data[entry] = COMPUTING;
    this.#depth++;
    const isPredicate = this.universe.signature.ops[op].result < 0;
    let answer = UNDEFINED_VALUE;
    for (const rule of this.#rules[op]) {
      const value = this.#try(rule, index);
      if (value !== UNDEFINED_VALUE && (value !== 0 || rule.decides)) answer = value;
      if (answer !== UNDEFINED_VALUE) break;
    }
    if (answer === UNDEFINED_VALUE && isPredicate && this.#rules[op].length > 0) answer = 0;
    this.#depth--;
    this.data[entry] = answer;
    return answer;
  }

  #try(rule: DefiningRule, index: number): number {
    const base = this.#top;
    this.#top += rule.slots;
    if (this.#top > this.#frames.length) this.#growFrames();
    this.#frames.fill(UNDEFINED_VALUE, base, this.#top);
    const at = rule.op * FUNCTION_WORDS + 2;
    let matches = true;
    for (let i = rule.patterns.length - 1; i >= 0 && matches; i--) {
      const range = this.functions[at + i];
      matches = this.#match(
        rule.patterns[i],
        index % range,
        base,
        this.universe.signature.ops[rule.op].args[i],
      );
      index = Math.floor(index / range);
    }
    let answer = UNDEFINED_VALUE;
    if (matches && this.#test(rule.condition, base) === 1) {
      const { value } = rule;
      answer =
        value.kind === "slot" || value.kind === "call" ? this.#eval(value, base) : this.#test(value, base);
    }
    this.#top = base;
    return answer;
  }

  #growFrames(): void {
    const grown = new Uint32Array(this.#frames.length * 2 + this.#top);
    grown.set(this.#frames);
    this.#frames = grown;
  }

  #match(pattern: Expr, value: number, base: number, sort: number): boolean {
    if (pattern.kind === "slot") {
      const bound = this.#frames[base + pattern.slot];
      if (bound !== UNDEFINED_VALUE) return bound === value;
      this.#frames[base + pattern.slot] = value;
      return true;
    }
    const values = this.universe.sorts[sort];
    if (values.head[value] !== pattern.op) return false;
    const { args } = this.universe.signature.ops[pattern.op];
    for (let i = 0; i < args.length; i++) {
      if (!this.#match(pattern.args[i], values.args[value][i], base, args[i])) return false;
    }
    return true;
  }

  #eval(expr: Expr, base: number): number {
    if (expr.kind === "slot") return this.#frames[base + expr.slot];
    return this.#call(expr.op, expr.args, base);
  }

  #call(op: number, args: readonly Expr[], base: number): number {
    if (args.length > MAX_ARITY) return UNDEFINED_VALUE;
    const at = op * FUNCTION_WORDS;
    let index = 0;
    for (let i = 0; i < args.length; i++) {
      const value = this.#eval(args[i], base);
      if (value >= this.functions[at + 2 + i]) return UNDEFINED_VALUE;
      index = index * this.functions[at + 2 + i] + value;
    }
    const value = this.data[this.functions[at] + index];
    if (value < COMPUTING || value === UNDEFINED_VALUE) return value;
    if (value === COMPUTING || this.universe.signature.ops[op].kind === "constructor") return UNDEFINED_VALUE;
    return this.#compute(op, index);
  }

  #test(test: Test, base: number): number {
    switch (test.kind) {
      case "constant":
        return test.value ? 1 : 0;
      case "equal": {
        const left = this.#eval(test.left, base);
        const right = this.#eval(test.right, base);
        if (left === UNDEFINED_VALUE || right === UNDEFINED_VALUE) return UNDEFINED_VALUE;
        return left === right ? 1 : 0;
      }
      case "holds":
        return this.#call(test.op, test.args, base);
      case "not": {
        const body = this.#test(test.body, base);
        return body === UNDEFINED_VALUE ? UNDEFINED_VALUE : 1 - body;
      }
      case "and": {
        const left = this.#test(test.left, base);
        if (left === 0) return 0;
        const right = this.#test(test.right, base);
        return right === 0 ? 0 : left === UNDEFINED_VALUE ? UNDEFINED_VALUE : right;
      }
      case "forall":
        return this.#forall(test, 0, base);
      default:
        return test satisfies never;
    }
  }

  /** 0 at a counterexample; 1 only if the universe holds all values; else undefined. */
  #forall(test: Test & { kind: "forall" }, index: number, base: number): number {
    if (index === test.slots.length) {
      const premise = this.#test(test.premise, base);
      if (premise === 0) return 1;
      const conclusion = this.#test(test.conclusion, base);
      return conclusion === 1 ? 1 : premise === 1 ? conclusion : UNDEFINED_VALUE;
    }
    const values = this.universe.sorts[test.sorts[index]];
    let answer = values.complete ? 1 : UNDEFINED_VALUE;
    for (let v = 0; v < values.count; v++) {
      this.#frames[base + test.slots[index]] = v;
      const value = this.#forall(test, index + 1, base);
      if (value === 0) return 0;
      if (value === UNDEFINED_VALUE) answer = UNDEFINED_VALUE;
    }
    return answer;
  }
}
