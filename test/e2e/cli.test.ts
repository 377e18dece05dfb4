import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesOf, lemmagrid, type Outcome } from "./cli.js";

const PEANO = fileURLToPath(new URL("../../mpl/peano.mpl", import.meta.url));

const TINY = `theory Tiny

sort N inductive
  0    : N
  s(N) : N

op + : N, N -> N  infixl 60

axiom add.zero : x + 0 = x
axiom add.succ : x + s(y) = s(x + y)

theorem zero.left : 0 + x = x
`;
const LIMITS = ["--size", "5", "--vars", "2"];

let cwd: string;
const inCwd = (...args: string[]): Promise<Outcome> => lemmagrid(args, cwd);

function parse(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>;
}

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), "lemmagrid-"));
  writeFileSync(join(cwd, "tiny.mpl"), TINY);
  writeFileSync(join(cwd, "false.mpl"), TINY.replace("0 + x = x", "0 + x = s(x)"));
  writeFileSync(join(cwd, "bad.mpl"), TINY.replace("op +", "opp +"));
  const first = await inCwd("run", "tiny.mpl", ...LIMITS, "--workers", "1");
  expect(first).toMatchObject({ exitCode: 0, stderr: "" });
  expect(first.stdout).toContain("SZS status Theorem for zero.left\n");
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

describe("run and prove", () => {
  it("write an output named for the theory", () => {
    const names = readdirSync(join(cwd, "proofs-out/tiny"));
    for (const name of [
      "index.html",
      "run.json",
      "machine.json",
      "theorems.jsonl",
      "theory.mpl",
      "certificates",
    ]) {
      expect(names).toContain(name);
    }
  });

  it("write the same bytes with 1 and 2 workers, and again over an old output", async () => {
    for (const round of [1, 2]) {
      const { exitCode } = await inCwd("run", "tiny.mpl", ...LIMITS, "--workers", "2", "--out", "again");
      expect(exitCode, `round ${round}`).toBe(0);
      expect(filesOf(join(cwd, "again"))).toEqual(filesOf(join(cwd, "proofs-out/tiny")));
    }
  });

  it("print one document under --json", async () => {
    const { exitCode, stdout, stderr } = await inCwd("prove", "tiny.mpl", "--json", "--out", "json");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(parse(stdout)).toMatchObject({
      schema: "lemmagrid-run-report/1",
      exitCode: 0,
      run: { theory: "Tiny" },
    });
  });

  it("exit with 1 when a stated theorem is not one", async () => {
    const { exitCode, stdout } = await inCwd("prove", "false.mpl", "--out", "false");
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^SZS status (CounterSatisfiable|GaveUp) for zero\.left\n/);
  });

  it("leave a directory alone that is no output", async () => {
    mkdirSync(join(cwd, "thesis"));
    writeFileSync(join(cwd, "thesis/chapter1.txt"), "text");
    const { exitCode, stdout, stderr } = await inCwd("run", "tiny.mpl", "--out", "thesis");
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("not a Lemmagrid output");
    expect(readdirSync(join(cwd, "thesis"))).toEqual(["chapter1.txt"]);
  });

  it("leave the previous output when interrupted", async () => {
    cpSync(join(cwd, "proofs-out/tiny"), join(cwd, "kept"), { recursive: true });
    const before = filesOf(join(cwd, "kept"));
    const huge = ["--size", "15", "--vars", "5", "--limit", "terms=2000000000", "--nodes", "1000000"];
    const { exitCode, stdout } = await lemmagrid(["run", PEANO, "--out", "kept", ...huge], cwd, (child) => {
      // Long after it has begun to listen, also on a busy machine; it would run for hours.
      setTimeout(() => child.kill("SIGINT"), 6000);
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: "" });
    expect(filesOf(join(cwd, "kept"))).toEqual(before);
    expect(readdirSync(cwd).filter((name) => name.startsWith("."))).toEqual([]);
  });
});

