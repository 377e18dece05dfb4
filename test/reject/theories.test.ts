/** Theories: what `readTheory` refuses, because a rule of the checker would be unsound for it or the text says nothing. */
import { describe, expect, it } from "vitest";
import { readTheory } from "../../src/check/checker.js";
import { THEORY } from "../check/samples.js";

const BASE = `theory T
sort N inductive
constructor 0 : N
constructor s : N -> N
sort G
sort List{a} inductive
constructor nil{a} : List{a}
constructor cons{a} : a, List{a} -> List{a}
function + : N, N -> N infixl 60
function f : N -> N
function g{a} : a -> a
predicate p : N
predicate t
`;

const ROWS: readonly (readonly [name: string, lines: string, reason: string])[] = [
  ["a sort twice", "sort N", "sort N is declared twice"],
  ["a symbol twice", "function f : N", "symbol f is declared twice"],
  ["a function and a predicate of one name", "predicate f : N", "symbol f is declared twice"],
  ["a fact twice", "axiom a : (t[])\naxiom a : (t[])", "a is declared twice"],
  ["an axiom and a goal of one name", "axiom a : (t[])\ntheorem a : (t[])", "a is declared twice"],
  ["a goal twice", "theorem a : (t[])\ntheorem a : (p[0])", "a is declared twice"],
  ["a goal and then an axiom of one name", "theorem a : (t[])\naxiom a : (t[])", "a is declared twice"],
  ["a predicate's sorts without a colon", "predicate h N", ": is expected"],
  ["an unknown sort", "function h : M", "unknown sort M"],
  ["a sort before its declaration", "function h : M\nsort M", "unknown sort M"],
  ["a parameter that is not listed", "function h : a -> a", "unknown sort a"],
  ["a parameter twice", "sort P{a,a}", "a is listed twice"],
  ["a parameter that is a sort", "sort P{N}", "N is also a sort"],
  ["a sort of a wrong arity", "function h : List -> N", '{ is expected before "]"'],
  ["sort arguments too many", "function h : N{N} -> N", ", is expected before"],
  ["a reserved predicate", "predicate > : N, N", "> cannot be a predicate"],
  ["equality declared", "predicate = : N, N", "= cannot be a predicate"],
  ["a sort without a constructor", "sort E inductive", "E has no constructor to begin with"],
  [
    "a sort without a first constructor",
    "sort E inductive\nconstructor c : E -> E",
    "no constructor to begin with",
  ],
  ["a constructor of another sort", "constructor c : G", "the sort is not inductive"],
  ["a constructor of a parameter", "constructor c{a} : a", "the sort is not inductive"],
  ["a constructor at one sort only", "constructor c : List{N}", "with its own parameters, in order"],
  [
    "a constructor with a parameter more",
    "constructor c{a,b} : b -> List{a}",
    "with its own parameters, in order",
  ],
  [
    "parameters in another order",
    "sort P{a,b} inductive\nconstructor c{a,b} : P{b,a}",
    "own parameters, in order",
  ],
  [
    "a parameter twice in a constructor",
    "sort P{a,b} inductive\nconstructor c{a,b} : P{a,a}",
    "own parameters",
  ],
  [
    "recursion at another sort",
    "constructor c{a} : List{List{a}} -> List{a}",
    "neither List as it is declared",
  ],
  [
    "recursion inside another sort",
    "sort T inductive\nconstructor c : List{T} -> T",
    "neither T as it is declared",
  ],
  [
    "a later sort",
    "sort B inductive\nsort C inductive\nconstructor b : C -> B",
    "neither B as it is declared",
  ],
  ["an axiom that is not closed", "axiom a : (p[x])", "unknown name x"],
  ["an axiom that is ill-sorted", "axiom a : (>[x:G](true[])(p[x]))", "of a wrong sort"],
  ["an axiom with spaces", "axiom a : (=[0, 0])", "a name is expected"],
  ["an axiom without a formula", "axiom a :", "one formula is expected"],
  ["an axiom without a colon", "axiom a (t[])", ": is expected"],
  ["a function without a sort", "function h", ": is expected"],
  ["a function without a range", "function h : N ->", ", is expected"],
  ["a function with two arrows", "function h : N -> N -> N", ", is expected before"],
  ["an unknown declaration", "lemma a : (t[])", "not a declaration"],
  ["a second theory line", "theory T", "one `theory` line"],
  ["text after a sort", "sort M finite", "not a declaration"],
  ["a wrong fixity", "function h : N, N -> N infixx 60", ", is expected"],
  ["a bound variable that is a symbol", "axiom a : (>[f:N](true[])(p[f]))", "also a symbol"],
  [
    "a definition with the variables before both halves",
    "definition d : (>[x:N](true[])(&(>[](p[x])(=[x,0]))(>[](=[x,0])(p[x]))))",
    "neither an equation nor two converse implications",
  ],
  ["a definition that is an axiom", "definition d : (t[])", "not a definition"],
  [
    "a definition of a constructor",
    "definition d : (>[x:N](true[])(=[s[x],x]))",
    "not a definition of a symbol",
  ],
  [
    "a definition of a variable",
    "definition d : (>[x:N](true[])(=[x,f[x]]))",
    "not a definition of a symbol",
  ],
  ["a definition by itself", "definition d : (>[x:N](true[])(=[f[x],s[f[x]]]))", "f is on both sides"],
  [
    "a definition of a known symbol",
    "axiom a : (=[f[0],0])\ndefinition d : (>[x:N](true[])(=[f[x],s[x]]))",
    "earlier fact",
  ],
  [
    "two definitions of one symbol",
    "definition d : (>[x:N](true[])(=[f[x],s[x]]))\ndefinition e : (>[x:N](true[])(=[f[x],x]))",
    "earlier fact mentions f",
  ],
  ["a definition at one argument", "definition d : (=[f[0],0])", "for all sort parameters and variables"],
  [
    "a definition on the diagonal",
    "definition d : (>[x:N](true[])(=[+[x,x],x]))",
    "for all sort parameters and variables",
  ],
  [
    "a definition with a variable more",
    "definition d : (>[x:N,y:N](true[])(=[f[x],y]))",
    "for all sort parameters and variables",
  ],
  ["a definition under a premise", "definition d : (>[x:N](p[x])(=[f[x],x]))", "not a definition"],
  [
    "a definition at one sort",
    "definition d : (>[x:N](true[])(=[g{N}[x],x]))",
    "not a definition for all sort parameters",
  ],
  ["half a definition", "definition d : (>[x:N](p[x])(=[x,0]))", "not a definition"],
  [
    "halves that differ",
    "definition d : (&(>[x:N](p[x])(=[x,0]))(>[x:N](=[x,s[0]])(p[x])))",
    "nor two converse implications",
  ],
  [
    "a predicate by itself",
    "definition d : (&(>[x:N](p[x])!(p[x]))(>[x:N]!(p[x])(p[x])))",
    "p is on both sides",
  ],
];

