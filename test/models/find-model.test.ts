/**
 * Finite models against theories that are known to have one of a given size, and statements that are known to be false
 * in it: the search must find a model no larger, and what it finds is judged by the soundness tests' own evaluator.
 */
import { describe, expect, it } from "vitest";
import { universalClosure, type Formula } from "../../src/logic/formula.js";
import type { Theory } from "../../src/logic/theory.js";
import { findModel, sizeVectors, type FoundModel } from "../../src/models/find-model.js";
import { finiteSorts } from "../../src/models/finite-sorts.js";
import { modelLimits } from "../../src/models/limits.js";
import { holds, type Model } from "../soundness/model.js";
import { Random } from "../soundness/random.js";
import { randomScenario } from "../soundness/scenario.js";
import { theoryOf } from "../grid/load.js";

/** The model in the form that the soundness tests' evaluator reads. */
function judged({ model }: FoundModel): Model {
  return {
    sizes: new Map(model.sizes),
    tables: new Map(
      [...model.tables].map(([name, { shape, values }]) => [
        name,
        { dimensions: shape, values: [...values] },
      ]),
    ),
  };
}

function factsFalseIn(theory: Theory, found: FoundModel): readonly string[] {
  return theory.facts.filter((fact) => !holds(judged(found), fact.formula)).map((fact) => fact.name);
}

const total = (sizes: ReadonlyMap<string, number>): number => [...sizes.values()].reduce((a, b) => a + b, 0);

describe("random theories with a known model", () => {
  it("finds a model no larger, and a countermodel of what is false in the known one", async () => {
    let models = 0;
    let countermodels = 0;
    for (let seed = 0; seed < 250; seed++) {
      const { theory, model, goals } = randomScenario(new Random(900_001 + seed), 4);
      const sorts = finiteSorts(theory);
      if (sorts === undefined) continue;
      const limits = modelLimits(new Map([["modelSize", total(model.sizes)]]));
      const found = await findModel(theory, { limits });
      expect(found, `theory ${seed}`).toBeDefined();
      expect(total(found!.model.sizes)).toBeLessThanOrEqual(total(model.sizes));
      expect(factsFalseIn(theory, found!)).toEqual([]);
      models++;
      for (const goal of goals) {
        if (goal.params.length > 0) continue;
        const countermodel = await findModel(theory, { refute: goal.formula, limits });
        const isFalse = !holds(model, goal.formula);
        if (isFalse) expect(countermodel, `theory ${seed}`).toBeDefined();
        if (countermodel === undefined) continue;
        expect(factsFalseIn(theory, countermodel)).toEqual([]);
        expect(holds(judged(countermodel), goal.formula)).toBe(false);
        expect(holds(judged(countermodel), withoutPrefix(goal.formula), countermodel.assignment)).toBe(false);
        countermodels++;
      }
    }
    expect(models).toBeGreaterThan(60);
    expect(countermodels).toBeGreaterThan(80);
  });
});

/** The matrix under the outermost quantifiers, with the premises on the way. */
function withoutPrefix(formula: Formula): Formula {
  return formula.kind === "imp"
    ? { ...formula, vars: [], conclusion: withoutPrefix(formula.conclusion) }
    : formula;
}

const GROUP = `
sort G
op e : G
op i : G -> G
op * : G, G -> G infixl 70
axiom right.unit : x * e = x
axiom right.inverse : x * i(x) = e
axiom assoc : x * y * z = x * (y * z)`;

async function refute(
  theory: Theory,
  limits: Readonly<Record<string, number>> = {},
): Promise<FoundModel | undefined> {
  const [goal] = theory.goals;
  return findModel(theory, {
    refute: universalClosure(goal.formula),
    limits: modelLimits(new Map(Object.entries(limits))),
  });
}

describe("smallest models", () => {
  it.each([
    ["a group that is not commutative", `${GROUP}\ntheorem t : x * y = y * x`, 6],
    ["a group with an element of order three", `${GROUP}\ntheorem t : x * (x * x) = e -> x = e`, 3],
    ["a group of two", `${GROUP}\ntheorem t : x * y = x`, 2],
    ["a sort that the statement leaves open", `${GROUP}\ntheorem t : x = y`, 3],
    [
      "a strict order whose elements are not all comparable",
      `sort A\nop < : A, A -> Prop infix 50
axiom irreflexive : !(x < x)
axiom transitive : x < y & y < z -> x < z
theorem t : x < y | y < x | x = y`,
      2,
    ],
    [
      "a function that is onto and not one to one needs no finite set",
      `sort A\nop f : A -> A\naxiom onto : exists x. f(x) = y\ntheorem t : f(x) = f(y) -> x = y`,
      undefined,
    ],
    [
      "constructors of a finite sort are fixed",
      `sort B inductive\n  t : B\n  f : B\nsort A\nop p : A, B -> A\nop q : A
axiom a : p(x, t) = x\ntheorem g : p(x, f) = q`,
      4,
    ],
  ])("%s", async (_, text, size) => {
    const theory = theoryOf(text);
    const found = await refute(theory, { modelSize: 6 });
    expect(found === undefined ? undefined : total(found.model.sizes)).toBe(size);
    if (found !== undefined) expect(factsFalseIn(theory, found)).toEqual([]);
  });

  it("keeps to its limits", async () => {
    const theory = theoryOf(`${GROUP}\ntheorem t : x * y = y * x`);
    expect(await refute(theory, { modelSize: 5 })).toBeUndefined();
    expect(await refute(theory, { modelClauses: 100 })).toBeUndefined();
    expect(await refute(theory, { modelConflicts: 1 })).toBeUndefined();
  });

  it("is the same every time", async () => {
    const theory = theoryOf(`${GROUP}\ntheorem t : x * y = y * x`);
    expect(await refute(theory)).toEqual(await refute(theory));
  });

  it("has nothing to say of theories with infinite sorts or sort parameters", async () => {
    expect(await findModel(theoryOf("sort N inductive\n  0 : N\n  s(N) : N"))).toBeUndefined();
    expect(await findModel(theoryOf("sort Box a\nop get : Box a -> a"))).toBeUndefined();
  });
});

describe("size vectors", () => {
  it("come by total, each sort at least one", () => {
    expect([...sizeVectors(["A", "B"], 2)].map((sizes) => [...sizes.values()].join())).toEqual([
      "1,1",
      "1,2",
      "2,1",
    ]);
    expect([...sizeVectors([], 5)]).toHaveLength(1);
  });
});
