/**
 * `match` on the GPU: the frontier of partial matches of all blocks and rules advances one SCAN or JOIN at a time, as
 *
 *     match-count → prefix-sum → prefix-totals → match-write      once a level,
 *     match-count → prefix-sum → prefix-totals → match-collect    at the end,
 *
 * all in one submission: the sizes of the frontiers stay on the GPU and are read back with the matches. Children keep
 * their parents' order, and the first frontier is in the order (block, rule), so the matches come out in canonical
 * order. A frontier that outgrows its buffers is counted but not written; the call is then repeated with larger ones,
 * or, where the adapter has none, with half of the first frontier at a time.
 */
import { EVERY_BLOCK, type MatchTable, type RowTable, type RuleTable } from "../device.js";
import { TooLarge, type Dispatch, type Gpu, type Kernel, type Work } from "./gpu.js";

/** Words of a frontier's entry before its slots: block, rule, state. */
const HEADER_WORDS = 3;
/** Words of a level's sizes; see prefix-totals.wgsl. */
const LEVEL_WORDS = 8;
const LEVEL_COUNT = 3;
const LEVEL_NEEDED = 7;
/** Invocations of a workgroup of match-count.wgsl, match-write.wgsl and match-collect.wgsl. */
const ENTRY_WORKGROUP = 64;
/** Entries of one workgroup of prefix-sum.wgsl: WORKGROUP times ITEMS. */
const CHUNK = 1024;
const SMALLEST_CAPACITY = 4096;
/** Matches read back without knowing how many there are. */
const SMALLEST_READ = 1024;

const MATCH_KERNELS: readonly Kernel[] = [
  ...(["match-count", "prefix-sum", "prefix-totals"] as const),
  ...(["match-write", "match-collect"] as const),
];

interface Call {
  readonly rules: RuleTable;
  readonly rows: RowTable;
  readonly since: number;
  /** Rows of the widest rule's matches: levels of the walk. */
  readonly width: number;
}

/** Matches as entries of `width + 2` words: block, rule, rows. */
interface Entries {
  readonly count: number;
  readonly words: Uint32Array;
}

export class GpuMatcher {
  /** Entries that the frontiers' buffers have room for; kept, since the next call is much like the last. */
  private capacity = SMALLEST_CAPACITY;
  private lastCount = 0;

  constructor(private readonly gpu: Gpu) {}

  async match(rules: RuleTable, rows: RowTable, since: number): Promise<MatchTable> {
    const seeds = seedList(rules, rows);
    const width = rules.width.reduce((widest, next) => Math.max(widest, next), 0);
    if (seeds.length === 0 || width === 0) return matchTable([], rules, 0);
    return matchTable(await this.matchSeeds({ rules, rows, since, width }, seeds), rules, width);
  }

