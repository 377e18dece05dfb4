/** Whole theories on the GPU: the output is the CPU's, byte for byte. The command line runs as a user runs it. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesOf, lemmagrid } from "../e2e/cli.js";
import { gpuIsMissing } from "./webgpu-setup.js";

const mpl = (name: string): string => fileURLToPath(new URL(`../../mpl/${name}.mpl`, import.meta.url));

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "lemmagrid-gpu-test-"));
  process.env.LEMMAGRID_DEBUG = "1";
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
  Reflect.deleteProperty(process.env, "LEMMAGRID_DEBUG");
});

describe.skipIf(gpuIsMissing)("--device webgpu", () => {
  it.each(["bool", "tree"])(
    "gives what --device cpu gives for %s",
    async (name) => {
      const run = (device: string): ReturnType<typeof lemmagrid> =>
        lemmagrid(["run", mpl(name), "--device", device, "--out", `${name}-${device}`], cwd);
      const [onGpu, onCpu] = [await run("webgpu"), await run("cpu")];
      expect([onGpu.exitCode, onCpu.exitCode]).toEqual([0, 0]);
      const dispatches = /(\d+) dispatches/.exec(onGpu.stderr);
      expect(Number(dispatches?.[1])).toBeGreaterThan(100);
      expect(onGpu.stderr).toMatch(/^lemmagrid: the kernels run on /);
      const files = filesOf(join(cwd, `${name}-webgpu`));
      expect(files.size).toBeGreaterThan(10);
      expect(files).toEqual(filesOf(join(cwd, `${name}-cpu`)));
      const machine: unknown = JSON.parse(readFileSync(join(cwd, `${name}-webgpu`, "machine.json"), "utf8"));
      expect(machine).toMatchObject({ device: "webgpu", workers: 1 });
      expect(machine).not.toMatchObject({ adapter: "" });
    },
    120_000,
  );

  it("is listed with its adapter", async () => {
    const { exitCode, stdout } = await lemmagrid(["devices", "--json"], cwd);
    expect(exitCode).toBe(0);
    const { devices } = JSON.parse(stdout) as { devices: readonly Record<string, unknown>[] };
    expect(devices.find(({ name }) => name === "webgpu")).toMatchObject({ available: true });
  });
});

describe("without an adapter", () => {
  beforeAll(() => {
    process.env.LEMMAGRID_ADAPTER = "none";
  });
  afterAll(() => {
    Reflect.deleteProperty(process.env, "LEMMAGRID_ADAPTER");
  });

  it("--device webgpu exits with 4, writes nothing and says what to install", async () => {
    const { exitCode, stdout, stderr } = await lemmagrid(["prove", mpl("bool"), "--device", "webgpu"], cwd);
    expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: "" });
    expect(stderr).toMatch(/npm install @sparticuz\/chromium@\S+ koffi@/);
  });

  it("devices says so too", async () => {
    const { exitCode, stdout } = await lemmagrid(["devices"], cwd);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^webgpu +not available +.*npm install/m);
  });
});
