/**
 * A discrimination tree: finds the rules whose left side matches a term. Patterns are cut into their symbols in
 * preorder; those that begin alike share a path.
 */
import type { Bindings, TermId, TermStore } from "./terms.js";

interface Node<T> {
  readonly symbols: Map<number, Node<T>>;
  /** By variable number, with a term of that variable for its sort. */
  readonly variables: Map<number, { readonly term: TermId; readonly node: Node<T> }>;
  readonly entries: T[];
}

function emptyNode<T>(): Node<T> {
  return { symbols: new Map(), variables: new Map(), entries: [] };
}

export class RewriteIndex<T> {
  private readonly root: Node<T> = emptyNode();

  constructor(private readonly store: TermStore) {}

  insert(pattern: TermId, entry: T): void {
    this.path(pattern, this.root).entries.push(entry);
  }

  /** The first entry whose pattern becomes `term` and that `accept` takes; bindings are then in `bindings`. */
  find(term: TermId, bindings: Bindings, accept: (entry: T) => boolean): T | undefined {
    return this.search(this.root, [term], bindings, accept);
  }

  private path(term: TermId, from: Node<T>): Node<T> {
    const head = this.store.head[term];
    if (head < 0) {
      const known = from.variables.get(term);
      if (known !== undefined) return known.node;
      const node = emptyNode<T>();
      from.variables.set(term, { term, node });
      return node;
    }
    let node = from.symbols.get(head);
    if (node === undefined) from.symbols.set(head, (node = emptyNode<T>()));
    for (const arg of this.store.args[term]) node = this.path(arg, node);
    return node;
  }

  private search(
    node: Node<T>,
    todo: readonly TermId[],
    bindings: Bindings,
    accept: (entry: T) => boolean,
  ): T | undefined {
    if (todo.length === 0) return node.entries.find(accept);
    const { store } = this;
    const term = todo[todo.length - 1];
    const rest = todo.slice(0, -1);
    const head = store.head[term];
    if (head >= 0) {
      const next = node.symbols.get(head);
      if (next !== undefined) {
        const found = this.search(next, rest.concat([...store.args[term]].reverse()), bindings, accept);
        if (found !== undefined) return found;
      }
    }
    for (const { term: v, node: next } of node.variables.values()) {
      const number = store.varNumber(v);
      const bound = bindings[number];
      if (bound !== undefined ? bound !== term : store.sort[v] !== store.sort[term]) continue;
      bindings[number] = term;
      const found = this.search(next, rest, bindings, accept);
      if (found !== undefined) return found;
      bindings[number] = bound;
    }
    return undefined;
  }
}
