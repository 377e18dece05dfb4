/**
 * One round: the library is joined with itself, candidates are looked at in the seed's order until there are enough that
 * are worth having, and what is an instance of another mutant is dropped. Of a mutant only its number is kept, 24 bytes;
 * its statement is made again when it is needed.
 */
import type { Statement, Unified } from "./expand.js";
import { buildFamilies, encouraged, type Family, type FamilyKind } from "./families.js";
import { WordList } from "./flat-terms.js";
import { Funnel } from "./funnel.js";
import type { KeyTable } from "./canonical.js";
import { occurrencePairs } from "./join.js";
import { VERDICTS } from "./judge.js";
import type { Chunk, ChunkResult, PairedFamily, Workplace } from "./labour.js";
import type { Mutant } from "./library.js";
import type { LabourPool } from "./pool.js";
import type { SubsumptionIndex } from "./subsumption.js";

export interface RoundProgress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

/** A chunk's answer as a journal keeps it. */
export interface JournalEntry {
  readonly round: number;
  readonly chunk: Chunk;
  readonly result: ChunkResult;
}

export interface RoundContext {
  readonly workplace: Workplace;
  readonly pool: LabourPool;
  readonly round: number;
  /** Theorems from this number on are those of the round before; 0 in the first round. */
  readonly fresh: number;
  /** Keys of all mutants so far; grows. */
  readonly keys: KeyTable;
  /** The mutants of earlier rounds. */
  readonly earlier: SubsumptionIndex;
  readonly newIndex: () => SubsumptionIndex;
  /** Answers from an earlier, interrupted run, in order; taken off the front. */
  readonly journal: JournalEntry[];
  readonly onChunk: (entry: JournalEntry) => void;
  readonly onProgress: (progress: RoundProgress) => void;
}

const CHUNK = 2048;

/** What is collected beyond what is asked for, since some of it will be instances of the rest. */
const SPARE = 1.05;
/** Rounds of asking for more when some of what was worth having turned out to be instances. */
const MAX_PASSES = 8;

export class Round {
  readonly funnel = new Funnel();
  #paired: readonly PairedFamily[] = [];
  readonly #family = new WordList();
  readonly #place: number[] = [];
  readonly #size = new WordList();
  #chunks: Iterator<Chunk> = [][Symbol.iterator]();
  #exhausted = false;
  readonly #pending: { chunk: Chunk; result: ChunkResult }[] = [];

  constructor(private readonly context: RoundContext) {}

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

  /** The mutants of this round as numbers, at least `limit` of them unless there are no more, in the seed's order. */
  async survivors(limit: number): Promise<readonly number[]> {
    let target = Math.ceil(limit * SPARE);
    for (let pass = 0; ; pass++) {
      await this.#collect(target);
      const kept = await this.#withoutInstances();
      this.funnel.set("instance of another mutant", this.#place.length - kept.length);
      if (kept.length >= limit || this.#exhausted || pass === MAX_PASSES) return kept;
      target = Math.ceil((this.#place.length * limit * 1.01) / Math.max(1, kept.length)) + 1;
    }
  }

  async #collect(target: number): Promise<void> {
    const { onProgress, onChunk, round } = this.context;
    while (this.#place.length < target && !this.#exhausted) {
      if (this.#pending.length === 0) await this.#fetch();
      const entry = this.#pending.shift();
      if (entry === undefined) {
        this.#exhausted = true;
        return;
      }
      this.#take(entry.chunk, entry.result);
      onChunk({ round, ...entry });
      onProgress({ phase: "judge", done: this.#place.length, total: target });
    }
  }

  async #fetch(): Promise<void> {
    const { pool, journal, round } = this.context;
    const asked: Chunk[] = [];
    while (asked.length < pool.batch) {
      const next = this.#chunks.next();
      if (next.done === true) break;
      const known = journal[0] as JournalEntry | undefined;
      if (asked.length === 0 && known?.round === round && sameChunk(known.chunk, next.value)) {
        journal.shift();
        this.#pending.push(known);
        return;
      }
      asked.push(next.value);
    }
    journal.length = 0;
    const results = await pool.chunks(asked);
    asked.forEach((chunk, i) => this.#pending.push({ chunk, result: results[i] }));
  }

  #take({ family }: Chunk, result: ChunkResult): void {
    const { keys } = this.context;
    result.counts.forEach((count, verdict) => {
      this.funnel.add("candidates looked at", count);
      if (verdict > 0) this.funnel.add(VERDICTS[verdict], count);
    });
    for (let i = 0; i < result.index.length; i++) {
      if (keys.add(result.low[i], result.high[i], this.#place.length) >= 0) {
        this.funnel.add("duplicate of another mutant", 1);
        continue;
      }
      this.#family.push(family);
      this.#place.push(result.index[i]);
      this.#size.push(result.size[i]);
    }
  }

  /** Drops instances of other mutants: by rising size, since nothing is an instance of what is larger. */
  async #withoutInstances(): Promise<readonly number[]> {
    const { newIndex, earlier, onProgress } = this.context;
    const index = newIndex();
    const order = Array.from(this.#place.keys()).sort(
      (a, b) => this.#size.words[a] - this.#size.words[b] || a - b,
    );
    const kept: number[] = [];
    let done = 0;
    for (const group of batches(order, CHUNK)) {
      await this.visit(group, (number, statement) => {
        if (earlier.find(statement) >= 0 || index.find(statement) >= 0) return;
        index.add(statement, number);
        kept.push(number);
      });
      done += group.length;
      onProgress({ phase: "subsume", done, total: order.length });
    }
    return kept.sort((a, b) => a - b);
  }

  /** Makes the statements of some mutants again, in that order. The expander is loaded with each while it is visited. */
  async visit(
    numbers: readonly number[],
    each: (number: number, statement: Statement, unified: Unified) => void,
  ): Promise<void> {
    const { local } = this.context.pool;
    const byFamily = new Map<number, number[]>();
    for (const number of numbers) {
      const family = this.#family.words[number];
      const list = byFamily.get(family) ?? [];
      byFamily.set(family, list);
      list.push(number);
    }
    const found = new Map<number, Unified>();
    for (const [family, list] of byFamily) {
      const unified = await local.unified(
        family,
        list.map((number) => this.#place[number]),
      );
      list.forEach((number, i) => found.set(number, unified[i]));
    }
    for (const number of numbers) {
      const unified = found.get(number)!;
      const statement = local.expander.load(unified, Number.MAX_SAFE_INTEGER);
      if (statement === undefined) throw new Error("a mutant's statement does not fit any more");
      each(number, statement, unified);
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

function sameChunk(a: Chunk, b: Chunk): boolean {
  return a.family === b.family && a.first === b.first && a.end === b.end;
}

export function* batches<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
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
