/**
 * `match` on the GPU: the partial matches of all blocks and rules advance one row at a time, as
 *
 *     match-count → prefix-sum → prefix-totals → match-write     once a level, each level's entries behind the last's,
 *     match-count → prefix-sum → prefix-totals → compact         once, over all levels: the complete matches
 *
 * all in one submission, however many blocks there are: the sizes of the levels stay on the GPU and are read back with
 * the matches. Children keep their parents' order, and the first level is in the order (block, rule), so the matches of
 * each level come out in canonical order; a rule's matches are all of one level, and the levels are merged here. What
 * outgrows the buffer is counted but not written; the call is then repeated with a larger one, or, where the adapter
 * has none, with half of the first level at a time. Blocks whose rows do not fit together are matched in two calls.
 */
import { EVERY_BLOCK, type MatchTable, type RowTable, type RuleTable } from "../device.js";
import { TooLarge } from "./buffers.js";
import type { Dispatch, Gpu, Kernel } from "./gpu.js";
import { ListRun, type ListWork } from "./list-run.js";
import { LEVEL_NEEDED, LEVEL_WORDS, chunkCount, compact, levelRecords, scan } from "./levels.js";
import { blockRun, joinedRuns, type BlockRun } from "./match-blocks.js";
import { mergedMatches, type Entries } from "./match-merge.js";

/** Words of an entry before its slots: block, rule, state. */
const HEADER_WORDS = 3;
const SMALLEST_CAPACITY = 4096;

const MATCH_KERNELS: readonly Kernel[] = [
  ...(["match-count", "prefix-sum", "prefix-totals"] as const),
  ...(["match-write", "compact"] as const),
];

interface Call {
  readonly rules: RuleTable;
  readonly rows: RowTable;
  readonly since: number;
  /** Rows of the widest rule's matches: levels of the walk after the first. */
  readonly width: number;
}

export class GpuMatcher {
  /** Entries that the buffers have room for; kept, since the next call is much like the last. */
  private capacity = SMALLEST_CAPACITY;
  private readonly list: ListRun;

  constructor(private readonly gpu: Gpu) {
    this.list = new ListRun(gpu, "match", MATCH_KERNELS);
  }

  async match(rules: RuleTable, rows: RowTable, since: number): Promise<MatchTable> {
    if (rows.blockCount > 1 && tableWords(rules, rows) * 4 > this.gpu.maxBufferBytes) {
      return this.matchHalves(rules, rows, since);
    }
    const seeds = seedList(rules, rows);
    let width = 0;
    for (let at = 1; at < seeds.length; at += 2) width = Math.max(width, rules.width[seeds[at]]);
    if (width === 0) return mergedMatches([], rules, 0);
    const parts = await this.matchSeeds({ rules, rows, since, width }, seeds);
    return mergedMatches(parts, rules, HEADER_WORDS + width);
  }

  private async matchHalves(rules: RuleTable, rows: RowTable, since: number): Promise<MatchTable> {
    const middle = rows.blockCount >>> 1;
    const runs = [blockRun(rules, rows, 0, middle), blockRun(rules, rows, middle, rows.blockCount)];
    const parts: { run: BlockRun; matches: MatchTable }[] = [];
    for (const run of runs) parts.push({ run, matches: await this.match(run.rules, run.rows, since) });
    return joinedRuns(parts);
  }

  /** The matches that grow from these (block, rule) pairs. */
  private async matchSeeds(call: Call, seeds: Uint32Array): Promise<Entries[]> {
    const stride = HEADER_WORDS + call.width;
    const limit = Math.floor(this.gpu.maxBufferBytes / (stride * 4));
    const seedCount = seeds.length / 2;
    let capacity = Math.min(limit, this.capacity);
    while (seedCount <= limit) {
      capacity = Math.max(capacity, Math.min(limit, 2 * seedCount));
      const outcome = await this.walk(call, seeds, capacity);
      this.capacity = Math.max(this.capacity, capacity);
      if (typeof outcome !== "number") return [outcome];
      if (outcome > limit) break;
      capacity = Math.min(limit, 2 ** Math.ceil(Math.log2(outcome)));
    }
    if (seedCount === 1)
      throw new TooLarge(`one rule's partial matches in one block exceed ${limit} entries`);
    const middle = 2 * (seedCount >>> 1);
    const first = await this.matchSeeds(call, seeds.subarray(0, middle));
    return [...first, ...(await this.matchSeeds(call, seeds.subarray(middle)))];
  }

  /** All levels with buffers of `capacity` entries: the matches, or the entries that there should have been room for. */
  private async walk(call: Call, seeds: Uint32Array, capacity: number): Promise<Entries | number> {
    const needed = (records: Uint32Array): number => {
      let sum = 0;
      for (let level = 0; level <= call.width && sum <= capacity; level++)
        sum += records[level * LEVEL_WORDS + LEVEL_NEEDED];
      return sum;
    };
    const result = await this.list.run(
      () => this.prepare(call, seeds, capacity),
      (records) => needed(records) > capacity,
    );
    return needed(result.records) > capacity ? needed(result.records) : result;
  }

