/** The Coq export without Coq: names, statements, that every rule has a term, and a small file as it should be. */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exportCoq } from "../../src/export/coq/coq-file.js";
import { COQ, COQ_RESERVED } from "../../src/export/coq/dialect.js";
import { GlobalNames, LocalNames, mangle } from "../../src/export/calculus/names.js";
import { StatementWriter, symbolsByName } from "../../src/export/calculus/statements.js";
import { originalName, TextWriter } from "../../src/export/calculus/text.js";
import { ExportFailure, readRunOutput } from "../../src/export/run-output.js";
import { loadTheory } from "../../src/mpl/load.js";
import { theoryToCore } from "../../src/mpl/print-core.js";
import { coreReader } from "../../src/proof/core-reader.js";
import type { Rule } from "../../src/proof/certificate.js";
import { HONEST } from "../check/honest.js";
import { certificate, THEORY } from "../check/samples.js";
import { CLASSICAL, coqFile, coqOf, INTUITIONISTIC } from "./coq-samples.js";
import { successor, tiny, zeroLeft } from "./fixture.js";

describe("names", () => {
  it.each([
    ["x", "x"],
    ["x'", "x'"],
    ["add.comm", "add_comm"],
    ["le-trans", "le_trans"],
    ["0", "zero"],
    ["1", "one"],
    ["2", "n2"],
    ["+", "op_plus"],
    ["<=", "op_le"],
    ["++", "op_append"],
    ["<=.def", "op_le_def"],
    ["*+", "op_times_plus"],
    ["α", "u3b1"],
    ["a+b", "a_plus_b"],
  ])("%s becomes %s", (name, identifier) => {
    expect(mangle(name)).toBe(identifier);
  });

  it("avoid keywords, names that proofs use, and each other", () => {
    const globals = new GlobalNames(COQ_RESERVED);
    const names = ["fun", "conj", "h12", "a.b", "a_b", "a-b", "fun_", "all_theorems"];
    expect(names.map((name) => globals.symbol(name))).toEqual([
      "fun_",
      "conj_",
      "h12_",
      "a_b",
      "a_b_2",
      "a_b_3",
      "fun__2",
      "all_theorems_",
    ]);
    expect(globals.symbol("a.b")).toBe("a_b");
    expect(globals.fact("a.b")).toBe("a_b_4");
  });

  it("of variables avoid the global ones", () => {
    const globals = new GlobalNames(COQ_RESERVED);
    globals.symbol("x");
    const locals = new LocalNames(globals);
    expect([locals.variable("x"), locals.variable("a"), locals.sortParam("a")]).toEqual(["x_2", "a", "a_2"]);
  });

  it("in comments cannot end the comment", () => {
    expect(originalName("add", "add")).toBeUndefined();
    expect(originalName('*) Axiom "', "op")).toBe("*%29%20Axiom%20%22");
  });
});

describe("statements", () => {
  const { theory } = loadTheory("theory.mpl", () => THEORY);
  if (theory === undefined) throw new Error("the theory of the samples does not load");
  const reader = coreReader(theory);
  it.each([
    ["(true[])", "True"],
    ["!(true[])", "~ True"],
    ["(=[+[0,0],0])", "op_plus zero zero = zero"],
    ["!(=[0,s[0]])", "zero <> s zero"],
    ["!!(=[0,0])", "~ zero <> zero"],
    ["(member{N}[0,nil{N}])", "member N zero (nil N)"],
    ["!(&!(p[0])!(q[0]))", "p zero \\/ q zero"],
    ["(&!(p[0])!(q[0]))", "~ p zero /\\ ~ q zero"],
    ["!!(&!(p[0])!(q[0]))", "~ (p zero \\/ q zero)"],
    ["!(&(p[0])!(q[0]))", "~ (p zero /\\ ~ q zero)"],
    ["(&(&(p[0])(q[0]))(r[]))", "(p zero /\\ q zero) /\\ r"],
    ["(&(p[0])(&(q[0])(r[])))", "p zero /\\ q zero /\\ r"],
    ["(>[]!(&!(p[0])!(r[]))(r[]))", "p zero \\/ r -> r"],
    ["(>[](>[](p[0])(r[]))(r[]))", "(p zero -> r) -> r"],
    ["(>[x:N,y:N](true[])(=[x,y]))", "forall x y : N, x = y"],
    ["(>[x:N](p[x])(q[x]))", "forall x : N, p x -> q x"],
    ["(>[x:N,l:List{N}](true[])(member{N}[x,l]))", "forall (x : N) (l : List N), member N x l"],
    ["!(>[z:N](true[])!(p[z]))", "exists z : N, p z"],
    ["!(>[z:N](p[z])!(q[z]))", "exists z : N, p z /\\ q z"],
    ["!(>[z:N](p[z])(q[z]))", "~ (forall z : N, p z -> q z)"],
    ["!(>[](p[0])!(r[]))", "p zero /\\ r"],
    ["(>[]!(>[z:N](true[])!(p[z]))(r[]))", "(exists z : N, p z) -> r"],
    ["(&(>[](p[0])(r[]))(>[](r[])(p[0])))", "(p zero -> r) /\\ (r -> p zero)"],
    ["!(&!!(>[z:N](true[])!(p[z]))!(>[x:N](true[])(p[x])))", "(exists z : N, p z) \\/ (forall x : N, p x)"],
  ])("%s becomes %s", (core, coq) => {
    const globals = new GlobalNames(COQ_RESERVED);
    const writer = new StatementWriter(symbolsByName(theory), globals);
    expect(new TextWriter(COQ).write(writer.prop(reader.formula(core)))).toBe(coq);
  });
});

