/** Theorems by their shape: what the search for relations, congruences and transports has in common. */
import { headAt, isVariable, skipAt, variableNumber } from "../../mutate/flat-terms.js";
import { TheoremFlag, type TheoremTable } from "../../mutate/library.js";
import { NONE } from "./database.js";

/** A variable (`symbol` is NONE), or one symbol on variables. */
export interface Shallow {
  readonly symbol: number;
  readonly variables: readonly number[];
}

export function shallow(cells: Uint32Array, cell: number): Shallow | undefined {
  const head = headAt(cells, cell);
  if (isVariable(head)) return { symbol: NONE, variables: [variableNumber(head)] };
  const end = cell + skipAt(cells, cell);
  const variables: number[] = [];
  for (let at = cell + 1; at < end; at++) {
    const inner = headAt(cells, at);
    if (!isVariable(inner)) return undefined;
    variables.push(variableNumber(inner));
  }
  return { symbol: head, variables };
}

/** First cells of a theorem's hypotheses, then of its conclusion. */
export function formulaCells(table: TheoremTable, theorem: number): Uint32Array {
  return table.formulaCell.subarray(table.formulaStart[theorem], table.formulaStart[theorem + 1]);
}

/** May a theorem serve in proofs at all? Not if its author advises against it. */
export function isUsable(table: TheoremTable, theorem: number): boolean {
  return (table.flags[theorem] & (TheoremFlag.Discouraged | TheoremFlag.Mutant)) === 0;
}

/** Does a theorem hold for all values of its variables, whether they share variables or not? */
export function isUnconditional(table: TheoremTable, theorem: number): boolean {
  return isUsable(table, theorem) && table.distinctStart[theorem] === table.distinctStart[theorem + 1];
}

export function areDistinct(variables: readonly number[]): boolean {
  return new Set(variables).size === variables.length;
}
