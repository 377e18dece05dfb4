/** What a theory says, as rows for the index page and for `lemmagrid show`: declarations in readable MPL. */
import { sortParam, type Sort } from "../logic/sort.js";
import type { Fact, Fixity, SortDecl, SymbolDecl, Theory } from "../logic/theory.js";
import { formulaToReadable } from "../mpl/print-readable.js";

export interface Declaration {
  readonly text: string;
  /** The theory it comes from, if that is another one; else empty. */
  readonly origin: string;
}

export interface NamedStatement extends Declaration {
  readonly name: string;
}

export interface TheoryView {
  readonly sorts: readonly Declaration[];
  readonly symbols: readonly Declaration[];
  readonly axioms: readonly NamedStatement[];
  readonly definitions: readonly NamedStatement[];
}

/** `N`, `List a`, `List (List a)`. */
export function sortToText(sort: Sort): string {
  if (sort.kind === "param" || sort.args.length === 0) return sort.name;
  const args = sort.args.map((arg) =>
    arg.kind === "app" && arg.args.length > 0 ? `(${sortToText(arg)})` : sortToText(arg),
  );
  return [sort.name, ...args].join(" ");
}

function fixityText(fixity: Fixity): string {
  return `${fixity.kind} ${fixity.precedence}`;
}

/** `s(N) : N`, `op + : N, N -> N  infixl 60`. */
export function symbolText(symbol: SymbolDecl): string {
  const args = symbol.args.map(sortToText).join(", ");
  const result = symbol.result === undefined ? undefined : sortToText(symbol.result);
  if (symbol.kind === "constructor" && symbol.fixity === undefined) {
    return `${symbol.name}${args === "" ? "" : `(${args})`} : ${result ?? ""}`;
  }
  const type = [args, result ?? ""].filter((part) => part !== "").join(" -> ");
  const keyword = symbol.kind === "predicate" ? "predicate" : "op";
  const signature = type === "" ? symbol.name : `${symbol.name} : ${type}`;
  return `${keyword} ${signature}${symbol.fixity === undefined ? "" : `  ${fixityText(symbol.fixity)}`}`;
}

function sortDeclaration(sort: SortDecl, theory: Theory): string {
  const head = sortToText({ kind: "app", name: sort.name, args: sort.params.map(sortParam) });
  if (!sort.inductive) return `sort ${head}`;
  const constructors = sort.constructors.flatMap((name) =>
    theory.symbols.filter((symbol) => symbol.name === name),
  );
  return [`sort ${head} inductive`, ...constructors.map((symbol) => `  ${symbolText(symbol)}`)].join("\n");
}

export function theoryView(theory: Theory): TheoryView {
  const origin = (of: string): string => (of === theory.name ? "" : of);
  const statement = (fact: Fact): NamedStatement => ({
    name: fact.name,
    text: formulaToReadable(theory, fact.formula),
    origin: origin(fact.origin),
  });
  return {
    sorts: theory.sorts.map((sort) => ({ text: sortDeclaration(sort, theory), origin: origin(sort.origin) })),
    symbols: theory.symbols
      .filter((symbol) => symbol.kind !== "constructor")
      .map((symbol) => ({ text: symbolText(symbol), origin: origin(symbol.origin) })),
    axioms: theory.facts.filter((fact) => fact.kind === "axiom").map(statement),
    definitions: theory.facts.filter((fact) => fact.kind === "definition").map(statement),
  };
}
