/** The join finds exactly the pairs that unify one by one, in shares or as a whole, on the CPU and on a GPU. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CpuDevice } from "../../src/device/cpu/cpu-device.js";
import { unifyOnCpu } from "../../src/device/cpu/unify.js";
import type { Device } from "../../src/device/device.js";
import { join, joinShares, occurrencePairs, type JoinSides } from "../../src/mutate/join.js";
import { PatternBuilder, type PatternTable } from "../../src/mutate/patterns.js";
import { gpuIsMissing, openGpu } from "../device/webgpu-setup.js";
import { chosenTerm, parseTerm } from "./support.js";

function patterns(terms: readonly string[]): PatternTable {
  const builder = new PatternBuilder();
  terms.forEach((text, theorem) => {
    const cells: number[] = [];
    parseTerm(text, cells, new Map());
    builder.add(Uint32Array.from(cells), 0, theorem, 0);
  });
  return builder.finish();
}

const terms = fc
  .array(fc.infiniteStream(fc.nat(1000)), { minLength: 1, maxLength: 40 })
  .map((streams) => streams.map((stream) => chosenTerm(() => stream.next().value as number)));

function pairsOneByOne({ left, right, matchOnly }: JoinSides): string[] {
  const found: string[] = [];
  for (let l = 0; l < left.terms.termCount; l++) {
    for (let r = 0; r < right.terms.termCount; r++) {
      const pairs = Uint32Array.of(l, r);
      const request = { left: left.terms, right: right.terms, pairs, matchOnly, stepBudget: 1e6 };
      if (unifyOnCpu(request).unifies[0] === 1) found.push(`${l} ${r}`);
    }
  }
  return found.sort();
}

async function joined(device: Device, sides: JoinSides): Promise<string[]> {
  const { left, right } = await join(device, sides);
  return Array.from(left, (l, i) => `${l} ${right[i]}`);
}

describe("the join", () => {
  it.each([false, true])("has all pairs that unify and no other (matching only: %s)", async (matchOnly) => {
    await fc.assert(
      fc.asyncProperty(terms, terms, async (a, b) => {
        const sides = { left: patterns(a), right: patterns(b), matchOnly };
        expect((await joined(new CpuDevice(), sides)).sort()).toEqual(pairsOneByOne(sides));
      }),
      { numRuns: 60 },
    );
  });

  it("is the same in shares", async () => {
    const all = Array.from({ length: 2000 }, (_, i) => {
      let state = i + 1;
      return chosenTerm(() => (state = (state * 48271) % 2147483647));
    });
    const sides = { left: patterns(all), right: patterns(all), matchOnly: false };
    const shares = joinShares(sides, 8, 100);
    expect(shares.length).toBeGreaterThan(1);
    const parts = await Promise.all(shares.map((share) => join(new CpuDevice(), sides, share)));
    const whole = await join(new CpuDevice(), sides);
    expect(parts.flatMap((part) => Array.from(part.left))).toEqual(Array.from(whole.left));
    expect(parts.flatMap((part) => Array.from(part.right))).toEqual(Array.from(whole.right));
    expect(parts.reduce((sum, part) => sum + part.candidates, 0)).toBe(whole.candidates);
    expect(whole.candidates).toBeLessThan(sides.left.terms.termCount * sides.right.terms.termCount);
  });

  it("counts what renaming-distinct terms stand for", async () => {
    const sides = {
      left: patterns(["f(X,Y)", "f(Z,X)", "a"]),
      right: patterns(["f(a,X)", "X"]),
      matchOnly: false,
    };
    expect(sides.left.terms.termCount).toBe(2);
    expect(occurrencePairs(sides, await join(new CpuDevice(), sides))).toBe(2 + 2 + 1);
  });

  it.skipIf(gpuIsMissing).each([false, true])(
    "is the same on WebGPU (matching only: %s)",
    async (matchOnly) => {
      const all = Array.from({ length: 300 }, (_, i) => {
        let state = i + 7;
        return chosenTerm(() => (state = (state * 48271) % 2147483647));
      });
      const sides = { left: patterns(all), right: patterns(all), matchOnly };
      const device = await openGpu();
      expect(await joined(device, sides)).toEqual(await joined(new CpuDevice(), sides));
    },
  );
});

describe("patterns", () => {
  it("leave out terms with more variables than a device has slots for, and count them", () => {
    const builder = new PatternBuilder();
    const numbers = new Map<string, number>();
    const cells: number[] = [];
    parseTerm(
      Array.from({ length: 32 }, (_, i) => `f(X${i},`).join("") + "X32" + ")".repeat(32),
      cells,
      numbers,
    );
    builder.add(Uint32Array.from(cells), 0, 0, 0);
    const { tooWide, terms: kept } = builder.finish();
    expect([tooWide, kept.termCount]).toEqual([1, 0]);
  });
});
