/**
 * The reader of core notation: text to interned nodes, every sort checked on the way.
 *
 *     sort     a   N   List{a}
 *     term     x   0   +[x,s[y]]   cons{a}[x,nil{a}]
 *     formula  (true[])  (false[])  (=[a,b])  (p{sorts}[a,b])  !F  (&AB)  (>[x:N,y:a]PQ)
 *
 * A name is a bound variable (innermost first), a symbol, or an eigenconstant in scope; a bound variable may hide
 * another and an eigenconstant, but not a symbol. Recursion is capped, so no text overflows the stack.
 */
import { refuse, type Interner, type Node, type Nodes } from "./interner.js";

export interface SortDeclaration {
  readonly name: string;
  /** How many sorts were declared before. */
  readonly position: number;
  /** How many parameters it has. */
  readonly arity: number;
  readonly inductive: boolean;
  /** In declared order; filled while the theory is read. */
  readonly constructors: SymbolDeclaration[];
}

export interface SymbolDeclaration {
  readonly name: string;
  readonly kind: "constructor" | "function" | "predicate";
  /** Number of sort parameters, which the sorts below mention by position. */
  readonly arity: number;
  readonly args: Nodes;
  /** Undefined for a predicate. */
  readonly result: Node | undefined;
}

/** What a theory declares, by name. */
export class Signature {
  readonly sorts = new Map<string, SortDeclaration>();
  readonly symbols = new Map<string, SymbolDeclaration>();
}

const MAX_DEPTH = 1000;
const MAX_BOUND = 255;

