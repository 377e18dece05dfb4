/**
 * `join` on the GPU, all in one submission a band of left terms:
 *
 *     fingerprint → prefix-sum → prefix-totals → fingerprint-pairs     the pairs that may unify
 *     unify → prefix-sum → prefix-totals → compact                     those that do, in order
 *
 * A band whose pairs do not fit is cut in two, by left terms or, if it has one, by right terms; either way the answers
 * one after the other are in order.
 */
import { BINDING_WORDS, type JoinRequest, type JoinResult } from "../device.js";
import { fingerprintsOf } from "../fingerprint.js";
import { joinBands } from "../join-bands.js";
import { TooLarge } from "./buffers.js";
import type { Dispatch, Gpu } from "./gpu.js";
import { LEVEL_NEEDED, LEVEL_WORDS, chunkCount, levelRecords, scan } from "./levels.js";
import { ListRun, type ListResult } from "./list-run.js";
import { decideAndPack, pairLimit, readResults, RESULT_WORDS } from "./pairs.js";

/** RUN of fingerprint.wgsl: right terms that an invocation compares. */
const RUN = 32;
/** Comparisons of one submission, in runs: bounds how long it lasts. */
const MOST_RUNS = 2 ** 20;
const SMALLEST_CAPACITY = 4096;

interface Part extends ListResult {
  readonly candidateCount: number;
}

export class GpuJoiner {
  private readonly list: ListRun;
  /** Candidates that the buffers have room for. */
  private capacity = SMALLEST_CAPACITY;

  constructor(private readonly gpu: Gpu) {
    const shared = ["prefix-sum", "prefix-totals", "compact"] as const;
    this.list = new ListRun(gpu, "join", ["fingerprint", "fingerprint-pairs", "unify", ...shared]);
  }

  async join(request: JoinRequest): Promise<JoinResult> {
    const parts: Part[] = [];
    const runs = Math.min(MOST_RUNS, Math.floor(this.gpu.maxBufferBytes / 4));
    if (request.rightEnd > request.rightFrom) {
      for (const band of joinBands(request, runs * RUN)) parts.push(...(await this.band(band)));
    }
    const most = parts.reduce((sum, { count }) => sum + count, 0);
    const pairs = new Uint32Array(2 * most);
    const bindings = new Uint32Array(BINDING_WORDS * most);
    let filled = 0;
    for (const { words, count } of parts) {
      readResults(words, count, request, (_pair, left, right, from, at) => {
        pairs[2 * filled] = left;
        pairs[2 * filled + 1] = right;
        bindings.set(from.subarray(at, at + BINDING_WORDS), BINDING_WORDS * filled++);
      });
    }
    const candidateCount = parts.reduce((sum, part) => sum + part.candidateCount, 0);
    return {
      candidateCount,
      pairs: pairs.subarray(0, 2 * filled),
      bindings: bindings.subarray(0, BINDING_WORDS * filled),
    };
  }

  private async band(request: JoinRequest): Promise<Part[]> {
    const limit = pairLimit(this.gpu);
    const entries = entryCount(request);
    if (entries * 4 <= this.gpu.maxBufferBytes) {
      for (let capacity = Math.min(limit, this.capacity); ;) {
        const part = await this.runBand(request, capacity);
        this.capacity = Math.max(this.capacity, capacity);
        if (part.candidateCount <= capacity) return [part];
        if (part.candidateCount > limit) break;
        capacity = Math.min(limit, 2 ** Math.ceil(Math.log2(part.candidateCount)));
      }
    }
    const [first, second] = halves(request);
    return [...(await this.band(first)), ...(await this.band(second))];
  }

  private async runBand(request: JoinRequest, capacity: number): Promise<Part> {
    const { gpu } = this;
    const candidates = (records: Uint32Array): number => records[LEVEL_WORDS + LEVEL_NEEDED];
    const result = await this.list.run(
      () => {
        const entries = entryCount(request);
        const levels = gpu.buffers.upload("join levels", [levelRecords(3, entries)], true).buffer;
        const { dispatches: prefilter, pairs } = comparePrints(gpu, request, levels, capacity);
        const decided = decideAndPack(gpu, request, { levels, level: 1, pairs, capacity });
        const dispatches = [...prefilter, ...decided.dispatches];
        const list = decided.packed;
        return { dispatches, levels, recordCount: 3, list, entryWords: RESULT_WORDS, capacity };
      },
      (records) => candidates(records) > capacity,
    );
    return { ...result, candidateCount: candidates(result.records) };
  }
}

function entryCount({ leftFrom, leftEnd, rightFrom, rightEnd }: JoinRequest): number {
  return Math.max(0, leftEnd - leftFrom) * Math.ceil((rightEnd - rightFrom) / RUN);
}

function halves(request: JoinRequest): [JoinRequest, JoinRequest] {
  const { leftFrom, leftEnd, rightFrom, rightEnd } = request;
  if (leftEnd - leftFrom > 1) {
    const middle = (leftFrom + leftEnd) >>> 1;
    return [
      { ...request, leftEnd: middle },
      { ...request, leftFrom: middle },
    ];
  }
  if (rightEnd - rightFrom <= 1) throw new TooLarge("no buffer holds a single pair of terms");
  const middle = (rightFrom + rightEnd) >>> 1;
  return [
    { ...request, rightEnd: middle },
    { ...request, rightFrom: middle },
  ];
}

/** The dispatches that list the pairs whose fingerprints agree, and the buffer that they are in. */
function comparePrints(
  gpu: Gpu,
  request: JoinRequest,
  levels: GPUBuffer,
  capacity: number,
): { dispatches: Dispatch[]; pairs: GPUBuffer } {
  const { buffers } = gpu;
  const { left, right, leftFrom, rightFrom, rightEnd, matchOnly } = request;
  const entries = entryCount(request);
  const runs = Math.ceil((rightEnd - rightFrom) / RUN);
  const [params] = buffers.uniforms("join params", [
    [0, leftFrom, left.termCount, rightFrom, right.termCount, rightEnd, runs, matchOnly ? 0xffffffff : 0],
  ]);
  const [scanParams] = buffers.uniforms("join scan params", [[0, capacity, 0, 0]]);
  const leftPrints = buffers.upload("join left fingerprints", [fingerprintsOf(left)]).buffer;
  const rightPrints = buffers.upload("join right fingerprints", [fingerprintsOf(right)]).buffer;
  const masks = buffers.storage("join masks", entries);
  const counts = buffers.storage("join counts", entries);
  const sums = buffers.storage("join sums", chunkCount(gpu, entries));
  const pairs = buffers.storage("join pairs", 2 * capacity);
  const groups = gpu.groupsFor(entries);
  const bind = (...list: GPUBuffer[]): GPUBindingResource[] => [
    params,
    ...list.map((buffer) => ({ buffer })),
  ];
  const dispatches: Dispatch[] = [
    { kernel: "fingerprint", bindings: bind(levels, leftPrints, rightPrints, masks, counts), groups },
    ...scan(gpu, scanParams, { levels, counts, sums, capacity: entries }),
    { kernel: "fingerprint-pairs", bindings: bind(levels, masks, counts, sums, pairs), groups },
  ];
  return { dispatches, pairs };
}
