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
import type { JournalEntry } from "../mutate/round.js";
import { CommandFailure, ExitCode } from "./command.js";

export const MUTATE_SCHEMA = "lemmagrid-mutate/1";
const REPORT = "mutate.json";
const JOURNAL = "journal.jsonl";

/** A file that is appended to in large pieces. */
class Appender {
  readonly #file: number;
  #pieces: string[] = [];
  #waiting = 0;

  constructor(path: string, mode: "a" | "w") {
    this.#file = openSync(path, mode);
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

interface Header {
  readonly schema: typeof MUTATE_SCHEMA;
  /** Everything that the answers of the journal depend on. */
  readonly key: string;
}

export class MutateOutput {
  readonly #partial: string;
  readonly #journal: Appender;
  #mutants: Appender | undefined;
  #records: Appender | undefined;
  /** What an interrupted run had done. */
  readonly known: JournalEntry[] = [];

  constructor(
    private readonly directory: string,
    key: string,
    resume: boolean,
  ) {
    checkOurs(directory);
    this.#partial = `${directory}.partial`;
    const path = join(this.#partial, JOURNAL);
    if (resume && existsSync(path)) this.#read(path, key);
    else rmSync(this.#partial, { recursive: true, force: true });
    mkdirSync(this.#partial, { recursive: true });
    this.#journal = new Appender(path, "w");
    const header: Header = { schema: MUTATE_SCHEMA, key };
    this.#journal.write(`${JSON.stringify(header)}\n`);
  }

  #read(path: string, key: string): void {
    const lines = readFileSync(path, "utf8").split("\n");
    const header = JSON.parse(lines[0]) as Header;
    if (header.key !== key) {
      const message = `${this.#partial} is of a run with another library or other settings`;
      throw new CommandFailure(ExitCode.Usage, "usage", message, "leave out --resume to begin anew");
    }
    for (const line of lines.slice(1)) {
      // A line without its end was being written when the run was killed.
      if (!line.endsWith("}")) break;
      this.known.push(parseEntry(line));
    }
  }

  note({ round, chunk, result }: JournalEntry): void {
    const plain = Object.entries(result).map(([name, array]) => [name, Array.from(array as Uint32Array)]);
    this.#journal.write(
      `${JSON.stringify({ round, chunk, result: Object.fromEntries(plain) as unknown })}\n`,
    );
    this.#journal.flush();
  }

  /** Names the file of mutants and writes what it opens with. */
  begin(extension: string, head: string): void {
    this.#mutants = new Appender(join(this.#partial, `mutants${extension}`), "w");
    this.#records = new Appender(join(this.#partial, "mutants.jsonl"), "w");
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
    this.#journal.close();
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
    this.#journal.close();
    this.#mutants?.close();
    this.#records?.close();
  }
}

function parseEntry(line: string): JournalEntry {
  const { round, chunk, result } = JSON.parse(line) as {
    readonly round: number;
    readonly chunk: JournalEntry["chunk"];
    readonly result: Readonly<Record<"counts" | "index" | "low" | "high" | "size", readonly number[]>>;
  };
  return {
    round,
    chunk,
    result: {
      counts: Uint32Array.from(result.counts),
      index: Float64Array.from(result.index),
      low: Uint32Array.from(result.low),
      high: Uint32Array.from(result.high),
      size: Uint32Array.from(result.size),
    },
  };
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
