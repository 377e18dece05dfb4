/**
 * The keys of all mutants of a run, to know a statement that comes again. The latest are in a table; when that is full
 * they are merged into one sorted tape. Keys are asked for in groups, so that a pass over the tape serves for many.
 */
import { KeyTable } from "./canonical.js";
import type { Storage } from "./storage.js";
import type { WordLog } from "./tape.js";
import { WordReader } from "./tape.js";

/** Keys in parallel arrays. */
export interface Keys {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

export class SeenKeys {
  readonly #table = new KeyTable();
  /** Keys, rising: high word, low word. */
  #sorted: WordLog;

  constructor(private readonly storage: Storage) {
    this.#sorted = storage.list();
  }

  /** Adds keys in order; of each, 1 if it had been added before. */
  add({ low, high }: Keys): Uint8Array {
    const seen = new Uint8Array(low.length);
    const { inMemory } = this.storage;
    for (let from = 0; from < low.length; from += inMemory) {
      const end = Math.min(low.length, from + inMemory);
      this.#addSome(
        { low: low.subarray(from, end), high: high.subarray(from, end) },
        seen.subarray(from, end),
      );
    }
    return seen;
  }

  /** Gives back what is outside memory. */
  discard(): void {
    this.#sorted.discard();
  }

  #addSome(keys: Keys, seen: Uint8Array): void {
    if (this.#table.size + keys.low.length > this.storage.inMemory) this.#empty();
    this.#markSorted(keys, seen);
    for (let i = 0; i < seen.length; i++)
      if (seen[i] === 0 && this.#table.add(keys.low[i], keys.high[i], 0) >= 0) seen[i] = 1;
    this.storage.note("keys", this.#table.size);
  }

  /** Marks the keys that are on the tape. */
  #markSorted(keys: Keys, seen: Uint8Array): void {
    if (this.#sorted.length === 0) return;
    const reader = new WordReader(this.#sorted);
    let [high, low] = [reader.next(), reader.next()];
    for (const i of sortedOrder(keys)) {
      while (order(high, low, keys.high[i], keys.low[i]) < 0) {
        if (reader.done) return;
        high = reader.next();
        low = reader.next();
      }
      if (order(high, low, keys.high[i], keys.low[i]) === 0) seen[i] = 1;
    }
  }

  /** Merges the table, which has no key of the tape, into the tape. */
  #empty(): void {
    const keys = this.#table.keys();
    const merged = this.storage.list();
    const reader = new WordReader(this.#sorted);
    let waiting = reader.done ? undefined : [reader.next(), reader.next()];
    const advance = (): void => {
      merged.push(waiting![0]);
      merged.push(waiting![1]);
      waiting = reader.done ? undefined : [reader.next(), reader.next()];
    };
    for (const i of sortedOrder(keys)) {
      while (waiting !== undefined && order(waiting[0], waiting[1], keys.high[i], keys.low[i]) < 0) advance();
      merged.push(keys.high[i]);
      merged.push(keys.low[i]);
    }
    while (waiting !== undefined) advance();
    this.#sorted.discard();
    this.#sorted = merged;
    this.#table.clear();
  }
}

function order(leftHigh: number, leftLow: number, rightHigh: number, rightLow: number): number {
  return leftHigh - rightHigh || leftLow - rightLow;
}

function sortedOrder({ low, high }: Keys): Uint32Array {
  return Uint32Array.from(low.keys()).sort((a, b) => order(high[a], low[a], high[b], low[b]));
}
