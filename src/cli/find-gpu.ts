/**
 * Which GPUs there are: the machine's own, then the software one. LEMMAGRID_ADAPTER=software hides the machine's,
 * LEMMAGRID_ADAPTER=none hides all.
 */
import {
  distinct,
  findAdapter,
  findAdapters,
  openInstance,
  type AdapterChoice,
} from "../device/webgpu/adapter.js";
import { hasVulkan, withSoftwareGpu } from "./software-gpu.js";

export type Found =
  | { readonly choice: AdapterChoice; readonly reason?: never }
  | { readonly choice?: never; readonly reason: string };

export function adapterLabel({ name, software }: Pick<AdapterChoice, "name" | "software">): string {
  return software ? `${name} (software)` : name;
}

const NO_GPU = "this machine has no GPU that WebGPU can use";
const NOT_INSTALLED = `${NO_GPU}, and the software one is not installed`;

/** Why the environment lets no adapter be used; undefined if it does. */
function hidden(): string | undefined {
  return process.env.LEMMAGRID_ADAPTER === "none" ? "LEMMAGRID_ADAPTER=none hides all GPUs" : undefined;
}

/** Without a Vulkan loader Dawn would only complain on stderr. */
async function mayHaveHardware(): Promise<boolean> {
  return process.env.LEMMAGRID_ADAPTER !== "software" && (await hasVulkan()) !== false;
}

/** The instance that had an adapter; a process needs no second one. */
let instance: GPU | undefined;

/** The machine's GPU, else the software adapter, else the reason why there is neither. */
export async function chooseAdapter(): Promise<Found> {
  const why = hidden();
  if (why !== undefined) return { reason: why };
  const known = instance && (await findAdapter(instance));
  if (known !== undefined) return { choice: known };
  if (await mayHaveHardware()) {
    const found = await newAdapter(NO_GPU, false);
    if (found.choice !== undefined) return found;
  }
  const software = await withSoftwareGpu(() => newAdapter("the software GPU could not be started", true));
  return software ?? { reason: NOT_INSTALLED };
}

/** The machine's own GPU, if it has one. */
export async function chooseHardware(): Promise<AdapterChoice | undefined> {
  if (hidden() !== undefined || !(await mayHaveHardware())) return undefined;
  const { choice } = await newAdapter(NO_GPU, false);
  return choice === undefined || choice.software ? undefined : choice;
}

/** Every adapter, the one that `--device webgpu` takes first; if there is none, the reason. */
export async function listAdapters(): Promise<{
  readonly adapters: readonly AdapterChoice[];
  readonly reason: string;
}> {
  const why = hidden();
  if (why !== undefined) return { adapters: [], reason: why };
  const all = async (): Promise<AdapterChoice[]> => {
    const { gpu } = await openInstance(false);
    return gpu === undefined ? [] : findAdapters(gpu);
  };
  const hardware = (await mayHaveHardware()) ? await all() : [];
  const software = (await withSoftwareGpu(all))?.filter((choice) => choice.software) ?? [];
  return { adapters: distinct([...hardware, ...software]), reason: NOT_INSTALLED };
}

async function newAdapter(whyNot: string, software: boolean): Promise<Found> {
  const { gpu, reason } = await openInstance(software);
  if (gpu === undefined) return { reason };
  const choice = await findAdapter(gpu);
  if (choice === undefined) return { reason: whyNot };
  instance = gpu;
  return { choice };
}
