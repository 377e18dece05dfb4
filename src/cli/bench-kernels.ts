/**
 * `bench kernels`: every kernel at growing sizes, on one CPU core, on all of them and, where there is one, on the GPU,
 * in one process and on the same made-up inputs. A time is the median of some calls after one that is not counted (it
 * compiles pipelines and grows buffers); on the GPU it includes copying everything there and the results back. What
 * that alone costs is measured by the same calls without their dispatches.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { WebGpuDevice } from "../device/webgpu/webgpu-device.js";
import { BENCH_KERNELS, type BenchCase, type BenchKernel } from "./bench-cases.js";
import type { BenchOrder } from "./bench-worker.js";
import { ExitCode, type CommandResult } from "./command.js";
import { adapterLabel, chooseAdapter } from "./find-gpu.js";
import { textTable } from "./text-table.js";

/** Calls that a median is taken of: at least so many, and more of short ones. */
const CALLS = 5;
const MOST_CALLS = 25;
const ENOUGH_MS = 50;
const SMALLEST = 1000;

interface GpuMeasurement {
  /** Says whether it is a software one. */
  readonly adapter: string;
  readonly ms: number;
  readonly itemsPerSecond: number;
  /** Times as fast as one core: above 1 the GPU is faster. */
  readonly ratio: number;
  readonly ratioToAllWorkers: number;
  readonly uploadedBytes: number;
  readonly readBytes: number;
  /** Time of the same call without its dispatches, by the time of the call. */
  readonly transferShare: number;
}

interface Measurement {
  readonly kernel: string;
  readonly unit: string;
  readonly size: number;
  readonly inputBytes: number;
  readonly cpu: { readonly ms: number; readonly itemsPerSecond: number };
  readonly allWorkers: { readonly workers: number; readonly ms: number; readonly itemsPerSecond: number };
  /** Null where there is no GPU, or where its buffers do not hold the input. */
  readonly gpu: GpuMeasurement | null;
}

/** Sizes go up to `work` by factors of ten, or as far as the GPU's buffers hold them. */
export async function benchKernels(work: number): Promise<CommandResult> {
  const found = await chooseAdapter();
  const told: string[] = [];
  const onNotice = (message: string): void => {
    told.push(message);
  };
  const threads = new Threads(availableParallelism());
  const measurements: Measurement[] = [];
  for (const kernel of BENCH_KERNELS) {
    const gpu = found.choice && (await openAgain(onNotice));
    try {
      for (let size = SMALLEST; size <= work; size *= 10) {
        const measured = await measure(kernel, size, threads, gpu);
        // The device tells when it leaves a step to the CPU: then the time says nothing of the GPU.
        measurements.push(told.length > 0 ? { ...measured, gpu: null } : measured);
        if (told.splice(0).length > 0) break;
      }
    } finally {
      gpu?.close();
    }
  }
  await threads.close();
  const adapter = found.choice === undefined ? null : adapterLabel(found.choice);
  return {
    exitCode: ExitCode.Success,
    document: { schema: "lemmagrid-bench-kernels/2", node: process.version, adapter, measurements },
    text: `${table(measurements, adapter)}${adapter === null ? `no GPU: ${found.reason}\n` : ""}`,
  };
}

/** An adapter opens one device, so each device takes an adapter of its own. */
async function openAgain(onNotice: (message: string) => void): Promise<WebGpuDevice | undefined> {
  const { choice } = await chooseAdapter();
  return choice && WebGpuDevice.open(choice, { onNotice });
}

async function measure(
  kernel: BenchKernel,
  size: number,
  threads: Threads,
  gpu: WebGpuDevice | undefined,
): Promise<Measurement> {
  const prepared = kernel.prepare(size);
  const cpuMs = await median(prepared.onCpu);
  await threads.order({ kind: "prepare", kernel: kernel.name, size: Math.ceil(size / threads.count) });
  const workersMs = await median(() => threads.order({ kind: "run" }));
  return {
    ...{ kernel: kernel.name, unit: kernel.unit, size, inputBytes: prepared.inputBytes },
    cpu: { ms: cpuMs, itemsPerSecond: rate(size, cpuMs) },
    allWorkers: { workers: threads.count, ms: workersMs, itemsPerSecond: rate(size, workersMs) },
    gpu: gpu === undefined ? null : await measureGpu(prepared, size, gpu, cpuMs, workersMs),
  };
}

