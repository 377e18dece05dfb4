/** The journal of a mutation run: what is noted is recalled, and what cannot be used is cut off. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { JournalFile } from "../../src/cli/mutate-journal.js";
import type { JournalEntry } from "../../src/mutate/journal.js";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "lemmagrid-journal-"));
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

const header = { schema: "lemmagrid-mutate/1", key: "these settings" };

/** Answer number i; some are longer than what is read at a time. */
function entry(i: number): JournalEntry {
  const length = i % 2 === 0 ? 3 : 5_000;
  const numbers = Array.from({ length }, (_, k) => (i + 1) * 0x9e3779b1 + k);
  const words = Uint32Array.from(numbers);
  const result = {
    counts: Uint32Array.of(i, 7),
    index: Float64Array.from(numbers),
    low: words,
    high: words,
    size: words,
  };
  return { round: 1, chunk: { family: i % 3, first: 2048 * i, end: 2048 * (i + 1) }, result };
}

function written(path: string, count: number): void {
  const journal = new JournalFile(path, header);
  for (let i = 0; i < count; i++) journal.note(entry(i));
  journal.close();
}

function recalled(journal: JournalFile, i: number): boolean {
  const result = journal.recall(1, entry(i).chunk);
  if (result !== undefined) expect(result).toEqual(entry(i).result);
  return result !== undefined;
}

describe("a journal", () => {
  it("recalls what was noted, and is then as it was", () => {
    const path = join(directory, "whole");
    written(path, 6);
    const before = readFileSync(path, "utf8");
    const journal = new JournalFile(path, header);
    for (let i = 0; i < 6; i++) expect(recalled(journal, i)).toBe(true);
    expect(recalled(journal, 6)).toBe(false);
    journal.close();
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  it("goes on after what was recalled, also behind a line without its end", () => {
    const [path, expected] = [join(directory, "torn"), join(directory, "expected")];
    written(path, 3);
    appendFileSync(path, '{"round":1,"chunk":{"fam');
    const journal = new JournalFile(path, header);
    for (let i = 0; i < 3; i++) expect(recalled(journal, i)).toBe(true);
    for (let i = 3; i < 5; i++) {
      expect(recalled(journal, i)).toBe(false);
      journal.note(entry(i));
    }
    journal.close();
    written(expected, 5);
    expect(readFileSync(path, "utf8")).toBe(readFileSync(expected, "utf8"));
  });

  it("forgets the rest when something else is asked for", () => {
    const path = join(directory, "other");
    written(path, 4);
    const journal = new JournalFile(path, header);
    expect(recalled(journal, 0)).toBe(true);
    expect(recalled(journal, 2)).toBe(false);
    expect(recalled(journal, 1)).toBe(false);
    journal.note(entry(2));
    journal.close();
    expect(readFileSync(path, "utf8").split("\n")).toHaveLength(4);
  });

  it("keeps everything until something new is noted", () => {
    const path = join(directory, "opened");
    written(path, 4);
    const before = readFileSync(path, "utf8");
    new JournalFile(path, header).close();
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  it("of other settings is refused", () => {
    const path = join(directory, "settings");
    written(path, 1);
    expect(() => new JournalFile(path, { ...header, key: "others" })).toThrow("other settings");
    expect(recalled(new JournalFile(path, header), 0)).toBe(true);
  });
});
