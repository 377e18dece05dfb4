/**
 * The grammar, read once from mpl.ohm beside this file, and how to read others: the one place of src/mpl that touches
 * the file system.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Grammar } from "ohm-js";

interface Ohm {
  readonly grammar: (source: string) => Grammar;
  /** Not in the package's types; what `Grammar.toRecipe` is for. */
  readonly makeRecipe: (recipe: string) => Grammar;
}

/** Required, Ohm is one file; imported, it is forty, which take three times as long to load. */
const ohm = createRequire(import.meta.url)("ohm-js") as Ohm;

/** The grammar of an .ohm file, from the recipe that `npm run build` leaves beside it: its text is ten times as slow to read. */
export function readGrammar(file: URL): Grammar {
  const recipe = new URL(`${file.href}.json`);
  return existsSync(recipe)
    ? ohm.makeRecipe(readFileSync(recipe, "utf8"))
    : ohm.grammar(readFileSync(file, "utf8"));
}

export const mplGrammar = readGrammar(new URL("./mpl.ohm", import.meta.url));
