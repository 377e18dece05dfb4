/**
 * A database's theorems as the table that mutation works on. Variable v of a theorem is its v-th mandatory $f, formulas
 * are terms with skip offsets. Only theorems whose proofs are accepted are in it, and only if all that they cite are.
 */
import { VARIABLE_BIT } from "../../device/device.js";
import { TheoremFlag, type TheoremTable } from "../../mutate/library.js";
import { commentOf, labelOf, StatementKind, type Database } from "./database.js";
import type { Formulas } from "./formulas.js";
import type { Grammar } from "./grammar.js";
import { isDiscouraged } from "./headings.js";
import { IntVector } from "./int-vector.js";
import { readProof } from "./proof-steps.js";

/** Headings up to this level (parts and sections) divide a library into chapters. */
const CHAPTER_LEVEL = 1;

export interface ImportedTheorems {
  readonly table: TheoremTable;
  readonly labels: readonly string[];
  /** By theorem: its statement. */
  readonly statements: Int32Array;
}

/** `rejected` are the statements whose proofs were not accepted. */
export function buildTheoremTable(
  db: Database,
  grammar: Grammar,
  formulas: Formulas,
  rejected: ReadonlySet<number>,
): ImportedTheorems {
  const builder = new TableBuilder(db, grammar, formulas);
  const doubtful = new Set(rejected);
  for (let s = 0; s < db.statementCount; s++) {
    if (db.kind[s] < StatementKind.Axiom) continue;
    const steps = doubtful.has(s) ? undefined : countSteps(db, formulas, s, doubtful);
    if (steps === undefined) doubtful.add(s);
    else if (formulas.length[s] > 0) builder.add(s, steps);
  }
  return builder.finish();
}

/** Steps of a theorem's proof that cite a formula's assertion; undefined if it cites a doubtful one. */
function countSteps(
  db: Database,
  formulas: Formulas,
  statement: number,
  doubtful: ReadonlySet<number>,
): number | undefined {
  if (db.kind[statement] !== StatementKind.Theorem) return 0;
  const { steps, count } = readProof(db, statement);
  let cited = 0;
  for (let i = 0; i < count; i++) {
    const step = steps.get(i);
    if (step < 0 || db.kind[step] < StatementKind.Axiom) continue;
    if (doubtful.size > 0 && doubtful.has(step)) return undefined;
    if (formulas.length[step] > 0) cited++;
  }
  return cited;
}

class TableBuilder {
  readonly #cells = new IntVector(1 << 16);
  readonly #formulaStart = new IntVector();
  readonly #formulaCell = new IntVector();
  readonly #variableStart = new IntVector();
  readonly #variableSort = new IntVector();
  readonly #distinctStart = new IntVector();
  readonly #distinct = new IntVector();
  readonly #flags = new IntVector();
  readonly #chapter = new IntVector();
  readonly #proofSize = new IntVector();
  readonly #statements = new IntVector();
  readonly #labels: string[] = [];
  /** By token: its number among the variables of the theorem at hand. */
  readonly #numberOf: Int32Array;
  readonly #arity: Int32Array;
  readonly #chapterStarts: readonly number[];

  constructor(
    readonly db: Database,
    grammar: Grammar,
    readonly formulas: Formulas,
  ) {
    this.#numberOf = new Int32Array(db.tokens.count);
    this.#arity = Int32Array.from(grammar.productions, (production) => production.argumentTypes.length);
    this.variableType = grammar.variableType;
    this.#chapterStarts = db.headings.filter((h) => h.level <= CHAPTER_LEVEL).map((h) => h.position);
  }

  readonly variableType: Int32Array;
  #chapterNow = 0;

  add(statement: number, steps: number): void {
    const { db } = this;
    this.#formulaStart.push(this.#formulaCell.length);
    this.#variableStart.push(this.#variableSort.length);
    this.#distinctStart.push(this.#distinct.length / 2);
    let variableCount = 0;
    const essentials: number[] = [];
    for (let h = db.hypothesisStart[statement]; h < db.hypothesisStart[statement + 1]; h++) {
      const hypothesis = db.hypotheses[h];
      if (db.kind[hypothesis] === StatementKind.Essential) essentials.push(hypothesis);
      else {
        const variable = db.math[db.mathStart[hypothesis] + 1];
        this.#numberOf[variable] = variableCount++;
        this.#variableSort.push(this.variableType[variable]);
      }
    }
    for (const formula of [...essentials, statement]) this.#addFormula(formula);
    for (let pair = db.disjointStart[statement]; pair < db.disjointStart[statement + 1]; pair++) {
      this.#distinct.push(this.#numberOf[db.disjoint[2 * pair]]);
      this.#distinct.push(this.#numberOf[db.disjoint[2 * pair + 1]]);
    }
    const label = labelOf(db, statement);
    const axiom = db.kind[statement] === StatementKind.Axiom ? TheoremFlag.Axiom : 0;
    this.#flags.push(axiom | (isDiscouraged(label, commentOf(db, statement)) ? TheoremFlag.Discouraged : 0));
    this.#proofSize.push(steps);
    this.#chapter.push(this.#chapterAt(db.position[statement]));
    this.#statements.push(statement);
    this.#labels.push(label);
  }

  #addFormula(statement: number): void {
    const { heads, first, length } = this.formulas;
    const base = this.#cells.length / 2;
    const count = length[statement];
    this.#formulaCell.push(base);
    for (let i = 0; i < count; i++) {
      const head = heads[first[statement] + i];
      const isVariable = (head & VARIABLE_BIT) !== 0;
      this.#cells.push(isVariable ? VARIABLE_BIT | this.#numberOf[head & ~VARIABLE_BIT] : head);
      this.#cells.push(1);
    }
    // A cell's skip is one more than its arguments' skips, which are known when going backwards.
    for (let cell = base + count - 1; cell >= base; cell--) {
      const head = this.#cells.get(2 * cell);
      let skip = 1;
      if (head >= 0)
        for (let i = this.#arity[head]; i > 0; i--) skip += this.#cells.get(2 * (cell + skip) + 1);
      this.#cells.set(2 * cell + 1, skip);
    }
  }

  #chapterAt(position: number): number {
    while (this.#chapterNow < this.#chapterStarts.length && this.#chapterStarts[this.#chapterNow] < position)
      this.#chapterNow++;
    return Math.min(this.#chapterNow, 0xffff);
  }

  finish(): ImportedTheorems {
    this.#formulaStart.push(this.#formulaCell.length);
    this.#variableStart.push(this.#variableSort.length);
    this.#distinctStart.push(this.#distinct.length / 2);
    const unsigned = (column: IntVector) => new Uint32Array(column.toArray().buffer);
    const table = {
      theoremCount: this.#labels.length,
      cells: unsigned(this.#cells),
      formulaStart: unsigned(this.#formulaStart),
      formulaCell: unsigned(this.#formulaCell),
      variableStart: unsigned(this.#variableStart),
      variableSort: Uint16Array.from(this.#variableSort.toArray()),
      distinctStart: unsigned(this.#distinctStart),
      distinct: unsigned(this.#distinct),
      flags: Uint8Array.from(this.#flags.toArray()),
      chapter: Uint16Array.from(this.#chapter.toArray()),
      proofSize: unsigned(this.#proofSize),
    };
    return { table, labels: this.#labels, statements: this.#statements.toArray() };
  }
}
