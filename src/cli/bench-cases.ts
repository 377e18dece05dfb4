/** What `bench kernels` measures: each kernel as something to prepare for a size and to call, on one CPU core or a GPU. */
import { CpuDevice } from "../device/cpu/cpu-device.js";
import type { Device, RowTable, RuleTable } from "../device/device.js";
import { chunkCount, compact, levelRecords, scan } from "../device/webgpu/levels.js";
import type { WebGpuDevice } from "../device/webgpu/webgpu-device.js";
import { evaluateInput, joinInput, matchInput, SAMPLES, unifyInput } from "./bench-inputs.js";

/** Prepared input of one size. */
export interface BenchCase {
  /** Of the arrays that go in. */
  readonly inputBytes: number;
  readonly onCpu: () => unknown;
  readonly onGpu: (device: WebGpuDevice) => unknown;
}

export interface BenchKernel {
  readonly name: string;
  /** What its size counts. */
  readonly unit: string;
  readonly prepare: (size: number) => BenchCase;
}

const cpu = new CpuDevice();

/** A case of an operation that all devices have. */
function operation(input: object, call: (device: Device) => unknown): BenchCase {
  return { inputBytes: bytesOf(input), onCpu: () => call(cpu), onGpu: (device) => call(device) };
}

function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + bytesOf(part), 0);
}

export const BENCH_KERNELS: readonly BenchKernel[] = [
  {
    name: "match",
    unit: "rows",
    prepare: (size) => {
      const input: { rules: RuleTable; rows: RowTable } = matchInput(size);
      return operation(input, (device) => device.match(input.rules, input.rows, 1));
    },
  },
  {
    name: "evaluate",
    unit: "values",
    prepare: (size) => {
      const request = evaluateInput(Math.max(1, Math.round(size / SAMPLES)));
      return operation(request, (device) => device.evaluate(request));
    },
  },
  {
    name: "unify",
    unit: "pairs",
    prepare: (size) => {
      const request = unifyInput(size);
      return operation(request, (device) => device.unify(request));
    },
  },
  {
    name: "fingerprint and unify",
    unit: "pairs of a join",
    prepare: (size) => {
      const request = joinInput(size);
      return operation(request, (device) => device.join(request));
    },
  },
  { name: "prefix sum and compaction", unit: "entries", prepare: scanCase },
];

const ENTRY_WORDS = 4;

/** Packs every third entry, as the other kernels pack their results. */
function scanCase(size: number): BenchCase {
  const flags = Uint32Array.from({ length: size }, (_, index) => (index % 3 === 0 ? 1 : 0));
  const entries = Uint32Array.from({ length: size * ENTRY_WORDS }, (_, index) => index);
  return {
    inputBytes: bytesOf([flags, entries]),
    onCpu: () => packOnCpu(flags, entries),
    onGpu: (device) => packOnGpu(device, flags, entries),
  };
}

function packOnCpu(flags: Uint32Array, entries: Uint32Array): Uint32Array {
  const packed = new Uint32Array(entries.length);
  let place = 0;
  for (let index = 0; index < flags.length; index++) {
    if (flags[index] === 0) continue;
    for (let word = 0; word < ENTRY_WORDS; word++) packed[place++] = entries[index * ENTRY_WORDS + word];
  }
  return packed.subarray(0, place);
}

function packOnGpu({ gpu }: WebGpuDevice, flags: Uint32Array, entries: Uint32Array): Promise<unknown> {
  const { buffers } = gpu;
  const capacity = flags.length;
  return gpu.run("compact", ["prefix-sum", "prefix-totals", "compact"], () => {
    const [params] = buffers.uniforms("bench scan params", [[0, capacity, 0, 0]]);
    const [packParams] = buffers.uniforms("bench compact params", [[0, ENTRY_WORDS]]);
    const scanned = {
      levels: buffers.upload("bench levels", [levelRecords(2, capacity)], true).buffer,
      counts: buffers.upload("bench counts", [flags], true).buffer,
      sums: buffers.storage("bench sums", chunkCount(gpu, capacity)),
      capacity,
    };
    const list = buffers.upload("bench entries", [entries]).buffer;
    const packed = buffers.storage("bench packed", entries.length);
    return {
      dispatches: [...scan(gpu, params, scanned), compact(gpu, packParams, scanned, list, packed)],
      reads: [{ buffer: packed, words: Math.ceil(capacity / 3) * ENTRY_WORDS }],
    };
  });
}
