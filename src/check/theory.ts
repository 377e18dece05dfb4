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

/** A closed formula, true for every choice of its sort parameters. */
export interface Fact {
  /** Number of sort parameters. */
  readonly params: number;
  readonly formula: Node;
}

export interface CheckedTheory {
  readonly name: string;
  readonly interner: Interner;
  readonly signature: Signature;
  /** Axioms and definitions. */
  readonly facts: ReadonlyMap<string, Fact>;
  /** Stated theorems: what a certificate of that name must prove. */
  readonly goals: ReadonlyMap<string, Fact>;
}

export type TheoryResult =
  | { readonly ok: true; readonly theory: CheckedTheory }
  | { readonly ok: false; readonly line: number; readonly reason: string };

const MAX_CHARS = 16_000_000;
/** Of a symbol: a short step may name a constructor, and then costs as much as that has arguments. */
const MAX_ARGUMENTS = 255;
const RESERVED_PREDICATES = new Set(["=", ">", "&", "true", "false"]);

/** After spaces are normalised: keyword, name, sort parameters, a colon, the rest. */
const DECLARATION = /^([a-z]+) ([^ ()[\]{},:"!;]+) ?(?:\{([^{}]*)\})? ?(:?) ?(.*)$/s;
const FIXITY = /(?:^| )(?:infix[lr]?|prefix) [0-9]{1,3}$/;

/** Reads and checks a theory. A failure's `line` counts from 1. */
export function readTheory(text: string): TheoryResult {
  const builder = new TheoryBuilder();
  let line = 0;
  try {
    if (text.length > MAX_CHARS) refuse(`larger than ${MAX_CHARS} characters`);
    for (const declaration of text.split("\n")) {
      line++;
      builder.add(declaration.trim().replace(/\s+/g, " "));
    }
    return { ok: true, theory: builder.finish() };
  } catch (error) {
    return { ok: false, line, reason: reasonOf(error) };
  }
}

/** Why something was refused. That the reason is an internal error would be a bug, which refuses too. */
export function reasonOf(error: unknown): string {
  return error instanceof Refusal ? error.message : `internal error: ${String(error)}`;
}

class TheoryBuilder {
  private name: string | undefined;
  private readonly interner = new Interner();
  private readonly signature = new Signature();
  private readonly reader = new CoreReader(this.interner, this.signature, () => undefined);
  private readonly facts = new Map<string, Fact>();
  private readonly goals = new Map<string, Fact>();
  /** Symbols that facts mention so far. */
  private readonly mentioned = new Set<number>();

  add(declaration: string): void {
    if (declaration === "" || declaration.startsWith("--")) return;
    const [, keyword, name, params, colon, rest] =
      DECLARATION.exec(declaration) ?? refuse("not a declaration");
    if ((keyword === "theory") !== (this.name === undefined))
      refuse("a theory begins with its one `theory` line");
    checkedName(name);
    // A group that took no part in the match is undefined, whatever its type says.
    const names = (params as string | undefined)?.split(",").map((param) => param.trim()) ?? [];
    this.reader.setParams(names);
    if (keyword === "theory" && names.length === 0 && colon + rest === "") this.name = name;
    else if (keyword === "sort" && (colon + rest === "" || colon + rest === "inductive")) {
      this.addSort(name, names.length, rest !== "");
    } else if (keyword === "constructor" || keyword === "function" || keyword === "predicate") {
      const profile = rest
        .replace(FIXITY, "")
        .replace(/ ?([,{]) ?/g, "$1")
        .replaceAll(" }", "}");
      if (colon === "" && (profile !== "" || keyword !== "predicate")) refuse(": is expected");
      this.addSymbol(keyword, name, names.length, profile);
    } else if (keyword === "axiom" || keyword === "definition" || keyword === "theorem") {
      if (colon === "") refuse(": is expected");
      this.addFact(keyword, name, { params: names.length, formula: this.reader.readFormula(rest) });
    } else refuse("not a declaration");
  }

  finish(): CheckedTheory {
    const { name, interner, signature, facts, goals } = this;
    if (name === undefined) return refuse("no `theory` line");
    for (const sort of signature.sorts) {
      const founded = sort.constructors.some(({ args, result }) => args.every((arg) => arg !== result));
      if (sort.inductive && !founded) refuse(`inductive sort ${sort.name} has no constructor to begin with`);
    }
    return { name, interner, signature, facts, goals };
  }

  private addSort(name: string, arity: number, inductive: boolean): void {
    const { sorts, sortNamed } = this.signature;
    if (sortNamed.has(name)) refuse(`sort ${name} is declared twice`);
    const sort = { id: sorts.length, name, arity, inductive, constructors: [] };
    sorts.push(sort);
    sortNamed.set(name, sort);
  }

  private addSymbol(kind: SymbolDeclaration["kind"], name: string, arity: number, profile: string): void {
    const { symbols, symbolNamed } = this.signature;
    if (symbolNamed.has(name)) refuse(`symbol ${name} is declared twice`);
    if (kind === "predicate" && RESERVED_PREDICATES.has(name)) refuse(`${name} cannot be a predicate`);
    const arrow = profile.lastIndexOf(" -> ");
    const domain = kind === "predicate" ? profile : profile.slice(0, Math.max(arrow, 0));
    const range = arrow < 0 ? profile : profile.slice(arrow + 4);
    const args = domain === "" ? [] : this.reader.readSorts(domain);
    if (args.length > MAX_ARGUMENTS) refuse(`${name} has more than ${MAX_ARGUMENTS} arguments`);
    const result = kind === "predicate" ? undefined : this.reader.readSort(range);
    const symbol = { id: symbols.length, name, kind, arity, args, result };
    if (kind === "constructor") this.addConstructor(symbol);
    symbols.push(symbol);
    symbolNamed.set(name, symbol);
  }

  /**
   * Adds a constructor to its sort. Its other arguments are made of sorts declared before that sort, so the sorts can
   * be built one after the other, each as the least one closed under its constructors.
   */
  private addConstructor(symbol: SymbolDeclaration): void {
    const { result, args, arity } = symbol;
    const sort = result?.kind === "sort" ? this.signature.sorts[result.head] : undefined;
    if (result === undefined || sort?.inductive !== true)
      return refuse("a constructor belongs to an inductive sort");
    const own = result.kids.every((param, index) => param.kind === "param" && param.head === index);
    if (!own || arity !== sort.arity)
      refuse("a constructor's result is its sort with its own parameters, in order");
    const earlier = (node: Node): boolean =>
      (node.kind === "param" || node.head < sort.id) && node.kids.every(earlier);
    if (!args.every((arg) => arg === result || earlier(arg))) {
      refuse(`an argument's sort is neither ${sort.name} as it is declared nor made of sorts before it`);
    }
    sort.constructors.push(symbol);
  }

  private addFact(kind: "axiom" | "definition" | "theorem", name: string, fact: Fact): void {
    if (this.facts.has(name) || this.goals.has(name)) refuse(`${name} is declared twice`);
    if (kind === "definition") this.checkDefinition(fact);
    (kind === "theorem" ? this.goals : this.facts).set(name, fact);
    if (kind !== "theorem") this.mention(fact.formula, this.mentioned);
  }

  /**
   * A definition is `(>[xs](true[])(=[f[xs],t]))`, or for P = p[xs] `(>[xs](true[])(&(>[]PB)(>[]BP)))` or
   * `(&(>[xs]PB)(>[xs]BP))`; without variables also what follows `(true[])` alone. The xs may come in any order.
   */
  private checkDefinition({ formula, params }: Fact): void {
    const prefixed = formula.kind === "imp" && formula.kids[formula.head] === this.interner.true;
    const body = prefixed ? formula.kids[formula.head + 1] : formula;
    const outer = prefixed ? formula.head : 0;
    const [left, right] = body.kids;
    if (body.kind === "eq") {
      this.checkDefined(left, right, outer, params);
      return;
    }
    if (body.kind !== "and" || left.kind !== "imp" || (prefixed && left.head > 0))
      return refuse("not a definition");
    const [premise, conclusion] = left.kids.slice(left.head);
    if (right !== this.interner.imp(left.kids.slice(0, left.head), conclusion, premise)) {
      refuse("not a definition: its second half is not the converse of the first");
    }
    this.checkDefined(premise, conclusion, outer + left.head, params);
  }

  /** `head` is a new symbol, applied to all the fact's parameters and `count` bound variables, and not in `body`. */
  private checkDefined(head: Node, body: Node, count: number, params: number): void {
    const symbol =
      head.kind === "app" || head.kind === "atom" ? this.signature.symbols[head.head] : undefined;
    if (symbol === undefined || symbol.kind === "constructor") return refuse("not a definition of a symbol");
    const distinct = (kind: Node["kind"]): number =>
      new Set(head.kids.filter((kid) => kid.kind === kind)).size;
    if (symbol.arity !== params || distinct("param") !== params)
      refuse("not a definition for all sort parameters");
    if (symbol.args.length !== count || distinct("bound") !== count)
      refuse("not a definition for all variables");
    if (this.mention(body, new Set()).has(symbol.id))
      refuse(`not a definition: ${symbol.name} is on both sides`);
    if (this.mentioned.has(symbol.id)) refuse(`not a definition: an earlier fact mentions ${symbol.name}`);
  }

  /** Adds the symbols in the node to `into`. */
  private mention(node: Node, into: Set<number>): Set<number> {
    this.interner.spend();
    if (node.kind === "app" || node.kind === "atom") into.add(node.head);
    for (const kid of node.kids) this.mention(kid, into);
    return into;
  }
}
