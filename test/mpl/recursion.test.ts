/** Recursive definitions: what they become, and what is no definition, with the place and a witness. */
import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../../src/mpl/diagnostic.js";
import { loadTheory } from "../../src/mpl/load.js";
import { formulaToReadable, theoryToReadable } from "../../src/mpl/print-readable.js";
import { load, loaded, place } from "./support.js";

/** Lines 1 to 10. */
const CONTEXT = `theory T
sort N inductive
  0 : N
  s(N) : N
sort List a inductive
  nil : List a
  cons(a, List a) : List a
sort Bool inductive
  tt : Bool
  ff : Bool
`;

/** `name : formula` of every axiom that the lines, from line 11 on, give. */
function axioms(...lines: readonly string[]): readonly string[] {
  const theory = loaded(`${CONTEXT}${lines.join("\n")}\n`);
  return theory.facts.map(({ name, formula }) => `${name} : ${formulaToReadable(theory, formula)}`);
}

describe("a definition becomes axioms", () => {
  test("of a function, named or numbered", () => {
    expect(axioms("fun + : N, N -> N infixl 60", "  add.zero : x + 0 = x", "  x + s(y) = s(x + y)")).toEqual([
      "add.zero : x + 0 = x",
      "+.2 : x + s(y) = s(x + y)",
    ]);
  });

  test("of a predicate", () => {
    expect(axioms("fun pos : N -> Prop", "  !pos(0)", "  pos(s(x)) <-> x = 0 | pos(x)")).toEqual([
      "pos.1 : !pos(0)",
      "pos.2 : pos(s(x)) <-> x = 0 | pos(x)",
    ]);
  });

  test("of branches, each under its conditions", () => {
    expect(
      axioms(
        "op p : N -> Prop",
        "fun f : N, N -> N",
        "  zero : f(0, y) = if p(y) then 0 else y",
        "  f(s(x), y) =",
        "    if p(x) then",
        "      if x = y then f(x, y) else s(x)",
        "    else y",
      ),
    ).toEqual([
      "zero.1 : p(y) -> f(0, y) = 0",
      "zero.2 : !p(y) -> f(0, y) = y",
      "f.2.1 : p(x) & x = y -> f(s(x), y) = f(x, y)",
      "f.2.2 : p(x) & x != y -> f(s(x), y) = s(x)",
      "f.2.3 : !p(x) -> f(s(x), y) = y",
    ]);
  });

  test("of several at once, declared by `op` lines or by themselves", () => {
    expect(
      axioms(
        "op even : N -> Prop",
        "fun even",
        "  even(0)",
        "  even(s(x)) <-> odd(x)",
        "with odd : N -> Prop",
        "  !odd(0)",
        "  odd(s(x)) <-> even(x)",
      ),
    ).toHaveLength(4);
  });

  test("and is remembered as one, through print and imports", () => {
    const text = `${CONTEXT}fun f : N -> N\n  f(0) = 0\n  f(s(x)) = g(x)\nwith g : N -> N\n  g(x) = if x = 0 then 0 else 0\n`;
    const { recursions } = loaded(text);
    const functions = [
      { symbol: "f", equations: ["f.1", "f.2"] },
      { symbol: "g", equations: ["g.1.1", "g.1.2"] },
    ];
    expect(recursions).toEqual([{ functions, assumed: false }]);
    expect(loaded("theory U\nuse T\n", { "t.mpl": text }).recursions).toEqual(recursions);
    const printed = theoryToReadable(loaded(text));
    expect(printed).toContain(
      "fun f\n  f.1 : f(0) = 0\n  f.2 : f(s(x)) = g(x)\nwith g\n  g.1.1 : x = 0 -> g(x) = 0\n",
    );
    expect(loaded(printed).recursions).toEqual(recursions);
  });
});

