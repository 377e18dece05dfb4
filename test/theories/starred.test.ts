/** What exploring a theory of recursive functions must find, with nothing of its own stated. */
import { describe, expect, it } from "vitest";
import { formulaText, type Formula } from "../../src/logic/formula.js";
import type { Fact } from "../../src/logic/theory.js";
import type { RunResult } from "../../src/proof/run-result.js";
import { isSame } from "./subsumption.js";
import { develop, shipped, statements } from "./support.js";

const LAWS: Readonly<
  Record<string, { readonly use: string; readonly texts: Readonly<Record<string, string>> }>
> = {
  gauss: {
    use: "Gauss",
    texts: { sum: "s(s(0)) * sum(n) = n * s(n)", odds: "odds(n) = n * n" },
  },
  divides: {
    use: "Divides",
    texts: { reflexive: "x divides x", transitive: "x divides y & y divides z -> x divides z" },
  },
  evenodd: { use: "Evenodd", texts: { double: "even(x + x)" } },
  minmax: {
    use: "Minmax",
    texts: {
      minComm: "min(x, y) = min(y, x)",
      maxComm: "max(x, y) = max(y, x)",
      minAssoc: "min(min(x, y), z) = min(x, min(y, z))",
      minIdem: "min(x, x) = x",
      maxIdem: "max(x, x) = x",
      minAbsorbs: "min(x, max(x, y)) = x",
      maxAbsorbs: "max(x, min(x, y)) = x",
    },
  },
  power: { use: "Power", texts: { sum: "x ^ (m + n) = x ^ m * x ^ n" } },
};

/**
 * Whether the law is one of the explored theorems, or follows from them and the axioms without induction, as one that is
 * an instance of others or that they rewrite to another of them.
 */
async function isFound({ theory, theorems }: RunResult, law: Formula): Promise<boolean> {
  if (theorems.some(({ origin, formula }) => origin === "explored" && isSame(law, formula))) return true;
  const known = theorems.map(({ name, params, formula }): Fact => ({
    ...{ name, params, formula, kind: "axiom", origin: theory.name },
  }));
  const goal = { name: "law", params: [], formula: law, origin: theory.name };
  const { goals } = await develop(
    "prove",
    { ...theory, facts: [...theory.facts, ...known], goals: [goal] },
    { limits: new Map([["induction", 0]]) },
  );
  return goals[0].status === "Theorem";
}

describe.each(Object.entries(LAWS))("exploring %s", (name, { use, texts }) => {
  it(`finds ${Object.keys(texts).join(", ")}`, { timeout: 1_200_000 }, async () => {
    const result = await develop("run", shipped(name), { useGoals: false });
    expect(result.goals).toEqual([]);
    expect(result.checked).toBe(true);
    for (const law of Object.values(statements(use, texts)))
      expect(await isFound(result, law), formulaText(law)).toBe(true);
  });
});
