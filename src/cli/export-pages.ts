/**
 * `export html DIR`: the pages of an output made again from its data, in place, each file as a whole; or, with `--out`,
 * the output with new pages written somewhere else.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { FORMATS } from "../export/formats.js";
import { readPageData } from "../export/pages/page-data.js";
import { renderPages } from "../export/pages/render-pages.js";
import { replaceDirectory } from "../export/replace-directory.js";
import { type CommandResult, ExitCode } from "./command.js";
import { damagedAsFailure, isDirectory, outputText, readOutput, writeWhole } from "./output-files.js";

/** Data files beside those that `readOutput` reads. */
const OTHER_DATA = ["grid.json", "machine.json"];

export function exportPages(directory: string, out: string | undefined): CommandResult {
  const data = dataFiles(directory);
  const exports = out === undefined ? exportedFiles(directory) : [];
  const pages = damagedAsFailure(directory, () =>
    renderPages(readPageData((path) => data.get(path), exports)),
  );
  if (out === undefined) for (const [path, text] of pages) writeWhole(join(directory, path), text);
  else replaceDirectory(out, new Map([...data, ...pages]));
  const sizeBytes = [...pages.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const theorems = [...pages.keys()].filter((path) => path.startsWith("theorems/")).length;
  const file = join(out ?? directory, "index.html");
  return {
    exitCode: ExitCode.Success,
    document: { schema: "lemmagrid-export/1", format: "html", file, theorems, sizeBytes },
    text: `${file}: ${theorems} theorem${theorems === 1 ? "" : "s"}, ${pages.size} files, ${sizeBytes} bytes\n`,
  };
}

function dataFiles(directory: string): ReadonlyMap<string, string> {
  const { theory, theorems, run, certificates } = readOutput(directory);
  const texts: readonly (readonly [string, string | undefined])[] = [
    ["theory.mpl", theory],
    ["theorems.jsonl", theorems],
    ["run.json", run],
    ...OTHER_DATA.map((name) => [name, outputText(directory, name)] as const),
  ];
  const present = texts.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const]));
  return new Map([...present, ...certificates]);
}

/** What other exports have put into the output, by path. */
function exportedFiles(directory: string): readonly string[] {
  return [...FORMATS.keys()].flatMap((format) => {
    const folder = join(directory, format);
    if (!isDirectory(folder)) return [];
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    return files.map(({ name }) => `${format}/${name}`).sort();
  });
}
