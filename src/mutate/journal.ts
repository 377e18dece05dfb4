/**
 * What a run notes as it goes, so that one that was interrupted can go on: the answers to its chunks, in the order in
 * which it asked for them. All else is made again from these.
 */
import type { Chunk, ChunkResult } from "./labour.js";

export interface JournalEntry {
  readonly round: number;
  readonly chunk: Chunk;
  readonly result: ChunkResult;
}

export interface Journal {
  /**
   * The answer of the earlier run, if its next one is to this chunk of this round. If it is not, or there is none, the
   * rest of the earlier run is forgotten.
   */
  recall(round: number, chunk: Chunk): ChunkResult | undefined;
  /** Notes an answer that was not recalled. */
  note(entry: JournalEntry): void;
}

/** For runs that cannot be resumed. */
export const NO_JOURNAL: Journal = { recall: () => undefined, note: () => undefined };

export function isFor({ round, chunk }: JournalEntry, askedRound: number, asked: Chunk): boolean {
  return (
    round === askedRound &&
    chunk.family === asked.family &&
    chunk.first === asked.first &&
    chunk.end === asked.end
  );
}
