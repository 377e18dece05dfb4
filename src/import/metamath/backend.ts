/**
 * The proof backend of a Metamath database: mutants to `$p` statements in its own language. The output stands beside
 * the database and includes it; each mutant is a block with its `$d`, `$e` and compressed proof, and an adopted one
 * is cited by those that follow it.
 */
import type { Mutant, ProofBackend, ProvedMutant, Refusal, VariableOrigin } from "../../mutate/library.js";
import { compressProof } from "./compressed-proof.js";
import { StatementKind, type Database } from "./database.js";
import { Deriver, type Derived } from "./derive.js";
import type { Grammar } from "./grammar.js";
import { kindOf, LabelKind, labelCode, numberOf, ProofDag } from "./proof-dag.js";
import type { Rewriting } from "./rewriting.js";
import { TermWriter } from "./term-text.js";
import { TheoremBook } from "./theorem-book.js";
import type { ImportedTheorems } from "./theorem-table.js";
import { VariablePool, type NamedVariable } from "./variable-names.js";

export interface BackendParts {
  readonly db: Database;
  readonly grammar: Grammar;
  readonly theorems: ImportedTheorems;
  readonly rewriting: Rewriting;
  /** The logical typecode, a token. */
  readonly logical: number;
  /** The name by which the output includes the database. */
  readonly includeName: string;
}

export class MetamathBackend implements ProofBackend {
  readonly fileHead: string;
  readonly fileExtension = ".mm";
  readonly #db: Database;
  readonly #grammar: Grammar;
  readonly #theorems: ImportedTheorems;
  readonly #dag = new ProofDag();
  readonly #book: TheoremBook;
  readonly #writer: TermWriter;
  readonly #deriver: Deriver;
  readonly #pool: VariablePool;
  readonly #typecode: string;
  readonly #prefix: string;
  /** By theorem, as far as they were asked for: the names of its variables. */
  readonly #names = new Map<number, readonly string[]>();

  constructor({ db, grammar, theorems, rewriting, logical, includeName }: BackendParts) {
    this.#db = db;
    this.#grammar = grammar;
    this.#theorems = theorems;
    this.#book = new TheoremBook(db, theorems.table, theorems.statements);
    this.#writer = new TermWriter(db, grammar);
    this.#deriver = new Deriver(this.#dag, this.#book, (symbol) => this.#writer.arity(symbol), rewriting);
    this.#pool = new VariablePool(db, grammar);
    this.#typecode = db.tokens.text(logical);
    this.#prefix = freePrefix(db);
    this.fileHead = `$[ ${includeName} $]\n${this.#pool.declarations}`;
  }

  label(index: number): string {
    return `${this.#prefix}${index}`;
  }

  prove(mutant: Mutant, label: string): ProvedMutant | Refusal {
    const variables = this.#name(mutant);
    if (variables === undefined)
      return { refused: "variables", detail: "it has more variables than the database and its additions" };
    const derived = this.#deriver.derive(mutant);
    if ("refused" in derived) return derived;
    const names = variables.map(({ name }) => name);
    const formula = (cell: number) => this.#writer.text(mutant.cells, cell, names);
    const conclusion = `${this.#typecode} ${formula(mutant.conclusion)}`;
    const hypotheses = mutant.hypotheses.map((cell) => `${this.#typecode} ${formula(cell)}`);
    const distinct = derived.distinct.map(([a, b]): [string, string] =>
      names[a] < names[b] ? [names[a], names[b]] : [names[b], names[a]],
    );
    distinct.sort(([a, b], [c, d]) => (a === c ? compare(b, d) : compare(a, c)));
    const proof = this.#proofText(mutant, derived, variables, label);
    const lines = [
      ...distinct.map(([a, b]) => `  $d ${a} ${b} $.`),
      ...hypotheses.map((text, index) => `  ${label}.${index + 1} $e ${text} $.`),
      `  ${label} $p ${conclusion} $=\n${proof} $.`,
    ];
    const text = `\${\n${lines.join("\n")}\n$}\n`;
    return { conclusion, hypotheses, distinct, proof, steps: derived.steps, text };
  }