const NOT_IN_NAMES = /[\s\p{Cc}\p{Cf}\p{Cs}()[\]{},:"!;]/u;
/** A name as far as it goes; the rest of `NOT_IN_NAMES` is looked for where a name is introduced. */
const NAME = /[^\s()[\]{},:"!;]+/y;

/** A name as a declaration or a binder may introduce it. */
export function checkedName(name: string): string {
  if (name === "" || NOT_IN_NAMES.test(name)) refuse(`${JSON.stringify(name)} is not a name`);
  return name;
}

/** One that has refused a text is not used again. */
export class CoreReader {
  /** The eigenconstants of the file; undefined for one out of scope. */
  readonly eigens = new Map<string, Node | undefined>();
  private params = new Map<string, number>();
  private text = "";
  private at = 0;
  private depth = 0;
  private bound: readonly { readonly name: string; readonly sort: Node }[] = [];

  constructor(
    private readonly make: Interner,
    private readonly signature: Signature,
  ) {}

  /** Sets the sort parameters that the texts to come may use. */
  setParams(names: readonly string[]): void {
    this.params = new Map();
    for (const name of names) {
      if (this.params.has(checkedName(name))) refuse(`sort parameter ${name} is listed twice`);
      if (this.signature.sorts.has(name)) refuse(`sort parameter ${name} is also a sort`);
      this.params.set(name, this.params.size);
    }
  }

  /** The sort, term or formula that is the whole text. */
  read(part: "sort" | "term" | "formula", text: string): Node {
    const nodes = this.readList(part, text);
    return nodes.length === 1 ? nodes[0] : refuse(`one ${part} is expected, not ${nodes.length}`);
  }
  /** Some with commas between them. */
  readList(part: "sort" | "term" | "formula", text: string): Nodes {
    this.text = `[${text}]`;
    this.at = 0;
    this.depth = -1;
    const nodes = this.list("[", "]", () => this[part]());
    return this.at === this.text.length ? nodes : this.expected("the end");
  }

  private sort(): Node {
    const name = this.name();
    const param = this.params.get(name);
    if (param !== undefined) return this.make.node("param", [], param);
    const { arity } = this.signature.sorts.get(name) ?? refuse(`unknown sort ${name}`);
    return this.make.node("sort", this.sortArgs(name, arity), name);
  }

  private term(): Node {
    const name = this.name();
    const level = this.bound.findLastIndex((variable) => variable.name === name);
    if (level >= 0) return this.make.bound(this.bound.length - 1 - level, this.bound[level].sort);
    const symbol = this.signature.symbols.get(name);
    if (symbol === undefined && this.eigens.has(name))
      return this.eigens.get(name) ?? refuse(`eigenconstant ${name} is used outside its scope`);
    if (symbol === undefined) return refuse(`unknown name ${name}`);
    if (symbol.result === undefined) return refuse(`predicate ${name} stands where a term is expected`);
    const kids = this.kids(symbol);
    const sort = this.make.substituteSorts(symbol.result, symbol.arity === 0 ? [] : kids);
    return this.make.node("app", kids, name, sort);
  }

  private formula(): Node {
    this.enter();
    let formula: Node;
    if (this.text[this.at] === "!") {
      this.at++;
      formula = this.make.not(this.formula());
    } else {
      this.expect("(");
      const begin = this.text.slice(this.at, this.at + 2);
      if (begin === "&(" || begin === "&!") {
        this.at++;
        formula = this.make.and(this.formula(), this.formula());
      } else formula = begin === ">[" ? this.implication() : this.atom();
      this.expect(")");
    }
    this.depth--;
    return formula;
  }

  private atom(): Node {
    const name = this.name();
    if (name === "true" || name === "false") {
      this.list("[", "]", () => this.expected("]"));
      return this.make[name];
    }
    if (name === "=") {
      const sides = this.list("[", "]", () => this.term());
      if (sides.length !== 2 || sides[0].sort !== sides[1].sort) refuse("two sides of one sort are expected");
      return this.make.node("eq", sides);
    }
    const symbol = this.signature.symbols.get(name) ?? refuse(`unknown predicate ${name}`);
    if (symbol.kind !== "predicate") refuse(`${name} is not a predicate`);
    return this.make.node("atom", this.kids(symbol), name);
  }

  /** `>[xs]PQ`. */
  private implication(): Node {
    this.at++;
    const outer = this.bound;
    const xs = this.list("[", "]", () => {
      const name = checkedName(this.name());
      if (this.signature.symbols.has(name)) refuse(`bound variable ${name} is also a symbol`);
      this.expect(":");
      return { name, sort: this.sort() };
    });
    if (new Set(xs.map(({ name }) => name)).size < xs.length) refuse("a name is bound twice by one binder");
    this.bound = [...outer, ...xs];
    if (this.bound.length > MAX_BOUND) refuse(`more than ${MAX_BOUND} variables are bound at once`);
    const parts = [this.formula(), this.formula()];
    this.bound = outer;
    return this.make.node("imp", [...xs.map(({ sort }) => sort), ...parts]);
  }

  /** `{…}` and `[…]` after a symbol: as many sorts and arguments as it takes, each argument of its sort. */
  private kids({ name, kind, arity, args }: SymbolDeclaration): Nodes {
    const sorts = this.sortArgs(name, arity);
    const isConstant = kind !== "predicate" && args.length === 0;
    const terms = isConstant ? [] : this.list("[", "]", () => this.term());
    if (terms.length !== args.length) refuse(`${name} takes ${args.length} arguments, not ${terms.length}`);
    const wrong = args.findIndex((sort, i) => terms[i].sort !== this.make.substituteSorts(sort, sorts));
    if (wrong >= 0) refuse(`argument ${wrong} of ${name} is of a wrong sort`);
    return arity === 0 ? terms : [...sorts, ...terms];
  }

  /** `{…}`, which is there if and only if `arity` is not 0. */
  private sortArgs(name: string, arity: number): Nodes {
    const sorts = arity === 0 ? [] : this.list("{", "}", () => this.sort());
    return sorts.length === arity ? sorts : refuse(`${name} takes ${arity} sorts, not ${sorts.length}`);
  }

  /** Items with commas between them, or none, in brackets. */
  private list<Item>(begin: string, end: string, item: () => Item): Item[] {
    this.enter();
    this.expect(begin);
    const items: Item[] = [];
    while (this.text[this.at] !== end) {
      if (items.length > 0) this.expect(",");
      items.push(item());
    }
    this.at++;
    this.depth--;
    return items;
  }

  private name(): string {
    NAME.lastIndex = this.at;
    if (!NAME.test(this.text)) this.expected("a name");
    const name = this.text.slice(this.at, NAME.lastIndex);
    this.at = NAME.lastIndex;
    return name;
  }
  private enter(): void {
    if (++this.depth > MAX_DEPTH) refuse(`nested deeper than ${MAX_DEPTH}`);
  }
  private expect(char: string): void {
    if (this.text[this.at] !== char) this.expected(char);
    this.at++;
  }
  private expected(what: string): never {
    refuse(`${what} is expected before ${JSON.stringify(this.text.slice(this.at, this.at + 20))}`);
  }
}
