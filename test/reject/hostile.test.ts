/** Files made to exhaust the checker: it answers each, in moderate time, with a reason of its own. */
import { describe, expect, it } from "vitest";
import { readTheory } from "../../src/check/checker.js";
import type { Sample } from "../check/samples.js";
import { certificate, check, cite, close, end, open, sample, step } from "../check/samples.js";

function numeral(depth: number): string {
  return "s[".repeat(depth) + "0" + "]".repeat(depth);
}
function one(statement: string): Sample {
  return { theorem: "hostile", statement, body: [step(0, "truth", "(true[])"), end(0)] };
}
function binders(count: number): string {
  return Array.from({ length: count }, (_, index) => `x${index}:N`).join(",");
}

const DEEP: readonly (readonly [name: string, statement: string, reason: string])[] = [
  ["terms", `(p[${numeral(100_000)}])`, "nested deeper than 1000"],
  ["negations", `${"!".repeat(100_000)}(r[])`, "nested deeper than 1000"],
  ["conjunctions to the left", `${"(&".repeat(100_000)}(r[])`, "nested deeper than 1000"],
  ["conjunctions to the right", "(&(r[])".repeat(100_000), "nested deeper than 1000"],
  ["implications", "(>[](r[])".repeat(100_000), "nested deeper than 1000"],
  [
    "sorts",
    `(>[x:${"List{".repeat(100_000)}N${"}".repeat(100_000)}](true[])(r[]))`,
    "nested deeper than 1000",
  ],
  ["sorts of terms", `(=[nil{${"List{".repeat(100_000)}`, "nested deeper than 1000"],
  ["variables of one binder", `(>[${binders(100_000)}](true[])(r[]))`, "variables are bound at once"],
  ["variables of nested binders", "(>[x:N,y:N](true[])".repeat(300), "variables are bound at once"],
  ["a long name", `(p[${"x".repeat(1_000_000)}])`, "unknown name"],
];

describe("too deep", () => {
  it.each(DEEP)("%s", (_name, statement, reason) => {
    const verdict = check(certificate(one(statement)));
    expect(verdict.ok ? "" : verdict.reason).toContain(reason);
  });

  it.each([
    [1_000, false],
    [1_001, true],
  ])("%i formulas and brackets around each other: %s", (depth, tooDeep) => {
    const verdict = check(certificate(one(`${"!".repeat(depth - 2)}(r[])`)));
    expect(!verdict.ok && verdict.reason.startsWith("nested deeper")).toBe(tooDeep);
  });

  it("but formulas of nearly the greatest depth pass through every operation", () => {
    const deep = (of: string): string => `${"!".repeat(980)}(=[${of},${of}])`;
    const statement = `(>[x:N]${deep("x")}${deep("x")})`;
    const text = sample("deep", statement, [
      open(0, ["n:N"], [deep("n")]),
      close(0, 1),
      step(2, "generalise", statement, { scopes: [0] }),
      open(3, [], [deep(numeral(15))]),
      cite(5, 2, deep(numeral(15)), { with: [numeral(15)], from: [4] }),
      close(3, 5),
      step(6, "generalise", `(>[]${deep(numeral(15))}${deep(numeral(15))})`, { scopes: [3] }),
      step(7, "and", `(&${statement}${statement})`, { from: [2, 2] }),
      step(8, "project", statement, { index: 0, from: [7] }),
    ]);
    expect(check(certificate(text))).toMatchObject({ ok: true });
  });
});

describe("too much", () => {
  /** The premise flattens to nothing, so a step that cites it is short, and costs the premise's size. */
  it("work: a large premise for many short steps", () => {
    let premise = "(true[])";
    for (let i = 0; i < 15; i++) premise = `(&${premise}${premise})`;
    const steps = Array.from({ length: 20_000 }, (_, i) => cite(i + 2, 1, "(p[0])", { with: ["0"] }));
    const text = certificate(sample("work", "(r[])", [open(0, [], [`(>[x:N]${premise}(p[x]))`]), ...steps]));
    expect(check(text)).toMatchObject({ ok: false, reason: "too much for the checker's limits" });
  });

  /** A step on a constructor is short, and costs as much as that has arguments. */
  it("work: a constructor wide enough to make short steps expensive", () => {
    const wide = (count: number): string => {
      const sorts = "N,".repeat(count - 1);
      const result = readTheory(
        `theory T\nsort N inductive\nconstructor 0 : N\nconstructor c : ${sorts}N -> N`,
      );
      return result.ok ? "read" : `line ${result.line}: ${result.reason}`;
    };
    expect([wide(255), wide(256)]).toEqual(["read", "line 4: c has more than 255 arguments"]);
  });

  it("nodes: millions of terms, all different", () => {
    const names = Array.from({ length: 1200 }, (_, i) => `c${i}`);
    const assume = names.map((name) => `(p[${numeral(900).replace("0", name)}])`);
    const body = [
      open(
        0,
        names.map((name) => `${name}:N`),
        assume,
      ),
    ];
    const text = certificate(sample("nodes", "(r[])", body));
    expect(check(text)).toMatchObject({ ok: false, line: 2, reason: "too much for the checker's limits" });
  });

  it("a long chain of steps is fine", () => {
    const steps = Array.from({ length: 20_000 }, (_, i) => cite(i, "p.zero", "(p[0])"));
    expect(check(certificate(sample("long", "(p[0])", steps)))).toMatchObject({ ok: true, steps: 20_000 });
  });

  it("a certificate larger than its limit", () => {
    const reason = "larger than 256000000 characters";
    expect(check("x".repeat(256_000_001))).toMatchObject({ ok: false, reason });
  });

  it("a theory larger than its limit", () => {
    expect(readTheory("\n".repeat(16_000_001))).toMatchObject({ ok: false });
  });
});
