/**
 * The theory as the checker sees it: core MPL, one declaration a line, each name declared before its use.
 *
 * Axioms are believed. What the checker's rules need is checked: every formula is closed and well-sorted; an inductive
 * sort has inhabitants, and its constructors use it as a whole argument or not at all, so a least sort that they freely
 * generate exists; a definition is an explicit one, of a symbol that no earlier fact mentions. Stated theorems are kept
 * as goals, which are no facts.
 */
import { checkedName, CoreReader, Signature, type SymbolDeclaration } from "./core-reader.js";
import { Interner, refuse, Refusal, type Node } from "./interner.js";

/** A closed formula, true whatever sorts its `params` parameters stand for. */
export type Fact = Readonly<{ params: number; formula: Node }>;

export type TheoryResult =
  | { readonly ok: true; readonly theory: CheckedTheory }
  | { readonly ok: false; readonly line: number; readonly reason: string };

const MAX_CHARS = 16_000_000;
/** Of a symbol: a short step may name a constructor, and then costs as much as that has arguments. */
const MAX_ARGUMENTS = 255;
const RESERVED_PREDICATES = new Set(["=", ">", "&", "true", "false"]);

/** After spaces are normalised: keyword, name, sort parameters, a colon, what follows. */
const DECLARATION = /^([a-z]+) ([^ ()[\]{},:"!;]+) ?(?:\{([^{}]+)\})? ?(:?) ?(.*)$/s;
/** Spaces that may stand in and between sorts. */
const SPACES = / ?([,{]) ?| (?=\})/g;
const PROFILE = /^(?:(.*) -> )?(.*)$/s;
const FIXITY = /(?:^| )(?:infix[lr]?|prefix) [0-9]{1,3}$/;

/** Reads and checks a theory. A failure's `line` counts from 1. */
export function readTheory(text: string): TheoryResult {
  const theory = new CheckedTheory();
  let line = 0;
  try {
    if (text.length > MAX_CHARS) refuse(`larger than ${MAX_CHARS} characters`);
    for (const declaration of text.split("\n")) {
      line++;
      theory.add(declaration.trim().replace(/\s+/g, " "));
    }
    if (theory.name === "") refuse("no `theory` line");
    for (const { name, inductive, constructors } of theory.signature.sorts.values()) {
      const founded = constructors.some(({ args, result }) => args.every((arg) => arg !== result));
      if (inductive && !founded) refuse(`inductive sort ${name} has no constructor to begin with`);
    }
    return { ok: true, theory };
  } catch (error) {
    return { ok: false, line, reason: reasonOf(error) };
  }
}

/** Why something was refused. That the reason is an internal error would be a bug, which refuses too. */
export function reasonOf(error: unknown): string {
  return error instanceof Refusal ? error.message : `internal error: ${String(error)}`;
}

/** What was read so far; complete once `readTheory` gives it back. */
export class CheckedTheory {
  name = "";
  readonly interner = new Interner();
  readonly signature = new Signature();
  /** Axioms and definitions. */
  readonly facts = new Map<string, Fact>();
  /** Stated theorems: what a certificate of that name must prove. */
  readonly goals = new Map<string, Fact>();
  private readonly reader = new CoreReader(this.interner, this.signature);
  /** Symbols that facts mention so far. */
  private readonly mentioned = new Set<string>();

  add(declaration: string): void {
    if (declaration === "" || declaration.startsWith("--")) return;
    const [, keyword, name, params = "", colon, rest] =
      DECLARATION.exec(declaration) ?? refuse("not a declaration");
    if ((keyword === "theory") !== (this.name === "")) refuse("a theory begins with its one `theory` line");
    checkedName(name);
    const names = params === "" ? [] : params.split(",").map((param) => param.trim());
    this.reader.setParams(names);
    if (keyword === "theory" && names.length === 0 && colon + rest === "") this.name = name;
    else if (keyword === "sort" && (colon + rest === "" || colon + rest === "inductive")) {
      const { sorts } = this.signature;
      if (sorts.has(name)) refuse(`sort ${name} is declared twice`);
      const inductive = rest === "inductive";
      sorts.set(name, { name, position: sorts.size, arity: names.length, inductive, constructors: [] });
    } else if (keyword === "constructor" || keyword === "function" || keyword === "predicate") {
      const profile = rest.replace(FIXITY, "").replace(SPACES, "$1");
      if (colon === "" && (profile !== "" || keyword !== "predicate")) refuse(": is expected");
      this.addSymbol(keyword, name, names.length, profile);
    } else if (keyword === "axiom" || keyword === "definition" || keyword === "theorem") {
      if (colon === "") refuse(": is expected");
      if (this.facts.has(name) || this.goals.has(name)) refuse(`${name} is declared twice`);
      const fact = { params: names.length, formula: this.reader.read("formula", rest) };
      if (keyword === "definition") this.checkDefinition(fact);
      (keyword === "theorem" ? this.goals : this.facts).set(name, fact);
      if (keyword !== "theorem") this.mention(fact.formula, this.mentioned);
    } else refuse("not a declaration");
  }

  /** `profile` is `A,B -> C`, or for a predicate `A,B`. */
  private addSymbol(kind: SymbolDeclaration["kind"], name: string, arity: number, profile: string): void {
    const { symbols } = this.signature;
    if (symbols.has(name)) refuse(`symbol ${name} is declared twice`);
    if (kind === "predicate" && RESERVED_PREDICATES.has(name)) refuse(`${name} cannot be a predicate`);
    const [, domain = "", range] = kind === "predicate" ? ["", profile] : (PROFILE.exec(profile) ?? []);
    const args = this.reader.readList("sort", domain);
    if (args.length > MAX_ARGUMENTS) refuse(`${name} has more than ${MAX_ARGUMENTS} arguments`);
    const result = kind === "predicate" ? undefined : this.reader.read("sort", range);
    const symbol = { name, kind, arity, args, result };
    if (kind === "constructor") this.addConstructor(symbol);
    symbols.set(name, symbol);
  }

  /**
   * Adds a constructor to its sort. Its other arguments are made of sorts declared before that sort, so the sorts can
   * be built one after the other, each as the least one closed under its constructors.
   */
  private addConstructor(symbol: SymbolDeclaration): void {
    const { result, args, arity } = symbol;
    const { sorts } = this.signature;
    const sort = result?.kind === "sort" ? sorts.get(String(result.head)) : undefined;
    if (result === undefined || sort?.inductive !== true) return refuse("the sort is not inductive");
    const own = result.kids.every((param, index) => param.kind === "param" && param.head === index);
    if (!own || arity !== sort.arity)
      refuse("a constructor's result is its sort with its own parameters, in order");
    const earlier = ({ kind, head, kids }: Node): boolean =>
      (kind === "param" || sorts.get(String(head))!.position < sort.position) && kids.every(earlier);
    if (!args.every((arg) => arg === result || earlier(arg)))
      refuse(`an argument's sort is neither ${sort.name} as it is declared nor made of sorts before it`);
    sort.constructors.push(symbol);
  }

  /**
   * A definition is `(>[xs](true[])(=[f[xs],t]))`, or `(=[f,t])` if there are no xs, or for P = p[xs]
   * `(&(>[xs]PB)(>[xs]BP))`. The symbol is new and not in t or B; it is applied to all sort parameters and all xs, which
   * may come in any order.
   */
  private checkDefinition({ formula, params }: Fact): void {
    const isPair = formula.kind === "and";
    const { sorts, premise, conclusion } = this.interner.clause(isPair ? formula.kids[0] : formula);
    const converse = this.interner.node("imp", [...sorts, conclusion, premise]);
    if (isPair ? formula.kids[1] !== converse : conclusion.kind !== "eq" || premise !== this.interner.true)
      refuse("not a definition: neither an equation nor two converse implications");
    const [{ kind, head, kids }, body] = isPair ? [premise, conclusion] : conclusion.kids;
    const symbol = kind === "app" || kind === "atom" ? this.signature.symbols.get(String(head)) : undefined;
    if (symbol === undefined || symbol.kind === "constructor") return refuse("not a definition of a symbol");
    const distinct = (wanted: Node["kind"]): number =>
      new Set(kids.filter((kid) => kid.kind === wanted)).size;
    const isGeneral = symbol.arity === params && symbol.args.length === sorts.length;
    if (!isGeneral || distinct("param") !== params || distinct("bound") !== sorts.length)
      refuse("not a definition for all sort parameters and variables");
    if (this.mention(body).has(symbol.name)) refuse(`not a definition: ${symbol.name} is on both sides`);
    if (this.mentioned.has(symbol.name)) refuse(`not a definition: an earlier fact mentions ${symbol.name}`);
  }

  /** Adds the symbols in the node to `into`. */
  private mention({ kind, head, kids }: Node, into = new Set<string>()): Set<string> {
    this.interner.spend();
    if (kind === "app" || kind === "atom") into.add(String(head));
    for (const kid of kids) this.mention(kid, into);
    return into;
  }
}
