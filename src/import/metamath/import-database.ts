/** A Metamath database as a source of mutation: read, verified, parsed by its own grammar, and searched for lemmas. */
import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Diagnostic } from "../../mpl/diagnostic.js";
import type { MutationSource } from "../../mutate/library.js";
import { MetamathBackend } from "./backend.js";
import type { Database } from "./database.js";
import { parseFormulas, type Formulas } from "./formulas.js";
import { buildGrammar, type Grammar } from "./grammar.js";
import { readDatabase, type ReadResult } from "./read.js";
import { Rewriting } from "./rewriting.js";
import { MalformedDatabase } from "./sources.js";
import { buildTheoremTable } from "./theorem-table.js";
import { verifyDatabase, type Verification } from "./verify.js";

/** More syntactic typecodes than this are no grammar that a person wrote. */
const MAX_TYPECODES = 256;

export type ImportResult =
  | { readonly kind: "source"; readonly source: MutationSource; readonly report: ImportReport }
  | { readonly kind: "error"; readonly diagnostic: Diagnostic };

export interface ImportReport {
  readonly verification: Verification;
  /** Theorems that can be read in more than one way; one of them counts. */
  readonly ambiguousCount: number;
  /** Syntax axioms that are no context-free production; formulas that need them cannot be read. */
  readonly irregularCount: number;
  readonly productionCount: number;
  /** Labels of what takes the place of equality, one a sort. */
  readonly relations: readonly string[];
}

/** Reads a database from a file; includes are looked for beside it. */
export function readDatabaseFile(path: string): ReadResult {
  const open = (name: string) => {
    const file = join(dirname(path), name);
    return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(file) : undefined;
  };
  return readDatabase(path, readFileSync(path), open);
}

export function importDatabaseFile(path: string): ImportResult {
  const read = readDatabaseFile(path);
  return read.kind === "error" ? read : importDatabase(read.database, basename(path));
}

/** `name` is what the library is called, and what an output beside the database includes. */
export function importDatabase(db: Database, name: string): ImportResult {
  try {
    return importOrThrow(db, name);
  } catch (error) {
    if (error instanceof MalformedDatabase)
      return { kind: "error", diagnostic: db.sources.diagnostic(error) };
    throw error;
  }
}

function importOrThrow(db: Database, name: string): ImportResult {
  const verification = verifyDatabase(db);
  const rejected = new Set(
    verification.rejections.map(({ label }) => db.statementOfLabel[db.tokens.lookUpText(label)]),
  );
  const grammar = buildGrammar(db);
  const logical = mainTypecode(db, grammar);
  const formulas = parseFormulas(db, grammar, logical);
  const theorems = buildTheoremTable(db, grammar, formulas, rejected);
  const rewriting = new Rewriting(theorems.table, grammar.productions, formulas.start);
  const labelOfSymbol = (symbol: number) => db.tokens.text(db.label[grammar.productions[symbol].statement]);
  const library = {
    name,
    symbols: grammar.productions.map(({ argumentTypes }, symbol) => ({
      name: labelOfSymbol(symbol),
      arity: argumentTypes.length,
    })),
    sorts: grammar.typecodes.map((token) => db.tokens.text(token)),
    labels: theorems.labels,
    table: theorems.table,
    rewriting: rewriting.rewriteTable(),
  };
  const backend = new MetamathBackend({ db, grammar, theorems, rewriting, logical, includeName: name });
  const report = reportOf(verification, formulas, grammar, rewriting, labelOfSymbol);
  return { kind: "source", source: { library, backend }, report };
}

function reportOf(
  verification: Verification,
  formulas: Formulas,
  grammar: Grammar,
  rewriting: Rewriting,
  labelOfSymbol: (symbol: number) => string,
): ImportReport {
  return {
    verification,
    ambiguousCount: formulas.ambiguous.length,
    irregularCount: grammar.irregular.length,
    productionCount: grammar.productions.length,
    relations: rewriting.relations.map(({ symbol }) => labelOfSymbol(symbol)),
  };
}

/** The logical typecode with the most assertions: what the library's theorems are about. */
function mainTypecode(db: Database, grammar: Grammar): number {
  if (grammar.logical.length === 0 || grammar.typecodes.length > MAX_TYPECODES) {
    const { base, bytes } = db.sources.files[0];
    const message =
      grammar.logical.length === 0
        ? "the database states nothing: it has no typecode for theorems"
        : `the database has more than ${MAX_TYPECODES} typecodes`;
    throw new MalformedDatabase("grammar", base + bytes.length, base + bytes.length, message);
  }
  const counts = new Map<number, number>(grammar.logical.map((typecode) => [typecode, 0]));
  for (let s = 0; s < db.statementCount; s++) {
    const typecode = db.math[db.mathStart[s]];
    const count = counts.get(typecode);
    if (count !== undefined) counts.set(typecode, count + 1);
  }
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