const ACCEPTED: readonly (readonly [string, readonly string[]])[] = [
  ["every case by a variable", ["fun f : N, N -> N", "  f(x, y) = x"]],
  ["a constant", ["fun c : N", "  c = s(0)"]],
  ["patterns in patterns", ["fun f : N -> N", "  f(0) = 0", "  f(s(0)) = 0", "  f(s(s(x))) = f(x)"]],
  [
    "overlap that agrees",
    ["fun f : N, N -> N", "  f(0, y) = y", "  f(x, 0) = x", "  f(s(x), s(y)) = f(x, y)"],
  ],
  [
    "either argument falls",
    ["fun f : N, N -> N", "  f(0, y) = y", "  f(s(x), 0) = f(x, 0)", "  f(s(x), s(y)) = f(s(x), y)"],
  ],
  ["exchanged arguments", ["fun f : N, N -> N", "  f(0, y) = y", "  f(s(x), y) = f(y, x)"]],
  ["a call in a call", ["fun f : N, N -> N", "  f(0, y) = y", "  f(s(x), y) = f(x, f(x, y))"]],
  [
    "Ackermann",
    [
      "fun A : N, N -> N",
      "  A(0, y) = s(y)",
      "  A(s(x), 0) = A(x, s(0))",
      "  A(s(x), s(y)) = A(x, A(s(x), y))",
    ],
  ],
  ["a call in a condition", ["fun f : N -> N", "  f(0) = 0", "  f(s(x)) = if f(x) = 0 then x else s(x)"]],
  [
    "values of a sort of constants",
    ["op b : N -> Bool", "fun f : N -> N", "  b(x) = tt -> f(x) = 0", "  b(x) = ff -> f(x) = s(0)"],
  ],
  [
    "a call under a quantifier",
    [
      "op e : N, N -> Prop",
      "fun w : N, N -> Prop",
      "  w(0, x) <-> x = 0",
      "  w(s(n), x) <-> exists y. e(x, y) & w(n, y)",
    ],
  ],
  ["lists of anything", ["fun len : List a -> N", "  len(nil) = 0", "  len(cons(x, xs)) = s(len(xs))"]],
];

test.each(ACCEPTED)("accepted: %s", (_, lines) => {
  expect(load(`${CONTEXT}${lines.join("\n")}\n`).diagnostics.map(formatDiagnostic)).toEqual([]);
});

