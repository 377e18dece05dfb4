/**
 * What a run left open or refuted, for `show`: the verdict with its reason or counterexample, and for an open statement
 * where the grid got stuck: the goals of the blocks that were worked on last and have none below them.
 */
import { readGridDocument } from "../export/grid-document.js";
import { modelText } from "../export/model-text.js";
import { ReadableTexts } from "../export/readable.js";
import type { Theory } from "../logic/theory.js";
import type { AttemptTrace } from "../proof/grid-trace.js";
import type { Open, Refuted } from "../proof/theorem.js";
import type { OutputTexts } from "./check-output.js";

interface Stated {
  readonly statement: { readonly readable: string };
}
type OpenRecord = Omit<Open, "formula"> & Stated;
type RefutedRecord = Omit<Refuted, "formula"> & Stated;

/** A statement without a proof, as programs read it and as people do. */
export interface Unproved {
  readonly name: string;
  readonly status: string;
  readonly statement: string;
  readonly why: string;
  readonly document: object;
  readonly text: string;
}

const STUCK_SHOWN = 12;

/** What `run.json` and `grid.json` say; throws a TypeError where they do not have the fields that they should. */
export function unprovedStatements(output: OutputTexts, theory: Theory): readonly Unproved[] {
  if (output.run === undefined) return [];
  const run = JSON.parse(output.run) as { open: readonly OpenRecord[]; refuted: readonly RefutedRecord[] };
  const attempts = readGridDocument(output.grid ?? "")?.attempts ?? [];
  return [
    ...run.refuted.map(refutedStatement),
    ...run.open.map((entry) => {
      const attempt = attempts.findLast(({ name, proved }) => name === entry.name && !proved);
      return openStatement(entry, attempt === undefined ? [] : stuckGoals(attempt, theory));
    }),
  ];
}

function refutedStatement({ name, statement, counterexample, model }: RefutedRecord): Unproved {
  const values = counterexample.map(({ variable, value }) => `${variable} = ${value}`).join(", ");
  const why = values === "" ? "false in a model" : `false for ${values}`;
  const tables = model === undefined ? "" : `in the model\n${modelText(model).replace(/^(?=.)/gmu, "  ")}`;
  return {
    ...{ name, status: "CounterSatisfiable", statement: statement.readable, why },
    document: { counterexample, ...(model === undefined ? {} : { model }) },
    text: `${why}\n${tables}`,
  };
}

function openStatement({ name, status, statement, reason }: OpenRecord, stuck: readonly string[]): Unproved {
  const shown = stuck.slice(0, STUCK_SHOWN).map((goal) => `  ${goal}\n`);
  const more = stuck.length > STUCK_SHOWN ? `  and ${stuck.length - STUCK_SHOWN} more\n` : "";
  const where = stuck.length === 0 ? "" : `it got stuck at\n${shown.join("")}${more}`;
  return {
    ...{ name, status, statement: statement.readable, why: reason },
    document: { reason, stuckAt: stuck },
    text: `${reason}\n${where}`,
  };
}

/** The goals of the blocks that were not proved and have none below them, each once. */
function stuckGoals({ blocks, eigens }: AttemptTrace, theory: Theory): readonly string[] {
  const texts = new ReadableTexts(theory);
  for (const eigen of eigens) texts.declare(eigen);
  const parents = new Set(blocks.map(({ parent }) => parent));
  const leaves = blocks.filter(
    (block, index) => !parents.has(index) && block.states.at(-1)?.[1] !== "proved",
  );
  return [...new Set(leaves.map(({ goal }) => texts.formula(goal)))];
}
