/**
 * Long lists of numbers that need not fit in memory. Where they lie is up to the caller of a run, who hands over
 * `Scratch`; here they are words that are written at the end and read from the front. A list's last words wait in
 * memory, so a short list has no tape at all.
 */

import { WordList } from "./flat-terms.js";

/** Words outside memory. */
export interface Tape {
  append(words: Uint32Array): void;
  /** Fills `into` with the words from place `at` on, as far as there are; returns how many. */
  read(at: number, into: Uint32Array): number;
  /** The tape is not used any more. */
  discard(): void;
}

/** Makes an empty tape. */
export type Scratch = () => Tape;

/** Tapes in memory after all, for runs that are known to be small. */
export function memoryTape(): Tape {
  const list = new WordList();
  return {
    append: (words) => {
      list.reserve(words.length);
      list.words.set(words, list.length);
      list.length += words.length;
    },
    read: (at, into) => {
      const words = list.words.subarray(at, Math.min(at + into.length, list.length));
      into.set(words);
      return words.length;
    },
    discard: () => undefined,
  };
}

/** `maxWaiting` of its words, at least one, may be in memory, and as many for each reader. */
export class WordLog {
  length = 0;
  #waiting: Uint32Array;
  #onTape = 0;
  #tape: Tape | undefined;

  constructor(
    private readonly scratch: Scratch,
    readonly maxWaiting: number,
  ) {
    this.#waiting = new Uint32Array(Math.min(256, maxWaiting));
  }

  push(word: number): void {
    if (this.length - this.#onTape === this.#waiting.length) this.#makeRoom();
    this.#waiting[this.length++ - this.#onTape] = word;
  }

  pushAll(words: Uint32Array): void {
    for (const word of words) this.push(word);
  }

  #makeRoom(): void {
    if (this.#waiting.length < this.maxWaiting) {
      const grown = new Uint32Array(Math.min(this.maxWaiting, 2 * this.#waiting.length));
      grown.set(this.#waiting);
      this.#waiting = grown;
      return;
    }
    this.#tape ??= this.scratch();
    this.#tape.append(this.#waiting);
    this.#onTape = this.length;
  }

  /** Fills `into` with the words from place `at` on, as far as they lie together; returns how many. */
  read(at: number, into: Uint32Array): number {
    if (at < this.#onTape) return this.#tape!.read(at, into.subarray(0, this.#onTape - at));
    const words = this.#waiting
      .subarray(at - this.#onTape, this.length - this.#onTape)
      .subarray(0, into.length);
    into.set(words);
    return words.length;
  }

  discard(): void {
    this.#tape?.discard();
    this.#tape = undefined;
    this.#onTape = this.length = 0;
  }
}

/** Reads a list from its front. */
export class WordReader {
  readonly #loaded: Uint32Array;
  #count = 0;
  #next = 0;
  #at = 0;

  constructor(private readonly log: WordLog) {
    this.#loaded = new Uint32Array(Math.min(log.maxWaiting, Math.max(1, log.length)));
  }

  get done(): boolean {
    return this.#next === this.#count && this.#at === this.log.length;
  }

  next(): number {
    if (this.#next === this.#count) this.#load();
    return this.#loaded[this.#next++];
  }

  /** The next `count` words, in an array of their own. */
  take(count: number): Uint32Array {
    const words = new Uint32Array(count);
    for (let i = 0; i < count; i++) words[i] = this.next();
    return words;
  }

  #load(): void {
    this.#count = this.log.read(this.#at, this.#loaded);
    if (this.#count === 0) throw new Error("a list was read beyond its end");
    this.#at += this.#count;
    this.#next = 0;
  }
}
