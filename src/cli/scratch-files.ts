/**
 * Tapes as files of a folder. A file loses its name as soon as it is open, so nothing of it is left when the process
 * ends, however it ends; where the system does not allow that, `discard` removes it.
 */
import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Scratch, Tape } from "../mutate/tape.js";

export function scratchIn(directory: string): Scratch {
  let count = 0;
  return () => new FileTape(join(directory, `tape-${++count}`));
}

class FileTape implements Tape {
  readonly #file: number;
  #bytes = 0;

  constructor(private readonly path: string) {
    this.#file = openSync(path, "w+");
    this.#unlink();
  }

  #unlink(): void {
    try {
      rmSync(this.path, { force: true });
    } catch {
      // It is removed when it is closed.
    }
  }

  append(words: Uint32Array): void {
    const bytes = bytesOf(words);
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#file, bytes, done, bytes.length - done, this.#bytes + done);
    this.#bytes += bytes.length;
  }

  read(at: number, into: Uint32Array): number {
    const bytes = bytesOf(into);
    let done = 0;
    for (let more = -1; more !== 0 && done < bytes.length; done += more)
      more = readSync(this.#file, bytes, done, bytes.length - done, at * into.BYTES_PER_ELEMENT + done);
    return Math.floor(done / into.BYTES_PER_ELEMENT);
  }

  discard(): void {
    closeSync(this.#file);
    this.#unlink();
  }
}

function bytesOf(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}
