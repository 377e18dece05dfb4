/** The Lean export as text: names, statements, and a small file as it should be. What its terms prove is in lean4export. */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GlobalNames } from "../../src/export/calculus/names.js";
import { StatementWriter, symbolsByName } from "../../src/export/calculus/statements.js";
import { TextWriter } from "../../src/export/calculus/text.js";
import { LEAN, LEAN_RESERVED } from "../../src/export/lean/dialect.js";
import { exportLean } from "../../src/export/lean/lean-file.js";
import { exportLean4Export } from "../../src/export/lean4export/lean4export-file.js";
import { loadTheory } from "../../src/mpl/load.js";
import { theoryToCore } from "../../src/mpl/print-core.js";
import { coreReader } from "../../src/proof/core-reader.js";
import { HONEST } from "../check/honest.js";
import { certificate, THEORY } from "../check/samples.js";
import { CLASSICAL, INTUITIONISTIC, outputOf } from "./coq-samples.js";
import { successor, tiny, zeroLeft } from "./fixture.js";

describe("statements", () => {
  const { theory } = loadTheory("theory.mpl", () => THEORY);
  if (theory === undefined) throw new Error("the theory of the samples does not load");
  const reader = coreReader(theory);
  it.each([
    ["!(=[0,s[0]])", "¬ zero = s zero"],
    ["!!(&!(p[0])!(q[0]))", "¬ (p zero ∨ q zero)"],
    ["(&(&(p[0])(q[0]))!(r[]))", "(p zero ∧ q zero) ∧ ¬ r"],
    ["(>[](>[](p[0])(r[]))(r[]))", "(p zero → r) → r"],
    ["(>[x:N,l:List{N}](true[])(member{N}[x,l]))", "∀ (x : N) (l : List N), member N x l"],
    ["!(>[z:N,y:N](p[z])!(=[y,z]))", "∃ z y : N, p z ∧ y = z"],
    ["(>[]!(>[z:N](true[])!(p[z]))(r[]))", "(∃ z : N, p z) → r"],
    ["!(&!!(>[z:N](true[])!(p[z]))!(>[x:N](true[])(p[x])))", "(∃ z : N, p z) ∨ (∀ x : N, p x)"],
  ])("%s becomes %s", (core, lean) => {
    const writer = new StatementWriter(symbolsByName(theory), new GlobalNames(LEAN_RESERVED));
    expect(new TextWriter(LEAN).write(writer.prop(reader.formula(core)))).toBe(lean);
  });
});

it("names avoid Lean's words and what proofs call", () => {
  const globals = new GlobalNames(LEAN_RESERVED);
  const names = ["fun", "have", "Eq", "theorem", "at", "and", "h12"];
  expect(names.map((name) => globals.symbol(name))).toEqual(
    "fun_ have_ Eq_ theorem_ at_ and h12_".split(" "),
  );
});

/** `UPDATE_GOLDEN=1` writes the file anew. */
const GOLDEN = new URL("./golden/tiny.lean", import.meta.url);

describe("the file", () => {
  it("is the golden one, every time", () => {
    const output = {
      theory: theoryToCore(tiny),
      certificates: [zeroLeft(), successor()].map((theorem) => ({
        name: theorem.name,
        path: `certificates/${theorem.name}.jsonl`,
        lines: theorem.certificate,
      })),
    };
    const { fileName, text, theorems } = exportLean(output);
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(GOLDEN, text);
    expect({ fileName, theorems }).toEqual({ fileName: "Tiny.lean", theorems: 2 });
    expect(text).toBe(readFileSync(GOLDEN, "utf8"));
  });

  const samples = [...HONEST, ...CLASSICAL, ...INTUITIONISTIC];

  it("imports nothing, has no tactic, and ends each theorem with what it rests on", () => {
    const { text } = exportLean(outputOf(samples.map(certificate)));
    expect(text).not.toMatch(/:= by\b|\b(import|sorry|simp|decide|omega|native_decide|unsafe)\b/);
    expect(text.match(/^#print axioms \S+$/gm)).toHaveLength(samples.length);
  });

  it("is classical where a step needs it, and nowhere else", () => {
    for (const one of CLASSICAL.filter(({ theorem }) => !theorem.endsWith(".absurd")))
      expect(exportLean(outputOf([certificate(one)])).text, one.theorem).toContain("Classical.em ");
    for (const one of INTUITIONISTIC)
      expect(exportLean(outputOf([certificate(one)])).text, one.theorem).not.toContain("Classical");
  });

  it("declares what the file for external checkers declares, under the same names", () => {
    const output = outputOf(samples.map(certificate));
    const declared = [...exportLean(output).text.matchAll(/^(?:axiom|def|theorem) (\S+)/gm)].map(
      ([, name]) => name,
    );
    const names = new Map<number, string>();
    const exported: string[] = [];
    for (const line of exportLean4Export(output).text.trimEnd().split("\n")) {
      const content = JSON.parse(line) as {
        readonly in?: number;
        readonly str?: { readonly pre: number; readonly str: string };
        readonly axiom?: { readonly name: number };
        readonly def?: { readonly name: number };
        readonly thm?: { readonly name: number };
      };
      if (content.in !== undefined && content.str !== undefined)
        names.set(content.in, `${names.get(content.str.pre) ?? ""}.${content.str.str}`);
      const name = names.get((content.axiom ?? content.def ?? content.thm)?.name ?? -1);
      if (name?.startsWith(".Lemmagrid.Peano.") === true)
        exported.push(name.slice(".Lemmagrid.Peano.".length));
    }
    expect(exported.filter((name) => name !== "classic")).toEqual(declared);
  });
});
