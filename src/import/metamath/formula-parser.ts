/**
 * Formulas to terms: Earley's algorithm on the grammar's tries. It takes any context-free grammar, left-recursive,
 * ambiguous or with empty productions; on an unambiguous one that looks little ahead it is linear.
 *
 * The chart is a list of items. An item is a trie node reached from position `origin`; its `previous` item and the
 * `child` that was passed last lead back to all of its children. A child is an item whose node accepts, or a variable.
 * An item that is reached in a second way is marked ambiguous; the first way counts, and the order of ways is fixed by
 * the order of the syntax axioms.
 */
import { VARIABLE_BIT } from "../../device/device.js";
import { NONE, type Database } from "./database.js";
import type { Grammar } from "./grammar.js";
import { IntVector } from "./int-vector.js";

export type ParseOutcome = "parsed" | "ambiguous" | "no-parse" | "limit";

/** Children that are variables, apart from item numbers: `-2 - token`; NONE is "no child passed yet". */
function variableChild(token: number): number {
  return -2 - token;
}

export class FormulaParser {
  readonly #node = new IntVector();
  readonly #origin = new IntVector();
  readonly #previous = new IntVector();
  readonly #child = new IntVector();
  readonly #ambiguous = new IntVector();
  /** Items of position p: #start[p] … #start[p+1]-1. */
  readonly #start = new IntVector();
  /** By node: the last item of the position at hand with it, and the item before with the same node. */
  readonly #lastOfNode: Int32Array;
  readonly #sameNode = new IntVector();
  /** By typecode, for the position at hand: has it been predicted, and the child that spans nothing, if there is one. */
  readonly #predicted: Uint8Array;
  readonly #empty: Int32Array;
  #from = 0;
  #to = 0;

  /** `work` steps may be made in the parser's life. */
  constructor(
    readonly db: Database,
    readonly grammar: Grammar,
    public work: number,
  ) {
    this.#lastOfNode = new Int32Array(grammar.trie.nodeCount).fill(NONE);
    this.#predicted = new Uint8Array(grammar.typecodes.length);
    this.#empty = new Int32Array(grammar.typecodes.length).fill(NONE);
  }

  /**
   * Parses db.math[from … to-1] as one of the typecodes `starts`. The term's heads, in preorder, are appended to
   * `heads`; a variable is VARIABLE_BIT | its token.
   */
  parse(from: number, to: number, starts: readonly number[], heads: number[]): ParseOutcome {
    const root = this.#chart(from, to, starts);
    if (this.work <= 0) return "limit";
    if (root === undefined) return "no-parse";
    return this.#extract(root, heads) ? "ambiguous" : "parsed";
  }

