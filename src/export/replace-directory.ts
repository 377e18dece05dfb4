/**
 * Replaces an output directory as a whole. The files are written into a new sibling (`.NAME.new-PID-N`); then the old
 * directory is renamed aside (`.NAME.old-PID-N`), the new one takes its place, and the old one is removed. The two
 * renames are synchronous and adjacent, so no signal handler of ours runs between them; if the process is killed just
 * there, the next run puts the old directory back. Siblings left by processes that are gone are removed.
 *
 * A directory that is not a Lemmagrid output (not empty, and without a `run.json` of ours) is never replaced.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** The schema of `run.json`, by which an output directory is recognised. */
export const RUN_SCHEMA = "lemmagrid-run/1";
const OUR_SCHEMA = /^lemmagrid-run\/\d+$/;

/** The output cannot go where it was asked to go; nothing was written. */
export class OutputRefused extends Error {
  override readonly name = "OutputRefused";
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** Siblings that writes of this process are using now. */
const inUse = new Set<string>();
let writeCount = 0;

function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Where `directory` really is, through links, whether it exists or not. */
function realDirectory(directory: string): string {
  const absolute = resolve(directory);
  return existsSync(absolute) ? realpathSync(absolute) : absolute;
}

/** Removes what dead processes left beside `target`; puts an old directory back if its place is empty. */
function recover(target: string): void {
  const parent = dirname(target);
  const prefix = `.${basename(target)}.`;
  for (const entry of readdirSync(parent).sort()) {
    const match = entry.startsWith(prefix) ? /^(new|old)-(\d+)-\d+$/.exec(entry.slice(prefix.length)) : null;
    if (match === null) continue;
    const path = join(parent, entry);
    const pid = Number(match[2]);
    if (inUse.has(path) || (pid !== process.pid && processIsAlive(pid))) continue;
    if (match[1] === "old" && !existsSync(target)) renameSync(path, target);
    else rmSync(path, { recursive: true, force: true });
  }
}

function isOurOutput(directory: string): boolean {
  try {
    const run: unknown = JSON.parse(readFileSync(join(directory, "run.json"), "utf8"));
    const schema = (run as { schema?: unknown } | null)?.schema;
    return typeof schema === "string" && OUR_SCHEMA.test(schema);
  } catch {
    return false;
  }
}

/** Throws `OutputRefused` if an output could not be written to `directory`; cheap enough to ask before a long run. */
export function checkReplaceable(directory: string): void {
  const target = realDirectory(directory);
  if (!existsSync(target)) return;
  if (!statSync(target).isDirectory()) {
    throw new OutputRefused(`${directory} is a file, not a directory`, "choose another place with --out DIR");
  }
  if (readdirSync(target).length === 0 || isOurOutput(target)) return;
  throw new OutputRefused(
    `${directory} is not empty and is not a Lemmagrid output (it has no run.json of ours), so it is not replaced`,
    "choose another place with --out DIR, or empty the directory yourself",
  );
}

function writeFiles(directory: string, files: ReadonlyMap<string, string>): number {
  let sizeBytes = 0;
  const made = new Set<string>();
  for (const [path, text] of files) {
    const file = join(directory, path);
    const folder = dirname(file);
    if (!made.has(folder)) {
      mkdirSync(folder, { recursive: true });
      made.add(folder);
    }
    const bytes = Buffer.from(text, "utf8");
    writeFileSync(file, bytes);
    sizeBytes += bytes.length;
  }
  return sizeBytes;
}

/**
 * Makes `directory` hold exactly `files` (relative path with `/` → text). Gives the number of bytes written. Throws
 * `OutputRefused`, or the file system's error; then `directory` is as it was.
 */
export function replaceDirectory(directory: string, files: ReadonlyMap<string, string>): number {
  const target = realDirectory(directory);
  const parent = dirname(target);
  mkdirSync(parent, { recursive: true });
  recover(target);
  checkReplaceable(target);
  const id = `${process.pid}-${writeCount++}`;
  const fresh = join(parent, `.${basename(target)}.new-${id}`);
  const old = join(parent, `.${basename(target)}.old-${id}`);
  inUse.add(fresh).add(old);
  try {
    const sizeBytes = writeFiles(fresh, files);
    const hadOld = existsSync(target);
    if (hadOld) renameSync(target, old);
    try {
      renameSync(fresh, target);
    } catch (error) {
      if (hadOld) renameSync(old, target);
      throw error;
    }
    rmSync(old, { recursive: true, force: true });
    return sizeBytes;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    inUse.delete(fresh);
    inUse.delete(old);
  }
}
