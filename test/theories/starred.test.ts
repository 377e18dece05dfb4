/**
 * What exploring a theory of recursive functions must find, with nothing of its own stated: each law as one theorem of
 * its own. Where a law has two usual forms, which differ by an equation that the theory itself gives, either will do.
 */
import { describe, expect, it } from "vitest";
import { formulaText } from "../../src/logic/formula.js";
import { isSame } from "./subsumption.js";
import { develop, shipped, statements } from "./support.js";

interface Expected {
  readonly use: string;
  /** By law: its forms. */
  readonly laws: Readonly<Record<string, readonly string[]>>;
}

const EXPECTED: Readonly<Record<string, Expected>> = {
  gauss: {
    use: "Gauss",
    laws: {
      "twice the sum": ["s(s(0)) * sum(n) = n * s(n)", "sum(n) + sum(n) = n * s(n)"],
      "the sum of odd numbers": ["odds(n) = n * n"],
      "the sum of cubes": ["cubes(n) = sum(n) * sum(n)"],
    },
  },
  divides: {
    use: "Divides",
    laws: { reflexive: ["x divides x"], transitive: ["x divides y & y divides z -> x divides z"] },
  },
  evenodd: { use: "Evenodd", laws: { "a double is even": ["even(x + x)"] } },
  minmax: {
    use: "Minmax",
    laws: {
      "min commutes": ["min(x, y) = min(y, x)"],
      "max commutes": ["max(x, y) = max(y, x)"],
      "min associates": ["min(min(x, y), z) = min(x, min(y, z))"],
      "max associates": ["max(max(x, y), z) = max(x, max(y, z))"],
      "min is idempotent": ["min(x, x) = x"],
      "max is idempotent": ["max(x, x) = x"],
      "min absorbs": ["min(x, max(x, y)) = x"],
      "max absorbs": ["max(x, min(x, y)) = x"],
    },
  },
  power: {
    use: "Power",
    laws: {
      "the power of a sum": ["x ^ (m + n) = x ^ m * x ^ n"],
      "the power of a product": ["x ^ (m * n) = (x ^ m) ^ n"],
    },
  },
};

describe.each(Object.entries(EXPECTED))("exploring %s", (file, { use, laws }) => {
  it(`finds ${Object.keys(laws).join(", ")}`, { timeout: 1_200_000 }, async () => {
    const { goals, theorems, checked } = await develop("run", shipped(file), { useGoals: false });
    expect({ goals, checked }).toEqual({ goals: [], checked: true });
    const found = theorems.filter(({ origin }) => origin === "explored").map(({ formula }) => formula);
    for (const [law, forms] of Object.entries(laws)) {
      const texts = Object.fromEntries(forms.map((form, index) => [`form${index + 1}`, form]));
      const wanted = Object.values(statements(use, texts));
      const isFound = found.some((formula) => wanted.some((form) => isSame(form, formula)));
      expect(isFound, [law, "not among", ...found.map(formulaText)].join("\n")).toBe(true);
    }
  });
});
