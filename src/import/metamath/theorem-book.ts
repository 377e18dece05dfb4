/** What a proof step needs to know of the theorem that it cites: one of the database's, or a mutant that was adopted. */
import type { TheoremTable } from "../../mutate/library.js";
import { labelOf, StatementKind, type Database } from "./database.js";
import { formulaCells } from "./shapes.js";

export interface Citable {
  readonly label: string;
  readonly cells: Uint32Array;
  /** First cells: hypotheses in order, the conclusion last. */
  readonly formulas: ArrayLike<number>;
  readonly variableCount: number;
  /** Pairs of variables. */
  readonly distinct: ArrayLike<number>;
  /** Mandatory hypotheses in order: variable v as v, hypothesis i as ~i. */
  readonly frame: readonly number[];
}

export class TheoremBook {
  readonly #known = new Map<number, Citable>();

  /** `statements[t]` is the statement of the table's theorem t. */
  constructor(
    readonly db: Database,
    readonly table: TheoremTable,
    readonly statements: Int32Array,
  ) {}

  get(theorem: number): Citable {
    let citable = this.#known.get(theorem);
    if (citable === undefined) {
      citable = this.#fromDatabase(theorem);
      this.#known.set(theorem, citable);
    }
    return citable;
  }

  adopt(theorem: number, citable: Citable): void {
    this.#known.set(theorem, citable);
  }

  #fromDatabase(theorem: number): Citable {
    const { db, table } = this;
    if (theorem >= table.theoremCount) throw new Error(`theorem ${theorem} has not been adopted`);
    const statement = this.statements[theorem];
    const frame: number[] = [];
    let variable = 0;
    let hypothesis = 0;
    for (let h = db.hypothesisStart[statement]; h < db.hypothesisStart[statement + 1]; h++)
      frame.push(db.kind[db.hypotheses[h]] === StatementKind.Float ? variable++ : ~hypothesis++);
    return {
      label: labelOf(db, statement),
      cells: table.cells,
      formulas: formulaCells(table, theorem),
      variableCount: variable,
      distinct: table.distinct.subarray(
        2 * table.distinctStart[theorem],
        2 * table.distinctStart[theorem + 1],
      ),
      frame,
    };
  }
}
