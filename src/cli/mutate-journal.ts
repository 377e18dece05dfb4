/**
 * The journal of a mutation run as a file: a header, then an answer a line. Answers of an interrupted run are read when
 * they are asked for, one at a time; what comes after the last that is asked for is cut off and written anew.
 */
import { closeSync, existsSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { isFor, type Journal, type JournalEntry } from "../mutate/journal.js";
import type { Chunk, ChunkResult } from "../mutate/labour.js";
import { CommandFailure, ExitCode } from "./command.js";

interface Header {
  readonly schema: string;
  /** Everything that the answers depend on. */
  readonly key: string;
}

export class JournalFile implements Journal {
  readonly #file: number;
  /** Undefined when no answer of an earlier run is left. */
  #earlier: LineReader | undefined;
  /** Up to the end of the last line that counts. */
  #bytes = 0;

  /** Throws a `CommandFailure` if there is a journal with another key. */
  constructor(path: string, header: Header) {
    this.#file = openSync(path, existsSync(path) ? "r+" : "w+");
    this.#earlier = new LineReader(this.#file);
    const line = this.#earlier.next();
    if (line !== undefined && (JSON.parse(line) as Header).key !== header.key) {
      closeSync(this.#file);
      const message = `${path} is of a run with another library or other settings`;
      throw new CommandFailure(ExitCode.Usage, "usage", message, "leave out --resume to begin anew");
    }
    this.#bytes = this.#earlier.bytes;
    if (line === undefined) this.#write(header);
  }

  recall(round: number, chunk: Chunk): ChunkResult | undefined {
    const line = this.#earlier?.next();
    const entry = line === undefined ? undefined : parseEntry(line);
    if (entry === undefined || !isFor(entry, round, chunk)) {
      this.#earlier = undefined;
      return undefined;
    }
    this.#bytes = this.#earlier!.bytes;
    return entry.result;
  }

  note({ round, chunk, result }: JournalEntry): void {
    const plain = Object.entries(result).map(([name, array]) => [name, Array.from(array as Uint32Array)]);
    this.#write({ round, chunk, result: Object.fromEntries(plain) as unknown });
  }

  /** Writes a line after the last that counts; whatever stood there is gone. */
  #write(document: object): void {
    this.#earlier = undefined;
    ftruncateSync(this.#file, this.#bytes);
    const bytes = Buffer.from(`${JSON.stringify(document)}\n`);
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#file, bytes, done, bytes.length - done, this.#bytes + done);
    this.#bytes += bytes.length;
  }

  close(): void {
    closeSync(this.#file);
  }
}

const PIECE_BYTES = 1 << 16;
const NEWLINE = 0x0a;

/** Reads a file line by line; one without its end was being written when the run was killed, and is none. */
class LineReader {
  /** Up to the end of the last line. */
  bytes = 0;
  /** What has been read from there on. */
  #ahead: Buffer = Buffer.alloc(0);

  constructor(private readonly file: number) {}

  next(): string | undefined {
    let end = this.#ahead.indexOf(NEWLINE);
    while (end < 0) {
      const searched = this.#ahead.length;
      const piece = Buffer.alloc(PIECE_BYTES);
      const count = readSync(this.file, piece, 0, PIECE_BYTES, this.bytes + searched);
      if (count === 0) return undefined;
      this.#ahead = Buffer.concat([this.#ahead, piece.subarray(0, count)]);
      end = this.#ahead.indexOf(NEWLINE, searched);
    }
    const line = this.#ahead.toString("utf8", 0, end);
    this.#ahead = this.#ahead.subarray(end + 1);
    this.bytes += end + 1;
    return line;
  }
}

function parseEntry(line: string): JournalEntry {
  const { round, chunk, result } = JSON.parse(line) as {
    readonly round: number;
    readonly chunk: Chunk;
    readonly result: Readonly<Record<keyof ChunkResult, readonly number[]>>;
  };
  const { counts, index, low, high, size } = result;
  return {
    round,
    chunk,
    result: {
      counts: Uint32Array.from(counts),
      index: Float64Array.from(index),
      low: Uint32Array.from(low),
      high: Uint32Array.from(high),
      size: Uint32Array.from(size),
    },
  };
}
