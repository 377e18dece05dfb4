/** What `run` and `prove` say at the end: SZS verdicts, then a summary for people, or one document for programs. */
import { join } from "node:path";
import { modelText } from "../export/model-text.js";
import { assumedText, groundsText } from "../export/pages/theorem-view.js";
import type { TheoremRecord } from "../export/run-documents.js";
import type { WriteSummary } from "../export/write-run.js";
import type { RunResult } from "../proof/run-result.js";
import type { CommandResult, ExitCode } from "./command.js";
import { outColors } from "./terminal.js";
import { textTable } from "./text-table.js";

export function runReport(result: RunResult, summary: WriteSummary, exitCode: ExitCode): CommandResult {
  return {
    exitCode,
    document: runDocuments(summary, exitCode),
    text: [
      verdicts(result, summary.theorems),
      headline(result),
      tried(result),
      basis(summary.theorems),
      ending(result, summary),
    ].join(""),
  };
}

/** The one document that `--json` prints. */
export function runDocuments(summary: WriteSummary, exitCode: ExitCode): CommandResult["document"] {
  const { outDir, run, machine, theorems } = summary;
  return { schema: "lemmagrid-run-report/1", exitCode, outDir, run, machine, theorems };
}

function verdicts(result: RunResult, records: readonly TheoremRecord[]): string {
  const byName = new Map(records.map((record) => [record.name, record]));
  const lines = result.goals.map((goal) => {
    const paint = goal.status === "Theorem" ? outColors.green : outColors.red;
    const refuted = result.refuted.find((entry) => entry.name === goal.name && entry.origin === "stated");
    const open = result.open.find((entry) => entry.name === goal.name && entry.origin === "stated");
    const values = valuesText(refuted?.counterexample ?? []);
    const at = values === "" ? "" : `  false for ${values}\n`;
    const model = refuted?.model === undefined ? "" : `  in the model\n${indented(modelText(refuted.model))}`;
    const why = open === undefined ? "" : `  ${open.reason}\n`;
    const record = byName.get(goal.name);
    const assumed = record?.assumes === undefined ? "" : `  ${assumedText(record)}\n`;
    const shown = (record?.witnesses ?? []).map((entry) => `  with ${valuesText(entry)}\n`);
    return `SZS status ${paint(goal.status)} for ${goal.name}\n${at}${model}${why}${assumed}${shown.join("")}`;
  });
  return lines.length === 0 ? "" : `${lines.join("")}\n`;
}

function valuesText(values: readonly { readonly variable: string; readonly value: string }[]): string {
  return values.map(({ variable, value }) => `${variable} = ${value}`).join(", ");
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gmu, "    ");
}

function headline(result: RunResult): string {
  const { theorems, refuted, open } = result;
  const basisCount = theorems.filter((theorem) => theorem.basis).length;
  const parts = [
    `${theorems.length} theorem${theorems.length === 1 ? "" : "s"}`,
    `${basisCount} in the basis`,
    `${refuted.length} refuted`,
    `${open.length} open`,
  ];
  const checked = result.checked ? "every proof checked" : outColors.yellow("proofs not checked");
  const refused = result.rejected.map(
    ({ name, reason }) =>
      `${outColors.red("refused by the checker")}: ${name}: ${reason}; please report this\n`,
  );
  return `${outColors.bold(result.theory.name)}: ${parts.join(", ")}; ${checked}\n${refused.join("")}`;
}

/** What `prove` tried where a stated theorem is left open; `show` tells where each got stuck. */
function tried({ command, open, counts, waves, theorems }: RunResult): string {
  if (command !== "prove" || open.length === 0) return "";
  const lemmas = theorems.filter(({ origin }) => origin === "explored").length;
  const conjectures = waves.reduce((sum, wave) => sum + wave.conjectures, 0);
  return `tried: ${counts.get("proof attempts") ?? 0} attempts, ${conjectures} conjectures in ${waves.length} waves, ${lemmas} lemmas proved\n`;
}

function basis(records: readonly TheoremRecord[]): string {
  const rows = records
    .filter((record) => record.basis)
    .map((record) => [`  ${record.name}`, record.statement.readable, groundsText(record)]);
  return textTable(rows);
}

function ending(result: RunResult, summary: WriteSummary): string {
  const stop =
    result.stop.kind === "complete" ? "" : `stopped by ${result.stop.kind}: ${result.stop.detail}\n`;
  const seconds = (result.machine.totalMs / 1000).toFixed(1);
  const where = join(summary.outDir, "index.html");
  return `${stop}${outColors.dim(`${seconds} s on ${result.machine.device}; output in ${where}`)}\n`;
}
