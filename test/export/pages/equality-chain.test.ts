import { describe, expect, it } from "vitest";
import { equalityChain, markPlaces, type ProofSteps } from "../../../src/export/pages/equality-chain.js";
import { tokensToHtml } from "../../../src/export/pages/typeset.js";
import { termTokens } from "../../../src/mpl/print-readable.js";
import { coreReader } from "../../../src/proof/core-reader.js";
import type { StepLine } from "../../../src/proof/certificate.js";
import { tiny } from "../fixture.js";

const reader = coreReader(tiny);

function stepsOf(lines: readonly StepLine[]): ProofSteps {
  const line = (id: number): StepLine | undefined => lines.find(({ step }) => step === id);
  return { line, formula: (id) => reader.formula(line(id)?.is ?? "(true[])") };
}

const LINES: readonly StepLine[] = [
  { step: 1, rule: "instance", of: "a", with: [], from: [], is: "(=[x,s[x]])" },
  { step: 2, rule: "instance", of: "b", with: [], from: [], is: "(=[y,0])" },
  { step: 3, rule: "symm", from: [2], is: "(=[0,y])" },
  { step: 4, rule: "congruence", at: [0, 1], from: [1, 3], is: "(=[+[x,0],+[s[x],y]])" },
  { step: 5, rule: "congruence", at: [0], from: [4], is: "(=[s[+[x,0]],s[+[s[x],y]]])" },
  { step: 6, rule: "instance", of: "c", with: [], from: [], is: "(=[s[+[s[x],y]],x])" },
  { step: 7, rule: "trans", from: [5, 6], is: "(=[s[+[x,0]],x])" },
];

function chainOf(line: StepLine, steps = stepsOf(LINES)): ReturnType<typeof equalityChain> {
  return equalityChain(line, steps);
}

describe("equalityChain", () => {
  it("follows congruence and symmetry to the places that change", () => {
    const chain = chainOf(LINES[6]);
    expect(chain?.map(({ changes }) => changes)).toEqual([
      [
        { path: [0, 0], step: 1 },
        { path: [0, 1], step: 2 },
      ],
      [{ path: [], step: 6 }],
    ]);
  });

  it("is there only for two equations or more", () => {
    expect(chainOf({ step: 8, rule: "trans", from: [5], is: "(=[x,x])" })).toBeUndefined();
    expect(chainOf({ step: 8, rule: "symm", from: [5], is: "(=[x,x])" })).toBeUndefined();
    expect(chainOf({ step: 8, rule: "trans", from: [5, 99], is: "(=[x,x])" })).toBeUndefined();
  });
});

describe("markPlaces", () => {
  const html = (core: string, after: readonly number[][], before: readonly number[][]): string => {
    const changes = (paths: readonly number[][]): { path: number[]; step: number }[] =>
      paths.map((path) => ({ path, step: 0 }));
    const { term, marks } = markPlaces(reader.term(core), changes(after), changes(before));
    return tokensToHtml(termTokens(tiny, term, marks)).toString();
  };

  it("marks one of two equal subterms", () => {
    expect(html("+[0,0]", [[1]], [])).toBe("0 + <mark>0</mark>");
  });

  it("marks a place that is both, and one inside another", () => {
    expect(html("s[0]", [[]], [[]])).toBe("<mark><u>s(0)</u></mark>");
    expect(html("s[s[0]]", [[]], [[0]])).toBe("<mark>s(<u>s(0)</u>)</mark>");
  });

  it("marks nothing at a place that is not there", () => {
    expect(html("s[0]", [[3]], [[0, 0]])).toBe("s(0)");
  });
});
