/** How a theory's symbols and sorts are called in TPTP. */
import { sortText, type Sort } from "../../logic/sort.js";
import type { Theory } from "../../logic/theory.js";
import { quoted, type TptpNames } from "./formulas.js";

/** `originalOf` gives back the names of a problem that was read; it is the identity for other theories. */
export function tptpNames(
  theory: Theory,
  originalOf: (symbol: string) => string = (symbol) => symbol,
  originalSort: (sort: Sort) => string = sortText,
): TptpNames {
  return {
    symbol: (name) => quoted(originalOf(name)),
    sort: (sort) => {
      const name = originalSort(sort);
      return name.startsWith("$") ? name : quoted(name);
    },
    typed: theory.sorts.length > 1,
  };
}

/** The language that the theory needs: typed as soon as there is more than one sort. */
export function languageOf(names: TptpNames): "fof" | "tff" {
  return names.typed ? "tff" : "fof";
}

/** Declarations of types and symbols for a typed theory, a line each; none for an untyped one. */
export function typeDeclarations(theory: Theory, names: TptpNames): readonly string[] {
  if (!names.typed) return [];
  const lines = theory.sorts
    .map((sort) => names.sort({ kind: "app", name: sort.name, args: [] }))
    .filter((type) => type !== "$i")
    .map((type, index) => `tff(type_${index + 1}, type, ${type}: $tType).`);
  theory.symbols.forEach(({ name, args, result }, index) => {
    const to = result === undefined ? "$o" : names.sort(result);
    const from = args.map((sort) => names.sort(sort));
    const type =
      from.length === 0 ? to : from.length === 1 ? `${from[0]} > ${to}` : `( ${from.join(" * ")} ) > ${to}`;
    lines.push(`tff(symbol_${index + 1}, type, ${names.symbol(name)}: ${type}).`);
  });
  return lines;
}
