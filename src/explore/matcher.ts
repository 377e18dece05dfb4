/**
 * One-sided matching on a term bank, modulo associativity and commutativity where a symbol is known to have them:
 * finds substitutions of a pattern's variables that make it the subject. Subjects are AC-normal (flattened to the
 * right and sorted), and so are the images.
 *
 * Below the top of an AC symbol's argument list one variable may take several of the arguments, the others take one
 * each: that is less than all AC matches, and enough for the laws that occur.
 */
import { Law } from "./laws.js";
import type { TermBank } from "./term-bank.js";

export class Matcher {
  /** The image of each pattern variable, or -1. Valid inside the continuation. */
  binding = new Int32Array(64).fill(-1);

  constructor(
    readonly bank: TermBank,
    /** `Law` by symbol instance. */
    readonly laws: Uint8Array,
  ) {}

  prepare(): void {
    const needed = this.bank.varSort.length;
    if (this.binding.length < needed) this.binding = new Int32Array(needed * 2);
    this.binding.fill(-1);
  }

  /** Matching of a pattern without symbols that have laws: at most one match, and its bindings stay. */
  matchPlain(pattern: number, subject: number): boolean {
    const { bank, binding } = this;
    const head = bank.head[pattern];
    if (head < 0) {
      const bound = binding[-1 - head];
      if (bound >= 0) return bound === subject;
      if (bank.varSort[-1 - head] !== bank.sortOf(subject)) return false;
      binding[-1 - head] = subject;
      return true;
    }
    if (bank.head[subject] !== head) return false;
    for (let i = 0; i < bank.arity[head]; i++) {
      if (!this.matchPlain(bank.arg(pattern, i), bank.arg(subject, i))) return false;
    }
    return true;
  }

  /** Calls `found` for each match until it answers true; bindings are undone afterwards. */
  match(pattern: number, subject: number, found: () => boolean): boolean {
    const { bank, binding } = this;
    const head = bank.head[pattern];
    if (head < 0) {
      const v = -1 - head;
      if (binding[v] >= 0) return binding[v] === subject && found();
      if (bank.varSort[v] !== bank.sortOf(subject)) return false;
      binding[v] = subject;
      if (found()) return true;
      binding[v] = -1;
      return false;
    }
    if (bank.head[subject] !== head) return false;
    if (pattern === subject && bank.arity[head] === 0) return found();
    if (this.laws[head] === Law.Both) {
      return this.matchElements(head, bank.flatten(head, pattern), bank.flatten(head, subject), false, found);
    }
    if (this.laws[head] === Law.Commutative && this.#matchSwapped(pattern, subject, found)) return true;
    return this.#matchArgs(pattern, subject, 0, found);
  }

  #matchArgs(pattern: number, subject: number, index: number, found: () => boolean): boolean {
    const { bank } = this;
    if (index === bank.arity[bank.head[pattern]]) return found();
    return this.match(bank.arg(pattern, index), bank.arg(subject, index), () =>
      this.#matchArgs(pattern, subject, index + 1, found),
    );
  }

  #matchSwapped(pattern: number, subject: number, found: () => boolean): boolean {
    const { bank } = this;
    return this.match(bank.arg(pattern, 0), bank.arg(subject, 1), () =>
      this.match(bank.arg(pattern, 1), bank.arg(subject, 0), found),
    );
  }

  /** The right-nested term of `elements` (at least one). */
  comb(op: number, elements: readonly number[]): number {
    let node = elements[elements.length - 1];
    for (let i = elements.length - 2; i >= 0; i--) node = this.bank.node(op, [elements[i], node]);
    return node;
  }

  /** Elements of the last `matchElements` that no pattern took, in order. */
  rest: readonly number[] = [];

  /** Matches a multiset of patterns into one of subjects; with `partial`, those left over are in `rest`. */
  matchElements(
    op: number,
    patterns: readonly number[],
    subjects: readonly number[],
    partial: boolean,
    found: () => boolean,
  ): boolean {
    if (subjects.length > 30) return false;
    const { head } = this.bank;
    const fixed = this.#takeBound(op, patterns, subjects);
    if (fixed === undefined) return false;
    const open = patterns.filter((p) => head[p] >= 0 || this.binding[-1 - head[p]] < 0);
    const unused = (used: number): number[] => subjects.filter((_, i) => (used & (1 << i)) === 0);
    const free = unused(fixed).length;
    if (free < open.length) return false;
    const order = open.sort((a, b) => (head[a] < 0 ? 1 : 0) - (head[b] < 0 ? 1 : 0));
    for (const taker of partial || free === order.length ? [-1] : variablesOf(order, head)) {
      const queue = taker < 0 ? order : order.filter((_, i) => i !== taker);
      const done = (used: number): boolean => {
        if (taker >= 0) return this.match(order[taker], this.comb(op, unused(used)), found);
        this.rest = unused(used);
        return found();
      };
      if (this.#take(queue, 0, subjects, fixed, done)) return true;
    }
    return false;
  }

  /** The subjects that the images of bound variables take, as a bit set; undefined if they are not there. */
  #takeBound(op: number, patterns: readonly number[], subjects: readonly number[]): number | undefined {
    const { head } = this.bank;
    let used = 0;
    for (const p of patterns) {
      if (head[p] >= 0 || this.binding[-1 - head[p]] < 0) continue;
      for (const element of this.bank.flatten(op, this.binding[-1 - head[p]])) {
        const at = subjects.findIndex((subject, i) => subject === element && (used & (1 << i)) === 0);
        if (at < 0) return undefined;
        used |= 1 << at;
      }
    }
    return used;
  }

  #take(
    patterns: readonly number[],
    index: number,
    subjects: readonly number[],
    used: number,
    done: (used: number) => boolean,
  ): boolean {
    if (index === patterns.length) return done(used);
    let tried = -1;
    for (let i = 0; i < subjects.length; i++) {
      if ((used & (1 << i)) !== 0 || subjects[i] === tried) continue;
      tried = subjects[i];
      const next = used | (1 << i);
      if (
        this.match(patterns[index], subjects[i], () => this.#take(patterns, index + 1, subjects, next, done))
      ) {
        return true;
      }
    }
    return false;
  }
}

/** Positions of the distinct variables among `patterns`. */
function variablesOf(patterns: readonly number[], head: Int32Array): readonly number[] {
  return patterns.flatMap((p, i) => (head[p] < 0 && patterns.indexOf(p) === i ? [i] : []));
}
