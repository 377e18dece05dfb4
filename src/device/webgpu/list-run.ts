/**
 * Runs work that ends in a list whose length only the GPU knows, and reads records and list with one map: as much of
 * the list as a call much like the last will need, and the rest, if there is more, with a second one.
 */
import type { Dispatch, Gpu, Kernel } from "./gpu.js";
import { LEVEL_COUNT, LEVEL_WORDS } from "./levels.js";

/** Words read back without knowing how many there are. */
const SMALLEST_READ = 2 ** 14;

export interface ListWork {
  readonly dispatches: readonly Dispatch[];
  readonly levels: GPUBuffer;
  /** Level records; the last one is the list's. */
  readonly recordCount: number;
  readonly list: GPUBuffer;
  /** Words of an entry of the list. */
  readonly entryWords: number;
  /** The most entries that the list may have. */
  readonly capacity: number;
}

export interface ListResult {
  readonly records: Uint32Array;
  readonly count: number;
  /** The list's entries, one after the other. */
  readonly words: Uint32Array;
}

export class ListRun {
  #lastCount = 0;

  constructor(
    private readonly gpu: Gpu,
    private readonly operation: string,
    private readonly kernels: readonly Kernel[],
  ) {}

  /** `failed` says of the records that the list is not to be had; it is then empty. */
  async run(prepare: () => ListWork, failed: (records: Uint32Array) => boolean): Promise<ListResult> {
    let work!: ListWork;
    let guess = 0;
    const [records, words] = await this.gpu.run(this.operation, this.kernels, () => {
      work = prepare();
      const smallest = Math.ceil(SMALLEST_READ / work.entryWords);
      guess = Math.min(work.capacity, Math.max(smallest, 2 * this.#lastCount));
      const reads = [
        { buffer: work.levels, words: work.recordCount * LEVEL_WORDS },
        { buffer: work.list, words: guess * work.entryWords },
      ];
      return { dispatches: work.dispatches, reads };
    });
    if (failed(records)) return { records, count: 0, words: new Uint32Array() };
    const count = records[(work.recordCount - 1) * LEVEL_WORDS + LEVEL_COUNT];
    this.#lastCount = count;
    const length = count * work.entryWords;
    if (count <= guess) return { records, count, words: words.subarray(0, length) };
    const reads = [{ buffer: work.list, words: length }];
    const [all] = await this.gpu.run(this.operation, [], () => ({ dispatches: [], reads }));
    return { records, count, words: all };
  }
}
