/**
 * `bench kernels`: the three operations of a device at growing sizes, on the CPU and, where there is one, on the GPU,
 * in one process and on the same made-up inputs. A time is the median of several calls after one that is not counted
 * (it compiles pipelines and grows buffers); on the GPU it includes copying there and back.
 */
import { CpuDevice } from "../device/cpu/cpu-device.js";
import type { Device } from "../device/device.js";
import { WebGpuDevice } from "../device/webgpu/webgpu-device.js";
import { evaluateInput, matchInput, unifyInput } from "./bench-inputs.js";
import { ExitCode, type CommandResult } from "./command.js";
import { adapterLabel, chooseAdapter } from "./open-device.js";
import { textTable } from "./text-table.js";
import { warn } from "./terminal.js";

const CALLS = 5;

interface Case {
  readonly kernel: "match" | "evaluate" | "unify";
  /** Rows, programs or pairs. */
  readonly size: number;
  readonly run: (device: Device) => unknown;
}

interface Measurement {
  readonly kernel: string;
  readonly size: number;
  readonly cpuMs: number;
  readonly gpuMs: number | null;
  /** CPU time by GPU time: above 1 the GPU is faster. */
  readonly ratio: number | null;
}

export async function benchKernels(): Promise<CommandResult> {
  const found = await chooseAdapter();
  const gpu = found.choice && (await WebGpuDevice.open(found.choice, { onNotice: warn }));
  const cpu = new CpuDevice();
  const measurements: Measurement[] = [];
  try {
    for (const { kernel, size, run } of cases()) {
      const cpuMs = await median(() => run(cpu));
      const gpuMs = gpu === undefined ? null : await median(() => run(gpu));
      const ratio = gpuMs === null ? null : cpuMs / Math.max(gpuMs, 0.001);
      measurements.push({ kernel, size, cpuMs, gpuMs, ratio });
    }
  } finally {
    gpu?.close();
  }
  const adapter = found.choice === undefined ? null : adapterLabel(found.choice);
  return {
    exitCode: ExitCode.Success,
    document: { schema: "lemmagrid-bench-kernels/1", node: process.version, adapter, measurements },
    text: `${table(measurements)}${adapter === null ? `no GPU: ${found.reason}` : `webgpu: ${adapter}`}\n`,
  };
}

function cases(): Case[] {
  return [
    ...[1_000, 10_000, 100_000].map((size): Case => {
      const { rules, rows } = matchInput(size);
      return { kernel: "match", size, run: (device) => device.match(rules, rows, 1) };
    }),
    ...[100, 1_000, 10_000].map((size): Case => {
      const request = evaluateInput(size);
      return { kernel: "evaluate", size, run: (device) => device.evaluate(request) };
    }),
    ...[1_000, 10_000, 100_000].map((size): Case => {
      const request = unifyInput(size);
      return { kernel: "unify", size, run: (device) => device.unify(request) };
    }),
  ];
}

async function median(call: () => unknown): Promise<number> {
  await call();
  const times: number[] = [];
  for (let i = 0; i < CALLS; i++) {
    const start = performance.now();
    await call();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[CALLS >> 1];
}

function table(measurements: readonly Measurement[]): string {
  const header = ["kernel", "size", "cpu ms", "webgpu ms", "ratio"];
  const number = (value: number | null): string => (value === null ? "-" : value.toFixed(2));
  const rows = measurements.map((m) => [
    m.kernel,
    String(m.size),
    number(m.cpuMs),
    number(m.gpuMs),
    number(m.ratio),
  ]);
  return textTable([header, ...rows], new Set([1, 2, 3, 4]));
}
