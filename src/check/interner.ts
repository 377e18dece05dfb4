/**
 * Sorts, terms and formulas as interned nodes: equal ones are one object, so every comparison of the checker is `===`.
 * Bound variables are de Bruijn indices (0 is the last variable of the nearest binder), so formulas that differ in the
 * names of bound variables alone are one node too.
 *
 *     kind   head      kids             kind             head    kids
 *     param  position  -                true, false      -       -
 *     sort   name      sorts            eq, and          -       left, right
 *     bound  index     its sort         atom             name    sorts, terms
 *     eigen  name      its sort         not              -       body
 *     app    name      sorts, terms     imp (>[xs]PQ)    -       sorts of xs, P, Q
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

export type Nodes = readonly Node[];
export interface Node {
  readonly kind: Kind;
  readonly head: string | number;
  readonly kids: Nodes;
  /** A term's sort; undefined for anything else. */
  readonly sort: Node | undefined;
  /** How many variables must be bound around the node: 0 if it is closed. */
  readonly open: number;
  readonly id: number;
  readonly key: string;
}

/** The sorts of xs, P and Q of `(>[xs]PQ)`. */
export type Clause = Readonly<{ sorts: Nodes; premise: Node; conclusion: Node }>;

/** What a theory, statement or proof may cost: visits to nodes and kids; a node that is new costs more. */
const MAX_WORK = 200_000_000;
const NEW_NODE = 200;

export class Interner {
  private readonly nodes: Node[] = [];
  private readonly byKey = new Map<string, Node>();
  private work = 0;

  readonly true = this.node("true");
  readonly false = this.node("false");
  readonly eq = (left: Node, right: Node): Node => this.node("eq", [left, right]);
  readonly not = (body: Node): Node => this.node("not", [body]);
  readonly and = (left: Node, right: Node): Node => this.node("and", [left, right]);
  readonly bound = (index: number, sort: Node): Node => this.node("bound", [sort], index, sort);

  /** Opens a new account of work; returns how many nodes there are, a mark for `truncate`. */
  begin(): number {
    this.work = 0;
    return this.nodes.length;
  }
  /** Forgets every node made since the mark. */
  truncate(mark: number): void {
    for (const { key } of this.nodes.splice(mark)) this.byKey.delete(key);
  }
  spend(visits = 1): void {
    this.work += visits;
    if (this.work > MAX_WORK) refuse("too much for the checker's limits");
  }

  /** The node of that kind, kids and head; they determine `sort`, which a term must be given. */
  node(kind: Kind, kids: Nodes = [], head: string | number = "", sort?: Node): Node {
    this.spend(1 + kids.length);
    const key = `${kind}${head}:${kids.map((kid) => kid.id).join()}`;
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    this.spend(NEW_NODE);
    const inside = Math.max(kind === "bound" ? Number(head) + 1 : 0, ...kids.map((kid) => kid.open));
    const open = kind === "imp" ? Math.max(0, inside - (kids.length - 2)) : inside;
    const node: Node = { kind, head, kids, sort, open, id: this.nodes.length, key };
    this.nodes.push(node);
    this.byKey.set(key, node);
    return node;
  }

  /**
   * `node`, which stands under a binder of `images.length` variables, without that binder: its variables replaced by
   * `images`, which are closed terms or bound variables.
   */
  instantiate(node: Node, images: Nodes, depth = 0): Node {
    if (node.open <= depth) return node;
    this.spend();
    if (node.kind === "bound") {
      const image = images[images.length - 1 - (Number(node.head) - depth)];
      return image.kind === "bound" ? this.bound(Number(image.head) + depth, image.kids[0]) : image;
    }
    const inner = node.kind === "imp" ? depth + node.kids.length - 2 : depth;
    return this.rebuild(node, (kid) => this.instantiate(kid, images, inner));
  }

  /** `node` with its sort parameters replaced, the i-th by `sorts[i]`. */
  substituteSorts(node: Node, sorts: Nodes): Node {
    if (sorts.length === 0) return node;
    this.spend();
    if (node.kind === "param") return sorts[Number(node.head)];
    return this.rebuild(node, (kid) => this.substituteSorts(kid, sorts));
  }

  /** Adds to `into` the conjuncts of a formula: A, B, C for (A & B) & C and for A & (B & C), none for true. */
  conjuncts(formula: Node, into: Node[] = []): Node[] {
    this.spend();
    if (formula.kind === "and") for (const kid of formula.kids) this.conjuncts(kid, into);
    else if (formula.kind !== "true") into.push(formula);
    return into;
  }

  /** Of `(>[xs]PQ)`; any other formula counts as such a Q alone, with P true. */
  clause(formula: Node): Clause {
    const { kids } = formula;
    if (formula.kind !== "imp") return { sorts: [], premise: this.true, conclusion: formula };
    return { sorts: kids.slice(0, -2), premise: kids[kids.length - 2], conclusion: kids[kids.length - 1] };
  }

  private rebuild(node: Node, map: (kid: Node) => Node): Node {
    return this.node(node.kind, node.kids.map(map), node.head, node.sort && map(node.sort));
  }
}
