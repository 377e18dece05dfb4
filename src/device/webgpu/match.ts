/**
 * `match` on the GPU: a walk for every row of every rule's first SCAN, in all blocks at once, as
 *
 *     match → prefix-sum → prefix-totals → match-place
 *
 * which finds the matches, counts the words of each walk's, gives the walk its place, and puts its matches there. All is
 * one submission, however many blocks there are and however wide the rules; how many matches there are is read back with
 * them. Walks are in the order (block, rule, row), so the list is in canonical order. Matches that outgrow their buffer
 * are counted but not written; the call is then repeated with a larger one, or, where the adapter has none, with half of
 * the walks at a time. Blocks whose rows do not fit together are matched in two calls.
 */
import type { MatchTable, RowTable, RuleTable } from "../device.js";
import { TooLarge } from "./buffers.js";
import type { Dispatch, Gpu } from "./gpu.js";
import { ListRun, type ListWork } from "./list-run.js";
import { LEVEL_COUNTER, chunkCount, levelRecords, scan } from "./levels.js";
import { blockRun, joinedRuns, type BlockRun } from "./match-blocks.js";
import { matchTable, seedsOf, type Seeds } from "./match-seeds.js";
import { codeWords, tableArrays, tableWords } from "./match-table.js";

/** HEADER of match.wgsl. */
const HEADER_WORDS = 3;
const SMALLEST_CAPACITY = 2048;
/** Walks of one submission: bounds how long it runs. */
const MOST_WALKS = 2 ** 22;

interface Call {
  readonly rules: RuleTable;
  readonly rows: RowTable;
  readonly since: number;
  readonly seeds: Seeds;
}

export class GpuMatcher {
  /** Matches that the buffers have room for; kept, since the next call is much like the last. */
  private capacity = SMALLEST_CAPACITY;
  private readonly list: ListRun;

  constructor(private readonly gpu: Gpu) {
    this.list = new ListRun(gpu, "match", ["match", "prefix-sum", "prefix-totals", "match-place"]);
  }

  async match(rules: RuleTable, rows: RowTable, since: number): Promise<MatchTable> {
    if (rows.blockCount > 1 && tableWords(rows) * 4 > this.gpu.maxBufferBytes) {
      return this.matchHalves(rules, rows, since);
    }
    const seeds = seedsOf(rules, rows);
    const lists: Uint32Array[] = [];
    const most = Math.min(MOST_WALKS, Math.floor(this.gpu.maxBufferBytes / 4));
    for (let first = 0; first < seeds.walkCount; first += most) {
      const end = Math.min(seeds.walkCount, first + most);
      lists.push(...(await this.walks({ rules, rows, since, seeds }, first, end)));
    }
    return matchTable(lists, seeds, rules);
  }

  private async matchHalves(rules: RuleTable, rows: RowTable, since: number): Promise<MatchTable> {
    const middle = rows.blockCount >>> 1;
    const runs = [blockRun(rules, rows, 0, middle), blockRun(rules, rows, middle, rows.blockCount)];
    const parts: { run: BlockRun; matches: MatchTable }[] = [];
    for (const run of runs) parts.push({ run, matches: await this.match(run.rules, run.rows, since) });
    return joinedRuns(parts);
  }

  /** The matches of the walks `first … end-1`, as lists that follow each other. */
  private async walks(call: Call, first: number, end: number): Promise<Uint32Array[]> {
    const limit = Math.floor(this.gpu.maxBufferBytes / 4 / (HEADER_WORDS + call.seeds.width));
    for (let capacity = Math.min(limit, this.capacity); ;) {
      const { records, words } = await this.list.run(
        () => this.prepare(call, first, end, capacity),
        (all) => all[LEVEL_COUNTER] > capacity,
      );
      this.capacity = Math.max(this.capacity, capacity);
      const found = records[LEVEL_COUNTER];
      if (found <= capacity) return [words];
      if (found > limit) break;
      capacity = Math.min(limit, 2 ** Math.ceil(Math.log2(found)));
    }
    if (end - first === 1) throw new TooLarge(`one rule has more than ${limit} matches from one row`);
    const middle = (first + end) >>> 1;
    return [...(await this.walks(call, first, middle)), ...(await this.walks(call, middle, end))];
  }

  private prepare(
    { rules, rows, since, seeds }: Call,
    first: number,
    end: number,
    capacity: number,
  ): ListWork {
    const { gpu } = this;
    const { buffers } = gpu;
    const walks = end - first;
    const stride = HEADER_WORDS + seeds.width;
    const listWords = capacity * (1 + seeds.width);
    const { buffer: table, offsets } = buffers.upload("match table", tableArrays(rows));
    const code = buffers.upload("match code", [codeWords(rules)]).buffer;
    const seedBuffer = buffers.upload("match seeds", [seeds.words]).buffer;
    const levels = buffers.upload("match levels", [levelRecords(2, walks)], true).buffer;
    const counts = buffers.storage("match counts", walks);
    const sums = buffers.storage("match sums", chunkCount(gpu, walks));
    const entries = buffers.storage("match entries", capacity * stride);
    const list = buffers.storage("match list", listWords);
    const [params] = buffers.uniforms("match params", [
      [
        walks,
        first,
        seeds.rules.length,
        capacity,
        stride,
        since,
        ...offsets,
        rows.symbolCount,
        rows.classCount,
      ],
    ]);
    const [scanParams] = buffers.uniforms("match scan params", [[0, listWords, 0, 0]]);
    const [placeParams] = buffers.uniforms("match place params", [[capacity, stride]]);
    const bind = (...list: GPUBuffer[]): GPUBindingResource[] => list.map((buffer) => ({ buffer }));
    const dispatches: Dispatch[] = [
      {
        kernel: "match",
        bindings: [params, ...bind(table, code, seedBuffer, levels, counts, entries)],
        groups: gpu.groupsFor(walks),
      },
      ...scan(gpu, scanParams, { levels, counts, sums, capacity: walks }),
      {
        kernel: "match-place",
        bindings: [placeParams, ...bind(levels, seedBuffer, entries, counts, sums, list)],
        groups: gpu.groupsFor(capacity),
      },
    ];
    return { dispatches, levels, recordCount: 2, list, entryWords: 1, capacity: listWords };
  }
}
