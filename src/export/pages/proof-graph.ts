/** The graph of a proof's steps. A proof too large to be read as a picture is drawn with its inner scopes closed. */
import type { Graph, GraphNode } from "./graph-svg.js";
import type { ProofNode } from "./proof-view.js";

/** Nodes that a reader can still follow. */
const MAX_NODES = 150;

export interface ProofGraph {
  readonly graph: Graph;
  /** Scopes that are drawn as one node. */
  readonly closedScopes: number;
}

/** Undefined if even the outermost steps are too many. */
export function proofGraph(nodes: readonly ProofNode[]): ProofGraph | undefined {
  const deepest = nodes.reduce((depth, { scopes }) => Math.max(depth, scopes.length), 0);
  for (let depth = deepest; depth >= 0; depth--) {
    const drawn = drawnTo(nodes, depth);
    if (drawn.graph.nodes.length <= MAX_NODES) return drawn;
  }
  return undefined;
}

/** Steps inside at most `depth` scopes, and for each deeper scope one node. */
function drawnTo(nodes: readonly ProofNode[], depth: number): ProofGraph {
  const indices = new Map<string, number>();
  const drawn: GraphNode[] = [];
  const closed = new Map<number, string>();
  const keyOf = ({ id, scopes }: ProofNode): string =>
    scopes.length > depth ? `scope-${scopes[depth]}` : `step-${id}`;
  const keys = new Map(nodes.map((node) => [node.id, keyOf(node)]));
  for (const node of nodes) {
    const key = keyOf(node);
    if (indices.has(key)) continue;
    indices.set(key, drawn.length);
    const isClosed = node.scopes.length > depth;
    if (isClosed) closed.set(node.scopes[depth], key);
    drawn.push(isClosed ? scopeNode(node.scopes[depth]) : stepNode(node));
  }
  const edges = nodes.flatMap((node) =>
    node.from.flatMap((parent): (readonly [number, number])[] => {
      const from = indices.get(keys.get(parent) ?? "");
      const to = indices.get(keyOf(node));
      return from === undefined || to === undefined || from === to ? [] : [[from, to]];
    }),
  );
  return { graph: { nodes: drawn, edges }, closedScopes: closed.size };
}

function stepNode({ id, label, kind }: ProofNode): GraphNode {
  return { text: String(id), title: label, href: `#step-${id}`, className: kind, data: { node: String(id) } };
}

function scopeNode(id: number): GraphNode {
  return {
    text: `scope ${id}`,
    title: "",
    href: `#scope-${id}`,
    className: "closed",
    data: { node: `scope-${id}` },
  };
}
