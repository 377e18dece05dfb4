/**
 * `show`: a theory file as it was understood (`--rules`: as the rules that the grid runs), an output's theorems, one theorem's
 * proof as a table, or why a statement has none.
 */
import { proofRows, type ProofRow } from "../export/proof-rows.js";
import { ReadableTexts } from "../export/readable.js";
import type { TheoremRecord } from "../export/run-documents.js";
import { theoryView, type NamedStatement } from "../export/theory-view.js";
import { assumedText, groundsText } from "../export/pages/theorem-view.js";
import type { Formula } from "../logic/formula.js";
import type { Theory } from "../logic/theory.js";
import { nearestName } from "../mpl/names.js";
import { formulaToReadable } from "../mpl/print-readable.js";
import { loadTheory } from "../mpl/load.js";
import type { CertificateLine } from "../proof/certificate.js";
import { coreReader, CoreSyntaxError } from "../proof/core-reader.js";
import type { OutputTexts } from "./check-output.js";
import { CommandFailure, ExitCode, type CommandResult } from "./command.js";
import { isDirectory, readOutput } from "./output-files.js";
import { unprovedStatements, type Unproved } from "./show-open.js";
import { outColors } from "./terminal.js";
import { textTable } from "./text-table.js";
import { loadTheoryFile } from "./theory-file.js";

export async function showCommand(
  target: string,
  name: string | undefined,
  rules: boolean,
): Promise<CommandResult> {
  if (isDirectory(target)) {
    if (rules) throw usage("--rules shows the rules of a theory file, not of an output", "give an .mpl file");
    return showOutput(target, name);
  }
  const { theory } = await loadTheoryFile(target);
  if (rules) {
    const { renderRules } = await import("../compile/render-rules.js");
    const text = renderRules(theory);
    return success({ schema: "lemmagrid-rules/1", theory: theory.name, rules: text.split("\n") }, text);
  }
  return name === undefined ? showTheory(theory) : showStatement(theory, name);
}

function usage(message: string, hint: string): CommandFailure {
  return new CommandFailure(ExitCode.Usage, "usage", message, hint);
}

function success(document: CommandResult["document"], text: string): CommandResult {
  return {
    exitCode: ExitCode.Success,
    document,
    text: text === "" || text.endsWith("\n") ? text : `${text}\n`,
  };
}

function unknown(name: string, known: readonly string[], where: string): CommandFailure {
  const near = nearestName(name, known);
  const hint =
    near === undefined ? "`lemmagrid show` without a name lists what there is" : `did you mean ${near}?`;
  return usage(`there is no ${name} in ${where}`, hint);
}

function showTheory(theory: Theory): CommandResult {
  const view = theoryView(theory);
  const goals: readonly NamedStatement[] = theory.goals.map((goal) => ({
    name: goal.name,
    text: formulaToReadable(theory, goal.formula),
    origin: goal.origin === theory.name ? "" : goal.origin,
  }));
  const statements = (keyword: string, facts: readonly NamedStatement[]): string =>
    facts.length === 0
      ? ""
      : `\n${textTable(facts.map((fact) => [`${keyword} ${fact.name}`, `: ${fact.text}`]))}`;
  const text = [
    `theory ${theory.name}\n`,
    theory.uses.length === 0 ? "" : `uses ${theory.uses.join(", ")}\n`,
    ...view.sorts.map((sort) => `\n${sort.text}\n`),
    view.symbols.length === 0 ? "" : "\n",
    ...view.symbols.map((symbol) => `${symbol.text}\n`),
    statements("axiom", view.axioms),
    statements("definition", view.definitions),
    statements("theorem", goals),
  ];
  const { name, uses } = theory;
  return success({ schema: "lemmagrid-theory/1", name, uses, ...view, goals }, text.join(""));
}

function showStatement(theory: Theory, name: string): CommandResult {
  const entries = [...theory.facts, ...theory.goals.map((goal) => ({ ...goal, kind: "theorem" as const }))];
  const entry = entries.find((candidate) => candidate.name === name);
  if (entry === undefined) {
    const names = entries.map((candidate) => candidate.name);
    throw unknown(name, names, `theory ${theory.name}`);
  }
  const statement = formulaToReadable(theory, entry.formula);
  const document = {
    schema: "lemmagrid-statement/1",
    kind: entry.kind,
    name,
    statement,
    origin: entry.origin,
  };
  return success(document, `${entry.kind} ${name} : ${statement}\n`);
}

