/** `match` on the GPU against `match` on the CPU. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { CpuMatcher } from "../../src/device/cpu/match.js";
import { EVERY_BLOCK, Op } from "../../src/device/device.js";
import type { WebGpuDevice } from "../../src/device/webgpu/webgpu-device.js";
import {
  MAX_STAMP,
  SYMBOLS,
  WIDTHS,
  arbitraryBlocks,
  arbitraryRule,
  plainMatches,
  rowsTable,
  rulesTable,
  type Blocks,
  type PlainRow,
  type PlainRule,
} from "./match-tables.js";
import {
  EDGE_SIZES,
  MANY,
  ONE_EACH,
  expectEqualArrays,
  gpuIsMissing,
  notices,
  onGpu,
  openGpu,
} from "./webgpu-setup.js";

const rule = (width: number, ...code: number[]): PlainRule => ({
  code: [...code, Op.Yield, 0, 0, 0],
  width,
  block: EVERY_BLOCK,
});

/** Rows of every symbol in turn, over few classes. */
function regularBlock(rowCount: number, classCount: number): { classCount: number; rows: PlainRow[] } {
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const symbol = row % SYMBOLS;
    const args = Array.from({ length: WIDTHS[symbol] }, (__, place) => (row * 7 + place * 3) % classCount);
    return { symbol, args, class: (row * 5 + 1) % classCount, stamp: row % (MAX_STAMP + 1) };
  });
  return { classCount, rows };
}

const blocksOf = (...blocks: readonly { classCount: number; rows: readonly PlainRow[] }[]): Blocks => ({
  classCounts: blocks.map(({ classCount }) => classCount),
  rows: blocks.map(({ rows }) => rows),
});

const RULES = [
  rule(1, Op.Scan, 2, 0, 0),
  rule(2, Op.Scan, 4, 0, 0, Op.Join, 0, 1, 2),
  rule(3, Op.Scan, 4, 0, 0, Op.Join, 0, 1, 2, Op.Join, 0, 2, 3, Op.Check, 1, 1, 2 * 8 + 1),
  rule(1, Op.Scan, 5, 0, 0, Op.Is, 0, 1, 0),
  rule(3, Op.Scan, 2, 0, 0, Op.Seek, 4, 2, 1, Op.Check, 1, 1, 0, Op.Seek, 7, 3, 1 * 8),
];

const PAIRS = rule(2, Op.Scan, 2, 0, 0, Op.Scan, 2, 0, 0);
const TRIPLES = rule(3, Op.Scan, 2, 0, 0, Op.Scan, 2, 0, 0, Op.Scan, 2, 0, 0);

