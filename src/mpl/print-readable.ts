/**
 * The readable notation: formulas and terms of a theory, and the theory as a whole, imports flattened in, so that it
 * can be read back without the files it came from. How formulas are printed is in print-formula.ts.
 */
import type { Formula } from "../logic/formula.js";
import type { Sort } from "../logic/sort.js";
import type { Term } from "../logic/term.js";
import type { Fact, Goal, Recursion, SortDecl, SymbolDecl, Theory } from "../logic/theory.js";
import { implicitParams } from "./declare.js";
import { definitionOf } from "../logic/definition.js";
import { isImplicitParam } from "./names.js";
import { ReadablePrinter, type Marks } from "./print-formula.js";
import type { Token } from "./tokens.js";
import { sortToReadable } from "./unify.js";

function braced(params: readonly string[]): string {
  return params.length === 0 ? "" : `{${params.join(", ")}}`;
}

function list(sorts: readonly Sort[]): string {
  return sorts.map(sortToReadable).join(", ");
}

function fixityText({ fixity }: SymbolDecl): string {
  return fixity === undefined ? "" : `  ${fixity.kind} ${fixity.precedence}`;
}

function sortLines(sort: SortDecl, symbols: ReadonlyMap<string, SymbolDecl>): readonly string[] {
  const head = ["sort", sort.name, ...sort.params, ...(sort.inductive ? ["inductive"] : [])].join(" ");
  const constructors = sort.constructors.flatMap((name) => {
    const symbol = symbols.get(name);
    if (symbol?.result === undefined) return [];
    const args = symbol.args.length === 0 ? "" : `(${list(symbol.args)})`;
    return [`  ${name}${args} : ${sortToReadable(symbol.result)}${fixityText(symbol)}`];
  });
  return [head, ...constructors, ""];
}

function symbolLine(symbol: SymbolDecl, isSort: (name: string) => boolean): string {
  const sorts = symbol.result === undefined ? symbol.args : [...symbol.args, symbol.result];
  const found = implicitParams(sorts, isSort);
  const params = found !== undefined && found.join() === symbol.params.join() ? "" : braced(symbol.params);
  const result = symbol.result === undefined ? "Prop" : sortToReadable(symbol.result);
  const args = symbol.args.length === 0 ? "" : `${list(symbol.args)} -> `;
  return `op ${symbol.name}${params} : ${args}${result}${fixityText(symbol)}`;
}

function factLine(
  printer: ReadablePrinter,
  keyword: string,
  fact: Fact | Goal,
  isSort: (name: string) => boolean,
): string {
  const definition = keyword === "definition" ? definitionOf(fact.formula) : undefined;
  if (definition !== undefined) {
    const head = definition.head;
    if (head.kind === "app" || head.kind === "atom") {
      return `define ${fact.name} : ${printer.definition(fact.formula, definition.vars, head, definition.body)}`;
    }
  }
  const implicit = fact.params.every((param) => isImplicitParam(param) && !isSort(param));
  return `${keyword} ${fact.name}${implicit ? "" : braced(fact.params)} : ${printer.formula(fact.formula)}`;
}

/** Facts in their order; those of a recursive definition as one block. */
function factLines(theory: Theory, lineOf: (keyword: string, fact: Fact) => string): readonly string[] {
  const owners = new Map(
    theory.recursions.flatMap((recursion) =>
      recursion.functions.flatMap(({ symbol, equations }) =>
        equations.map((name) => [name, { recursion, symbol }] as const),
      ),
    ),
  );
  let last: Recursion | undefined;
  let symbol: string | undefined;
  return theory.facts.flatMap((fact) => {
    const owner = owners.get(fact.name);
    const heads =
      owner === undefined || owner.symbol === symbol
        ? []
        : [`${owner.recursion === last ? "with" : "fun"} ${owner.symbol}`];
    last = owner?.recursion;
    symbol = owner?.symbol;
    return owner === undefined ? [lineOf(fact.kind, fact)] : [...heads, lineOf(" ", fact)];
  });
}

function settingsLine(kind: string, settings: ReadonlyMap<string, number>): readonly string[] {
  if (settings.size === 0) return [];
  return [`${kind} { ${[...settings].map(([name, value]) => `${name} ${value}`).join("  ")} }`];
}

export function theoryToReadable(theory: Theory): string {
  const printer = new ReadablePrinter(theory);
  const symbols = new Map(theory.symbols.map((symbol) => [symbol.name, symbol]));
  const sorts = new Set(theory.sorts.map((sort) => sort.name));
  const isSort = (name: string): boolean => sorts.has(name);
  const ops = theory.symbols.filter((symbol) => symbol.kind !== "constructor");
  const lines = [
    `theory ${theory.name}`,
    "",
    ...theory.sorts.flatMap((sort) => sortLines(sort, symbols)),
    ...ops.map((symbol) => symbolLine(symbol, isSort)),
    "",
    ...factLines(theory, (keyword, fact) => factLine(printer, keyword, fact, isSort)),
    "",
    ...theory.goals.map((goal) => factLine(printer, "theorem", goal, isSort)),
    "",
    ...settingsLine("explore", theory.settings.explore),
    ...settingsLine("grid", theory.settings.grid),
  ];
  return `${lines
    .join("\n")
    .replace(/\n{3,}/gu, "\n\n")
    .trimEnd()}\n`;
}

const printers = new WeakMap<Theory, ReadablePrinter>();

function printerOf(theory: Theory): ReadablePrinter {
  let printer = printers.get(theory);
  if (printer === undefined) {
    printer = new ReadablePrinter(theory);
    printers.set(theory, printer);
  }
  return printer;
}

export function formulaToReadable(theory: Theory, formula: Formula): string {
  return printerOf(theory).formula(formula);
}

export function termToReadable(theory: Theory, term: Term): string {
  return printerOf(theory).term(term);
}

/** The tokens of the formula; `quantified`: with the outermost quantifier written in any case. */
export function formulaTokens(theory: Theory, formula: Formula, quantified = false): readonly Token[] {
  return printerOf(theory).formulaTokens(formula, quantified);
}

export function termTokens(theory: Theory, term: Term, marks?: Marks): readonly Token[] {
  return printerOf(theory).termTokens(term, marks);
}

/** `head := body` for the formula of a definition, without sorts' annotations; the formula for anything else. */
export function factTokens(theory: Theory, fact: Fact): readonly Token[] {
  const printer = printerOf(theory);
  const definition = fact.kind === "definition" ? definitionOf(fact.formula) : undefined;
  if (definition === undefined || (definition.head.kind !== "app" && definition.head.kind !== "atom"))
    return printer.formulaTokens(fact.formula);
  return printer.definitionTokens(fact.formula, definition.vars, definition.head, definition.body);
}
