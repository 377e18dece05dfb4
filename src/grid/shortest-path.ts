/**
 * Shortest paths in a block's merge log: breadth first over the edges older than a bound. The truth values are only
 * ends of a path, never places on it: that two atoms are both true makes them no equation.
 */
import { FALSE_NODE, type EGraph } from "./egraph.js";

export interface PathEdge {
  readonly edge: number;
  /** Walked from `edgeFrom` to `edgeTo`. */
  readonly forward: boolean;
}

interface Adjacency {
  /** Edges 2e (from → to) and 2e+1 (to → from), linked by node, oldest first: what came early needs the shorter explanation. */
  readonly head: Int32Array;
  readonly next: Int32Array;
  readonly edgeCount: number;
}

const cache = new WeakMap<EGraph, Adjacency>();

function adjacency(graph: EGraph): Adjacency {
  const known = cache.get(graph);
  if (known?.edgeCount === graph.edgeCount && known.head.length === graph.count) return known;
  const head = new Int32Array(graph.count).fill(-1);
  const next = new Int32Array(graph.edgeCount * 2).fill(-1);
  for (let edge = graph.edgeCount - 1; edge >= 0; edge--) {
    next[edge * 2] = head[graph.edgeFrom[edge]];
    head[graph.edgeFrom[edge]] = edge * 2;
    next[edge * 2 + 1] = head[graph.edgeTo[edge]];
    head[graph.edgeTo[edge]] = edge * 2 + 1;
  }
  const built = { head, next, edgeCount: graph.edgeCount };
  cache.set(graph, built);
  return built;
}

/** The fewest edges, all numbered below `before`, that lead from one node to the other; undefined if none do. */
export function shortestPath(
  graph: EGraph,
  from: number,
  to: number,
  before: number,
): PathEdge[] | undefined {
  const { head, next } = adjacency(graph);
  const cameBy = new Map<number, number>([[from, -1]]);
  const queue = [from];
  for (const node of queue) {
    if (node === to) return trace(graph, cameBy, from, to);
    if (node <= FALSE_NODE && node !== from) continue;
    for (let half = head[node]; half !== -1; half = next[half]) {
      const edge = half >> 1;
      if (edge >= before) continue;
      const other = (half & 1) === 0 ? graph.edgeTo[edge] : graph.edgeFrom[edge];
      if (cameBy.has(other)) continue;
      cameBy.set(other, half);
      queue.push(other);
    }
  }
  return undefined;
}

function trace(graph: EGraph, cameBy: ReadonlyMap<number, number>, from: number, to: number): PathEdge[] {
  const path: PathEdge[] = [];
  for (let node = to; node !== from;) {
    const half = cameBy.get(node)!;
    const forward = (half & 1) === 0;
    path.push({ edge: half >> 1, forward });
    node = forward ? graph.edgeFrom[half >> 1] : graph.edgeTo[half >> 1];
  }
  return path.reverse();
}
