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
import { refuse, type Interner, type Node } from "./interner.js";

export interface SortDeclaration {
  readonly id: number;
  readonly name: string;
  /** Number of parameters. */
  readonly arity: number;
  readonly inductive: boolean;
  /** In declared order; filled while the theory is read. */
  readonly constructors: SymbolDeclaration[];
}

export interface SymbolDeclaration {
  readonly id: number;
  readonly name: string;
  readonly kind: "constructor" | "function" | "predicate";
  /** Number of sort parameters, which the sorts below mention by position. */
  readonly arity: number;
  readonly args: readonly Node[];
  /** Undefined for a predicate. */
  readonly result: Node | undefined;
}

/** What a theory declares, by name (maps keep the order) and by position. */
export class Signature {
  readonly sorts: SortDeclaration[] = [];
  readonly symbols: SymbolDeclaration[] = [];
  readonly sortNamed = new Map<string, SortDeclaration>();
  readonly symbolNamed = new Map<string, SymbolDeclaration>();
}

/** Nesting of terms and formulas, and variables bound at once. */
const MAX_DEPTH = 1000;
const MAX_BOUND = 255;

const NOT_IN_NAMES = /[\s\p{Cc}\p{Cf}\p{Cs}()[\]{},:"!;]/u;
/** Codes that end a name; the rest of `NOT_IN_NAMES` is looked for where a name is introduced. */
const STOPS = new Uint8Array(128).map((_, code) => (NOT_IN_NAMES.test(String.fromCharCode(code)) ? 1 : 0));

/** A name as a declaration or a binder may introduce it. */
export function checkedName(name: string): string {
  if (name === "" || NOT_IN_NAMES.test(name)) refuse(`${JSON.stringify(name)} is not a name`);
  return name;
}

export class CoreReader {
  private text = "";
  private at = 0;
  private depth = 0;
  private readonly boundNames: string[] = [];
  private readonly boundSorts: Node[] = [];
  private params = new Map<string, number>();

  /** `eigen` gives the eigenconstant of a name, if there is one in scope. */
  constructor(
    readonly interner: Interner,
    readonly signature: Signature,
    private readonly eigen: (name: string) => Node | undefined,
  ) {}

  /** Sets the sort parameters that the texts to come may use. */
  setParams(names: readonly string[]): void {
    this.params = new Map();
    for (const name of names) {
      if (this.params.has(checkedName(name))) refuse(`sort parameter ${name} is listed twice`);
      if (this.signature.sortNamed.has(name)) refuse(`sort parameter ${name} is also a sort`);
      this.params.set(name, this.params.size);
    }
  }

  readSort(text: string): Node {
    return this.read(text, () => this.sort());
  }
  readTerm(text: string): Node {
    return this.read(text, () => this.term());
  }
  readFormula(text: string): Node {
    return this.read(text, () => this.formula());
  }
  /** Sorts with commas between them, at least one. */
  readSorts(text: string): readonly Node[] {
    return this.read(text, () => {
      const sorts = [this.sort()];
      while (this.at < text.length) {
        this.expect(",");
        sorts.push(this.sort());
      }
      return sorts;
    });
  }

  private read<Result>(text: string, part: () => Result): Result {
    this.text = text;
    this.at = 0;
    this.depth = 0;
    this.boundNames.length = 0;
    this.boundSorts.length = 0;
    const result = part();
    if (this.at !== text.length) this.expected("the end");
    return result;
  }

  private sort(): Node {
    const name = this.name();
    const param = this.params.get(name);
    if (param !== undefined) return this.interner.node("param", param, []);
    const { id, arity } = this.signature.sortNamed.get(name) ?? refuse(`unknown sort ${name}`);
    return this.interner.node("sort", id, this.sortArgs(name, arity));
  }

  private term(): Node {
    const name = this.name();
    const level = this.boundNames.lastIndexOf(name);
    if (level >= 0) return this.interner.bound(this.boundNames.length - 1 - level, this.boundSorts[level]);
    const symbol = this.signature.symbolNamed.get(name);
    if (symbol === undefined) return this.eigen(name) ?? refuse(`unknown name ${name}`);
    if (symbol.result === undefined) return refuse(`predicate ${name} stands where a term is expected`);
    const sorts = this.sortArgs(name, symbol.arity);
    const args = symbol.args.length === 0 ? [] : this.termArgs(symbol, sorts);
    const result = this.interner.substituteSorts(symbol.result, sorts);
    return this.interner.node("app", symbol.id, sorts.length === 0 ? args : [...sorts, ...args], result);
  }

  private formula(): Node {
    this.enter();
    const { text, interner } = this;
    let formula: Node;
    if (text[this.at] === "!") {
      this.at++;
      formula = interner.not(this.formula());
    } else {
      this.expect("(");
      const next = text[this.at + 1];
      if (text[this.at] === "&" && (next === "(" || next === "!")) {
        this.at++;
        const left = this.formula();
        formula = interner.and(left, this.formula());
      } else formula = text[this.at] === ">" && next === "[" ? this.implication() : this.atom();
      this.expect(")");
    }
    this.depth--;
    return formula;
  }

  private atom(): Node {
    const { interner } = this;
    const name = this.name();
    if (name === "true" || name === "false") {
      this.expect("[");
      this.expect("]");
      return interner[name];
    }
    if (name === "=") {
      this.expect("[");
      const left = this.term();
      this.expect(",");
      const right = this.term();
      this.expect("]");
      if (left.sort !== right.sort) refuse("the sides of an equation differ in sort");
      return interner.eq(left, right);
    }
    const symbol = this.signature.symbolNamed.get(name) ?? refuse(`unknown predicate ${name}`);
    if (symbol.kind !== "predicate") refuse(`${name} is not a predicate`);
    const sorts = this.sortArgs(name, symbol.arity);
    return interner.node("atom", symbol.id, [...sorts, ...this.termArgs(symbol, sorts)]);
  }

  /** `>[xs]PQ`. */
  private implication(): Node {
    const outer = this.boundNames.length;
    const names: string[] = [];
    const sorts: Node[] = [];
    for (this.at += 2; this.text[this.at] !== "]";) {
      if (names.length > 0) this.expect(",");
      const name = checkedName(this.name());
      if (names.includes(name)) refuse(`${name} is bound twice by one binder`);
      if (this.signature.symbolNamed.has(name)) refuse(`bound variable ${name} is also a symbol`);
      this.expect(":");
      names.push(name);
      sorts.push(this.sort());
      if (outer + names.length > MAX_BOUND) refuse(`more than ${MAX_BOUND} variables are bound at once`);
    }
    this.at++;
    this.boundNames.push(...names);
    this.boundSorts.push(...sorts);
    const premise = this.formula();
    const conclusion = this.formula();
    this.boundNames.length = outer;
    this.boundSorts.length = outer;
    return this.interner.imp(sorts, premise, conclusion);
  }

  /** `{…}`, which is there if and only if `arity` is not 0. */
  private sortArgs(name: string, arity: number): readonly Node[] {
    if (arity === 0) return [];
    this.enter();
    const sorts = Array.from({ length: arity }, (_, index) => {
      if (this.text[this.at++] !== (index === 0 ? "{" : ",")) refuse(`${name} takes ${arity} sorts`);
      return this.sort();
    });
    this.expect("}");
    this.depth--;
    return sorts;
  }

  /** `[…]`: the arguments of `symbol`, each of its sort. */
  private termArgs(symbol: SymbolDeclaration, sorts: readonly Node[]): readonly Node[] {
    this.enter();
    this.expect("[");
    const args = symbol.args.map((sort, index) => {
      if (index > 0) this.expect(",");
      const arg = this.term();
      if (arg.sort !== this.interner.substituteSorts(sort, sorts)) {
        refuse(`argument ${index} of ${symbol.name} is of a wrong sort`);
      }
      return arg;
    });
    this.expect("]");
    this.depth--;
    return args;
  }

  private name(): string {
    const start = this.at;
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code < 128 && STOPS[code] === 1) break;
    }
    if (this.at === start) this.expected("a name");
    return this.text.slice(start, this.at);
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
