/**
 * Data for the scripts of the pages, as classic scripts that assign to one global each, since a page opened from a file
 * may not fetch. docs/pages.md says what they hold.
 */
import { formulaText } from "../../logic/formula.js";
import type { Statement } from "../run-documents.js";
import { scriptJson } from "./markup.js";
import type { PageModel } from "./page-model.js";

function script(global: string, value: unknown): string {
  return `globalThis.${global}=${scriptJson(value)};\n`;
}

export function dataScripts(model: PageModel): ReadonlyMap<string, string> {
  const { data, links } = model;
  const certificates = data.theorems.map(({ record, certificate }) => ({
    name: record.name,
    url: links.to(record.name, "").href,
    text: certificate,
  }));
  return new Map([
    ["data/search.js", script("lemmagridSearch", searchData(model))],
    ["data/theory.js", script("lemmagridTheory", data.theoryText)],
    ["data/certificates.js", script("lemmagridCertificates", certificates)],
  ]);
}

/** Theorems first, then what they may rest on, then what is no theorem. */
function searchData(model: PageModel): object {
  const { run, theory, theorems } = model.data;
  const symbols = theory.symbols.map(({ name, args, fixity }) => ({
    name,
    arity: args.length,
    fixity: fixity?.kind ?? "",
    precedence: fixity?.precedence ?? 0,
  }));
  const facts = theory.facts.map(({ name, kind, formula }) => ({
    name,
    statement: model.texts.print(formula),
    core: formulaText(formula),
    url: model.links.to(name, "").href,
    kind,
  }));
  const conjecture =
    (kind: "refuted" | "open") =>
    ({ name, statement }: { readonly name: string; readonly statement: Statement }): object => ({
      name,
      statement: statement.readable,
      core: statement.core,
      url: `index.html#${kind}`,
      kind,
    });
  return {
    symbols,
    entries: [
      ...theorems.map(({ record }) => ({
        name: record.name,
        statement: record.statement.readable,
        core: record.statement.core,
        url: model.links.to(record.name, "").href,
        kind: "theorem",
        hash: model.hash(record),
      })),
      ...facts,
      ...run.refuted.map(conjecture("refuted")),
      ...run.open.map(conjecture("open")),
    ],
  };
}
