/** The recording of an attempt against what the attempt itself counted. */
import { expect, test } from "vitest";
import type { AttemptTrace, BlockTrace } from "../../src/proof/grid-trace.js";
import { limitsWith, proveAll, theoryOf } from "./load.js";

const THEORY = theoryOf(`
sort N inductive
  0 : N
  s(N) : N
op + : N, N -> N infixl 60
op f : N -> N
predicate p : N
axiom add.zero : x + 0 = x
axiom add.succ : x + s(y) = s(x + y)
axiom either : p(x) | p(f(x))
theorem zero.left : 0 + x = x
theorem comm : x + y = y + x
theorem wrong : x + x = x
theorem cases : (p(x) -> p(y)) & (p(f(x)) -> p(y)) -> p(y)
theorem both : 0 + x = x & x + 0 = x
theorem instance : 0 + 0 = 0
`);
const formulas = THEORY.goals.map((goal) => goal.formula);
const outcomes = await proveAll(THEORY, formulas, limitsWith({}));

function count(trace: AttemptTrace, test: (block: BlockTrace) => boolean): number {
  return trace.blocks.filter(test).length;
}

const ended = (block: BlockTrace): string => block.states.at(-1)![1];

test.each(THEORY.goals.map((goal, index) => [goal.name, outcomes[index]] as const))(
  "%s: what was recorded agrees with the messages that were sent",
  (_, { trace, messages, certificate }) => {
    expect(count(trace, (block) => block.kind === "induction")).toBe(messages.get("Induct") ?? 0);
    expect(count(trace, (block) => block.kind === "split" || block.kind === "cases")).toBe(
      messages.get("Split") ?? 0,
    );
    expect(count(trace, (block) => ended(block) === "proved")).toBe(messages.get("Proved") ?? 0);
    expect(count(trace, (block) => ended(block) === "failed")).toBe(messages.get("GaveUp") ?? 0);
    expect(ended(trace.blocks[0]) === "proved").toBe(certificate !== undefined);
  },
);

test("a block stands below the one that asked for it, and changes state as time goes on", () => {
  for (const { trace } of outcomes) {
    expect(trace.blocks[0]).toMatchObject({ parent: -1, kind: "root", group: -1 });
    for (const [index, block] of trace.blocks.entries()) {
      expect(block.parent).toBeLessThan(index);
      const steps = block.states.map(([step]) => step);
      expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
      const [opened] = steps;
      if (index > 0) expect(opened).toBeGreaterThanOrEqual(trace.blocks[block.parent].states[0][0]);
      const settled = block.states.findIndex(([, state]) => state !== "running" && state !== "waiting");
      if (settled >= 0) expect(settled).toBe(block.states.length - 1);
    }
  }
});

test("an attempt that ends leaves no block running, and a proved block's group is proved", () => {
  for (const { trace } of outcomes) {
    for (const [index, block] of trace.blocks.entries()) {
      expect(ended(block)).not.toBe("running");
      const below = trace.blocks.filter((other) => other.parent === index);
      if (ended(block) !== "proved" || below.length === 0) continue;
      const groups = [...new Set(below.map((other) => other.group))];
      const isProved = (group: number): boolean =>
        below.every((other) => other.group !== group || ended(other) === "proved");
      expect(groups.some(isProved)).toBe(true);
    }
  }
  expect(outcomes.filter((outcome) => outcome.certificate !== undefined).length).toBeGreaterThanOrEqual(3);
});
