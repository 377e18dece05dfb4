/** A library with mutants as further theorems, so that they can be parents. */
import { TERM_WORDS } from "../device/device.js";
import { skipAt } from "./flat-terms.js";
import { TheoremFlag, type Library, type Mutant } from "./library.js";

export interface NewTheorem {
  readonly label: string;
  readonly mutant: Mutant;
  /** Pairs of the mutant's variables. */
  readonly distinct: readonly (readonly [number, number])[];
  readonly chapter: number;
  readonly proofSize: number;
}

function appended<T extends Uint8Array | Uint16Array | Uint32Array>(array: T, more: readonly number[]): T {
  const make = array.constructor as new (length: number) => T;
  const whole = new make(array.length + more.length);
  whole.set(array);
  whole.set(more, array.length);
  return whole;
}

export function extendLibrary(library: Library, theorems: readonly NewTheorem[]): Library {
  const { table } = library;
  const base = table.cells.length / TERM_WORDS;
  const [cells, formulaCell, formulaEnd]: [number[], number[], number[]] = [[], [], []];
  const [variableSort, variableEnd, distinct, distinctEnd]: [number[], number[], number[], number[]] = [
    [],
    [],
    [],
    [],
  ];
  for (const { mutant, distinct: pairs } of theorems) {
    for (const formula of [...mutant.hypotheses, mutant.conclusion]) {
      formulaCell.push(base + cells.length / TERM_WORDS);
      const end = (formula + skipAt(mutant.cells, formula)) * TERM_WORDS;
      for (let at = formula * TERM_WORDS; at < end; at++) cells.push(mutant.cells[at]);
    }
    for (let v = 0; v < mutant.statementVariables; v++) variableSort.push(mutant.variableSort[v]);
    for (const pair of pairs) if (pair.every((v) => v < mutant.statementVariables)) distinct.push(...pair);
    formulaEnd.push(table.formulaCell.length + formulaCell.length);
    variableEnd.push(table.variableSort.length + variableSort.length);
    distinctEnd.push((table.distinct.length + distinct.length) / 2);
  }
  return {
    ...library,
    labels: [...library.labels, ...theorems.map(({ label }) => label)],
    table: {
      theoremCount: table.theoremCount + theorems.length,
      cells: appended(table.cells, cells),
      formulaStart: appended(table.formulaStart, formulaEnd),
      formulaCell: appended(table.formulaCell, formulaCell),
      variableStart: appended(table.variableStart, variableEnd),
      variableSort: appended(table.variableSort, variableSort),
      distinctStart: appended(table.distinctStart, distinctEnd),
      distinct: appended(table.distinct, distinct),
      flags: appended(
        table.flags,
        theorems.map(() => TheoremFlag.Mutant),
      ),
      chapter: appended(
        table.chapter,
        theorems.map(({ chapter }) => chapter),
      ),
      proofSize: appended(
        table.proofSize,
        theorems.map(({ proofSize }) => proofSize),
      ),
    },
  };
}
