/**
 * How much of a run is in memory at once. Whatever a run keeps of its mutants is kept by one of three structures, each
 * of which holds `inMemory` entries at most and puts the rest on tapes: `seen-keys.ts` (which statements there were),
 * `mutant-list.ts` (which mutants there are, in which order) and `sieve.ts` (which are instances of others).
 */
import { WordLog, type Scratch } from "./tape.js";

/** What is counted: keys of statements, numbers of mutants that are being sorted, statements that others are compared with. */
export type Held = Record<"keys" | "numbers" | "statements", number>;

/** About 400 bytes each. */
export const DEFAULT_IN_MEMORY = 1 << 18;
/** Words of a list that wait in memory, for each entry, if that is little. */
const WAITING_PER_ENTRY = 8;
const MAX_WAITING = 1 << 15;

export class Storage {
  /** The most entries of each structure that ever were in memory. */
  readonly most: Held = { keys: 0, numbers: 0, statements: 0 };

  constructor(
    /** Entries of each structure that may be in memory. */
    readonly inMemory: number,
    private readonly scratch: Scratch,
  ) {}

  /** Takes down that a structure holds so many entries. */
  note(structure: keyof Held, count: number): void {
    this.most[structure] = Math.max(this.most[structure], count);
  }

  /** An empty list. */
  list(): WordLog {
    return new WordLog(this.scratch, Math.min(MAX_WAITING, WAITING_PER_ENTRY * this.inMemory));
  }
}