function damaged(target: string, what: string): CommandFailure {
  const hint = `\`lemmagrid check ${target}\` says what is wrong with it`;
  return new CommandFailure(ExitCode.Usage, "input", `the output ${target} is damaged: ${what}`, hint);
}

function parseLines(text: string): readonly unknown[] | undefined {
  try {
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line): unknown => JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** What the files hold is taken as `run` wrote it; where it is not of that shape, the output is damaged. */
function showOutput(target: string, name: string | undefined): CommandResult {
  const output = readOutput(target);
  try {
    const records = theoremRecords(output, target);
    const { theory } = loadTheory("theory.mpl", () => output.theory);
    if (theory === undefined) throw damaged(target, "theory.mpl does not parse");
    const unproved = unprovedStatements(output, theory);
    if (name === undefined) return showStatements(records, unproved);
    const found = unproved.find((entry) => entry.name === name);
    return found === undefined ? showProof(output, theory, records, name, target) : showUnproved(found);
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof CoreSyntaxError)
      throw damaged(target, "its files do not have the fields that they should");
    throw error;
  }
}

/** The index as it stands; `show` trusts it to be what `run` wrote, `check` does not. */
function theoremRecords(output: OutputTexts, target: string): readonly TheoremRecord[] {
  const lines = parseLines(output.theorems ?? "");
  if (output.theorems === undefined || lines === undefined)
    throw damaged(target, "theorems.jsonl does not parse");
  return lines as readonly TheoremRecord[];
}

function showStatements(records: readonly TheoremRecord[], unproved: readonly Unproved[]): CommandResult {
  const rows = records.map((record) => [
    String(record.order),
    record.name,
    record.statement.readable,
    groundsText(record),
    record.basis ? "basis" : "derived",
  ]);
  const others = unproved.map(({ name, statement, status, why }) => [name, statement, status, why]);
  const document = {
    schema: "lemmagrid-theorems/1",
    theorems: records,
    unproved: unproved.map(({ name, statement, status, why }) => ({ name, statement, status, why })),
  };
  const rest = others.length === 0 ? "" : `\nnot proved\n${textTable(others)}`;
  return success(document, `${textTable(rows, new Set([0]))}${rest}`);
}

function showUnproved({ name, statement, status, document, text }: Unproved): CommandResult {
  return success(
    { schema: "lemmagrid-unproved/1", name, statement, status, ...document },
    `${outColors.bold(name)} : ${statement}\nSZS status ${status}, ${text}`,
  );
}

function showProof(
  output: OutputTexts,
  theory: Theory,
  records: readonly TheoremRecord[],
  name: string,
  target: string,
): CommandResult {
  const record = records.find((candidate) => candidate.name === name);
  if (record === undefined) {
    const names = records.map((candidate) => candidate.name);
    throw unknown(name, names, target);
  }
  const lines = parseLines(output.certificates.get(record.certificate) ?? "");
  if (lines === undefined || lines.length === 0)
    throw damaged(target, `${record.certificate} does not parse`);
  const reader = coreReader(theory);
  const facts = new Map(theory.facts.map((fact) => [fact.name, fact.formula]));
  const cores = new Map(records.map((candidate) => [candidate.name, candidate.statement.core]));
  const statementOf = (cited: string): Formula | undefined => {
    const core = cores.get(cited);
    return core === undefined ? facts.get(cited) : reader.formula(core);
  };
  const rows = proofRows(lines as readonly CertificateLine[], new ReadableTexts(theory), statementOf);
  const document = { schema: "lemmagrid-proof/1", theorem: record, rows };
  const assumed = record.assumes === undefined ? "" : `${assumedText(record)}\n`;
  const title = `${outColors.bold(name)} : ${record.statement.readable}\n${assumed}`;
  return success(document, `${title}\n${proofTable(rows)}`);
}

function proofTable(rows: readonly ProofRow[]): string {
  const cells = rows.map((row) => {
    const isScope = row.kind === "open" || row.kind === "close";
    const indent = "  ".repeat(isScope ? row.depth - 1 : row.depth);
    const of = row.of === undefined ? "" : ` ${row.of}`;
    const from = [...row.from, ...row.scopes].join(" ");
    if (isScope)
      return [row.kind === "open" ? String(row.id) : "", `${indent}${row.statement} ${from}`.trimEnd()];
    return [String(row.id), indent + row.statement, row.rule + of, row.detail, from];
  });
  return textTable(cells, new Set([0]));
}
