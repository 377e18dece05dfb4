/** What the command line says and exits with, for each way in which a goal or a run can end. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TheoremRecord } from "../../src/export/run-documents.js";
import { lemmagrid, type Outcome } from "./cli.js";

const NUMBERS = `theory Numbers

sort N inductive
  0    : N
  s(N) : N

op + : N, N -> N  infixl 60
op * : N, N -> N  infixl 70

axiom add.zero : x + 0 = x
axiom add.succ : x + s(y) = s(x + y)
axiom mul.zero : x * 0 = 0
axiom mul.succ : x * s(y) = x * y + x

theorem zero.left : 0 + x = x
`;
const HARD = "theorem square.root : x * x = y * y -> x = y\n";
const FALSE = "theorem mul.add : x * y = x + y\n";
/** Nothing is known of f, and there are no values to compute with. */
/** Of numbers, so that no finite model can refute it. */
const UNDETERMINED =
  "theory Undetermined\n\nsort N inductive\n  0 : N\n  s(N) : N\n\nop f : N -> N\n\ntheorem fixed : f(x) = x\n";
const FREE = "theory Free\n\nsort A\nop f : A -> A\nop c : A\n\ntheorem fixed : f(x) = x\n";

const LOOP = `${NUMBERS}
fun f : N -> N
  f(x) = s(f(x))

theorem f.again : f(x) = s(s(f(x)))
`;

const SMT_SORTS = `(declare-datatype Nat ((Z) (S (p Nat))))
(declare-datatype Bool2 ((T) (F)))
(declare-datatype List ((nil) (cons (head Nat) (tail List))))
`;
/** Definitions that no function satisfies, and that are taken only if termination is assumed. */
const FALSE_DEFINITIONS = [
  ["a function above itself", "(define-fun-rec f ((x Nat)) Nat (S (f x)))"],
  ["a list behind itself", "(define-fun-rec f ((xs List)) List (cons Z (f xs)))"],
  [
    "two functions above each other",
    "(define-funs-rec ((f ((x Nat)) Nat) (g ((x Nat)) Nat)) ((S (g x)) (S (f x))))",
  ],
  [
    "a value that is its own negation",
    "(define-fun neg ((x Bool2)) Bool2 (match x ((T F) (F T))))\n(define-fun-rec f ((x Bool2)) Bool2 (neg (f x)))",
  ],
] as const;

let cwd: string;
const prove = (file: string, ...args: string[]): Promise<Outcome> =>
  lemmagrid(["prove", file, "--workers", "1", ...args], cwd);

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "lemmagrid-verdicts-"));
  writeFileSync(join(cwd, "numbers.mpl"), NUMBERS);
  writeFileSync(join(cwd, "hard.mpl"), NUMBERS + HARD);
  writeFileSync(join(cwd, "false.mpl"), NUMBERS + FALSE);
  writeFileSync(join(cwd, "mixed.mpl"), NUMBERS + FALSE + HARD);
  writeFileSync(join(cwd, "undetermined.mpl"), UNDETERMINED);
  writeFileSync(join(cwd, "free.mpl"), FREE);
  writeFileSync(join(cwd, "loop.mpl"), LOOP);
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const szs = ({ stdout }: Outcome): readonly string[] =>
  stdout.split("\n").filter((line) => line.startsWith("SZS status "));

