/**
 * Conditions that a term of the block waits for and that the block can tell neither true nor false. Splitting on one
 * lets the conditional equation go on; a bound that a hypothesis asks for is no reason to split. An equation of a term with a constructor's is split by the term's constructors,
 * any other literal by whether it holds.
 */
import { not, type Formula } from "../logic/formula.js";
import { termSize, termText, type Term } from "../logic/term.js";
import { literalArgs } from "../proof/proof.js";
import type { Block } from "./block.js";
import type { Explainer } from "./explain.js";
import type { Stuck } from "./stuck.js";

export type StuckCondition = Stuck | { readonly literal: Formula };

/** The smallest open condition, the oldest of those. */
export function stuckCondition(block: Block, explainer: Explainer): StuckCondition | undefined {
  const seen = new Set<string>();
  let best: StuckCondition | undefined;
  let smallest = Infinity;
  for (const application of block.conditions) {
    const { conclusion, origin } = block.ruleOf(application);
    if (conclusion.kind !== "condition" || origin.kind === "hypothesis") continue;
    for (const pattern of conclusion.literals) {
      const literal = explainer.instance(pattern, application);
      const args = literalArgs(literal);
      const key = args.map(termText).join("=");
      if (seen.has(key)) continue;
      seen.add(key);
      const size = args.reduce((sum, arg) => sum + termSize(arg), 0);
      if (size >= smallest) continue;
      const found = openCondition(block, explainer, literal, args);
      if (found !== undefined) [best, smallest] = [found, size];
    }
  }
  return best;
}

function openCondition(
  block: Block,
  explainer: Explainer,
  literal: Formula,
  args: readonly Term[],
): StuckCondition | undefined {
  if (literal.kind === "eq") {
    const [left, right] = args.map((arg) => block.nodeOf(arg));
    if (left === undefined || right === undefined) return undefined;
    const { graph } = block;
    const given = [left, right].filter((node) => graph.constructorNode[graph.root[node]] >= 0);
    if (given.length === 2) return undefined;
    if (given.length === 1) {
      const node = given[0] === left ? right : left;
      const sort = block.nodeSort(node);
      const constructors = sort === undefined ? undefined : block.symbols.constructors(sort);
      if (constructors !== undefined) return { node, constructors };
    }
  }
  const isDenied = literal.kind === "eq" && explainer.denies(literal.left, literal.right);
  return isDenied || explainer.holds(literal) || explainer.holds(not(literal)) ? undefined : { literal };
}
