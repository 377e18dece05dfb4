/**
 * Which device `--device` means here. `cpu` and `auto` are the CPU; `webgpu` is the machine's GPU, or, where it has
 * none, the software adapter. LEMMAGRID_ADAPTER=software takes the software adapter in any case.
 */
import { CpuDevice } from "../device/cpu/cpu-device.js";
import type { Device } from "../device/device.js";
import { findAdapter, type AdapterChoice } from "../device/webgpu/adapter.js";
import { WebGpuDevice } from "../device/webgpu/webgpu-device.js";
import { NoSuchDevice, type SessionOptions } from "./session-options.js";
import { hasVulkan, loadSoftwareGpu, SOFTWARE_GPU_HINT } from "./software-gpu.js";
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

/** The machine's GPU, else the software adapter, else the reason why there is neither. */
export async function chooseAdapter(): Promise<
  { choice: AdapterChoice; reason?: never } | { choice?: never; reason: string }
> {
  // Without a loader Dawn would only complain on stderr.
  if (process.env.LEMMAGRID_ADAPTER !== "software" && (await hasVulkan()) !== false) {
    const { choice, reason } = await findAdapter();
    if (choice !== undefined) return { choice };
    if (reason !== undefined) return { reason };
  }
  if (!(await loadSoftwareGpu())) return { reason: "this machine has no GPU that WebGPU can use" };
  const { choice, reason } = await findAdapter();
  if (choice !== undefined) return { choice };
  return { reason: reason ?? "the software GPU could not be started" };
}
