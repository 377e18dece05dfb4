/**
 * A perfect discrimination tree of statements: each is a path, the preorder heads of its conclusion and then of its
 * hypotheses, variables numbered by first occurrence. It finds the stored statements that a given one is an instance of:
 * under one substitution their conclusions must be the given conclusion and each of their hypotheses one of the given
 * ones. The given statement's variables are constants there. What stored statements begin alike is matched once for
 * all of them, and at the end of a formula the search goes on with each of the given hypotheses.
 *
 * Nodes are numbers in flat arrays, edges by symbol one hash table, and where a single statement is left of a branch
 * the rest of its path is a list of words, so that millions fit.
 */
import { VARIABLE_BIT } from "../device/device.js";
import type { Statement } from "./expand.js";
import { finish, headAt, isVariable, mix, sameTerm, skipAt, variableNumber, WordList } from "./flat-terms.js";
import { hypothesisOrder } from "./hypothesis-order.js";

const NONE = 0xffffffff;
/** The end of a path; its leaf's number follows. */
const END = 0xffffffff;
const MAX_VARIABLES = 1 << 10;
/**
 * How often a search may come to one place of a stored statement where a formula ends and the next hypothesis is chosen:
 * whether all fit is a search itself, and it must end. Counted by place, so that a statement is found or not whatever
 * others are stored with it.
 */
const MAX_VISITS = 1 << 12;

/** Called with the number that `insert` returned; true ends the search. */
export type LeafVisitor = (leaf: number) => boolean;

export class DiscriminationTree {
  /** By node: its label, its parent, its first child by a variable, and the next of such siblings. */
  readonly #label = new WordList();
  readonly #parent = new WordList();
  readonly #firstVariable = new WordList();
  readonly #nextVariable = new WordList();
  /** By node: a bit for every symbol that a child may have; symbols share bits. Most look-ups end here. */
  readonly #symbols = new WordList();
  /** By node: where in `words` the path goes on, END there and further children if one ends here and others go on. */
  readonly #rest = new WordList();
  readonly #words = new WordList();
  /** Open addressing: the child, whose parent and label are looked up. */
  #edges = new Uint32Array(1 << 12).fill(NONE);
  #edgeCount = 0;
  #leafCount = 0;
  readonly #numbers = new Map<number, number>();
  readonly #path = new WordList();

  /** The search under way: what stored variables stand for, as cells of the statement, and what is left of its work. */
  readonly #bindings = new Int32Array(MAX_VARIABLES);
  #statement!: Statement;
  #visit!: LeafVisitor;
  /** How often it came to the end of a formula, and if it has to know, how often to which. */
  #visits = 0;
  #visitsOf: Map<number, number> | undefined;

  constructor() {
    this.#node(NONE, NONE, NONE);
  }

  /** Different statements that are stored; their leaves are numbered from 0. */
  get leafCount(): number {
    return this.#leafCount;
  }

  /** Forgets all statements. */
  clear(): void {
    const lists = [this.#label, this.#parent, this.#firstVariable, this.#nextVariable];
    for (const list of [...lists, this.#symbols, this.#rest, this.#words]) list.length = 0;
    this.#edges.fill(NONE);
    this.#edgeCount = 0;
    this.#leafCount = 0;
    this.#node(NONE, NONE, NONE);
  }

  /** The leaf of a statement, made if it is not there. */
  insert(statement: Statement): number {
    const path = this.#pathOf(statement);
    let node = 0;
    for (let at = 0; at < path.length; at++) {
      this.#unfold(node);
      const label = path.words[at];
      const child = this.#child(node, label);
      if (child === NONE) return this.#addLeaf(this.#node(node, label, NONE), at + 1);
      node = child;
    }
    this.#unfold(node);
    const rest = this.#rest.words[node];
    return rest === NONE ? this.#addLeaf(node, path.length) : this.#words.words[rest + 1];
  }

  /** Hangs what is left of the path on a node. */
  #addLeaf(node: number, from: number): number {
    const { words, length } = this.#path;
    this.#rest.words[node] = this.#words.length;
    for (let at = from; at < length; at++) this.#words.push(words[at]);
    this.#words.push(END);
    this.#words.push(this.#leafCount);
    return this.#leafCount++;
  }

  /** Makes the first word of a node's rest a child, so that another path may branch off. */
  #unfold(node: number): void {
    const rest = this.#rest.words[node];
    if (rest === NONE || this.#words.words[rest] === END) return;
    this.#rest.words[node] = NONE;
    this.#node(node, this.#words.words[rest], rest + 1);
  }

  #pathOf(statement: Statement): WordList {
    const { cells, formulas, count } = statement;
    this.#path.length = 0;
    this.#numbers.clear();
    this.#append(cells, formulas[count - 1]);
    for (const index of hypothesisOrder(statement)) this.#append(cells, formulas[index]);
    return this.#path;
  }

  #append(cells: Uint32Array, cell: number): void {
    for (let at = cell; at < cell + skipAt(cells, cell); at++) {
      const head = headAt(cells, at);
      if (!isVariable(head)) {
        this.#path.push(head);
        continue;
      }
      const variable = variableNumber(head);
      const number = this.#numbers.get(variable) ?? this.#numbers.size;
      this.#numbers.set(variable, number);
      this.#path.push((VARIABLE_BIT | number) >>> 0);
    }
  }

