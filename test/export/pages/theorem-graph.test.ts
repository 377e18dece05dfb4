import { describe, expect, it } from "vitest";
import { pageLinks } from "../../../src/export/links.js";
import { TheoremGraph } from "../../../src/export/pages/theorem-graph.js";
import type { TheoremRecord } from "../../../src/export/run-documents.js";

/** Theorems in citing order, each with what it uses; axioms are what is used and not listed. */
function graphOf(uses: Readonly<Record<string, readonly string[]>>): TheoremGraph {
  const records = Object.entries(uses).map(([name, cited], index): TheoremRecord => ({
    ...{ order: index + 1, name, params: [], statement: { readable: name, core: name }, method: "direct" },
    ...{
      inductionOn: [],
      basis: true,
      vacuous: false,
      origin: "explored",
      uses: cited,
      usedBy: [],
      witnesses: [],
    },
    ...{ steps: 1, blocks: 1, certificate: "", sha256: "" },
  }));
  return new TheoremGraph(records, pageLinks(Object.keys(uses), ["ax"]));
}

function edgesOf({ nodes, edges }: ReturnType<TheoremGraph["whole"]>["graph"]): readonly string[] {
  return edges.map(([from, to]) => `${nodes[from].text}→${nodes[to].text}`);
}

const CHAIN = { a: ["ax"], b: ["a"], c: ["a", "b"], d: ["ax"], e: ["c", "ax"] };

describe("TheoremGraph", () => {
  it("counts the longest chain under a theorem", () => {
    const graph = graphOf(CHAIN);
    expect(["a", "b", "c", "d", "e"].map((name) => graph.depth(name))).toEqual([1, 2, 3, 1, 4]);
  });

  it("finds what a theorem rests on in the end", () => {
    const graph = graphOf({ a: ["ax"], b: ["a", "by"], c: [] });
    expect([...graph.groundsOf("b")]).toEqual(["ax", "by"]);
    expect([...graph.groundsOf("c")]).toEqual([]);
  });

  it("knows who uses a theorem or an axiom", () => {
    const graph = graphOf(CHAIN);
    expect(graph.usersOf("a")).toEqual(["b", "c"]);
    expect(graph.usersOf("ax")).toEqual(["a", "d", "e"]);
    expect(graph.usersOf("e")).toEqual([]);
  });

  it("draws all theorems, without the edges that follow from others", () => {
    const { graph, left } = graphOf(CHAIN).whole();
    expect(graph.nodes.map(({ text }) => text)).toEqual(["a", "b", "c", "d", "e"]);
    expect(edgesOf(graph)).toEqual(["a→b", "b→c", "c→e"]);
    expect(left).toBe(0);
  });

  it("draws a neighbourhood to a depth, with signed distances", () => {
    const { graph } = graphOf(CHAIN).around("c", 1);
    expect(graph.nodes.map(({ text, data }) => [text, data.distance])).toEqual([
      ["c", "0"],
      ["a", "-1"],
      ["b", "-1"],
      ["e", "1"],
    ]);
    const deeper = graphOf(CHAIN).around("b", 2).graph;
    expect(deeper.nodes.map(({ text, data }) => `${text}${data.distance}`)).toEqual([
      "b0",
      "a-1",
      "ax-2",
      "c1",
      "e2",
    ]);
    expect(edgesOf(deeper)).toEqual(["a→b", "ax→a", "b→c", "c→e"]);
    expect(deeper.nodes.find(({ text }) => text === "ax")?.href).toBe("../index.html#fact-ax");
  });

  it("says how many neighbours it does not draw", () => {
    const users = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`u${index}`, ["a"]]));
    const { graph, left } = graphOf({ a: ["ax"], ...users }).around("a", 1);
    expect(graph.nodes.length + left).toBe(42);
    expect(left).toBeGreaterThan(0);
  });

  it("draws the most used of a thousand theorems", () => {
    const many = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`t${index}`, [`t${index >> 1}`]]),
    );
    const { graph, left } = graphOf({ ...many, t0: ["ax"] }).whole();
    expect(graph.nodes.length + left).toBe(1000);
    expect(graph.nodes[0].text).toBe("t1");
  });
});
