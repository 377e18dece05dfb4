/** Candidates by number: every pair of occurrences has one, and the seed's order has each once. */
import { describe, expect, it } from "vitest";
import { PatternBuilder } from "../../src/mutate/patterns.js";
import { CandidateSpace, Permutation } from "../../src/mutate/sampling.js";
import { parseTerm } from "./support.js";

describe("a permutation", () => {
  it.each([1, 2, 3, 10, 255, 256, 257, 5000])("of %i numbers has each once", (size) => {
    const order = new Permutation(size, 7);
    const places = Array.from({ length: size }, (_, i) => order.at(i));
    expect(new Set(places).size).toBe(size);
    expect(Math.max(...places)).toBe(size - 1);
    expect(Math.min(...places)).toBe(0);
  });

  it("depends on the seed alone", () => {
    const places = (seed: number): number[] => {
      const order = new Permutation(1000, seed);
      return Array.from({ length: 1000 }, (_, i) => order.at(i));
    };
    expect(places(1)).toEqual(places(1));
    expect(places(1)).not.toEqual(places(2));
    expect(places(1)).not.toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });

  it("covers hundreds of millions without a list", () => {
    const order = new Permutation(165_915_018, 1);
    const some = Array.from({ length: 1000 }, (_, i) => order.at(165_915_018 - 1 - i));
    expect(new Set(some).size).toBe(1000);
    expect(some.every((place) => place >= 0 && place < 165_915_018)).toBe(true);
  });
});

describe("a candidate space", () => {
  it("numbers every pair of occurrences once", () => {
    const builder = new PatternBuilder();
    for (const [theorem, text] of ["f(X,Y)", "a", "f(Y,X)", "f(X,X)", "f(A,B)"].entries()) {
      const cells: number[] = [];
      parseTerm(text, cells, new Map());
      builder.add(Uint32Array.from(cells), 0, theorem, 0);
    }
    const table = builder.finish();
    const sides = { left: table, right: table, matchOnly: false };
    // Patterns: 0 is f(X,Y), three times; 1 is a; 2 is f(X,X).
    const space = new CandidateSpace(sides, Uint32Array.of(0, 0, 1), Uint32Array.of(0, 2, 1));
    expect(space.total).toBe(9 + 3 + 1);
    const seen = Array.from({ length: space.total }, (_, i) => {
      const { left, right } = space.at(i);
      return `${table.occurrenceTheorem[left]} ${table.occurrenceTheorem[right]}`;
    });
    const expected = [0, 2, 4].flatMap((l) => [0, 2, 4, 3].map((r) => `${l} ${r}`));
    expect(seen.sort()).toEqual([...expected, "1 1"].sort());
  });
});
