/**
 * Whole explorations on the GPU, of every theory that ships: the output is the CPU's, byte for byte. The command line runs
 * as a user runs it.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationUse } from "../../src/proof/run-result.js";
import { filesOf, lemmagrid, type Outcome } from "../e2e/cli.js";
import { ABSTRACT } from "../theories/support.js";
import { gpuIsMissing } from "./webgpu-setup.js";

const MPL = fileURLToPath(new URL("../../mpl/", import.meta.url));
const THEORIES = readdirSync(MPL)
  .filter((name) => name.endsWith(".mpl"))
  .map((name) => name.replace(/\.mpl$/, ""));
/** So long that only a run that hangs meets it, also on a machine that is busy with other work. */
const TIMEOUT_MS = 900_000;
/** The one for what goes wrong in the middle of a run. */
const UNLUCKY = "bool";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "lemmagrid-gpu-test-"));
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const isAbstract = (name: string): boolean => (ABSTRACT as readonly string[]).includes(name);

/** Explores a shipped theory, with the given variables in the environment; the output is in `<cwd>/<out>`. */
function explore(
  name: string,
  out: string,
  flags: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const args = ["run", join(MPL, `${name}.mpl`), ...flags, "--out", out];
  return lemmagrid(args, cwd, undefined, variables);
}

/** On the CPU with one worker, then with two: into `<name>-1` and `<name>-2`. */
async function exploreOnCpu(name: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const workers of ["1", "2"])
    outcomes.push(await explore(name, `${name}-${workers}`, ["--device", "cpu", "--workers", workers]));
  return outcomes;
}

interface Machine {
  readonly device: string;
  readonly adapter: string;
  readonly workers: number;
  readonly operations: readonly OperationUse[];
}

const machineOf = (out: string): Machine =>
  JSON.parse(readFileSync(join(cwd, out, "machine.json"), "utf8")) as Machine;

const dispatchesOf = ({ operations }: Machine): number =>
  operations.reduce((sum, { dispatches }) => sum + dispatches, 0);

describe.skipIf(gpuIsMissing)("--device webgpu", () => {
  it.each(THEORIES)(
    "gives for %s what --device cpu gives with one worker and with two, and leaves nothing to the CPU",
    async (name) => {
      const gpu = `${name}-gpu`;
      const [onGpu, onCpu] = await Promise.all([
        explore(name, gpu, ["--device", "webgpu"]),
        exploreOnCpu(name),
      ]);
      expect([onGpu, ...onCpu].map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
      // A step that goes to the CPU is told.
      expect(onGpu.stderr).toMatch(/^lemmagrid: the kernels run on [^\n]+\n$/);
      const machine = machineOf(gpu);
      expect(machine).toMatchObject({ device: "webgpu", workers: 1 });
      expect(machine.adapter).not.toBe("");
      const uses = new Map(machine.operations.map((use) => [use.operation, use]));
      const match = uses.get("match")!;
      expect(match.results).toBeGreaterThan(1000);
      // A superstep is four dispatches, and four more where the matches outgrow their buffer.
      expect(match.dispatches).toBeGreaterThan(3 * match.calls);
      expect(match.dispatches % 4).toBe(0);
      // An exploration evaluates; equations of theories without constructors are completed.
      expect(uses.has("evaluate")).toBe(true);
      expect(uses.has("unify") || !isAbstract(name)).toBe(true);
      for (const { calls, dispatches } of machine.operations) {
        expect(calls).toBeGreaterThan(0);
        expect(dispatches).toBeGreaterThanOrEqual(calls);
      }
      const files = filesOf(join(cwd, gpu));
      expect(files.size).toBeGreaterThan(10);
      for (const out of [`${name}-1`, `${name}-2`]) {
        expect(dispatchesOf(machineOf(out))).toBe(0);
        expect(files).toEqual(filesOf(join(cwd, out)));
      }
    },
    TIMEOUT_MS,
  );

  it(
    "ends with the same proofs when the device is lost in the middle of a run, and says so once",
    async () => {
      const lost = await explore(UNLUCKY, "lost", ["--device", "webgpu"], {
        LEMMAGRID_GPU_LOSE_AFTER: "1000",
      });
      expect(lost.exitCode).toBe(0);
      expect(lost.stderr).toMatch(/^[^\n]+\nlemmagrid: the GPU was lost [^\n]+\n$/);
      const dispatches = dispatchesOf(machineOf("lost"));
      expect(dispatches).toBeGreaterThanOrEqual(1000);
      expect(dispatches).toBeLessThan(1010);
      expect(filesOf(join(cwd, "lost"))).toEqual(filesOf(join(cwd, `${UNLUCKY}-1`)));
    },
    TIMEOUT_MS,
  );

  it(
    "ends with the same proofs when no buffer may be large",
    async () => {
      const env = { LEMMAGRID_GPU_MAX_BUFFER: "40000" };
      const low = await explore(UNLUCKY, "low", ["--device", "webgpu"], env);
      expect(low.exitCode).toBe(0);
      expect(filesOf(join(cwd, "low"))).toEqual(filesOf(join(cwd, `${UNLUCKY}-1`)));
      expect(dispatchesOf(machineOf("low"))).toBeGreaterThan(dispatchesOf(machineOf(`${UNLUCKY}-gpu`)));
    },
    TIMEOUT_MS,
  );

  it("refuses a fault that is none", async () => {
    const env = { LEMMAGRID_GPU_LOSE_AFTER: "soon" };
    const { exitCode, stderr } = await explore(UNLUCKY, "none", ["--device", "webgpu"], env);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/LEMMAGRID_GPU_LOSE_AFTER is soon/);
  });
});
