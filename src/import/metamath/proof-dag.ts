/**
 * Terms and proofs of one theorem as one graph of shared nodes: in Metamath a term is a proof too, that of its syntax.
 * A node is a label and its children; equal nodes are one node, so terms are compared by number, and what a proof uses
 * twice is written once. A node's number is larger than its children's.
 */

/** What a node's label is: `kind` in the low two bits of its code, above them a number of that kind. */
export const LabelKind = { Theorem: 0, Production: 1, Variable: 2, Hypothesis: 3 } as const;

export function labelCode(kind: number, number: number): number {
  return number * 4 + kind;
}

export function kindOf(code: number): number {
  return code & 3;
}

export function numberOf(code: number): number {
  return code >>> 2;
}

export class ProofDag {
  /** Code, number of children, children. A node is the index of its code. */
  #pool = new Int32Array(1 << 12);
  #used = 0;
  /** Open addressing: a node plus one, or 0. */
  #slots = new Int32Array(1 << 10);
  #nodes: number[] = [];

  /** Forgets all nodes. */
  clear(): void {
    this.#used = 0;
    this.#nodes.length = 0;
    this.#slots.fill(0);
  }

  code(node: number): number {
    return this.#pool[node];
  }

  childCount(node: number): number {
    return this.#pool[node + 1];
  }

  child(node: number, index: number): number {
    return this.#pool[node + 2 + index];
  }

  /** The node with this label and children: children[from …]. */
  node(code: number, children: readonly number[], from = 0): number {
    const count = children.length - from;
    let hash = Math.imul(code, 0x9e3779b1) ^ count;
    for (let i = from; i < children.length; i++)
      hash = Math.imul((hash << 5) ^ (hash >>> 27) ^ children[i], 0x85ebca6b);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & mask)
      if (this.#equals(this.#slots[slot] - 1, code, children, from)) return this.#slots[slot] - 1;
    const node = this.#used;
    this.#reserve(count + 2);
    this.#pool[node] = code;
    this.#pool[node + 1] = count;
    for (let i = 0; i < count; i++) this.#pool[node + 2 + i] = children[from + i];
    this.#used += count + 2;
    this.#slots[slot] = node + 1;
    this.#nodes.push(hash, node);
    if (this.#nodes.length > this.#slots.length) this.#rehash();
    return node;
  }

  #equals(node: number, code: number, children: readonly number[], from: number): boolean {
    const count = children.length - from;
    if (this.#pool[node] !== code || this.#pool[node + 1] !== count) return false;
    for (let i = 0; i < count; i++) if (this.#pool[node + 2 + i] !== children[from + i]) return false;
    return true;
  }

  #reserve(words: number): void {
    if (this.#used + words <= this.#pool.length) return;
    const grown = new Int32Array(2 * (this.#used + words));
    grown.set(this.#pool.subarray(0, this.#used));
    this.#pool = grown;
  }

  #rehash(): void {
    this.#slots = new Int32Array(2 * this.#slots.length);
    const mask = this.#slots.length - 1;
    for (let i = 0; i < this.#nodes.length; i += 2) {
      let slot = this.#nodes[i] & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = this.#nodes[i + 1] + 1;
    }
  }

  /** The variables in a term, each once. */
  variablesIn(term: number): number[] {
    const found: number[] = [];
    const seen = new Set([term]);
    const open = [term];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const code = this.code(node);
      if (kindOf(code) === LabelKind.Variable) found.push(numberOf(code));
      for (let i = 0; i < this.childCount(node); i++) {
        const child = this.child(node, i);
        if (seen.has(child)) continue;
        seen.add(child);
        open.push(child);
      }
    }
    return found;
  }
}
