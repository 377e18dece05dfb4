/**
 * Which stored statement a given one is an instance of: under one substitution its conclusion must be the given
 * conclusion and each of its hypotheses one of the given hypotheses. Pairs of distinct variables are not looked at, so a
 * statement counts as an instance even where the stored one would ask for more of them: this can only drop a mutant. The search among hypotheses
 * is cut off after a fixed number of attempts: that can only keep one.
 */
import { VARIABLE_BIT } from "../device/device.js";
import { DiscriminationTree } from "./discrimination-tree.js";
import type { Statement } from "./expand.js";
import { headAt, isVariable, sameTerm, skipAt, variableNumber, WordList } from "./flat-terms.js";

const NONE = 0xffffffff;
const UNBOUND = -1;
const MAX_VARIABLES = 1 << 10;
/** Pairs of hypotheses that are tried for one entry; whether all fit is a search, and it must end. */
const MAX_ATTEMPTS = 1000;

/** The symbols of a formula as bits; symbols share bits. */
export function symbolMask(cells: Uint32Array, cell: number): number {
  let mask = 0;
  for (let at = cell; at < cell + skipAt(cells, cell); at++) {
    const head = headAt(cells, at);
    if (!isVariable(head)) mask |= 1 << ((head * 0x9e3779b1) >>> 27);
  }
  return mask;
}

export class SubsumptionIndex {
  readonly #tree = new DiscriminationTree();
  /** By leaf: its newest entry. */
  readonly #entryOf = new Map<number, number>();
  /** By entry: the next one of its leaf, its id, its hypotheses' symbols, and where its hypotheses' heads start. */
  readonly #next = new WordList();
  readonly #id = new WordList();
  readonly #mask = new WordList();
  readonly #start = new WordList();
  /** Each hypothesis' length, then its heads in preorder; variables are numbered as the tree does, then on. */
  readonly #heads = new WordList();
  readonly #numbers = new Map<number, number>();
  readonly #bindings = new Int32Array(MAX_VARIABLES);
  readonly #trail = new Int32Array(MAX_VARIABLES);
  #trailLength = 0;
  #attempts = 0;
  #statement!: Statement;

  constructor(
    /** Arity by symbol. */
    private readonly arity: Uint32Array,
  ) {}

  get size(): number {
    return this.#id.length;
  }

  /** Stores a statement; ids need not be distinct. */
  add(statement: Statement, id: number): void {
    const { cells, formulas, count } = statement;
    const conclusion = formulas[count - 1];
    const leaf = this.#tree.insert(cells, conclusion);
    const entry = this.#id.length;
    this.#next.push(this.#entryOf.get(leaf) ?? NONE);
    this.#entryOf.set(leaf, entry);
    this.#id.push(id);
    this.#start.push(this.#heads.length);
    this.#numbers.clear();
    this.#number(cells, conclusion, false);
    let mask = 0;
    for (let i = 0; i < count - 1; i++) {
      mask |= symbolMask(cells, formulas[i]);
      this.#heads.push(skipAt(cells, formulas[i]));
      this.#number(cells, formulas[i], true);
    }
    this.#mask.push(mask >>> 0);
  }

  #number(cells: Uint32Array, cell: number, store: boolean): void {
    for (let at = cell; at < cell + skipAt(cells, cell); at++) {
      const head = headAt(cells, at);
      if (!isVariable(head)) {
        if (store) this.#heads.push(head);
        continue;
      }
      const variable = variableNumber(head);
      const number = this.#numbers.get(variable) ?? this.#numbers.size;
      this.#numbers.set(variable, number);
      if (store) this.#heads.push((VARIABLE_BIT | number) >>> 0);
    }
  }

  /** The id of an entry that the statement is an instance of, or -1. Entries that `skip` names do not count. */
  find(statement: Statement, skip?: (id: number) => boolean): number {
    const { cells, formulas, count } = statement;
    let mask = 0;
    for (let i = 0; i < count - 1; i++) mask |= symbolMask(cells, formulas[i]);
    this.#statement = statement;
    let found = -1;
    this.#tree.generalisations(cells, formulas[count - 1], (leaf) => {
      for (let entry = this.#entryOf.get(leaf) ?? NONE; entry !== NONE; entry = this.#next.words[entry]) {
        if ((this.#mask.words[entry] & ~mask) !== 0 || skip?.(this.#id.words[entry]) === true) continue;
        if (!this.#hypothesesHold(entry)) continue;
        found = this.#id.words[entry];
        return true;
      }
      return false;
    });
    return found;
  }

  #hypothesesHold(entry: number): boolean {
    const start = this.#start.words[entry];
    const end = entry + 1 < this.#start.length ? this.#start.words[entry + 1] : this.#heads.length;
    if (start === end) return true;
    const { bindings, boundCount } = this.#tree;
    for (let k = 0; k < boundCount; k++) this.#bindings[k] = bindings[k];
    this.#bindings.fill(UNBOUND, boundCount, Math.min(MAX_VARIABLES, boundCount + (end - start)));
    this.#trailLength = 0;
    this.#attempts = 0;
    const open = this.#propagate(start, end);
    return open !== undefined && this.#matchFrom(open, 0);
  }

  /** Settles the hypotheses that only one of the statement's can be; the open ones, or undefined if one has none. */
  #propagate(start: number, end: number): readonly number[] | undefined {
    const open: number[] = [];
    for (let at = start; at < end; at += 1 + this.#heads.words[at]) {
      const [only, count] = this.#choices(at + 1);
      if (count === 0) return undefined;
      if (count === 1) this.#match(at + 1, only);
      else open.push(at + 1);
    }
    return open;
  }

  /** One of the statement's hypotheses that the stored term at word `at` matches, and how many there are. */
  #choices(at: number): readonly [number, number] {
    const { formulas, count } = this.#statement;
    let found = -1;
    let matches = 0;
    for (let i = 0; i < count - 1; i++) {
      const mark = this.#trailLength;
      if (this.#match(at, formulas[i]) >= 0) {
        found = formulas[i];
        matches++;
      }
      this.#undo(mark);
    }
    return [found, matches];
  }

  #undo(mark: number): void {
    while (this.#trailLength > mark) this.#bindings[this.#trail[--this.#trailLength]] = UNBOUND;
  }

  /** Whether the open hypotheses from number `next` on are, under some extension of the bindings, among the statement's. */
  #matchFrom(open: readonly number[], next: number): boolean {
    if (next === open.length) return true;
    const { formulas, count } = this.#statement;
    const mark = this.#trailLength;
    for (let i = 0; i < count - 1; i++) {
      if (++this.#attempts > MAX_ATTEMPTS) return false;
      if (this.#match(open[next], formulas[i]) >= 0 && this.#matchFrom(open, next + 1)) return true;
      this.#undo(mark);
    }
    return false;
  }

  /** Matches one stored term with the term at `cell`; the word after it, or -1. */
  #match(at: number, cell: number): number {
    const { cells } = this.#statement;
    const pattern = this.#heads.words[at];
    if (isVariable(pattern)) {
      const variable = variableNumber(pattern);
      const bound = this.#bindings[variable];
      if (bound !== UNBOUND) return sameTerm(cells, bound, cells, cell) ? at + 1 : -1;
      this.#bindings[variable] = cell;
      this.#trail[this.#trailLength++] = variable;
      return at + 1;
    }
    if (pattern !== headAt(cells, cell)) return -1;
    let next = at + 1;
    for (let i = 0, child = cell + 1; i < this.arity[pattern]; i++, child += skipAt(cells, child)) {
      next = this.#match(next, child);
      if (next < 0) return -1;
    }
    return next;
  }
}
