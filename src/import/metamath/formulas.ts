/**
 * All formulas of a database as terms: each hypothesis and each assertion of its logical typecode, parsed once. A term
 * is a run of heads in preorder (a production's number, or VARIABLE_BIT | the variable's token).
 */
import type { Database } from "./database.js";
import { FormulaParser } from "./formula-parser.js";
import type { Grammar } from "./grammar.js";
import { MalformedDatabase } from "./sources.js";

/** Parsing may take this many steps, and so many more for each token. */
const BASE_WORK = 1 << 24;
const WORK_PER_TOKEN = 1 << 8;

export interface Formulas {
  /** The logical typecode (a token), and what its formulas are parsed as (an index in the grammar's typecodes). */
  readonly logical: number;
  readonly start: number;
  /** By statement: heads[first[s] … first[s]+length[s]-1]; length 0 if the statement is no formula. */
  readonly heads: Uint32Array;
  readonly first: Int32Array;
  readonly length: Int32Array;
  /** Statements that can be read in more than one way. */
  readonly ambiguous: readonly number[];
}

/** Parses all formulas. Throws a MalformedDatabase if one cannot be read. */
export function parseFormulas(db: Database, grammar: Grammar, logical: number): Formulas {
  const parser = new FormulaParser(db, grammar, BASE_WORK + WORK_PER_TOKEN * db.math.length);
  const statements: number[] = [];
  for (let s = 0; s < db.statementCount; s++) if (db.math[db.mathStart[s]] === logical) statements.push(s);
  const start = startTypecode(db, grammar, parser, statements);
  const first = new Int32Array(db.statementCount);
  const length = new Int32Array(db.statementCount);
  const ambiguous: number[] = [];
  let all = new Uint32Array(1 << 16);
  let count = 0;
  for (const s of statements) {
    const heads: number[] = [];
    const outcome = parser.parse(db.mathStart[s] + 1, db.mathStart[s + 1], [start], heads);
    if (outcome === "no-parse" || outcome === "limit") fail(db, s, outcome);
    if (outcome === "ambiguous") ambiguous.push(s);
    if (count + heads.length > all.length) {
      const grown = new Uint32Array(2 * (count + heads.length));
      grown.set(all);
      all = grown;
    }
    all.set(heads, count);
    first[s] = count;
    length[s] = heads.length;
    count += heads.length;
  }
  return { logical, start, heads: all.slice(0, count), first, length, ambiguous };
}

/** The typecode that all formulas can be read as; the first if there are several. */
function startTypecode(
  db: Database,
  grammar: Grammar,
  parser: FormulaParser,
  statements: readonly number[],
): number {
  let candidates = grammar.typecodes.map((_, index) => index);
  for (const s of statements) {
    if (candidates.length === 1) break;
    const left = parser.startsOf(db.mathStart[s] + 1, db.mathStart[s + 1], candidates);
    if (left.length === 0) fail(db, s, "no-parse");
    candidates = left;
  }
  return candidates[0];
}

function fail(db: Database, statement: number, outcome: "no-parse" | "limit"): never {
  const position = db.position[statement];
  const label = db.tokens.text(db.label[statement]);
  const [message, hint] =
    outcome === "limit"
      ? [`\`${label}\`: reading the formulas takes too much work`, "the grammar is too ambiguous"]
      : [`\`${label}\` is no formula of the database's own grammar`, "the grammar is its syntax axioms"];
  throw new MalformedDatabase("grammar", position, position + label.length, message, hint);
}
