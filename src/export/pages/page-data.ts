/**
 * What the pages are made from: the machine-readable files of an output and nothing else, so that a run and a later
 * `lemmagrid export html` write the same pages. The files are taken to be what a run wrote, checked or not: what is
 * missing or of another shape is an `ExportFailure`.
 */
import type { Theory } from "../../logic/theory.js";
import { loadTheoryText } from "../../mpl/load.js";
import type { CertificateLine } from "../../proof/certificate.js";
import { ExportFailure } from "../run-output.js";
import type { ImportedNames, RunDocument, TheoremRecord } from "../run-documents.js";
import { isCertificateLine, isRunDocument, isTheoremRecord } from "./shapes.js";

export interface PageTheorem {
  readonly record: TheoremRecord;
  /** The certificate file's text. */
  readonly certificate: string;
  readonly lines: readonly CertificateLine[];
}

export interface PageData {
  /** Core text. */
  readonly theoryText: string;
  readonly theory: Theory;
  readonly run: RunDocument;
  /** In citing order. */
  readonly theorems: readonly PageTheorem[];
  /** The text of `grid.json`, if the run recorded its supersteps. */
  readonly grid: string | undefined;
  /** Paths, from the output directory, of what `lemmagrid export` wrote for other provers. */
  readonly exports: readonly string[];
}

/** `file` gives the text of a file by its path from the output directory. */
export function readPageData(
  file: (path: string) => string | undefined,
  exports: readonly string[] = [],
): PageData {
  const need = (path: string): string => {
    const text = file(path);
    if (text === undefined) throw new ExportFailure(`${path} is missing`);
    return text;
  };
  const theoryText = need("theory.mpl");
  const run = parse("run.json", need("run.json"), isRunDocument);
  const theorems = lines("theorems.jsonl", need("theorems.jsonl"), isTheoremRecord).map((record) => {
    const certificate = need(record.certificate);
    return { record, certificate, lines: lines(record.certificate, certificate, isCertificateLine) };
  });
  const theory = withOrigins(readTheory(theoryText), run);
  return { theoryText, theory, run, theorems, grid: file("grid.json"), exports };
}

function readTheory(text: string): Theory {
  const { theory } = loadTheoryText(text, "theory.mpl");
  if (theory === undefined) throw new ExportFailure("theory.mpl does not parse");
  return theory;
}

function withOrigins(theory: Theory, { uses, imported }: RunDocument): Theory {
  const mark = <T extends { readonly name: string; readonly origin: string }>(
    list: readonly T[],
    names: (entry: ImportedNames) => readonly string[],
  ): readonly T[] => {
    const origins = new Map(
      Object.entries(imported).flatMap(([origin, entry]) =>
        names(entry).map((name) => [name, origin] as const),
      ),
    );
    return list.map((entry) => ({ ...entry, origin: origins.get(entry.name) ?? entry.origin }));
  };
  return {
    ...theory,
    uses,
    sorts: mark(theory.sorts, ({ sorts }) => sorts),
    symbols: mark(theory.symbols, ({ symbols }) => symbols),
    facts: mark(theory.facts, ({ facts }) => facts),
    goals: mark(theory.goals, ({ goals }) => goals),
  };
}

function parse<T>(path: string, text: string, is: (value: unknown) => value is T): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ExportFailure(`${path} does not parse`);
  }
  if (!is(value)) throw new ExportFailure(`${path} does not have the fields that it should`);
  return value;
}

function lines<T>(path: string, text: string, is: (value: unknown) => value is T): readonly T[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => parse(path, line, is));
}
