/**
 * Strong induction on a measure: functions that call themselves on what is no part of their argument, with each kind of
 * relation that bounds a value; what is not proved without a measure; and proofs that are spoilt and must be refused.
 */
import { describe, expect, it } from "vitest";
import { Checker, readTheory } from "../../src/check/checker.js";
import { acceptTheorems, certificateText } from "../../src/cli/accept.js";
import { theoryToCore } from "../../src/mpl/print-core.js";
import type { CertificateLine } from "../../src/proof/certificate.js";
import type { RunResult } from "../../src/proof/run-result.js";
import { coqc, coqFile, HAS_COQC } from "../export/coq-samples.js";
import { develop, theoryFrom } from "../theories/support.js";

const SORTS = `
sort N inductive
  0 : N
  s(N) : N
sort B inductive
  tt : B
  ff : B
`;
/** f halves its argument until nothing is left. */
const HALVING = `
op half : N -> N
op f : N -> N
axiom half.0 : half(0) = 0
axiom half.1 : half(s(0)) = 0
axiom half.2 : half(s(s(x))) = s(half(x))
axiom f.0 : f(0) = 0
axiom f.s : f(s(x)) = f(half(x))
`;
const LOW = `
op low : N, N -> B
axiom low.0 : low(0, y) = tt
axiom low.s0 : low(s(x), 0) = ff
axiom low.ss : low(s(x), s(y)) = low(x, y)
`;
/** From which the bounds follow, so that nothing is left to search for. */
const LESS = `
theorem low.less : low(s(x), y) = tt -> low(x, y) = tt
theorem half.less : low(x, n) = tt -> low(half(x), n) = tt
`;
const ZERO = "theorem zero : f(x) = 0";

const LISTS = `
sort L inductive
  nil : L
  cons(N, L) : L
op len : L -> N
axiom len.nil : len(nil) = 0
axiom len.cons : len(cons(x, xs)) = s(len(xs))
op ++ : L, L -> L infixr 65
axiom app.nil : nil ++ ys = ys
axiom app.cons : cons(x, xs) ++ ys = cons(x, xs ++ ys)
`;
const QUICKSORT = `
fun lower : N, L -> L
  lower(p, nil) = nil
  lower(p, cons(x, xs)) = if low(x, p) = tt then cons(x, lower(p, xs)) else lower(p, xs)
fun upper : N, L -> L
  upper(p, nil) = nil
  upper(p, cons(x, xs)) = if low(x, p) = tt then upper(p, xs) else cons(x, upper(p, xs))
op qsort : L -> L
axiom qsort.nil : qsort(nil) = nil
axiom qsort.cons : qsort(cons(x, xs)) = qsort(lower(x, xs)) ++ cons(x, qsort(upper(x, xs)))
op + : N, N -> N infixl 60
axiom add.0 : 0 + y = y
axiom add.s : s(x) + y = s(x + y)
theorem add.right : x + s(y) = s(x + y)
theorem len.app : len(xs ++ ys) = len(xs) + len(ys)
theorem low.less : low(s(x), y) = tt -> low(x, y) = tt
theorem low.falls : low(len(xs), n) = tt -> low(len(lower(p, xs)), n) = tt
theorem high.falls : low(len(xs), n) = tt -> low(len(upper(p, xs)), n) = tt
theorem parts : len(lower(p, xs)) + len(upper(p, xs)) = len(xs)
`;

/** By what bounds: a theory, whose last theorem needs it. */
const THEORIES = {
  "a function to truth values": `${SORTS}${HALVING}${LOW}${LESS}${ZERO}`,
  "its converse denied": `${SORTS}${HALVING}
op below : N, N -> B
axiom below.0 : below(x, 0) = ff
axiom below.0s : below(0, s(y)) = tt
axiom below.ss : below(s(x), s(y)) = below(x, y)
theorem below.less : below(y, s(x)) = ff -> below(y, x) = ff
theorem half.less : below(n, x) = ff -> below(n, half(x)) = ff
${ZERO}`,
  "a predicate": `${SORTS}${HALVING}
predicate <= : N, N infix 50
axiom le.0 : 0 <= y
axiom le.s0 : !(s(x) <= 0)
axiom le.ss : s(x) <= s(y) <-> x <= y
theorem le.less : s(x) <= y -> x <= y
theorem half.less : x <= n -> half(x) <= n
${ZERO}`,
  equality: `${SORTS}${LISTS}
op turn : L -> L
axiom turn.nil : turn(nil) = nil
axiom turn.cons : turn(cons(x, xs)) = turn(xs) ++ cons(x, nil)
op zip : L -> L
axiom zip.nil : zip(nil) = nil
axiom zip.cons : zip(cons(x, xs)) = cons(x, zip(turn(xs)))
theorem len.last : len(xs ++ cons(x, nil)) = s(len(xs))
theorem len.turn : len(turn(xs)) = len(xs)
theorem len.zip : len(zip(xs)) = len(xs)`,
  "a measure of lists": `${SORTS}${LISTS}${LOW}${QUICKSORT}theorem sorted.len : len(qsort(xs)) = len(xs)`,
} as const;

