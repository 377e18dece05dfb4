/** Which pairs of variables a theorem may take to be distinct: those that an active $d names together. */
import { NONE, type Database } from "./database.js";

export class DistinctScope {
  #scope: number = NONE;
  /** By variable: the active groups with it, falling. */
  readonly #groupsOf = new Map<number, number[]>();

  constructor(readonly db: Database) {}

  /** From now on the question is about this theorem. */
  enter(theorem: number): void {
    const { groups } = this.db;
    const scope = this.db.scope[theorem];
    if (scope === this.#scope) return;
    this.#scope = scope;
    this.#groupsOf.clear();
    for (let group = scope; group !== NONE; group = groups.before[group])
      for (let at = groups.start[group]; at < groups.start[group + 1]; at++) {
        const list = this.#groupsOf.get(groups.variables[at]);
        if (list === undefined) this.#groupsOf.set(groups.variables[at], [group]);
        else list.push(group);
      }
  }

  areDistinct(left: number, right: number): boolean {
    const a = this.#groupsOf.get(left);
    const b = this.#groupsOf.get(right);
    if (a === undefined || b === undefined || left === right) return false;
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      if (a[i] === b[j]) return true;
      if (a[i] > b[j]) i++;
      else j++;
    }
    return false;
  }
}
