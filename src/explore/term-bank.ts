/**
 * Hash-consed terms as small integers: equal terms have equal numbers. A node is a symbol instance with argument
 * nodes (`head >= 0`), or variable v (`head = -1 - v`). Whether a variable is a pattern variable or a constant is for
 * those who match; the bank does not know. Nodes are never freed.
 */
import { app, variable, type Term } from "../logic/term.js";
import type { Signature } from "./signature.js";

export class TermBank {
  /** Columns by node. `size` counts symbols and variables; `symbols` has bit (op mod 32) set for each symbol. */
  head = new Int32Array(1024);
  first = new Int32Array(1024);
  size = new Int32Array(1024);
  symbols = new Int32Array(1024);
  /** Arguments of node n: `args[first[n] … first[n] + arity - 1]`. */
  args = new Int32Array(4096);
  count = 0;
  /** The sort of each variable. */
  readonly varSort: number[] = [];
  readonly arity: Uint8Array;
  readonly #varIds = new Map<number, number>();
  #argCount = 0;
  #table = new Int32Array(4096).fill(-1);

  constructor(readonly signature: Signature) {
    this.arity = Uint8Array.from(signature.ops, (op) => op.args.length);
  }

  /** The `ordinal`-th variable of a sort. */
  variable(sort: number, ordinal: number): number {
    const key = sort * 4096 + ordinal;
    let id = this.#varIds.get(key);
    if (id === undefined) {
      id = this.varSort.length;
      this.varSort.push(sort);
      this.#varIds.set(key, id);
    }
    return this.#intern(-1 - id, [], 0);
  }

  node(op: number, args: ArrayLike<number>): number {
    return this.#intern(op, args, this.arity[op]);
  }

  arg(node: number, index: number): number {
    return this.args[this.first[node] + index];
  }

  argsOf(node: number): Int32Array {
    return this.head[node] < 0
      ? this.args.subarray(0, 0)
      : this.args.slice(this.first[node], this.first[node] + this.arity[this.head[node]]);
  }

  /** The arguments of nested binary `op`, left to right. */
  flatten(op: number, node: number, into: number[] = []): number[] {
    if (this.head[node] !== op) into.push(node);
    else {
      this.flatten(op, this.arg(node, 0), into);
      this.flatten(op, this.arg(node, 1), into);
    }
    return into;
  }

  sortOf(node: number): number {
    const head = this.head[node];
    return head < 0 ? this.varSort[-1 - head] : this.signature.ops[head].result;
  }

  #intern(head: number, args: ArrayLike<number>, arity: number): number {
    let hash = Math.imul(head + 77, 0x9e3779b1);
    for (let i = 0; i < arity; i++) hash = Math.imul(hash ^ args[i] ^ (hash >>> 15), 0x85ebca6b);
    hash ^= hash >>> 16;
    let mask = this.#table.length - 1;
    let slot = hash & mask;
    for (; this.#table[slot] >= 0; slot = (slot + 1) & mask) {
      const node = this.#table[slot];
      if (this.head[node] !== head) continue;
      let i = 0;
      const first = this.first[node];
      while (i < arity && this.args[first + i] === args[i]) i++;
      if (i === arity) return node;
    }
    if (this.count * 2 > this.#table.length) {
      this.#rehash();
      mask = this.#table.length - 1;
      slot = hash & mask;
      while (this.#table[slot] >= 0) slot = (slot + 1) & mask;
    }
    this.#table[slot] = this.count;
    return this.#append(head, args, arity);
  }

  #append(head: number, args: ArrayLike<number>, arity: number): number {
    const node = this.count++;
    if (node === this.head.length) {
      this.head = grown(this.head);
      this.first = grown(this.first);
      this.size = grown(this.size);
      this.symbols = grown(this.symbols);
    }
    if (this.#argCount + arity > this.args.length) this.args = grown(this.args);
    let size = 1;
    let symbols = head < 0 ? 0 : 1 << (head & 31);
    this.head[node] = head;
    this.first[node] = this.#argCount;
    for (let i = 0; i < arity; i++) {
      this.args[this.#argCount++] = args[i];
      size += this.size[args[i]];
      symbols |= this.symbols[args[i]];
    }
    this.size[node] = size;
    this.symbols[node] = symbols;
    return node;
  }

  #rehash(): void {
    const table = new Int32Array(this.#table.length * 2).fill(-1);
    const mask = table.length - 1;
    for (let node = 0; node < this.count; node++) {
      const head = this.head[node];
      const arity = head < 0 ? 0 : this.arity[head];
      let hash = Math.imul(head + 77, 0x9e3779b1);
      for (let i = 0; i < arity; i++) {
        hash = Math.imul(hash ^ this.args[this.first[node] + i] ^ (hash >>> 15), 0x85ebca6b);
      }
      hash ^= hash >>> 16;
      let slot = hash & mask;
      while (table[slot] >= 0) slot = (slot + 1) & mask;
      table[slot] = node;
    }
    this.#table = table;
  }

  /** False only if no substitution makes `pattern` the subject, also modulo laws that keep each symbol's occurrences. */
  mayMatch(pattern: number, subject: number): boolean {
    return this.size[pattern] <= this.size[subject] && (this.symbols[pattern] & ~this.symbols[subject]) === 0;
  }

  /** The node of a term, its variables looked up in `scope`; -1 if a symbol instance is not in play. */
  fromTerm(term: Term, scope: ReadonlyMap<string, number>): number {
    if (term.kind === "var") return scope.get(term.name) ?? -1;
    const op = this.signature.opOf(term.symbol, term.sorts);
    if (op?.args.length !== term.args.length) return -1;
    const args: number[] = [];
    for (const arg of term.args) {
      const node = this.fromTerm(arg, scope);
      if (node < 0) return -1;
      args.push(node);
    }
    return this.node(op.id, args);
  }

  /** The term of a node, variable v named `names(v)`. */
  toTerm(node: number, names: (variable: number) => string): Term {
    const head = this.head[node];
    if (head < 0) return variable(names(-1 - head), this.signature.sorts[this.varSort[-1 - head]].sort);
    const op = this.signature.ops[head];
    const args = Array.from(this.argsOf(node), (arg) => this.toTerm(arg, names));
    return app(op.symbol, args, op.sorts);
  }

  /** Adds the variables of `node` to `into`, in order of first occurrence. */
  collectVars(node: number, into: Set<number>): void {
    const head = this.head[node];
    if (head < 0) into.add(-1 - head);
    else for (let i = 0; i < this.arity[head]; i++) this.collectVars(this.arg(node, i), into);
  }

  /** Replaces variables: `map[v]` is the image of variable v, or -1 to keep it. */
  replace(node: number, map: ArrayLike<number>): number {
    const head = this.head[node];
    if (head < 0) {
      const image = -1 - head < map.length ? map[-1 - head] : -1;
      return image >= 0 ? image : node;
    }
    const arity = this.arity[head];
    if (arity === 0) return node;
    const args: number[] = [];
    for (let i = 0; i < arity; i++) args.push(this.replace(this.arg(node, i), map));
    return this.node(head, args);
  }
}

function grown(column: Int32Array): Int32Array<ArrayBuffer> {
  const next = new Int32Array(column.length * 2);
  next.set(column);
  return next;
}
