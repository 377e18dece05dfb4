/** What Coq itself says: it accepts what our checker accepts, and refuses what is tampered with. Skipped without coqc. */
import { describe, expect, it } from "vitest";
import { Checker } from "../../src/check/checker.js";
import { ADD_ZERO_LEFT, CASES, HONEST } from "../check/honest.js";
import { certificate, check, SHARED_THEORY, type Sample } from "../check/samples.js";
import { CONNECTIVES } from "./connective-samples.js";
import { CLASSICAL, coqc, coqFile, coqOf, HAS_COQC, INTUITIONISTIC } from "./coq-samples.js";
import { longSample } from "./long-certificates.js";

const skipped = HAS_COQC ? "" : " (skipped: there is no coqc; apt-get install coq)";

describe.skipIf(!HAS_COQC)(`coqc${skipped}`, () => {
  it("accepts a proof by every rule, and finds nothing assumed but the theory", () => {
    const samples = [...HONEST, ...CLASSICAL, ...INTUITIONISTIC];
    const checker = new Checker(SHARED_THEORY);
    for (const sample of samples) expect(checker.check(certificate(sample))).toMatchObject({ ok: true });
    const { accepted, output } = coqc(coqOf(samples));
    expect(output).toMatch(/^Section Variables:\n[^]*\nClosed under the global context\n$/);
    expect(output).not.toContain("Axioms:");
    expect(accepted).toBe(true);
  });

  it(
    "accepts the rules of logic on nested connectives, and a long proof in pieces",
    { timeout: 120_000 },
    () => {
      const some = CONNECTIVES.filter((_, index) => index % 11 === 0);
      const { accepted, output } = coqc(coqOf([...some, longSample("long", 1000)]));
      expect(accepted, output).toBe(true);
      expect(output).not.toContain("Axioms:");
    },
  );

  it.each(CLASSICAL.map((sample) => [sample.theorem, sample] as const))(
    "accepts %s by itself",
    (_, sample) => {
      expect(check(certificate(sample))).toMatchObject({ ok: true });
      expect(coqc(coqOf([sample])).output).toMatch(/^Section Variables:|^Closed/);
    },
  );

  it.each<[what: string, sample: Sample, from: string, to: string]>([
    ["a changed statement", ADD_ZERO_LEFT, '"theorem":"add.zero.left"', '"theorem":"add.comm"'],
    ["a changed result", ADD_ZERO_LEFT, "(=[+[0,0],0])", "(=[+[0,0],s[0]])"],
    ["a changed step", ADD_ZERO_LEFT, '"from":[4,5]', '"from":[5,4]'],
    ["swapped cases of an induction", ADD_ZERO_LEFT, '"scopes":[0,2]', '"scopes":[2,0]'],
    ["a missing case", ADD_ZERO_LEFT, '"scopes":[0,2]', '"scopes":[0]'],
    ["swapped cases of a term", CASES, '"scopes":[1,4]', '"scopes":[4,1]'],
    ["a wrong induction hypothesis", ADD_ZERO_LEFT, '["(=[+[0,n],n])"]', '["(=[+[0,s[n]],s[n]])"]'],
  ])("refuses %s, as our checker does", (_, sample, from, to) => {
    const text = certificate(sample).replace(from, to);
    expect(text).not.toBe(certificate(sample));
    expect(check(text).ok).toBe(false);
    const verdict = coqc(coqFile([text]));
    expect(verdict.accepted, verdict.output).toBe(false);
  });
});
