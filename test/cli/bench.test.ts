/** `bench kernels` and `bench supersteps`: what they report, never how fast it was. */
import { fileURLToPath } from "node:url";
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { gpuIsMissing } from "../device/webgpu-setup.js";
import { lemmagrid } from "../e2e/cli.js";

const BOOL = fileURLToPath(new URL("../../mpl/bool.mpl", import.meta.url));

interface Kernels {
  readonly adapter: string | null;
  readonly measurements: readonly {
    readonly kernel: string;
    readonly size: number;
    readonly gpu: {
      readonly adapter: string;
      readonly uploadedBytes: number;
      readonly transferShare: number;
    } | null;
  }[];
}

interface Supersteps {
  readonly device: string;
  readonly operations: readonly {
    readonly operation: string;
    readonly calls: number;
    readonly results: number;
  }[];
  readonly supersteps: readonly {
    readonly rows: number;
    readonly matches: number;
    readonly dispatches: number;
  }[];
}

async function documentOf<T>(...args: readonly string[]): Promise<T> {
  const { exitCode, stdout } = await lemmagrid(["bench", ...args, "--json"], tmpdir());
  expect(exitCode).toBe(0);
  return JSON.parse(stdout) as T;
}

describe("bench kernels", () => {
  it.skipIf(gpuIsMissing)(
    "measures every kernel, and says on what wherever a GPU's figure stands",
    async () => {
      const { adapter, measurements } = await documentOf<Kernels>("kernels", "--work", "1000");
      expect(measurements.map(({ size }) => size)).toEqual([1000, 1000, 1000, 1000, 1000]);
      for (const { gpu } of measurements) {
        expect(gpu?.adapter).toBe(adapter);
        expect(gpu?.uploadedBytes).toBeGreaterThan(1000);
        expect(gpu?.transferShare).toBeGreaterThan(0);
      }
    },
  );

  it("measures nothing larger than it is told", async () => {
    expect((await documentOf<Kernels>("kernels", "--work", "999")).measurements).toEqual([]);
  });
});

describe("bench supersteps", () => {
  it("counts the same rows and matches whatever the device, which alone has dispatches", async () => {
    const onCpu = await documentOf<Supersteps>("supersteps", BOOL, "--device", "cpu");
    const [match] = onCpu.operations.filter(({ operation }) => operation === "match");
    expect(onCpu.supersteps).toHaveLength(match.calls);
    expect(onCpu.supersteps.reduce((sum, { matches }) => sum + matches, 0)).toBe(match.results);
    expect(onCpu.supersteps.every(({ dispatches }) => dispatches === 0)).toBe(true);
    if (gpuIsMissing) return;
    const onGpu = await documentOf<Supersteps>("supersteps", BOOL, "--device", "webgpu");
    const plain = ({ supersteps }: Supersteps): unknown =>
      supersteps.map((step) => ({ ...step, dispatches: 0 }));
    expect(plain(onGpu)).toEqual(plain(onCpu));
    expect(onGpu.supersteps.every(({ dispatches }) => dispatches > 0)).toBe(true);
  }, 900_000);

  it("wants a file", async () => {
    const { exitCode, stderr } = await lemmagrid(["bench", "supersteps"], tmpdir());
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/bench supersteps FILE/);
  });
});
