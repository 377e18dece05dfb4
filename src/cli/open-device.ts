/**
 * Which device `--device` means here. `cpu` and `auto` are the CPU; `webgpu` is the machine's GPU, or, where it has
 * none, the software adapter. LEMMAGRID_ADAPTER=software takes the software adapter in any case, LEMMAGRID_ADAPTER=none
 * takes no adapter at all.
 */
import { CpuDevice } from "../device/cpu/cpu-device.js";
import type { Device } from "../device/device.js";
import { findAdapter, openInstance, type AdapterChoice } from "../device/webgpu/adapter.js";
import { WebGpuDevice } from "../device/webgpu/webgpu-device.js";
import { NoSuchDevice, type SessionOptions } from "./session-options.js";
import { hasVulkan, SOFTWARE_GPU_HINT, withSoftwareGpu } from "./software-gpu.js";
import { warn } from "./terminal.js";

export interface OpenedDevice {
  readonly device: Device;
  /** The hardware behind it, as machine.json names it; empty for the CPU. */
  readonly adapter: string;
  /** Threads that run provers: a GPU is driven by one. */
  readonly workers: number;
}

/** Throws `NoSuchDevice` if `webgpu` is asked for and there is no adapter. */
export async function openDevice(options: Pick<SessionOptions, "device" | "workers">): Promise<OpenedDevice> {
  if (options.device !== "webgpu") return { device: new CpuDevice(), adapter: "", workers: options.workers };
  const { choice, reason } = await chooseAdapter();
  if (choice === undefined) throw new NoSuchDevice(`${reason}; ${SOFTWARE_GPU_HINT}`);
  const onNotice = (message: string): void => {
    warn(`lemmagrid: ${message}`);
  };
  const device = await WebGpuDevice.open(choice, { onNotice });
  // A process that ends with an open device can hang or crash in the driver.
  process.once("exit", () => {
    if (process.env.LEMMAGRID_DEBUG !== undefined) onNotice(`${device.gpu.dispatchCount} dispatches`);
    device.close();
  });
  const adapter = adapterLabel(choice);
  onNotice(`the kernels run on ${adapter}`);
  return { device, adapter, workers: 1 };
}

export function adapterLabel({ name, software }: AdapterChoice): string {
  return software ? `${name} (software)` : name;
}

type Found = { choice: AdapterChoice; reason?: never } | { choice?: never; reason: string };

/** The instance that had an adapter; a process needs no second one. */
let instance: GPU | undefined;

/** The machine's GPU, else the software adapter, else the reason why there is neither. */
export async function chooseAdapter(): Promise<Found> {
  const known = instance && (await findAdapter(instance));
  if (known !== undefined) return { choice: known };
  const wanted = process.env.LEMMAGRID_ADAPTER;
  if (wanted === "none") return { reason: "LEMMAGRID_ADAPTER=none hides this machine's GPU" };
  // Without a loader Dawn would only complain on stderr.
  if (wanted !== "software" && (await hasVulkan()) !== false) {
    const found = await newAdapter("this machine has no GPU that WebGPU can use");
    if (found.choice !== undefined) return found;
  }
  const software = await withSoftwareGpu(() => newAdapter("the software GPU could not be started"));
  return software ?? { reason: "this machine has no GPU that WebGPU can use" };
}

async function newAdapter(whyNot: string): Promise<Found> {
  const { gpu, reason } = await openInstance();
  if (gpu === undefined) return { reason };
  const choice = await findAdapter(gpu);
  if (choice === undefined) return { reason: whyNot };
  instance = gpu;
  return { choice };
}
