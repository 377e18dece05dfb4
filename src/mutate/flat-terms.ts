/**
 * Small operations on flat terms (library.ts says how they are laid out) and a growing list of words. No allocation
 * where the caller can avoid it; nothing here knows theorems.
 */
import { TERM_WORDS, VARIABLE_BIT } from "../device/device.js";

/** Numbers of 32 bits, appended one by one. */
export class WordList {
  words: Uint32Array;
  length = 0;

  constructor(capacity = 1024) {
    this.words = new Uint32Array(capacity);
  }

  push(word: number): void {
    if (this.length === this.words.length) this.reserve(1);
    this.words[this.length++] = word;
  }

  reserve(count: number): void {
    if (this.length + count <= this.words.length) return;
    const grown = new Uint32Array(2 * (this.length + count));
    grown.set(this.words.subarray(0, this.length));
    this.words = grown;
  }

  /** A copy of what was appended. */
  toArray(): Uint32Array {
    return this.words.slice(0, this.length);
  }
}

export function isVariable(head: number): boolean {
  return (head & VARIABLE_BIT) !== 0;
}

export function variableNumber(head: number): number {
  return (head & ~VARIABLE_BIT) >>> 0;
}

export function headAt(cells: Uint32Array, cell: number): number {
  return cells[cell * TERM_WORDS];
}

export function skipAt(cells: Uint32Array, cell: number): number {
  return cells[cell * TERM_WORDS + 1];
}

/** The first cell of argument `index` of the application at `cell`. */
export function argumentCell(cells: Uint32Array, cell: number, index: number): number {
  let at = cell + 1;
  for (let i = 0; i < index; i++) at += skipAt(cells, at);
  return at;
}

/** Cells of the term that are not variables. */
export function constructorCount(cells: Uint32Array, cell: number): number {
  const end = cell + skipAt(cells, cell);
  let count = 0;
  for (let at = cell; at < end; at++) if (!isVariable(headAt(cells, at))) count++;
  return count;
}

/** Whether the two terms are the same, variable for variable. */
export function sameTerm(
  left: Uint32Array,
  leftCell: number,
  right: Uint32Array,
  rightCell: number,
): boolean {
  const size = skipAt(left, leftCell);
  if (size !== skipAt(right, rightCell)) return false;
  for (let i = 0; i < size; i++) {
    if (headAt(left, leftCell + i) !== headAt(right, rightCell + i)) return false;
  }
  return true;
}

/** Positions at which both terms, neither instantiated, have an application of one symbol. */
export function overlap(left: Uint32Array, leftCell: number, right: Uint32Array, rightCell: number): number {
  const leftHead = headAt(left, leftCell);
  if (isVariable(leftHead) || leftHead !== headAt(right, rightCell)) return 0;
  let count = 1;
  const end = leftCell + skipAt(left, leftCell);
  for (let l = leftCell + 1, r = rightCell + 1; l < end;) {
    count += overlap(left, l, right, r);
    l += skipAt(left, l);
    r += skipAt(right, r);
  }
  return count;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Adds a word to a 32-bit hash (the step of MurmurHash3). */
export function mix(hash: number, word: number): number {
  const keyed = Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
  return (Math.imul(rotate(hash ^ keyed, 13), 5) + 0xe6546b64) >>> 0;
}

/** Spreads what `mix` collected over all bits (the end of MurmurHash3). */
export function finish(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
