/**
 * Reading an output directory. Only the files that an output has are opened, and only if they are plain files there:
 * no link is followed and no path that a file names is opened, so nothing outside the directory is ever read.
 */
import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { OutputTexts } from "./check-output.js";
import { CommandFailure, ExitCode } from "./command.js";

function isPlainFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function textOf(directory: string, name: string): string | undefined {
  const path = join(directory, name);
  return isPlainFile(path) ? readFileSync(path, "utf8") : undefined;
}

function certificateTexts(directory: string): ReadonlyMap<string, string> {
  const folder = join(directory, "certificates");
  const texts = new Map<string, string>();
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return texts;
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (isPlainFile(path)) texts.set(`certificates/${name}`, readFileSync(path, "utf8"));
  }
  return texts;
}

export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Throws a `CommandFailure` if `directory` is no output at all; single files may still be missing. */
export function readOutput(directory: string): OutputTexts {
  if (!isDirectory(directory)) {
    const hint = "give the directory that `lemmagrid run` wrote, such as proofs-out/peano";
    throw new CommandFailure(ExitCode.Usage, "io", `there is no directory ${directory}`, hint);
  }
  const theory = textOf(directory, "theory.mpl");
  const theorems = textOf(directory, "theorems.jsonl");
  if (theory === undefined && theorems === undefined) {
    const hint = "an output has a theory.mpl and a theorems.jsonl";
    throw new CommandFailure(ExitCode.Usage, "io", `${directory} is not a Lemmagrid output`, hint);
  }
  return { theory, theorems, run: textOf(directory, "run.json"), certificates: certificateTexts(directory) };
}
