/** Whole explorations, with a prover that believes everything. */
import { describe, expect, it } from "vitest";
import type { Conjecture } from "../../src/explore/conjecture.js";
import { EXPLORE_LIMITS, Explorer, exploreSettings } from "../../src/explore/explorer.js";
import { eq, exists, formulaText, imp, not, TRUE, type Formula } from "../../src/logic/formula.js";
import { sortApp, type Sort } from "../../src/logic/sort.js";
import { app, variable } from "../../src/logic/term.js";
import type { SymbolDecl, Theory } from "../../src/logic/theory.js";
import { device } from "./device.js";
import {
  all,
  append,
  cons,
  e,
  le,
  lists,
  nil,
  ORDER,
  PEANO,
  plus,
  rev,
  s,
  times,
  x,
  xs,
  y,
  ys,
  z,
  zero,
} from "./theories.js";

async function create(theory: Theory, limits: Readonly<Record<string, number>> = {}): Promise<Explorer> {
  return await Explorer.create(theory, exploreSettings(theory, new Map(Object.entries(limits))), device);
}

async function explore(
  explorer: Explorer,
  believes: (conjecture: Conjecture) => boolean = () => true,
): Promise<readonly Conjecture[]> {
  const found: Conjecture[] = [];
  for (let wave = await explorer.nextWave(); wave !== undefined; wave = await explorer.nextWave()) {
    for (const conjecture of wave.conjectures) {
      expect(wave.size).toBeGreaterThanOrEqual(conjecture.kind === "equation" ? conjecture.size : 0);
      found.push(conjecture);
      if (!explorer.isKnown(conjecture.formula) && believes(conjecture)) explorer.learn(conjecture.formula);
    }
  }
  return found;
}

const texts = (conjectures: readonly Conjecture[]): readonly string[] =>
  conjectures.map(({ formula }) => formulaText(formula));

describe("Explorer on Peano arithmetic", () => {
  it("finds the semiring laws and cancellation, few things else, and nothing false", async () => {
    const explorer = await create(PEANO);
    const found = await explore(explorer);
    const all = texts(found);
    for (const law of [
      "(>[x:N](true[])(=[+[0,x],x]))",
      "(>[x:N,y:N](true[])(=[+[x,y],+[y,x]]))",
      "(>[x:N,y:N](true[])(=[*[x,y],*[y,x]]))",
      "(>[x:N,y:N,z:N](true[])(=[+[+[x,y],z],+[x,+[y,z]]]))",
      "(>[x:N,y:N,z:N](true[])(=[*[*[x,y],z],*[x,*[y,z]]]))",
      "(>[x:N,y:N,z:N](true[])(=[*[x,+[y,z]],+[*[x,y],*[x,z]]]))",
      "(>[x:N,y:N,z:N](=[+[x,y],+[z,y]])(=[x,z]))",
    ]) {
      expect(all).toContain(law);
    }
    expect(found.length).toBeLessThan(40);
    for (const { formula } of found) expect(explorer.refute(formula)).toBeUndefined();
    expect(explorer.counts.get("conjectures")).toBe(found.length);
  });

  it("proposes the same things every time", async () => {
    const runs = await Promise.all(
      [0, 1].map(async () => texts(await explore(await create(PEANO, { size: 6 })))),
    );
    expect(runs[0]).toEqual(runs[1]);
  });

  it("proposes each thing once, and ends, even if nothing is ever proved", async () => {
    const found = texts(await explore(await create(PEANO, { size: 5 }), () => false));
    expect(new Set(found).size).toBe(found.length);
    expect(found.length).toBeGreaterThan(20);
  });
});

describe("Explorer on lists", () => {
  it.each([false, true])("finds the laws of append and reverse (with numbers: %s)", async (numbers) => {
    const found = texts(await explore(await create(lists(numbers))));
    for (const law of [
      "(>[xs:List{a}](true[])(=[++{a}[xs,nil{a}],xs]))",
      "(>[xs:List{a}](true[])(=[rev{a}[rev{a}[xs]],xs]))",
      "(>[xs:List{a},ys:List{a}](true[])(=[rev{a}[++{a}[xs,ys]],++{a}[rev{a}[ys],rev{a}[xs]]]))",
      "(>[xs:List{a},ys:List{a},zs:List{a}](true[])(=[++{a}[++{a}[xs,ys],zs],++{a}[xs,++{a}[ys,zs]]]))",
    ]) {
      expect(found).toContain(law);
    }
    if (numbers)
      expect(found).toContain(
        "(>[xs:List{a},ys:List{a}](true[])(=[len{a}[++{a}[xs,ys]],+[len{a}[xs],len{a}[ys]]]))",
      );
    expect(found.length).toBeLessThan(40);
  });

  it("says nothing about imported symbols alone", async () => {
    for (const text of texts(await explore(await create(lists(true), { size: 5 }))))
      expect(text).toMatch(/\+\+|rev|len/);
  });
});

describe("Explorer on a defined order", () => {
  it("finds that it is reflexive, transitive, antisymmetric and monotone", async () => {
    const found = texts(await explore(await create(ORDER, { size: 5 })));
    expect(found).toContain("(>[x:N](true[])(<=[x,x]))");
    expect(found).toContain("(>[x:N,y:N,z:N](&(<=[x,y])(<=[y,z]))(<=[x,z]))");
    expect(found).toContain("(>[x:N,y:N](&(<=[x,y])(<=[y,x]))(=[x,y]))");
    expect(found).toContain("(>[x:N,y:N](<=[x,y])(<=[s[x],s[y]]))");
  });
});

