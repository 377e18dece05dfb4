/** The export for external type checkers of Lean, read and checked by a small kernel that knows nothing of the export. */
import { describe, expect, it } from "vitest";
import { Checker } from "../../src/check/checker.js";
import { LONGEST } from "../../src/export/calculus/long-proofs.js";
import { exportLean4Export } from "../../src/export/lean4export/lean4export-file.js";
import { theoryToCore } from "../../src/mpl/print-core.js";
import { ADD_ZERO_LEFT, CASES, HONEST } from "../check/honest.js";
import { certificate, check, SHARED_THEORY, type Sample } from "../check/samples.js";
import { CONNECTIVES } from "./connective-samples.js";
import { CLASSICAL, INTUITIONISTIC, outputOf } from "./coq-samples.js";
import { successor, tiny, zeroLeft } from "./fixture.js";
import { checkExport, type KernelVerdict } from "./lean-kernel/kernel.js";
import { longSample } from "./long-certificates.js";

function exported(samples: readonly Sample[]): string {
  return exportLean4Export(outputOf(samples.map(certificate))).text;
}

function accepted(text: string): KernelVerdict & { readonly ok: true } {
  const verdict = checkExport(text);
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict;
}

const TINY = exportLean4Export({
  theory: theoryToCore(tiny),
  certificates: [zeroLeft(), successor()].map((theorem) => ({
    name: theorem.name,
    path: `certificates/${theorem.name}.jsonl`,
    lines: theorem.certificate,
  })),
});

describe("a kernel accepts", () => {
  it("a small file, whose axioms are the theory's declarations", () => {
    expect(TINY).toMatchObject({ fileName: "Tiny.ndjson", theorems: 2 });
    const { axioms, theorems, restsOn } = accepted(TINY.text);
    const own = (names: string): string[] => names.split(" ").map((name) => `Lemmagrid.Tiny.${name}`);
    expect(axioms).toEqual(own("N zero s op_plus zero_not_s s_inj N_ind add_zero add_succ"));
    expect(theorems.slice(-2)).toEqual(own("zero_left successor"));
    expect(restsOn("Lemmagrid.Tiny.successor")).toEqual(own("N N_ind add_succ add_zero op_plus s zero"));
    expect(restsOn("congrArg")).toEqual([]);
  });

  it("a proof by every rule", () => {
    const samples = [...HONEST, ...CLASSICAL, ...INTUITIONISTIC];
    const { theorems } = accepted(exported(samples));
    expect(theorems.length).toBeGreaterThanOrEqual(samples.length);
  });

  it("every rule of logic on every nesting of connectives, as our checker does", { timeout: 120_000 }, () => {
    const checker = new Checker(SHARED_THEORY);
    for (const one of CONNECTIVES)
      expect(checker.check(certificate(one)), one.statement).toMatchObject({ ok: true });
    accepted(exported(CONNECTIVES));
  });

  it("classical proofs by an axiom of their own, and others without it", () => {
    const classic = "Lemmagrid.Peano.classic";
    for (const one of INTUITIONISTIC) expect(accepted(exported([one])).axioms).not.toContain(classic);
    const { restsOn } = accepted(exported([...CLASSICAL, ...INTUITIONISTIC]));
    expect(restsOn("Lemmagrid.Peano.or_refute")).toContain(classic);
    expect(restsOn("Lemmagrid.Peano.two_witnesses")).not.toContain(classic);
  });

  it("long proofs, in pieces", () => {
    const long = longSample("long", 5 * LONGEST);
    expect(check(certificate(long))).toMatchObject({ ok: true });
    const { theorems, restsOn } = accepted(exported([long]));
    expect(theorems.filter((name) => name.startsWith("Lemmagrid.Peano.long_")).length).toBeGreaterThan(
      LONGEST,
    );
    expect(restsOn("Lemmagrid.Peano.long")).toContain("Lemmagrid.Peano.add_zero");
  });
});

