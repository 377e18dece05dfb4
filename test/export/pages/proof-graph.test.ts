import { describe, expect, it } from "vitest";
import { proofGraph } from "../../../src/export/pages/proof-graph.js";
import type { ProofNode } from "../../../src/export/pages/proof-view.js";

function step(id: number, from: readonly number[], scopes: readonly number[] = []): ProofNode {
  return { id, label: "", kind: "step", scopes, from };
}

/** A scope of many steps inside one of few, and a last step outside. */
function nested(count: number): readonly ProofNode[] {
  const inner = Array.from({ length: count }, (_, index) =>
    step(10 + index, index === 0 ? [1] : [9 + index], [0, 5]),
  );
  return [step(1, [], [0]), ...inner, step(1000, [9 + count], [0]), step(1001, [1000])];
}

describe("proofGraph", () => {
  it("draws every step of a small proof, each a link to its row", () => {
    const drawn = proofGraph(nested(3));
    expect(drawn?.graph.nodes.map(({ text }) => text)).toEqual(["1", "10", "11", "12", "1000", "1001"]);
    expect(drawn?.graph.nodes[1]).toMatchObject({ href: "#step-10", data: { node: "10" } });
    expect(drawn?.graph.edges).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
    ]);
    expect(drawn?.closedScopes).toBe(0);
  });

  it("closes inner sub-proofs of a large one", () => {
    const drawn = proofGraph(nested(500));
    expect(drawn?.graph.nodes.map(({ text, href }) => `${text} ${href}`)).toEqual([
      "1 #step-1",
      "scope 5 #scope-5",
      "1000 #step-1000",
      "1001 #step-1001",
    ]);
    expect(drawn?.graph.edges).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    expect(drawn?.closedScopes).toBe(1);
  });

  it("draws nothing that has too many steps outside of all sub-proofs", () => {
    const steps = Array.from({ length: 500 }, (_, index) => step(index, []));
    expect(proofGraph(steps)).toBeUndefined();
  });
});
