/**
 * Drops the mutants that are instances of others, of which only some fit in memory at once. Mutants are offered by rising
 * size, since nothing is an instance of what is larger, and the first are stored: they stay. The others are compared
 * with these; those that are instances of none go on a tape, which is offered in the next pass, until nothing is left.
 * The mutants of earlier rounds come before all, and take passes of their own. Which mutants stay does not depend on
 * how many are stored in a pass.
 */
import { TERM_WORDS } from "../device/device.js";
import type { Statement } from "./expand.js";
import type { Storage } from "./storage.js";
import { SubsumptionIndex } from "./subsumption.js";
import type { WordLog } from "./tape.js";
import { WordReader } from "./tape.js";

/** Statements on a tape, each with a number: the number, formulas, cells, and what these counts say. */
export class StatementLog {
  readonly #log: WordLog;
  length = 0;

  constructor(storage: Storage) {
    this.#log = storage.list();
  }

  push(number: number, { cells, formulas, count, size }: Statement): void {
    this.#log.push(number);
    this.#log.push(count);
    this.#log.push(size);
    this.#log.pushAll(formulas.subarray(0, count));
    this.#log.pushAll(cells.subarray(0, size * TERM_WORDS));
    this.length++;
  }

  *read(): Generator<readonly [number, Statement]> {
    for (const reader = new WordReader(this.#log); !reader.done;) {
      const [number, count, size] = [reader.next(), reader.next(), reader.next()];
      const formulas = reader.take(count);
      yield [number, { formulas, cells: reader.take(size * TERM_WORDS), count, size }];
    }
  }

  discard(): void {
    this.#log.discard();
  }
}

export class Sieve {
  /** The numbers of those that stay, by rising size. */
  readonly kept: WordLog;
  readonly #index = new SubsumptionIndex();
  readonly #earlier: Iterator<readonly [number, Statement]>;
  #earlierLeft: number;
  #later: StatementLog;

  constructor(
    private readonly storage: Storage,
    earlier: StatementLog,
  ) {
    this.kept = storage.list();
    this.#later = new StatementLog(storage);
    this.#earlier = earlier.read();
    this.#earlierLeft = earlier.length;
    this.#begin();
  }

  /** Stores what there is of earlier rounds, as far as it fits. */
  #begin(): void {
    this.#index.clear();
    for (; this.#earlierLeft > 0 && this.#index.size < this.storage.inMemory; this.#earlierLeft--) {
      const [number, statement] = this.#earlier.next().value as readonly [number, Statement];
      this.#index.add(statement, number);
    }
    this.storage.note("statements", this.#index.size);
  }

  /** Takes the next mutant of the first pass; its size is not less than that of the one before. */
  offer(number: number, statement: Statement): void {
    if (this.#index.find(statement) >= 0) return;
    if (this.#earlierLeft > 0 || this.#index.size >= this.storage.inMemory) {
      this.#later.push(number, statement);
      return;
    }
    this.#index.add(statement, number);
    this.storage.note("statements", this.#index.size);
    this.kept.push(number);
  }

  /** Ends the first pass and does the others, of each of which `onPass` hears before it begins. */
  finish(onPass: (left: number) => void): void {
    while (this.#later.length > 0) {
      const offered = this.#later;
      onPass(offered.length);
      this.#later = new StatementLog(this.storage);
      this.#begin();
      for (const [number, statement] of offered.read()) this.offer(number, statement);
      offered.discard();
    }
  }
}
