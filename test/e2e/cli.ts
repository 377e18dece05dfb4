/** Runs the built command line as a user does: a child process, its two streams and its exit code. */
import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `meanwhile` is given the running process; `variables` are added to its environment. */
export function lemmagrid(
  args: readonly string[],
  cwd: string,
  meanwhile: (child: ChildProcess) => void = () => undefined,
  variables: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...variables };
    const child = spawn(process.execPath, [MAIN, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (exitCode) => {
      resolve({ exitCode, stdout, stderr });
    });
    meanwhile(child);
  });
}

/** Every file below `directory`, by relative path, except `machine.json`. */
export function filesOf(directory: string): ReadonlyMap<string, string> {
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files = paths.map((path) => [path.slice(directory.length + 1), readFileSync(path, "utf8")] as const);
  return new Map(files.filter(([path]) => path !== "machine.json"));
}
