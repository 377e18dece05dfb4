/**
 * The mutants of a round that are worth having, as places in the seed's order: four words each on a tape. They are
 * numbered from 0 in the order in which they were added, and read in that order or by rising size.
 */
import type { Storage } from "./storage.js";
import type { WordLog } from "./tape.js";
import { WordReader } from "./tape.js";

export interface ListedMutant {
  readonly number: number;
  readonly family: number;
  /** In the family's order. */
  readonly place: number;
  /** Cells of its statement. */
  readonly size: number;
}

const WORD = 2 ** 32;
/** Bits of a set of numbers in the memory that an entry of another structure may take. */
const WINDOW_BITS = 64;

export class MutantList {
  length = 0;
  readonly #log: WordLog;
  /** By size, how many there are. */
  readonly #ofSize: number[] = [];

  constructor(private readonly storage: Storage) {
    this.#log = storage.list();
  }

  push(family: number, place: number, size: number): void {
    this.#log.push(family);
    this.#log.push(place % WORD);
    this.#log.push(Math.floor(place / WORD));
    this.#log.push(size);
    this.#ofSize[size] = (this.#ofSize[size] ?? 0) + 1;
    this.length++;
  }

  /** Those of some sizes, in the order of their numbers. */
  *#ofSizes(least: number, most: number): Generator<ListedMutant> {
    const reader = new WordReader(this.#log);
    for (let number = 0; number < this.length; number++) {
      const [family, low, high, size] = [reader.next(), reader.next(), reader.next(), reader.next()];
      if (size >= least && size <= most) yield { number, family, place: high * WORD + low, size };
    }
  }

  /** All by rising size; those of one size by number. */
  *bySize(): Generator<ListedMutant> {
    const { inMemory } = this.storage;
    for (let least = 0; least < this.#ofSize.length;) {
      let most = least;
      let count = this.#ofSize[least] ?? 0;
      while (most + 1 < this.#ofSize.length && count + (this.#ofSize[most + 1] ?? 0) <= inMemory)
        count += this.#ofSize[++most] ?? 0;
      // Those of one size are in order as they stand, however many they are.
      yield* least === most ? this.#ofSizes(least, most) : this.#sorted(least, most, count);
      least = most + 1;
    }
  }

  /** The `count` mutants of some sizes, sorted in memory. */
  *#sorted(least: number, most: number, count: number): Generator<ListedMutant> {
    this.storage.note("numbers", count);
    const next = new Uint32Array(most - least + 2);
    for (let size = least; size <= most; size++)
      next[size - least + 1] = next[size - least] + (this.#ofSize[size] ?? 0);
    const [numbers, families, sizes] = [0, 1, 2].map(() => new Uint32Array(count));
    const places = new Float64Array(count);
    for (const { number, family, place, size } of this.#ofSizes(least, most)) {
      const slot = next[size - least]++;
      numbers[slot] = number;
      families[slot] = family;
      places[slot] = place;
      sizes[slot] = size;
    }
    for (let i = 0; i < count; i++)
      yield { number: numbers[i], family: families[i], place: places[i], size: sizes[i] };
  }

  /** Those whose numbers are on `chosen`, which has them in any order. */
  *only(chosen: WordLog): Generator<ListedMutant> {
    const bits = Math.min(this.length, WINDOW_BITS * this.storage.inMemory);
    const window = new Uint32Array(Math.ceil(bits / 32));
    const width = 32 * window.length;
    let first = -width;
    for (const mutant of this.#ofSizes(0, this.#ofSize.length)) {
      if (mutant.number === first + width) mark(chosen, (first += width), window);
      const bit = mutant.number - first;
      if ((window[bit >>> 5] & (1 << (bit & 31))) !== 0) yield mutant;
    }
  }

  discard(): void {
    this.#log.discard();
  }
}

/** Sets the bits of the numbers from `first` on, as far as they fit. */
function mark(numbers: WordLog, first: number, bits: Uint32Array): void {
  bits.fill(0);
  for (const reader = new WordReader(numbers); !reader.done;) {
    const bit = reader.next() - first;
    if (bit >= 0 && bit < 32 * bits.length) bits[bit >>> 5] |= 1 << (bit & 31);
  }
}
