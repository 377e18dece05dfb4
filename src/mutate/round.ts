/**
 * One round: the library is joined with itself, candidates are looked at in the seed's order until there are enough that
 * are worth having, and what is an instance of another mutant is dropped. Of a mutant only its place in that order is
 * kept, and not in memory; its statement is made again when it is needed.
 */
import type { Statement, Unified } from "./expand.js";
import { buildFamilies, encouraged, type Family, type FamilyKind } from "./families.js";
import { Funnel } from "./funnel.js";
import { occurrencePairs } from "./join.js";
import type { Journal } from "./journal.js";
import { VERDICTS } from "./judge.js";
import type { Chunk, ChunkResult, PairedFamily, Workplace } from "./labour.js";
import type { Mutant } from "./library.js";
import { MutantList, type ListedMutant } from "./mutant-list.js";
import type { LabourPool } from "./pool.js";
import type { SeenKeys } from "./seen-keys.js";
import { Sieve, type StatementLog } from "./sieve.js";
import type { Storage } from "./storage.js";
import type { WordLog } from "./tape.js";

export interface RoundProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

export interface RoundContext {
  readonly workplace: Workplace;
  readonly pool: LabourPool;
  readonly round: number;
  /** Theorems from this number on are those of the round before; 0 in the first round. */
  readonly fresh: number;
  /** Keys of all mutants so far; grows. */
  readonly keys: SeenKeys;
  /** The mutants of earlier rounds. */
  readonly earlier: StatementLog;
  readonly storage: Storage;
  readonly journal: Journal;
  readonly onProgress: (progress: RoundProgress) => void;
}

const CHUNK = 2048;

/** What is collected beyond what is asked for, since some of it will be instances of the rest. */
const SPARE = 1.05;
/** Rounds of asking for more when some of what was worth having turned out to be instances. */
const MAX_PASSES = 8;

/** A chunk's answer that is not counted yet, and whether the journal has it. */
interface Answer {
  readonly chunk: Chunk;
  readonly result: ChunkResult;
  readonly recalled: boolean;
}

/** Mutants in the seed's order. */
export interface Survivors extends Iterable<ListedMutant> {
  readonly count: number;
}

export class Round {
  readonly funnel = new Funnel();
  #paired: readonly PairedFamily[] = [];
  readonly #list: MutantList;
  #kept: WordLog | undefined;
  #chunks: Iterator<Chunk> = [][Symbol.iterator]();
  #exhausted = false;
  readonly #pending: Answer[] = [];

  constructor(private readonly context: RoundContext) {
    this.#list = new MutantList(context.storage);
  }

  get families(): readonly Family[] {
    return this.#paired.map(({ family }) => family);
  }

