/**
 * Places for the nodes of an acyclic graph, in layers, as Sugiyama's method does it: nodes get ranks, edges that skip
 * ranks get a bend in each, bends and nodes of a rank are ordered so that few edges cross, and then set near their
 * neighbours. Quick rather than perfect, since every page has graphs of its own; no randomness, so the same graph is
 * always drawn the same way. A cycle is no error: the edges that close it are left out.
 */

export interface LayoutNode {
  /** Along the rank and across it. */
  readonly breadth: number;
  readonly thickness: number;
}

export interface LayoutOptions {
  readonly breadthGap: number;
  readonly rankGap: number;
}

export interface Place {
  /** The middle of the node: along the rank and across it. */
  readonly along: number;
  readonly across: number;
}

export interface Layout {
  readonly places: readonly Place[];
  /** Points of each drawn edge, from the middle of its first node to the middle of its last. */
  readonly edges: readonly {
    readonly from: number;
    readonly to: number;
    readonly points: readonly Place[];
  }[];
  readonly breadth: number;
  readonly thickness: number;
}

/** Edges go from a rank to a later one. */
export function layeredLayout(
  nodes: readonly LayoutNode[],
  edges: readonly (readonly [from: number, to: number])[],
  options: LayoutOptions,
): Layout {
  const graph = new Layered(nodes, edges);
  graph.order();
  return graph.coordinates(options);
}

const SWEEPS = 8;
const SMOOTHING_PASSES = 6;

/** Nodes and bends alike; a bend has no size. */
class Layered {
  private readonly ranks: number[];
  private readonly breadths: number[];
  private readonly above: number[][] = [];
  private readonly below: number[][] = [];
  private readonly layers: number[][] = [];
  private readonly routes: { from: number; to: number; via: number[] }[] = [];

  constructor(
    private readonly nodes: readonly LayoutNode[],
    edges: readonly (readonly [from: number, to: number])[],
  ) {
    const kept = acyclic(nodes.length, edges);
    this.ranks = ranksOf(nodes.length, kept);
    this.breadths = nodes.map(({ breadth }) => breadth);
    for (let id = 0; id < nodes.length; id++) this.addLinks();
    for (const [from, to] of kept) this.route(from, to);
    this.ranks.forEach((rank, id) => {
      while (this.layers.length <= rank) this.layers.push([]);
      this.layers[rank].push(id);
    });
  }

  private addLinks(): void {
    this.above.push([]);
    this.below.push([]);
  }

  private route(from: number, to: number): void {
    const via: number[] = [];
    let last = from;
    for (let rank = this.ranks[from] + 1; rank < this.ranks[to]; rank++) {
      const bend = this.ranks.length;
      this.ranks.push(rank);
      this.breadths.push(0);
      this.addLinks();
      this.link(last, bend);
      via.push(bend);
      last = bend;
    }
    this.link(last, to);
    this.routes.push({ from, to, via });
  }

  private link(upper: number, lower: number): void {
    this.below[upper].push(lower);
    this.above[lower].push(upper);
  }

  /** Down and up again, each layer by the mean position of its neighbours in the layer before; the best order is kept. */
  order(): void {
    let best = this.layers.map((layer) => [...layer]);
    let fewest = this.crossings();
    for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      if (sweep % 2 === 0)
        for (let rank = 1; rank < this.layers.length; rank++) this.sortLayer(rank, rank - 1);
      else for (let rank = this.layers.length - 2; rank >= 0; rank--) this.sortLayer(rank, rank + 1);
      const crossings = this.crossings();
      if (crossings < fewest) {
        fewest = crossings;
        best = this.layers.map((layer) => [...layer]);
      }
    }
    best.forEach((layer, rank) => (this.layers[rank] = layer));
  }

  private sortLayer(rank: number, towards: number): void {
    const neighbours = towards < rank ? this.above : this.below;
    const positions = new Map(this.layers[towards].map((id, index) => [id, index]));
    const weights = new Map(
      this.layers[rank].map((id, index) => {
        const near = neighbours[id].map((other) => positions.get(other) ?? 0);
        return [id, near.length === 0 ? index : near.reduce((sum, at) => sum + at, 0) / near.length];
      }),
    );
    this.layers[rank].sort((left, right) => (weights.get(left) ?? 0) - (weights.get(right) ?? 0));
  }

  private crossings(): number {
    let count = 0;
    for (let rank = 0; rank + 1 < this.layers.length; rank++) {
      const positions = new Map(this.layers[rank + 1].map((id, index) => [id, index]));
      const ends = this.layers[rank].flatMap((id) =>
        this.below[id].map((other) => positions.get(other) ?? 0).sort((left, right) => left - right),
      );
      count += inversions(ends, this.layers[rank + 1].length);
    }
    return count;
  }

  coordinates({ breadthGap, rankGap }: LayoutOptions): Layout {
    const along = this.alongRanks(breadthGap);
    const across: number[] = [];
    let thickness = 0;
    this.layers.forEach((layer, rank) => {
      const own = Math.max(0, ...layer.map((id) => this.nodes.at(id)?.thickness ?? 0));
      across[rank] = thickness + own / 2;
      thickness += own + (rank + 1 < this.layers.length ? rankGap : 0);
    });
    const lowest = Math.min(0, ...along.map((at, id) => at - this.breadths[id] / 2));
    const place = (id: number): Place => ({ along: along[id] - lowest, across: across[this.ranks[id]] });
    return {
      places: this.nodes.map((_, id) => place(id)),
      edges: this.routes.map(({ from, to, via }) => ({ from, to, points: [from, ...via, to].map(place) })),
      breadth: Math.max(0, ...along.map((at, id) => at + this.breadths[id] / 2)) - lowest,
      thickness,
    };
  }

  private alongRanks(gap: number): number[] {
    const along = new Array<number>(this.ranks.length).fill(0);
    for (const layer of this.layers) {
      let at = 0;
      for (const id of layer) {
        along[id] = at + this.breadths[id] / 2;
        at += this.breadths[id] + gap;
      }
    }
    for (let pass = 0; pass < SMOOTHING_PASSES; pass++) {
      const layers = pass % 2 === 0 ? this.layers : [...this.layers].reverse();
      for (const layer of layers) this.settle(layer, along, gap);
    }
    return along;
  }

  /** Each node of the layer as near to the mean of its neighbours as order and gaps allow. */
  private settle(layer: readonly number[], along: number[], gap: number): void {
    const offsets: number[] = [];
    let offset = 0;
    layer.forEach((id, index) => {
      if (index > 0) offset += (this.breadths[layer[index - 1]] + this.breadths[id]) / 2 + gap;
      offsets.push(offset);
    });
    const wanted = layer.map((id, index) => {
      const near = [...this.above[id], ...this.below[id]];
      const mean =
        near.length === 0 ? along[id] : near.reduce((sum, other) => sum + along[other], 0) / near.length;
      return mean - offsets[index];
    });
    isotonic(wanted).forEach((value, index) => (along[layer[index]] = value + offsets[index]));
  }
}

