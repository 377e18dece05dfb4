/**
 * Reading and adding to an output directory. Only the files that an output has are opened, and only if they are plain files there:
 * no link is followed and no path that a file names is opened, so nothing outside the directory is ever read.
 */
import { isUtf8 } from "node:buffer";
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { OutputTexts } from "./check-output.js";
import { ExportFailure, Inexpressible } from "../export/run-output.js";
import { CommandFailure, ExitCode } from "./command.js";

function isPlainFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** The text of a plain file, which must be UTF-8. */
function textOf(path: string): string {
  const bytes = readFileSync(path);
  if (isUtf8(bytes)) return bytes.toString("utf8");
  throw new CommandFailure(ExitCode.Usage, "input", `${path} is not UTF-8`, "Lemmagrid writes nothing else");
}

/** The text of a file directly in the output; undefined if there is none. */
export function outputText(directory: string, name: string): string | undefined {
  const path = join(directory, name);
  return isPlainFile(path) ? textOf(path) : undefined;
}

function certificateTexts(directory: string): ReadonlyMap<string, string> {
  const folder = join(directory, "certificates");
  const texts = new Map<string, string>();
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return texts;
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (isPlainFile(path)) texts.set(`certificates/${name}`, textOf(path));
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
  const theory = outputText(directory, "theory.mpl");
  const theorems = outputText(directory, "theorems.jsonl");
  if (theory === undefined && theorems === undefined) {
    const hint = "an output has a theory.mpl and a theorems.jsonl";
    throw new CommandFailure(ExitCode.Usage, "io", `${directory} is not a Lemmagrid output`, hint);
  }
  return {
    theory,
    theorems,
    run: outputText(directory, "run.json"),
    grid: outputText(directory, "grid.json"),
    certificates: certificateTexts(directory),
  };
}

/** What `act` makes of the output; an `ExportFailure` becomes the user's error. */
export function damagedAsFailure<T>(directory: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Inexpressible)
      throw new CommandFailure(ExitCode.Usage, "input", `${directory} cannot be exported: ${error.message}`);
    if (!(error instanceof ExportFailure)) throw error;
    const hint = `\`lemmagrid check ${directory}\` says what is wrong with it`;
    const message = `the output ${directory} is damaged: ${error.message}`;
    throw new CommandFailure(ExitCode.Usage, "input", message, hint);
  }
}

/** The new file or the one before, never half of one. */
export function writeWhole(path: string, text: string): void {
  mkdirSync(join(path, ".."), { recursive: true });
  const temporary = `${path}.new-${process.pid}`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
