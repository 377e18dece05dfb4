/** What `--device` and `devices` find on a machine. */
import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, afterAll, describe, expect, it } from "vitest";
import { unifyInput } from "../../src/cli/bench-inputs.js";
import { adapterLabel } from "../../src/cli/find-gpu.js";
import { openDevice } from "../../src/cli/open-device.js";
import { WORTH_A_GPU } from "../../src/device/auto-device.js";
import { distinct, type AdapterChoice } from "../../src/device/webgpu/adapter.js";
import { gpuIsMissing, someAdapter } from "../device/webgpu-setup.js";
import { lemmagrid } from "../e2e/cli.js";

const BOOL = fileURLToPath(new URL("../../mpl/bool.mpl", import.meta.url));

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "lemmagrid-devices-test-"));
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});
afterEach(() => {
  for (const name of ["LEMMAGRID_ADAPTER", "NODE_OPTIONS"]) Reflect.deleteProperty(process.env, name);
});

interface Listed {
  readonly devices: readonly {
    readonly name: string;
    readonly available: boolean;
    readonly chosen: boolean;
    readonly software: boolean;
    readonly vendor: string | null;
    readonly limits: Readonly<Record<string, number>>;
  }[];
}

async function listed(): Promise<Listed["devices"]> {
  const { exitCode, stdout } = await lemmagrid(["devices", "--json"], cwd);
  expect(exitCode).toBe(0);
  return (JSON.parse(stdout) as Listed).devices;
}

describe("--device auto", () => {
  const large = unifyInput(WORTH_A_GPU.unify);

  it.skipIf(gpuIsMissing)("opens a GPU when a step is large enough, and names it from then on", async () => {
    const software = await someAdapter();
    const opened = await openDevice({ device: "auto", workers: 3 }, () =>
      Promise.resolve({ ...software, software: false, name: "a real one" }),
    );
    expect([opened.device.name, opened.adapter(), opened.workers]).toEqual(["cpu", "", 3]);
    await opened.device.unify(unifyInput(10));
    expect([opened.device.name, opened.dispatches()]).toEqual(["cpu", 0]);
    await opened.device.unify(large);
    expect([opened.device.name, opened.adapter()]).toEqual(["webgpu", "a real one"]);
    expect(opened.dispatches()).toBeGreaterThan(0);
    opened.device.close();
  });

  it("stays on the CPU where there is no real one", async () => {
    const opened = await openDevice({ device: "auto", workers: 3 }, () => Promise.resolve(undefined));
    await opened.device.unify(large);
    expect([opened.device.name, opened.adapter(), opened.dispatches()]).toEqual(["cpu", "", 0]);
  });
});

describe("the list of adapters", () => {
  const fake = (description: string, software: boolean): AdapterChoice => ({
    adapter: { info: { vendor: "v", architecture: "a", device: "d", description } } as GPUAdapter,
    gpu: {} as GPU,
    ...{ name: description, vendor: "v", software },
  });

  it("has each adapter once, in the order in which they were found", () => {
    const found = [fake("fast", false), fake("frugal", false), fake("fast", false), fake("made", true)];
    expect(distinct(found).map(adapterLabel)).toEqual(["fast", "frugal", "made (software)"]);
  });

  it.skipIf(gpuIsMissing)("has one that is chosen, with its vendor and limits", async () => {
    const devices = await listed();
    expect(devices[0]).toMatchObject({ name: "cpu", available: true, chosen: false });
    const chosen = devices.filter((device) => device.chosen);
    expect(chosen).toMatchObject([{ name: "webgpu", available: true, vendor: expect.any(String) as string }]);
    expect(chosen[0].limits.maxStorageBufferBindingSize).toBeGreaterThanOrEqual(2 ** 27);
  });
});

describe("without an adapter", () => {
  it("--device webgpu exits with 4, writes nothing and says what to install", async () => {
    process.env.LEMMAGRID_ADAPTER = "none";
    const { exitCode, stdout, stderr } = await lemmagrid(["prove", BOOL, "--device", "webgpu"], cwd);
    expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: "" });
    expect(stderr).toMatch(/hides all GPUs; .*npm install @sparticuz\/chromium@\S+ koffi@/);
  });

  it("devices says so too", async () => {
    process.env.LEMMAGRID_ADAPTER = "none";
    const { exitCode, stdout } = await lemmagrid(["devices"], cwd);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^webgpu +not available +.*npm install/m);
    expect(await listed()).toMatchObject([{ name: "cpu" }, { name: "webgpu", available: false, limits: {} }]);
  });

  /** Makes node say of these packages that they are not installed. */
  const without = (...packages: readonly string[]): void => {
    const hook = `const gone = ${JSON.stringify(packages)};
      export async function resolve(name, context, next) {
        if (gone.includes(name)) throw Object.assign(new Error("gone: " + name), { code: "ERR_MODULE_NOT_FOUND" });
        return next(name, context);
      }`;
    const file = join(cwd, "without.mjs");
    const source = `data:text/javascript,${encodeURIComponent(hook)}`;
    writeFileSync(file, `import { register } from "node:module"; register(${JSON.stringify(source)});`);
    process.env.NODE_OPTIONS = `--import=${file}`;
    process.env.LEMMAGRID_ADAPTER = "software";
  };

  it.each([
    ["the software GPU", ["@sparticuz/chromium"]],
    ["the loader of its library", ["koffi"]],
    ["both", ["@sparticuz/chromium", "koffi"]],
  ])("where %s is not installed, the error says what to install", async (_, packages) => {
    without(...packages);
    const { exitCode, stderr } = await lemmagrid(["prove", BOOL, "--device", "webgpu"], cwd);
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(
      /the software one is not installed; .*npm install @sparticuz\/chromium@\S+ koffi@/,
    );
    const { stdout } = await lemmagrid(["devices"], cwd);
    expect(stdout).toMatch(/^webgpu +not available +.*npm install/m);
  });

  it("where the webgpu package is not installed, the error says so", async () => {
    without("webgpu");
    const { exitCode, stderr } = await lemmagrid(["prove", BOOL, "--device", "webgpu"], cwd);
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(/webgpu package cannot be loaded/);
  });
});
