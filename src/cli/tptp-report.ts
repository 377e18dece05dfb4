/**
 * What `prove` prints for a problem of the TPTP: SZS status and output as comments around annotated formulas, so that
 * the whole of stdout is again a file of the TPTP.
 */
import { derivation } from "../export/tptp/derivation.js";
import { FormulaWriter, quoted } from "../export/tptp/formulas.js";
import { languageOf, tptpNames, typeDeclarations } from "../export/tptp/names.js";
import { modelText } from "../export/model-text.js";
import type { WriteSummary } from "../export/write-run.js";
import type { TptpProblem } from "../import/tptp/elaborate.js";
import type { GoalVerdict, RunResult } from "../proof/run-result.js";
import type { Refuted, Theorem } from "../proof/theorem.js";
import { runDocuments } from "./run-report.js";
import type { CommandResult, ExitCode } from "./command.js";

/** The SZS word for a goal's verdict: a problem without a conjecture is about satisfiability. */
export function szsStatus(status: GoalVerdict["status"], hasConjecture: boolean): string {
  if (hasConjecture) return status;
  return status === "Theorem" ? "Unsatisfiable" : status === "CounterSatisfiable" ? "Satisfiable" : status;
}

export function tptpReport(
  result: RunResult,
  summary: WriteSummary,
  problem: TptpProblem,
  file: string,
  exitCode: ExitCode,
): CommandResult {
  const names = tptpNames(
    result.theory,
    (symbol) => problem.symbols.originalOf(symbol),
    (sort) => problem.originalSort(sort),
  );
  const writer = new FormulaWriter(names);
  const language = languageOf(names);
  const blocks = result.goals.map(({ name, status }, index) => {
    const title = result.goals.length === 1 ? file : `${file} ${problem.sources.get(name)?.name ?? name}`;
    const theorem = result.theorems.find((candidate) => candidate.name === name);
    const refuted = result.refuted.find((candidate) => candidate.name === name);
    const open = result.open.find((candidate) => candidate.name === name);
    const verdict = `% SZS status ${szsStatus(status, problem.hasConjecture)} for ${title}\n`;
    if (theorem !== undefined) return verdict + proofBlock(theorem, index, title);
    if (refuted?.model !== undefined) return verdict + modelBlock(refuted, title);
    return open === undefined ? verdict : `${verdict}% ${open.reason}\n`;
  });

  function proofBlock(theorem: Theorem, index: number, title: string): string {
    const lines = derivation(theorem.certificate, index === 0 ? "s" : `s${index + 1}_`, {
      theory: result.theory,
      writer,
      language,
      sourceOf: (fact) => {
        const source = problem.sources.get(fact);
        return source === undefined ? "unknown" : `file('${source.file}',${quoted(source.name)})`;
      },
    });
    const declarations = index === 0 ? typeDeclarations(result.theory, names) : [];
    const body = [...declarations, ...lines].map((line) => `${line}\n`).join("");
    return `% SZS output start Proof for ${title}\n${body}% SZS output end Proof for ${title}\n`;
  }

  return { exitCode, document: { ...runDocuments(summary, exitCode) }, text: blocks.join("") };
}

function modelBlock({ model, counterexample }: Refuted, title: string): string {
  const values = counterexample.map(({ variable, value }) => `${variable} = ${value}`).join(", ");
  const at = values === "" ? "" : `false for ${values}\n`;
  const text = `${at}${modelText(model!)}`.replace(/^(?=.)/gmu, "% ");
  return `% SZS output start FiniteModel for ${title}\n${text}% SZS output end FiniteModel for ${title}\n`;
}