/** Lines from line 11 on; code and place of every diagnostic, each with a part of its message or hint. */
const REFUSED: readonly (readonly [string, readonly string[], ...(readonly [string, string])[]])[] = [
  ["no equation", ["fun f : N -> N"], ["missing-case 11:5", "what f(x) is"]],
  ["no case for 0", ["fun f : N -> N", "  f(s(x)) = x"], ["missing-case 11:5", "what f(0) is"]],
  [
    "a case deep inside",
    ["fun f : N, List N -> N", "  f(0, xs) = 0", "  f(s(x), nil) = 0", "  f(s(x), cons(s(y), ys)) = 0"],
    ["missing-case 11:5", "f(s(x), cons(0, y))"],
  ],
  [
    "a condition without its opposite",
    ["fun f : N, N -> N", "  x = y -> f(x, y) = x"],
    ["missing-case 11:5", "f(x, y) is where x != y"],
  ],
  [
    "a constant that is left out",
    ["fun f : Bool -> N", "  x = tt -> f(x) = 0"],
    ["missing-case 11:5", "where x = ff"],
  ],
  [
    "two values",
    ["fun f : N, N -> N", "  f(0, y) = 0", "  f(x, 0) = s(0)", "  f(s(x), s(y)) = 0"],
    ["overlapping-equations 13:3", "line 12 both say what f(0, 0) is"],
  ],
  [
    "two values under conditions",
    ["op p : N -> Prop", "fun f : N -> N", "  f(0) = 0", "  f(s(x)) = 0", "  p(x) -> f(s(x)) = x"],
    ["overlapping-equations 15:3", "line 14 both say what f(s(x)) is where p(x)"],
  ],
  ["two truths", ["fun p : N -> Prop", "  p(x)", "  !p(0)"], ["overlapping-equations 13:3", "p(0)"]],
  [
    "a call of itself",
    ["fun f : N -> N", "  f(x) = s(f(x))"],
    ["termination 12:12", "the call f(x) is on nothing smaller"],
  ],
  [
    "a larger argument",
    ["fun f : N -> N", "  f(0) = 0", "  f(s(x)) = f(s(s(x)))"],
    ["termination 13:13", "f(s(s(x)))"],
  ],
  [
    "a value of its own",
    ["fun f : N -> N", "  f(0) = 0", "  f(s(x)) = f(f(x))"],
    ["termination 13:13", "f(f(x))"],
  ],
  [
    "a cycle of two",
    ["fun f : N -> N", "  f(x) = g(x)", "with g : N -> N", "  g(x) = f(x)"],
    ["termination 12:10", "`f`"],
    ["termination 14:10", "`g`"],
  ],
  [
    "a call in a condition",
    ["fun f : N -> N", "  f(x) = if f(x) = 0 then s(0) else 0"],
    ["termination 12:13", "f(x)"],
  ],
  [
    "a predicate that denies itself",
    ["fun p : N -> Prop", "  p(x) <-> !p(x)"],
    ["termination 12:13", "p(x)"],
  ],
  ["a call at all values", ["fun p : N -> Prop", "  p(x) <-> forall y. p(y)"], ["termination 12:22", "p(y)"]],
  ["an infix call", ["fun + : N, N -> N infixl 60", "  x + y = y + x"], ["termination 12:11", "y + x"]],
  [
    "a function in a pattern",
    ["op g : N -> N", "fun f : N -> N", "  f(g(x)) = x"],
    ["bad-pattern 13:5", "`g` is no constructor"],
  ],
  ["a variable twice", ["fun f : N, N -> N", "  f(x, x) = x"], ["bad-pattern 12:3", "`x` stands twice"]],
  [
    "a variable from nowhere",
    ["fun f : N -> N", "  f(x) = y"],
    ["unbound-variable 12:10", "`y` does not stand among"],
  ],
  [
    "an equation of another function",
    ["op g : N -> N", "fun f : N -> N", "  g(x) = x"],
    ["bad-equation 13:3", "no equation of `f`"],
  ],
  [
    "an equation the wrong way round",
    ["fun f : N -> N", "  0 = f(0)"],
    ["bad-equation 12:3", "no equation of `f`"],
  ],
  [
    "a special sort",
    ["fun f : List a -> N", "  f(xs) = 0", "  f(cons(s(0), xs)) = 0"],
    ["undetermined-sort 13:3", "`f` in general"],
  ],
  [
    "a sort from nowhere",
    ["op c{b} : N", "fun f : N -> N", "  f(x) = c{b}"],
    ["undetermined-sort 13:3", "speaks of no other"],
  ],
  [
    "a name in use",
    ["op f : N -> N", "axiom a : f(0) = 0", "fun f", "  f(x) = x"],
    ["duplicate-symbol 13:5", "in use"],
  ],
  ["a name with another meaning", ["fun s : N -> N", "  s(x) = x"], ["duplicate-symbol 11:5", "constructor"]],
  ["a name that is not declared", ["fun f", "  f(x) = x"], ["unknown-symbol 11:5", "fun f : N -> N"]],
  ["no `fun`", ["with f : N -> N", "  f(x) = x"], ["stray-with 11:1", "`fun`"]],
  ["no `else`", ["fun f : N -> N", "  f(x) = if x = 0 then 0"], ["syntax 12:25", "expected"]],
  [
    "a term for a condition",
    ["fun f : N -> N", "  f(x) = if x then 0 else 0"],
    ["term-as-formula 12:13", "`x` is a term"],
  ],
  ["a reserved word", ["op else : N"], ["reserved-name 11:4", "reserved word"]],
];

describe("no definition", () => {
  const cases = REFUSED.map(([title, lines, ...expected]) => ({ title, lines, expected }));
  test.each(cases)("$title", ({ lines, expected }) => {
    const { theory, diagnostics } = load(`${CONTEXT}${lines.join("\n")}\n`);
    expect(diagnostics.map(place), diagnostics.map(formatDiagnostic).join("\n")).toEqual(
      expected.map(([at]) => at),
    );
    diagnostics.forEach((diagnostic, i) => {
      expect(formatDiagnostic(diagnostic)).toContain(expected[i][1]);
    });
    expect(theory).toBeUndefined();
  });

  test("what is not shown to terminate can be assumed to, and is remembered as that", () => {
    const text = `${CONTEXT}fun f : N -> N\n  f(x) = s(f(x))\nfun g : N -> N\n  g(x) = f(x)\n`;
    const { theory, diagnostics } = loadTheory("main.mpl", () => text, { assumeTermination: true });
    expect(diagnostics.map(place)).toEqual(["warning termination 12:12"]);
    expect(theory?.recursions.map(({ assumed }) => assumed)).toEqual([true, false]);
  });

  test("what does not cover all cases cannot be assumed to", () => {
    const text = `${CONTEXT}fun f : N -> N\n  f(s(x)) = s(f(x))\n`;
    const { theory, diagnostics } = loadTheory("main.mpl", () => text, { assumeTermination: true });
    expect(theory).toBeUndefined();
    expect(diagnostics.map(place)).toEqual(["missing-case 11:5"]);
  });
});
