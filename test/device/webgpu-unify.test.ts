/** `unify` on the GPU against `unify` on the CPU: the same pairs, and the same bindings word for word. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { unifyOnCpu } from "../../src/device/cpu/unify.js";
import type { UnifyRequest } from "../../src/device/device.js";
import type { WebGpuDevice } from "../../src/device/webgpu/webgpu-device.js";
import { node, termTable, treeOf, type Tree } from "./terms.js";
import {
  EDGE_SIZES,
  MANY,
  ONE_EACH,
  expectEqualArrays,
  gpuIsMissing,
  onGpu,
  openGpu,
} from "./webgpu-setup.js";

/** Every left term with every right one. */
function allPairs(left: readonly Tree[], right: readonly Tree[], matchOnly: boolean): UnifyRequest {
  const pairs = left.flatMap((_, l) => right.flatMap((__, r) => [l, r]));
  return {
    left: termTable(left),
    right: termTable(right),
    pairs: Uint32Array.from(pairs),
    matchOnly,
    stepBudget: 1000,
  };
}

const sumOf = (values: Uint8Array): number => values.reduce((sum, value) => sum + value, 0);

/** Lists of the given length, each with one element deeper than the last. */
const tower = (height: number, leaf: Tree): Tree => (height === 0 ? leaf : node(2, tower(height - 1, leaf)));

describe.skipIf(gpuIsMissing)("unify on the GPU", () => {
  let gpu: WebGpuDevice;
  let small: WebGpuDevice;
  beforeAll(async () => {
    gpu = await openGpu();
    small = await openGpu({ maxBufferBytes: 4096, maxGroups: 2 });
  });

  const expectSame = async (device: WebGpuDevice, request: UnifyRequest): Promise<number> => {
    const expected = unifyOnCpu(request);
    expectEqualArrays(await device.unify(request), expected);
    return sumOf(expected.unifies);
  };

  test.each([
    ["unifying", false, 3],
    ["matching", true, 3],
    ["unifying with all variables", false, 32],
  ])("gives the CPU's bindings: %s", async (_, matchOnly, variables) => {
    const before = gpu.gpu.dispatchCount;
    const trees = fc.array(treeOf(variables, 4), { maxLength: 14 });
    let unified = 0;
    await fc.assert(
      fc.asyncProperty(trees, trees, fc.integer({ min: 1, max: 60 }), async (left, right, stepBudget) => {
        unified += await expectSame(gpu, { ...allPairs(left, right, matchOnly), stepBudget });
      }),
      { numRuns: 60, seed: 1 },
    );
    expect(unified).toBeGreaterThan(50);
    expect(gpu.gpu.dispatchCount).toBeGreaterThan(before);
  });

  const someOf = (count: number): UnifyRequest => {
    const left = [node(3, 0, node(2, 1)), node(3, 0, 0), 4];
    const right = [node(3, node(2, 0), 0), node(3, 1, node(0)), node(1)];
    const pairs = Uint32Array.from({ length: 2 * count }, (_, i) => (i * i + (i >> 2)) % 3);
    return { ...allPairs(left, right, false), pairs };
  };

  test("with no pairs", async () => {
    await expectSame(gpu, someOf(0));
  });

  // Up to 2048 pairs the results are read as they are; of more they are packed.
  test.each([...EDGE_SIZES.slice(1), 2048, 2049])("with %i pairs", async (count) => {
    await onGpu(gpu, () => expectSame(gpu, someOf(count)));
  });

  test("with more pairs than one dispatch has workgroups", async () => {
    const device = await openGpu(ONE_EACH);
    await onGpu(device, () => expectSame(device, someOf(MANY)));
  });

  test("ends on cyclic problems", async () => {
    const left = [node(3, 0, node(3, 0, 1)), node(3, 0, node(2, 0))];
    const right = [node(3, node(2, node(2, 0)), node(3, node(2, 0), 0)), node(3, 0, 0)];
    await expectSame(gpu, allPairs(left, right, false));
  });

  test("leaves long and deep pairs to the CPU", async () => {
    const wide = (leaf: Tree): Tree => node(5, ...Array.from({ length: 200 }, () => leaf));
    const deep = (leaf: Tree): Tree =>
      Array.from({ length: 60 }).reduce<Tree>((t) => node(3, t, node(0)), leaf);
    const left = [wide(0), tower(60, 1), deep(0), node(3, 0, 1)];
    const right = [wide(node(1)), tower(60, node(0)), deep(node(1)), node(3, node(0), node(1))];
    const request = allPairs(left, right, false);
    expect(await expectSame(gpu, { ...request, stepBudget: 50 })).toBe(5);
    expect(await expectSame(gpu, request)).toBe(5);
    expect(await expectSame(gpu, { ...request, stepBudget: 0 })).toBe(5);
  });

  test("cuts the work where buffers are small", async () => {
    const trees = [0, node(2, 0), node(3, 0, 1), node(3, 1, 0), node(0), node(3, node(0), 2)];
    const before = small.gpu.dispatchCount;
    const all = allPairs(trees, trees, false);
    expect(await onGpu(small, () => expectSame(small, all))).toBeGreaterThan(10);
    expect(small.gpu.dispatchCount - before).toBeGreaterThan(2);
  });

  test("refuses a variable number that the result has no room for", async () => {
    await expect(gpu.unify(allPairs([32], [node(0)], false))).rejects.toThrow(RangeError);
  });
});
