/** Which statement is an instance of which, and which are the same up to renaming and order. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Canonicaliser, KeyTable } from "../../src/mutate/canonical.js";
import { SubsumptionIndex } from "../../src/mutate/subsumption.js";
import { chosenTerm, statement, subsumes } from "./support.js";

function isInstance(of: readonly string[], given: readonly string[]): boolean {
  const index = new SubsumptionIndex();
  index.add(statement(...of), 5);
  return index.find(statement(...given)) === 5;
}

const shallowTerm = fc
  .array(fc.nat(1000), { minLength: 20, maxLength: 20 })
  .map((numbers) => chosenTerm(() => numbers.pop() ?? 0, 1));

describe("a statement", () => {
  it.each([
    [["f(X,Y)"], ["f(a,b)"], true],
    [["f(X,X)"], ["f(a,b)"], false],
    [["f(X,X)"], ["f(g(Y),g(Y))"], true],
    [["f(a,b)"], ["f(X,Y)"], false],
    [["X"], ["h(a,b,Y)"], true],
    [["g(X)", "f(X,Y)"], ["g(a)", "b", "f(a,Z)"], true],
    [["g(X)", "f(X,Y)"], ["g(b)", "f(a,Z)"], false],
    [["g(Z)", "f(X,Y)"], ["f(a,b)"], false],
    [["g(Z)", "f(Z,X)", "f(X,Y)"], ["g(b)", "f(b,a)", "f(a,a)"], true],
    [["g(Z)", "f(Z,X)", "f(X,Y)"], ["g(a)", "f(b,a)", "f(a,a)"], false],
    // Two hypotheses may become one, and a choice may have to be taken back.
    [["g(X)", "g(Y)", "a"], ["g(b)", "a"], true],
    [["g(X)", "f(X,b)", "a"], ["g(a)", "g(b)", "f(b,b)", "a"], true],
  ] as const)("%j has the instance %j: %s", (general, special, expected) => {
    expect(isInstance(general, special)).toBe(expected);
  });

  it("is an instance of itself and of what it instantiates", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(1000)), (stream) => {
        const choose = (): number => stream.next().value as number;
        const parts = [chosenTerm(choose), chosenTerm(choose), chosenTerm(choose)];
        const image = chosenTerm(choose);
        const special = parts.map((part) => part.replaceAll("X", image));
        expect(isInstance(parts, parts)).toBe(true);
        expect(isInstance(parts, [...special.slice(0, 2).reverse(), special[2]])).toBe(true);
      }),
    );
  });

  it("is found exactly where a plain search finds it", () => {
    const found = { some: 0, none: 0 };
    const parts = fc
      .tuple(fc.array(shallowTerm, { maxLength: 3 }), shallowTerm, shallowTerm)
      .map(([hypotheses, left, right]) => [...hypotheses, `f(${left},${right})`]);
    fc.assert(
      fc.property(fc.array(parts, { minLength: 20, maxLength: 40 }), (statements) => {
        const index = new SubsumptionIndex();
        const survivors: string[][] = [];
        statements.forEach((texts, id) => {
          const expected = survivors.some((general) => subsumes(general, texts));
          expect(index.find(statement(...texts)) >= 0).toBe(expected);
          found[expected ? "some" : "none"]++;
          if (expected) return;
          index.add(statement(...texts), id);
          survivors.push(texts);
        });
      }),
    );
    expect(Math.min(found.some, found.none)).toBeGreaterThan(200);
  });

  it("with many alike hypotheses is decided in bounded work", () => {
    const many = (name: string): string[] => Array.from({ length: 40 }, (_, i) => `g(${name}${i})`);
    expect(isInstance([...many("X"), "f(X0,X1)", "a"], [...many("Y"), "f(b,b)", "a"])).toBe(false);
  });

  it("is found or not whatever else is stored", () => {
    // A cycle of five edges, which a search finds after all paths in a graph that has none.
    const nested = (name: string, depth: number): string =>
      depth === 0 ? name : `g(${nested(name, depth - 1)})`;
    const cycle = (length: number): string[] =>
      Array.from({ length }, (_, i) => `f(X${i},X${(i + 1) % length})`);
    const graph = (size: number): string[] => {
      const sides = Array.from({ length: size * size }, (_, k) => [Math.floor(k / size), k % size] as const);
      const edges = sides.flatMap(([i, j]) => [
        [nested("a", i), nested("b", j)],
        [nested("b", j), nested("a", i)],
      ]);
      const last = Array.from({ length: 5 }, (_, i) => [
        `not(${nested("a", i)})`,
        `not(${nested("a", (i + 1) % 5)})`,
      ]);
      return [...edges, ...last].map((pair) => `f(${pair.join()})`);
    };
    const found = (lengths: readonly number[], size: number): number => {
      const index = new SubsumptionIndex();
      for (const length of lengths) index.add(statement(...cycle(length), "a"), length);
      return index.find(statement(...graph(size), "a"));
    };
    for (const others of [[], [7, 9]]) {
      expect(found([5], 3)).toBe(5);
      expect(found([...others, 5], 3)).toBe(5);
      expect(found([...others, 5], 6)).toBe(-1);
    }
  });

  it("finds its way among many", () => {
    const index = new SubsumptionIndex();
    const texts = Array.from({ length: 500 }, (_, i) => {
      let state = i + 1;
      return chosenTerm(() => (state = (state * 48271) % 2147483647));
    }).filter((text) => !/^[XYZ]$/.test(text));
    texts.forEach((text, id) => {
      index.add(statement(text), id);
    });
    for (const text of texts) expect(index.find(statement(text))).toBeGreaterThanOrEqual(0);
    expect(index.find(statement("not(not(a))"))).toBe(-1);
  });
});

describe("a key", () => {
  const key = (...texts: readonly string[]): string => {
    const canonical = new Canonicaliser();
    canonical.run(statement(...texts));
    return `${canonical.low} ${canonical.high}`;
  };

  it("does not see names or the order of hypotheses", () => {
    expect(key("g(X)", "f(X,Y)", "h(X,Y,Z)")).toBe(key("f(B,A)", "g(B)", "h(B,A,C)"));
    expect(key("g(U)", "a", "f(X,Y)")).toBe(key("a", "g(V)", "f(Y,X)"));
  });

  it("sees everything else", () => {
    const different = [
      ["f(X,Y)"],
      ["f(X,X)"],
      ["g(X)", "f(X,Y)"],
      ["g(Y)", "f(X,Y)"],
      ["g(Z)", "f(X,Y)"],
      ["f(X,Y)", "g(X)"],
    ];
    expect(new Set(different.map((texts) => key(...texts))).size).toBe(different.length);
  });

  it("is kept with a number", () => {
    const table = new KeyTable();
    for (let i = 0; i < 10_000; i++) expect(table.add(i, i * 7, i)).toBe(-1);
    for (let i = 0; i < 10_000; i++) expect(table.add(i, i * 7, 1)).toBe(i);
    expect(table.get(1, 8)).toBe(-1);
    expect(table.size).toBe(10_000);
  });
});
