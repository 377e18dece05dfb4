/**
 * Writes instances of terms under a unifier. A candidate has two sides, lemma and target, each a theorem of the library
 * with one of its terms unified; the device's bindings speak of that term's pattern, so a theorem's variable is looked
 * up through the pattern's numbering. A mutant's variables are numbered in the order in which they are first written.
 */
import { MAX_UNIFY_VARS, TERM_WORDS, UNBOUND, VARIABLE_BIT } from "../device/device.js";
import { headAt, isVariable, skipAt, variableNumber } from "./flat-terms.js";
import type { PatternTable } from "./patterns.js";

export const LEFT = 0;
export const RIGHT = 1;
export type Side = typeof LEFT | typeof RIGHT;

/** Cells that a statement may have; what grows beyond is no mutant worth having. */
export const MAX_STATEMENT = 1 << 12;
/** Cells for a statement and the terms of its derivation. */
export const MAX_CELLS = 1 << 16;
/** Variables that a theorem may have. */
const MAX_THEOREM_VARIABLES = 1 << 10;

/** One side's theorem and the numbering of its unified term. */
class SideView {
  pattern: Uint32Array = new Uint32Array(0);
  readonly patternOf = new Int32Array(MAX_THEOREM_VARIABLES).fill(-1);
  readonly variableOf = new Uint32Array(MAX_UNIFY_VARS);
  readonly number = new Int32Array(MAX_THEOREM_VARIABLES).fill(-1);
  count = 0;

  reset(cells: Uint32Array, cell: number, pattern: Uint32Array): void {
    for (let k = 0; k < this.count; k++) this.patternOf[this.variableOf[k]] = -1;
    this.pattern = pattern;
    this.count = 0;
    for (let at = cell; at < cell + skipAt(cells, cell); at++) {
      const head = headAt(cells, at);
      if (!isVariable(head)) continue;
      const variable = variableNumber(head);
      if (this.patternOf[variable] >= 0) continue;
      this.patternOf[variable] = this.count;
      this.variableOf[this.count++] = variable;
    }
  }
}

export class Instantiation {
  readonly out = new Uint32Array(MAX_CELLS * TERM_WORDS);
  /** Cells written. */
  length = 0;
  /** Set when something did not fit; what was written since is worthless. */
  overflow = false;
  variableCount = 0;
  /** Of every variable of the mutant: its side and its number in that side's theorem. */
  readonly variableSide = new Uint8Array(2 * MAX_THEOREM_VARIABLES);
  readonly variableNumber = new Uint32Array(2 * MAX_THEOREM_VARIABLES);
  #limit = MAX_CELLS;
  #bindings: Uint32Array = new Uint32Array(0);
  #bindingOffset = 0;
  readonly #sides: readonly [SideView, SideView] = [new SideView(), new SideView()];

  constructor(private readonly cells: Uint32Array) {}

  /** The library term at `cell` is what was unified on that side, as pattern `pattern` of `table`. */
  setSide(side: Side, cell: number, table: PatternTable): void {
    this.#sides[side].reset(this.cells, cell, table.terms.cells);
  }

  /** Starts a mutant of at most `limit` cells under the bindings at `offset`. */
  begin(bindings: Uint32Array, offset: number, limit: number): void {
    for (let v = 0; v < this.variableCount; v++) {
      this.#sides[this.variableSide[v] as Side].number[this.variableNumber[v]] = -1;
    }
    this.#bindings = bindings;
    this.#bindingOffset = offset;
    this.#limit = Math.min(limit, MAX_STATEMENT);
    this.length = 0;
    this.variableCount = 0;
    this.overflow = false;
  }

  /** Lifts the limit for terms that are not part of the statement. */
  unlimit(): void {
    this.#limit = MAX_CELLS;
  }

  /**
   * Writes the instance of the library term at `cell` and returns its first cell. Where the walk comes to the library
   * cell `hole` it writes the term at `filler` of side `fillerSide` instead; -1 for no hole.
   */
  write(side: Side, cell: number, hole = -1, fillerSide: Side = side, filler = -1): number {
    if (cell === hole) return this.write(fillerSide, filler);
    const head = headAt(this.cells, cell);
    if (isVariable(head)) return this.writeVariable(side, variableNumber(head));
    const start = this.#open(head);
    const end = cell + skipAt(this.cells, cell);
    for (let at = cell + 1; at < end && !this.overflow; at += skipAt(this.cells, at)) {
      this.write(side, at, hole, fillerSide, filler);
    }
    return this.#close(start);
  }

  /** Writes the image of a variable of a side's theorem. */
  writeVariable(side: Side, variable: number): number {
    const slot = this.#sides[side].patternOf[variable];
    return slot < 0 ? this.#free(side, variable) : this.#slot(side, slot);
  }

  /** Appends a head for a caller that writes the arguments itself and then calls `closeTerm`. */
  openTerm(head: number): number {
    return this.#open(head);
  }

  closeTerm(start: number): number {
    return this.#close(start);
  }

  #open(head: number): number {
    const start = this.length;
    if (start >= this.#limit) {
      this.overflow = true;
      return start;
    }
    this.out[start * TERM_WORDS] = head;
    this.length = start + 1;
    return start;
  }

  #close(start: number): number {
    if (!this.overflow) this.out[start * TERM_WORDS + 1] = this.length - start;
    return start;
  }

  #slot(side: Side, slot: number): number {
    const bound = this.#bindings[this.#bindingOffset + side * MAX_UNIFY_VARS + slot];
    if (bound === UNBOUND) return this.#free(side, this.#sides[side].variableOf[slot]);
    return this.#pattern((bound & 1) as Side, bound >>> 1);
  }

  #pattern(side: Side, cell: number): number {
    const cells = this.#sides[side].pattern;
    const head = headAt(cells, cell);
    if (isVariable(head)) return this.#slot(side, variableNumber(head));
    const start = this.#open(head);
    const end = cell + skipAt(cells, cell);
    for (let at = cell + 1; at < end && !this.overflow; at += skipAt(cells, at)) this.#pattern(side, at);
    return this.#close(start);
  }

  #free(side: Side, variable: number): number {
    const numbers = this.#sides[side].number;
    if (numbers[variable] < 0) {
      this.variableSide[this.variableCount] = side;
      this.variableNumber[this.variableCount] = variable;
      numbers[variable] = this.variableCount++;
    }
    return this.#close(this.#open((VARIABLE_BIT | numbers[variable]) >>> 0));
  }
}
