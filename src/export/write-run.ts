/**
 * Writes a run's output: everything is rendered first (`renderRun`, no file touched but the templates), then put in
 * place as a whole (`replaceDirectory`). Same result and inputs, same bytes, except for `machine.json`.
 */
import { join } from "node:path";
import type { RunResult } from "../proof/run-result.js";
import { theoryToCore } from "../mpl/print-core.js";
import { encodeFileName } from "./file-name.js";
import { runLinks } from "./links.js";
import { indexPage, loadTemplates, theoremPage, type PageInput } from "./pages.js";
import { ReadableTexts } from "./readable.js";
import { replaceDirectory } from "./replace-directory.js";
import {
  machineDocument,
  pretty,
  runDocument,
  theoremRecords,
  type InputFile,
  type TheoremRecord,
} from "./run-documents.js";

/** The contents of run.json, machine.json and theorems.jsonl. */
export interface RunDocuments {
  readonly run: object;
  readonly machine: object;
  readonly theorems: readonly TheoremRecord[];
}

export interface RenderedRun extends RunDocuments {
  /** Every file of the output: path from the output directory, with `/`, to text. */
  readonly files: ReadonlyMap<string, string>;
}

export interface WriteSummary extends RunDocuments {
  readonly outDir: string;
  readonly fileCount: number;
  readonly sizeBytes: number;
}

/** Where a theory's output goes unless it is told otherwise: `proofs-out/<theory>`. */
export function defaultOutDir(theoryName: string): string {
  return join("proofs-out", encodeFileName(theoryName.toLowerCase()));
}

export function renderRun(result: RunResult, inputs: readonly InputFile[]): RenderedRun {
  const texts = new ReadableTexts(result.theory);
  const links = runLinks(result);
  const entries = theoremRecords(result, links.fileNames, texts);
  const theorems = entries.map((entry) => entry.record);
  const input: PageInput = { result, inputs, records: theorems, links, texts };
  const templates = loadTemplates();
  const run = runDocument(result, inputs, texts);
  const machine = machineDocument(result);
  const files = new Map<string, string>([
    ["theory.mpl", theoryToCore(result.theory)],
    ["theorems.jsonl", theorems.map((record) => `${JSON.stringify(record)}\n`).join("")],
    ["run.json", pretty(run)],
    ["machine.json", pretty(machine)],
    ["index.html", indexPage(templates.index, input)],
    ["style.css", templates.style],
  ]);
  entries.forEach(({ record, certificate }, index) => {
    const fileName = links.fileNames.get(record.name) ?? "";
    files.set(record.certificate, certificate);
    files.set(
      `theorems/${fileName}.html`,
      theoremPage(templates.theorem, result.theorems[index], record, input),
    );
  });
  return { files, run, machine, theorems };
}

/** Throws `OutputRefused` where `outDir` is not ours to replace; then, as after any error, `outDir` is as it was. */
export function writeRun(result: RunResult, outDir: string, inputs: readonly InputFile[]): WriteSummary {
  const { files, run, machine, theorems } = renderRun(result, inputs);
  const sizeBytes = replaceDirectory(outDir, files);
  return { outDir, fileCount: files.size, sizeBytes, run, machine, theorems };
}