  /** Records 0 … width are the levels, width + 1 stands for them all, width + 2 is the list of matches. */
  private prepare(call: Call, seeds: Uint32Array, capacity: number): ListWork {
    const { gpu } = this;
    const { buffers } = gpu;
    const { width, rules } = call;
    const stride = HEADER_WORDS + width;
    const all = width + 1;
    const { buffer: table, params } = uploadTable(gpu, call);
    const frontier = buffers.storage("match frontier", capacity * stride);
    buffers.upload("match frontier", [firstLevel(rules, seeds, stride)], true);
    const { buffer: levels } = buffers.upload(
      "match levels",
      [levelRecords(width + 3, seeds.length / 2)],
      true,
    );
    const counts = buffers.storage("match counts", capacity);
    const firsts = buffers.storage("match firsts", capacity);
    const sums = buffers.storage("match sums", chunkCount(gpu, capacity));
    const matches = buffers.storage("match list", capacity * stride);
    const steps = Array.from({ length: width + 2 }, (_, level) => level);
    const matchParams = buffers.uniforms(
      "match params",
      steps.map((level) => [level, all, stride, ...params]),
    );
    const scanParams = buffers.uniforms(
      "match scan params",
      steps.map((level) => [level, capacity, level < width ? 1 : 0, all]),
    );
    const [packParams] = buffers.uniforms("match compact params", [[all, stride]]);
    const groups = gpu.groupsFor(capacity);
    const scanned = { levels, counts, sums, capacity };
    const bind = (step: number, ...list: GPUBuffer[]): GPUBindingResource[] => [
      matchParams[step],
      ...list.map((buffer) => ({ buffer })),
    ];
    const dispatches: Dispatch[] = [];
    for (const step of steps) {
      if (step === width) continue;
      dispatches.push(
        { kernel: "match-count", bindings: bind(step, levels, table, frontier, counts, firsts), groups },
        ...scan(gpu, scanParams[step], scanned),
      );
      if (step < width) {
        const bindings = bind(step, levels, table, frontier, counts, sums, firsts);
        dispatches.push({ kernel: "match-write", bindings, groups });
      }
    }
    dispatches.push(compact(gpu, packParams, scanned, frontier, matches));
    return { dispatches, levels, recordCount: width + 3, list: matches, entryWords: stride, capacity };
  }
}

/** The pairs of a block that has rows and a rule that runs in it, in canonical order. */
function seedList(rules: RuleTable, rows: RowTable): Uint32Array {
  const shared: number[] = [];
  const own = new Map<number, number[]>();
  for (let rule = 0; rule < rules.ruleCount; rule++) {
    const block = rules.block[rule];
    if (rules.width[rule] === 0) continue;
    if (block === EVERY_BLOCK) shared.push(rule);
    else if (own.has(block)) own.get(block)!.push(rule);
    else own.set(block, [rule]);
  }
  const seeds: number[] = [];
  for (let block = 0; block < rows.blockCount; block++) {
    if (rows.blockStart[block] === rows.blockStart[block + 1]) continue;
    const local = own.get(block) ?? [];
    const all = local.length === 0 ? shared : [...shared, ...local].sort((a, b) => a - b);
    for (const rule of all) seeds.push(block, rule);
  }
  return Uint32Array.from(seeds);
}

function firstLevel(rules: RuleTable, seeds: Uint32Array, stride: number): Uint32Array {
  const entries = new Uint32Array((seeds.length / 2) * stride);
  for (let seed = 0, at = 0; seed < seeds.length; seed += 2, at += stride) {
    entries[at] = seeds[seed];
    entries[at + 1] = seeds[seed + 1];
    entries[at + 2] = rules.start[seeds[seed + 1]];
  }
  return entries;
}

/** The arrays that lie one behind the other in the table's buffer: rules first, since they change least. */
function tableArrays(rules: RuleTable, rows: RowTable): Uint32Array[] {
  return [
    ...[rules.code, rules.width],
    ...[rows.symbol, rows.args, rows.class, rows.stamp],
    ...[rows.symbolStart, rows.bySymbol, rows.classStart, rows.byClass, rows.classStamp],
    ...[rows.argumentStart, rows.byArgument, rows.classBase],
  ];
}

function tableWords(rules: RuleTable, rows: RowTable): number {
  return tableArrays(rules, rows).reduce((sum, array) => sum + array.length, 0);
}

/** Copies rows and rules, and gives the words of `Params` in match-count.wgsl from `since` on. */
function uploadTable(gpu: Gpu, { rules, rows, since }: Call): { buffer: GPUBuffer; params: number[] } {
  const { buffer, offsets } = gpu.buffers.upload("match table", tableArrays(rules, rows));
  const [code, width, ...columns] = offsets;
  return { buffer, params: [since, ...columns, code, width, rows.symbolCount, rows.classCount] };
}
