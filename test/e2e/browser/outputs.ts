/** Outputs for the browser's tests, made by the command line from theories that ship, and changed ones. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lemmagrid } from "../cli.js";
import { folder } from "./browser.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const made = new Map<string, Promise<string>>();

/** The output of `lemmagrid run mpl/<name>.mpl`, made once for the file's tests. */
export function outputOf(name: string): Promise<string> {
  const output = made.get(name) ?? run(name, join(folder, name));
  made.set(name, output);
  return output;
}

async function run(name: string, directory: string): Promise<string> {
  const args = ["run", `mpl/${name}.mpl`, "--out", directory, "--workers", "1"];
  const { exitCode, stderr } = await lemmagrid(args, ROOT);
  if (exitCode !== 0) throw new Error(`run of ${name} ended with ${exitCode}: ${stderr}`);
  return directory;
}

/** A copy of the output, to be changed. */
export async function copyOf(name: string, copy: string): Promise<string> {
  const directory = join(folder, copy);
  cpSync(await outputOf(name), directory, { recursive: true });
  return directory;
}

/** Replaces the file's text by what `change` makes of it. */
export function edit(output: string, path: string, change: (text: string) => string): void {
  const file = join(output, path);
  const before = readFileSync(file, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`nothing was changed in ${path}`);
  writeFileSync(file, after);
}

/** The names of the output's theorems, in citing order. */
export function theoremNames(output: string): string[] {
  return readFileSync(join(output, "theorems.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as { readonly name: string }).name);
}
