/**
 * What the `webgpu` package (Dawn for Node) finds on this machine. Nothing here installs a driver: a software adapter
 * shows up once its Vulkan loader is in the process (see src/cli/software-gpu.ts).
 */

export interface AdapterChoice {
  readonly adapter: GPUAdapter;
  /** Vendor, architecture and description, as far as the driver tells them. */
  readonly name: string;
  readonly vendor: string;
  /** Runs on the CPU: for correctness, not for speed. */
  readonly software: boolean;
  /** Dawn's instance, which must outlive the adapter. */
  readonly gpu: GPU;
}

/** Architectures of drivers that run on the CPU without calling themselves fallback adapters. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|warp|basic render/i;

/** What to ask for to be shown every adapter, the one to take first. */
const REQUESTS: readonly GPURequestAdapterOptions[] = [
  { powerPreference: "high-performance" },
  { powerPreference: "low-power" },
  { forceFallbackAdapter: true },
];

/**
 * Dawn makes every access of a kernel check its index again. In software that takes as long as the kernel's own work, and
 * no index of ours, which run over lists that they know the lengths of, is ever out of bounds.
 */
const WITHOUT_CHECKS = ["enable-dawn-features=disable_robustness"];

/**
 * A new Dawn instance, which sees the drivers that there are now, or the reason why there is none. `software` is one
 * that is to find software adapters alone.
 */
export async function openInstance(
  software: boolean,
): Promise<{ gpu: GPU; reason?: never } | { gpu?: never; reason: string }> {
  try {
    const { create } = await import("webgpu");
    return { gpu: create(software ? WITHOUT_CHECKS : []) };
  } catch (error) {
    return { reason: `the webgpu package cannot be loaded: ${messageOf(error)}` };
  }
}

/** The instance's best adapter; each adapter opens one device. */
export async function findAdapter(gpu: GPU): Promise<AdapterChoice | undefined> {
  const adapter = await gpu.requestAdapter(REQUESTS[0]);
  return adapter === null ? undefined : describe(gpu, adapter);
}

/** All adapters of an instance, the best first. */
export async function findAdapters(gpu: GPU): Promise<AdapterChoice[]> {
  const found: AdapterChoice[] = [];
  for (const request of REQUESTS) {
    const adapter = await gpu.requestAdapter(request);
    if (adapter !== null) found.push(describe(gpu, adapter));
  }
  return distinct(found);
}

/** Each adapter once, however often it was found. */
export function distinct(choices: readonly AdapterChoice[]): AdapterChoice[] {
  const identity = ({ adapter: { info } }: AdapterChoice): string =>
    JSON.stringify([info.vendor, info.architecture, info.device, info.description]);
  return choices.filter((choice, index) => {
    return choices.findIndex((other) => identity(other) === identity(choice)) === index;
  });
}

function describe(gpu: GPU, adapter: GPUAdapter): AdapterChoice {
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const software = isFallbackAdapter || SOFTWARE.test(`${architecture} ${device} ${description}`);
  const words = [vendor, architecture].filter((word) => word !== "");
  const name = words.length > 0 ? words.join(" ") : description;
  return { adapter, name: name === "" ? "unnamed adapter" : name, vendor, software, gpu };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
