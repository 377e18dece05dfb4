/**
 * `unify` on the GPU: one invocation a pair, some pairs at a time. What is said of few pairs is read back as it is, with
 * one dispatch; of many, what does not fail is packed first.
 */
import { BINDING_WORDS, UNBOUND, type UnifyRequest, type UnifyResult } from "../device.js";
import type { Gpu } from "./gpu.js";
import { levelRecords } from "./levels.js";
import { ListRun } from "./list-run.js";
import { decideAndPack, decidePairs, pairLimit, readResults, RESULT_WORDS, type PairList } from "./pairs.js";

/** Pairs whose results, a third of a kilobyte each, are sooner read than packed. */
const MOST_UNPACKED = 2048;

interface Results {
  readonly count: number;
  readonly words: Uint32Array;
}

export class GpuUnifier {
  private readonly list: ListRun;

  constructor(private readonly gpu: Gpu) {
    this.list = new ListRun(gpu, "unify", ["unify", "prefix-sum", "prefix-totals", "compact"]);
  }

  async unify(request: UnifyRequest): Promise<UnifyResult> {
    const pairCount = request.pairs.length >>> 1;
    const unifies = new Uint8Array(pairCount);
    const bindings = new Uint32Array(pairCount * BINDING_WORDS).fill(UNBOUND);
    const size = pairLimit(this.gpu);
    for (let first = 0; first < pairCount; first += size) {
      const { words, count } = await this.runPairs(request, first, Math.min(pairCount, first + size));
      readResults(words, count, request, (pair, _left, _right, from, at) => {
        unifies[first + pair] = 1;
        bindings.set(from.subarray(at, at + BINDING_WORDS), (first + pair) * BINDING_WORDS);
      });
    }
    return { unifies, bindings };
  }

  private runPairs(request: UnifyRequest, first: number, end: number): Promise<Results> {
    const pairs = request.pairs.subarray(2 * first, 2 * end);
    return end - first <= MOST_UNPACKED ? this.all(request, pairs) : this.packed(request, pairs);
  }

  private async all(request: UnifyRequest, pairs: Uint32Array): Promise<Results> {
    const { gpu } = this;
    const count = pairs.length / 2;
    const [words] = await gpu.run("unify", ["unify"], () => {
      const { dispatch, results } = decidePairs(gpu, request, this.upload(pairs));
      return { dispatches: [dispatch], reads: [{ buffer: results, words: count * RESULT_WORDS }] };
    });
    return { count, words };
  }

  private packed(request: UnifyRequest, pairs: Uint32Array): Promise<Results> {
    return this.list.run(
      () => {
        const list = this.upload(pairs);
        const { dispatches, packed } = decideAndPack(this.gpu, request, list);
        const { levels, capacity } = list;
        return { dispatches, levels, recordCount: 2, list: packed, entryWords: RESULT_WORDS, capacity };
      },
      () => false,
    );
  }

  private upload(pairs: Uint32Array): PairList {
    const { buffers } = this.gpu;
    const capacity = pairs.length / 2;
    const levels = buffers.upload("unify levels", [levelRecords(2, capacity)], true).buffer;
    return { levels, level: 0, pairs: buffers.upload("unify pairs", [pairs]).buffer, capacity };
  }
}
