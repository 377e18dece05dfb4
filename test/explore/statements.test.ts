/** In which symbols and with which variables conjectures are stated, and which terms are worth one. */
import { describe, expect, it } from "vitest";
import { Explorer, exploreSettings } from "../../src/explore/explorer.js";
import { formulaText } from "../../src/logic/formula.js";
import type { Theory } from "../../src/logic/theory.js";
import { shipped, theoryFrom } from "../theories/support.js";
import { device } from "./device.js";

/** The conjectures' core texts in order, each taken as proved where `believes` says so. */
async function conjectured(theory: Theory, believes: (text: string) => boolean): Promise<readonly string[]> {
  const explorer = await Explorer.create(theory, exploreSettings(theory, new Map()), device);
  for (const goal of theory.goals) if (goal.origin !== theory.name) explorer.learn(goal.formula);
  const texts: string[] = [];
  for (let wave = await explorer.nextWave(); wave !== undefined; wave = await explorer.nextWave()) {
    for (const { formula } of wave.conjectures) {
      texts.push(formulaText(formula));
      if (believes(formulaText(formula))) explorer.learn(formula);
    }
  }
  return texts;
}

const halving = (twice: readonly string[]): Theory =>
  theoryFrom(
    [
      "theory Halving",
      "use Peano",
      "fun twice : N -> N",
      ...twice.map((equation) => `  ${equation}`),
      "fun half : N -> N",
      "  half(0) = 0",
      "  half(s(0)) = 0",
      "  half(s(s(x))) = s(half(x))",
      "explore { size 4  vars 1  premise 0 }",
    ].join("\n"),
  );

const MEANING = "(>[x:N](true[])(=[twice[x],+[x,x]]))";
const HALF_OF_TWICE = "(>[x:N](true[])(=[half[twice[x]],x]))";
const HALF_OF_SUM = "(>[x:N](true[])(=[half[+[x,x]],x]))";

describe("a symbol that says what an earlier one says", () => {
  const recursive = halving(["twice(0) = 0", "twice(s(x)) = s(s(twice(x)))"]);

  it("is left out of conjectures once that is proved", async () => {
    const texts = await conjectured(recursive, (text) => text === MEANING);
    const after = texts.slice(texts.indexOf(MEANING) + 1);
    expect(texts).toContain(MEANING);
    expect(after.filter((text) => text.includes("twice"))).toEqual([]);
    expect(texts).toContain(HALF_OF_SUM);
  });

  it("stays as long as it is not", async () => {
    const texts = await conjectured(recursive, () => false);
    expect(texts).toContain(HALF_OF_TWICE);
    expect(texts).not.toContain(HALF_OF_SUM);
  });

  it("stays where the theory defines it so", async () => {
    const texts = await conjectured(halving(["twice(x) = x + x"]), () => false);
    expect(texts).toContain(HALF_OF_TWICE);
  });
});

it("nothing is conjectured about terms whose values are known at two places only", async () => {
  const texts = await conjectured(shipped("gauss"), () => false);
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.filter((text) => text.includes("cubes[cubes["))).toEqual([]);
});

it("sequences are named after what they contain", async () => {
  const texts = await conjectured(shipped("sort"), () => false);
  expect(texts).toContain("(>[ns:List{N}](true[])(=[isort[isort[ns]],isort[ns]]))");
  expect(texts.filter((text) => text.includes("_"))).toEqual([]);
});
