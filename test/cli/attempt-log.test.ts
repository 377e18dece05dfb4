import { describe, expect, it } from "vitest";
import { AttemptLog } from "../../src/cli/attempt-log.js";
import type { ProveOutcome } from "../../src/grid/prover.js";
import type { BlockTrace } from "../../src/proof/grid-trace.js";
import { eq } from "../../src/logic/formula.js";
import { app } from "../../src/logic/term.js";

const BLOCK: BlockTrace = {
  parent: -1,
  kind: "root",
  group: -1,
  goal: "(=[0,0])",
  nodes: 1,
  states: [[0, "proved"]],
};

function outcome(blockCount: number, proved: boolean): ProveOutcome {
  const messages = new Map();
  const blocks = Array.from({ length: blockCount }, () => BLOCK);
  return {
    ...{
      method: "direct",
      inductionOn: [],
      uses: [],
      witnesses: [],
      vacuous: false,
      unusedPremises: [],
      suggestions: [],
      blocks: blockCount,
    },
    ...{ limit: undefined, matches: 0, messages, trace: { eigens: [], blocks }, suggestions: [] },
    certificate: proved ? [] : undefined,
  };
}

const STATEMENT = { params: [], formula: eq(app("0"), app("0")) };

describe("the recording of a run", () => {
  it("keeps the attempts in order, with the names of what came of them", () => {
    const log = new AttemptLog();
    const theorem = outcome(3, true);
    log.addRound([STATEMENT, STATEMENT], [outcome(2, false), theorem]);
    log.addRound([STATEMENT], [outcome(1, true)]);
    log.name(theorem, "t1");
    const { attempts, omitted } = log.trace();
    expect(attempts.map(({ round, name, proved, blocks }) => [round, name, proved, blocks.length])).toEqual([
      [1, "", false, 2],
      [1, "t1", true, 3],
      [2, "", true, 1],
    ]);
    expect(attempts[0].statement).toBe("(=[0,0])");
    expect(omitted).toEqual({ attempts: 0, blocks: 0 });
  });

  it.each([
    [100, [4, 3, 6], { attempts: 0, blocks: 0 }],
    [10, [4, 6], { attempts: 1, blocks: 3 }],
    [9, [3, 6], { attempts: 1, blocks: 4 }],
    [5, [4], { attempts: 2, blocks: 9 }],
  ])("has room for %i blocks: leaves out the rest and says so; theorems come first", (room, kept, left) => {
    const log = new AttemptLog(room);
    const theorem = outcome(6, true);
    log.addRound([STATEMENT, STATEMENT, STATEMENT], [outcome(4, false), outcome(3, false), theorem]);
    log.name(theorem, "t1");
    const { attempts, omitted } = log.trace();
    expect(attempts.map(({ blocks }) => blocks.length)).toEqual(kept);
    expect(omitted).toEqual(left);
  });
});
