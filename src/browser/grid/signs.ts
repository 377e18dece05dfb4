/** A sign and a word for each state of a block, so that no state is told by colour alone. */
import type { BlockState } from "../../proof/grid-trace.js";

export const STATE_SIGNS: Readonly<Record<BlockState, string>> = {
  running: "▸",
  waiting: "…",
  proved: "✓",
  failed: "✗",
  stopped: "■",
};

export const STATE_WORDS: Readonly<Record<BlockState, string>> = {
  running: "running",
  waiting: "waiting for blocks below",
  proved: "proved",
  failed: "gave up",
  stopped: "stopped",
};
