/** `lemmagrid mutate` as a user runs it: on a database and on an output, with any number of workers, cut and resumed. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOGIC } from "../import/metamath/databases.js";
import { filesOf, lemmagrid } from "./cli.js";

const theory = `theory Pairs\nsort N inductive\n  0 : N\n  s(N) : N\nop + : N, N -> N infixl 60\naxiom add.zero : x + 0 = x\naxiom add.succ : x + s(y) = s(x + y)\ntheorem add.zero.left : 0 + x = x\ntheorem add.comm : x + y = y + x\n`;
const FLAGS = ["--overlap", "1", "--growth", "3", "--rounds", "2", "--limit", "60"];

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "lemmagrid-mutate-"));
  writeFileSync(join(cwd, "logic.mm"), LOGIC);
  writeFileSync(join(cwd, "pairs.mpl"), theory);
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

describe("mutate DATABASE", () => {
  it("writes the same on 1 worker and on 2, with few in memory: mutants, data set, funnel, the database beside them", async () => {
    for (const [workers, inMemory] of [
      ["1", "100000"],
      ["2", "9"],
    ]) {
      const memory = ["--in-memory", inMemory];
      const { exitCode, stdout, stderr } = await lemmagrid(
        ["mutate", "logic.mm", ...FLAGS, ...memory, "--workers", workers, "--out", `w${workers}`],
        cwd,
      );
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(stdout).toMatch(
        /candidates looked at +\d+\n[^]*kept +60\n[^]*w\d: 1\d\d mutants of logic\.mm\n$|kept/,
      );
    }
    const files = filesOf(join(cwd, "w1"));
    expect([...files.keys()]).toEqual(["logic.mm", "mutants.jsonl", "mutants.mm", "mutate.json"]);
    expect(filesOf(join(cwd, "w2"))).toEqual(files);
    const machine = JSON.parse(readFileSync(join(cwd, "w2", "machine.json"), "utf8")) as {
      held: Record<string, number>;
    };
    expect(Object.keys(machine.held)).toEqual(["keys", "numbers", "statements"]);
    for (const count of Object.values(machine.held)) expect(count).toBeLessThanOrEqual(9);
    expect(files.get("mutants.mm")).toContain("$[ logic.mm $]");
  });

  it("writes what `check` accepts, and refuses when it is touched", async () => {
    const good = await lemmagrid(["check", join("w1", "mutants.mm")], cwd);
    expect(good.exitCode).toBe(0);
    const path = join(cwd, "w1", "bad.mm");
    const text = readFileSync(join(cwd, "w1", "mutants.mm"), "utf8");
    writeFileSync(path, text.replace(/(\$p \|- )(.*?)( \$=)/, "$1( $2 -> $2 )$3"));
    expect((await lemmagrid(["check", path], cwd)).exitCode).not.toBe(0);
    rmSync(path);
  });

  it("explains a mutant of the output, and knows which there are", async () => {
    const { exitCode, stdout } = await lemmagrid(["mutate", "w1", "--explain", "mut1", "--json"], cwd);
    expect(exitCode).toBe(0);
    const record = JSON.parse(stdout) as { id: string; parents: readonly object[]; proof: string };
    expect(record).toMatchObject({ schema: "lemmagrid-mutant/1", id: "mut1" });
    expect(record.parents).toHaveLength(2);
    const none = await lemmagrid(["mutate", "w1", "--explain", "mut9999"], cwd);
    expect({ exitCode: none.exitCode, stderr: none.stderr }).toMatchObject({ exitCode: 2 });
  });

  it("counts", async () => {
    const { exitCode, stdout } = await lemmagrid(["mutate", "logic.mm", "--count", "--json"], cwd);
    expect(exitCode).toBe(0);
    const { joins } = JSON.parse(stdout) as { joins: readonly { pairs: number; triples: number }[] };
    for (const { pairs, triples } of joins) expect(triples).toBeGreaterThanOrEqual(pairs);
  });

  it("goes on after a kill where it stopped, and refuses a journal of other settings", async () => {
    const args = ["mutate", "logic.mm", ...FLAGS, "--workers", "1", "--out", "cut"];
    const killed = await lemmagrid(args, cwd, (child) => {
      const timer = setInterval(() => {
        const journal = join(cwd, "cut.partial", "journal.jsonl");
        if (!existsSync(journal) || readFileSync(journal, "utf8").split("\n").length < 4) return;
        clearInterval(timer);
        child.kill("SIGKILL");
      }, 5);
      child.on("close", () => {
        clearInterval(timer);
      });
    });
    if (killed.exitCode === null) {
      expect(existsSync(join(cwd, "cut"))).toBe(false);
      const other = await lemmagrid([...args, "--seed", "9", "--resume"], cwd);
      expect(other.exitCode).toBe(2);
      expect(other.stderr).toContain("other settings");
    }
    expect((await lemmagrid([...args, "--resume", "--in-memory", "5"], cwd)).exitCode).toBe(0);
    expect(filesOf(join(cwd, "cut"))).toEqual(filesOf(join(cwd, "w1")));
    expect(existsSync(join(cwd, "cut.partial"))).toBe(false);
  });

  it("names file, line and token of a mistake, and replaces nothing that is not its own", async () => {
    writeFileSync(join(cwd, "bad.mm"), "$c a $.\n$v a $.\n");
    const bad = await lemmagrid(["mutate", "bad.mm"], cwd);
    expect(bad.exitCode).toBe(2);
    expect(bad.stderr).toMatch(/bad\.mm:2:4/);
    const taken = await lemmagrid(["mutate", "logic.mm", "--out", "."], cwd);
    expect(taken.exitCode).toBe(2);
    expect((await lemmagrid(["mutate", "nothing.mm"], cwd)).exitCode).toBe(2);
    expect((await lemmagrid(["mutate", "logic.mm", "--rules", "guess"], cwd)).exitCode).toBe(2);
  });
});

describe("mutate OUTPUT", () => {
  it("adds theorems that `check` accepts, with pages, and adds the same again", async () => {
    expect((await lemmagrid(["prove", "pairs.mpl", "--workers", "1", "--out", "pairs"], cwd)).exitCode).toBe(
      0,
    );
    const count = (dir: string): number =>
      readFileSync(join(cwd, dir, "theorems.jsonl"), "utf8").split("\n").length;
    const before = count("pairs");
    const first = await lemmagrid(
      ["mutate", "pairs", "--rounds", "2", "--overlap", "1", "--workers", "1"],
      cwd,
    );
    expect({ exitCode: first.exitCode, stderr: first.stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(count("pairs")).toBeGreaterThan(before);
    expect((await lemmagrid(["check", "pairs"], cwd)).exitCode).toBe(0);
    const files = filesOf(join(cwd, "pairs"));
    expect([...files.keys()]).toContain("theorems/mutant1.html");
    expect(files.get("mutants.jsonl")?.split("\n").length).toBe(count("pairs") - before + 1);
    await lemmagrid(["mutate", "pairs", "--rounds", "2", "--overlap", "1", "--workers", "2"], cwd);
    expect(filesOf(join(cwd, "pairs"))).toEqual(files);
  });
});
