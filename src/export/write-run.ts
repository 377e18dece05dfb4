/**
 * Writes a run's output: everything is rendered first (`renderRun`, no file touched but the templates), then put in
 * place as a whole (`replaceDirectory`). Same result and inputs, same bytes, except for `machine.json`.
 */
import { join } from "node:path";
import type { RunResult } from "../proof/run-result.js";
import { theoryToCore } from "../mpl/print-core.js";
import { gridDocument } from "./grid-document.js";
import { assignFileNames, encodeFileName } from "./file-name.js";
import { readPageData } from "./pages/page-data.js";
import { renderPages } from "./pages/render-pages.js";
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
  const fileNames = assignFileNames(result.theorems.map((theorem) => theorem.name));
  const entries = theoremRecords(result, fileNames, texts);
  const theorems = entries.map((entry) => entry.record);
  const run = runDocument(result, inputs, texts);
  const machine = machineDocument(result);
  const files = new Map<string, string>([
    ["theory.mpl", theoryToCore(result.theory)],
    ["theorems.jsonl", theorems.map((record) => `${JSON.stringify(record)}\n`).join("")],
    ["run.json", pretty(run)],
    ["machine.json", pretty(machine)],
    ...entries.map(({ record, certificate }) => [record.certificate, certificate] as const),
  ]);
  files.set("grid.json", gridDocument(result.trace, result.theory.name));
  for (const [path, text] of renderPages(readPageData((path) => files.get(path)))) files.set(path, text);
  return { files, run, machine, theorems };
}

/** Throws `OutputRefused` where `outDir` is not ours to replace; then, as after any error, `outDir` is as it was. */
export function writeRun(result: RunResult, outDir: string, inputs: readonly InputFile[]): WriteSummary {
  const { files, run, machine, theorems } = renderRun(result, inputs);
  const sizeBytes = replaceDirectory(outDir, files);
  return { outDir, fileCount: files.size, sizeBytes, run, machine, theorems };
}
