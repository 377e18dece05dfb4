/**
 * Whether one statement has the shape of another. Two comparisons: up to *renaming*, where variables stand for
 * variables, different ones for different ones; and as an *instance*, where a variable stands for any term, the same
 * everywhere. The sides of an equation may be exchanged. A hole fits anything.
 */
import { treeText, type Tree } from "./tree.js";

export type Comparison = "renaming" | "instance";

type Bindings = ReadonlyMap<string, string>;

const NONE: Bindings = new Map();

export function matches(pattern: Tree, tree: Tree, comparison: Comparison): boolean {
  return bind(pattern, tree, comparison, NONE) !== undefined;
}

/** The bindings with those that make the pattern the tree, or undefined. */
function bind(pattern: Tree, tree: Tree, comparison: Comparison, bindings: Bindings): Bindings | undefined {
  if (pattern.kind === "hole" || tree.kind === "hole") return bindings;
  if (pattern.kind === "variable") return bindVariable(pattern.name, tree, comparison, bindings);
  if (tree.kind === "variable" || pattern.head !== tree.head) return undefined;
  if (pattern.kids === undefined || tree.kids === undefined) return bindings;
  const straight = bindAll(pattern.kids, tree.kids, comparison, bindings);
  if (straight !== undefined || pattern.head !== "=") return straight;
  return bindAll(pattern.kids, tree.kids.toReversed(), comparison, bindings);
}

function bindAll(
  patterns: readonly Tree[],
  trees: readonly Tree[],
  comparison: Comparison,
  bindings: Bindings,
): Bindings | undefined {
  if (patterns.length !== trees.length) return undefined;
  let result: Bindings | undefined = bindings;
  for (let i = 0; i < patterns.length && result !== undefined; i++)
    result = bind(patterns[i], trees[i], comparison, result);
  return result;
}

function bindVariable(
  name: string,
  tree: Tree,
  comparison: Comparison,
  bindings: Bindings,
): Bindings | undefined {
  if (comparison === "renaming" && tree.kind !== "variable") return undefined;
  const image = treeText(tree);
  const known = bindings.get(name);
  if (known !== undefined) return known === image ? bindings : undefined;
  if (comparison === "renaming" && [...bindings.values()].includes(image)) return undefined;
  return new Map([...bindings, [name, image]]);
}
