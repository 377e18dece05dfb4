/**
 * What kernels share that produce lists whose lengths only the GPU knows: the record of each level's length, and the
 * scan of counts to places. A level's entries are counted, `scan` turns counts into places and says how long the next
 * level is, and the next kernel writes. Nothing depends on the order in which invocations run.
 */
import type { Dispatch, Gpu } from "./gpu.js";

/** Words of a level's record: entries, where they begin in their buffer, entries that there should be, a counter. */
export const LEVEL_WORDS = 4;
export const LEVEL_COUNT = 0;
export const LEVEL_NEEDED = 2;
export const LEVEL_COUNTER = 3;

/** Entries that an invocation of prefix-sum.wgsl sums up. */
const ITEMS = 16;

/** Room for the sums of that many entries' chunks. */
export function chunkCount(gpu: Gpu, entries: number): number {
  return Math.ceil(entries / (gpu.workgroup * ITEMS));
}

/** Records of `levels` levels, of which only the first's length is known. */
export function levelRecords(levels: number, firstCount: number): Uint32Array {
  const records = new Uint32Array(levels * LEVEL_WORDS);
  records[LEVEL_COUNT] = firstCount;
  records[LEVEL_NEEDED] = firstCount;
  return records;
}

export interface Scan {
  readonly levels: GPUBuffer;
  /** In: one count an entry; out: sums of the counts before it in its chunk. */
  readonly counts: GPUBuffer;
  /** Sums of the counts before each chunk. */
  readonly sums: GPUBuffer;
  /** The most entries that the level may have. */
  readonly capacity: number;
}

/** `params` begins with the level, the room for the next one, whether this one stays before it, and the sum's record. */
export function scan(
  gpu: Gpu,
  params: GPUBufferBinding,
  { levels, counts, sums, capacity }: Scan,
): Dispatch[] {
  return [
    {
      kernel: "prefix-sum",
      bindings: [params, { buffer: levels }, { buffer: counts }, { buffer: sums }],
      groups: chunkCount(gpu, capacity),
    },
    { kernel: "prefix-totals", bindings: [params, { buffer: levels }, { buffer: sums }], groups: 1 },
  ];
}

/** Packs the entries that a scan counted; `params` is the level and the words of an entry. */
export function compact(
  gpu: Gpu,
  params: GPUBufferBinding,
  { levels, counts, sums, capacity }: Scan,
  entries: GPUBuffer,
  packed: GPUBuffer,
): Dispatch {
  const buffers = [levels, counts, sums, entries, packed];
  return {
    kernel: "compact",
    bindings: [params, ...buffers.map((buffer) => ({ buffer }))],
    groups: gpu.groupsFor(capacity),
  };
}
