/** The output of a shipped theory is the same, byte for byte, on any number of workers and however often it is made. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesOf, lemmagrid } from "./cli.js";

const mpl = (name: string): string => fileURLToPath(new URL(`../../mpl/${name}.mpl`, import.meta.url));

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "lemmagrid-bytes-"));
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

describe("proofs-out", () => {
  it.each([
    ["peano", "5"],
    ["list", "5"],
    ["order", "4"],
  ])("of %s is the same twice on 1 worker and twice on 2", async (name, size) => {
    const outputs = new Map<string, ReadonlyMap<string, string>>();
    for (const [out, workers] of [
      ["first", "1"],
      ["second", "1"],
      ["third", "2"],
      ["fourth", "2"],
    ]) {
      const args = ["run", mpl(name), "--size", size, "--workers", workers, "--out", `${name}-${out}`];
      const { exitCode, stderr } = await lemmagrid(args, cwd);
      expect({ exitCode, stderr }, out).toEqual({ exitCode: 0, stderr: "" });
      outputs.set(out, filesOf(join(cwd, `${name}-${out}`)));
    }
    const first = outputs.get("first");
    expect([...(first?.keys() ?? [])]).toEqual(expect.arrayContaining(["run.json", "theorems.jsonl"]));
    for (const [out, files] of outputs) expect(files, out).toEqual(first);
  });
});
