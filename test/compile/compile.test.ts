/** Clauses and rules, one line a formula. */
import { describe, expect, test } from "vitest";
import { RecursionPositions } from "../../src/compile/recursion.js";
import { limitsWith, proveAll, refusal, theoryOf } from "../grid/load.js";
import { THEORY, clausesOf, rulesOf } from "./render.js";

describe("clauses", () => {
  test.each([
    ["(true[])", []],
    ["(false[])", ["false"]],
    ["!(true[])", ["false"]],
    ["!(false[])", []],
    ["(p[0])", ["(p[0])"]],
    ["!(p[0])", ["!(p[0])"]],
    ["!!(p[0])", ["(p[0])"]],
    ["(&(p[0])(=[0,0]))", ["(p[0])", "(=[0,0])"]],
    ["(>[x:N](p[x])(q[x,x]))", ["(p[x]) -> (q[x,x])"]],
    ["(>[x:N](&(p[x])!(r[]))(q[x,x]))", ["(p[x]), !(r[]) -> (q[x,x])", "(p[x]) -> split !!(r[]) | (q[x,x])"]],
    ["(>[x:N](p[x])(>[](r[])(q[x,x])))", ["(p[x]), (r[]) -> (q[x,x])"]],
    ["!(&(p[0])(r[]))", ["(p[0]) -> !(r[])", "(r[]) -> !(p[0])"]],
    ["!(&!(p[0])!(r[]))", ["split (p[0]) | (r[])"]],
    ["!(&!(p[0])!!(&!(r[])!(p[s[0]])))", ["split (p[0]) | (r[]) | (p[s[0]])"]],
    ["(>[]!(&!(p[0])!(r[]))(p[s[0]]))", ["(p[0]) -> (p[s[0]])", "(r[]) -> (p[s[0]])"]],
    ["!(>[x:N](p[x])!(q[x,x]))", ["exists x !(>[x:N](p[x])!(q[x,x]))"]],
    ["!(>[x:N](p[x])(q[x,x]))", ["exists x !(>[x:N](p[x])!!(q[x,x]))"]],
    ["(>[]!(>[x:N](p[x])!(q[x,x]))(r[]))", ["(p[x]), (q[x,x]) -> (r[])"]],
    ["(>[](>[x:N](true[])(p[x]))(r[]))", ["split !(>[x:N](true[])(p[x])) | (r[])"]],
  ])("%s", (formula, clauses) => {
    expect(clausesOf(formula)).toEqual(clauses);
  });
});

