/** Coverage, overlap and termination of equations, against trying all small values. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conflict, Constructors, missingCase } from "../../src/logic/coverage.js";
import { callsOf, definingEquation, type DefiningEquation } from "../../src/logic/defining-equation.js";
import { and, atom, eq, imp, not, TRUE, type Formula } from "../../src/logic/formula.js";
import { satisfy } from "../../src/logic/propositional.js";
import { unfounded, type RecursiveCall } from "../../src/logic/size-change.js";
import { sortApp } from "../../src/logic/sort.js";
import { app, matchTerm, substitute, variable, type Term } from "../../src/logic/term.js";
import type { SortDecl, SymbolDecl } from "../../src/logic/theory.js";

const T = sortApp("T");
const SORTS = new Map<string, SortDecl>([
  ["T", { name: "T", params: [], inductive: true, constructors: ["a", "u", "b"], origin: "" }],
]);
/** A constant, one that wraps one value, and one that joins two. */
const ARITIES: Readonly<Record<string, number>> = { a: 0, u: 1, b: 2 };
const SYMBOLS = new Map<string, SymbolDecl>(
  Object.entries(ARITIES).map(([name, arity]) => {
    const args = Array.from({ length: arity }, () => T);
    return [name, { name, params: [], args, result: T, kind: "constructor", fixity: undefined, origin: "" }];
  }),
);
const CONSTRUCTORS = new Constructors(SORTS, SYMBOLS);

/** Every value of at most that depth. */
function values(depth: number): readonly Term[] {
  if (depth === 0) return [];
  const smaller = values(depth - 1);
  return [
    app("a"),
    ...smaller.map((value) => app("u", [value])),
    ...smaller.flatMap((left) => smaller.map((right) => app("b", [left, right]))),
  ];
}
const VALUES = values(3);
const PAIRS = VALUES.flatMap((left) => VALUES.map((right) => [left, right] as const));

/** A pattern with variables `name1`, `name2`, …, of depth two at most. */
const pattern = (name: string): fc.Arbitrary<Term> => {
  const shape: fc.Arbitrary<string> = fc.constantFrom("_", "_", "a", "u", "b");
  return fc.tuple(shape, shape, shape).map(([outer, ...inner]) => {
    let count = 0;
    const make = (head: string, depth: number): Term => {
      if (head === "_") return variable(`${name}${++count}`, T);
      return app(
        head,
        Array.from({ length: ARITIES[head] }, (_, i) => make(depth > 0 ? inner[i] : "_", depth - 1)),
      );
    };
    return make(outer, 1);
  });
};
const row = fc.tuple(pattern("x"), pattern("y"));

const equation = (patterns: readonly Term[], value: Term, condition: Formula = TRUE): DefiningEquation => ({
  ...{ symbol: "f", sorts: [], patterns, condition, value },
});

const fits = (patterns: readonly Term[], args: readonly Term[]): boolean => {
  const images = new Map<string, Term>();
  return patterns.every((one, i) => matchTerm(one, args[i], images));
};

