/**
 * The output of a mutation run as it grows. Everything is written into `DIR.partial`: the mutants in the library's own
 * format, the same as JSON Lines, and a journal from which an interrupted run can go on. When the run is done the folder
 * takes the place of `DIR` as a whole, so a run that is killed leaves the previous output and what it takes to resume.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, join } from "node:path";
import type { Scratch } from "../mutate/tape.js";
import { CommandFailure, ExitCode } from "./command.js";
import { JournalFile } from "./mutate-journal.js";
import { scratchIn } from "./scratch-files.js";

export const MUTATE_SCHEMA = "lemmagrid-mutate/1";
const REPORT = "mutate.json";
const JOURNAL = "journal.jsonl";

/** A file that is appended to in large pieces. */
class Appender {
  readonly #file: number;
  #pieces: string[] = [];
  #waiting = 0;

  constructor(path: string) {
    this.#file = openSync(path, "w");
  }

  write(text: string): void {
    this.#pieces.push(text);
    this.#waiting += text.length;
    if (this.#waiting > 1 << 20) this.flush();
  }

  flush(): void {
    if (this.#waiting > 0) writeSync(this.#file, this.#pieces.join(""));
    this.#pieces = [];
    this.#waiting = 0;
  }

  close(): void {
    this.flush();
    closeSync(this.#file);
  }
}

export class MutateOutput {
  readonly #partial: string;
  #mutants: Appender | undefined;
  #records: Appender | undefined;
  readonly journal: JournalFile;
  /** For what the run does not keep in memory. */
  readonly scratch: Scratch;

  /** `key` is everything that the answers of the journal depend on. */
  constructor(
    private readonly directory: string,
    key: string,
    resume: boolean,
  ) {
    checkOurs(directory);
    this.#partial = `${directory}.partial`;
    const journal = join(this.#partial, JOURNAL);
    if (!resume || !existsSync(journal)) rmSync(this.#partial, { recursive: true, force: true });
    mkdirSync(this.#partial, { recursive: true });
    this.journal = new JournalFile(journal, { schema: MUTATE_SCHEMA, key });
    this.scratch = scratchIn(this.#partial);
  }

  /** Names the file of mutants and writes what it opens with. */
  begin(extension: string, head: string): void {
    this.#mutants = new Appender(join(this.#partial, `mutants${extension}`));
    this.#records = new Appender(join(this.#partial, "mutants.jsonl"));
    this.#mutants.write(head);
  }

  write(text: string, record: object): void {
    this.#mutants?.write(text);
    this.#records?.write(`${JSON.stringify(record)}\n`);
  }

  /** Copies a file that the mutants refer to. */
  copy(path: string): void {
    copyFileSync(path, join(this.#partial, basename(path)));
  }

  finish(documents: ReadonlyMap<string, object>): void {
    this.#mutants?.close();
    this.#records?.close();
    this.journal.close();
    rmSync(join(this.#partial, JOURNAL));
    for (const [name, document] of documents) {
      writeFileSync(join(this.#partial, name), `${JSON.stringify(document, null, 2)}\n`);
    }
    const old = `${this.directory}.old`;
    rmSync(old, { recursive: true, force: true });
    if (existsSync(this.directory)) renameSync(this.directory, old);
    renameSync(this.#partial, this.directory);
    rmSync(old, { recursive: true, force: true });
  }

  /** Leaves the journal for a later run. */
  abandon(): void {
    this.journal.close();
    this.#mutants?.close();
    this.#records?.close();
  }
}

/** Throws unless `directory` is new or an output of a mutation run. */
function checkOurs(directory: string): void {
  if (!existsSync(directory) || isMutateOutput(directory)) return;
  const message = `${directory} is not an output of \`lemmagrid mutate\`, so it is not replaced`;
  throw new CommandFailure(ExitCode.Usage, "usage", message, "choose another place with --out DIR");
}

export function isMutateOutput(directory: string): boolean {
  try {
    const report: unknown = JSON.parse(readFileSync(join(directory, REPORT), "utf8"));
    return (report as { schema?: unknown } | null)?.schema === MUTATE_SCHEMA;
  } catch {
    return false;
  }
}
