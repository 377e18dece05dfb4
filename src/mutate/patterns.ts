/**
 * Renaming-distinct terms: a library states the same hypothesis thousands of times, and a join needs to look at it once.
 * A pattern is a term with its variables numbered by first occurrence; its occurrences say where the library has it.
 * Terms with more variables than a device has slots for make no pattern; they are counted in `tooWide`.
 */
import { MAX_UNIFY_VARS, TERM_WORDS, VARIABLE_BIT, type TermTable } from "../device/device.js";
import { headAt, isVariable, mix, skipAt, variableNumber, WordList } from "./flat-terms.js";

/**
 * Pattern p is term p of `terms`; its occurrences are o = occurrenceStart[p] … occurrenceStart[p+1]-1, in the order in
 * which they were added: the term at cell `occurrenceCell[o]` of the library, in theorem `occurrenceTheorem[o]`, with a
 * `occurrenceTag[o]` that means something to whoever added it.
 */
export interface PatternTable {
  readonly terms: TermTable;
  readonly occurrenceStart: Uint32Array;
  readonly occurrenceTheorem: Uint32Array;
  readonly occurrenceCell: Uint32Array;
  readonly occurrenceTag: Uint32Array;
  readonly tooWide: number;
}

export class PatternBuilder {
  readonly #cells = new WordList(1 << 16);
  readonly #start = new WordList();
  readonly #hash = new WordList();
  readonly #occurrences = {
    pattern: new WordList(),
    theorem: new WordList(),
    cell: new WordList(),
    tag: new WordList(),
  };
  #slots = new Int32Array(1 << 12).fill(-1);
  readonly #number = new Int32Array(1 << 16).fill(-1);
  #tooWide = 0;

  /** Adds the term at `cell` of `cells`. */
  add(cells: Uint32Array, cell: number, theorem: number, tag: number): void {
    const pattern = this.#intern(cells, cell);
    if (pattern < 0) {
      this.#tooWide++;
      return;
    }
    this.#occurrences.pattern.push(pattern);
    this.#occurrences.theorem.push(theorem);
    this.#occurrences.cell.push(cell);
    this.#occurrences.tag.push(tag);
  }

  finish(): PatternTable {
    const { pattern, theorem, cell, tag } = this.#occurrences;
    const count = this.#start.length;
    const occurrenceStart = new Uint32Array(count + 1);
    for (let o = 0; o < pattern.length; o++) occurrenceStart[pattern.words[o] + 1]++;
    for (let p = 0; p < count; p++) occurrenceStart[p + 1] += occurrenceStart[p];
    const next = occurrenceStart.slice();
    const [occurrenceTheorem, occurrenceCell, occurrenceTag] = [theorem, cell, tag].map(
      () => new Uint32Array(pattern.length),
    );
    for (let o = 0; o < pattern.length; o++) {
      const at = next[pattern.words[o]]++;
      occurrenceTheorem[at] = theorem.words[o];
      occurrenceCell[at] = cell.words[o];
      occurrenceTag[at] = tag.words[o];
    }
    const terms = { termCount: count, cells: this.#cells.toArray(), start: this.#start.toArray() };
    return {
      terms,
      occurrenceStart,
      occurrenceTheorem,
      occurrenceCell,
      occurrenceTag,
      tooWide: this.#tooWide,
    };
  }

  /** The pattern of a term, or -1 if it has too many variables. */
  #intern(cells: Uint32Array, cell: number): number {
    const size = skipAt(cells, cell);
    const first = this.#cells.length;
    if (!this.#appendRenamed(cells, cell, size)) {
      this.#cells.length = first;
      return -1;
    }
    const words = this.#cells.words;
    let hash = 0;
    for (let at = first; at < first + size * TERM_WORDS; at += TERM_WORDS) hash = mix(hash, words[at]);
    let slot = hash & (this.#slots.length - 1);
    for (; this.#slots[slot] >= 0; slot = (slot + 1) & (this.#slots.length - 1)) {
      const known = this.#slots[slot];
      if (this.#hash.words[known] !== hash || !this.#same(known, first, size)) continue;
      this.#cells.length = first;
      return known;
    }
    const pattern = this.#start.length;
    this.#slots[slot] = pattern;
    this.#start.push(first / TERM_WORDS);
    this.#hash.push(hash);
    if (2 * this.#start.length > this.#slots.length) this.#rehash();
    return pattern;
  }

  #appendRenamed(cells: Uint32Array, cell: number, size: number): boolean {
    let variables = 0;
    for (let at = cell; at < cell + size; at++) {
      const head = headAt(cells, at);
      if (!isVariable(head)) {
        this.#cells.push(head);
      } else {
        const variable = variableNumber(head);
        if (this.#number[variable] < 0) this.#number[variable] = variables++;
        this.#cells.push((VARIABLE_BIT | this.#number[variable]) >>> 0);
      }
      this.#cells.push(skipAt(cells, at));
    }
    for (let at = cell; at < cell + size; at++) {
      const head = headAt(cells, at);
      if (isVariable(head)) this.#number[variableNumber(head)] = -1;
    }
    return variables <= MAX_UNIFY_VARS;
  }

  #same(pattern: number, first: number, size: number): boolean {
    const words = this.#cells.words;
    const start = this.#start.words[pattern] * TERM_WORDS;
    for (let i = 0; i < size * TERM_WORDS; i++) if (words[start + i] !== words[first + i]) return false;
    return true;
  }

  #rehash(): void {
    this.#slots = new Int32Array(2 * this.#slots.length).fill(-1);
    for (let pattern = 0; pattern < this.#start.length; pattern++) {
      let slot = this.#hash.words[pattern] & (this.#slots.length - 1);
      while (this.#slots[slot] >= 0) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = pattern;
    }
  }
}
