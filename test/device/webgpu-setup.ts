/**
 * The WebGPU device for tests: hardware or software, whatever there is. Where there is none the tests are skipped and
 * say so; REQUIRE_GPU=1 makes that a failure.
 */
import { afterAll, expect } from "vitest";
import type { AdapterChoice } from "../../src/device/webgpu/adapter.js";
import type { GpuOptions } from "../../src/device/webgpu/gpu.js";
import { WebGpuDevice } from "../../src/device/webgpu/webgpu-device.js";
import { chooseAdapter } from "../../src/cli/find-gpu.js";

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

/** The adapter that there is, for one device. */
export async function someAdapter(): Promise<AdapterChoice> {
  const { choice, reason } = await chooseAdapter();
  if (choice === undefined) throw new Error(reason);
  return choice;
}

/** A device of its own, closed after the file's tests. */
export async function openGpu(options: GpuOptions = {}): Promise<WebGpuDevice> {
  const device = await WebGpuDevice.open(await someAdapter(), {
    onNotice: (message) => notices.push(message),
    gpu: options,
  });
  opened.push(device);
  return device;
}

/** Sizes at which workgroups, and the chunks of a prefix sum, begin and end. */
export const EDGE_SIZES = [0, 1, 63, 64, 65, 255, 256, 257, 1023, 1024, 1025];

/** More entries than one dispatch has workgroups of the device that `openGpu(ONE_EACH)` gives, which have one each. */
export const MANY = 65_535 + 7;
export const ONE_EACH: GpuOptions = { workgroup: 1, maxGroups: 65_535 };

/** What `act` answers, with the assurance that the GPU had a part in it and that nothing was left to the CPU. */
export async function onGpu<T>({ gpu }: WebGpuDevice, act: () => Promise<T>): Promise<T> {
  const [dispatches, told] = [gpu.dispatchCount, notices.length];
  const answer = await act();
  if (gpu.dispatchCount === dispatches) throw new Error("the GPU was not used");
  if (notices.length > told) throw new Error(notices.slice(told).join("; "));
  return answer;
}

/** `toEqual` for objects of long typed arrays: word by word only where the bytes differ. */
export function expectEqualArrays(actual: object, expected: object): void {
  expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, value] of Object.entries(expected)) {
    const given: unknown = Object.entries(actual).find(([key]) => key === name)?.[1];
    if (!sameBytes(given, value)) expect(given, name).toEqual(value);
  }
}

function sameBytes(left: unknown, right: unknown): boolean {
  if (!ArrayBuffer.isView(left) || !ArrayBuffer.isView(right)) return false;
  const bytes = (view: ArrayBufferView): Uint8Array =>
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return left.constructor === right.constructor && Buffer.compare(bytes(left), bytes(right)) === 0;
}
