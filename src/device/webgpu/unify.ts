/**
 * `unify` on the GPU: one invocation a pair. Pairs that the kernel hands over (out of steps or stack, a variable
 * without a slot) are decided by the CPU, which also reports what is wrong with them.
 */
import { unifyOnCpu } from "../cpu/unify.js";
import { MAX_UNIFY_VARS, type UnifyRequest, type UnifyResult } from "../device.js";
import type { Gpu } from "./gpu.js";

const SLOTS = 2 * MAX_UNIFY_VARS;
/** RESULT_WORDS, UNIFIES and HAND_OVER of unify.wgsl. */
const RESULT_WORDS = SLOTS + 1;
const UNIFIES = 1;
const HAND_OVER = 2;
const WORKGROUP = 64;
/** Pairs of one submission: bounds how long it runs and how much is read back. */
const MAX_PAIRS = 2 ** 17;
/** Steps after which a pair is better off on the CPU, whatever the request allows. */
const MAX_STEPS = 2 ** 16;

export async function unifyOnGpu(gpu: Gpu, request: UnifyRequest): Promise<UnifyResult> {
  const pairCount = request.pairs.length >>> 1;
  const unifies = new Uint8Array(pairCount);
  const bindings = new Uint32Array(pairCount * SLOTS);
  const size = Math.max(1, Math.min(MAX_PAIRS, Math.floor(gpu.maxBufferBytes / (RESULT_WORDS * 4))));
  const handedOver: number[] = [];
  for (let first = 0; first < pairCount; first += size) {
    const end = Math.min(pairCount, first + size);
    const words = await runPairs(gpu, request, first, end);
    for (let pair = first, at = 0; pair < end; pair++, at += RESULT_WORDS) {
      if (words[at] === HAND_OVER) handedOver.push(pair);
      unifies[pair] = words[at] === UNIFIES ? 1 : 0;
      bindings.set(words.subarray(at + 1, at + RESULT_WORDS), pair * SLOTS);
    }
  }
  if (handedOver.length === 0) return { unifies, bindings };
  const pairs = Uint32Array.from(
    handedOver.flatMap((pair) => [request.pairs[2 * pair], request.pairs[2 * pair + 1]]),
  );
  const redone = unifyOnCpu({ ...request, pairs });
  handedOver.forEach((pair, index) => {
    unifies[pair] = redone.unifies[index];
    bindings.set(redone.bindings.subarray(index * SLOTS, (index + 1) * SLOTS), pair * SLOTS);
  });
  return { unifies, bindings };
}

async function runPairs(gpu: Gpu, request: UnifyRequest, first: number, end: number): Promise<Uint32Array> {
  const count = end - first;
  const [words] = await gpu.run("unify", ["unify"], () => {
    const [params] = gpu.uniforms("unify params", [
      [count, Math.min(request.stepBudget, MAX_STEPS), request.matchOnly ? 1 : 0],
    ]);
    const arrays: readonly [string, Uint32Array][] = [
      ["left cells", request.left.cells],
      ["left starts", request.left.start],
      ["right cells", request.right.cells],
      ["right starts", request.right.start],
      ["pairs", request.pairs.subarray(2 * first, 2 * end)],
    ];
    const inputs = arrays.map(([name, array]) => gpu.upload(`unify ${name}`, [array]).buffer);
    const results = gpu.storage("unify results", count * RESULT_WORDS);
    return {
      dispatches: [
        {
          kernel: "unify",
          bindings: [params, ...[...inputs, results].map((buffer) => ({ buffer }))],
          groups: Math.ceil(count / WORKGROUP),
        },
      ],
      reads: [{ buffer: results, words: count * RESULT_WORDS }],
    };
  });
  return words;
}
