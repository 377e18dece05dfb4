/**
 * What `unify` and `join` share on the GPU: the terms' buffers, the kernel that decides a list of pairs, and, if wanted,
 * the packed list of those that do not fail. Pairs that the kernel hands over (out of steps or stack, a variable without a slot)
 * are decided by the CPU, which also reports what is wrong with them.
 */
import { Unifier } from "../cpu/unify.js";
import { BINDING_WORDS, type TermTable } from "../device.js";
import type { Dispatch, Gpu } from "./gpu.js";
import { chunkCount, compact, scan } from "./levels.js";

/** RESULT_HEADER and RESULT_WORDS of unify.wgsl: pair, left term, right term, outcome, bindings. */
const RESULT_HEADER = 4;
export const RESULT_WORDS = RESULT_HEADER + BINDING_WORDS;
const FAILS = 0;
const HAND_OVER = 2;
/** Pairs of one submission: bounds how long it runs and how much memory it takes. */
export const MOST_PAIRS = 2 ** 17;
/** Steps after which a pair is better off on the CPU, whatever the request allows. */
const MOST_STEPS = 2 ** 16;

export interface Terms {
  readonly left: TermTable;
  readonly right: TermTable;
  readonly matchOnly: boolean;
  readonly stepBudget: number;
}

/** Pairs that a submission may have so that no buffer is too large. */
export function pairLimit(gpu: Gpu): number {
  return Math.max(1, Math.min(MOST_PAIRS, Math.floor(gpu.maxBufferBytes / (RESULT_WORDS * 4))));
}

export interface PairList {
  readonly levels: GPUBuffer;
  /** The level that has as many entries as there are pairs; the next is the list of those that do not fail. */
  readonly level: number;
  readonly pairs: GPUBuffer;
  readonly capacity: number;
}

/** The dispatch that decides the pairs, the buffer of RESULT_WORDS words for each, and that of 1 or 0, if it fails. */
export function decidePairs(
  gpu: Gpu,
  { left, right, matchOnly, stepBudget }: Terms,
  { levels, level, pairs, capacity }: PairList,
): { dispatch: Dispatch; results: GPUBuffer; counts: GPUBuffer } {
  const { buffers } = gpu;
  const [params] = buffers.uniforms("unify params", [
    [level, Math.min(stepBudget, MOST_STEPS), matchOnly ? 1 : 0],
  ]);
  const terms = [
    buffers.upload("unify left cells", [left.cells]).buffer,
    buffers.upload("unify left starts", [left.start]).buffer,
    buffers.upload("unify right cells", [right.cells]).buffer,
    buffers.upload("unify right starts", [right.start]).buffer,
  ];
  const results = buffers.storage("unify results", capacity * RESULT_WORDS);
  const counts = buffers.storage("unify counts", capacity);
  const bound = [...terms, levels, pairs, results, counts].map((buffer) => ({ buffer }));
  const dispatch = {
    kernel: "unify",
    bindings: [params, ...bound],
    groups: gpu.groupsFor(capacity),
  } as const;
  return { dispatch, results, counts };
}

/** The dispatches that decide the pairs, and the buffer of RESULT_WORDS words for each that does not fail. */
export function decideAndPack(
  gpu: Gpu,
  terms: Terms,
  list: PairList,
): { dispatches: Dispatch[]; packed: GPUBuffer } {
  const { buffers } = gpu;
  const { levels, level, capacity } = list;
  const { dispatch, results, counts } = decidePairs(gpu, terms, list);
  const [scanParams] = buffers.uniforms("unify scan params", [[level, capacity, 0, 0]]);
  const [packParams] = buffers.uniforms("unify compact params", [[level, RESULT_WORDS]]);
  const sums = buffers.storage("unify sums", chunkCount(gpu, capacity));
  const packed = buffers.storage("unify packed", capacity * RESULT_WORDS);
  const scanned = { levels, counts, sums, capacity };
  const pack = compact(gpu, packParams, scanned, results, packed);
  return { dispatches: [dispatch, ...scan(gpu, scanParams, scanned), pack], packed };
}

/** Told of every pair that unifies, in order: its number, its terms, and its bindings at a place of some words. */
export type Take = (pair: number, left: number, right: number, words: Uint32Array, at: number) => void;

/** Reads results, packed or not; the CPU decides what was handed over. */
export function readResults(words: Uint32Array, count: number, terms: Terms, take: Take): void {
  let unifier: Unifier | undefined;
  for (let entry = 0, at = 0; entry < count; entry++, at += RESULT_WORDS) {
    const [pair, left, right, outcome] = words.subarray(at, at + RESULT_HEADER);
    if (outcome === FAILS) continue;
    if (outcome !== HAND_OVER) {
      take(pair, left, right, words, at + RESULT_HEADER);
      continue;
    }
    unifier ??= new Unifier(terms.left, terms.right, terms.matchOnly);
    if (!unifier.run(terms.left.start[left], terms.right.start[right])) continue;
    take(pair, left, right, unifier.bindings, 0);
  }
}
