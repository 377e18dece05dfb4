/** The kernels that the others share, prefix sum and compaction, against loops. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { TooLarge } from "../../src/device/webgpu/buffers.js";
import type { Gpu } from "../../src/device/webgpu/gpu.js";
import { LEVEL_WORDS, chunkCount, compact, levelRecords, scan } from "../../src/device/webgpu/levels.js";
import { EDGE_SIZES, MANY, ONE_EACH, expectEqualArrays, gpuIsMissing, openGpu } from "./webgpu-setup.js";

interface Scanned {
  /** Sum of the counts before each entry. */
  readonly places: Uint32Array;
  readonly records: Uint32Array;
  readonly packed: Uint32Array;
}

const WORDS = 3;
const SATURATED = 0x7fffffff;
const entriesOf = (count: number): Uint32Array =>
  Uint32Array.from({ length: count * WORDS }, (_, i) => Math.imul(i, 2_654_435_761));

/** Scans the counts as level 0 of two; then, if no count is above 1, packs the entries with a count. */
async function onDevice(gpu: Gpu, counts: Uint32Array, capacity = counts.length): Promise<Scanned> {
  const { buffers } = gpu;
  const count = counts.length;
  const [offsets, sums, records, packed] = await gpu.run(
    "scan",
    ["prefix-sum", "prefix-totals", "compact"],
    () => {
      const [params] = buffers.uniforms("params", [[0, capacity, 0, 0]]);
      const [packParams] = buffers.uniforms("pack", [[0, WORDS]]);
      const scanned = {
        levels: buffers.upload("levels", [levelRecords(2, count)], true).buffer,
        counts: buffers.upload("counts", [counts], true).buffer,
        sums: buffers.storage("sums", chunkCount(gpu, count)),
        capacity: count,
      };
      const entries = buffers.upload("entries", [entriesOf(count)]).buffer;
      const list = buffers.storage("packed", count * WORDS);
      return {
        dispatches: [
          ...scan(gpu, params, scanned),
          ...(counts.every((one) => one < 2) ? [compact(gpu, packParams, scanned, entries, list)] : []),
        ],
        reads: [
          { buffer: scanned.counts, words: count },
          { buffer: scanned.sums, words: chunkCount(gpu, count) },
          { buffer: scanned.levels, words: 2 * LEVEL_WORDS },
          { buffer: list, words: count * WORDS },
        ],
      };
    },
  );
  const chunk = gpu.workgroup * 16;
  const places = offsets.map((offset, index) => offset + sums[Math.floor(index / chunk)]);
  return { places, records: records.slice(LEVEL_WORDS), packed };
}

function placesOf(counts: Uint32Array): Uint32Array {
  let sum = 0;
  return counts.map((count) => {
    const place = sum;
    sum += count;
    return place;
  });
}

const sumOf = (counts: Uint32Array): number => counts.reduce((sum, count) => sum + count, 0);

describe.skipIf(gpuIsMissing)("prefix sum and compaction", () => {
  let gpu: Gpu;
  beforeAll(async () => {
    ({ gpu } = await openGpu());
  });

  const expectScan = async (device: Gpu, counts: Uint32Array): Promise<void> => {
    const { places, records } = await onDevice(device, counts, 2 ** 30);
    const sum = sumOf(counts);
    expectEqualArrays({ places }, { places: placesOf(counts) });
    expect([...records]).toEqual([sum, 0, sum, 0]);
  };

  const expectCompact = async (device: Gpu, flags: Uint32Array): Promise<void> => {
    const { packed, records } = await onDevice(device, flags);
    const sum = sumOf(flags);
    expect(records[0]).toBe(sum);
    const entries = entriesOf(flags.length);
    const kept = entries.filter((_, word) => flags[Math.floor(word / WORDS)] === 1);
    expectEqualArrays({ kept: packed.subarray(0, sum * WORDS) }, { kept });
  };

  test("on random counts", async () => {
    const counts = fc.array(fc.oneof(fc.nat(3), fc.nat(100_000)), { maxLength: 3000 });
    const property = fc.asyncProperty(counts, (list) => expectScan(gpu, Uint32Array.from(list)));
    await fc.assert(property, { numRuns: 30, seed: 1 });
  });

  test("on random flags", async () => {
    const flags = fc.array(fc.nat(1), { maxLength: 3000 });
    const property = fc.asyncProperty(flags, (list) => expectCompact(gpu, Uint32Array.from(list)));
    await fc.assert(property, { numRuns: 30, seed: 1 });
  });

  test.each([...EDGE_SIZES, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1])("of %i entries", async (count) => {
    await expectScan(
      gpu,
      Uint32Array.from({ length: count }, (_, i) => (i * i) % 7),
    );
    await expectCompact(
      gpu,
      Uint32Array.from({ length: count }, (_, i) => (i % 5 < 2 ? 1 : 0)),
    );
  });

  test("of more chunks, and more entries, than one dispatch has workgroups", async () => {
    const device = (await openGpu(ONE_EACH)).gpu;
    const count = 16 * MANY;
    const before = device.dispatchCount;
    await expectScan(
      device,
      Uint32Array.from({ length: count }, (_, i) => i % 3),
    );
    await expectCompact(
      device,
      Uint32Array.from({ length: count }, (_, i) => (i % 7 === 0 ? 1 : 0)),
    );
    expect(device.dispatchCount - before).toBe(5);
  });

  test("of entries that do not fit: the length is told, and the next level is empty", async () => {
    const { records } = await onDevice(gpu, new Uint32Array(100).fill(5), 499);
    expect([...records]).toEqual([0, 0, 500, 0]);
  });

  test("of counts whose sum is too large for a word: it saturates", async () => {
    const { records } = await onDevice(gpu, new Uint32Array(3000).fill(0x70000000), 2 ** 30);
    expect([...records]).toEqual([0, 0, SATURATED, 0]);
  });

  test("of more entries than one binding holds: the buffer is named, for the caller to cut", async () => {
    const device = (await openGpu({ maxBufferBytes: 4096 })).gpu;
    await expectScan(device, new Uint32Array(300).fill(1));
    await expect(expectScan(device, new Uint32Array(1025).fill(1))).rejects.toThrow(TooLarge);
    await expect(expectScan(device, new Uint32Array(1025).fill(1))).rejects.toThrow(
      /counts takes 4100 bytes/,
    );
  });
});
