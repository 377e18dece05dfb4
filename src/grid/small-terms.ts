/** Small terms of the classes of a block: for each class a few, one a node, over the smallest terms of its arguments;
 * none that a definition computes further, where there are others. */
import { app, type Term } from "../logic/term.js";
import { EIGEN_SYMBOL, MAX_EIGEN, eigenSymbol } from "../compile/symbols.js";
import type { RecursionPositions } from "../compile/recursion.js";
import type { Block } from "./block.js";

/** Terms of a class that others are built from, and that are looked at themselves. */
const INNER = 2;
const OUTER = 6;

export class SmallTerms {
  private readonly members = new Map<number, number[]>();
  /** By root: its smallest terms so far with their sizes, smallest first. */
  private readonly best = new Map<number, { readonly term: Term; readonly size: number }[]>();

  constructor(
    private readonly block: Block,
    private readonly recursion: RecursionPositions,
  ) {
    const { graph } = block;
    for (let node = 0; node < graph.count; node++) {
      if (graph.dead[node] === 1 || !this.isTerm(node)) continue;
      const root = graph.root[node];
      this.members.set(root, [...(this.members.get(root) ?? []), node]);
    }
    for (const [root, nodes] of this.members) {
      const plain = nodes.filter((node) => !this.isReducible(node));
      if (plain.length > 0) this.members.set(root, plain);
    }
    for (let changed = true; changed;) {
      changed = false;
      for (const [root, nodes] of this.members) changed = this.improve(root, nodes) || changed;
    }
  }

  /** Terms of the node's class, at most `most` of them, smallest first. */
  of(node: number, most = OUTER): Term[] {
    const nodes = this.members.get(this.block.graph.root[node]) ?? [];
    return nodes
      .flatMap((member) => this.terms(member))
      .sort((a, b) => a.size - b.size)
      .slice(0, most)
      .map(({ term }) => term);
  }

  /** The smallest term of the node itself, an atom's as a term; undefined if an argument has none. */
  ofNode(node: number): Term | undefined {
    return this.terms(node)
      .sort((a, b) => a.size - b.size)
      .at(0)?.term;
  }

  private improve(root: number, nodes: readonly number[]): boolean {
    const known = this.best.get(root);
    const found = nodes
      .map((node) => this.terms(node).at(0))
      .filter((entry) => entry !== undefined)
      .sort((a, b) => a.size - b.size)
      .slice(0, INNER);
    const sizes = (entries: readonly { readonly size: number }[]): string =>
      entries.map(({ size }) => size).join();
    if (known !== undefined && sizes(known) === sizes(found)) return false;
    if (found.length === 0) return false;
    this.best.set(root, found);
    return true;
  }

  /** The node over small terms of its arguments, each combination; none if an argument has no term yet. */
  private terms(node: number): { term: Term; size: number }[] {
    const { graph, symbols } = this.block;
    const symbol = graph.symbol[node];
    if (symbol >= EIGEN_SYMBOL && symbol < eigenSymbol(MAX_EIGEN))
      return [{ term: this.block.eigens[symbol - EIGEN_SYMBOL], size: 1 }];
    const { name, sorts } = symbols.infos[symbol];
    let combined: { args: Term[]; size: number }[] = [{ args: [], size: 1 }];
    for (const part of graph.components(node)) {
      const choices = this.best.get(graph.root[part]) ?? [];
      combined = combined
        .flatMap(({ args, size }) =>
          choices.map((choice) => ({ args: [...args, choice.term], size: size + choice.size })),
        )
        .slice(0, OUTER);
    }
    return combined.map(({ args, size }) => ({ term: app(name, args, sorts), size }));
  }

  /** Whether a definition looks at a constructor that is there. */
  private isReducible(node: number): boolean {
    const { graph, symbols } = this.block;
    const { name } = symbols.infos[graph.symbol[node]];
    return graph
      .components(node)
      .some((part, at) => graph.constructorNode[graph.root[part]] >= 0 && this.recursion.has(name, at));
  }

  private isTerm(node: number): boolean {
    const { kind, result } = this.block.symbols.infos[this.block.graph.symbol[node]];
    return kind === "eigen" || (kind === "symbol" && result !== undefined);
  }
}
