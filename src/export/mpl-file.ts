/**
 * An output's theory as one file of MPL in the readable notation, imports flattened in, with its theorems as stated
 * theorems: what a problem in another language was read as, or a development to go on from.
 */
import { loadTheory } from "../mpl/load.js";
import { formulaToReadable } from "../mpl/print-readable.js";
import { coreReader } from "../proof/core-reader.js";
import { ExportFailure, type ExportedFile, type RunOutput } from "./run-output.js";
import { theoryView, type NamedStatement } from "./theory-view.js";

export function exportMpl(output: RunOutput): ExportedFile {
  const { theory } = loadTheory("theory.mpl", () => output.theory);
  if (theory === undefined) throw new ExportFailure("theory.mpl does not parse");
  const view = theoryView(theory);
  const reader = coreReader(theory);
  const theorems = output.certificates.map(({ name, lines }): NamedStatement => {
    const { statement } = (lines[0] ?? {}) as { readonly statement?: unknown };
    if (typeof statement !== "string") throw new ExportFailure(`the certificate of ${name} has no statement`);
    return { name, text: formulaToReadable(theory, reader.formula(statement)), origin: "" };
  });
  const statements = (keyword: string, facts: readonly NamedStatement[]): readonly string[] =>
    facts.map(({ name, text }) => `${keyword} ${name} : ${text}`);
  const blocks = [
    [`theory ${theory.name}`],
    ...view.sorts.map((sort) => [sort.text]),
    view.symbols.map((symbol) => symbol.text),
    statements("axiom", view.axioms),
    statements("definition", view.definitions),
    statements("theorem", theorems),
  ];
  return {
    fileName: `${theory.name.toLowerCase()}.mpl`,
    text: blocks
      .filter((lines) => lines.length > 0)
      .map((lines) => `${lines.join("\n")}\n`)
      .join("\n"),
    theorems: theorems.length,
  };
}