  /** Joins the library with itself: afterwards `funnel` says how many candidates there are. */
  async prepare(): Promise<void> {
    const { workplace, pool, fresh, onProgress } = this.context;
    const { library, rules, settings } = workplace;
    const families = pool.share(
      buildFamilies(library, rules, {
        kinds: settings.kinds,
        minimum: settings.overlap,
        matchOnly: settings.specialise === 0,
        usable: encouraged(library),
        fresh,
      }),
    );
    const paired: PairedFamily[] = [];
    for (const [index, family] of families.entries()) {
      onProgress({ phase: "join", done: index, total: families.length });
      const pairs = await pool.join(family.sides, true);
      const compared = family.sides.left.terms.termCount * family.sides.right.terms.termCount;
      this.funnel.add("pairs of terms compared", compared);
      this.funnel.add("pairs that unify", pairs.unifying);
      this.funnel.add("pairs within the settings", pairs.left.length);
      if (pairs.left.length === 0) continue;
      paired.push({ family, left: pairs.left, right: pairs.right });
      this.funnel.add(`candidates: ${family.kind}`, occurrencePairs(family.sides, pairs));
    }
    this.#paired = paired;
    await pool.setFamilies(paired);
    this.#chunks = chunkSequence(
      paired.map(({ family }) => family.kind),
      pool.local.totals,
    );
    this.#exhausted = paired.length === 0;
    this.funnel.add("candidates looked at", 0);
    for (const verdict of VERDICTS.slice(1)) this.funnel.add(verdict, 0);
    this.funnel.add("duplicate of another mutant", 0);
  }

  /** The mutants of this round, at least `limit` of them unless there are no more. */
  async survivors(limit: number): Promise<Survivors> {
    let target = Math.ceil(limit * SPARE);
    for (let pass = 0; ; pass++) {
      await this.#collect(target);
      this.#kept?.discard();
      const kept = (this.#kept = await this.#withoutInstances());
      this.funnel.set("instance of another mutant", this.#list.length - kept.length);
      if (kept.length >= limit || this.#exhausted || pass === MAX_PASSES)
        return { count: kept.length, [Symbol.iterator]: () => this.#list.only(kept) };
      target = Math.ceil((this.#list.length * limit * 1.01) / Math.max(1, kept.length)) + 1;
    }
  }

  /** Gives back what the round has outside memory. */
  discard(): void {
    this.#kept?.discard();
    this.#list.discard();
  }

  async #collect(target: number): Promise<void> {
    const { journal, onProgress, round } = this.context;
    while (this.#list.length < target && !this.#exhausted) {
      if (this.#pending.length === 0) await this.#fetch();
      const answer = this.#pending.shift();
      if (answer === undefined) {
        this.#exhausted = true;
        return;
      }
      const { chunk, result, recalled } = answer;
      this.#take(chunk, result);
      if (!recalled) journal.note({ round, chunk, result });
      onProgress({ phase: "judge", done: this.#list.length, total: target });
    }
  }

  async #fetch(): Promise<void> {
    const { pool, journal, round } = this.context;
    const asked: Chunk[] = [];
    while (this.#pending.length + asked.length < pool.batch) {
      const next = this.#chunks.next();
      if (next.done === true) break;
      const chunk = next.value;
      const result = asked.length === 0 ? journal.recall(round, chunk) : undefined;
      if (result === undefined) asked.push(chunk);
      else this.#pending.push({ chunk, result, recalled: true });
    }
    const results = await pool.chunks(asked);
    asked.forEach((chunk, i) => this.#pending.push({ chunk, result: results[i], recalled: false }));
  }

  #take({ family }: Chunk, result: ChunkResult): void {
    result.counts.forEach((count, verdict) => {
      this.funnel.add("candidates looked at", count);
      if (verdict > 0) this.funnel.add(VERDICTS[verdict], count);
    });
    this.context.keys.add(result).forEach((seen, i) => {
      if (seen === 1) this.funnel.add("duplicate of another mutant", 1);
      else this.#list.push(family, result.index[i], result.size[i]);
    });
  }

  /** The numbers of those that are no instances of other mutants. */
  async #withoutInstances(): Promise<WordLog> {
    const { earlier, storage, onProgress } = this.context;
    const sieve = new Sieve(storage, earlier);
    let done = 0;
    for (const group of batches(this.#list.bySize(), CHUNK)) {
      await this.visit(group, (number, statement) => {
        sieve.offer(number, statement);
      });
      done += group.length;
      onProgress({ phase: "subsume", done, total: this.#list.length });
    }
    sieve.finish((left) => {
      onProgress({ phase: "subsume the rest", done: this.#list.length - left, total: this.#list.length });
    });
    return sieve.kept;
  }

  /** Makes the statements of some mutants again, in that order. The expander is loaded with each while it is visited. */
  async visit(
    mutants: readonly ListedMutant[],
    each: (number: number, statement: Statement) => void,
  ): Promise<void> {
    const { local } = this.context.pool;
    const byFamily = new Map<number, ListedMutant[]>();
    for (const mutant of mutants) {
      const list = byFamily.get(mutant.family) ?? [];
      byFamily.set(mutant.family, list);
      list.push(mutant);
    }
    const found = new Map<ListedMutant, Unified>();
    for (const [family, list] of byFamily) {
      const unified = await local.unified(
        family,
        list.map(({ place }) => place),
      );
      list.forEach((mutant, i) => found.set(mutant, unified[i]));
    }
    for (const mutant of mutants) {
      const statement = local.expander.load(found.get(mutant)!, Number.MAX_SAFE_INTEGER);
      if (statement === undefined) throw new Error("a mutant's statement does not fit any more");
      each(mutant.number, statement);
    }
  }

  /** The chapter, and the steps of the parents' proofs, that the mutant last visited has from its parents. */
  heritage(): { readonly chapters: readonly [number, number]; readonly proofSize: number } {
    const { library } = this.context.workplace;
    const { chapter, proofSize } = library.table;
    const [left, right] = this.context.pool.local.expander.plan.theorems;
    return {
      chapters: [chapter[left], chapter[right]],
      proofSize: proofSize[left] + proofSize[right],
    };
  }

  /** The mutant last visited, undefined if its proof would be too large. */
  mutant(): Mutant | undefined {
    return this.context.pool.local.expander.mutant();
  }
}

/** The items in groups of `size`, the last one perhaps smaller. */
export function* batches<T>(items: Iterable<T>, size: number): Generator<readonly T[]> {
  let group: T[] = [];
  for (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** Chunks of all families: the kinds take turns, and the families of a kind do within it. */
function* chunkSequence(kinds: readonly FamilyKind[], totals: readonly number[]): Generator<Chunk> {
  const next = totals.map(() => 0);
  const queues = [...new Set(kinds)].map((kind) =>
    [...kinds.keys()].filter((family) => kinds[family] === kind),
  );
  while (queues.some((queue) => queue.length > 0)) {
    for (const queue of queues) {
      const family = queue.shift();
      if (family === undefined) continue;
      const first = next[family];
      const end = Math.min(totals[family], first + CHUNK);
      next[family] = end;
      yield { family, first, end };
      if (end < totals[family]) queue.push(family);
    }
  }
}
