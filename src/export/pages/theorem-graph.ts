/**
 * Which theorem rests on which: the whole as a picture for the index, and what is near one theorem for its page. An edge
 * goes from what is used to what uses it; in the pictures one that follows from others is left out.
 */
import type { Links } from "../links.js";
import type { TheoremRecord } from "../run-documents.js";
import type { Graph, GraphNode } from "./graph-svg.js";

/** More names than this make no picture that can be read. */
const MAX_NODES = 400;
const MAX_NEIGHBOURS = 12;

export class TheoremGraph {
  private readonly records: ReadonlyMap<string, TheoremRecord>;
  private readonly usedBy = new Map<string, string[]>();
  private readonly depths = new Map<string, number>();
  private readonly grounds = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly theorems: readonly TheoremRecord[],
    private readonly links: Links,
  ) {
    this.records = new Map(theorems.map((record) => [record.name, record]));
    for (const { name, uses } of theorems) {
      for (const used of new Set(uses)) {
        const users = this.usedBy.get(used);
        if (users === undefined) this.usedBy.set(used, [name]);
        else users.push(name);
      }
      const below = uses.map((used) => (used === name ? 0 : (this.depths.get(used) ?? 0)));
      this.depths.set(name, 1 + Math.max(0, ...below));
      this.grounds.set(name, new Set(uses.flatMap((used) => [...(this.grounds.get(used) ?? [used])])));
    }
  }

  /** The length of the longest chain of theorems that ends in this one; 1 if it rests on the theory alone. */
  depth(name: string): number {
    return this.depths.get(name) ?? 0;
  }

  /** The axioms and definitions that the theorem rests on in the end, by way of whatever it cites. */
  groundsOf(name: string): ReadonlySet<string> {
    return this.grounds.get(name) ?? new Set();
  }

  /** The theorems that cite the fact or theorem, in citing order. */
  usersOf(name: string): readonly string[] {
    return this.usedBy.get(name) ?? [];
  }

  /** All theorems; if they are too many, those that the most others use. `left` is how many are not drawn. */
  whole(): { readonly graph: Graph; readonly left: number } {
    const ranked = [...this.theorems].sort(
      (left, right) =>
        this.usersOf(right.name).length - this.usersOf(left.name).length || left.order - right.order,
    );
    const chosen = new Set(ranked.slice(0, MAX_NODES).map(({ name }) => name));
    const drawn = this.theorems.filter(({ name }) => chosen.has(name));
    const node = (record: TheoremRecord): GraphNode => ({
      text: record.name,
      title: record.statement.readable,
      href: this.links.to(record.name, "").href,
      className: record.basis ? "basis" : "derived",
      data: {},
    });
    return {
      graph: { nodes: drawn.map(node), edges: this.edges(drawn.map(({ name }) => name)) },
      left: this.theorems.length - drawn.length,
    };
  }

  /** Up to `depth` steps of use away from the theorem, both ways; `left` counts neighbours left out for their number. */
  around(centre: string, depth: number): { readonly graph: Graph; readonly left: number } {
    const distances = new Map([[centre, 0]]);
    let left = 0;
    for (const direction of [-1, 1]) {
      let border: readonly string[] = [centre];
      for (let distance = 1; distance <= depth; distance++) {
        const found = [...new Set(border.flatMap((name) => this.step(name, direction)))].filter(
          (name) => !distances.has(name),
        );
        border = found.slice(0, MAX_NEIGHBOURS);
        left += found.length - border.length;
        for (const name of border) distances.set(name, direction * distance);
      }
    }
    const names = [...distances.keys()];
    const node = (name: string): GraphNode => {
      const distance = distances.get(name) ?? 0;
      const className = distance === 0 ? "centre" : this.records.has(name) ? "" : "fact";
      return {
        text: name,
        title: this.records.get(name)?.statement.readable ?? "",
        href: distance === 0 ? "" : this.links.to(name, "../").href,
        className,
        data: { distance: String(distance) },
      };
    };
    return { graph: { nodes: names.map(node), edges: this.edges(names) }, left };
  }

  private step(name: string, direction: number): readonly string[] {
    return direction < 0 ? (this.records.get(name)?.uses ?? []) : this.usersOf(name);
  }

  /** Uses among `names`, without those that go through another of them. */
  private edges(names: readonly string[]): readonly (readonly [number, number])[] {
    const index = new Map(names.map((name, at) => [name, at]));
    const memo = new Map<string, ReadonlySet<string>>();
    /** Names that `name` rests on, among `names`, by way of these alone. */
    const below = (name: string): ReadonlySet<string> => {
      const known = memo.get(name);
      if (known !== undefined) return known;
      const found = new Set<string>();
      memo.set(name, found);
      for (const used of this.records.get(name)?.uses ?? []) {
        if (!index.has(used)) continue;
        found.add(used);
        for (const deeper of below(used)) found.add(deeper);
      }
      return found;
    };
    return names.flatMap((name, to) => {
      const uses = [...new Set(this.records.get(name)?.uses ?? [])].filter((used) => index.has(used));
      const implied = new Set(uses.flatMap((used) => [...below(used)]));
      return uses
        .filter((used) => used !== name && !implied.has(used))
        .map((used) => [index.get(used) ?? 0, to] as const);
    });
  }
}