  /** The matches that grow from these (block, rule) pairs. */
  private async matchSeeds(call: Call, seeds: Uint32Array): Promise<Entries[]> {
    const stride = HEADER_WORDS + call.width;
    const limit = Math.floor(this.gpu.maxBufferBytes / (stride * 4));
    const seedCount = seeds.length / 2;
    let capacity = Math.min(limit, this.capacity);
    while (seedCount <= limit) {
      capacity = Math.max(capacity, Math.min(limit, seedCount));
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

  /** All levels with buffers of `capacity` entries: the matches, or the entries that a frontier would have needed. */
  private async walk(call: Call, seeds: Uint32Array, capacity: number): Promise<Entries | number> {
    const { width } = call;
    const levelWords = (width + 2) * LEVEL_WORDS;
    const guess = Math.min(capacity, Math.max(SMALLEST_READ, 2 * this.lastCount));
    const entryWords = width + 2;
    let matches!: GPUBuffer;
    const [levels, words] = await this.gpu.run("match", MATCH_KERNELS, () => {
      const work = this.prepare(call, seeds, capacity);
      matches = work.matches;
      return {
        dispatches: work.dispatches,
        reads: [
          { buffer: work.levels, words: levelWords },
          { buffer: matches, words: guess * entryWords },
        ],
      };
    });
    for (let level = 0; level <= width; level++) {
      const needed = levels[level * LEVEL_WORDS + LEVEL_NEEDED];
      if (needed > capacity) return needed;
    }
    const count = levels[(width + 1) * LEVEL_WORDS + LEVEL_COUNT];
    this.lastCount = count;
    if (count <= guess) return { count, words: words.subarray(0, count * entryWords) };
    const [all] = await this.gpu.run("match", [], (): Work => ({
      dispatches: [],
      reads: [{ buffer: matches, words: count * entryWords }],
    }));
    return { count, words: all };
  }

  private prepare(
    call: Call,
    seeds: Uint32Array,
    capacity: number,
  ): { dispatches: Dispatch[]; levels: GPUBuffer; matches: GPUBuffer } {
    const { gpu } = this;
    const { width, rules } = call;
    const stride = HEADER_WORDS + width;
    const { buffer: table, params } = uploadTable(gpu, call);
    let parents = gpu.storage("match frontier 0", capacity * stride);
    let children = gpu.storage("match frontier 1", capacity * stride);
    gpu.upload("match frontier 0", [firstFrontier(rules, seeds, stride)]);
    const { buffer: levels } = gpu.upload("match levels", [firstLevel(gpu, seeds.length / 2, width + 2)]);
    const counts = gpu.storage("match counts", capacity);
    const firsts = gpu.storage("match firsts", capacity);
    const sums = gpu.storage("match sums", Math.ceil(capacity / CHUNK));
    const uniforms = gpu.uniforms(
      "match params",
      Array.from({ length: width + 1 }, (_, level) => [level, capacity, stride, ...params]),
    );
    const dispatches: Dispatch[] = [];
    for (let level = 0; level <= width; level++) {
      const uniform = uniforms[level];
      const at = (index: number, word: number): Dispatch["groups"] => ({
        buffer: levels,
        offsetBytes: (index * LEVEL_WORDS + word) * 4,
      });
      const binding = (buffer: GPUBuffer): GPUBufferBinding => ({ buffer });
      const bindings = (...buffers: GPUBuffer[]): GPUBufferBinding[] => [uniform, ...buffers.map(binding)];
      dispatches.push(
        {
          kernel: "match-count",
          bindings: bindings(levels, table, parents, counts, firsts),
          groups: at(level, 0),
        },
        { kernel: "prefix-sum", bindings: bindings(levels, counts, sums), groups: at(level, 4) },
        { kernel: "prefix-totals", bindings: bindings(levels, sums), groups: 1 },
        level < width
          ? {
              kernel: "match-write",
              bindings: bindings(levels, table, parents, counts, sums, firsts, children),
              groups: at(level + 1, 0),
            }
          : {
              kernel: "match-collect",
              bindings: bindings(levels, parents, counts, sums, children),
              groups: at(level, 0),
            },
      );
      [parents, children] = [children, parents];
    }
    return { dispatches, levels, matches: parents };
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

function firstFrontier(rules: RuleTable, seeds: Uint32Array, stride: number): Uint32Array {
  const frontier = new Uint32Array((seeds.length / 2) * stride);
  for (let seed = 0, at = 0; seed < seeds.length; seed += 2, at += stride) {
    frontier[at] = seeds[seed];
    frontier[at + 1] = seeds[seed + 1];
    frontier[at + 2] = rules.start[seeds[seed + 1]];
  }
  return frontier;
}

/** The sizes of all levels, of which only the first is known. */
function firstLevel(gpu: Gpu, count: number, levels: number): Uint32Array {
  const words = new Uint32Array(levels * LEVEL_WORDS);
  const entryGrid = gpu.grid(Math.ceil(count / ENTRY_WORKGROUP));
  words.set([...entryGrid, count, ...gpu.grid(Math.ceil(count / CHUNK)), count]);
  return words;
}

/** Copies rows and rules, and gives the words of `Params` in match-count.wgsl from `since` on. */
function uploadTable(gpu: Gpu, { rules, rows, since }: Call): { buffer: GPUBuffer; params: number[] } {
  const { buffer, offsets } = gpu.upload("match table", [
    ...[rows.symbol, rows.args, rows.class, rows.stamp],
    ...[rows.symbolStart, rows.bySymbol, rows.classStart, rows.byClass, rows.classStamp, rows.classBase],
    ...[rules.code, rules.width],
  ]);
  return { buffer, params: [since, ...offsets, rows.symbolCount, rows.classCount] };
}

function matchTable(parts: readonly Entries[], rules: RuleTable, width: number): MatchTable {
  const matchCount = parts.reduce((sum, part) => sum + part.count, 0);
  const block = new Uint32Array(matchCount);
  const rule = new Uint32Array(matchCount);
  const start = new Uint32Array(matchCount + 1);
  const rows = new Uint32Array(matchCount * width);
  let match = 0;
  let filled = 0;
  for (const { count, words } of parts) {
    for (let entry = 0, at = 0; entry < count; entry++, at += width + 2) {
      block[match] = words[at];
      rule[match] = words[at + 1];
      const taken = rules.width[words[at + 1]];
      for (let slot = 0; slot < taken; slot++) rows[filled++] = words[at + 2 + slot];
      start[++match] = filled;
    }
  }
  return { matchCount, block, rule, start, rows: rows.subarray(0, filled) };
}