describe("prove", () => {
  it("says Theorem and exits with 0 if all is proved", async () => {
    const outcome = await prove("numbers.mpl");
    expect(szs(outcome)).toEqual(["SZS status Theorem for zero.left"]);
    expect(outcome).toMatchObject({ exitCode: 0, stderr: "" });
    expect(outcome.stdout).toContain("every proof checked");
  });

  it("says which limit ended a goal that is true but too hard, and exits with 3", async () => {
    const outcome = await prove("hard.mpl");
    expect(szs(outcome)).toEqual([
      "SZS status Theorem for zero.left",
      "SZS status ResourceOut for square.root",
    ]);
    expect(outcome.stdout).toMatch(/ResourceOut for square\.root\n {2}limit [a-z]+ was met\n/);
    expect(outcome.exitCode).toBe(3);
  });

  it("shows afterwards where a goal got stuck", async () => {
    await prove("hard.mpl", "--out", "stuck");
    const listed = await lemmagrid(["show", "stuck"], cwd);
    expect(listed.stdout).toMatch(/not proved\nsquare\.root {2}.* {2}ResourceOut {2}limit [a-z]+ was met\n/);
    const shown = await lemmagrid(["show", "stuck", "square.root"], cwd);
    expect(shown.stdout).toMatch(
      /SZS status ResourceOut, limit [a-z]+ was met\nit got stuck at\n( {2}\S.*\n)+$/,
    );
    const json = await lemmagrid(["show", "stuck", "square.root", "--json"], cwd);
    const { status, stuckAt } = JSON.parse(json.stdout) as { status: string; stuckAt: readonly string[] };
    expect(status).toBe("ResourceOut");
    expect(stuckAt.length).toBeGreaterThan(0);
  });

  it("says GaveUp and exits with 1 if there is nothing left to try", async () => {
    const outcome = await prove("undetermined.mpl");
    expect(szs(outcome)).toEqual(["SZS status GaveUp for fixed"]);
    expect(outcome.stdout).toContain("every block saturated without a proof");
    expect(outcome.exitCode).toBe(1);
  });

  it("says CounterSatisfiable, with values, and exits with 1 for a false goal", async () => {
    const outcome = await prove("false.mpl");
    expect(szs(outcome)).toEqual([
      "SZS status Theorem for zero.left",
      "SZS status CounterSatisfiable for mul.add",
    ]);
    const values = /for mul\.add\n {2}false for x = ([s(]*0)\)*, y = ([s(]*0)\)*\n/.exec(outcome.stdout);
    const [x, y] = (values ?? []).slice(1).map((text) => text.match(/s/g)?.length ?? 0);
    expect(x * y).not.toBe(x + y);
    expect(outcome.exitCode).toBe(1);
  });

  it("says CounterSatisfiable, with a finite model, where the axioms leave the values open", async () => {
    const outcome = await prove("free.mpl");
    expect(szs(outcome)).toEqual(["SZS status CounterSatisfiable for fixed"]);
    const shown = /false for x = (\S+)\n {2}in the model\n {4}A = \{(.*)\}\n {4}(f.*)\n {4}c = c\n/.exec(
      outcome.stdout,
    );
    const [x, elements, f] = (shown ?? []).slice(1);
    expect(elements.split(", ")).toHaveLength(2);
    expect(f).toContain(`f(${x}) = `);
    expect(f).not.toContain(`f(${x}) = ${x}`);
    expect(outcome.exitCode).toBe(1);
  });

  it("exits with 1 rather than 3 if one goal is false and another too hard", async () => {
    const outcome = await prove("mixed.mpl");
    expect(szs(outcome)).toEqual([
      "SZS status Theorem for zero.left",
      "SZS status CounterSatisfiable for mul.add",
      "SZS status ResourceOut for square.root",
    ]);
    expect(outcome.exitCode).toBe(1);
  });

  it("speaks of one goal under --goal, and exits by that one", async () => {
    const outcome = await prove("hard.mpl", "--goal", "zero.left");
    expect(szs(outcome)).toEqual(["SZS status Theorem for zero.left"]);
    expect(outcome.exitCode).toBe(0);
  });
});

describe("run", () => {
  it("says Timeout and exits with 3 when the time is over, with what it has so far", async () => {
    const args = ["run", "hard.mpl", "--workers", "1", "--timeout", "0.001"];
    const outcome = await lemmagrid(args, cwd);
    expect(szs(outcome)).toContain("SZS status Timeout for square.root");
    expect(outcome.stdout).toContain("stopped by timeout: --timeout\n");
    expect(outcome).toMatchObject({ exitCode: 3, stderr: "" });
  });
});

describe("before anything is tried", () => {
  it("an unknown limit exits with 2 and names the limits there are", async () => {
    const outcome = await prove("numbers.mpl", "--limit", "patience=3");
    expect(outcome).toMatchObject({ exitCode: 2, stdout: "" });
    expect(outcome.stderr).toContain("there is no limit patience");
    expect(outcome.stderr).toContain("nodes");
  });

  it("a device that is not there exits with 4", async () => {
    const listed = await lemmagrid(["devices", "--json"], cwd);
    const { devices } = JSON.parse(listed.stdout) as { devices: { name: string; available: boolean }[] };
    const webgpu = devices.find(({ name }) => name === "webgpu");
    const outcome = await prove("numbers.mpl", "--device", "webgpu");
    if (webgpu?.available === true) expect(outcome.exitCode).toBe(0);
    else expect(outcome).toMatchObject({ exitCode: 4, stdout: "" });
  });
});

