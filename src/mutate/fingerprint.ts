/**
 * Fingerprints of terms (Schulz, "Fingerprint Indexing for Paramodulation and Rewriting", IJCAR 2012): what stands at a
 * few fixed positions decides most pairs of terms without looking at the rest. Terms with one fingerprint form a group,
 * and only groups are compared, so the cost is that of the distinct fingerprints.
 */
import type { TermTable } from "../device/device.js";
import { headAt, isVariable, skipAt } from "./flat-terms.js";

/** The positions, as paths of argument numbers: root, 1, 2, 2.1, 2.2, 1.1, 1.2. */
const PATHS: readonly (readonly number[])[] = [[], [0], [1], [1, 0], [1, 1], [0, 0], [0, 1]];
export const FINGERPRINT_WORDS = PATHS.length;

/** What stands at a position that is no symbol: a variable, something below one, or nothing (too few arguments). */
const VARIABLE = 0xffff0001;
const BELOW_VARIABLE = 0xffff0002;
const NOTHING = 0xffff0003;

/** Terms by fingerprint: group g has the fingerprint `words[g*FINGERPRINT_WORDS …]` and the terms members[start[g] …]. */
export interface FingerprintGroups {
  readonly groupCount: number;
  readonly words: Uint32Array;
  readonly start: Uint32Array;
  readonly members: Uint32Array;
}

function sample(cells: Uint32Array, root: number, path: readonly number[]): number {
  let cell = root;
  for (const index of path) {
    if (isVariable(headAt(cells, cell))) return BELOW_VARIABLE;
    const end = cell + skipAt(cells, cell);
    let at = cell + 1;
    for (let i = 0; i < index && at < end; i++) at += skipAt(cells, at);
    if (at >= end) return NOTHING;
    cell = at;
  }
  const head = headAt(cells, cell);
  return isVariable(head) ? VARIABLE : head;
}

/** Groups in order of their first member, members rising. */
export function groupByFingerprint(terms: TermTable): FingerprintGroups {
  const groupOf = new Map<string, number>();
  const words: number[] = [];
  const members: number[][] = [];
  for (let term = 0; term < terms.termCount; term++) {
    const fingerprint = PATHS.map((path) => sample(terms.cells, terms.start[term], path));
    const key = fingerprint.join(" ");
    const group = groupOf.get(key);
    if (group === undefined) {
      groupOf.set(key, members.length);
      members.push([term]);
      words.push(...fingerprint);
    } else members[group].push(term);
  }
  const start = new Uint32Array(members.length + 1);
  members.forEach((list, group) => {
    start[group + 1] = start[group] + list.length;
  });
  return {
    groupCount: members.length,
    words: Uint32Array.from(words),
    start,
    members: Uint32Array.from(members.flat()),
  };
}

/** The children of a node by what stands at the next position; below the last position, group numbers. */
type Branch = Map<number, Branch | number>;

/** Finds the groups that a fingerprint is compatible with, position by position. */
export class FingerprintTree {
  readonly #root: Branch = new Map();

  constructor(private readonly groups: FingerprintGroups) {
    for (let group = 0; group < groups.groupCount; group++) {
      let branch = this.#root;
      for (let i = 0; i < FINGERPRINT_WORDS - 1; i++) {
        const word = groups.words[group * FINGERPRINT_WORDS + i];
        const next = (branch.get(word) as Branch | undefined) ?? new Map<number, Branch | number>();
        branch.set(word, next);
        branch = next;
      }
      branch.set(groups.words[(group + 1) * FINGERPRINT_WORDS - 1], group);
    }
  }

  /** Members of all groups that `find` gives. */
  memberCount(found: readonly number[]): number {
    return found.reduce((sum, group) => sum + this.groups.start[group + 1] - this.groups.start[group], 0);
  }

  /**
   * The groups, rising, whose terms can unify with those of group `left` of `others`, or with `matchOnly` those that its
   * terms can match.
   */
  find(others: FingerprintGroups, left: number, matchOnly: boolean): readonly number[] {
    const compatible = matchOnly ? mayMatch : mayUnify;
    let front: (Branch | number)[] = [this.#root];
    for (let i = 0; i < FINGERPRINT_WORDS; i++) {
      const word = others.words[left * FINGERPRINT_WORDS + i];
      const next: (Branch | number)[] = [];
      for (const branch of front as Branch[]) {
        for (const key of word < VARIABLE ? keysOf(word, matchOnly) : branch.keys()) {
          const child = compatible(word, key) ? branch.get(key) : undefined;
          if (child !== undefined) next.push(child);
        }
      }
      front = next;
    }
    return (front as number[]).sort((a, b) => a - b);
  }
}

/** What a symbol can face. */
function keysOf(symbol: number, matchOnly: boolean): readonly number[] {
  return matchOnly ? [symbol] : [symbol, VARIABLE, BELOW_VARIABLE];
}

function mayUnify(a: number, b: number): boolean {
  if (a === b || a === BELOW_VARIABLE || b === BELOW_VARIABLE) return true;
  if (a === NOTHING || b === NOTHING) return false;
  return a === VARIABLE || b === VARIABLE;
}

function mayMatch(pattern: number, subject: number): boolean {
  if (pattern === BELOW_VARIABLE) return true;
  if (pattern === VARIABLE) return subject !== BELOW_VARIABLE && subject !== NOTHING;
  return pattern === subject;
}