  #node(parent: number, label: number, rest: number): number {
    const node = this.#label.length;
    this.#label.push(label);
    this.#parent.push(parent);
    this.#firstVariable.push(NONE);
    this.#nextVariable.push(NONE);
    this.#rest.push(rest);
    this.#symbols.push(0);
    if (parent === NONE) return node;
    if (isVariable(label)) {
      this.#nextVariable.words[node] = this.#firstVariable.words[parent];
      this.#firstVariable.words[parent] = node;
    } else {
      this.#edges[this.#slot(parent, label)] = node;
      this.#symbols.words[parent] |= 1 << (label & 31);
      if (++this.#edgeCount * 2 > this.#edges.length) this.#grow();
    }
    return node;
  }

  #child(node: number, label: number): number {
    if (!isVariable(label)) return this.#edges[this.#slot(node, label)];
    let child = this.#firstVariable.words[node];
    while (child !== NONE && this.#label.words[child] !== label) child = this.#nextVariable.words[child];
    return child;
  }

  #slot(node: number, symbol: number): number {
    const mask = this.#edges.length - 1;
    let slot = finish(mix(mix(0, node), symbol)) & mask;
    for (; this.#edges[slot] !== NONE; slot = (slot + 1) & mask) {
      const child = this.#edges[slot];
      if (this.#parent.words[child] === node && this.#label.words[child] === symbol) break;
    }
    return slot;
  }

  #grow(): void {
    const old = this.#edges;
    this.#edges = new Uint32Array(2 * old.length).fill(NONE);
    for (const child of old) {
      if (child !== NONE)
        this.#edges[this.#slot(this.#parent.words[child], this.#label.words[child])] = child;
    }
  }

  /**
   * Visits the leaves of statements that the given one is an instance of, a leaf perhaps more than once; true if a
   * visitor ended the search.
   */
  generalisations(statement: Statement, visit: LeafVisitor): boolean {
    this.#statement = statement;
    this.#visit = visit;
    this.#visits = 0;
    this.#visitsOf = undefined;
    if (this.#fromRoot()) return true;
    // What came to few ends of formulas came to none of them too often.
    if (this.#visits <= MAX_VISITS) return false;
    this.#visitsOf = new Map();
    return this.#fromRoot();
  }

  #fromRoot(): boolean {
    const { cells, formulas, count } = this.#statement;
    const conclusion = formulas[count - 1];
    return this.#fromNode(0, conclusion, conclusion + skipAt(cells, conclusion), 0);
  }

  /** Counts a visit of the end of a formula; false if there were too many. */
  #mayChoose(place: number): boolean {
    if (this.#visitsOf === undefined) return ++this.#visits <= MAX_VISITS;
    const visits = this.#visitsOf.get(place) ?? 0;
    this.#visitsOf.set(place, visits + 1);
    return visits < MAX_VISITS;
  }

  /** Goes on from a node with cells `at` … `end-1` of a formula, when stored variables below `bound` are bound. */
  #fromNode(node: number, at: number, end: number, bound: number): boolean {
    const rest = this.#rest.words[node];
    if (rest !== NONE && this.#words.words[rest] !== END) return this.#fromWord(rest, at, end, bound);
    if (at < end) return this.#toChildren(node, at, end, bound);
    if (rest !== NONE && this.#visit(this.#words.words[rest + 1])) return true;
    if (!this.#mayChoose(2 * node)) return false;
    const { cells, formulas, count } = this.#statement;
    for (let i = 0; i < count - 1; i++) {
      const start = formulas[i];
      if (this.#toChildren(node, start, start + skipAt(cells, start), bound)) return true;
    }
    return false;
  }

  #toChildren(node: number, at: number, end: number, bound: number): boolean {
    const { cells } = this.#statement;
    const head = headAt(cells, at);
    if (!isVariable(head) && (this.#symbols.words[node] & (1 << (head & 31))) !== 0) {
      const child = this.#edges[this.#slot(node, head)];
      if (child !== NONE && this.#fromNode(child, at + 1, end, bound)) return true;
    }
    let child = this.#firstVariable.words[node];
    for (; child !== NONE; child = this.#nextVariable.words[child]) {
      const variable = variableNumber(this.#label.words[child]);
      if (!this.#mayStandFor(variable, at, bound)) continue;
      if (this.#fromNode(child, at + skipAt(cells, at), end, Math.max(bound, variable + 1))) return true;
    }
    return false;
  }

  /** Goes on in the rest of a path. */
  #fromWord(word: number, at: number, end: number, bound: number): boolean {
    const { cells, formulas, count } = this.#statement;
    for (; at < end; word++) {
      const label = this.#words.words[word];
      if (isVariable(label)) {
        const variable = variableNumber(label);
        if (!this.#mayStandFor(variable, at, bound)) return false;
        bound = Math.max(bound, variable + 1);
        at += skipAt(cells, at);
      } else if (label === headAt(cells, at)) at++;
      else return false;
    }
    if (this.#words.words[word] === END) return this.#visit(this.#words.words[word + 1]);
    if (!this.#mayChoose(2 * word + 1)) return false;
    for (let i = 0; i < count - 1; i++) {
      const start = formulas[i];
      if (this.#fromWord(word, start, start + skipAt(cells, start), bound)) return true;
    }
    return false;
  }

  /** Whether a stored variable stands for the term at a cell, bound to it if it is the first that is not bound. */
  #mayStandFor(variable: number, at: number, bound: number): boolean {
    const { cells } = this.#statement;
    if (variable < bound) return sameTerm(cells, this.#bindings[variable], cells, at);
    this.#bindings[variable] = at;
    return true;
  }
}
