/** The checker accepts honest certificates: every rule, and theorems that cite earlier ones. */
import { describe, expect, it } from "vitest";
import { Checker } from "../../src/check/checker.js";
import { ADD_ZERO_LEFT, APP_NIL_RIGHT, HONEST } from "./honest.js";
import { certificate, check, cite, close, open, sample, SHARED_THEORY, step } from "./samples.js";

const RULES = [
  "instance refl symm trans congruence replace and project double-negation or absurd ex-falso clash truth injectivity",
  "exists generalise refute contradiction excluded-middle either obtain cases induction",
]
  .join(" ")
  .split(" ");

describe("the checker accepts", () => {
  it.each(HONEST.map((honest) => [honest.theorem, honest] as const))("%s", (theorem, honest) => {
    const steps = honest.body.filter((line) => "step" in line).length;
    expect(check(certificate(honest))).toMatchObject({ ok: true, theorem, steps });
  });

  it("every rule in one of these", () => {
    const used = new Set(
      HONEST.flatMap((honest) => honest.body.map((line) => ("step" in line ? line.rule : ""))),
    );
    expect(RULES.filter((rule) => !used.has(rule as never))).toEqual([]);
  });

  it("a theorem that cites an earlier one, and lists what it cites", () => {
    const citing = sample("instance", "(&(=[+[0,s[0]],s[0]])(=[+[0,s[0]],s[0]]))", [
      cite(0, "add.zero.left", "(=[+[0,s[0]],s[0]])", { with: ["s[0]"] }),
      { step: 1, rule: "and", is: "(&(=[+[0,s[0]],s[0]])(=[+[0,s[0]],s[0]]))", from: [0, 0] },
    ]);
    expect(check(certificate(ADD_ZERO_LEFT), certificate(citing))).toEqual({
      ok: true,
      theorem: "instance",
      steps: 2,
      cites: ["add.zero.left"],
    });
    expect(check(certificate(citing))).toMatchObject({ ok: false, line: 2, rule: "instance" });
  });

  it("a polymorphic theorem cited at a sort made of another one's parameter", () => {
    const citing = sample(
      "lists.of.lists",
      "(=[++{List{c}}[nil{List{c}},nil{List{c}}],nil{List{c}}])",
      [
        cite(0, "app.nil.right", "(=[++{List{c}}[nil{List{c}},nil{List{c}}],nil{List{c}}])", {
          sorts: ["List{c}"],
          with: ["nil{List{c}}"],
        }),
      ],
      ["c"],
    );
    expect(check(certificate(APP_NIL_RIGHT), certificate(citing))).toMatchObject({ ok: true });
  });

  it("induction on a variable when another one stands under a binder of the formula", () => {
    const all = "(>[z:N](true[])(=[+[a,z],+[a,z]]))";
    const motive = `(>[w:N](true[])${all.replaceAll("a,", "w,")})`;
    const statement = motive.replace("w:N", "w:N,x:N");
    const body = [
      ...[
        open(0, []),
        open(1, ["a:N"]),
        open(2, ["b:N"]),
        step(3, "refl", "(=[+[a,b],+[a,b]])"),
        close(2, 3),
      ],
      ...[step(4, "generalise", all, { scopes: [2] }), close(1, 4)],
      ...[step(5, "generalise", motive, { scopes: [1] }), close(0, 5)],
      ...[open(6, ["n:N"], [motive]), close(6, 7)],
      step(8, "induction", statement, { variable: 1, scopes: [0, 6] }),
    ];
    expect(check(certificate(sample("inner", statement, body)))).toMatchObject({ ok: true });
  });

  it("equals for equals at two places at once", () => {
    const body = [
      cite(0, "add.zero", "(=[+[0,0],0])", { with: ["0"] }),
      step(1, "congruence", "(=[+[+[0,0],+[0,0]],+[0,0]])", { at: [0, 1], from: [0, 0] }),
    ];
    const statement = "(=[+[+[0,0],+[0,0]],+[0,0]])";
    expect(check(certificate(sample("two.places", statement, body)))).toMatchObject({ ok: true });
  });

  it("variables of a sort for which a fact's parameter was put before", () => {
    const statement = "(>[l:List{N}](true[])(=[++{N}[l,l],++{N}[l,l]]))";
    const body = [
      cite(0, "app.nil", "(=[++{N}[nil{N},nil{N}],nil{N}])", { sorts: ["N"], with: ["nil{N}"] }),
      ...[open(1, ["k:List{N}"]), step(2, "refl", "(=[++{N}[k,k],++{N}[k,k]])"), close(1, 2)],
      step(3, "generalise", statement, { scopes: [1] }),
      cite(4, "p.zero", "(p[0])"),
    ];
    expect(check(certificate(sample("at.sort", "(p[0])", body)))).toMatchObject({ ok: true });
  });

  it("a file whose last line has no line break", () => {
    expect(check(certificate(ADD_ZERO_LEFT).trimEnd())).toMatchObject({ ok: true });
  });

  it("certificates one after the other, whatever was refused between them", () => {
    const checker = new Checker(SHARED_THEORY);
    for (const honest of HONEST) {
      expect(checker.check(`${certificate(honest)}\n`)).toMatchObject({ ok: false });
      expect(checker.check(certificate(honest))).toMatchObject({ ok: true });
      expect(checker.check(certificate(honest))).toMatchObject({ ok: false, line: 1 });
    }
  });
});