describe("proofs", () => {
  it("have a term for every rule", () => {
    const rules: Record<Rule, true> = {
      ...{ instance: true, refl: true, symm: true, trans: true, congruence: true, replace: true, and: true },
      ...{ "double-negation": true, or: true, absurd: true, "ex-falso": true, clash: true, truth: true },
      ...{ project: true, injectivity: true, exists: true, generalise: true, refute: true, obtain: true },
      ...{ contradiction: true, "excluded-middle": true, either: true, cases: true, induction: true },
    };
    const used = new Set(
      HONEST.flatMap(({ body }) => body.flatMap((line) => ("rule" in line ? [line.rule] : []))),
    );
    expect([...used].sort()).toEqual(Object.keys(rules).sort());
    for (const sample of HONEST) expect(coqOf([sample]).text).toContain("Qed.");
  });

  it("assume excluded middle where a step needs it, and nowhere else", () => {
    for (const sample of CLASSICAL.filter(({ theorem }) => !theorem.endsWith(".absurd")))
      expect(coqOf([sample]).text, sample.theorem).toContain(
        "Hypothesis classic : forall P : Prop, P \\/ ~ P.\n",
      );
    for (const sample of INTUITIONISTIC)
      expect(coqOf([sample]).text, sample.theorem).not.toContain("classic");
  });

  it("have no step that searches or assumes", () => {
    const { text } = coqOf([...HONEST, ...CLASSICAL, ...INTUITIONISTIC]);
    expect(text).not.toMatch(
      /\b(Axiom|Parameter|Admitted|admit|auto|lia|omega|congruence|tauto|firstorder)\b/,
    );
  });

  it("state what the theory states, whatever the certificate says", () => {
    const [sample] = HONEST;
    const text = certificate(sample).replace(
      '"statement":"(>[x:N](true[])(=[+[0,x],x]))"',
      '"statement":"(true[])"',
    );
    expect(coqFile([text]).text).toContain("Lemma add_zero_left : forall x : N, op_plus zero x = x.");
  });
});

/** `UPDATE_GOLDEN=1` writes the file anew. */
const GOLDEN = new URL("./golden/tiny.v", import.meta.url);

describe("the file", () => {
  const output = {
    theory: theoryToCore(tiny),
    certificates: [zeroLeft(), successor()].map((theorem) => ({
      name: theorem.name,
      path: `certificates/${theorem.name}.jsonl`,
      lines: theorem.certificate,
    })),
  };

  it("is the golden one, every time", () => {
    const { fileName, text, theorems } = exportCoq(output);
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(GOLDEN, text);
    expect({ fileName, theorems }).toEqual({ fileName: "Tiny.v", theorems: 2 });
    expect(text).toBe(readFileSync(GOLDEN, "utf8"));
    expect(exportCoq(output).text).toBe(text);
  });

  it("is refused for an output that is damaged, with the place", () => {
    const none = (): string | undefined => undefined;
    expect(() => readRunOutput(undefined, "", none)).toThrow("theory.mpl is missing");
    expect(() => readRunOutput("theory T", "{", none)).toThrow("theorems.jsonl does not parse");
    const line = '{"name":"t","certificate":"certificates/t.jsonl"}\n';
    expect(() => readRunOutput("theory T", line, none)).toThrow("certificates/t.jsonl is missing");
    expect(() => exportCoq({ theory: "theory (", certificates: [] })).toThrow(ExportFailure);
    const lines = [
      ...output.certificates[0].lines.slice(0, 1),
      { step: 0, rule: "symm", from: [9], is: "(" },
    ];
    const broken = { ...output, certificates: [{ ...output.certificates[0], lines }] };
    expect(() => exportCoq(broken)).toThrow(/^certificates\/zero\.left\.jsonl is no proof/);
  });
});
