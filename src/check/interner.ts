/**
 * Sorts, terms and formulas as interned nodes: equal ones are one object, so every comparison of the checker is `===`.
 * Bound variables are de Bruijn indices (0 is the last variable of the nearest binder), so formulas that differ in the
 * names of bound variables alone are one node too.
 *
 *     kind   head                           kids               kind       head            kids
 *     param  parameter's position           -                  eq         -               left, right
 *     sort   sort's position                sorts              atom       predicate       sorts, terms
 *     bound  de Bruijn index                its sort           not        -               body
 *     eigen  number, rising in a file       its sort           and        -               left, right
 *     app    symbol's position              sorts, terms       imp        variables: n    n sorts, premise, conclusion
 *
 * The interner does not check sorts; whoever makes a node does. Its work is metered, so no input keeps it busy for long.
 */

/** A refused theory or certificate: thrown inside `src/check` alone, whose entry points turn it into a value. */
export class Refusal extends Error {}

export function refuse(reason: string): never {
  throw new Refusal(reason);
}

export type Kind =
  "param" | "sort" | "bound" | "eigen" | "app" | "true" | "false" | "eq" | "atom" | "not" | "and" | "imp";

export interface Node {
  readonly kind: Kind;
  readonly head: number;
  readonly kids: readonly Node[];
  /** A term's sort; undefined for anything else. */
  readonly sort: Node | undefined;
  /** How many binders must stand around the node: 0 if it is closed. */
  readonly open: number;
  /** 1 + the highest number of an eigenconstant in the node, 0 if it has none. */
  readonly eigen: number;
  /** Whether the node has a sort parameter. */
  readonly generic: boolean;
  /** Rising with age. */
  readonly id: number;
  /** Kind, head and the ids of the kids. */
  readonly key: string;
}

/** Nodes that one theory or one certificate may add, and visits to nodes and their kids that it may cost. */
const MAX_NODES = 1_000_000;
const MAX_WORK = 200_000_000;

export class Interner {
  private readonly nodes: Node[] = [];
  private readonly byKey = new Map<string, Node>();
  private work = 0;
  private nodeLimit = MAX_NODES;

  readonly true = this.node("true", 0, []);
  readonly false = this.node("false", 0, []);

  /** Opens a new account of nodes and work; returns the mark. */
  begin(): number {
    this.work = 0;
    this.nodeLimit = this.nodes.length + MAX_NODES;
    return this.mark();
  }
  spend(visits = 1): void {
    this.work += visits;
    if (this.work > MAX_WORK) refuse("too much work for the checker's limits");
  }

  bound(index: number, sort: Node): Node {
    return this.node("bound", index, [sort], sort);
  }
  eq(left: Node, right: Node): Node {
    return this.node("eq", 0, [left, right]);
  }
  not(body: Node): Node {
    return this.node("not", 0, [body]);
  }
  and(left: Node, right: Node): Node {
    return this.node("and", 0, [left, right]);
  }
  imp(sorts: readonly Node[], premise: Node, conclusion: Node): Node {
    return this.node("imp", sorts.length, [...sorts, premise, conclusion]);
  }

  /** The node of that kind, head and kids; they determine `sort`, which a term must be given. */
  node(kind: Kind, head: number, kids: readonly Node[], sort?: Node): Node {
    this.spend(1 + kids.length);
    const key = `${kind}${head}:${kids.map((kid) => kid.id).join()}`;
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const id = this.nodes.length;
    if (id >= this.nodeLimit) refuse("too large for the checker's limits");
    let open = kind === "bound" ? head + 1 : 0;
    let eigen = kind === "eigen" ? head + 1 : 0;
    let generic = kind === "param";
    for (const kid of kids) {
      open = Math.max(open, kid.open);
      eigen = Math.max(eigen, kid.eigen);
      generic ||= kid.generic;
    }
    if (kind === "imp") open = Math.max(0, open - head);
    const node: Node = { kind, head, kids, sort, open, eigen, generic, id, key };
    this.nodes.push(node);
    this.byKey.set(key, node);
    return node;
  }

  /**
   * `node`, which stands under a binder of `images.length` variables, without that binder: its variables replaced by
   * `images`, which are closed terms or bound variables.
   */
  instantiate(node: Node, images: readonly Node[], depth = 0): Node {
    if (node.open <= depth) return node;
    this.spend();
    if (node.kind === "bound") {
      const image = images[images.length - 1 - (node.head - depth)];
      return image.kind === "bound" ? this.bound(image.head + depth, image.kids[0]) : image;
    }
    const inner = node.kind === "imp" ? depth + node.head : depth;
    return this.rebuild(node, (kid) => this.instantiate(kid, images, inner));
  }

  /** `node` with its sort parameters replaced, the i-th by `sorts[i]`. */
  substituteSorts(node: Node, sorts: readonly Node[]): Node {
    if (!node.generic) return node;
    this.spend();
    if (node.kind === "param") return sorts[node.head];
    return this.rebuild(node, (kid) => this.substituteSorts(kid, sorts));
  }

  /** Adds to `into` the conjuncts of a formula: A, B, C for (A & B) & C and for A & (B & C), none for true. */
  conjuncts(formula: Node, into: Node[] = []): Node[] {
    this.spend();
    if (formula.kind === "and") for (const kid of formula.kids) this.conjuncts(kid, into);
    else if (formula !== this.true) into.push(formula);
    return into;
  }

  /** How many nodes there are: a mark for `truncate`. */
  mark(): number {
    return this.nodes.length;
  }
  /** Forgets every node made since the mark. */
  truncate(mark: number): void {
    for (const { key } of this.nodes.splice(mark)) this.byKey.delete(key);
  }

  private rebuild(node: Node, map: (kid: Node) => Node): Node {
    return this.node(node.kind, node.head, node.kids.map(map), node.sort && map(node.sort));
  }
}

export function sameNodes(left: readonly Node[], right: readonly Node[]): boolean {
  return left.length === right.length && left.every((node, index) => node === right[index]);
}
