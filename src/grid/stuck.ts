/**
 * Stuck terms: a term of an inductive sort, not known to be any constructor's, at a place where a definition looks for
 * one. Splitting on it lets the definition go on.
 */
import type { Program } from "../compile/program.js";
import { collectFreeVars } from "../logic/formula.js";
import type { Var } from "../logic/term.js";
import { EIGEN_SYMBOL, eigenSymbol, MAX_EIGEN, type ConstructorInstance } from "../compile/symbols.js";
import type { Block } from "./block.js";

export interface Stuck {
  readonly node: number;
  readonly constructors: readonly ConstructorInstance[];
}

/**
 * The stuck term to split on: no bound of a hypothesis if there are others; one that can only be one of a few constants
 * comes first, since that is asked as a condition is; then one that a term without a value waits for; then the smallest,
 * eigenconstants before others; of those the one that most nodes wait for.
 */
export function stuckTerm(block: Block, program: Program): Stuck | undefined {
  const { graph, symbols } = block;
  const waiting = new Map<number, number>();
  const asked = new Set<number>();
  for (let node = 0; node < graph.count; node++) {
    if (graph.dead[node] === 1) continue;
    const { name } = symbols.infos[graph.symbol[node]];
    graph.components(node).forEach((part, position) => {
      const root = graph.root[part];
      if (graph.constructorNode[root] >= 0 || !program.recursion.has(name, position)) return;
      waiting.set(root, (waiting.get(root) ?? 0) + 1);
      if (!isValue(block, node)) asked.add(root);
    });
  }
  let best: { node: number; rank: number[] } | undefined;
  const bounds = boundsOf(block);
  for (const [root, count] of waiting) {
    const node = smallestMember(block, root);
    const isBound = bounds.has(root) ? 1 : 0;
    const rank = [
      isBound,
      isTest(block, node) ? 0 : 1,
      asked.has(root) ? 0 : 1,
      graph.size[root],
      -count,
      node,
    ];
    if (best === undefined || before(rank, best.rank)) best = { node, rank };
  }
  if (best === undefined) return undefined;
  const sort = block.nodeSort(best.node);
  const constructors = sort === undefined ? undefined : symbols.constructors(sort);
  return constructors === undefined ? undefined : { node: best.node, constructors };
}

/** The classes of the constants by which hypotheses bound what they are about. */
function boundsOf(block: Block): Set<number> {
  const bounds = new Set<number>();
  for (const application of block.conditions) {
    const { conclusion, origin, vars } = block.ruleOf(application);
    if (conclusion.kind !== "condition" || origin.kind !== "hypothesis") continue;
    const free = new Map<string, Var>();
    for (const literal of conclusion.literals) collectFreeVars(literal, free);
    for (const v of free.values()) {
      const node = vars.some(({ name }) => name === v.name) ? undefined : block.nodeOf(v);
      if (node !== undefined) bounds.add(block.graph.root[node]);
    }
  }
  return bounds;
}

/** Whether the node is known to equal a constructor's constant. */
function isValue({ graph }: Block, node: number): boolean {
  const made = graph.constructorNode[graph.root[node]];
  return made >= 0 && graph.components(made).length === 0;
}

/** Whether the node is a function's term of a sort of constants. */
function isTest(block: Block, node: number): boolean {
  if (block.graph.components(node).length === 0) return false;
  const sort = block.nodeSort(node);
  const constructors = sort === undefined ? undefined : block.symbols.constructors(sort);
  return constructors?.every(({ args }) => args.length === 0) === true;
}

/** An eigenconstant of the class if it has one, else its oldest node. */
function smallestMember(block: Block, root: number): number {
  const { graph } = block;
  let oldest = -1;
  for (let node = 0; node < graph.count; node++) {
    if (graph.root[node] !== root) continue;
    const symbol = graph.symbol[node];
    if (symbol >= EIGEN_SYMBOL && symbol < eigenSymbol(MAX_EIGEN)) return node;
    if (oldest < 0) oldest = node;
  }
  return oldest;
}

function before(left: readonly number[], right: readonly number[]): boolean {
  const index = left.findIndex((value, i) => value !== right[i]);
  return index >= 0 && left[index] < right[index];
}
