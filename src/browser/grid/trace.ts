/** The recording as the page gets it, and what can be read off it: states, messages, frames. */
import type { BlockState, BlockTrace, RecordedAttempt } from "../../proof/grid-trace.js";

export interface ShownAttempt extends Omit<RecordedAttempt, "params" | "eigens"> {
  /** The theorem's page, from the index's folder; empty if there is none. */
  readonly url: string;
}

export interface GridData {
  readonly attempts: readonly ShownAttempt[];
  readonly omitted: { readonly attempts: number; readonly blocks: number };
}

/** A moment of the replay. */
export interface Frame {
  readonly round: number;
  readonly step: number;
  /** Of this round; 0 is before the first superstep. */
  readonly lastStep: number;
}

export interface Message {
  readonly kind: "Induct" | "Split" | "Part" | "Proved" | "GaveUp" | "Stop";
  readonly from: number;
  readonly to: number;
}

/** Every superstep of every round, in order. */
export function framesOf(attempts: readonly ShownAttempt[]): Frame[] {
  const lastSteps = new Map<number, number>();
  for (const { round, blocks } of attempts) {
    const last = Math.max(0, ...blocks.map(({ states }) => states.at(-1)?.[0] ?? 0));
    lastSteps.set(round, Math.max(last, lastSteps.get(round) ?? 0));
  }
  return [...lastSteps].flatMap(([round, lastStep]) =>
    Array.from({ length: lastStep + 1 }, (_, step) => ({ round, step, lastStep })),
  );
}

/** Undefined before it was opened. */
export function stateAt({ states }: BlockTrace, step: number): BlockState | undefined {
  return states.findLast(([since]) => since <= step)?.[1];
}

/** What the blocks of an attempt told each other in this superstep. */
export function messagesAt({ blocks }: ShownAttempt, step: number): Message[] {
  return blocks.flatMap((block, index): Message[] => {
    if (block.parent < 0) return [];
    const sent: Message[] = [];
    const down = { from: block.parent, to: index };
    if (block.states[0]?.[0] === step) sent.push({ kind: REQUEST[block.kind], ...down });
    const now = block.states.find(([since]) => since === step)?.[1];
    if (now === "stopped") sent.push({ kind: "Stop", ...down });
    if (now === "proved") sent.push({ kind: "Proved", from: index, to: block.parent });
    if (now === "failed") sent.push({ kind: "GaveUp", from: index, to: block.parent });
    return sent;
  });
}

const REQUEST = {
  root: "Part",
  conjunction: "Part",
  induction: "Induct",
  split: "Split",
  cases: "Split",
} as const;

/** How many blocks are in each state, of those opened by then. */
export function countStates(attempts: readonly ShownAttempt[], step: number): Map<BlockState, number> {
  const counts = new Map<BlockState, number>();
  for (const block of attempts.flatMap(({ blocks }) => blocks)) {
    const state = stateAt(block, step);
    if (state !== undefined) counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return counts;
}
