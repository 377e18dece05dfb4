/** Stated goals: the true ones of the shipped theories are proved, and false ones refuted, at values that refute them. */
import { beforeAll, describe, expect, it } from "vitest";
import type { RunResult } from "../../src/proof/run-result.js";
import { holdsAt, readValue } from "./evaluator.js";
import { ABSTRACT, develop, RECURSIVE, SHIPPED, shipped, theoryFrom } from "./support.js";

const FALSE_GOALS: Readonly<Record<string, readonly string[]>> = {
  Peano: [
    "s(x) + y = x * y",
    "x * y = x + y",
    "x * x = x -> x = 0",
    "x * z = y * z -> x = y",
    "x + y = y -> y = 0",
    "x * y = 0 -> x = 0 & y = 0",
    "x + y = z + x -> x = z",
  ],
  List: [
    "rev(xs ++ ys) = rev(xs) ++ rev(ys)",
    "xs ++ ys = ys ++ xs",
    "len(xs) = len(ys) -> xs = ys",
    "rev(xs) = xs -> len(xs) = 0",
    "rev(cons(x, xs)) = cons(x, rev(xs))",
  ],
  Bool: ["xor(x, y) = or(x, y)", "or(x, y) = tt -> x = tt", "and(x, or(y, z)) = or(and(x, y), z)"],
  Tree: ["mirror(t) = t", "size(t) = size(u) -> t = u"],
  Order: [
    "x <= y -> y <= x",
    "x * y <= x + y",
    "x <= x * y",
    "x <= y & x <= z -> y <= z",
    "x <= y | y <= 0",
    "s(x) <= x",
  ],
};

/** Goal names are `false1`, `false2`, … in the order above. */
function withFalseGoals(name: string): string {
  const lines = FALSE_GOALS[name].map((text, index) => `theorem false${index + 1} : ${text}`);
  return [`theory FalseGoals`, `use ${name}`, ...lines].join("\n");
}

const ownStatuses = (result: RunResult): ReadonlyMap<string, string> =>
  new Map(result.goals.map(({ name, status }) => [name, status]));

describe.each([...SHIPPED, ...ABSTRACT, ...RECURSIVE])("every goal of %s", (name) => {
  it("is proved, and its proof checked", { timeout: 600_000 }, async () => {
    const result = await develop("prove", shipped(name));
    expect(result.goals.length).toBeGreaterThan(0);
    expect(result.goals.filter(({ status }) => status !== "Theorem")).toEqual([]);
    const stated = result.theorems.filter(({ origin }) => origin === "stated");
    expect(stated).toHaveLength(shipped(name).goals.length);
    expect({ checked: result.checked, open: result.open, refuted: result.refuted }).toEqual({
      checked: true,
      open: [],
      refuted: [],
    });
  });
});

describe.each(Object.keys(FALSE_GOALS))("false goals beside all the theorems of %s", (name) => {
  let result: RunResult;
  beforeAll(async () => {
    result = await develop("prove", theoryFrom(withFalseGoals(name)));
  });

  it("are CounterSatisfiable, each of them", () => {
    const expected = FALSE_GOALS[name].map((_, index) => [`false${index + 1}`, "CounterSatisfiable"]);
    expect([...ownStatuses(result)]).toEqual(expected);
  });

  it("come with values for all variables that make them false", () => {
    for (const { formula, counterexample, name: goal } of result.refuted) {
      const values = new Map(counterexample.map(({ variable, value }) => [variable, readValue(value)]));
      const variables = formula.kind === "imp" ? formula.vars.map((v) => v.name) : [];
      expect([...values.keys()].sort(), goal).toEqual(variables.sort());
      expect(holdsAt(formula, values), `${goal} at ${JSON.stringify([...values])}`).toBe(false);
    }
    expect(result.refuted).toHaveLength(FALSE_GOALS[name].length);
  });

  it("take nothing from the true ones", () => {
    expect(result.theorems).toHaveLength(result.theory.goals.length - FALSE_GOALS[name].length);
  });
});

describe("a goal about lists of anything", () => {
  it("is proved where the axioms also speak of lists of one sort", async () => {
    const theory = theoryFrom(`theory Lists
use List
sort I inductive
  i : I
fun copies : N -> List I
  copies(0) = nil
  copies(s(n)) = copies(n) ++ cons(i, nil)
theorem associative : (xs ++ ys) ++ zs = xs ++ (ys ++ zs)
`);
    const { goals, open } = await develop("prove", theory);
    expect(goals).toEqual([{ name: "associative", status: "Theorem" }]);
    expect(open).toEqual([]);
  });
});

describe("a goal that is false only where values are large", () => {
  const numeral = (n: number): string => "s(".repeat(n) + "0" + ")".repeat(n);

  it("is never a Theorem", async () => {
    const theory = theoryFrom(`theory Large
use Order
theorem numbers.end : x <= ${numeral(12)} * ${numeral(12)}
theorem no.square   : x * x + x != ${numeral(15)} * ${numeral(10)} + ${numeral(6)}
theorem small.sum   : x <= ${numeral(9)} & y <= ${numeral(9)} -> x + y <= ${numeral(17)}
`);
    const result = await develop("prove", theory);
    expect(result.goals).toHaveLength(3);
    for (const { name, status } of result.goals) expect(status, name).not.toBe("Theorem");
  });
});

describe("a stated theorem whose premises contradict the axioms", () => {
  it("is a Theorem, marked vacuous; one that merely has a premise is not", async () => {
    const theory = theoryFrom(`theory Vacuous
use Peano
theorem vacuous      : s(x) = 0 -> x = y
theorem vacuous.deep : x + s(y) = 0 -> y = s(y)
theorem meant        : s(x) = s(y) -> x = y
`);
    const { goals, theorems } = await develop("prove", theory);
    expect(goals.map(({ status }) => status)).toEqual(["Theorem", "Theorem", "Theorem"]);
    const own = theorems.filter(({ name }) => goals.some((goal) => goal.name === name));
    expect(own.filter(({ vacuous }) => vacuous).map(({ name }) => name)).toEqual(["vacuous", "vacuous.deep"]);
  });
});
