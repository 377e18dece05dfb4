/** `bench problems`: what is said of each problem of a folder, and of its control; never how long it took. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { benchProblems } from "../../src/cli/bench-problems.js";

const NUMBERS = "sort N inductive\n  0 : N\n  s(N) : N\nop + : N, N -> N infixl 60\n";
const ADD = "axiom add.0 : x + 0 = x\naxiom add.s : x + s(y) = s(x + y)\n";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "lemmagrid-problems-"));
  writeFileSync(join(folder, "sound.mpl"), `theory Sound\n${NUMBERS}${ADD}theorem left : 0 + x = x\n`);
  const axiom = "axiom above : x + y = s(x + y)\n";
  writeFileSync(join(folder, "unsound.mpl"), `theory Unsound\n${NUMBERS}${axiom}theorem any : 0 = s(0)\n`);
  writeFileSync(join(folder, "wrong.mpl"), "theory Wrong\ntheorem t : p\n");
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it("tells verdicts, and of a control whether it found a contradiction", async () => {
  const { document, text } = await benchProblems(folder, { timeoutS: 120, control: true });
  expect(document).toMatchObject({
    schema: "lemmagrid-bench-problems/1",
    answers: [
      { file: "sound.mpl", goal: "left", status: "Theorem", control: { contradiction: false } },
      { file: "unsound.mpl", goal: "any", control: { contradiction: true, ended: "complete" } },
      { file: "wrong.mpl", status: "InputError" },
    ],
  });
  expect(text).toMatch(/^problem +goal +status +cpu +method +lemmas +control +cpu$/mu);
  expect(text).toContain("1 of 2 contradictory without their goals\n");
});

it("leaves the control out unless it is asked for", async () => {
  const { document, text } = await benchProblems(folder, { timeoutS: 120, control: false });
  expect((document.answers as readonly object[]).filter((answer) => "control" in answer)).toEqual([]);
  expect(text).not.toContain("contradict");
});
