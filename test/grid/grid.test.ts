/** What an answer of the grid may depend on: the theory, the limits and the statement, nothing else. */
import { describe, expect, test } from "vitest";
import { CpuDevice } from "../../src/device/cpu/cpu-device.js";
import { Prover, type ProveOutcome } from "../../src/grid/prover.js";
import { GRID_LIMITS, type GridLimits } from "../../src/grid/limits.js";
import { LIMITS } from "../soundness/judge.js";
import { Random } from "../soundness/random.js";
import { randomScenario, type Scenario } from "../soundness/scenario.js";
import { limitsWith, proveAll, refusal, theoryOf } from "./load.js";

const PEANO = theoryOf(`
sort N inductive
  0 : N
  s(N) : N
op + : N, N -> N infixl 60
op f : N -> N
predicate p : N
predicate q : N, N
axiom add.zero : x + 0 = x
axiom add.succ : x + s(y) = s(x + y)
axiom some : p(x) -> exists y. q(x, y) & p(y)
axiom either : p(x) | p(f(x))
axiom apart : q(x, x) -> false
theorem zero.left : 0 + x = x
theorem comm : x + y = y + x
theorem assoc : (x + y) + z = x + (y + z)
theorem wrong : x + x = x
theorem chain : p(x) -> exists y. q(x, y) & p(y)
theorem cases : (p(x) -> p(y)) & (p(f(x)) -> p(y)) -> p(y)
theorem both : 0 + x = x & x + 0 = x
theorem never : ! q(0, 0)
theorem far : p(0) -> q(0, 0)
`);
const GOAL = new Map(PEANO.goals.map((goal) => [goal.name, goal.formula]));
const NAMES = [...GOAL.keys()];

async function alone(name: string, limits: GridLimits): Promise<ProveOutcome> {
  const [outcome] = await proveAll(PEANO, [GOAL.get(name)!], limits);
  return outcome;
}

describe("an answer does not depend on what is proved beside it", () => {
  const limits = limitsWith({ nodes: 200, blocks: 20, matches: 5000 });

  test("all statements at once give what each gives alone", async () => {
    const together = await proveAll(PEANO, [...GOAL.values()], limits);
    for (const [index, name] of NAMES.entries())
      expect(together[index], name).toEqual(await alone(name, limits));
    expect(together.filter((outcome) => outcome.certificate !== undefined).length).toBeGreaterThanOrEqual(3);
    for (const outcome of together) {
      if (outcome.certificate !== undefined) expect(refusal(PEANO, outcome)).toBeUndefined();
    }
  });

  test("the order of the statements does not matter, nor does asking again", async () => {
    const forth = await proveAll(PEANO, [...GOAL.values()], limits);
    const back = await proveAll(PEANO, [...GOAL.values()].reverse(), limits);
    expect(back.reverse()).toEqual(forth);
    expect(await proveAll(PEANO, [...GOAL.values()], limits)).toEqual(forth);
  });

  test("so it is in random theories", async () => {
    let proved = 0;
    for (let seed = 0; seed < 25; seed++) {
      const scenario = randomScenario(new Random(7_000_000 + seed), 6);
      const together = await outcomesOf(scenario, scenario.goals);
      const backwards = await outcomesOf(scenario, scenario.goals.toReversed());
      expect(backwards.reverse()).toEqual(together);
      for (const [index, goal] of scenario.goals.entries())
        expect(await outcomesOf(scenario, [goal])).toEqual([together[index]]);
      proved += together.filter((outcome) => outcome.certificate !== undefined).length;
    }
    expect(proved).toBeGreaterThan(25);
  });
});

function outcomesOf({ theory }: Scenario, goals: Scenario["goals"]): Promise<ProveOutcome[]> {
  return new Prover(theory, new CpuDevice()).prove(
    goals.map((goal) => ({ ...goal, without: [], limits: LIMITS })),
  );
}

describe("a limit ends the run and is named", () => {
  const cases: readonly [string, string, Partial<Record<keyof GridLimits, number>>, string | undefined][] = [
    ["supersteps", "far", { steps: 1, induction: 0, split: 0 }, "steps"],
    ["nodes", "assoc", { nodes: 5, induction: 1, split: 0 }, "nodes"],
    ["constants from existential facts", "far", { witnesses: 0, induction: 0, split: 0 }, "witnesses"],
    ["blocks", "comm", { blocks: 1 }, "blocks"],
    ["matches", "far", { matches: 3 }, "matches"],
    ["the depth of splits", "zero.left", { induction: 0, split: 0 }, "split"],
  ];
  test.each(cases)("%s", async (_, name, changes, limit) => {
    const outcome = await alone(name, limitsWith(changes));
    expect(outcome.certificate).toBeUndefined();
    expect(outcome.limit).toBe(limit);
  });

  test("no limit: every block saturates", async () => {
    const theory = theoryOf("sort G\nop f : G -> G\naxiom twice : f(f(x)) = f(x)\ntheorem fixed : f(x) = x");
    const [outcome] = await proveAll(theory, [theory.goals[0].formula], limitsWith({}));
    expect([outcome.certificate, outcome.limit]).toEqual([undefined, undefined]);
  });

  test.each(GRID_LIMITS.map(({ name }) => name))("with %s at zero every run ends", async (name) => {
    const outcomes = await proveAll(
      PEANO,
      [...GOAL.values()],
      limitsWith({ nodes: 200, matches: 5000, [name]: 0 }),
    );
    for (const outcome of outcomes) {
      if (outcome.certificate !== undefined) expect(refusal(PEANO, outcome)).toBeUndefined();
    }
  });

  test("the block that meets the limit is the last one", async () => {
    const outcome = await alone("comm", limitsWith({ blocks: 3 }));
    expect(outcome.blocks).toBeLessThanOrEqual(4);
  });
});

test("methods, variables inducted on and citations are told", async () => {
  const outcome = await alone("zero.left", limitsWith({}));
  expect(outcome).toMatchObject({
    method: "induction",
    inductionOn: ["x"],
    uses: ["add.zero", "add.succ"],
    vacuous: false,
    limit: undefined,
  });
  expect(await alone("chain", limitsWith({}))).toMatchObject({
    method: "direct",
    witnesses: [{ variables: ["y"] }],
  });
  expect((await alone("never", limitsWith({}))).method).toBe("refutation");
});
