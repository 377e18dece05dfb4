/** An output in which everything that can have a name has the given one. */
import { renderRun } from "../../../src/export/write-run.js";
import { eq, imp, TRUE } from "../../../src/logic/formula.js";
import { variable } from "../../../src/logic/term.js";
import { runResult, successor, x, zeroLeft } from "../../export/fixture.js";

/** Path from the output directory to text. */
export function hostileOutput(name: string): ReadonlyMap<string, string> {
  const v = variable(name, x.sort);
  const formula = imp([v], TRUE, eq(v, v));
  const base = { name, params: [], formula, origin: "explored" } as const;
  const plain = runResult();
  const result = runResult({
    theorems: [zeroLeft(), { ...successor(name), inductionOn: [name] }],
    refuted: [{ ...base, counterexample: [{ variable: name, value: name }] }],
    open: [{ ...base, status: "GaveUp", reason: name }],
    goals: [{ name, status: "Theorem" }],
    counts: new Map([[name, 1]]),
    messages: new Map([[name, 1]]),
    stop: { kind: "limit", detail: name },
    trace: {
      attempts: plain.trace.attempts.map((attempt) => ({
        ...attempt,
        name,
        statement: name,
        blocks: attempt.blocks.map((block) => ({ ...block, goal: name })),
      })),
      omitted: { attempts: 1, blocks: 1 },
    },
  });
  return renderRun(result, [{ path: `in/${name.replaceAll("/", "")}.mpl`, text: name }]).files;
}