describe("a kernel refuses", () => {
  it.each<[what: string, sample: Sample, from: string, to: string]>([
    ["a changed statement", ADD_ZERO_LEFT, '"theorem":"add.zero.left"', '"theorem":"add.comm"'],
    ["a changed result", ADD_ZERO_LEFT, "(=[+[0,0],0])", "(=[+[0,0],s[0]])"],
    ["a changed step", ADD_ZERO_LEFT, '"from":[4,5]', '"from":[5,4]'],
    ["swapped cases of an induction", ADD_ZERO_LEFT, '"scopes":[0,2]', '"scopes":[2,0]'],
    ["a missing case", ADD_ZERO_LEFT, '"scopes":[0,2]', '"scopes":[0]'],
    ["swapped cases of a term", CASES, '"scopes":[1,4]', '"scopes":[4,1]'],
    ["a wrong induction hypothesis", ADD_ZERO_LEFT, '["(=[+[0,n],n])"]', '["(=[+[0,s[n]],s[n]])"]'],
  ])("%s, as our checker does", (_, one, from, to) => {
    const text = certificate(one).replace(from, to);
    expect(check(text).ok).toBe(false);
    expect(checkExport(exportLean4Export(outputOf([text])).text).ok).toBe(false);
  });

  const lines = TINY.text.trimEnd().split("\n");
  const edited = (edit: (lines: string[]) => string[]): string =>
    edit([...lines])
      .map((line) => `${line}\n`)
      .join("");

  const isDeclaration = (line: string): boolean => /^\{"(axiom|thm|def|inductive)":/.test(line);

  it("a file without one of its lines, unless nothing uses that", () => {
    let needless = 0;
    for (let index = 0; index < lines.length; index += 3) {
      const verdict = checkExport(edited((all) => all.toSpliced(index, 1)));
      if (!verdict.ok) continue;
      needless++;
      expect(isDeclaration(lines[index]), lines[index]).toBe(true);
    }
    // Facts of the theory and of the library that these two proofs do not use, and the last theorem.
    expect(needless).toBeLessThan(6);
  });

  it("a file with two lines exchanged that are numbered by one counter", () => {
    const counter = (line: string): string => /"(in|il|ie)":\d+\}$/.exec(line)?.[1] ?? "none";
    for (let index = 0; index + 1 < lines.length; index++) {
      const [first, second] = [lines[index], lines[index + 1]];
      if (counter(first) === "none" || counter(first) !== counter(second)) continue;
      expect(checkExport(edited((all) => all.with(index, second).with(index + 1, first))).ok).toBe(false);
    }
  });

  it("a theorem with another type, another value, or a number that is wrong", () => {
    const theorem = lines.findLastIndex((line) => line.startsWith('{"thm":'));
    const { thm } = JSON.parse(lines[theorem]) as {
      readonly thm: { readonly type: number; readonly value: number };
    };
    const count = lines.filter((line) => line.includes('"ie":')).length;
    const withNumber = (field: "type" | "value", value: number): string =>
      edited((all) => all.with(theorem, JSON.stringify({ thm: { ...thm, [field]: value } })));
    expect(checkExport(withNumber("type", thm.type)).ok).toBe(true);
    for (let number = 0; number < count; number += 11) {
      if (number !== thm.type)
        expect(checkExport(withNumber("type", number)).ok, `type ${number}`).toBe(false);
      if (number !== thm.value && checkExport(withNumber("value", number)).ok)
        expect(lines.find((line) => line.endsWith(`"ie":${number}}`))).toMatch(/"(lam|letE|app)"/);
    }
  });

  it.each<[what: string, from: RegExp, to: string]>([
    ["another version of the format", /"version":"3\.1\.0"/, '"version":"3.2.0"'],
    ["a field too many", /"isUnsafe":false\}\}\n/, '"isUnsafe":false,"x":0}}\n'],
    ["an unsafe axiom", /"isUnsafe":false\}\}\n/, '"isUnsafe":true}}\n'],
    [
      "a recursor into more than propositions",
      /"levelParams":\[\]((?:(?!levelParams).)*"numMinors":2)/,
      '"levelParams":[5]$1',
    ],
    ["a wrong number of parameters", /"numParams":2/, '"numParams":1'],
    ["a recursor's rule of another constructor", /"rules":\[\{"ctor":(\d+)/, '"rules":[{"ctor":1'],
    ["a false k", /"k":true/, '"k":false'],
  ])("%s", (_, from, to) => {
    const text = TINY.text.replace(from, to);
    expect(text).not.toBe(TINY.text);
    expect(checkExport(text).ok).toBe(false);
  });
});