  adopt(theorem: number, label: string, mutant: Mutant, distinct: ProvedMutant["distinct"]): void {
    const variables = this.#name(mutant);
    if (variables === undefined) throw new Error(`\`${label}\` was not proved`);
    const names = variables.slice(0, mutant.statementVariables).map(({ name }) => name);
    const numberOfName = new Map(names.map((name, number) => [name, number]));
    const pairs = distinct.map((pair) => pair.map((name) => numberOfName.get(name)));
    this.#book.adopt(theorem, {
      label,
      cells: mutant.cells,
      formulas: [...mutant.hypotheses, mutant.conclusion],
      variableCount: mutant.statementVariables,
      distinct: pairs.flatMap(([a, b]) => (a === undefined || b === undefined ? [] : [a, b])),
      frame: frameOf(mutant, variables),
    });
    this.#names.set(theorem, names);
  }

  formulaText(theorem: number, formula: number): string {
    const { cells, formulas } = this.#book.get(theorem);
    return `${this.#typecode} ${this.#writer.text(cells, formulas[formula], this.variablesOf(theorem))}`;
  }

  variableNames(mutant: Mutant): readonly string[] {
    return this.#name(mutant)?.map(({ name }) => name) ?? mutant.variableSort.map((_, index) => `?${index}`);
  }

  termText(mutant: Mutant, cell: number): string {
    return this.#writer.text(mutant.cells, cell, this.variableNames(mutant));
  }

  variablesOf(theorem: number): readonly string[] {
    let names = this.#names.get(theorem);
    if (names === undefined) {
      names = variableNames(this.#db, this.#theorems.statements[theorem]);
      this.#names.set(theorem, names);
    }
    return names;
  }

  #name(mutant: Mutant): readonly NamedVariable[] | undefined {
    const wish = ({ theorem, variable }: VariableOrigin) => this.variablesOf(theorem).at(variable);
    return this.#pool.assign(mutant.variableSort, mutant.variableOrigin.map(wish));
  }

  #proofText(mutant: Mutant, derived: Derived, variables: readonly NamedVariable[], label: string): string {
    const mandatory = frameOf(mutant, variables).map((entry) =>
      entry >= 0 ? labelCode(LabelKind.Variable, entry) : labelCode(LabelKind.Hypothesis, ~entry),
    );
    const text = (code: number) => this.#labelText(code, variables, label);
    return compressProof(this.#dag, derived.root, { mandatory, text }, "    ");
  }

  #labelText(code: number, variables: readonly NamedVariable[], label: string): string {
    const number = numberOf(code);
    switch (kindOf(code)) {
      case LabelKind.Theorem:
        return this.#book.get(number).label;
      case LabelKind.Production:
        return this.#db.tokens.text(this.#db.label[this.#grammar.productions[number].statement]);
      case LabelKind.Variable:
        return variables[number].label;
      default:
        return `${label}.${number + 1}`;
    }
  }
}

/** The variables of a statement's frame, in order. */
function variableNames(db: Database, statement: number): string[] {
  const names: string[] = [];
  for (let h = db.hypothesisStart[statement]; h < db.hypothesisStart[statement + 1]; h++) {
    const hypothesis = db.hypotheses[h];
    if (db.kind[hypothesis] === StatementKind.Float)
      names.push(db.tokens.text(db.math[db.mathStart[hypothesis] + 1]));
  }
  return names;
}

/** Mandatory hypotheses in the order of the output: the $f of the statement's variables, then the hypotheses. */
function frameOf(mutant: Mutant, variables: readonly NamedVariable[]): number[] {
  const statement = Array.from({ length: mutant.statementVariables }, (_, variable) => variable);
  statement.sort((a, b) => variables[a].order - variables[b].order);
  return [...statement, ...mutant.hypotheses.map((_, index) => ~index)];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A word that, with a number after it, is no token of the database. */
function freePrefix(db: Database): string {
  const taken = new Set<string>();
  for (let token = 0; token < db.tokens.count; token++) {
    const stem = /^([A-Za-z-]+)\d+(\.\d+)?$/.exec(db.tokens.text(token))?.[1];
    if (stem !== undefined) taken.add(stem);
  }
  let prefix = "mut";
  while (taken.has(prefix)) prefix += "-";
  return prefix;
}
