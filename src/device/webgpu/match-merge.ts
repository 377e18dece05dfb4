/**
 * From the GPU's lists of complete matches to a `MatchTable`. A list is ordered by width, then canonically; a (block,
 * rule) pair has matches of one width only, so the order wanted is a merge of the runs of equal width.
 */
import type { MatchTable, RuleTable } from "../device.js";

/** Matches as entries of block, rule, a word that says nothing, rows; all equally long. */
export interface Entries {
  readonly count: number;
  readonly words: Uint32Array;
}

const HEADER_WORDS = 3;

/** `parts` follow each other; entries have `stride` words. */
export function mergedMatches(parts: readonly Entries[], rules: RuleTable, stride: number): MatchTable {
  const matchCount = parts.reduce((sum, part) => sum + part.count, 0);
  const block = new Uint32Array(matchCount);
  const rule = new Uint32Array(matchCount);
  const start = new Uint32Array(matchCount + 1);
  const rows = new Uint32Array(matchCount * Math.max(0, stride - HEADER_WORDS));
  let match = 0;
  let filled = 0;
  for (const { words, count } of parts) {
    const next = runStarts(words, count, rules, stride);
    const ends = [...next.slice(1), count * stride];
    for (let run = first(words, next, ends); run >= 0; run = first(words, next, ends)) {
      const pairBlock = words[next[run]];
      const pairRule = words[next[run] + 1];
      const width = rules.width[pairRule];
      let at = next[run];
      for (; at < ends[run] && words[at] === pairBlock && words[at + 1] === pairRule; at += stride) {
        block[match] = pairBlock;
        rule[match] = pairRule;
        for (let slot = 0; slot < width; slot++) rows[filled++] = words[at + HEADER_WORDS + slot];
        start[++match] = filled;
      }
      next[run] = at;
    }
  }
  return { matchCount, block, rule, start, rows: rows.subarray(0, filled) };
}

/** Where each run of entries of one width begins, in words. */
function runStarts(words: Uint32Array, count: number, rules: RuleTable, stride: number): number[] {
  const starts: number[] = [];
  let width = -1;
  for (let entry = 0, at = 0; entry < count; entry++, at += stride) {
    if (rules.width[words[at + 1]] === width) continue;
    width = rules.width[words[at + 1]];
    starts.push(at);
  }
  return starts;
}

/** The run whose next match has the least block and rule, or -1 if all have ended. */
function first(words: Uint32Array, next: readonly number[], ends: readonly number[]): number {
  let best = -1;
  for (let run = 0; run < next.length; run++) {
    if (next[run] === ends[run]) continue;
    const [at, than] = [next[run], best < 0 ? -1 : next[best]];
    if (than < 0 || words[at] < words[than] || (words[at] === words[than] && words[at + 1] < words[than + 1]))
      best = run;
  }
  return best;
}
