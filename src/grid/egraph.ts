/**
 * One block's e-graph: terms up to the equalities found so far, in flat typed arrays.
 *
 * A *node* is a term: a symbol and its argument nodes as they were when it was made, so every node can be written out
 * and cited. A *class* is a set of equal nodes, numbered by one of them, its root; congruence is kept by hashing nodes
 * on their arguments' roots. A node found congruent to another one is `dead`: it leaves the tables but stays a term.
 *
 * Every equality that was asserted is an *edge* of the log, numbered in order of time. An edge rests on earlier edges
 * only, which is what makes explanations (explain.ts) well-founded. Nodes 0 and 1 are the truth values.
 */
import { MAX_ARGS } from "../device/device.js";
import {
  FALSE_SYMBOL,
  TRUE_SYMBOL,
  TUPLE_SYMBOL,
  EIGEN_SYMBOL,
  type SymbolTable,
} from "../compile/symbols.js";

export const TRUE_NODE = 0;
export const FALSE_NODE = 1;

/** Why two nodes are equal. `ref`: a rule application's number; for injectivity an index into `injections`. */
export const EdgeKind = { Rule: 0, Congruence: 1, Injectivity: 2 } as const;

export type Contradiction =
  /** The truth values became equal. */
  | { readonly kind: "truth" }
  /** Two nodes with different constructors became equal. */
  | { readonly kind: "clash"; readonly left: number; readonly right: number }
  /** The sides of a denied equation (this node) became equal. */
  | { readonly kind: "disequality"; readonly node: number }
  /** A rule that concludes false. */
  | { readonly kind: "rule"; readonly application: number };

const NONE = -1;

export class EGraph {
  count = 0;
  edgeCount = 0;
  /** Superstep, written to the rows that it makes or changes. */
  now = 1;
  contradiction: Contradiction | undefined;
  /** True when a row was made or changed in the current superstep. */
  changed = false;

  symbol = new Int32Array(INITIAL_NODES);
  args = new Int32Array(INITIAL_NODES * MAX_ARGS);
  root = new Int32Array(INITIAL_NODES);
  stamp = new Int32Array(INITIAL_NODES);
  dead = new Uint8Array(INITIAL_NODES);
  /** By root: the smallest size of a term of the class, in symbols and variables. */
  size = new Int32Array(INITIAL_NODES);
  /** By root: a node of the class whose symbol is a constructor, or -1. */
  constructorNode = new Int32Array(INITIAL_NODES);

  edgeFrom = new Int32Array(INITIAL_NODES);
  edgeTo = new Int32Array(INITIAL_NODES);
  edgeKind = new Uint8Array(INITIAL_NODES);
  edgeRef = new Int32Array(INITIAL_NODES);
  /** Triples: two constructor nodes of one class, argument position. */
  readonly injections: number[] = [];

  private nextMember = new Int32Array(INITIAL_NODES);
  private memberCount = new Int32Array(INITIAL_NODES);
  private useHead = new Int32Array(INITIAL_NODES);
  private useTail = new Int32Array(INITIAL_NODES);
  private useNode = new Int32Array(INITIAL_NODES * 2);
  private useNext = new Int32Array(INITIAL_NODES * 2);
  private useCount = 0;
  private table = new Int32Array(INITIAL_NODES * 4).fill(NONE);
  private tableLoad = 0;
  private readonly queue: number[] = [];
  private readonly equalityNodes: number[] = [];

  constructor(private readonly symbols: SymbolTable) {
    this.add(TRUE_SYMBOL, 0, 0, 0, 0, 0);
    this.add(FALSE_SYMBOL, 0, 0, 0, 0, 0);
  }

  width(node: number): number {
    return this.symbols.infos[this.symbol[node]].width;
  }

  sameClass(left: number, right: number): boolean {
    return this.root[left] === this.root[right];
  }

  /** The size that a node of this symbol over these arguments would have. */
  sizeOf(symbol: number, width: number, a0: number, a1: number, a2: number, a3: number): number {
    const { root, size } = this;
    let sum = symbol >= TUPLE_SYMBOL && symbol < EIGEN_SYMBOL ? 0 : 1;
    if (width > 0) sum += size[root[a0]];
    if (width > 1) sum += size[root[a1]];
    if (width > 2) sum += size[root[a2]];
    if (width > 3) sum += size[root[a3]];
    return sum;
  }

  /** A node congruent to the given one, or -1. */
  find(symbol: number, width: number, a0: number, a1: number, a2: number, a3: number): number {
    return this.table[this.slotOf(symbol, width, a0, a1, a2, a3)];
  }

