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

/** Whether terms with these fingerprints can unify, or with `matchOnly` whether the left can match the right one. */
export function compatible(
  left: FingerprintGroups,
  leftGroup: number,
  right: FingerprintGroups,
  rightGroup: number,
  matchOnly: boolean,
): boolean {
  const l = leftGroup * FINGERPRINT_WORDS;
  const r = rightGroup * FINGERPRINT_WORDS;
  for (let i = 0; i < FINGERPRINT_WORDS; i++) {
    const a = left.words[l + i];
    const b = right.words[r + i];
    if (a === b) continue;
    if (!(matchOnly ? mayMatch(a, b) : mayUnify(a, b))) return false;
  }
  return true;
}
