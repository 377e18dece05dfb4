/** `unify` on the GPU: one invocation a pair, some pairs at a time. */
import { BINDING_WORDS, UNBOUND, type UnifyRequest, type UnifyResult } from "../device.js";
import type { Gpu } from "./gpu.js";
import { levelRecords } from "./levels.js";
import { ListRun, type ListResult } from "./list-run.js";
import { decidePairs, pairLimit, readPacked, RESULT_WORDS } from "./pairs.js";

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
      readPacked(words, count, request, (pair, _left, _right, from, at) => {
        unifies[first + pair] = 1;
        bindings.set(from.subarray(at, at + BINDING_WORDS), (first + pair) * BINDING_WORDS);
      });
    }
    return { unifies, bindings };
  }

  private runPairs(request: UnifyRequest, first: number, end: number): Promise<ListResult> {
    const { gpu } = this;
    const capacity = end - first;
    return this.list.run(
      () => {
        const levels = gpu.buffers.upload("unify levels", [levelRecords(2, capacity)], true).buffer;
        const list = request.pairs.subarray(2 * first, 2 * end);
        const pairs = gpu.buffers.upload("unify pairs", [list]).buffer;
        const { dispatches, packed } = decidePairs(gpu, request, { levels, level: 0, pairs, capacity });
        return { dispatches, levels, recordCount: 2, list: packed, entryWords: RESULT_WORDS, capacity };
      },
      () => false,
    );
  }
}
