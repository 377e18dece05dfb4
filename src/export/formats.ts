/**
 * The formats that `lemmagrid export` writes: an output's theory and proofs as one file for another prover. To add one,
 * write its `export` and add a row to `FORMATS`.
 */
import { exportCoq } from "./coq/coq-file.js";
import { exportLean } from "./lean/lean-file.js";
import { exportLean4Export } from "./lean4export/lean4export-file.js";
import type { ExportedFile, RunOutput } from "./run-output.js";

export interface ExportFormat {
  /** One line for the command's help. */
  readonly summary: string;
  /** Throws `ExportFailure` for an output that is damaged. */
  readonly write: (output: RunOutput) => ExportedFile;
}

export const FORMATS: ReadonlyMap<string, ExportFormat> = new Map([
  ["coq", { summary: "a Coq file that coqc checks", write: exportCoq }],
  ["lean", { summary: "a Lean 4 file that lean checks", write: exportLean }],
  [
    "lean4export",
    {
      summary: "a file for external type checkers of Lean 4, in the export format 3.1",
      write: exportLean4Export,
    },
  ],
]);