const results = new Map<string, Promise<RunResult>>();

function proofOf(by: keyof typeof THEORIES): Promise<RunResult> {
  const result = results.get(by) ?? develop("prove", theoryFrom(`theory Measures\n${THEORIES[by]}\n`));
  results.set(by, result);
  return result;
}

const KINDS = Object.keys(THEORIES) as (keyof typeof THEORIES)[];
const FEW = new Map([["work", 100_000]]);

describe("induction on a measure", () => {
  it.each(KINDS)("bounded by %s: proves it, and nothing proves it without a measure", async (by) => {
    const { goals, rejected } = await proofOf(by);
    expect(goals.filter(({ status }) => status !== "Theorem")).toEqual([]);
    expect(rejected).toEqual([]);
    const theory = theoryFrom(`theory Measures\n${THEORIES[by]}\n`);
    const without = await develop("prove", theory, { limits: new Map([...FEW, ["measures", 0]]) });
    expect(without.goals.at(-1)!.status).not.toBe("Theorem");
  });

  it("finds the lemmas by which the measure falls", async () => {
    const { goals, theorems } = await develop(
      "prove",
      theoryFrom(`theory Measures\n${SORTS}${HALVING}${LOW}${ZERO}\ntheorem wrong : f(x) = half(x)\n`),
      { limits: new Map([["work", 1_500_000]]) },
    );
    expect(goals.map(({ status }) => status)).toEqual(["Theorem", "CounterSatisfiable"]);
    expect(theorems.some(({ origin }) => origin === "explored")).toBe(true);
  });

  it("proves nothing of a function on which nothing falls", async () => {
    const loop = "op g : N -> N\naxiom g.s : g(s(x)) = g(s(half(x)))\ntheorem zero : g(x) = 0\n";
    const theory = theoryFrom(`theory Measures\n${SORTS}${HALVING}${LOW}${LESS}${loop}`);
    const { goals } = await develop("prove", theory, { limits: FEW });
    expect(goals.at(-1)!.status).not.toBe("Theorem");
  });
});