  /** The node of this symbol over these arguments, or one congruent to it; made if there is none. */
  add(symbol: number, width: number, a0: number, a1: number, a2: number, a3: number): number {
    const slot = this.slotOf(symbol, width, a0, a1, a2, a3);
    if (this.table[slot] !== NONE) return this.table[slot];
    if (this.count === this.symbol.length) this.growNodes();
    const node = this.count++;
    const base = node * MAX_ARGS;
    this.symbol[node] = symbol;
    this.args[base] = a0;
    this.args[base + 1] = a1;
    this.args[base + 2] = a2;
    this.args[base + 3] = a3;
    this.root[node] = node;
    this.stamp[node] = this.now;
    this.size[node] = this.sizeOf(symbol, width, a0, a1, a2, a3);
    const info = this.symbols.infos[symbol];
    this.constructorNode[node] = info.constructorIndex >= 0 ? node : NONE;
    if (info.kind === "equality") this.equalityNodes.push(node);
    this.nextMember[node] = node;
    this.memberCount[node] = 1;
    this.useHead[node] = NONE;
    this.useTail[node] = NONE;
    for (let index = 0; index < width; index++) this.addUse(this.root[this.args[base + index]], node);
    this.table[slot] = node;
    this.changed = true;
    if (++this.tableLoad * 2 > this.table.length) this.growTable();
    return node;
  }

  /** Asserts that two nodes are equal; `rebuild` carries it out. */
  merge(left: number, right: number, kind: number, ref: number): void {
    if (left === right) return;
    if (this.edgeCount === this.edgeFrom.length) this.growEdges();
    const edge = this.edgeCount++;
    this.edgeFrom[edge] = left;
    this.edgeTo[edge] = right;
    this.edgeKind[edge] = kind;
    this.edgeRef[edge] = ref;
    if (this.root[left] !== this.root[right]) this.queue.push(left, right);
  }

  /** Carries out all asserted equalities and what congruence and the constructors make of them. */
  rebuild(): void {
    const { queue } = this;
    for (let head = 0; head < queue.length && this.contradiction === undefined; head += 2) {
      const left = this.root[queue[head]];
      const right = this.root[queue[head + 1]];
      if (left !== right) this.union(left, right);
    }
    queue.length = 0;
    if (this.contradiction !== undefined) return;
    for (const node of this.equalityNodes) {
      const base = node * MAX_ARGS;
      if (this.root[node] === FALSE_NODE && this.sameClass(this.args[base], this.args[base + 1])) {
        this.contradiction = { kind: "disequality", node };
        return;
      }
    }
  }

  /** The argument nodes of a node, tuples taken apart. */
  components(node: number): number[] {
    const base = node * MAX_ARGS;
    const width = this.width(node);
    const parts: number[] = [];
    for (let index = 0; index < width; index++) {
      const arg = this.args[base + index];
      if (index === MAX_ARGS - 1 && this.isTuple(arg)) parts.push(...this.components(arg));
      else parts.push(arg);
    }
    return parts;
  }

  isTuple(node: number): boolean {
    return this.symbol[node] >= TUPLE_SYMBOL && this.symbol[node] < EIGEN_SYMBOL;
  }

  private union(left: number, right: number): void {
    const [winner, loser] = this.chooseRoot(left, right);
    if (winner <= FALSE_NODE && loser <= FALSE_NODE) {
      this.contradiction = { kind: "truth" };
      return;
    }
    this.changed = true;
    const loserConstructor = this.constructorNode[loser];
    let member = loser;
    do {
      this.root[member] = winner;
      this.stamp[member] = this.now;
      member = this.nextMember[member];
    } while (member !== loser);
    const after = this.nextMember[winner];
    this.nextMember[winner] = this.nextMember[loser];
    this.nextMember[loser] = after;
    this.memberCount[winner] += this.memberCount[loser];
    if (this.size[loser] < this.size[winner]) this.size[winner] = this.size[loser];
    this.rehashUses(loser);
    if (this.useHead[loser] !== NONE) {
      if (this.useHead[winner] === NONE) this.useHead[winner] = this.useHead[loser];
      else this.useNext[this.useTail[winner]] = this.useHead[loser];
      this.useTail[winner] = this.useTail[loser];
    }
    if (loserConstructor === NONE) return;
    if (this.constructorNode[winner] === NONE) this.constructorNode[winner] = loserConstructor;
    else this.meetConstructors(this.constructorNode[winner], loserConstructor);
  }

  private chooseRoot(left: number, right: number): [number, number] {
    if (left <= FALSE_NODE) return [left, right];
    if (right <= FALSE_NODE) return [right, left];
    const difference = this.memberCount[left] - this.memberCount[right];
    return difference > 0 || (difference === 0 && left < right) ? [left, right] : [right, left];
  }

