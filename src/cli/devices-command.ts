/** `devices`: what this machine offers to `--device`: the CPU, and every GPU that WebGPU finds, the best one first. */
import { availableParallelism, cpus } from "node:os";
import type { AdapterChoice } from "../device/webgpu/adapter.js";
import { defaultWorkers } from "./arguments.js";
import { ExitCode, type CommandResult } from "./command.js";
import { adapterLabel, listAdapters } from "./find-gpu.js";
import { SOFTWARE_GPU_HINT } from "./software-gpu.js";
import { textTable } from "./text-table.js";

interface DeviceEntry {
  /** What `--device` takes. */
  readonly name: string;
  readonly available: boolean;
  /** The hardware behind it; empty if there is none. */
  readonly adapter: string;
  readonly detail: string;
  /** Who made the adapter, as its driver says; null where there is none or the driver does not say. */
  readonly vendor: string | null;
  /** A GPU that is made of software: for correctness, not for speed. */
  readonly software: boolean;
  /** Of the adapters, whether `--device webgpu` takes this one. */
  readonly chosen: boolean;
  /** The limits that the work is cut to. */
  readonly limits: Readonly<Record<string, number>>;
}

export async function devicesCommand(): Promise<CommandResult> {
  const { adapters, reason } = await listAdapters();
  const gpus = adapters.map((choice, index) => gpuEntry(choice, index === 0));
  const devices = [cpuEntry(), ...(gpus.length > 0 ? gpus : [noGpu(reason)])];
  return {
    exitCode: ExitCode.Success,
    document: { schema: "lemmagrid-devices/1", devices },
    text: `${textTable(devices.map(row))}${advice(gpus)}`,
  };
}

function row({ name, available, adapter, detail }: DeviceEntry): readonly string[] {
  const words = [adapter, detail].filter((part) => part !== "").join(", ");
  return [name, available ? "available" : "not available", words];
}

/** What to do for speed, where there is software alone. */
function advice(gpus: readonly DeviceEntry[]): string {
  if (gpus.length === 0 || gpus.some((gpu) => !gpu.software)) return "";
  return "no real GPU: --device auto stays on the CPU; a GPU with a Vulkan driver and loader would be listed here\n";
}

function cpuEntry(): DeviceEntry {
  const cores = availableParallelism();
  return {
    name: "cpu",
    available: true,
    adapter: cpus().at(0)?.model.trim() ?? process.arch,
    detail: `${cores} core${cores === 1 ? "" : "s"}, ${defaultWorkers()} used unless --workers says otherwise`,
    vendor: null,
    software: false,
    chosen: false,
    limits: {},
  };
}

const LIMITS = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupStorageSize",
  "maxComputeWorkgroupsPerDimension",
] as const satisfies readonly (keyof GPUSupportedLimits)[];

function gpuEntry(choice: AdapterChoice, chosen: boolean): DeviceEntry {
  const limits = Object.fromEntries(LIMITS.map((name) => [name, choice.adapter.limits[name]]));
  const megabytes = Math.floor(limits.maxStorageBufferBindingSize / 2 ** 20);
  const purpose = choice.software ? ", for correctness, not for speed" : "";
  return {
    name: "webgpu",
    available: true,
    adapter: adapterLabel(choice),
    detail: `buffers of up to ${megabytes} MiB${purpose}`,
    vendor: choice.vendor === "" ? null : choice.vendor,
    software: choice.software,
    chosen,
    limits,
  };
}

function noGpu(reason: string): DeviceEntry {
  return {
    name: "webgpu",
    available: false,
    adapter: "",
    detail: `${reason}; ${SOFTWARE_GPU_HINT}`,
    vendor: null,
    software: false,
    chosen: false,
    limits: {},
  };
}