  /** Which of `starts` the formula can be parsed as. */
  startsOf(from: number, to: number, starts: readonly number[]): number[] {
    return starts.filter((start) => this.#chart(from, to, [start]) !== undefined);
  }

  /** A child that spans the whole formula. */
  #chart(from: number, to: number, starts: readonly number[]): number | undefined {
    this.#from = from;
    this.#to = to;
    for (const column of [this.#node, this.#origin, this.#previous, this.#child, this.#ambiguous])
      column.length = 0;
    this.#sameNode.length = 0;
    this.#start.length = 0;
    this.#start.push(0);
    for (const start of starts) this.#predict(start, 0);
    for (let position = 0; ; position++) {
      this.#closePosition(position);
      const first = this.#start.get(position);
      const end = this.#node.length;
      if (position === to - from || end === first || this.work <= 0) return this.#rootAt(position, starts);
      this.#forget(first, end);
      this.#start.push(end);
      this.#scan(position, first, end);
    }
  }

  #rootAt(position: number, starts: readonly number[]): number | undefined {
    const { trie, productions } = this.grammar;
    const end = this.#node.length;
    const first = this.#start.get(position);
    this.#forget(first, end);
    if (position !== this.#to - this.#from) return undefined;
    if (position === 1) {
      const token = this.db.math[this.#from];
      if (this.db.isVariable[token] === 1 && starts.includes(this.grammar.variableType[token]))
        return variableChild(token);
    }
    for (let item = first; item < end; item++) {
      const production = trie.accepts[this.#node.get(item)];
      if (this.#origin.get(item) !== 0 || production === NONE) continue;
      if (starts.includes(productions[production].typecode)) return item;
    }
    return undefined;
  }

  /** Clears what is kept by node and typecode for the items of one position. */
  #forget(first: number, end: number): void {
    for (let item = first; item < end; item++) this.#lastOfNode[this.#node.get(item)] = NONE;
    this.#predicted.fill(0);
    this.#empty.fill(NONE);
  }

  #predict(typecode: number, position: number): void {
    if (this.#predicted[typecode] === 1) return;
    this.#predicted[typecode] = 1;
    this.#add(typecode, position, NONE, NONE);
  }

  #add(node: number, origin: number, previous: number, child: number): void {
    this.work--;
    for (let item = this.#lastOfNode[node]; item !== NONE; item = this.#sameNode.get(item)) {
      this.work--;
      if (this.#origin.get(item) !== origin) continue;
      this.#ambiguous.set(item, 1);
      return;
    }
    this.#sameNode.push(this.#lastOfNode[node]);
    this.#lastOfNode[node] = this.#node.length;
    this.#node.push(node);
    this.#origin.push(origin);
    this.#previous.push(previous);
    this.#child.push(child);
    this.#ambiguous.push(0);
  }

  /** Predicts and completes until the position's items are all there. */
  #closePosition(position: number): void {
    const { trie, productions } = this.grammar;
    for (let item = this.#start.get(position); item < this.#node.length && this.work > 0; item++) {
      const node = this.#node.get(item);
      for (const typecode of trie.expects[node]) {
        this.#predict(typecode, position);
        if (this.#empty[typecode] !== NONE) this.#pass(item, typecode, this.#empty[typecode]);
      }
      const production = trie.accepts[node];
      if (production === NONE) continue;
      const { typecode } = productions[production];
      const origin = this.#origin.get(item);
      if (origin === position) this.#empty[typecode] = item;
      this.#complete(origin, position, typecode, item);
    }
  }

  /** `child` spans a `typecode` from `origin` to the position at hand: items that waited for it there move on. */
  #complete(origin: number, position: number, typecode: number, child: number): void {
    // Items that come later at this position find an empty child by themselves.
    const end = origin < position ? this.#start.get(origin + 1) : this.#node.length;
    for (let item = this.#start.get(origin); item < end; item++) this.#pass(item, typecode, child);
  }

  #pass(item: number, typecode: number, child: number): void {
    this.work--;
    const next = this.grammar.trie.next(this.#node.get(item), typecode);
    if (next !== NONE) this.#add(next, this.#origin.get(item), item, child);
  }

  #scan(position: number, first: number, end: number): void {
    const token = this.db.math[this.#from + position];
    const { trie, variableType } = this.grammar;
    if (this.db.isVariable[token] === 1) {
      for (let item = first; item < end; item++) this.#pass(item, variableType[token], variableChild(token));
      return;
    }
    for (let item = first; item < end; item++) {
      const next = trie.terminals[this.#node.get(item)].get(token);
      if (next !== undefined) this.#add(next, this.#origin.get(item), item, NONE);
    }
  }

  /** Writes the term of a child in preorder; is it ambiguous? */
  #extract(root: number, heads: number[]): boolean {
    const { trie, productions } = this.grammar;
    const open = [root];
    let ambiguous = false;
    for (let child = open.pop(); child !== undefined; child = open.pop()) {
      if (child < NONE) {
        heads.push((VARIABLE_BIT | (-2 - child)) >>> 0);
        continue;
      }
      const number = trie.accepts[this.#node.get(child)];
      const { argumentOf } = productions[number];
      heads.push(number);
      const base = open.length;
      open.length += argumentOf.length;
      let text = argumentOf.length - 1;
      for (let item = child; item !== NONE; item = this.#previous.get(item)) {
        if (this.#ambiguous.get(item) === 1) ambiguous = true;
        if (this.#child.get(item) === NONE) continue;
        // The first argument must be taken first, so it goes on top.
        open[base + argumentOf.length - 1 - argumentOf[text--]] = this.#child.get(item);
      }
    }
    return ambiguous;
  }
}
