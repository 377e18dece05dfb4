/** `export FORMAT DIR`: an output's theory and proofs as a file for another prover, or its pages made again. */
import { join } from "node:path";
import { FORMATS } from "../export/formats.js";
import { readRunOutput } from "../export/run-output.js";
import { nearestName } from "../mpl/names.js";
import { CommandFailure, ExitCode, type CommandResult } from "./command.js";
import { exportPages } from "./export-pages.js";
import { damagedAsFailure, readOutput, writeWhole } from "./output-files.js";

export function exportCommand(name: string, directory: string, out: string | undefined): CommandResult {
  if (name === "html") return exportPages(directory, out);
  const format = FORMATS.get(name);
  if (format === undefined) {
    const names = [...FORMATS.keys(), "html"];
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
