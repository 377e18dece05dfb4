/**
 * Soundness from outside: theories are made so that they hold in a finite model; what the grid proves from them must
 * hold in that model, and the independent checker must accept every proof. Goals are true and false ones alike.
 *
 * SOUNDNESS_SEED adds a run over other theories (SOUNDNESS_THEORIES of them, 200 unless given).
 */
import { expect, test } from "vitest";
import { Tally, judge } from "./judge.js";
import { Random } from "./random.js";
import { randomScenario } from "./scenario.js";

const GOALS = 6;

async function run(seed: number, theories: number): Promise<Tally> {
  const tally = new Tally();
  for (let index = 0; index < theories; index++) {
    await judge(randomScenario(new Random(seed * 1_000_003 + index), GOALS), tally);
  }
  return tally;
}

/** The findings as text: nothing if all is well, else the first few cases, each as small as it was made. */
function findingsOf(tally: Tally): string {
  return tally.findings
    .slice(0, 3)
    .map(({ kind, reason, theory }) => `${kind}: ${reason}\n${theory}`)
    .join("\n\n");
}

/** What the grid's proofs are made of; the other rules of the certificate are for other provers. */
const RULES = [
  "absurd",
  "and",
  "cases",
  "clash",
  "congruence",
  "double-negation",
  "either",
  "ex-falso",
  "excluded-middle",
  "exists",
  "generalise",
  "induction",
  "injectivity",
  "instance",
  "obtain",
  "or",
  "project",
  "refl",
  "refute",
  "replace",
  "symm",
  "trans",
  "truth",
];

/** So long that only a run that hangs meets it, also on a machine that is busy with other work. */
const TIMEOUT_MS = 600_000;

test(
  "what is proved holds in every model of the axioms, and the checker accepts the proof",
  { timeout: TIMEOUT_MS },
  async () => {
    const tally = await run(1, 500);
    expect(findingsOf(tally)).toBe("");
    expect(tally.goals).toBe(500 * GOALS);
    expect(tally.falseGoals).toBeGreaterThan(800);
    expect(tally.proved).toBeGreaterThan(600);
    expect([...tally.rules.keys()].sort()).toEqual(RULES);
    expect([...tally.methods.keys()].sort()).toEqual(["cases", "direct", "induction", "refutation"]);
  },
);

test.runIf(process.env.SOUNDNESS_SEED !== undefined)(
  "and so it is for theories of another seed",
  async () => {
    const tally = await run(
      Number(process.env.SOUNDNESS_SEED),
      Number(process.env.SOUNDNESS_THEORIES ?? 200),
    );
    console.log(tally);
    expect(findingsOf(tally)).toBe("");
    expect(tally.proved).toBeGreaterThan(0);
  },
);
