/**
 * The WebGPU device for tests: hardware or software, whatever there is. Where there is none the tests are skipped and
 * say so; REQUIRE_GPU=1 makes that a failure.
 */
import { afterAll } from "vitest";
import type { GpuLimits } from "../../src/device/webgpu/gpu.js";
import { WebGpuDevice } from "../../src/device/webgpu/webgpu-device.js";
import { chooseAdapter } from "../../src/cli/open-device.js";

const found = await chooseAdapter();
if (found.choice === undefined) {
  if (process.env.REQUIRE_GPU === "1") throw new Error(`REQUIRE_GPU=1, but ${found.reason}`);
  console.warn(`skipped, since ${found.reason}`);
}

export const gpuIsMissing = found.choice === undefined;

/** What the devices told, oldest first. */
export const notices: string[] = [];

const opened: WebGpuDevice[] = [];
afterAll(() => {
  for (const device of opened) device.close();
});

/** A device of its own, closed after the file's tests. */
export async function openGpu(limits: GpuLimits = {}): Promise<WebGpuDevice> {
  const chosen = await chooseAdapter();
  if (chosen.choice === undefined) throw new Error(chosen.reason);
  const device = await WebGpuDevice.open(chosen.choice, {
    onNotice: (message) => notices.push(message),
    limits,
  });
  opened.push(device);
  return device;
}

/** Sizes at which workgroups, and the chunks of a prefix sum, begin and end. */
export const EDGE_SIZES = [0, 1, 63, 64, 65, 255, 256, 257, 1023, 1024, 1025];