describe("Explorer on theories that it cannot compute with", () => {
  it("leaves out what has no values, and says so", async () => {
    const g = sortApp("G");
    const symbol = (name: string, args: readonly Sort[], result?: Sort): SymbolDecl => ({
      name,
      params: [],
      args,
      result,
      kind: result === undefined ? "predicate" : "function",
      fixity: undefined,
      origin: "Group",
    });
    const group: Theory = {
      ...PEANO,
      name: "Group",
      sorts: [
        { name: "G", params: [], inductive: false, constructors: [], origin: "Group" },
        { name: "Void", params: [], inductive: true, constructors: [], origin: "Group" },
      ],
      symbols: [symbol("mul", [g, g], g), symbol("wide", [g, g, g, g, g], g), symbol("less", [g, g])],
      facts: [],
    };
    const explorer = await create(group);
    expect(explorer.skippedSymbols).toEqual(["mul", "wide", "less"]);
    expect(await explore(explorer)).toEqual([]);
    const a = variable("a", g);
    expect(explorer.refute(all([a], eq(app("mul", [a, a]), a)))).toBeUndefined();
    expect(explorer.refute(all([a], eq(app("wide", [a, a, a, a, a]), a)))).toBeUndefined();
  });

  it("ends in the middle of an enumeration when it is over", async () => {
    const explorer = await create(PEANO, { size: 15, vars: 5, terms: 2e9 });
    let questions = 0;
    explorer.isOver = () => Promise.resolve(++questions > 100);
    await explore(explorer, () => false);
    expect(questions).toBeLessThan(110);
    expect(explorer.counts.get("terms enumerated")).toBeGreaterThan(5000);
    expect(explorer.limitMet).toBeUndefined();
  });
});

describe("refute", () => {
  const values = (explorer: Explorer, formula: Formula): string | undefined =>
    explorer
      .refute(formula)
      ?.assignment.map(({ variable, value }) => `${variable}=${value}`)
      .join(" ");

  it("names the smallest values that falsify", async () => {
    const explorer = await create(PEANO);
    expect(values(explorer, all([x, y], eq(plus(s(x), y), times(x, y))))).toBe("x=0 y=0");
    expect(values(explorer, imp([x, y, z], eq(times(x, z), times(y, z)), eq(x, y)))).toBe("x=0 y=s(0) z=0");
    expect(values(explorer, all([x, y], eq(plus(x, y), plus(y, x))))).toBeUndefined();
  });

  it("sees through values that are beyond the universe", async () => {
    const list = await create(lists(false));
    expect(values(list, all([xs, ys], eq(rev(append(xs, ys)), append(rev(xs), rev(ys)))))).toBe(
      "xs=cons(a1, nil) ys=cons(a2, nil)",
    );
    expect(values(list, all([e, xs], eq(cons(e, rev(xs)), append(rev(xs), cons(e, nil)))))).toBe(
      "e=a1 xs=cons(a2, nil)",
    );
    const tiny = await create(PEANO, { values: 2 });
    expect(values(tiny, all([x, y], eq(plus(s(x), s(y)), plus(x, y))))).toBe("x=0 y=0");
  });

  it("prints with the caller's notation", async () => {
    const explorer = await create(PEANO);
    const print = (symbol: string, args: readonly string[]): string =>
      args.length === 0 ? "zero" : `${args[0]}+1 (${symbol})`;
    expect(explorer.refute(all([x], eq(x, zero)), print)?.assignment).toEqual([
      { variable: "x", value: "zero+1 (s)" },
    ]);
  });

  it("trusts a quantifier only where every case is settled", async () => {
    const explorer = await create(ORDER);
    expect(values(explorer, all([x, y], le(x, y)))).toBe("x=s(0) y=0");
    expect(values(explorer, imp([x, y], le(x, y), le(y, x)))).toBe("x=0 y=s(0)");
    expect(values(explorer, all([x], exists([z], TRUE, eq(plus(z, z), x))))).toBe("x=s(0)");
    expect(values(explorer, all([x], exists([z], TRUE, eq(plus(x, z), x))))).toBeUndefined();
    expect(values(explorer, all([x], not(eq(x, s(s(zero))))))).toBe("x=s(s(0))");
    // That 0 <= y for all y takes an induction, which is not for the refuter to make.
    expect(values(explorer, imp([x], imp([y], TRUE, le(x, y)), eq(x, s(zero))))).toBeUndefined();
  });
});

describe("exploreSettings", () => {
  it("lets the theory override the defaults and the caller override both", () => {
    const theory: Theory = {
      ...PEANO,
      settings: {
        explore: new Map([
          ["size", 4],
          ["vars", 2],
        ]),
        grid: new Map(),
      },
    };
    const settings = exploreSettings(theory, new Map([["size", 5]]));
    expect([settings.size, settings.vars]).toEqual([5, 2]);
    expect(settings.values).toBe(EXPLORE_LIMITS.find(({ name }) => name === "values")?.default);
  });
});
