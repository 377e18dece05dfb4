import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readOutput } from "../../src/cli/output-files.js";

const MALFORMED = Buffer.from([0x73, 0xc3, 0x28]);
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lemmagrid-output-"));
  mkdirSync(join(directory, "certificates"));
  writeFileSync(join(directory, "theory.mpl"), "theory Ä\n");
  writeFileSync(join(directory, "certificates", "one.jsonl"), "{}\n");
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

it("reads the texts of an output", () => {
  const { theory, theorems, certificates } = readOutput(directory);
  expect([theory, theorems, [...certificates]]).toEqual([
    "theory Ä\n",
    undefined,
    [["certificates/one.jsonl", "{}\n"]],
  ]);
});

it.each(["theory.mpl", "theorems.jsonl", "certificates/one.jsonl"])(
  "refuses a %s that is not UTF-8",
  (file) => {
    writeFileSync(join(directory, file), MALFORMED);
    expect(() => readOutput(directory)).toThrow(`${file} is not UTF-8`);
  },
);
