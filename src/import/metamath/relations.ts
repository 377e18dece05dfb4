/**
 * The relations of a database that behave like equality, found by the shape of its theorems: a binary symbol on one
 * sort for which there are `R(a, a)`, `R(a, b) / R(b, a)` and `R(a, b), R(b, c) / R(a, c)`. Of several on one sort, the
 * one that more congruences speak of is taken (congruences.ts).
 */
import type { TheoremTable } from "../../mutate/library.js";
import { NONE } from "./database.js";
import type { Production } from "./grammar.js";
import { formulaCells, isUnconditional, shallow, type Shallow } from "./shapes.js";

export interface Relation {
  readonly symbol: number;
  /** The typecode of both arguments. */
  readonly sort: number;
  /** Theorems: R(a, a); R(a, b) / R(b, a). */
  readonly reflexive: number;
  readonly symmetric: number;
  /** The variables a and b of the symmetric theorem. */
  readonly symmetricVariables: readonly [number, number];
}

/** All symbols with the three theorems. */
export function findRelations(table: TheoremTable, productions: readonly Production[]): Relation[] {
  const reflexive = new Map<number, number>();
  const symmetric = new Map<number, number>();
  const transitive = new Map<number, number>();
  const note = (map: Map<number, number>, symbol: number, theorem: number) => {
    if (!map.has(symbol)) map.set(symbol, theorem);
  };
  for (let theorem = 0; theorem < table.theoremCount; theorem++) {
    if (!isUnconditional(table, theorem)) continue;
    const formulas = formulaCells(table, theorem);
    if (formulas.length > 3) continue;
    const shapes = Array.from(formulas, (cell) => shallow(table.cells, cell));
    const conclusion = shapes.at(-1);
    if (conclusion?.variables.length !== 2 || !isHomogeneous(productions, conclusion.symbol)) continue;
    if (shapes.some((shape) => shape?.symbol !== conclusion.symbol)) continue;
    const pairs = shapes as Shallow[];
    const [a, b] = conclusion.variables;
    if (pairs.length === 1 && a === b) note(reflexive, conclusion.symbol, theorem);
    if (pairs.length === 2 && a !== b && isPair(pairs[0], b, a)) note(symmetric, conclusion.symbol, theorem);
    if (pairs.length === 3 && (isChain(pairs[0], pairs[1], a, b) || isChain(pairs[1], pairs[0], a, b)))
      note(transitive, conclusion.symbol, theorem);
  }
  const relations: Relation[] = [];
  for (const [symbol, theorem] of reflexive) {
    const symmetry = symmetric.get(symbol);
    if (symmetry === undefined || !transitive.has(symbol)) continue;
    const sort = productions[symbol].argumentTypes[0];
    const [a, b] = shallow(table.cells, formulaCells(table, symmetry)[0])!.variables;
    relations.push({ symbol, sort, reflexive: theorem, symmetric: symmetry, symmetricVariables: [a, b] });
  }
  return relations;
}

function isHomogeneous(productions: readonly Production[], symbol: number): boolean {
  if (symbol === NONE) return false;
  const [left, right] = productions[symbol].argumentTypes;
  return left === right;
}

function isPair({ variables }: Shallow, left: number, right: number): boolean {
  return variables[0] === left && variables[1] === right;
}

function isChain(first: Shallow, second: Shallow, from: number, to: number): boolean {
  const middle = first.variables[1];
  return (
    from !== to &&
    middle !== from &&
    middle !== to &&
    isPair(first, from, middle) &&
    isPair(second, middle, to)
  );
}
