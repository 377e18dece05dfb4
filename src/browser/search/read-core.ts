/** Core notation to a tree: `(>[x:N](true[])(=[+[x,0],x]))`. Text that is not in it gives undefined. */
import { flat, implication, isNode, node, treeText, type Tree } from "./tree.js";

/** `(>[xs]PQ)` with variables and without, before it is known what it stands for. */
const FOR_ALL = ">[]";
const IMPLIES = ">";

/** Deeper text is not read. */
const MAX_DEPTH = 500;

class NotCore extends Error {}

export function readCore(text: string): Tree | undefined {
  try {
    const reader = new CoreTreeReader(text);
    return reader.whole();
  } catch (error) {
    if (error instanceof NotCore) return undefined;
    throw error;
  }
}

class CoreTreeReader {
  private at = 0;
  private depth = 0;
  private readonly bound: string[] = [];

  constructor(private readonly text: string) {}

  whole(): Tree {
    const tree = this.formula();
    if (this.at < this.text.trimEnd().length) throw new NotCore();
    return sugared(tree);
  }

  private formula(): Tree {
    if (++this.depth > MAX_DEPTH) throw new NotCore();
    let tree: Tree;
    if (this.take("!")) tree = node("!", [this.formula()]);
    else {
      this.expect("(");
      if (this.take(">")) tree = this.implication();
      else if (this.take("&")) tree = node("&", [this.formula(), this.formula()]);
      else tree = this.application();
      this.expect(")");
    }
    this.depth--;
    return tree;
  }

  private implication(): Tree {
    this.expect("[");
    const before = this.bound.length;
    while (!this.take("]")) {
      this.bound.push(this.name());
      if (this.take(":")) this.skipSort();
      this.take(",");
    }
    const head = this.bound.length > before ? FOR_ALL : IMPLIES;
    const kids = [this.formula(), this.formula()];
    this.bound.length = before;
    return node(head, kids);
  }

  private application(): Tree {
    const head = this.name();
    if (this.text[this.at] === "{") this.skipBraces();
    if (!this.take("[")) return this.bound.includes(head) ? { kind: "variable", name: head } : node(head, []);
    const kids: Tree[] = [];
    if (++this.depth > MAX_DEPTH) throw new NotCore();
    while (!this.take("]")) {
      kids.push(this.application());
      this.take(",");
    }
    this.depth--;
    return node(head, kids);
  }

  private name(): string {
    const match = /[^\s()[\]{},:;"!]+/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    if (found === null) throw new NotCore();
    this.at = match.lastIndex;
    return found[0];
  }

  private skipSort(): void {
    this.name();
    if (this.text[this.at] === "{") this.skipBraces();
  }

  private skipBraces(): void {
    let open = 0;
    do {
      if (this.at >= this.text.length) throw new NotCore();
      const sign = this.text[this.at++];
      open += sign === "{" ? 1 : sign === "}" ? -1 : 0;
    } while (open > 0);
  }

  private take(sign: string): boolean {
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw new NotCore();
  }
}

/** What the core writes out (`|`, `exists`, `<->`), as the readable notation has it. */
function sugared(tree: Tree): Tree {
  if (tree.kind !== "node" || tree.kids === undefined) return tree;
  const [first, second] = tree.kids;
  switch (tree.head) {
    case "!":
      return sugaredNegation(first);
    case "&": {
      const left = kidsOf(first, IMPLIES);
      const right = kidsOf(second, IMPLIES);
      const both = left !== undefined && right !== undefined;
      if (both && same(left[0], right[1]) && same(left[1], right[0])) return node("<->", left.map(sugared));
      return flat("&", [sugared(first), sugared(second)]);
    }
    case FOR_ALL:
    case IMPLIES:
      return isNode(first, "true") ? sugared(second) : implication(sugared(first), sugared(second));
    default:
      return tree;
  }
}

function sugaredNegation(body: Tree): Tree {
  const [premise, conclusion] = kidsOf(body, FOR_ALL) ?? [body, body];
  const some = kidsOf(conclusion, "!");
  if (isNode(body, FOR_ALL) && some !== undefined) {
    const parts = isNode(premise, "true") ? some : [premise, ...some];
    return node("exists", [flatConjunction(parts.map(sugared))]);
  }
  const denied = (kidsOf(body, "&") ?? []).flatMap((kid) => kidsOf(kid, "!") ?? []);
  if (denied.length === 2) return flat("|", denied.map(sugared));
  return node("!", [sugared(body)]);
}

function flatConjunction(parts: readonly Tree[]): Tree {
  return parts.length === 1 ? parts[0] : flat("&", parts);
}

function kidsOf(tree: Tree, head: string): readonly Tree[] | undefined {
  return isNode(tree, head) ? tree.kids : undefined;
}

function same(left: Tree, right: Tree): boolean {
  return treeText(left) === treeText(right);
}
