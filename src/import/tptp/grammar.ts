/** The grammar, read once from tptp.ohm beside this file. */
import { readGrammar } from "../../mpl/grammar.js";

export const tptpGrammar = readGrammar(new URL("./tptp.ohm", import.meta.url));