describe.skipIf(gpuIsMissing)("match on the GPU", () => {
  let gpu: WebGpuDevice;
  let small: WebGpuDevice;
  beforeAll(async () => {
    gpu = await openGpu();
    small = await openGpu({ maxBufferBytes: 49_152, maxGroups: 3 });
  });

  const expectSame = async (
    device: WebGpuDevice,
    rules: readonly PlainRule[],
    blocks: Blocks,
    since: number,
  ): Promise<number> => {
    const [ruleTable, rowTable] = [rulesTable(rules), rowsTable(blocks)];
    const expected = new CpuMatcher().match(ruleTable, rowTable, since);
    expectEqualArrays(await device.match(ruleTable, rowTable, since), expected);
    return expected.matchCount;
  };

  test.each([
    ["at most one row", 1, 1, 100],
    ["a few rows", 3, 6, 60],
    ["many rows", 3, 30, 60],
  ])("gives the CPU's matches in the CPU's order: %s", async (_, maxBlocks, maxRows, numRuns) => {
    const before = gpu.gpu.dispatchCount;
    await fc.assert(
      fc.asyncProperty(
        arbitraryBlocks(maxBlocks, maxRows),
        fc.array(arbitraryRule(maxBlocks), { maxLength: 4 }),
        fc.nat(MAX_STAMP + 1),
        async (blocks, rules, since) => {
          await expectSame(gpu, rules, blocks, since);
        },
      ),
      { numRuns, seed: 1 },
    );
    expect(gpu.gpu.dispatchCount).toBeGreaterThan(before);
  });

  test.each(EDGE_SIZES)("with %i rows of one symbol", async (count) => {
    const row = { symbol: 2, args: [0], class: 0, stamp: 1 };
    const blocks = blocksOf({ classCount: 1, rows: new Array<PlainRow>(count).fill(row) });
    const both = async (): Promise<void> => {
      expect(await expectSame(gpu, [RULES[0]], blocks, 1)).toBe(count);
      expect(await expectSame(gpu, [RULES[0]], blocks, 2)).toBe(0);
    };
    await (count === 0 ? both() : onGpu(gpu, both));
  });

  test.each([0, 1, 3])(
    "with %i-stamped rows in blocks of all sizes, and rules of one block",
    async (since) => {
      const blocks = blocksOf(...[0, 40, 1, 300, 70].map((size) => regularBlock(size, 9)));
      const rules = [...RULES, { ...RULES[1], block: 3 }, { ...RULES[0], block: 1 }, RULES[2]];
      expect(await expectSame(gpu, rules, blocks, since)).toBeGreaterThan(200);
    },
  );

  test("grows its buffers when the matches do not fit", async () => {
    const fresh = await openGpu();
    const count = await expectSame(fresh, [PAIRS], blocksOf(regularBlock(SYMBOLS * 300, 9)), 0);
    expect(count).toBe(90_000);
  });

  test("with more rows, and more matches, than one dispatch has workgroups", async () => {
    const device = await openGpu(ONE_EACH);
    const blocks = blocksOf({
      classCount: 2,
      rows: Array.from({ length: MANY }, (_, row) => ({
        ...(row < 8 ? { symbol: 4, args: [0, 1] } : { symbol: 2, args: [1] }),
        ...{ class: row & 1, stamp: row % 3 },
      })),
    });
    const count = await onGpu(device, () => expectSame(device, [RULES[0], RULES[1]], blocks, 1));
    expect(count).toBeGreaterThan(2 * MANY);
  });

  test("cuts the work where buffers are small", async () => {
    const blocks = blocksOf(...Array.from({ length: 8 }, () => regularBlock(SYMBOLS * 10, 5)));
    const before = small.gpu.dispatchCount;
    const rules = [PAIRS, RULES[1], { ...PAIRS, block: 5 }, PAIRS, PAIRS, PAIRS];
    expect(await onGpu(small, () => expectSame(small, rules, blocks, 0))).toBeGreaterThan(3200);
    // What fits is four dispatches.
    expect(small.gpu.dispatchCount - before).toBeGreaterThan(8);
  });

  test("cuts the blocks' rows where one buffer does not hold them all", async () => {
    const blocks = blocksOf(...[0, 700, 7, 600, 0, 0, 650, 1].map((size) => regularBlock(size, 19)));
    const local = [1, 3, 6, 7].map((block) => ({ ...RULES[1], block }));
    const rules = [RULES[0], RULES[1], RULES[3], ...local, rule(1, Op.Scan, 5, 0, 0, Op.Is, 0, 2, 3)];
    expect(await onGpu(small, () => expectSame(small, rules, blocks, 2))).toBeGreaterThan(1000);
  });

  test.each([
    ["the rows of one block", RULES, 3000],
    ["the matches of one rule from one row", [TRIPLES], SYMBOLS * 50],
  ])("leaves to the CPU what no buffer holds, and says so once: %s", async (_, rules, rowCount) => {
    const device = await openGpu({ maxBufferBytes: 32_768 });
    const blocks = blocksOf(regularBlock(rowCount, 5));
    await expectSame(device, rules, blocks, 0);
    await expectSame(device, rules, blocks, 0);
    expect(notices.splice(0)).toEqual([expect.stringMatching(/^a step is done on the CPU: /)]);
  });

  test("makes as many dispatches for many blocks as for one, and reads once", async () => {
    const counts: number[][] = [];
    for (const blockCount of [1, 2, 40]) {
      const blocks = blocksOf(...Array.from({ length: blockCount }, () => regularBlock(3 * SYMBOLS, 7)));
      const { gpu: used } = gpu;
      let reads = 0;
      const map = used.buffers.readback.bind(used.buffers);
      used.buffers.readback = (bytes) => {
        reads++;
        return map(bytes);
      };
      const before = used.dispatchCount;
      await onGpu(gpu, () => expectSame(gpu, RULES, blocks, 0));
      used.buffers.readback = map;
      counts.push([used.dispatchCount - before, reads]);
    }
    expect(counts).toEqual([
      [4, 1],
      [4, 1],
      [4, 1],
    ]);
  });

  test.each([
    [64, 0],
    [65, 1],
  ])("with a rule that takes %i rows, of which the kernel has room for 64", async (width, leftToTheCpu) => {
    const scans = Array.from({ length: width }, () => [Op.Scan, 1, 0, 0]).flat();
    const device = await openGpu();
    const blocks = blocksOf({ classCount: 1, rows: [{ symbol: 1, args: [], class: 0, stamp: 1 }] });
    expect(await expectSame(device, [rule(width, ...scans)], blocks, 1)).toBe(1);
    expect(notices.splice(0)).toHaveLength(leftToTheCpu);
  });

  test("answers calls that are made at the same time", async () => {
    const tables = [30, 200, 0, 90].map((size) => rowsTable(blocksOf(regularBlock(size, 7))));
    const rules = rulesTable(RULES);
    const answers = await Promise.all(tables.map((table) => gpu.match(rules, table, 1)));
    const expected = tables.map((table) => plainMatches(new CpuMatcher().match(rules, table, 1)));
    expect(answers.map(plainMatches)).toEqual(expected);
  });
});
