/**
 * The join: which patterns of one table unify with which of another. Fingerprints leave a few percent of the pairs; the
 * device decides those, a batch at a time. The pairs come in a fixed order, so shares of the left groups that are
 * joined apart and put one after the other give what one join gives.
 */
import type { Device, UnifyRequest, UnifyResult } from "../device/device.js";
import { WordList } from "./flat-terms.js";
import { FingerprintTree, groupByFingerprint } from "./fingerprint.js";
import type { PatternTable } from "./patterns.js";

export interface JoinSides {
  readonly left: PatternTable;
  readonly right: PatternTable;
  /** Only the left side's variables may be bound. */
  readonly matchOnly: boolean;
}

/** Pairs of patterns, in the join's order, and how many were looked at on the way. */
export interface JoinedPairs {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Pairs that the fingerprints left. */
  readonly candidates: number;
  /** Pairs that unify, kept or not. */
  readonly unifying: number;
}

/** Looks at pair `index` of a request that unifies; what it refuses is not kept. */
export type PairFilter = (request: UnifyRequest, result: UnifyResult, index: number) => boolean;

/** A part of the work: left groups from `first` up to `end`. */
export interface JoinShare {
  readonly first: number;
  readonly end: number;
}

const BATCH_PAIRS = 1 << 15;
/** Steps of one unification before a device hands the pair to the CPU. */
const STEP_BUDGET = 4096;

/** Candidates that are worth a share of their own. */
const LEAST_SHARE = 1 << 18;

/** Cuts a join into at most `count` shares of about as many candidates each, at least `least`. */
export function joinShares(sides: JoinSides, count: number, least = LEAST_SHARE): readonly JoinShare[] {
  const left = groupByFingerprint(sides.left.terms);
  if (count === 1) return [{ first: 0, end: left.groupCount }];
  const tree = new FingerprintTree(groupByFingerprint(sides.right.terms));
  const work = new Float64Array(left.groupCount + 1);
  for (let l = 0; l < left.groupCount; l++) {
    const members = tree.memberCount(tree.find(left, l, sides.matchOnly));
    work[l + 1] = work[l] + members * (left.start[l + 1] - left.start[l]);
  }
  const total = work[left.groupCount];
  const parts = Math.max(1, Math.min(count, Math.floor(total / least)));
  const shares: JoinShare[] = [];
  for (let part = 0, first = 0; part < parts; part++) {
    let end = first;
    while (end < left.groupCount && (part === parts - 1 || work[end] < (total * (part + 1)) / parts)) end++;
    shares.push({ first, end });
    first = end;
  }
  return shares;
}

export async function join(
  device: Device,
  sides: JoinSides,
  share?: JoinShare,
  keep?: PairFilter,
): Promise<JoinedPairs> {
  const left = groupByFingerprint(sides.left.terms);
  const right = groupByFingerprint(sides.right.terms);
  const tree = new FingerprintTree(right);
  const batch = new Uint32Array(2 * BATCH_PAIRS);
  const kept = { left: new WordList(), right: new WordList() };
  let filled = 0;
  let candidates = 0;
  let unifying = 0;
  const decide = async (): Promise<void> => {
    const request: UnifyRequest = {
      ...{ left: sides.left.terms, right: sides.right.terms, matchOnly: sides.matchOnly },
      ...{ pairs: batch.subarray(0, 2 * filled), stepBudget: STEP_BUDGET },
    };
    const result = await device.unify(request);
    for (let i = 0; i < filled; i++) {
      if (result.unifies[i] === 0) continue;
      unifying++;
      if (keep !== undefined && !keep(request, result, i)) continue;
      kept.left.push(batch[2 * i]);
      kept.right.push(batch[2 * i + 1]);
    }
    candidates += filled;
    filled = 0;
  };
  const end = share?.end ?? left.groupCount;
  for (let l = share?.first ?? 0; l < end; l++) {
    for (const r of tree.find(left, l, sides.matchOnly)) {
      for (let i = left.start[l]; i < left.start[l + 1]; i++) {
        for (let j = right.start[r]; j < right.start[r + 1]; j++) {
          batch[2 * filled] = left.members[i];
          batch[2 * filled + 1] = right.members[j];
          if (++filled === BATCH_PAIRS) await decide();
        }
      }
    }
  }
  if (filled > 0) await decide();
  return { left: kept.left.toArray(), right: kept.right.toArray(), candidates, unifying };
}

/** What pairs of patterns stand for: the product of their occurrences. */
export function occurrencePairs(sides: JoinSides, pairs: Pick<JoinedPairs, "left" | "right">): number {
  let total = 0;
  for (let i = 0; i < pairs.left.length; i++) {
    total += occurrences(sides.left, pairs.left[i]) * occurrences(sides.right, pairs.right[i]);
  }
  return total;
}

export function occurrences(table: PatternTable, pattern: number): number {
  return table.occurrenceStart[pattern + 1] - table.occurrenceStart[pattern];
}
