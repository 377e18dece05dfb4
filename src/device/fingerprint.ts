/**
 * Fingerprints of terms: what stands at a few fixed positions, so that most pairs that do not unify are told apart
 * without being tried (Schulz, "Fingerprint Indexing for Paramodulation and Rewriting", IJCAR 2012).
 *
 * Every position has a byte of a value word and a byte of a mask word. With `a` and `b` two terms' words,
 *
 *     they can unify        only if  ((a.value ^ b.value) & a.mask & b.mask) === 0
 *     a can be matched to b only if  ((a.value ^ b.value) & a.mask)          === 0       in each of VALUE_WORDS words.
 *
 *     at the position          value          mask
 *     a symbol                 0x80 | code    0xff    code is 1 … 126; different codes are different symbols
 *     a variable               0x80           0x80    anything may be there, but something is
 *     nothing, below a variable 0x7f          0x00    anything or nothing may be there
 *     nothing                  0x00           0xff
 *
 * Fingerprints lie in columns, so that a loop over terms reads neighbouring words: word w of term t is `[w * n + t]` of
 * n terms; the value words are 0 … VALUE_WORDS-1, their masks the VALUE_WORDS words after them.
 */
import { TERM_WORDS, VARIABLE_BIT, type TermTable } from "./device.js";

/** The positions, as parent position and argument number; the first is the root. A parent stands before its children. */
const POSITIONS: readonly (readonly [parent: number, arg: number])[] = [
  ...([
    [-1, 0],
    [0, 0],
    [0, 1],
    [1, 0],
  ] as const), // ε 0 1 00
  ...([
    [1, 1],
    [2, 0],
    [2, 1],
    [0, 2],
  ] as const), // 01 10 11 2
  ...([
    [3, 0],
    [3, 1],
    [4, 0],
    [4, 1],
  ] as const), // 000 001 010 011
  ...([
    [5, 0],
    [5, 1],
    [6, 0],
    [6, 1],
  ] as const), // 100 101 110 111
];
const BYTES_PER_WORD = 4;
export const VALUE_WORDS = POSITIONS.length / BYTES_PER_WORD;
export const FINGERPRINT_WORDS = 2 * VALUE_WORDS;

const CODES = 126;
const PRESENT = 0x80;
/** What stands at a position where there is no cell. */
const BELOW_VARIABLE = -1;
const NOTHING = -2;

/** The fingerprints of all terms of a table. */
export function fingerprints({ termCount, cells, start }: TermTable): Uint32Array {
  const words = new Uint32Array(termCount * FINGERPRINT_WORDS);
  const places = new Int32Array(POSITIONS.length);
  for (let term = 0; term < termCount; term++) {
    for (let position = 0; position < POSITIONS.length; position++) {
      const [parent, arg] = POSITIONS[position];
      const place = parent < 0 ? start[term] : childOf(cells, places[parent], arg);
      places[position] = place;
      const head = place < 0 ? 0 : cells[place * TERM_WORDS];
      const word = (position >>> 2) * termCount + term;
      const shift = (position & 3) * 8;
      words[word] |= valueOf(place, head) << shift;
      words[word + VALUE_WORDS * termCount] |= maskOf(place, head) << shift;
    }
  }
  return words;
}

function childOf(cells: Uint32Array, parent: number, arg: number): number {
  if (parent < 0) return parent;
  if ((cells[parent * TERM_WORDS] & VARIABLE_BIT) !== 0) return BELOW_VARIABLE;
  const end = parent + cells[parent * TERM_WORDS + 1];
  let child = parent + 1;
  for (let i = 0; i < arg && child < end; i++) child += cells[child * TERM_WORDS + 1];
  return child < end ? child : NOTHING;
}

function valueOf(place: number, head: number): number {
  if (place < 0) return place === NOTHING ? 0 : 0x7f;
  return (head & VARIABLE_BIT) !== 0 ? PRESENT : PRESENT | (1 + (head % CODES));
}

function maskOf(place: number, head: number): number {
  if (place < 0) return place === NOTHING ? 0xff : 0;
  return (head & VARIABLE_BIT) !== 0 ? PRESENT : 0xff;
}

const known = new WeakMap<TermTable, Uint32Array>();

/** The fingerprints of a table, made once for each `TermTable` object. */
export function fingerprintsOf(table: TermTable): Uint32Array {
  let words = known.get(table);
  if (words === undefined) {
    words = fingerprints(table);
    known.set(table, words);
  }
  return words;
}
