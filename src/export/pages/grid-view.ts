/**
 * The page that replays the grid: what its template shows without scripts, a table of the attempts, and the data of the
 * replay, the recording with readable statements and goals.
 */
import type { GridTrace } from "../../proof/grid-trace.js";
import { readGridDocument } from "../grid-document.js";
import { ExportFailure } from "../run-output.js";
import { scriptJson } from "./markup.js";
import type { PageModel } from "./page-model.js";

/** Attempts that the page lists; the recording may have more. */
const MAX_LISTED = 200;

export function gridView(model: PageModel): object {
  const { attempts, omitted } = traceOf(model);
  const listed = attempts.slice(0, MAX_LISTED).map((attempt, index) => ({
    number: index + 1,
    round: attempt.round,
    link: attempt.name === "" ? undefined : model.links.to(attempt.name, ""),
    statement: readable(model, attempt.statement, []),
    blocks: attempt.blocks.length,
    supersteps: lastStep(attempt),
    proved: attempt.proved,
  }));
  return {
    ...model.page("grid", `Grid (${model.data.theory.name})`),
    attempts: listed,
    unlisted: attempts.length - listed.length,
    omitted: omitted.attempts === 0 ? undefined : omitted,
  };
}

/** The text of `data/grid.js`. */
export function gridScript(model: PageModel): string {
  const { attempts, omitted } = traceOf(model);
  const shown = attempts.map(({ round, name, statement, proved, eigens, blocks }) => ({
    ...{ round, name, proved, url: name === "" ? "" : model.links.to(name, "").href },
    statement: readable(model, statement, []),
    blocks: blocks.map((block) => ({ ...block, goal: readable(model, block.goal, eigens) })),
  }));
  return `globalThis.lemmagridGrid=${scriptJson({ attempts: shown, omitted })};\n`;
}

function traceOf(model: PageModel): GridTrace {
  const trace = readGridDocument(model.data.grid ?? "");
  if (trace === undefined) throw new ExportFailure("grid.json does not have the fields that it should");
  return trace;
}

/** A core text as people read it, with its free eigenconstants. */
function readable(model: PageModel, core: string, eigens: readonly string[]): string {
  const { texts } = model;
  texts.startProof();
  for (const eigen of eigens) texts.declare(eigen);
  const formula = texts.parsed(core);
  return formula === undefined ? core : texts.print(formula);
}

function lastStep(attempt: GridTrace["attempts"][number]): number {
  return Math.max(0, ...attempt.blocks.map(({ states }) => states.at(-1)?.[0] ?? 0));
}
