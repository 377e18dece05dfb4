import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layeredLayout, type Layout } from "../../../src/export/pages/layered-layout.js";

const OPTIONS = { breadthGap: 10, rankGap: 20 };
type Edges = readonly (readonly [number, number])[];

function layoutOf(breadths: readonly number[], edges: Edges): Layout {
  return layeredLayout(
    breadths.map((breadth) => ({ breadth, thickness: 16 })),
    edges,
    OPTIONS,
  );
}

/** Breadths of nodes, and edges between any of them. */
const graphs = fc.array(fc.integer({ min: 8, max: 60 }), { minLength: 1, maxLength: 30 }).chain((breadths) =>
  fc.tuple(
    fc.constant(breadths),
    fc.array(fc.tuple(fc.nat({ max: breadths.length - 1 }), fc.nat({ max: breadths.length - 1 })), {
      maxLength: 60,
    }),
  ),
);

const acyclicGraphs = graphs.map(
  ([breadths, edges]) => [breadths, edges.filter(([from, to]) => from < to)] as const,
);

describe("layeredLayout", () => {
  it("keeps nodes of a rank apart and inside the picture", () => {
    fc.assert(
      fc.property(graphs, ([breadths, edges]) => {
        const { places, breadth, thickness } = layoutOf(breadths, edges);
        places.forEach((place, id) => {
          expect(place.along - breadths[id] / 2).toBeGreaterThanOrEqual(-0.001);
          expect(place.along + breadths[id] / 2).toBeLessThanOrEqual(breadth + 0.001);
          expect(place.across + 8).toBeLessThanOrEqual(thickness);
          for (let other = 0; other < id; other++) {
            if (places[other].across !== place.across) continue;
            const apart = Math.abs(places[other].along - place.along);
            expect(apart).toBeGreaterThanOrEqual((breadths[id] + breadths[other]) / 2 + 10 - 0.001);
          }
        });
      }),
    );
  });

  it("draws every edge of an acyclic graph once, forwards", () => {
    fc.assert(
      fc.property(acyclicGraphs, ([breadths, edges]) => {
        const { places, edges: drawn } = layoutOf(breadths, edges);
        const wanted = new Set(edges.map(([from, to]) => `${from} ${to}`));
        expect(new Set(drawn.map(({ from, to }) => `${from} ${to}`))).toEqual(wanted);
        expect(drawn).toHaveLength(wanted.size);
        for (const { from, to, points } of drawn) {
          expect(points[0]).toEqual(places[from]);
          expect(points.at(-1)).toEqual(places[to]);
          for (let index = 1; index < points.length; index++)
            expect(points[index].across).toBeGreaterThan(points[index - 1].across);
        }
      }),
    );
  });

  it("gives the same places for the same graph", () => {
    fc.assert(
      fc.property(graphs, ([breadths, edges]) => {
        expect(layoutOf(breadths, edges)).toEqual(layoutOf([...breadths], [...edges]));
      }),
    );
  });

  it("crosses no edges where a reordering of one rank suffices", () => {
    const { places } = layoutOf(
      [10, 10, 10, 10, 10, 10],
      [
        [0, 5],
        [1, 4],
        [2, 3],
      ],
    );
    const order = (ids: readonly number[]): readonly number[] =>
      [...ids].sort((left, right) => places[left].along - places[right].along);
    expect(order([3, 4, 5])).toEqual(order([0, 1, 2]).map((id) => 5 - id));
  });

  it("leaves out the edge that closes a circle", () => {
    const { edges } = layoutOf(
      [10, 10, 10],
      [
        [0, 1],
        [1, 2],
        [2, 0],
      ],
    );
    expect(edges.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  it("lays out nothing", () => {
    expect(layoutOf([], [])).toEqual({ places: [], edges: [], breadth: 0, thickness: 0 });
  });
});
