/** Problems of the TPTP through the command line: status and derivation on stdout, an output that passes the checker. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { lemmagrid } from "./cli.js";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "lemmagrid-tptp-"));
  mkdirSync(join(cwd, "library"));
  writeFileSync(join(cwd, "library", "map.ax"), "tff(inverse, axiom, ! [X: a] : g(f(X)) = X).\n");
  writeFileSync(
    join(cwd, "map.p"),
    `tff(a_type, type, a: $tType).
tff(b_type, type, b: $tType).
tff(f_type, type, f: a > b).
tff(g_type, type, g: b > a).
include('map.ax').
tff(goal, conjecture, ! [X: a,Y: a] : ( f(X) = f(Y) => X = Y )).
`,
  );
  writeFileSync(join(cwd, "bad.p"), "fof(a, axiom, p(X)).\n");
  writeFileSync(join(cwd, "false.p"), "fof(a, axiom, ? [X] : p(X)).\nfof(c, conjecture, ! [X] : p(X)).\n");
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

it("proves a typed problem with an include from the library, and the proof is checked and exported", async () => {
  const outcome = await lemmagrid(["prove", "map.p", "--out", "map"], cwd, undefined, {
    TPTP: join(cwd, "library"),
  });
  expect(outcome.stdout).toMatch(/^% SZS status Theorem for map\.p\n% SZS output start Proof for map\.p\n/u);
  expect(outcome.exitCode).toBe(0);
  expect((await lemmagrid(["check", "map"], cwd)).exitCode).toBe(0);
  const exported = await lemmagrid(["export", "tptp", "map", "--json"], cwd);
  const { file } = JSON.parse(exported.stdout) as { file: string };
  expect(readFileSync(join(cwd, file), "utf8")).toContain("tff(goal, theorem, ! [X: a,Y: a] : (");
});

it("says where an include was looked for", async () => {
  const outcome = await lemmagrid(["prove", "map.p"], cwd, undefined, { TPTP: undefined });
  expect(outcome).toMatchObject({ exitCode: 2, stdout: "" });
  expect(outcome.stderr).toContain("map.p:5:9: error[tptp-include]: there is no file map.ax");
});

it("prints a countermodel as comments", async () => {
  const outcome = await lemmagrid(["prove", "false.p"], cwd);
  expect(outcome.stdout).toMatch(/^% SZS status CounterSatisfiable for false\.p\n/u);
  expect(outcome.stdout.split("\n").every((line) => line === "" || line.startsWith("%"))).toBe(true);
  expect(outcome.exitCode).toBe(1);
});

it("points into a bad problem", async () => {
  const outcome = await lemmagrid(["prove", "bad.p"], cwd);
  expect(outcome).toMatchObject({ exitCode: 2, stdout: "" });
  expect(outcome.stderr).toContain("bad.p:1:17: error[tptp-meaning]: the variable X is not quantified");
});
