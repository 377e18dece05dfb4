/**
 * The files of one database, and places in them. Included files follow one another in one sequence of positions: a
 * position is a file's base plus an offset in bytes, so one number names a place. Lines are looked for only when a
 * diagnostic needs one.
 */
import type { Diagnostic } from "../../mpl/diagnostic.js";

export interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The position of the file's first byte. */
  readonly base: number;
}

/** Columns past this are not quoted: the line is machine-made, or an attack. */
const LONGEST_QUOTE = 400;
const NEWLINE = 10;

/** A malformed database; caught where reading starts and turned into a diagnostic. */
export class MalformedDatabase extends Error {
  override readonly name = "MalformedDatabase";
  constructor(
    readonly code: string,
    readonly start: number,
    readonly end: number,
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

export class Sources {
  readonly files: Source[] = [];

  /** Adds a file after all others. */
  add(name: string, bytes: Uint8Array): Source {
    const last = this.files.at(-1);
    // One position of space, so that "the end of the file" belongs to it and not to the next.
    const base = last === undefined ? 0 : last.base + last.bytes.length + 1;
    const source = { name, bytes, base };
    this.files.push(source);
    return source;
  }

  sourceOf(position: number): Source {
    let low = 0;
    let high = this.files.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.files[middle].base <= position) low = middle;
      else high = middle - 1;
    }
    return this.files[low];
  }

  /** The text between two positions of one file; bytes that are no ASCII come out as Latin-1. */
  text(start: number, end: number): string {
    const { bytes, base } = this.sourceOf(start);
    return Buffer.from(bytes.buffer, bytes.byteOffset + start - base, end - start).toString("latin1");
  }

  diagnostic(error: MalformedDatabase): Diagnostic {
    const { name, bytes, base } = this.sourceOf(error.start);
    const offset = Math.min(error.start - base, bytes.length);
    let line = 1;
    let lineStart = 0;
    for (let at = bytes.indexOf(NEWLINE); at >= 0 && at < offset; at = bytes.indexOf(NEWLINE, at + 1)) {
      line++;
      lineStart = at + 1;
    }
    const newline = bytes.indexOf(NEWLINE, offset);
    const lineEnd = newline < 0 ? bytes.length : newline;
    const quoted = lineEnd - lineStart <= LONGEST_QUOTE;
    const sourceLine = quoted ? this.text(base + lineStart, base + lineEnd).replace(/\r$/, "") : "";
    const column = offset - lineStart + 1;
    const width = Math.max(1, Math.min(error.end - error.start, lineEnd - offset));
    const { code, message, hint } = error;
    const place = { file: name, line, column, endColumn: column + width, sourceLine };
    return { code, message, ...place, severity: "error", ...(hint === undefined ? {} : { hint }) };
  }
}
