/** `join` on the GPU, and with it the fingerprint kernels, against `join` on the CPU: the same pairs and bindings. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { joinOnCpu } from "../../src/device/cpu/join.js";
import type { JoinRequest } from "../../src/device/device.js";
import type { WebGpuDevice } from "../../src/device/webgpu/webgpu-device.js";
import { node, termTable, treeOf, type Tree } from "./terms.js";
import { MANY, ONE_EACH, expectEqualArrays, gpuIsMissing, notices, onGpu, openGpu } from "./webgpu-setup.js";

function joinOf(left: readonly Tree[], right: readonly Tree[], matchOnly = false): JoinRequest {
  return {
    ...{ left: termTable(left), right: termTable(right), matchOnly, stepBudget: 1000 },
    ...{ leftFrom: 0, leftEnd: left.length, rightFrom: 0, rightEnd: right.length },
  };
}

/** Terms of a few shapes, some of which unify with some others. */
function shapes(count: number, rare: number): Tree[] {
  return Array.from({ length: count }, (_, i) => {
    const small = node(i % 3 === 0 ? 0 : 1);
    if (i % rare === 0) return node(3, 0, node(2, 1));
    return i % 2 === 0 ? node(5 + (i % 11), small) : node(40 + (i % 13), node(2, small), 0);
  });
}

describe.skipIf(gpuIsMissing)("join on the GPU", () => {
  let gpu: WebGpuDevice;
  let small: WebGpuDevice;
  beforeAll(async () => {
    gpu = await openGpu();
    small = await openGpu({ maxBufferBytes: 4096, maxGroups: 2 });
  });

  const expectSame = async (device: WebGpuDevice, request: JoinRequest): Promise<number> => {
    const expected = joinOnCpu(request);
    expectEqualArrays(await device.join(request), expected);
    return expected.pairs.length / 2;
  };

  test.each([false, true])("gives the CPU's pairs in the CPU's order (matching: %s)", async (matchOnly) => {
    const trees = fc.array(treeOf(3, 4), { maxLength: 40 });
    const run = (): Promise<void> =>
      fc.assert(
        fc.asyncProperty(trees, trees, fc.integer({ min: 1, max: 60 }), async (left, right, stepBudget) => {
          await expectSame(gpu, { ...joinOf(left, right, matchOnly), stepBudget });
        }),
        { numRuns: 40, seed: 1 },
      );
    await onGpu(gpu, run);
  });

  test.each([
    [0, 5],
    [5, 0],
    [1, 1],
    [1, 31],
    [3, 32],
    [2, 33],
    [63, 1],
    [64, 1],
    [65, 70],
    [33, 1025],
  ])("with %i left and %i right terms", async (left, right) => {
    const request = joinOf(shapes(left, 3), shapes(right, 4));
    const run = (): Promise<number> => expectSame(gpu, request);
    await (left * right === 0 ? run() : onGpu(gpu, run));
  });

  test("for ranges of both sides", async () => {
    const request = joinOf(shapes(90, 5), shapes(90, 4));
    const inner = { ...request, leftFrom: 7, leftEnd: 71, rightFrom: 13, rightEnd: 82 };
    expect(await onGpu(gpu, () => expectSame(gpu, inner))).toBeGreaterThan(50);
  });

  test("with more runs of pairs than one dispatch has workgroups", async () => {
    const device = await openGpu(ONE_EACH);
    const [left, right] = [shapes(Math.ceil(MANY / 20), 97), shapes(20 * 32, 89)];
    expect(await onGpu(device, () => expectSame(device, joinOf(left, right)))).toBeGreaterThan(250);
  });

  test("cuts the work where buffers are small, by left terms and by right ones", async () => {
    const wide = joinOf(shapes(2, 2), shapes(60, 2));
    const before = small.gpu.dispatchCount;
    expect(await onGpu(small, () => expectSame(small, wide))).toBeGreaterThan(15);
    expect(await onGpu(small, () => expectSame(small, joinOf(shapes(40, 2), shapes(30, 3))))).toBeGreaterThan(
      50,
    );
    expect(small.gpu.dispatchCount - before).toBeGreaterThan(40);
  });

  test("leaves to the CPU terms that no buffer holds, and says so once", async () => {
    const request = joinOf(shapes(2000, 5), shapes(3, 2));
    await expectSame(small, request);
    await expectSame(small, request);
    expect(notices.splice(0)).toEqual([expect.stringMatching(/^a step is done on the CPU: .*(cells|print)/)]);
  });

  test("has the CPU decide pairs that take too many steps", async () => {
    const request = joinOf(
      [node(3, 0, 0), node(3, 0, node(0))],
      [node(3, node(2, node(2, 0)), 1), node(3, node(1), 0)],
    );
    expect(await onGpu(gpu, () => expectSame(gpu, { ...request, stepBudget: 1 }))).toBeGreaterThan(1);
  });
});