async function measureGpu(
  prepared: BenchCase,
  size: number,
  device: WebGpuDevice,
  cpuMs: number,
  workersMs: number,
): Promise<GpuMeasurement> {
  const { gpu } = device;
  const call = async (): Promise<void> => {
    gpu.buffers.forget();
    await prepared.onGpu(device);
  };
  const ms = await median(call);
  const before = [gpu.buffers.uploadedBytes, gpu.readBytes];
  await call();
  const [uploadedBytes, readBytes] = [gpu.buffers.uploadedBytes - before[0], gpu.readBytes - before[1]];
  gpu.onlyMoves = true;
  const movesMs = await median(call);
  gpu.onlyMoves = false;
  return {
    ...{ adapter: adapterLabel(device.choice), ms, itemsPerSecond: rate(size, ms) },
    ...{ ratio: cpuMs / Math.max(ms, 0.001), ratioToAllWorkers: workersMs / Math.max(ms, 0.001) },
    ...{ uploadedBytes, readBytes, transferShare: Math.min(1, movesMs / Math.max(ms, 0.001)) },
  };
}

function rate(size: number, ms: number): number {
  return Math.round((size * 1000) / Math.max(ms, 0.001));
}

async function median(call: () => unknown): Promise<number> {
  await call();
  const times: number[] = [];
  let sum = 0;
  while (times.length < CALLS || (sum < ENOUGH_MS && times.length < MOST_CALLS)) {
    const start = performance.now();
    await call();
    const time = performance.now() - start;
    times.push(time);
    sum += time;
  }
  return times.sort((a, b) => a - b)[times.length >> 1];
}

/** As many threads as cores, each on its share of a case. */
class Threads {
  private readonly workers: readonly Worker[];

  constructor(readonly count: number) {
    const url = new URL("./bench-worker.js", import.meta.url);
    this.workers = Array.from({ length: count }, () => new Worker(url));
  }

  /** Sends an order to all and waits for all. */
  async order(order: BenchOrder): Promise<void> {
    const done = this.workers.map(
      (worker) =>
        new Promise<void>((resolve, reject) => {
          worker.once("message", () => {
            worker.off("error", reject);
            resolve();
          });
          worker.once("error", reject);
        }),
    );
    for (const worker of this.workers) worker.postMessage(order);
    await Promise.all(done);
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

function table(measurements: readonly Measurement[], adapter: string | null): string {
  const workers = measurements.at(0)?.allWorkers.workers ?? 0;
  const header = ["kernel", "size", "1 core/s", `${workers} cores/s`];
  const gpuHeader = [`${adapter ?? ""}/s`, "ratio", "to all cores", "transfer", "bytes there", "bytes back"];
  const rows = measurements.map(({ kernel, unit, size, cpu, allWorkers, gpu }) => {
    const cells = [kernel, `${size} ${unit}`, short(cpu.itemsPerSecond), short(allWorkers.itemsPerSecond)];
    if (adapter === null) return cells;
    if (gpu === null) return [...cells, "does not fit"];
    const ratios = [gpu.ratio.toFixed(3), gpu.ratioToAllWorkers.toFixed(3)];
    const share = `${Math.round(100 * gpu.transferShare)} %`;
    return [
      ...cells,
      short(gpu.itemsPerSecond),
      ...ratios,
      share,
      short(gpu.uploadedBytes),
      short(gpu.readBytes),
    ];
  });
  const columns = [...header, ...(adapter === null ? [] : gpuHeader)];
  return textTable([columns, ...rows], new Set([1, 2, 3, 4, 5, 6, 7, 8, 9]));
}

/** Three digits and a unit: 1.23M. */
function short(value: number): string {
  const units = ["", "k", "M", "G", "T"];
  let scaled = value;
  let unit = 0;
  while (scaled >= 999.5 && unit < units.length - 1) {
    scaled /= 1000;
    unit++;
  }
  return unit === 0 ? String(Math.round(scaled)) : `${scaled.toPrecision(3)}${units[unit]}`;
}