describe("a proof on a measure", () => {
  /** The certificate of f(x) = 0 with one line changed: the only one that `where` finds. */
  const refusal = async (
    where: (line: CertificateLine) => boolean,
    spoil: (line: CertificateLine, certificate: readonly CertificateLine[]) => object,
  ): Promise<unknown> => {
    const result = await proofOf("a function to truth values");
    const read = readTheory(theoryToCore(result.theory));
    if (!read.ok) throw new Error(read.reason);
    const checker = new Checker(read.theory);
    const lemmas = result.theorems.slice(0, -1);
    for (const { certificate } of lemmas) expect(checker.check(certificateText(certificate)).ok).toBe(true);
    const { certificate } = result.theorems.at(-1)!;
    const found = certificate.flatMap((line, at) => (where(line) ? [at] : []));
    expect(found).toHaveLength(1);
    const spoilt = certificate.with(found[0], spoil(certificate[found[0]], certificate) as CertificateLine);
    const verdict = checker.check(certificateText(spoilt));
    expect(acceptTheorems(result.theory, result.theorems).rejected).toEqual([]);
    return verdict;
  };
  const hasText = (line: CertificateLine, text: RegExp): boolean => text.test(JSON.stringify(line));
  /** f(half(n)) = 0 from the hypothesis, since half(n) is bounded. */
  const isUse = (line: CertificateLine): boolean =>
    "rule" in line &&
    line.rule === "instance" &&
    typeof line.of === "number" &&
    hasText(line, /"f\[half|\[f\[half/u);
  const isInduction = (line: CertificateLine): boolean =>
    "rule" in line && line.rule === "induction" && hasText(line, /"is":"\(>\[n:N,x:N\]/u);

  it("is refused where the hypothesis is used though the measure is not known to fall", async () => {
    const verdict = await refusal(isUse, (line, certificate) => {
      const assumed = certificate.find(
        (other) => "open" in other && hasText(other, /assume":\["\(=\[low\[x\d*,s\[/u),
      );
      if (assumed === undefined || !("open" in assumed)) throw new Error("no bound is assumed");
      return { ...line, from: [assumed.open + assumed.assume.length] };
    });
    expect(verdict).toMatchObject({
      ok: false,
      reason: expect.stringContaining("the parents are not what the rule asks for") as string,
    });
  });

  it("is refused where the hypothesis is used at the term itself", async () => {
    const verdict = await refusal(isUse, (line) => {
      const text = JSON.stringify(line);
      return JSON.parse(text.replaceAll(/half\[(n\d*)\]/gu, "s[$1]")) as object;
    });
    expect(verdict).toMatchObject({
      ok: false,
      reason: expect.stringContaining("the parents are not what the rule asks for") as string,
    });
  });

  it("is refused with a case left out", async () => {
    const verdict = await refusal(isInduction, (line) =>
      "scopes" in line ? { ...line, scopes: line.scopes.slice(0, -1) } : line,
    );
    expect(verdict).toMatchObject({ ok: false, reason: "2 scopes are expected here, not 1" });
  });

  it("is refused with an hypothesis about values that are no smaller, and its use at the term itself", async () => {
    const { theory, theorems } = await proofOf("a function to truth values");
    const lines = certificateText(theorems.at(-1)!.certificate);
    const [, bounded, by] = /"assume":\["\(=\[low\[(x\d+),s\[(n\d+)\]\],tt\]\)"\]/u.exec(lines)!;
    const opened = lines.split("\n").find((line) => line.includes(`low[${bounded},s[${by}]],tt])"]}`))!;
    const assumed = (JSON.parse(opened) as { open: number }).open + 1;
    const use = lines.split("\n").find((line) => line.includes('"with":["half['))!;
    const used = (JSON.parse(use) as { step: number }).step;
    const spoilt = lines
      .replace(`(=[low[x,${by}],tt])(=[f[x],0]))"]}`, `(=[low[x,s[${by}]],tt])(=[f[x],0]))"]}`)
      .replace(
        use,
        JSON.stringify({
          ...(JSON.parse(use) as object),
          ...{ with: [bounded], from: [assumed] },
          is: `(=[f[${bounded}],0])`,
        }),
      )
      .replace(new RegExp(`"from":\\[\\d+,\\d+,${used}\\]`, "u"), `"from":[${used}]`);
    const { rejected } = acceptTheorems(theory, [
      ...theorems.slice(0, -1),
      {
        ...theorems.at(-1)!,
        certificate: spoilt
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line) as CertificateLine),
      },
    ]);
    expect(rejected).toEqual([
      { name: "zero", reason: expect.stringMatching(/the assumptions of scope \d+ are not what/u) as string },
    ]);
  });

  it("is refused where the reflexive relation is taken for another term", async () => {
    const isReflexive = (line: CertificateLine): boolean =>
      "rule" in line &&
      line.rule === "instance" &&
      typeof line.of === "number" &&
      hasText(line, /low\[(\w+),\1\]/u);
    const verdict = await refusal(isReflexive, (line) => ({ ...line, with: ["0"], is: "(=[low[0,0],tt])" }));
    expect(verdict).toMatchObject({
      ok: false,
      reason: expect.stringContaining("the parents are not what the rule asks for") as string,
    });
  });

  it.skipIf(!HAS_COQC)(`is accepted by Coq${HAS_COQC ? "" : " (skipped: there is no coqc)"}`, async () => {
    const { theory, theorems } = await proofOf("a measure of lists");
    const certificates = theorems.map(({ certificate }) => certificateText(certificate));
    const { accepted, output } = coqc(coqFile(certificates, theoryToCore(theory)));
    expect(accepted, output).toBe(true);
    expect(output).not.toContain("Axioms:");
  });
});