describe("rules", () => {
  const cases: readonly [string, string, readonly string[], readonly string[]][] = [
    [
      "an equation goes both ways where a side has all variables",
      "(>[x:N,y:N](true[])(=[g[x,y],+[y,x]]))",
      [],
      ["eq [g[x,y]] SCAN g", "eq [+[y,x]] SCAN +"],
    ],
    ["and one way where only one has", "(>[x:N,y:N](true[])(=[g[x,y],f[x]]))", [], ["eq [g[x,y]] SCAN g"]],
    ["commutativity is one rule", "(>[x:N,y:N](true[])(=[+[x,y],+[y,x]]))", [], ["eq [+[x,y]] SCAN +"]],
    [
      "a repeated variable is checked",
      "(>[x:N](true[])(=[g[x,x],0]))",
      [],
      ["eq [g[x,x]] SCAN g; CHECK 0.arg1 0.arg0"],
    ],
    [
      "a nested term is joined",
      "(>[x:N,y:N](true[])(=[+[x,s[y]],s[+[x,y]]]))",
      [],
      ["eq [+[x,s[y]]] SCAN +; JOIN 0.arg1 s", "eq [s[+[x,y]]] SCAN s; JOIN 0.arg0 +"],
    ],
    [
      "a premise that is an atom must be true",
      "(>[x:N](p[x])(=[f[x],x]))",
      [],
      ["eq [] SCAN p; IS 0.class true"],
    ],
    [
      "or false",
      "(>[x:N]!(p[x])(=[f[x],x]))",
      [],
      ["eq [] SCAN p; IS 0.class false", "split [] SCAN domain"],
    ],
    ["a premise t = x binds x to the class of t", "(>[x:N,y:N](=[f[x],y])(=[x,y]))", [], ["eq [] SCAN f"]],
    [
      "the sides of a premise are matched in one class",
      "(>[x:N,y:N](=[f[x],s[y]])(=[x,y]))",
      [],
      ["eq [] SCAN f; JOIN 0.class s"],
    ],
    [
      "a premise s != t is a false equality",
      "(>[x:N,y:N]!(=[x,y])(=[f[x],y]))",
      [],
      ["eq [] SCAN =; IS 0.class false", "split [] SCAN domain; SCAN domain"],
    ],
    [
      "a variable that has a value finds the rows by it",
      "(>[x:N,y:N,z:N](&(q[x,y])(q[y,z]))(q[x,z]))",
      [],
      ["atom [] SCAN q; IS 0.class true; SEEK q arg0 0.arg1; IS 1.class true"],
    ],
    [
      "also in a trigger; its other variables are checked",
      "(>[x:N,y:N,z:N](q[x,y])(q[g[z,x],g[y,z]]))",
      [],
      [
        "atom [g[z,x] g[y,z]] SCAN q; IS 0.class true; SEEK g arg1 0.arg0; SEEK g arg0 0.arg1; CHECK 2.arg1 1.arg0",
        "consider [q[g[z,x],g[y,z]]] SCAN q; JOIN 0.arg0 g; JOIN 0.arg1 g; CHECK 2.arg1 1.arg0",
      ],
    ],
    [
      "and in an equation its class is where the other side must be",
      "(>[x:N,y:N](&(p[x])(=[f[y],x]))(=[x,y]))",
      [],
      ["eq [] SCAN p; IS 0.class true; JOIN 0.arg0 f"],
    ],
    [
      "a premise between variables takes them from the domain",
      "(>[x:N,y:N](=[x,y])(=[f[x],f[y]]))",
      [],
      ["eq [] SCAN domain"],
    ],
    [
      "what nothing binds ranges over the domain",
      "(>[x:N](r[])(=[0,x]))",
      [],
      ["eq [] SCAN r; IS 0.class true; SCAN domain"],
    ],
    [
      "an eigenconstant is no variable",
      "(>[x:N](p[a])(=[f[x],x]))",
      ["a"],
      ["eq [f[x]] SCAN p; IS 0.class true; JOIN 0.arg0 eigen0; SCAN f"],
    ],
    [
      "nor in a premise between two",
      "(>[](=[a,b])(r[]))",
      ["a", "b"],
      ["atom [] SCAN eigen0; JOIN 0.class eigen1"],
    ],
    ["nor in one with a variable", "(>[x:N](=[a,x])(p[x]))", ["a"], ["atom [] SCAN eigen0"]],
    [
      "a wide symbol is matched row by row",
      "(>[x:N,y:N](true[])(=[w[x,x,x,x,y],0]))",
      [],
      [
        "eq [w[x,x,x,x,y]] SCAN w; JOIN 0.arg3 tuple; CHECK 0.arg1 0.arg0; CHECK 0.arg2 0.arg0; CHECK 1.arg0 0.arg0",
      ],
    ],
  ];
  test.each(cases)("%s", (_, formula, eigens, rules) => {
    expect(rulesOf(formula, eigens)).toEqual(rules);
  });
});

test.each([
  ["+", 0, false],
  ["+", 1, true],
  ["g", 0, true],
  ["g", 1, false],
  ["f", 0, false],
  ["s", 0, false],
])("recursion position: %s at %i is %s", (symbol, position, expected) => {
  expect(new RecursionPositions(THEORY).has(symbol, position)).toBe(expected);
});

describe.each([5, 6, 7, 8, 9])("a symbol of %i arguments", (arity) => {
  const sorts = Array.from({ length: arity }, () => "A").join(", ");
  const vars = Array.from({ length: arity }, (_, index) => `x${index}`);
  const [args, reversed, shifted] = [vars, vars.toReversed(), [...vars.slice(1), vars[0]]].map((list) =>
    list.join(", "),
  );
  const last = vars[arity - 1];
  const wide = theoryOf(`
sort A
op h : ${sorts} -> A
op u : A -> A
predicate o : ${sorts}
axiom turn : h(${args}) = h(${shifted})
axiom fold : u(h(${args})) = ${last}
axiom fact : o(${args}) -> o(${reversed})
theorem equal : h(${shifted}) = h(${args})
theorem folded : u(h(${shifted})) = x0
theorem atom : o(${reversed}) -> o(${args})
theorem inside : x0 = ${last} -> h(${args}) = h(${[last, ...vars.slice(1)].join(", ")})
theorem different : o(${args}) & !o(${[...vars.slice(0, -1), "y"].join(", ")}) -> ${last} != y
`);
  test("is proved about, and the checker accepts it", async () => {
    const outcomes = await proveAll(
      wide,
      wide.goals.map((goal) => goal.formula),
      limitsWith({ nodes: 100 }),
    );
    for (const [index, outcome] of outcomes.entries()) {
      expect(outcome.certificate, wide.goals[index].name).toBeDefined();
      expect(refusal(wide, outcome), wide.goals[index].name).toBeUndefined();
    }
  });
});
