/**
 * Theories without constructors: what an exploration finds from the axioms alone, and false goals: none is proved, and
 * most are refuted with a finite model, which the soundness tests' own evaluator judges.
 */
import { describe, expect, it } from "vitest";
import { holds, type Model } from "../soundness/model.js";
import type { Theory } from "../../src/logic/theory.js";
import type { CounterModel, Refuted } from "../../src/proof/theorem.js";
import { develop, shipped, statements, theoryFrom } from "./support.js";
import { isSame } from "./subsumption.js";

const EXPECTED: readonly (readonly [string, string, Readonly<Record<string, readonly string[]>>])[] = [
  [
    "group",
    "Group",
    {
      "left identity": ["e * x = x"],
      "left inverse": ["inv(x) * x = e"],
      "inverse of a product": ["inv(x * y) = inv(y) * inv(x)"],
      "cancellation on the right": ["x * z = y * z -> x = y"],
      "cancellation on the left": ["z * x = z * y -> x = y"],
    },
  ],
  [
    "ring",
    "Ring",
    {
      "zero absorbs": ["x * 0 = 0"],
      "a sign on the left": ["(- x) * y = - (x * y)"],
      "two signs": ["(- x) * (- y) = x * y"],
    },
  ],
  ["lattice", "Lattice", { "meet is idempotent": ["x /\\ x = x"], "join is idempotent": ["x \\/ x = x"] }],
  [
    "boolean-algebra",
    "BooleanAlgebra",
    {
      "double complement": ["~ ~ x = x"],
      "De Morgan, meet": ["~ (x /\\ y) = ~ x \\/ ~ y", "~ (x /\\ y) = ~ y \\/ ~ x"],
      "De Morgan, join": ["~ (x \\/ y) = ~ x /\\ ~ y", "~ (x \\/ y) = ~ y /\\ ~ x"],
    },
  ],
];

it("cancellation laws that a model refutes are not tried", async () => {
  const theory = shipped("lattice");
  const { refuted } = await develop("run", theory, { useGoals: false });
  const laws = refuted.flatMap((entry) =>
    entry.model === undefined ? [] : [{ ...entry, model: entry.model }],
  );
  expect(laws.length).toBeGreaterThanOrEqual(4);
  for (const law of laws) expect(faults(theory, law)).toEqual([]);
});

describe.each(EXPECTED)("from the axioms of %s alone", (file, name, laws) => {
  it("the laws of the subject are found", async () => {
    const { theorems, checked } = await develop("run", shipped(file), { useGoals: false });
    expect(checked).toBe(true);
    const found = theorems.filter(({ origin }) => origin === "explored").map(({ formula }) => formula);
    for (const [law, forms] of Object.entries(laws)) {
      const texts = Object.fromEntries(forms.map((form, index) => [`f${index}`, form]));
      const wanted = Object.values(statements(name, texts));
      const isFound = found.some((formula) => wanted.some((form) => isSame(form, formula)));
      expect(isFound, law).toBe(true);
    }
  });
});

const FALSE_GOALS: Readonly<Record<string, readonly string[]>> = {
  Group: [
    "x * y = y * x",
    "inv(x) = x",
    "x * x = e -> x = e",
    "x * y = e -> x = y",
    "inv(x * y) = inv(x) * inv(y)",
    "x * x = y * y -> x = y",
  ],
  Ring: [
    "x * y = y * x",
    "x * y = 0 -> x = 0 | y = 0",
    "x + x = 0",
    "- x = x",
    "x * x = x",
    "exists u. x * u = x",
  ],
  Lattice: [
    "x /\\ (y \\/ z) = (x /\\ y) \\/ (x /\\ z)",
    "x <= y | y <= x",
    "x /\\ z = y /\\ z -> x = y",
    "exists z. x <= z -> y <= x",
    "x <= z -> x \\/ (y /\\ z) = (x \\/ y) /\\ z",
  ],
  BooleanAlgebra: ["x /\\ y = 0 -> x = 0", "x = 0 | x = 1", "~ (x /\\ y) = ~ x /\\ ~ y", "x \\/ y = x /\\ y"],
  Sets: [
    "A <= B | B <= A",
    "A \\ B = B \\ A",
    "A \\/ (B \\ C) = (A \\/ B) \\ C",
    "exists x. x in A",
    "A /\\ B = empty -> A = empty",
    "A \\ (B \\ C) = (A \\ B) \\ C",
  ],
  Relation: [
    "r o s = s o r",
    "conv(r) = r",
    "transitive(r) -> r o r = r",
    "reflexive(r)",
    "closure(conv(r)) = r",
    "strict(r) = r",
  ],
  Graph: ["reaches(x, y) -> edge(x, y)", "reaches(x, y) -> reaches(y, x)", "reaches(x, y)", "! edge(x, x)"],
  Hilbert: [
    "provable(p => q)",
    "provable((p => q) => q => p)",
    "provable(~ p => p) -> provable(q)",
    "provable(p => ~ p)",
  ],
};

const withFalseGoals = (name: string): string =>
  [
    `theory FalseGoals`,
    `use ${name}`,
    ...FALSE_GOALS[name].map((text, index) => `theorem false${index + 1} : ${text}`),
  ].join("\n");

/** The model as tables over element numbers. */
function numbered({ sorts, tables }: CounterModel, theory: Theory): Model {
  const elements = new Map(sorts.map((sort) => [sort.name, sort.elements]));
  const results = new Map(theory.symbols.map(({ name, result }) => [name, result?.name]));
  return {
    sizes: new Map(sorts.map((sort) => [sort.name, sort.elements.length])),
    tables: new Map(
      tables.map(({ symbol, args, values }) => {
        const result = results.get(symbol);
        const numberOf = (value: string): number =>
          result === undefined ? Number(value === "true") : elements.get(result)!.indexOf(value);
        const dimensions = args.map((sort) => elements.get(sort)!.length);
        return [symbol, { dimensions, values: values.map(numberOf) }];
      }),
    ),
  };
}

/** Facts that do not hold in the model, and the goal if it does. */
function faults(
  theory: Theory,
  { name, formula, model }: Refuted & { model: CounterModel },
): readonly string[] {
  const tables = numbered(model, theory);
  const wrong = theory.facts.filter((fact) => !holds(tables, fact.formula)).map((fact) => fact.name);
  return holds(tables, formula) ? [...wrong, name] : wrong;
}

let refutedByModel = 0;

describe.each(Object.keys(FALSE_GOALS))("false goals of %s", (name) => {
  it("are not proved; a model that refutes one is one, and what stopped the others is named", async () => {
    const theory = theoryFrom(withFalseGoals(name));
    const own = { ...theory, goals: theory.goals.filter(({ origin }) => origin === theory.name) };
    const { goals, open, refuted } = await develop("prove", own, { limits: new Map([["given", 60]]) });
    expect(goals).toHaveLength(FALSE_GOALS[name].length);
    for (const goal of goals) expect(goal.status, goal.name).not.toBe("Theorem");
    for (const { name: goal, reason } of open) expect(reason, goal).toMatch(/limit \w+ was met|saturated/);
    for (const entry of refuted) {
      if (entry.model === undefined) continue;
      expect(faults(own, { ...entry, model: entry.model })).toEqual([]);
      refutedByModel++;
    }
  });
});

it("there are forty of them, and models refute thirty", () => {
  expect(Object.values(FALSE_GOALS).flat().length).toBeGreaterThanOrEqual(40);
  expect(refutedByModel).toBeGreaterThanOrEqual(30);
});
