/**
 * A perfect discrimination tree: terms by their preorder heads, variables numbered by first occurrence. It finds all
 * stored terms that a given term is an instance of. The given term's variables are constants there: only variables of
 * stored terms match them. Nodes are numbers in flat arrays, edges by symbol one hash table, so that millions fit.
 */
import { finish, headAt, isVariable, mix, sameTerm, skipAt, variableNumber, WordList } from "./flat-terms.js";

const NONE = 0xffffffff;
const MAX_VARIABLES = 1 << 10;

/** Called with a leaf's number; `bindings[k]` is the cell that variable k stands for. True ends the search. */
export type LeafVisitor = (leaf: number) => boolean;

export class DiscriminationTree {
  /** What the variables of a found term stand for: cells of the query, while a visitor runs. */
  readonly bindings = new Int32Array(MAX_VARIABLES);
  /** Variables bound while a visitor runs. */
  boundCount = 0;
  /** By node: its label, and its first child by a variable edge and the next of such siblings. */
  readonly #label = new WordList();
  readonly #firstVariable = new WordList();
  readonly #nextVariable = new WordList();
  /** Open addressing: the child, whose parent and label are looked up. */
  #edges = new Uint32Array(1 << 12).fill(NONE);
  readonly #parent = new WordList();
  #edgeCount = 0;
  readonly #numbers = new Map<number, number>();
  #query = new Uint32Array(0) as Uint32Array;

  constructor() {
    this.#node(NONE, NONE);
  }

  get nodeCount(): number {
    return this.#label.length;
  }

  #node(parent: number, label: number): number {
    const node = this.#label.length;
    this.#label.push(label);
    this.#parent.push(parent);
    this.#firstVariable.push(NONE);
    this.#nextVariable.push(NONE);
    return node;
  }

  /** The leaf of a term, made if it is not there. */
  insert(cells: Uint32Array, cell: number): number {
    this.#numbers.clear();
    let node = 0;
    for (let at = cell; at < cell + skipAt(cells, cell); at++) {
      const head = headAt(cells, at);
      node = isVariable(head)
        ? this.#variableChild(node, this.#numberOf(head))
        : this.#symbolChild(node, head);
    }
    return node;
  }

  #numberOf(head: number): number {
    const variable = variableNumber(head);
    const known = this.#numbers.get(variable) ?? this.#numbers.size;
    this.#numbers.set(variable, known);
    return known;
  }

  #variableChild(node: number, variable: number): number {
    for (
      let child = this.#firstVariable.words[node];
      child !== NONE;
      child = this.#nextVariable.words[child]
    ) {
      if (this.#label.words[child] === variable) return child;
    }
    const child = this.#node(node, variable);
    this.#nextVariable.words[child] = this.#firstVariable.words[node];
    this.#firstVariable.words[node] = child;
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

  #symbolChild(node: number, symbol: number): number {
    const slot = this.#slot(node, symbol);
    if (this.#edges[slot] !== NONE) return this.#edges[slot];
    const child = this.#node(node, symbol);
    this.#edges[slot] = child;
    if (++this.#edgeCount * 2 > this.#edges.length) this.#grow();
    return child;
  }

  #grow(): void {
    const old = this.#edges;
    this.#edges = new Uint32Array(2 * old.length).fill(NONE);
    for (const child of old) {
      if (child !== NONE)
        this.#edges[this.#slot(this.#parent.words[child], this.#label.words[child])] = child;
    }
  }

  /** Visits the leaves of all terms that the term at `cell` is an instance of; true if a visitor ended the search. */
  generalisations(cells: Uint32Array, cell: number, visit: LeafVisitor): boolean {
    this.#query = cells;
    return this.#search(0, cell, cell + skipAt(cells, cell), 0, visit);
  }

  #search(node: number, cell: number, end: number, bound: number, visit: LeafVisitor): boolean {
    if (cell === end) {
      this.boundCount = bound;
      return visit(node);
    }
    const head = headAt(this.#query, cell);
    if (!isVariable(head)) {
      const child = this.#edges[this.#slot(node, head)];
      if (child !== NONE && this.#search(child, cell + 1, end, bound, visit)) return true;
    }
    const next = cell + skipAt(this.#query, cell);
    for (
      let child = this.#firstVariable.words[node];
      child !== NONE;
      child = this.#nextVariable.words[child]
    ) {
      const variable = this.#label.words[child];
      if (variable < bound) {
        if (!sameTerm(this.#query, this.bindings[variable], this.#query, cell)) continue;
        if (this.#search(child, next, end, bound, visit)) return true;
      } else {
        this.bindings[variable] = cell;
        if (this.#search(child, next, end, bound + 1, visit)) return true;
      }
    }
    return false;
  }
}
