/**
 * A perfect discrimination tree: terms by their preorder heads, variables numbered by first occurrence. It finds all
 * stored terms that a given term is an instance of. The given term's variables are constants there: only variables of
 * stored terms match them. Nodes are numbers in flat arrays, edges by symbol one hash table, so that millions fit.
 */
import { finish, headAt, isVariable, mix, sameTerm, skipAt, variableNumber, WordList } from "./flat-terms.js";

const NONE = 0xffffffff;
const MAX_VARIABLES = 1 << 10;
const FRAME_WORDS = 4;
/** A frame whose symbol edge has not been tried yet. */
const SYMBOL_FIRST = 0xfffffffe;

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
  /** Frames of a search: node, cell of the query, variables bound, and the variable edge to try next. */
  #stack = new Uint32Array(1 << 10);

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
    const end = cell + skipAt(cells, cell);
    let top = this.#push(0, 0, cell, 0);
    while (top > 0) {
      const frame = (top - 1) * FRAME_WORDS;
      const node = this.#stack[frame];
      const at = this.#stack[frame + 1];
      const bound = this.#stack[frame + 2];
      const state = this.#stack[frame + 3];
      if (at === end) {
        this.boundCount = bound;
        if (visit(node)) return true;
        top--;
      } else if (state === SYMBOL_FIRST) {
        this.#stack[frame + 3] = this.#firstVariable.words[node];
        const head = headAt(cells, at);
        const child = isVariable(head) ? NONE : this.#edges[this.#slot(node, head)];
        if (child !== NONE) top = this.#push(top, child, at + 1, bound);
      } else if (state === NONE) top--;
      else {
        this.#stack[frame + 3] = this.#nextVariable.words[state];
        const variable = this.#label.words[state];
        const next = at + skipAt(cells, at);
        if (variable >= bound) {
          this.bindings[variable] = at;
          top = this.#push(top, state, next, bound + 1);
        } else if (sameTerm(cells, this.bindings[variable], cells, at)) {
          top = this.#push(top, state, next, bound);
        }
      }
    }
    return false;
  }

  /** Puts a frame on the stack: what to do at a node with the query from a cell on. Returns the new height. */
  #push(top: number, node: number, cell: number, bound: number): number {
    const frame = top * FRAME_WORDS;
    if (frame + FRAME_WORDS > this.#stack.length) {
      const grown = new Uint32Array(2 * this.#stack.length);
      grown.set(this.#stack);
      this.#stack = grown;
    }
    this.#stack[frame] = node;
    this.#stack[frame + 1] = cell;
    this.#stack[frame + 2] = bound;
    this.#stack[frame + 3] = SYMBOL_FIRST;
    return top + 1;
  }
}