describe("a definition that does not terminate", () => {
  it("is an error at the call that is on nothing smaller", async () => {
    const outcome = await prove("loop.mpl");
    expect(outcome).toMatchObject({ exitCode: 2, stdout: "" });
    expect(outcome.stderr).toContain("loop.mpl:18:12: error[termination]: `f` is not shown to terminate");
    expect(outcome.stderr).toContain("--assume-termination");
  });

  it("may be assumed to, and marks what rests on it wherever that is shown", async () => {
    const outcome = await prove("loop.mpl", "--assume-termination", "--out", "loop");
    expect(outcome.exitCode).toBe(0);
    expect(outcome.stderr).toContain("loop.mpl:18:12: warning[termination]");
    expect(outcome.stdout).toContain("Theorem for f.again\n  assumes that f terminates\n");
    expect(outcome.stdout.match(/assumes that f terminates/gu)).toHaveLength(1);
    const file = (name: string): string => readFileSync(join(cwd, "loop", name), "utf8");
    const records = file("theorems.jsonl")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as TheoremRecord);
    expect(records.map(({ name, assumes }) => [name, assumes])).toEqual([
      ["zero.left", undefined],
      ["f.again", ["f"]],
    ]);
    expect(file("index.html").match(/assumes that f terminates/gu)).toHaveLength(1);
    expect(file("theorems/f.again.html")).toContain("assumes that f terminates");
    expect(file("theorems/zero.left.html")).not.toContain("assumes that");
    const shown = await lemmagrid(["show", "loop", "f.again"], cwd);
    expect(shown.stdout).toContain("assumes that f terminates");
    const json = await prove("loop.mpl", "--assume-termination", "--out", "loop-json", "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      run: { assumed: [{ functions: [{ symbol: "f", equations: ["f.1"] }] }] },
      theorems: [{ name: "zero.left" }, { name: "f.again", assumes: ["f"] }],
    });
  });

  it("marks what is deduced from what rests on it", async () => {
    const text = LOOP.replace(
      "f(x) = s(s(f(x)))",
      "f(x) = s(s(s(s(f(x)))))\ntheorem again : f(0) = s(s(f(0))) & 0 + f(x) = f(x)",
    );
    writeFileSync(join(cwd, "chain.mpl"), text);
    const outcome = await prove("chain.mpl", "--assume-termination");
    const marked = outcome.stdout.split("\n").filter((line) => line === "  assumes that f terminates");
    expect(marked).toHaveLength(2);
  });
});

describe("prove --control", () => {
  it("finds no contradiction where there is none, and exits with 0", async () => {
    const numbers = await prove("hard.mpl", "--control", "--limit", "work=300000");
    expect(numbers).toMatchObject({ exitCode: 0, stderr: "" });
    expect(numbers.stdout).toMatch(/^SZS status (GaveUp|ResourceOut) for hard.mpl\nno contradiction found/u);
    const free = await prove("free.mpl", "--control");
    expect(free).toMatchObject({
      exitCode: 0,
      stdout: "SZS status Satisfiable for free.mpl\nno contradiction found\n",
    });
  });

  it("finds the contradiction in an assumed definition, says on what it rests, and exits with 1", async () => {
    const outcome = await prove("loop.mpl", "--control", "--assume-termination");
    expect(outcome.exitCode).toBe(1);
    expect(outcome.stdout).toContain(
      "SZS status Unsatisfiable for loop.mpl\nthe axioms contradict each other",
    );
    expect(outcome.stdout).toContain("the proof assumes that f terminates");
    const json = await prove("loop.mpl", "--control", "--assume-termination", "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      exitCode: 1,
      control: { status: "Unsatisfiable", contradiction: true },
    });
  });

  it.each(FALSE_DEFINITIONS)("finds the contradiction in %s", async (what, definition) => {
    const file = `${what.replaceAll(" ", "-")}.smt2`;
    writeFileSync(join(cwd, file), `${SMT_SORTS}${definition}\n(prove (= Z (S Z)))\n`);
    const outcome = await prove(file, "--control", "--assume-termination");
    expect(outcome.stdout).toContain(`SZS status Unsatisfiable for ${file}`);
    expect(outcome.exitCode).toBe(1);
  });

  it("takes the place of no goal's output, and goes with no single goal", async () => {
    const outcome = await prove("numbers.mpl", "--control", "--goal", "zero.left");
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr).toContain("--control");
  });

  it("is for SMT-LIB and the TPTP too", async () => {
    writeFileSync(
      join(cwd, "loop.smt2"),
      "(declare-datatype Nat ((Z) (S (p Nat))))\n(define-fun-rec f ((x Nat)) Nat (S (f x)))\n(prove (= Z Z))\n",
    );
    const refused = await prove("loop.smt2", "--control");
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain(
      "loop.smt2:2:1: error[smt-termination]: f is not shown to terminate: the call f(x)",
    );
    const assumed = await prove("loop.smt2", "--control", "--assume-termination");
    expect(assumed.stdout).toContain("SZS status Unsatisfiable for loop.smt2");
    writeFileSync(
      join(cwd, "clash.p"),
      "fof(a, axiom, p(c)). fof(b, axiom, ~ p(c)). fof(g, conjecture, q).\n",
    );
    const clash = await prove("clash.p", "--control");
    expect(clash).toMatchObject({ exitCode: 1 });
    expect(clash.stdout).toContain(
      "% SZS status Unsatisfiable for clash.p\n% the axioms contradict each other",
    );
  });
});
