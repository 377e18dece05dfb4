/** The e-graph against congruence closure over strings. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SymbolTable, eigenSymbol, tupleSymbol } from "../../src/compile/symbols.js";
import { MAX_ARGS } from "../../src/device/device.js";
import { EGraph, EdgeKind, FALSE_NODE, TRUE_NODE } from "../../src/grid/egraph.js";
import { shortestPath } from "../../src/grid/shortest-path.js";
import { termText, type App, type Term } from "../../src/logic/term.js";
import { sortApp } from "../../src/logic/sort.js";
import { Closure } from "./closure.js";
import { EIGENS, GROUND, arbitraryAtom, arbitraryTerm, isConstructor } from "./ground.js";

type Action =
  | { readonly kind: "add"; readonly term: Term }
  | { readonly kind: "equal" | "different"; readonly left: Term; readonly right: Term }
  | { readonly kind: "fact"; readonly atom: App; readonly positive: boolean }
  | { readonly kind: "rebuild" };

const terms = arbitraryTerm(2);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), term: terms }),
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("equal" as const), left: terms, right: terms }) },
  fc.record({ kind: fc.constant("different" as const), left: terms, right: terms }),
  fc.record({ kind: fc.constant("fact" as const), atom: arbitraryAtom(1), positive: fc.boolean() }),
  { weight: 2, arbitrary: fc.constant<Action>({ kind: "rebuild" }) },
);

/** An e-graph and its reference, side by side. */
class Pair {
  readonly symbols = new SymbolTable(GROUND);
  readonly graph = new EGraph(this.symbols);
  readonly closure = new Closure(isConstructor);
  /** The node that was got for each term. */
  readonly nodes = new Map<string, { term: Term; node: number }>();

  perform(action: Action): void {
    const { graph, closure } = this;
    switch (action.kind) {
      case "add":
        this.node(action.term);
        return;
      case "equal":
        closure.equate(action.left, action.right);
        graph.merge(this.node(action.left), this.node(action.right), EdgeKind.Rule, 0);
        return;
      case "different": {
        closure.distinguish(action.left, action.right);
        const equality = this.symbols.equality(sortApp("T"));
        const node = graph.add(equality, 2, this.node(action.left), this.node(action.right), 0, 0);
        graph.merge(node, FALSE_NODE, EdgeKind.Rule, 0);
        return;
      }
      case "fact":
        closure.equate(action.atom, action.positive ? "true" : "false");
        graph.merge(this.node(action.atom), action.positive ? TRUE_NODE : FALSE_NODE, EdgeKind.Rule, 0);
        return;
      case "rebuild":
        graph.rebuild();
        closure.close();
        return;
      default:
        action satisfies never;
    }
  }

  node(term: Term): number {
    this.closure.add(term);
    const node = this.build(term);
    this.nodes.set(termText(term), { term, node });
    return node;
  }

  private build(term: Term): number {
    if (term.kind === "var")
      return this.graph.add(eigenSymbol(EIGENS.findIndex((v) => v.name === term.name)), 0, 0, 0, 0, 0);
    return this.chain(
      this.symbols.symbol(term.symbol, []),
      term.args.map((arg) => this.node(arg)),
    );
  }

  /** A long argument list ends in a tuple of the rest. */
  private chain(symbol: number, args: readonly number[]): number {
    if (args.length > MAX_ARGS) {
      const rest = args.slice(MAX_ARGS - 1);
      const tuple = this.chain(tupleSymbol(Math.min(rest.length, MAX_ARGS)), rest);
      return this.graph.add(symbol, MAX_ARGS, args[0], args[1], args[2], tuple);
    }
    const [a0 = 0, a1 = 0, a2 = 0, a3 = 0] = args;
    return this.graph.add(symbol, args.length, a0, a1, a2, a3);
  }
}

function played(actions: readonly Action[], after: (pair: Pair) => void): void {
  const pair = new Pair();
  for (const next of [...actions, { kind: "rebuild" } as const]) {
    pair.graph.now++;
    pair.perform(next);
    if (next.kind === "rebuild") after(pair);
    if (pair.graph.contradiction !== undefined) return;
  }
}

function forRandomActions(runs: number, maxLength: number, after: (pair: Pair) => void): void {
  fc.assert(
    fc.property(fc.array(action, { maxLength }), (actions) => {
      played(actions, after);
    }),
    { numRuns: runs, seed: 1, endOnFailure: true },
  );
}

