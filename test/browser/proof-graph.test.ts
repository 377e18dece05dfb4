import { expect, it } from "vitest";
import { ProofGraph } from "../../src/browser/proof-graph.js";

const graph = new ProofGraph([
  [1, []],
  [2, []],
  [4, [1, 2]],
  [5, [4, 4]],
  [7, [5, 2]],
  [9, []],
]);

it("gives all ancestors of a step, in order", () => {
  expect(graph.ancestors(7)).toEqual([1, 2, 4, 5]);
  expect(graph.ancestors(9)).toEqual([]);
  expect(graph.ancestors(100)).toEqual([]);
});

it("gives the direct users of a step, each once", () => {
  expect(graph.users(2)).toEqual([4, 7]);
  expect(graph.users(4)).toEqual([5]);
  expect(graph.users(7)).toEqual([]);
});