describe("readTheory refuses", () => {
  it.each(ROWS)("%s", (_name, lines, reason) => {
    const result = readTheory(BASE + lines + "\n");
    expect(result.ok ? "" : result.reason).toContain(reason);
    expect(result.ok ? 0 : result.line).toBeGreaterThan(13);
  });

  it.each([
    ["", "no `theory` line"],
    ["sort N\n", "begins with its one"],
    ["theory\n", "not a declaration"],
    ["theory A B\n", "not a declaration"],
    ["theory A{a}\n", "not a declaration"],
    ["\u0000", "not a declaration"],
    ["theory \ud800", "is not a name"],
  ])("%j", (text, reason) => {
    const result = readTheory(text);
    expect(result.ok ? "" : result.reason).toContain(reason);
  });
});

describe("readTheory accepts", () => {
  it.each([
    [
      "comments, blank lines, spaces and other line breaks",
      "-- note\n\n   \t\r\n  -- more\r\nsort  M \r\nfunction h:N->N",
    ],
    ["a predicate without arguments and with a colon", "predicate u :"],
    ["a fixity of a predicate without arguments", "predicate u : prefix 5\npredicate v prefix 5"],
    ["constructors after other declarations", "sort E inductive\naxiom a : (t[])\nconstructor c : N -> E"],
    [
      "a nested sort from before",
      "sort E inductive\nconstructor c : List{List{N}}, E -> E\nconstructor d : E",
    ],
    ["an equation as a definition", "definition d : (>[x:N](true[])(=[f[x],+[x,x]]))"],
    ["arguments in another order", "definition d : (>[y:N,x:N](true[])(=[+[x,y],y]))"],
    ["a constant's definition", "function c : N\ndefinition d : (=[c,s[0]])"],
    ["a generic definition", "definition d{b} : (>[x:b](true[])(=[g{b}[x],x]))"],
    ["a predicate's definition", "definition d : (&(>[x:N](p[x])(=[x,0]))(>[x:N](=[x,0])(p[x])))"],
    ["one without arguments", "definition d : (&(>[](t[])(=[0,0]))(>[](=[0,0])(t[])))"],
    [
      "definitions one on the other",
      "definition d : (>[x:N](true[])(=[f[x],x]))\ndefinition e : (&(>[x:N](p[x])(=[f[x],0]))(>[x:N](=[f[x],0])(p[x])))",
    ],
    [
      "names of many kinds",
      "function -> : N\nfunction true : N\nfunction & : N\npredicate &x : N\npredicate >= : N\naxiom é.1' : (&(>=[0])!(&x[&]))",
    ],
  ])("%s", (_name, lines) => {
    const text = BASE + lines.replace("h:N->N", "h : N -> N") + "\n";
    expect(readTheory(text)).toMatchObject({ ok: true });
  });

  it("the theory of the other tests, cut off after any line but in a sort's beginning", () => {
    const lines = THEORY.split("\n");
    const bad = lines
      .map((_, index) => index)
      .filter((index) => !readTheory(lines.slice(0, index).join("\n")).ok);
    expect(bad.map((index) => lines[index - 1] ?? "")).toEqual([
      "",
      "-- a theory for tests",
      "sort N inductive",
      "sort List{a} inductive",
      "sort Pair{a,b} inductive",
    ]);
  });
});
