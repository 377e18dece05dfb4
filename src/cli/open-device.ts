/**
 * Which device `--device` means here: `cpu` is the CPU, `webgpu` the machine's GPU or, where it has none, the software
 * adapter, and `auto` the CPU with the machine's GPU for large steps.
 *
 * Two variables make a GPU fail as a real one might, to see what a run does then: LEMMAGRID_GPU_LOSE_AFTER=N loses the
 * device after N dispatches, LEMMAGRID_GPU_MAX_BUFFER=BYTES makes its buffers small.
 */
import { AutoDevice } from "../device/auto-device.js";
import { CpuDevice } from "../device/cpu/cpu-device.js";
import type { Device } from "../device/device.js";
import type { AdapterChoice } from "../device/webgpu/adapter.js";
import type { GpuOptions } from "../device/webgpu/gpu.js";
import { WebGpuDevice } from "../device/webgpu/webgpu-device.js";
import { CommandFailure, ExitCode } from "./command.js";
import { adapterLabel, chooseAdapter, chooseHardware } from "./find-gpu.js";
import { NoSuchDevice, type SessionOptions } from "./session-options.js";
import { SOFTWARE_GPU_HINT } from "./software-gpu.js";
import { warn } from "./terminal.js";

export interface OpenedDevice {
  readonly device: Device;
  /** The GPU that was used, as machine.json names it; empty if none was. */
  readonly adapter: () => string;
  /** Dispatches that a GPU was given. */
  readonly dispatches: () => number;
  /** Threads that run provers: a device that is all GPU is driven by one. */
  readonly workers: number;
}

/** Throws `NoSuchDevice` if `webgpu` is asked for and there is no adapter. `findHardware` is for tests. */
export async function openDevice(
  options: Pick<SessionOptions, "device" | "workers">,
  findHardware: () => Promise<AdapterChoice | undefined> = chooseHardware,
): Promise<OpenedDevice> {
  let used: WebGpuDevice | undefined;
  const open = async (choice: AdapterChoice): Promise<WebGpuDevice> => (used = await openGpu(choice));
  const adapter = (): string => (used === undefined ? "" : adapterLabel(used.choice));
  const dispatches = (): number => used?.gpu.dispatchCount ?? 0;
  const { workers } = options;
  switch (options.device) {
    case "cpu":
      return { device: new CpuDevice(), adapter, dispatches, workers };
    case "auto": {
      const device = new AutoDevice(new CpuDevice(), async () => {
        const choice = await findHardware();
        return choice && open(choice);
      });
      return { device, adapter, dispatches, workers };
    }
    case "webgpu": {
      const { choice, reason } = await chooseAdapter();
      if (choice === undefined) throw new NoSuchDevice(`${reason}; ${SOFTWARE_GPU_HINT}`);
      return { device: await open(choice), adapter, dispatches, workers: 1 };
    }
    default:
      return options.device satisfies never;
  }
}

async function openGpu(choice: AdapterChoice): Promise<WebGpuDevice> {
  const onNotice = (message: string): void => {
    warn(`lemmagrid: ${message}`);
  };
  const device = await WebGpuDevice.open(choice, { onNotice, gpu: gpuOptions() });
  // A process that ends with an open device can hang or crash in the driver.
  process.once("exit", () => {
    device.close();
  });
  onNotice(`the kernels run on ${adapterLabel(choice)}`);
  return device;
}

function gpuOptions(): GpuOptions {
  const loseAfter = positive("LEMMAGRID_GPU_LOSE_AFTER");
  const maxBufferBytes = positive("LEMMAGRID_GPU_MAX_BUFFER");
  return {
    ...(loseAfter === undefined ? {} : { loseAfter }),
    ...(maxBufferBytes === undefined ? {} : { maxBufferBytes }),
  };
}

function positive(variable: string): number | undefined {
  const text = process.env[variable];
  if (text === undefined || text === "") return undefined;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new CommandFailure(ExitCode.Usage, "usage", `${variable} is ${text}, not a number above 0`);
}
