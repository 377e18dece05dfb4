/** `export FORMAT DIR`: an output's theory and proofs as a file for another prover. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FORMATS } from "../export/formats.js";
import { ExportFailure, Inexpressible, readRunOutput, type ExportedFile } from "../export/run-output.js";
import { nearestName } from "../mpl/names.js";
import { CommandFailure, ExitCode, type CommandResult } from "./command.js";
import { readOutput } from "./output-files.js";

export function exportCommand(name: string, directory: string, out: string | undefined): CommandResult {
  const format = FORMATS.get(name);
  if (format === undefined) {
    const names = [...FORMATS.keys()];
    const near = nearestName(name, names);
    const hint = near === undefined ? `there is ${names.join(", ")}` : `did you mean ${near}?`;
    throw new CommandFailure(ExitCode.Usage, "usage", `there is no export format ${name}`, hint);
  }
  const texts = readOutput(directory);
  const file = damagedAsFailure(directory, () => {
    const output = readRunOutput(texts.theory, texts.theorems, (path) => texts.certificates.get(path));
    return format.write(output);
  });
  const path = join(out ?? join(directory, name), file.fileName);
  writeWhole(path, file.text);
  const sizeBytes = Buffer.byteLength(file.text);
  return {
    exitCode: ExitCode.Success,
    document: { schema: "lemmagrid-export/1", format: name, file: path, theorems: file.theorems, sizeBytes },
    text: `${path}: ${file.theorems} theorem${file.theorems === 1 ? "" : "s"}, ${sizeBytes} bytes\n`,
  };
}

function damagedAsFailure(directory: string, act: () => ExportedFile): ExportedFile {
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
function writeWhole(path: string, text: string): void {
  mkdirSync(join(path, ".."), { recursive: true });
  const temporary = `${path}.new-${process.pid}`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
