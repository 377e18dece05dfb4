/**
 * Names for the variables of mutants: variables of the database that are active at its end, and more of each typecode,
 * declared at the head of the output, where the database has few. A mutant's variable keeps the name that it has in
 * the theorem it comes from, if nothing else has taken it; else it gets the first that is free.
 */
import { NEVER_ENDS, StatementKind, type Database } from "./database.js";
import type { Grammar } from "./grammar.js";

/** Every typecode with variables has at least this many. */
const ENOUGH = 64;

export interface NamedVariable {
  readonly name: string;
  /** The label of its $f. */
  readonly label: string;
  /** Rises with the place of the $f. */
  readonly order: number;
}

export class VariablePool {
  /** By typecode index, in the order of their $f. */
  readonly #bySort: NamedVariable[][];
  readonly #named = new Map<string, NamedVariable>();
  /** Declares the variables that the database does not have. */
  readonly declarations: string;

  constructor(db: Database, grammar: Grammar) {
    this.#bySort = grammar.typecodes.map(() => []);
    let order = 0;
    for (let s = 0; s < db.statementCount; s++) {
      if (db.kind[s] !== StatementKind.Float || db.scopeEnd[s] !== NEVER_ENDS) continue;
      const variable = db.math[db.mathStart[s] + 1];
      const name = db.tokens.text(variable);
      this.#add(grammar.variableType[variable], { name, label: db.tokens.text(db.label[s]), order: order++ });
    }
    const made: NamedVariable[] = [];
    const floats: string[] = [];
    this.#bySort.forEach((pool, sort) => {
      if (pool.length === 0) return;
      const typecode = db.tokens.text(grammar.typecodes[sort]);
      for (let number = 0; pool.length < ENOUGH; number++) {
        const name = `${pool[0].name}.${number}`;
        const label = `${pool[0].label}.${number}`;
        if (db.tokens.lookUpText(name) >= 0 || db.tokens.lookUpText(label) >= 0 || name === label) continue;
        made.push({ name, label, order: order++ });
        this.#add(sort, made[made.length - 1]);
        floats.push(`${label} $f ${typecode} ${name} $.\n`);
      }
    });
    const names = made.map(({ name }) => name).join(" ");
    this.declarations = made.length === 0 ? "" : `$v ${names} $.\n${floats.join("")}`;
  }

  #add(sort: number, variable: NamedVariable): void {
    this.#bySort[sort].push(variable);
    this.#named.set(variable.name, variable);
  }

  /** One variable each; `wishes[i]` is the name that the i-th would like. Undefined if a typecode has too few. */
  assign(
    sorts: readonly number[],
    wishes: readonly (string | undefined)[],
  ): readonly NamedVariable[] | undefined {
    const taken = new Set<string>();
    const chosen: NamedVariable[] = [];
    wishes.forEach((wish, index) => {
      const variable = wish === undefined ? undefined : this.#named.get(wish);
      if (variable === undefined || taken.has(variable.name)) return;
      taken.add(variable.name);
      chosen[index] = variable;
    });
    const next = new Map<number, number>();
    for (let index = 0; index < sorts.length; index++) {
      if (index in chosen) continue;
      const pool = this.#bySort[sorts[index]];
      let at = next.get(sorts[index]) ?? 0;
      while (at < pool.length && taken.has(pool[at].name)) at++;
      if (at === pool.length) return undefined;
      next.set(sorts[index], at + 1);
      taken.add(pool[at].name);
      chosen[index] = pool[at];
    }
    return chosen;
  }
}
