/**
 * The core form of a theory: one declaration a line, nothing implicit, imports flattened in. This text is what the
 * checker reads and what a run's hash is taken of. Settings are not part of it.
 */
import { formulaText } from "../logic/formula.js";
import { sortText, type Sort } from "../logic/sort.js";
import type { Fixity, SymbolDecl, Theory } from "../logic/theory.js";

function paramsText(params: readonly string[]): string {
  return params.length === 0 ? "" : `{${params.join(",")}}`;
}

function fixityText(fixity: Fixity | undefined): string {
  return fixity === undefined ? "" : ` ${fixity.kind} ${fixity.precedence}`;
}

function sortsText(sorts: readonly Sort[]): string {
  return sorts.map(sortText).join(", ");
}

function symbolLine(symbol: SymbolDecl): string {
  const head = `${symbol.kind} ${symbol.name}${paramsText(symbol.params)} :`;
  const args = sortsText(symbol.args);
  const fixity = fixityText(symbol.fixity);
  if (symbol.result === undefined) return `${head}${args === "" ? "" : ` ${args}`}${fixity}`;
  return `${head} ${args === "" ? "" : `${args} -> `}${sortText(symbol.result)}${fixity}`;
}

export function theoryToCore(theory: Theory): string {
  const lines = [`theory ${theory.name}`];
  const symbols = new Map(theory.symbols.map((symbol) => [symbol.name, symbol]));
  for (const sort of theory.sorts) {
    lines.push(`sort ${sort.name}${paramsText(sort.params)}${sort.inductive ? " inductive" : ""}`);
    for (const name of sort.constructors) {
      const constructor = symbols.get(name);
      if (constructor !== undefined) lines.push(symbolLine(constructor));
    }
  }
  for (const symbol of theory.symbols) if (symbol.kind !== "constructor") lines.push(symbolLine(symbol));
  for (const fact of theory.facts) {
    lines.push(`${fact.kind} ${fact.name}${paramsText(fact.params)} : ${formulaText(fact.formula)}`);
  }
  for (const goal of theory.goals) {
    lines.push(`theorem ${goal.name}${paramsText(goal.params)} : ${formulaText(goal.formula)}`);
  }
  return `${lines.join("\n")}\n`;
}
