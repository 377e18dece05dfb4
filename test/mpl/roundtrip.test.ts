/** Printing and reading back is the identity: in the core notation to the letter, in the readable one up to names. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alphaText } from "../../src/logic/rename.js";
import type { Formula } from "../../src/logic/formula.js";
import { substituteFormula } from "../../src/logic/formula.js";
import { sortParam } from "../../src/logic/sort.js";
import type { Theory } from "../../src/logic/theory.js";
import { theoryToCore } from "../../src/mpl/print-core.js";
import { theoryToReadable } from "../../src/mpl/print-readable.js";
import { randomTheory } from "./random-theory.js";
import { loaded } from "./support.js";

/** The formula with parameters numbered by occurrence and bound variables by binder. */
function canonical({ params, formula }: { params: readonly string[]; formula: Formula }): string {
  const text = alphaText(formula);
  const order = [...params].sort((left, right) => position(text, left) - position(text, right));
  const sorts = new Map(order.map((name, index) => [name, sortParam(`"${String(index)}`)]));
  return alphaText(substituteFormula(formula, new Map(), sorts));
}

/** Where the parameter first stands in the text. */
function position(text: string, param: string): number {
  return text.search(new RegExp(`(?<=[:{,])${param}(?=[,\\]}])`, "u"));
}

function declarations(theory: Theory): string {
  return theoryToCore({ ...theory, facts: [], goals: [] });
}

describe("a random theory", () => {
  test("survives the core notation", () => {
    fc.assert(
      fc.property(randomTheory, (theory) => {
        const text = theoryToCore(theory);
        expect(theoryToCore(loaded(text))).toBe(text);
      }),
      { numRuns: 150 },
    );
  });

  test("survives the readable notation", () => {
    fc.assert(
      fc.property(randomTheory, (theory) => {
        const text = theoryToReadable(theory);
        const again = loaded(text);
        expect(declarations(again)).toBe(declarations(theory));
        expect(again.facts.map(({ kind, name }) => [kind, name])).toEqual(
          theory.facts.map(({ kind, name }) => [kind, name]),
        );
        expect(again.facts.map(canonical), text).toEqual(theory.facts.map(canonical));
        expect(again.goals.map(canonical), text).toEqual(theory.goals.map(canonical));
        expect(again.recursions).toEqual(theory.recursions);
        expect(again.settings).toEqual(theory.settings);
        expect(theoryToReadable(again)).toBe(text);
      }),
      { numRuns: 150 },
    );
  });
});