describe("check", () => {
  it("accepts what run wrote", async () => {
    expect(await inCwd("check", "proofs-out/tiny")).toMatchObject({ exitCode: 0, stderr: "" });
    const { stdout } = await inCwd("check", "proofs-out/tiny", "--json");
    expect(parse(stdout)).toMatchObject({ schema: "lemmagrid-check/1", valid: true, rejections: [] });
  });

  it("rejects a changed certificate, and says where", async () => {
    cpSync(join(cwd, "proofs-out/tiny"), join(cwd, "tampered"), { recursive: true });
    const file = join(cwd, "tampered/certificates/zero.left.jsonl");
    writeFileSync(file, readFileSync(file, "utf8").replace("(=[+[0,0],0])", "(=[+[0,0],s[0]])"));
    const { exitCode, stdout } = await inCwd("check", "tampered");
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^tampered\/certificates\/zero\.left\.jsonl:\d+: rejected \[[a-z-]+\]: /m);
  });

  it("exits with 2 where there is no output", async () => {
    expect(await inCwd("check", "nowhere")).toMatchObject({ exitCode: 2, stdout: "" });
    expect(await inCwd("check", ".")).toMatchObject({ exitCode: 2, stdout: "" });
  });
});

describe("show", () => {
  it("shows a theory, an output and a proof", async () => {
    expect((await inCwd("show", "tiny.mpl")).stdout).toContain("x + s(y) = s(x + y)");
    expect((await inCwd("show", "proofs-out/tiny")).stdout).toContain("zero.left");
    expect((await inCwd("show", "proofs-out/tiny", "zero.left")).stdout).toContain("induction");
    for (const args of [
      ["tiny.mpl"],
      ["tiny.mpl", "--rules"],
      ["proofs-out/tiny"],
      ["proofs-out/tiny", "zero.left"],
    ]) {
      const { exitCode, stdout } = await inCwd("show", ...args, "--json");
      expect(exitCode).toBe(0);
      expect(parse(stdout).schema).toMatch(/^lemmagrid-/);
    }
  });

  it("suggests the nearest theorem", async () => {
    const { exitCode, stderr } = await inCwd("show", "proofs-out/tiny", "zero.lft");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("zero.left");
  });

  it("survives a reader that stops reading", async () => {
    const outcome = await lemmagrid(["show", "proofs-out/tiny"], cwd, (child) => child.stdout?.destroy());
    expect(outcome).toMatchObject({ exitCode: 0, stderr: "" });
  });
});

describe("errors", () => {
  it("point into a bad file with a caret", async () => {
    const { exitCode, stdout, stderr } = await inCwd("run", "bad.mpl");
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toMatch(/^bad\.mpl:7:\d+: error/);
    expect(stderr).toMatch(/^ +\| +\^+$/m);
    expect(existsSync(join(cwd, "proofs-out/bad"))).toBe(false);
  });

  it.each<[what: string, args: string[], stderr: RegExp]>([
    ["a missing file", ["run", "nowhere.mpl"], /nowhere\.mpl/],
    ["a directory for a file", ["run", "."], /is a directory/],
    ["a misspelt flag", ["run", "tiny.mpl", "--worker", "2"], /Did you mean --workers/],
    ["a misspelt command", ["prov", "tiny.mpl"], /Did you mean prove/],
    ["a bad number", ["run", "tiny.mpl", "--workers", "0"], /whole number/],
    ["a bad device", ["run", "tiny.mpl", "--device", "tpu"], /auto, cpu, webgpu/],
    ["a bad limit", ["run", "tiny.mpl", "--limit", "nodes"], /name=value/],
    ["an unknown limit", ["run", "tiny.mpl", "--limit", "nods=3"], /nods/],
    ["an unknown goal", ["prove", "tiny.mpl", "--goal", "zero.lft"], /zero\.left/],
    ["too many arguments", ["check", "a", "b"], /too many arguments/],
    ["no command", [], /Usage/],
  ])("exit with 2 for %s", async (_, args, stderr) => {
    const [outcome, asJson] = await Promise.all([inCwd(...args), inCwd(...args, "--json")]);
    expect({ exitCode: outcome.exitCode, stdout: outcome.stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(outcome.stderr).toMatch(stderr);
    expect(parse(asJson.stdout)).toMatchObject({ schema: "lemmagrid-error/1", exitCode: 2 });
  });

  it("answer --help and --version on stdout", async () => {
    for (const args of [["--help"], ["run", "--help"], ["--version"]]) {
      const { exitCode, stdout, stderr } = await inCwd(...args);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(stdout).not.toBe("");
    }
  });
});
