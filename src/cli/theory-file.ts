/** Reading a theory file for a command: diagnostics to stderr, a `CommandFailure` if there is an error among them. */
import { readFileSync, statSync } from "node:fs";
import type { Theory } from "../logic/theory.js";
import { formatDiagnostic } from "../mpl/diagnostic.js";
import { loadTheory } from "../mpl/load.js";
import { CommandFailure, ExitCode } from "./command.js";
import { warn } from "./terminal.js";

export interface LoadedFile {
  readonly theory: Theory;
  readonly sources: readonly { readonly path: string; readonly text: string }[];
}

function readText(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
    ? readFileSync(path, "utf8")
    : undefined;
}

export function loadTheoryFile(path: string): LoadedFile {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new CommandFailure(
      ExitCode.Usage,
      "io",
      `there is no file ${path}`,
      "give the path of an .mpl file",
    );
  }
  if (stats.isDirectory()) {
    const hint = "give the path of an .mpl file; `check` and `show` take the directory of an output";
    throw new CommandFailure(ExitCode.Usage, "io", `${path} is a directory, not a theory`, hint);
  }
  const { theory, diagnostics, sources } = loadTheory(path, readText);
  for (const diagnostic of diagnostics) warn(`${formatDiagnostic(diagnostic)}\n`);
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  if (theory !== undefined && errors.length === 0) return { theory, sources };
  const found = errors.length === 1 ? "1 error" : `${errors.length} errors`;
  throw new CommandFailure(ExitCode.Usage, "input", `${found} in ${path}`, undefined, diagnostics);
}