describe("equations over patterns", () => {
  test("cover everything exactly if they fit every small value", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 7 }), (rows) => {
        const equations = rows.map((patterns) => equation(patterns, app("a")));
        const missing = missingCase(equations, [T, T], CONSTRUCTORS);
        const isCovered = PAIRS.every((args) => rows.some((patterns) => fits(patterns, args)));
        expect(missing === undefined).toBe(isCovered);
        if (missing === undefined || missing === "too-large") return;
        const least = new Map<string, Term>();
        for (const arg of missing.args) ground(arg, least);
        const args = missing.args.map((arg) => substitute(arg, least));
        expect(rows.filter((patterns) => fits(patterns, args))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("disagree exactly if they give some small value two things", () => {
    fc.assert(
      fc.property(row, row, (first, second) => {
        const found = conflict(
          equation(first, app("a")),
          equation(second, app("u", [app("a")])),
          CONSTRUCTORS,
        );
        const overlaps = PAIRS.some((args) => fits(first, args) && fits(second, args));
        expect(found !== undefined).toBe(overlaps);
        expect(conflict(equation(first, app("a")), equation(second, app("a")), CONSTRUCTORS)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});

function ground(term: Term, images: Map<string, Term>): void {
  if (term.kind === "var") images.set(term.name, app("a"));
  else for (const arg of term.args) ground(arg, images);
}

describe("conditions", () => {
  const x = variable("x", T);
  const p = atom("p", [x]);
  const siblings = (symbol: string): readonly string[] | undefined =>
    ["red", "green"].includes(symbol) ? ["red", "green"] : undefined;
  const is = (color: string): Formula => eq(app("g", [x]), app(color));

  test("are propositional, but for constants that are all of a sort", () => {
    expect(satisfy(and(p, not(p)), siblings)).toBeUndefined();
    expect(satisfy(and(not(is("red")), not(is("green"))), siblings)).toBeUndefined();
    expect(satisfy(and(is("red"), is("green")), siblings)).toBeUndefined();
    expect(satisfy(not(is("red")), siblings)).toEqual([is("green")]);
    expect(satisfy(not(eq(x, x)), siblings)).toBeUndefined();
    expect(satisfy(and(eq(x, app("c")), not(eq(app("c"), x))), siblings)).toBeUndefined();
    expect(satisfy(and(p, imp([], p, not(p))), siblings)).toBeUndefined();
  });

  test("do not confuse what a quantifier binds with what it does not", () => {
    const bound = variable("y", T);
    const all = (right: Term): Formula => imp([bound], TRUE, atom("r", [bound, right]));
    const first = equation([x], app("a"), all(x));
    const second = equation([x], app("u", [app("a")]), not(imp([x], TRUE, atom("r", [x, x]))));
    expect(conflict(first, second, CONSTRUCTORS)).toBeDefined();
    expect(missingCase([first, second], [T], CONSTRUCTORS)).toBeDefined();
  });
});

/** The value of `f` at the arguments by its equations, or undefined if that takes more than `fuel` calls. */
function evaluate(
  term: Term,
  equations: readonly DefiningEquation[],
  fuel: { left: number },
): Term | undefined {
  if (term.kind === "var") return undefined;
  const args: Term[] = [];
  for (const arg of term.args) {
    const value = evaluate(arg, equations, fuel);
    if (value === undefined) return undefined;
    args.push(value);
  }
  if (term.symbol in ARITIES) return app(term.symbol, args);
  if (--fuel.left < 0) return undefined;
  const images = new Map<string, Term>();
  const used = equations.find(({ symbol, patterns }) => {
    images.clear();
    return symbol === term.symbol && patterns.every((one, i) => matchTerm(one, args[i], images));
  });
  return used === undefined ? app("a") : evaluate(substitute(used.value as Term, images), equations, fuel);
}

describe("size change", () => {
  /** Two functions of two arguments, on values that are made of `a` and `u` alone. */
  const depth = (count: number, inner: Term): Term =>
    count === 0 ? inner : app("u", [depth(count - 1, inner)]);
  const vars = [variable("x", T), variable("y", T)];
  const argument = fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 2 })).map(([i, n]) => depth(n, vars[i]));
  const random = fc.record({
    symbol: fc.constantFrom("f", "g"),
    patterns: fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 })),
    to: fc.constantFrom("f", "g"),
    args: fc.tuple(argument, argument),
    nested: fc.boolean(),
  });

  test("lets nothing through that does not end", () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(random, { minLength: 1, maxLength: 4 }), (given) => {
        const equations = given.map(({ symbol, patterns, to, args, nested }): DefiningEquation => ({
          ...{ symbol, sorts: [], patterns: patterns.map((n, i) => depth(n, vars[i])), condition: TRUE },
          value: nested ? app(to, [app(to, args), args[1]]) : app(to, args),
        }));
        const calls = equations.flatMap((one) =>
          callsOf(one, new Set(["f", "g"])).map((call): RecursiveCall => ({
            ...{ from: one.symbol, patterns: one.patterns, to: call.symbol, args: call.args },
          })),
        );
        const arities = new Map([
          ["f", 2],
          ["g", 2],
        ]);
        if (unfounded(calls, arities).length > 0) return;
        accepted++;
        for (const symbol of ["f", "g"])
          for (const i of [0, 1, 2, 3])
            for (const j of [0, 1, 2, 3]) {
              const start = app(symbol, [depth(i, app("a")), depth(j, app("a"))]);
              expect(evaluate(start, equations, { left: 5000 })).toBeDefined();
            }
      }),
      { numRuns: 1500 },
    );
    expect(accepted).toBeGreaterThan(50);
  });
});

test("a formula is taken apart as an equation about what stands at its left", () => {
  const [x, y] = [variable("x", T), variable("y", T)];
  const p = atom("p", [x]);
  const found = definingEquation(imp([x, y], p, imp([], not(p), eq(app("f", [x]), y))));
  expect(found).toMatchObject({ symbol: "f", patterns: [x], condition: and(p, not(p)), value: y });
  expect(definingEquation(imp([x], TRUE, imp([y], p, eq(app("f", [x]), y))))).toBeUndefined();
  expect(definingEquation(imp([x], TRUE, eq(x, app("f", [x]))))).toBeUndefined();
  expect(definingEquation(not(p))).toMatchObject({ symbol: "p", value: { kind: "false" } });
});
