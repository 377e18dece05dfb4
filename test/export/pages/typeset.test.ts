import { describe, expect, it } from "vitest";
import { tokensToHtml, tokensToMath } from "../../../src/export/pages/typeset.js";
import { formulaToReadable, formulaTokens } from "../../../src/mpl/print-readable.js";
import { loadTheoryText } from "../../../src/mpl/load.js";
import { tokensText, type Token } from "../../../src/mpl/tokens.js";
import { readHtml } from "./html.js";

const THEORY = `theory Sample
sort N inductive
  0 : N
  s(N) : N
sort List a inductive
  nil : List a
  cons(a, List a) : List a
op + : N, N -> N infixl 60
op <= : N, N -> Prop infix 50
op neg : N -> N prefix 80
op len : List a -> N
op <b> : N -> N
`;

function tokensOf(statement: string): readonly Token[] {
  const { theory, diagnostics } = loadTheoryText(`${THEORY}theorem t : ${statement}\n`, "sample.mpl");
  expect(diagnostics).toEqual([]);
  const { formula } = theory!.goals[0];
  expect(tokensText(formulaTokens(theory!, formula))).toBe(formulaToReadable(theory!, formula));
  return formulaTokens(theory!, formula);
}

const HTML: readonly (readonly [string, string])[] = [
  ["x + 0 = x", "<var>x</var> + 0 = <var>x</var>"],
  ["x <= y -> x != s(y)", "<var>x</var> ≤ <var>y</var> → <var>x</var> ≠ s(<var>y</var>)"],
  ["exists z. x + z = y", "∃<var>z</var>. <var>x</var> + <var>z</var> = <var>y</var>"],
  [
    "!(x <= y) | x = y & y = x",
    "¬(<var>x</var> ≤ <var>y</var>) ∨ <var>x</var> = <var>y</var> ∧ <var>y</var> = <var>x</var>",
  ],
  ["x <= y <-> y <= x", "<var>x</var> ≤ <var>y</var> ↔ <var>y</var> ≤ <var>x</var>"],
  [`"<b>"(x) = x`, "&quot;&lt;b&gt;&quot;(<var>x</var>) = <var>x</var>"],
];

const MATH: readonly (readonly [string, string])[] = [
  [
    "s(x) = x",
    '<mi mathvariant="normal">s</mi><mo stretchy="false">(</mo><mi class="v">x</mi><mo stretchy="false">)</mo><mo>=</mo><mi class="v">x</mi>',
  ],
  [
    "len(xs) = 0",
    '<mi>len</mi><mo stretchy="false">(</mo><mi class="v">xs</mi><mo stretchy="false">)</mo><mo>=</mo><mn>0</mn>',
  ],
  [
    "exists y z. y <= z",
    '<mo>∃</mo><mi class="v">y</mi><mspace width="0.3em"></mspace><mi class="v">z</mi><mo rspace="0.3em">.</mo><mi class="v">y</mi><mo lspace="0.25em" rspace="0.25em">≤</mo><mi class="v">z</mi>',
  ],
];

describe("typesetting", () => {
  it.each(HTML)("writes %s as inline HTML", (statement, html) => {
    expect(tokensToHtml(tokensOf(statement)).toString()).toBe(html);
  });

  it.each(MATH)("writes %s as MathML", (statement, math) => {
    expect(tokensToMath(tokensOf(statement)).toString()).toBe(`<math>${math}</math>`);
  });

  it.each([...HTML, ...MATH])("writes %s with all its words and nothing unbalanced", (statement) => {
    const tokens = tokensOf(statement);
    const math = readHtml(tokensToMath(tokens).toString());
    expect(math.faults).toEqual([]);
    const words = tokens.filter(({ role }) => role === "variable").map(({ text }) => text);
    expect(math.texts).toEqual(expect.arrayContaining(words));
  });
});