describe("after a rebuild", () => {
  test("the same terms are equal as in the slow closure, and it is contradictory when that is", () => {
    let equal = 0;
    let contradictory = 0;
    forRandomActions(120, 12, ({ graph, closure, nodes }) => {
      expect(graph.contradiction !== undefined).toBe(closure.contradiction);
      if (closure.contradiction) {
        contradictory++;
        return;
      }
      const all = [...nodes.values()];
      for (const left of all) {
        for (const right of all) {
          expect(graph.sameClass(left.node, right.node)).toBe(closure.same(left.term, right.term));
          if (left !== right && closure.same(left.term, right.term)) equal++;
        }
        expect(graph.sameClass(left.node, TRUE_NODE)).toBe(closure.same(left.term, "true"));
      }
    });
    expect(equal).toBeGreaterThan(100);
    expect(contradictory).toBeGreaterThan(10);
  });

  test("no two live nodes are congruent, and each term is found again", () => {
    forRandomActions(60, 12, (pair) => {
      const { graph, nodes } = pair;
      if (graph.contradiction !== undefined) return;
      const rows = liveRows(graph).map(({ row }) => row);
      expect(new Set(rows).size).toBe(rows.length);
      for (const { term, node } of [...nodes.values()])
        expect(graph.sameClass(pair.node(term), node)).toBe(true);
    });
  });

  test("a class with a constructor's node knows one", () => {
    forRandomActions(60, 12, ({ graph, symbols }) => {
      if (graph.contradiction !== undefined) return;
      const known = (node: number): number => graph.constructorNode[graph.root[node]];
      for (let node = 0; node < graph.count; node++) {
        const { constructorIndex } = symbols.infos[graph.symbol[node]];
        if (constructorIndex >= 0) expect(graph.symbol[known(node)]).toBe(graph.symbol[node]);
        if (known(node) >= 0) expect(graph.sameClass(known(node), node)).toBe(true);
      }
    });
  });

  test("a row that reads otherwise than before bears the new stamp", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(terms, terms), { minLength: 2, maxLength: 10 }), (equations) => {
        const pair = new Pair();
        let before = new Map(liveRows(pair.graph).map(({ node, whole }) => [node, whole]));
        for (const [left, right] of equations) {
          pair.graph.now++;
          pair.perform({ kind: "equal", left, right });
          pair.graph.rebuild();
          if (pair.graph.contradiction !== undefined) return;
          const rows = liveRows(pair.graph);
          for (const { node, whole } of rows) {
            if (before.get(node) !== whole) expect(pair.graph.stamp[node]).toBe(pair.graph.now);
          }
          before = new Map(rows.map(({ node, whole }) => [node, whole]));
        }
      }),
      { numRuns: 150, seed: 2, endOnFailure: true },
    );
  });
});

test("equal terms, and no others, are joined by a path in the log; in a prefix of the log it is no shorter", () => {
  forRandomActions(60, 10, ({ graph, nodes }) => {
    if (graph.contradiction !== undefined) return;
    const found = [...nodes.values()].map(({ node }) => node).filter((node) => graph.root[node] > FALSE_NODE);
    const all = found.slice(0, 12);
    for (const left of all) {
      for (const right of all) {
        const path = shortestPath(graph, left, right, graph.edgeCount);
        expect(path !== undefined).toBe(graph.sameClass(left, right));
        if (path === undefined || path.length === 0) continue;
        const newest = Math.max(...path.map(({ edge }) => edge));
        expect(newest).toBeLessThan(graph.edgeCount);
        const shorter = shortestPath(graph, left, right, newest);
        if (shorter !== undefined) expect(shorter.length).toBeGreaterThanOrEqual(path.length);
        let at = left;
        for (const { edge, forward } of path) {
          expect(forward ? graph.edgeFrom[edge] : graph.edgeTo[edge]).toBe(at);
          at = forward ? graph.edgeTo[edge] : graph.edgeFrom[edge];
        }
        expect(at).toBe(right);
      }
    }
  });
});

function liveRows(graph: EGraph): { node: number; row: string; whole: string }[] {
  const rows: { node: number; row: string; whole: string }[] = [];
  for (let node = 0; node < graph.count; node++) {
    if (graph.dead[node] === 1) continue;
    const args = Array.from(
      { length: graph.width(node) },
      (_, place) => graph.root[graph.args[node * MAX_ARGS + place]],
    );
    const row = [graph.symbol[node], ...args].join(" ");
    rows.push({ node, row, whole: `${row} = ${graph.root[node]}` });
  }
  return rows;
}
