/** `devices`: what this machine offers to `--device`. */
import { availableParallelism, cpus } from "node:os";
import type { AdapterChoice } from "../device/webgpu/adapter.js";
import { defaultWorkers } from "./arguments.js";
import { ExitCode, type CommandResult } from "./command.js";
import { adapterLabel, chooseAdapter } from "./open-device.js";
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
  /** The limits that the work is cut to. */
  readonly limits: Readonly<Record<string, number>>;
}

export async function devicesCommand(): Promise<CommandResult> {
  const found = await chooseAdapter();
  const devices = [cpuEntry(), found.choice === undefined ? noGpu(found.reason) : gpuEntry(found.choice)];
  const rows = devices.map((device) => [
    device.name,
    device.available ? "available" : "not available",
    [device.adapter, device.detail].filter((part) => part !== "").join(", "),
  ]);
  return {
    exitCode: ExitCode.Success,
    document: { schema: "lemmagrid-devices/1", devices },
    text: textTable(rows),
  };
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

function gpuEntry(choice: AdapterChoice): DeviceEntry {
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
    limits: {},
  };
}
