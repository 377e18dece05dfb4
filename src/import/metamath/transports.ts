/**
 * Transport lemmas, found by shape: theorems that carry a proof of a formula over an equation. Where formulas have a
 * relation of their own, `v, R(v, w) / w` carries whole formulas; elsewhere `c(…v…), R(v, w) / c(…w…)` carries one
 * argument of the formula's top symbol (transitivity of an equality is such a lemma for the equality itself). The
 * equation may stand either way round.
 */
import type { TheoremTable } from "../../mutate/library.js";
import type { Role } from "./congruences.js";
import type { Relation } from "./relations.js";
import { areDistinct, formulaCells, isUnconditional, shallow, type Shallow } from "./shapes.js";

export interface Transport {
  readonly theorem: number;
  /** By variable of the theorem; for whole formulas argument 0 is the formula. */
  readonly roles: readonly Role[];
  /** Which of the two hypotheses is the equation. */
  readonly equation: 0 | 1;
  /** Does the equation lead from what is there afterwards to what was there before? */
  readonly backward: boolean;
}

/** The first lemma for each symbol (NONE for whole formulas), slot and direction. */
export class TransportTable {
  readonly #transports = new Map<string, Transport>();

  constructor(table: TheoremTable, relations: readonly Relation[]) {
    const symbols = new Set(relations.map((relation) => relation.symbol));
    for (let theorem = 0; theorem < table.theoremCount; theorem++) {
      const formulas = formulaCells(table, theorem);
      if (formulas.length !== 3 || !isUnconditional(table, theorem)) continue;
      const [first, second, conclusion] = Array.from(formulas, (cell) => shallow(table.cells, cell));
      if (first === undefined || second === undefined || conclusion === undefined) continue;
      if (symbols.has(second.symbol)) this.#add(theorem, first, second, 1, conclusion);
      if (symbols.has(first.symbol)) this.#add(theorem, second, first, 0, conclusion);
    }
  }

  get(symbol: number, slot: number, backward: boolean): Transport | undefined {
    return this.#transports.get(`${symbol}.${slot}.${String(backward)}`);
  }

  #add(theorem: number, main: Shallow, equation: Shallow, index: 0 | 1, conclusion: Shallow): void {
    if (main.symbol !== conclusion.symbol || main.variables.length === 0) return;
    const changed = main.variables.flatMap((variable, slot) =>
      variable === conclusion.variables[slot] ? [] : [slot],
    );
    if (changed.length !== 1) return;
    const [slot] = changed;
    const [from, to] = [main.variables[slot], conclusion.variables[slot]];
    if (!areDistinct([...main.variables, to])) return;
    const [left, right] = equation.variables;
    const backward = left === to && right === from;
    if (!backward && (left !== from || right !== to)) return;
    const key = `${main.symbol}.${slot}.${String(backward)}`;
    if (this.#transports.has(key)) return;
    const roles: Role[] = [];
    main.variables.forEach((variable, argument) => (roles[variable] = { argument, after: false }));
    roles[to] = { argument: slot, after: true };
    this.#transports.set(key, { theorem, roles, equation: index, backward });
  }
}
