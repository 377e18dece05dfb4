/** Lists of numbers outside memory give back what was written, in order, however it was cut. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scratchIn } from "../../src/cli/scratch-files.js";
import { memoryTape, WordLog, WordReader, type Scratch } from "../../src/mutate/tape.js";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "lemmagrid-tape-"));
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

const word = (i: number): number => Math.imul(i, 0x9e3779b1) >>> 0;

function* words(log: WordLog): Generator<number> {
  for (const reader = new WordReader(log); !reader.done;) yield reader.next();
}

describe.each([
  ["in memory", (): Scratch => memoryTape],
  ["in files", (): Scratch => scratchIn(directory)],
])("a list %s", (_, scratch) => {
  it.each([0, 1, 255, 256, 257, 32_768, 32_769, 100_000])(
    "of %i words is read as it was written",
    (count) => {
      const log = new WordLog(scratch(), 1 << 10);
      for (let i = 0; i < count; i++) log.push(word(i));
      expect(log.length).toBe(count);
      let read = 0;
      for (const value of words(log)) if (value === word(read)) read++;
      expect(read).toBe(count);
      log.discard();
      expect([log.length, ...words(log)]).toEqual([0]);
    },
  );

  it("is read while it grows, by several readers", () => {
    const log = new WordLog(scratch(), 1 << 10);
    log.pushAll(Uint32Array.of(1, 2, 3));
    const early = new WordReader(log);
    expect(early.next()).toBe(1);
    const more = Uint32Array.from({ length: 7_000 }, (_, i) => word(i));
    log.pushAll(more);
    expect(early.take(2)).toEqual(Uint32Array.of(2, 3));
    expect(early.take(7_000)).toEqual(more);
    expect(early.done).toBe(true);
    expect(() => early.next()).toThrow("beyond its end");
    expect(new WordReader(log).next()).toBe(1);
  });
});

describe("scratch files", () => {
  it("leave nothing behind, and two lists do not meet", () => {
    const scratch = scratchIn(directory);
    const [one, two] = [scratch(), scratch()];
    one.append(Uint32Array.of(1, 2));
    two.append(Uint32Array.of(3));
    one.append(Uint32Array.of(4));
    const into = new Uint32Array(8);
    expect(one.read(1, into)).toBe(2);
    expect([...into.subarray(0, 2)]).toEqual([2, 4]);
    expect(two.read(0, into)).toBe(1);
    expect(into[0]).toBe(3);
    one.discard();
    two.discard();
    expect(readdirSync(directory)).toEqual([]);
  });
});
