/** `lemmagrid export` as a user runs it. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { coqc, HAS_COQC } from "../export/coq-samples.js";
import { lemmagrid, type Outcome } from "./cli.js";

const TINY = `theory Tiny

sort N inductive
  0    : N
  s(N) : N

op + : N, N -> N  infixl 60

axiom add.zero : x + 0 = x
axiom add.succ : x + s(y) = s(x + y)

theorem zero.left : 0 + x = x
`;

let cwd: string;
const inCwd = (...args: string[]): Promise<Outcome> => lemmagrid(args, cwd);

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), "lemmagrid-"));
  writeFileSync(join(cwd, "tiny.mpl"), TINY);
  expect((await inCwd("prove", "tiny.mpl")).exitCode).toBe(0);
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

it("writes one file beside the output, the same every time, and the output stays valid", async () => {
  const first = await inCwd("export", "coq", "proofs-out/tiny");
  expect(first).toMatchObject({ exitCode: 0, stderr: "" });
  expect(first.stdout).toMatch(/^proofs-out\/tiny\/coq\/Tiny\.v: 1 theorem, \d+ bytes\n$/);
  const path = join(cwd, "proofs-out/tiny/coq/Tiny.v");
  const text = readFileSync(path, "utf8");
  expect((await inCwd("export", "coq", "proofs-out/tiny", "--out", "elsewhere")).exitCode).toBe(0);
  expect(readFileSync(join(cwd, "elsewhere/Tiny.v"), "utf8")).toBe(text);
  expect(readdirSync(join(cwd, "elsewhere"))).toEqual(["Tiny.v"]);
  expect(await inCwd("check", "proofs-out/tiny")).toMatchObject({ exitCode: 0 });
  if (HAS_COQC) expect(coqc({ fileName: "Tiny.v", text, theorems: 1 })).toMatchObject({ accepted: true });
});

it.each([
  ["lean", "Tiny.lean", /^namespace Lemmagrid\.Tiny$/m],
  ["lean4export", "Tiny.ndjson", /^\{"meta":/],
])("writes %s too", async (format, file, text) => {
  const { exitCode, stdout } = await inCwd("export", format, "proofs-out/tiny");
  expect({ exitCode, stdout }).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining(`proofs-out/tiny/${format}/${file}: 1 theorem, `) as string,
  });
  expect(readFileSync(join(cwd, "proofs-out/tiny", format, file), "utf8")).toMatch(text);
});

it("prints one document under --json", async () => {
  const { exitCode, stdout } = await inCwd("export", "coq", "proofs-out/tiny", "--json");
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ schema: "lemmagrid-export/1", format: "coq", theorems: 1 });
});

it.each<[what: string, args: string[], stderr: RegExp]>([
  ["an unknown format", ["export", "cok", "proofs-out/tiny"], /did you mean coq/],
  ["no output", ["export", "coq", "nowhere"], /nowhere/],
  ["a theory file", ["export", "coq", "tiny.mpl"], /tiny\.mpl/],
  ["no directory", ["export", "coq"], /dir/],
])("exits with 2 for %s", async (_, args, stderr) => {
  const outcome = await inCwd(...args);
  expect({ exitCode: outcome.exitCode, stdout: outcome.stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(outcome.stderr).toMatch(stderr);
  expect(existsSync(join(cwd, "nowhere"))).toBe(false);
});
