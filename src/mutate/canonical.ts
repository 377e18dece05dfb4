/**
 * Statements up to the names of variables and the order of hypotheses, as 64-bit keys. The conclusion's variables are
 * numbered first; then the hypotheses are ordered by what they look like with the others blank, and numbered on. Two
 * hypotheses that look alike stay as they stand, so a key can miss that two statements are the same (subsumption finds
 * that), but equal statements in the key's sense have equal keys.
 */
import type { Statement } from "./expand.js";
import { finish, headAt, isVariable, mix, skipAt, variableNumber } from "./flat-terms.js";

const BLANK = 0xa5a5a5a5;
const KNOWN = 0x5a5a0000;

export class Canonicaliser {
  /** The key of the last statement. */
  low = 0;
  high = 0;
  readonly #number = new Int32Array(1 << 12).fill(-1);
  readonly #touched: number[] = [];
  #order: number[] = [];
  #look: number[] = [];

  /** Computes `low` and `high`. */
  run({ cells, formulas, count }: Statement): void {
    this.low = 1;
    this.high = 2;
    this.#take(cells, formulas[count - 1]);
    this.#look.length = 0;
    this.#order.length = 0;
    for (let i = 0; i < count - 1; i++) {
      this.#look.push(this.#appearance(cells, formulas[i]));
      this.#order.push(i);
    }
    this.#order.sort((a, b) => this.#look[a] - this.#look[b] || a - b);
    for (const i of this.#order) this.#take(cells, formulas[i]);
    this.low = finish(this.low);
    this.high = finish(this.high);
    for (const variable of this.#touched) this.#number[variable] = -1;
    this.#touched.length = 0;
  }

  /** What a formula looks like up to the variables that have no number yet, which it numbers for itself. */
  #appearance(cells: Uint32Array, cell: number): number {
    let hash = 3;
    const fresh: number[] = [];
    for (let at = cell; at < cell + skipAt(cells, cell); at++) {
      const head = headAt(cells, at);
      if (!isVariable(head)) {
        hash = mix(hash, head);
        continue;
      }
      const variable = variableNumber(head);
      const number = this.#number[variable];
      if (number >= 0) hash = mix(hash, KNOWN + number);
      else {
        if (!fresh.includes(variable)) fresh.push(variable);
        hash = mix(hash, BLANK + fresh.indexOf(variable));
      }
    }
    return finish(hash);
  }

  #take(cells: Uint32Array, cell: number): void {
    this.low = mix(this.low, 0x7ffffff1);
    this.high = mix(this.high, 0x7ffffff3);
    for (let at = cell; at < cell + skipAt(cells, cell); at++) {
      const head = headAt(cells, at);
      let word = head;
      if (isVariable(head)) {
        const variable = variableNumber(head);
        if (this.#number[variable] < 0) {
          this.#number[variable] = this.#touched.length;
          this.#touched.push(variable);
        }
        word = KNOWN + this.#number[variable];
      }
      this.low = mix(this.low, word);
      this.high = mix(this.high, word);
    }
  }
}

/** A set of 64-bit keys, each with a number. */
export class KeyTable {
  #low = new Uint32Array(1 << 12);
  #high = new Uint32Array(1 << 12);
  #value = new Int32Array(1 << 12).fill(-1);
  size = 0;

  /** The number of the key; if it has none, -1, and from now on `value`. */
  add(low: number, high: number, value: number): number {
    const slot = this.#slot(low, high);
    if (this.#value[slot] >= 0) return this.#value[slot];
    this.#low[slot] = low;
    this.#high[slot] = high;
    this.#value[slot] = value;
    if (++this.size * 2 > this.#value.length) this.#grow();
    return -1;
  }

  /** The number of the key, or -1. */
  get(low: number, high: number): number {
    return this.#value[this.#slot(low, high)];
  }

  /** All keys, in no order that means anything. */
  keys(): { readonly low: Uint32Array; readonly high: Uint32Array } {
    const used = this.#value.map((value, slot) => (value < 0 ? -1 : slot)).filter((slot) => slot >= 0);
    const pick = (words: Uint32Array): Uint32Array => Uint32Array.from(used, (slot) => words[slot]);
    return { low: pick(this.#low), high: pick(this.#high) };
  }

  clear(): void {
    this.#value.fill(-1);
    this.size = 0;
  }

  #slot(low: number, high: number): number {
    const mask = this.#value.length - 1;
    let slot = (low ^ high) & mask;
    while (this.#value[slot] >= 0 && (this.#low[slot] !== low || this.#high[slot] !== high))
      slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [low, high, value] = [this.#low, this.#high, this.#value];
    this.#low = new Uint32Array(2 * low.length);
    this.#high = new Uint32Array(2 * low.length);
    this.#value = new Int32Array(2 * low.length).fill(-1);
    for (let i = 0; i < low.length; i++) {
      if (value[i] < 0) continue;
      const slot = this.#slot(low[i], high[i]);
      this.#low[slot] = low[i];
      this.#high[slot] = high[i];
      this.#value[slot] = value[i];
    }
  }
}
