/**
 * What `prove` prints for a problem of the TPTP: SZS status and output as comments around annotated formulas, so that
 * the whole of stdout is again a file of the TPTP.
 */
import { derivation } from "../export/tptp/derivation.js";
import { FormulaWriter, quoted, type TptpNames } from "../export/tptp/formulas.js";
import { languageOf, tptpNames, typeDeclarations } from "../export/tptp/names.js";
import { modelText } from "../export/model-text.js";
import type { WriteSummary } from "../export/write-run.js";
import type { TptpProblem } from "../import/tptp/elaborate.js";
import type { Theory } from "../logic/theory.js";
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
  return { exitCode, document: runDocuments(summary, exitCode), text: tptpText(result, problem, file) };
}

/** Status, and proof or model, of every goal. */
export function tptpText(result: RunResult, problem: TptpProblem, file: string): string {
  const names = tptpNames(
    result.theory,
    (symbol) => problem.symbols.originalOf(symbol),
    (sort) => problem.originalSort(sort),
  );
  const blocks = result.goals.map(({ name, status }, index) => {
    const title = result.goals.length === 1 ? file : `${file} ${problem.sources.get(name)?.name ?? name}`;
    const byName = (entry: { readonly name: string }): boolean => entry.name === name;
    const theorem = result.theorems.find(byName);
    const refuted = result.refuted.find(byName);
    const verdict = `% SZS status ${szsStatus(status, problem.hasConjecture)} for ${title}\n`;
    if (theorem !== undefined)
      return verdict + proofBlock(theorem, index, title, { theory: result.theory, problem, names });
    if (refuted?.model !== undefined) return verdict + modelBlock(refuted, title);
    const reason = result.open.find(byName)?.reason;
    return reason === undefined ? verdict : `${verdict}% ${reason}\n`;
  });
  return blocks.join("");
}

interface ProofBlock {
  readonly theory: Theory;
  readonly problem: TptpProblem;
  readonly names: TptpNames;
}

/** The derivation of goal number `index`; the first one declares the types. */
function proofBlock(
  theorem: Theorem,
  index: number,
  title: string,
  { theory, problem, names }: ProofBlock,
): string {
  const lines = derivation(theorem.certificate, index === 0 ? "s" : `s${index + 1}_`, {
    theory,
    writer: new FormulaWriter(names),
    language: languageOf(names),
    sourceOf: (fact) => {
      const source = problem.sources.get(fact);
      return source === undefined ? "unknown" : `file('${source.file}',${quoted(source.name)})`;
    },
  });
  const declarations = index === 0 ? typeDeclarations(theory, names) : [];
  const body = [...declarations, ...lines].map((line) => `${line}\n`).join("");
  return `% SZS output start Proof for ${title}\n${body}% SZS output end Proof for ${title}\n`;
}

function modelBlock({ model, counterexample }: Refuted, title: string): string {
  const values = counterexample.map(({ variable, value }) => `${variable} = ${value}`).join(", ");
  const at = values === "" ? "" : `false for ${values}\n`;
  const text = `${at}${modelText(model!)}`.replace(/^(?=.)/gmu, "% ");
  return `% SZS output start FiniteModel for ${title}\n${text}% SZS output end FiniteModel for ${title}\n`;
}
