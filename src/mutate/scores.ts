/**
 * Scores of a mutant: numbers for whoever chooses among mutants, none of them a filter. Surprisingness is that of AGInT
 * (Puzis, Gao, Sutcliffe, "Automated Generation of Interesting Theorems", FLAIRS 2006): how rarely the library has the
 * statement's symbols in one theorem, here the mean over the pairs so that long statements are not favoured.
 */
import type { Statement } from "./expand.js";
import { headAt, isVariable, skipAt } from "./flat-terms.js";
import type { Library } from "./library.js";

export interface Scores {
  /** Cells of the statement. */
  readonly size: number;
  /** Proof steps, the parents' own proofs included, for each cell of the statement. */
  readonly elegance: number;
  /** 0 (the symbols always occur together) to 1 (never). */
  readonly surprise: number;
  /** Whether the parents stand in different chapters. */
  readonly crossChapter: boolean;
}

/** Which symbols occur with which, counted over the theorems of a library. */
export class Cooccurrence {
  readonly #alone: Uint32Array;
  readonly #together = new Map<number, number>();

  constructor(library: Library) {
    const { table } = library;
    this.#alone = new Uint32Array(library.symbols.length);
    for (let theorem = 0; theorem < table.theoremCount; theorem++) {
      const formulas = table.formulaCell.subarray(
        table.formulaStart[theorem],
        table.formulaStart[theorem + 1],
      );
      const symbols = symbolsOf(table.cells, formulas, formulas.length);
      for (const [i, a] of symbols.entries()) {
        this.#alone[a]++;
        for (let j = i + 1; j < symbols.length; j++) {
          const key = this.#key(a, symbols[j]);
          this.#together.set(key, (this.#together.get(key) ?? 0) + 1);
        }
      }
    }
  }

  #key(a: number, b: number): number {
    return a * this.#alone.length + b;
  }

  surprise({ cells, formulas, count }: Statement): number {
    const symbols = symbolsOf(cells, formulas, count);
    let sum = 0;
    let pairs = 0;
    for (const [i, a] of symbols.entries()) {
      for (let j = i + 1; j < symbols.length; j++) {
        const both = this.#together.get(this.#key(a, symbols[j])) ?? 0;
        const either = this.#alone[a] + this.#alone[symbols[j]] - both;
        sum += either === 0 ? 1 : 1 - both / either;
        pairs++;
      }
    }
    return pairs === 0 ? 0 : sum / pairs;
  }
}

/** The symbols of a statement, rising. */
function symbolsOf(cells: Uint32Array, formulas: Uint32Array, count: number): readonly number[] {
  const symbols = new Set<number>();
  for (let i = 0; i < count; i++) {
    for (let at = formulas[i]; at < formulas[i] + skipAt(cells, formulas[i]); at++) {
      const head = headAt(cells, at);
      if (!isVariable(head)) symbols.add(head);
    }
  }
  return [...symbols].sort((a, b) => a - b);
}
