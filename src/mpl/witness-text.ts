/** A case of a function as text: `insert(x, cons(y, z))`, and ` where x <= y` if it is meant under a condition. */
import type { Witness } from "../logic/coverage.js";
import { atom, substituteFormula, type Formula } from "../logic/formula.js";
import { sortParam } from "../logic/sort.js";
import { app, collectVars, substitute, variable, type Term, type Var } from "../logic/term.js";
import type { SymbolDecl } from "../logic/theory.js";
import { NameSupply } from "./draft.js";
import { ReadablePrinter } from "./print-formula.js";

const LETTERS = ["x", "y", "z", "u", "v", "w"];

/** Variables with marked names are given plain ones. */
export function witnessText(
  symbols: readonly SymbolDecl[],
  { name, kind, params }: SymbolDecl,
  { args, conditions }: Witness,
): { readonly call: string; readonly where: string } {
  const vars = new Map<string, Var>();
  for (const arg of args) collectVars(arg, vars);
  const isSymbol = new Set(symbols.map((symbol) => symbol.name));
  const names = new NameSupply((candidate) => isSymbol.has(candidate));
  const isPlain = [...vars.keys()].every((given) => /^[^;:]/u.test(given));
  const images = new Map<string, Term>(
    isPlain ? [] : [...vars.values()].map((v, i) => [v.name, variable(names.fresh(letter(i)), v.sort)]),
  );
  const printer = new ReadablePrinter({ symbols });
  const shown = args.map((arg) => substitute(arg, images));
  const sorts = params.map(sortParam);
  const call =
    kind === "predicate" ? printer.formula(atom(name, shown, sorts)) : printer.term(app(name, shown, sorts));
  const where = conditions.map((condition: Formula) => printer.formula(substituteFormula(condition, images)));
  return { call, where: where.length === 0 ? "" : ` where ${where.join(" and ")}` };
}

function letter(index: number): string {
  return index < LETTERS.length ? LETTERS[index] : `x${index - LETTERS.length + 1}`;
}