  private rehashUses(loser: number): void {
    for (let entry = this.useHead[loser]; entry !== NONE; entry = this.useNext[entry]) {
      const node = this.useNode[entry];
      if (this.dead[node] === 1) continue;
      const { args } = this;
      const base = node * MAX_ARGS;
      const width = this.width(node);
      const slot = this.slotOf(
        this.symbol[node],
        width,
        args[base],
        args[base + 1],
        args[base + 2],
        args[base + 3],
      );
      const other = this.table[slot];
      if (other === NONE) {
        this.table[slot] = node;
        this.stamp[node] = this.now;
        if (++this.tableLoad * 2 > this.table.length) this.growTable();
      } else if (other === node) {
        this.stamp[node] = this.now;
      } else {
        this.dead[node] = 1;
        this.merge(node, other, EdgeKind.Congruence, 0);
      }
    }
  }

  private meetConstructors(left: number, right: number): void {
    if (this.symbol[left] !== this.symbol[right]) {
      this.contradiction = { kind: "clash", left, right };
      return;
    }
    const leftParts = this.components(left);
    const rightParts = this.components(right);
    leftParts.forEach((part, index) => {
      if (part === rightParts[index]) return;
      const ref = this.injections.length;
      this.injections.push(left, right, index);
      this.merge(part, rightParts[index], EdgeKind.Injectivity, ref);
    });
  }

  private addUse(root: number, node: number): void {
    if (this.useCount === this.useNode.length) {
      this.useNode = enlarged(this.useNode);
      this.useNext = enlarged(this.useNext);
    }
    const entry = this.useCount++;
    this.useNode[entry] = node;
    this.useNext[entry] = NONE;
    if (this.useHead[root] === NONE) this.useHead[root] = entry;
    else this.useNext[this.useTail[root]] = entry;
    this.useTail[root] = entry;
  }

  /** The hash slot of the key: where its node is, or the free slot where it belongs. */
  private slotOf(symbol: number, width: number, a0: number, a1: number, a2: number, a3: number): number {
    const { root, table, args } = this;
    const r0 = width > 0 ? root[a0] : 0;
    const r1 = width > 1 ? root[a1] : 0;
    const r2 = width > 2 ? root[a2] : 0;
    const r3 = width > 3 ? root[a3] : 0;
    let hash = Math.imul(symbol + 1, 0x9e3779b1);
    hash = Math.imul(hash ^ r0, 0x85ebca6b) ^ (hash >>> 15);
    hash = Math.imul(hash ^ r1, 0xc2b2ae35) ^ (hash >>> 13);
    hash = Math.imul(hash ^ r2, 0x27d4eb2f) ^ (hash >>> 16);
    hash = Math.imul(hash ^ r3, 0x165667b1) ^ (hash >>> 14);
    const mask = table.length - 1;
    let slot = hash & mask;
    for (;;) {
      const node = table[slot];
      if (node === NONE) return slot;
      if (this.symbol[node] === symbol && this.dead[node] === 0) {
        const base = node * MAX_ARGS;
        if (
          (width < 1 || root[args[base]] === r0) &&
          (width < 2 || root[args[base + 1]] === r1) &&
          (width < 3 || root[args[base + 2]] === r2) &&
          (width < 4 || root[args[base + 3]] === r3)
        ) {
          return slot;
        }
      }
      slot = (slot + 1) & mask;
    }
  }

  private growTable(): void {
    this.table = new Int32Array(this.table.length * 2).fill(NONE);
    this.tableLoad = 0;
    const { args } = this;
    for (let node = 0; node < this.count; node++) {
      if (this.dead[node] === 1) continue;
      const base = node * MAX_ARGS;
      const width = this.width(node);
      const slot = this.slotOf(
        this.symbol[node],
        width,
        args[base],
        args[base + 1],
        args[base + 2],
        args[base + 3],
      );
      if (this.table[slot] !== NONE) continue;
      this.table[slot] = node;
      this.tableLoad++;
    }
  }

  private growNodes(): void {
    this.symbol = enlarged(this.symbol);
    this.args = enlarged(this.args);
    this.root = enlarged(this.root);
    this.stamp = enlarged(this.stamp);
    this.size = enlarged(this.size);
    this.constructorNode = enlarged(this.constructorNode);
    this.nextMember = enlarged(this.nextMember);
    this.memberCount = enlarged(this.memberCount);
    this.useHead = enlarged(this.useHead);
    this.useTail = enlarged(this.useTail);
    const dead = new Uint8Array(this.dead.length * 2);
    dead.set(this.dead);
    this.dead = dead;
  }

  private growEdges(): void {
    this.edgeFrom = enlarged(this.edgeFrom);
    this.edgeTo = enlarged(this.edgeTo);
    this.edgeRef = enlarged(this.edgeRef);
    const kind = new Uint8Array(this.edgeKind.length * 2);
    kind.set(this.edgeKind);
    this.edgeKind = kind;
  }
}

const INITIAL_NODES = 128;

function enlarged(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
