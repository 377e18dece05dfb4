/**
 * A theory's facts and the theorems of an output as a library. A statement `forall xs. L1 & … & Ln -> L` of literals is
 * a theorem with hypotheses; what has another form (an existential definition, say) is left out. Reflexivity of
 * equations, and every equation read from right to left, stand in it as well: not as parents, but so that no mutant is
 * one of them.
 */
import { VARIABLE_BIT } from "../../device/device.js";
import { conjuncts, eq, type Formula } from "../../logic/formula.js";
import type { Theory } from "../../logic/theory.js";
import { TheoremFlag, type Library, type TheoremTable } from "../../mutate/library.js";
import type { Signature } from "./signature.js";

/** A fact or theorem that can be cited. */
export interface CitedStatement {
  readonly name: string;
  readonly params: readonly string[];
  readonly formula: Formula;
  /** Steps of its certificate; 0 for a fact. */
  readonly steps: number;
}

/** What stands behind a theorem of the library. */
export interface StatementEntry {
  readonly statement: CitedStatement;
  /** Names by variable number: `var x` or `sort a`. */
  readonly names: readonly string[];
}

export const TERM_SORT = 0;
export const SORT_SORT = 1;

export interface OutputLibrary {
  readonly library: Library;
  /** By theorem; undefined for what cannot be cited. */
  readonly entries: readonly (StatementEntry | undefined)[];
}

/** The literals of a statement, conclusion last; undefined if it has another form. */
function literals(formula: Formula): readonly Formula[] | undefined {
  const body = formula.kind === "imp" ? formula : undefined;
  const parts = body === undefined ? [formula] : [...conjuncts(body.premise), body.conclusion];
  const isLiteral = (part: Formula): boolean => {
    const positive = part.kind === "not" ? part.body : part;
    return positive.kind === "eq" || positive.kind === "atom";
  };
  return parts.every(isLiteral) ? parts : undefined;
}

export function outputLibrary(
  theory: Theory,
  signature: Signature,
  statements: readonly CitedStatement[],
): OutputLibrary {
  const builder = new TableBuilder(signature);
  builder.addReflexivity();
  for (const statement of statements) {
    const parts = literals(statement.formula);
    if (parts === undefined) continue;
    const flags = statement.steps === 0 ? TheoremFlag.Axiom : 0;
    builder.add(parts, statement.name, flags, statement);
    const conclusion = parts[parts.length - 1];
    if (conclusion.kind !== "eq") continue;
    const flipped = eq(conclusion.right, conclusion.left);
    builder.add([...parts.slice(0, -1), flipped], statement.name, flags | TheoremFlag.Discouraged, undefined);
  }
  const { table, labels, entries } = builder.finish();
  const { symbols, rewriting } = signature;
  return {
    library: { name: theory.name, symbols, sorts: ["term", "sort"], labels, table, rewriting },
    entries,
  };
}

class TableBuilder {
  readonly #cells: number[] = [];
  readonly #formulaStart = [0];
  readonly #formulaCell: number[] = [];
  readonly #variableStart = [0];
  readonly #variableSort: number[] = [];
  readonly #flags: number[] = [];
  readonly #proofSize: number[] = [];
  readonly #labels: string[] = [];
  readonly #entries: (StatementEntry | undefined)[] = [];

  constructor(private readonly signature: Signature) {}

  add(parts: readonly Formula[], label: string, flags: number, statement: CitedStatement | undefined): void {
    const names: string[] = [];
    const numberOf = (name: string): number => {
      const known = names.indexOf(name);
      return known >= 0 ? known : names.push(name) - 1;
    };
    for (const part of parts) {
      this.#formulaCell.push(this.#cells.length / 2);
      this.signature.encodeLiteral(part, this.#cells, numberOf);
    }
    for (const name of names) this.#variableSort.push(name.startsWith("sort ") ? SORT_SORT : TERM_SORT);
    this.#end(label, flags, statement?.steps ?? 0);
    this.#entries.push(statement === undefined ? undefined : { statement, names });
  }

  /** x = x of any sort. */
  addReflexivity(): void {
    this.#formulaCell.push(0);
    const [x, sort] = [VARIABLE_BIT, VARIABLE_BIT + 1];
    this.#cells.push(0, 4, x, 1, x, 1, sort, 1);
    this.#variableSort.push(TERM_SORT, SORT_SORT);
    this.#end("=", TheoremFlag.Axiom | TheoremFlag.Discouraged, 0);
    this.#entries.push(undefined);
  }

  #end(label: string, flags: number, proofSize: number): void {
    this.#formulaStart.push(this.#formulaCell.length);
    this.#variableStart.push(this.#variableSort.length);
    this.#flags.push(flags);
    this.#proofSize.push(proofSize);
    this.#labels.push(label);
  }

  finish(): {
    table: TheoremTable;
    labels: readonly string[];
    entries: readonly (StatementEntry | undefined)[];
  } {
    const theoremCount = this.#labels.length;
    const table: TheoremTable = {
      theoremCount,
      cells: Uint32Array.from(this.#cells),
      formulaStart: Uint32Array.from(this.#formulaStart),
      formulaCell: Uint32Array.from(this.#formulaCell),
      variableStart: Uint32Array.from(this.#variableStart),
      variableSort: Uint16Array.from(this.#variableSort),
      distinctStart: new Uint32Array(theoremCount + 1),
      distinct: new Uint32Array(0),
      flags: Uint8Array.from(this.#flags),
      chapter: new Uint16Array(theoremCount),
      proofSize: Uint32Array.from(this.#proofSize),
    };
    return { table, labels: this.#labels, entries: this.#entries };
  }
}
