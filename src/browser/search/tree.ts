/**
 * Statements as the search compares them: trees of heads, whatever the notation they were read from. Quantifiers `forall`
 * leave no node, `exists` one; nested implications and conjunctions are flat; sorts are left out. A hole stands for
 * anything: it is what unfinished input lacks.
 */
export type Tree =
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "hole" }
  /** `kids` is undefined for a symbol alone, whatever it is applied to. */
  | { readonly kind: "node"; readonly head: string; readonly kids: readonly Tree[] | undefined };

export const HOLE: Tree = { kind: "hole" };

export function node(head: string, kids: readonly Tree[] | undefined): Tree {
  return { kind: "node", head, kids };
}

/** A conjunction or disjunction, flat. */
export function flat(head: "&" | "|", parts: readonly Tree[]): Tree {
  return node(
    head,
    parts.flatMap((part) => (isNode(part, head) ? (part.kids ?? []) : [part])),
  );
}

/** `P & Q -> R` and `P -> Q -> R` are one tree: the premises, then the conclusion. */
export function implication(premise: Tree, conclusion: Tree): Tree {
  const premises = isNode(premise, "&") ? (premise.kids ?? []) : [premise];
  return node("->", [...premises, ...(isNode(conclusion, "->") ? (conclusion.kids ?? []) : [conclusion])]);
}

export function isNode(tree: Tree, head: string): tree is Extract<Tree, { kind: "node" }> {
  return tree.kind === "node" && tree.head === head;
}

/** The same text for the same tree. */
export function treeText(tree: Tree): string {
  if (tree.kind === "hole") return "_";
  if (tree.kind === "variable") return `$${tree.name}`;
  const kids = tree.kids ?? [];
  return kids.length === 0 ? tree.head : `${tree.head}[${kids.map(treeText).join(",")}]`;
}

/** The tree and all that it is made of, outermost first. */
export function subtrees(tree: Tree): Tree[] {
  return tree.kind === "node" ? [tree, ...(tree.kids ?? []).flatMap(subtrees)] : [tree];
}