/** Each edge once, in their order, without those that a depth-first walk finds to lead back. */
function acyclic(
  count: number,
  edges: readonly (readonly [from: number, to: number])[],
): readonly (readonly [from: number, to: number])[] {
  const key = (from: number, to: number): number => from * count + to;
  const unique = [...new Map(edges.map((edge) => [key(...edge), edge])).values()].filter(
    ([from, to]) => from !== to,
  );
  const out = outgoing(count, unique);
  const back = new Set<number>();
  const entered = new Set<number>();
  const left = new Set<number>();
  for (let start = 0; start < count; start++) {
    const path = entered.has(start) ? [] : [{ node: start, rest: out[start].values() }];
    entered.add(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { value: to, done } = top.rest.next();
      if (done === true) {
        left.add(top.node);
        path.pop();
      } else if (!entered.has(to)) {
        entered.add(to);
        path.push({ node: to, rest: out[to].values() });
      } else if (!left.has(to)) back.add(key(top.node, to));
    }
  }
  return unique.filter(([from, to]) => !back.has(key(from, to)));
}

function outgoing(count: number, edges: readonly (readonly [number, number])[]): number[][] {
  const out = Array.from({ length: count }, (): number[] => []);
  for (const [from, to] of edges) out[from].push(to);
  return out;
}

/**
 * A node that nothing needs stands at the end of the longest way to it, any other right before what needs it first: so
 * every node that is needed has a short edge.
 */
function ranksOf(count: number, edges: readonly (readonly [number, number])[]): number[] {
  const out = outgoing(count, edges);
  const waiting = new Array<number>(count).fill(0);
  for (const [, to] of edges) waiting[to]++;
  const ranks = new Array<number>(count).fill(0);
  const order = waiting.flatMap((parents, id) => (parents === 0 ? [id] : []));
  for (const id of order) {
    for (const to of out[id]) {
      ranks[to] = Math.max(ranks[to], ranks[id] + 1);
      if (--waiting[to] === 0) order.push(to);
    }
  }
  for (const id of order.reverse())
    if (out[id].length > 0) ranks[id] = Math.min(...out[id].map((to) => ranks[to])) - 1;
  return ranks;
}

/** Pairs of `values` (below `limit`) that stand in falling order, counted with a Fenwick tree. */
function inversions(values: readonly number[], limit: number): number {
  const tree = new Int32Array(limit + 1);
  let count = 0;
  values.forEach((value, index) => {
    let notAbove = 0;
    for (let at = value + 1; at > 0; at -= at & -at) notAbove += tree[at];
    count += index - notAbove;
    for (let at = value + 1; at <= limit; at += at & -at) tree[at]++;
  });
  return count;
}

/** The rising sequence nearest to `wanted` in squares, by pooling neighbours that fall. */
function isotonic(wanted: readonly number[]): readonly number[] {
  const pools: { sum: number; size: number }[] = [];
  for (const value of wanted) {
    let pool = { sum: value, size: 1 };
    for (let last = pools.at(-1); last !== undefined; last = pools.at(-1)) {
      if (last.sum / last.size <= pool.sum / pool.size) break;
      pool = { sum: pool.sum + last.sum, size: pool.size + last.size };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, size }) => new Array<number>(size).fill(sum / size));
}
