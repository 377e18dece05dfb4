/** The grammar, read once from tptp.ohm beside this file. */
import { readFileSync } from "node:fs";
import { grammar, type Grammar } from "ohm-js";

export const tptpGrammar: Grammar = grammar(readFileSync(new URL("./tptp.ohm", import.meta.url), "utf8"));
