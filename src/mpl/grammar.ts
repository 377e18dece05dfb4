/**
 * The grammar, read once from mpl.ohm beside this file: the one place of src/mpl that touches the file system.
 */
import { readFileSync } from "node:fs";
import { grammar, type Grammar } from "ohm-js";

export const mplGrammar: Grammar = grammar(readFileSync(new URL("./mpl.ohm", import.meta.url), "utf8"));
