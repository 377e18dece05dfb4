import { describe, expect, it } from "vitest";
import type { BlockTrace } from "../../src/proof/grid-trace.js";
import {
  countStates,
  framesOf,
  messagesAt,
  stateAt,
  type ShownAttempt,
} from "../../src/browser/grid/trace.js";
import { placeBlocks } from "../../src/browser/grid/tree-layout.js";

function block(
  parent: number,
  group: number,
  kind: BlockTrace["kind"],
  ...states: BlockTrace["states"]
): BlockTrace {
  return { parent, group, kind, goal: "", nodes: 0, states };
}

function attempt(round: number, ...blocks: BlockTrace[]): ShownAttempt {
  return { round, name: "", url: "", statement: "", proved: false, blocks };
}

/** An induction whose second case gives up, and cases that prove it. */
const ATTEMPT = attempt(
  2,
  block(-1, -1, "root", [0, "running"], [3, "waiting"], [6, "proved"]),
  block(0, 0, "induction", [3, "proved"]),
  block(0, 0, "induction", [3, "running"], [5, "failed"]),
  block(0, 1, "cases", [3, "running"], [4, "proved"]),
  block(0, 1, "cases", [3, "running"], [6, "proved"]),
  block(2, 2, "split", [4, "running"], [5, "stopped"]),
);

describe("what the recording says", () => {
  it("has a frame for each superstep of each round", () => {
    const short = attempt(1, block(-1, -1, "root", [0, "running"], [1, "proved"]));
    expect(framesOf([short, ATTEMPT, attempt(2, ...short.blocks)])).toEqual([
      ...[0, 1].map((step) => ({ round: 1, step, lastStep: 1 })),
      ...[0, 1, 2, 3, 4, 5, 6].map((step) => ({ round: 2, step, lastStep: 6 })),
    ]);
    expect(framesOf([])).toEqual([]);
  });

  it("gives each block's state at each time", () => {
    const [root, , , , late] = ATTEMPT.blocks;
    expect([0, 2, 3, 5, 6, 99].map((step) => stateAt(root, step))).toEqual([
      ...["running", "running", "waiting", "waiting", "proved", "proved"],
    ]);
    expect(stateAt(late, 2)).toBeUndefined();
    expect([...countStates([ATTEMPT], 4)]).toEqual([
      ["waiting", 1],
      ["proved", 2],
      ["running", 3],
    ]);
  });

  it("tells what the blocks told each other", () => {
    const said = (step: number): string[] =>
      messagesAt(ATTEMPT, step).map(({ kind, from, to }) => `${kind} ${from}-${to}`);
    expect(said(0)).toEqual([]);
    expect(said(3)).toEqual(["Induct 0-1", "Proved 1-0", "Induct 0-2", "Split 0-3", "Split 0-4"]);
    expect(said(4)).toEqual(["Proved 3-0", "Split 2-5"]);
    expect(said(5)).toEqual(["GaveUp 2-0", "Stop 2-5"]);
    expect(said(6)).toEqual(["Proved 4-0"]);
  });
});

describe("the tree's layout", () => {
  it("puts parents over the middle of their children and groups apart", () => {
    const places = placeBlocks(ATTEMPT.blocks);
    expect(places.map(({ y }) => y)).toEqual([0, 1, 1, 1, 1, 2]);
    expect(places[0].x).toBe((places[1].x + places[4].x) / 2);
    expect(places[5].x).toBe(places[2].x);
    expect(places[3].x - places[2].x).toBeGreaterThan(places[2].x - places[1].x);
    for (const level of [0, 1, 2]) {
      const xs = places.filter(({ y }) => y === level).map(({ x }) => x);
      xs.forEach((x, index) => {
        if (index > 0) expect(x - xs[index - 1]).toBeGreaterThanOrEqual(1);
      });
    }
  });
});
