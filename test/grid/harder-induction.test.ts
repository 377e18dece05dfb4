/**
 * The forms of induction that reach further than one variable and one hypothesis, each on a small theory: what must be
 * proved with them, their false variants, and certificates of them that are spoilt and must be refused.
 */
import { describe, expect, it } from "vitest";
import { Checker, readTheory } from "../../src/check/checker.js";
import { theoryToCore } from "../../src/mpl/print-core.js";
import type { CertificateLine } from "../../src/proof/certificate.js";
import type { RunResult } from "../../src/proof/run-result.js";
import type { Theorem } from "../../src/proof/theorem.js";
import { develop, theoryFrom } from "../theories/support.js";

const NUMBERS = `
sort N inductive
  0 : N
  s(N) : N
sort B inductive
  tt : B
  ff : B
op + : N, N -> N infixl 60
op half : N -> N
op double : N -> N
op low : N, N -> B
op min : N, N -> N
predicate even : N
axiom add.0 : 0 + y = y
axiom add.s : s(x) + y = s(x + y)
axiom half.0 : half(0) = 0
axiom half.1 : half(s(0)) = 0
axiom half.2 : half(s(s(x))) = s(half(x))
axiom double.0 : double(0) = 0
axiom double.s : double(s(x)) = s(s(double(x)))
axiom even.0 : even(0)
axiom even.1 : !even(s(0))
axiom even.2 : even(s(s(x))) <-> even(x)
axiom low.0 : low(0, y) = tt
axiom low.s0 : low(s(x), 0) = ff
axiom low.ss : low(s(x), s(y)) = low(x, y)
axiom min.low : low(x, y) = tt -> min(x, y) = x
axiom min.high : low(x, y) = ff -> min(x, y) = y
`;

/** By form of induction: what it proves, and a false statement of the same shape. */
const FORMS = {
  condition: ["low(min(x, y), x) = tt", "low(min(x, y), 0) = tt"],
  nested: ["low(x, y) = ff -> low(y, x) = tt", "low(x, y) = ff -> low(x, s(y)) = tt"],
  "two steps": ["even(x) -> double(half(x)) = x", "double(half(x)) = x"],
  lemma: ["half(x + x) = x", "half(x + x) = s(x)"],
} as const;

const results = new Map<string, Promise<RunResult>>();

function proofOf(form: keyof typeof FORMS): Promise<RunResult> {
  const known = results.get(form);
  if (known !== undefined) return known;
  const [holds, fails] = FORMS[form];
  const theory = theoryFrom(`theory Forms\n${NUMBERS}\ntheorem holds : ${holds}\ntheorem fails : ${fails}\n`);
  const result = develop("prove", theory, { limits: new Map([["work", 300_000]]) });
  results.set(form, result);
  return result;
}

const NAMES = Object.keys(FORMS) as (keyof typeof FORMS)[];

describe("harder induction", () => {
  it.each(NAMES)("%s: proves what holds and refutes what does not", async (form) => {
    const { goals, rejected } = await proofOf(form);
    expect(goals.map(({ status }) => status)).toEqual(["Theorem", "CounterSatisfiable"]);
    expect(rejected).toEqual([]);
  });

  it("keeps of the lemmas that it found those that the goals rest on, each with a proof", async () => {
    const { theorems } = await proofOf("lemma");
    const cited = new Set(theorems.flatMap(({ uses }) => uses));
    const lemmas = theorems.filter(({ origin }) => origin === "explored");
    expect(lemmas.length).toBeGreaterThan(0);
    for (const { name } of lemmas) expect(cited).toContain(name);
  });
});

describe("a spoilt certificate of an induction", () => {
  it.each(NAMES)("%s: is refused with a case left out", async (form) => {
    await refuses(form, "induction", (line) =>
      "scopes" in line ? { ...line, scopes: line.scopes.slice(0, -1) } : line,
    );
  });

  it.each(NAMES)("%s: is refused where an hypothesis is about a term that is not smaller", async (form) => {
    await refuses(form, "induction", undefined);
  });
});

/** Spoils each step of the rule, or the assumptions of its last scope, in each certificate of the form's proofs. */
async function refuses(
  form: keyof typeof FORMS,
  rule: string,
  spoil: ((line: CertificateLine) => CertificateLine) | undefined,
): Promise<void> {
  const { theory, theorems } = await proofOf(form);
  const read = readTheory(theoryToCore(theory));
  if (!read.ok) throw new Error(read.reason);
  let spoilt = 0;
  const checker = new Checker(read.theory);
  for (const theorem of theorems) {
    for (const [at, line] of theorem.certificate.entries()) {
      if (!("rule" in line) || line.rule !== rule) continue;
      const changed =
        spoil === undefined ? withLargerHypothesis(theorem, at) : theorem.certificate.with(at, spoil(line));
      if (changed === undefined) continue;
      spoilt++;
      expect(checker.check(textOf(changed)).ok, `${theorem.name}, line ${at + 1}`).toBe(false);
    }
    expect(checker.check(textOf(theorem.certificate)).ok).toBe(true);
  }
  expect(spoilt).toBeGreaterThan(0);
}

/** The certificate with the step case's hypothesis about the case's own value: s(n) where it says n. */
function withLargerHypothesis({ certificate }: Theorem, at: number): CertificateLine[] | undefined {
  const line = certificate[at];
  const scope = "scopes" in line ? line.scopes.at(-1) : undefined;
  const opened = certificate.findIndex((other) => "open" in other && other.open === scope);
  const open = certificate[opened];
  if (!("open" in open) || open.assume.length === 0 || open.eigen.length === 0) return undefined;
  const [name] = open.eigen.at(-1)!.split(":");
  const larger = open.assume.map((text) => text.replace(new RegExp(`\\b${name}\\b`, "gu"), `s[${name}]`));
  return certificate.with(opened, { ...open, assume: larger });
}

function textOf(certificate: readonly CertificateLine[]): string {
  return certificate.map((line) => `${JSON.stringify(line)}\n`).join("");
}
