/**
 * What the GPU's walks begin with, and what comes of their list of matches. A *seed* is a block and a rule that runs in
 * it, in canonical order; it has a walk for each of the block's rows that the rule's first SCAN takes.
 */
import {
  EVERY_BLOCK,
  INSTRUCTION_WORDS,
  Op,
  type MatchTable,
  type RowTable,
  type RuleTable,
} from "../device.js";
import { TooLarge } from "./buffers.js";

/** SLOTS of match.wgsl. */
const MAX_WIDTH = 64;
/** Words of a seed: its first walk, block, rows of a match, the rule's first instruction. */
const SEED_WORDS = 4;

export interface Seeds {
  readonly words: Uint32Array;
  /** Of each seed. */
  readonly rules: readonly number[];
  readonly walkCount: number;
  /** The most rows of a match. */
  readonly width: number;
}

/** All seeds that have a walk. */
export function seedsOf(rules: RuleTable, rows: RowTable): Seeds {
  const rulesIn = rulesOfBlocks(rules);
  const words: number[] = [];
  const list: number[] = [];
  let walkCount = 0;
  let most = 0;
  for (let block = 0; block < rows.blockCount; block++) {
    if (rows.blockStart[block] === rows.blockStart[block + 1]) continue;
    for (const rule of rulesIn(block)) {
      const start = rules.start[rule];
      const width = rules.width[rule];
      if (width > MAX_WIDTH) throw new TooLarge(`rule ${rule} takes more than ${MAX_WIDTH} rows`);
      if (rules.code[start] !== Op.Scan) throw new Error(`match: rule ${rule} does not begin with a SCAN`);
      const key = block * rows.symbolCount + rules.code[start + 1];
      const walks = rows.symbolStart[key + 1] - rows.symbolStart[key];
      if (walks === 0) continue;
      words.push(walkCount, block, width, start / INSTRUCTION_WORDS);
      list.push(rule);
      walkCount += walks;
      most = Math.max(most, width);
    }
  }
  return { words: Uint32Array.from(words), rules: list, walkCount, width: most };
}

/** The rules of each block that take rows, rising. */
function rulesOfBlocks(rules: RuleTable): (block: number) => readonly number[] {
  const shared: number[] = [];
  const own = new Map<number, number[]>();
  for (let rule = 0; rule < rules.ruleCount; rule++) {
    const block = rules.block[rule];
    if (rules.width[rule] === 0) continue;
    if (block === EVERY_BLOCK) shared.push(rule);
    else if (own.has(block)) own.get(block)!.push(rule);
    else own.set(block, [rule]);
  }
  return (block) => {
    const local = own.get(block);
    return local === undefined ? shared : [...shared, ...local].sort((a, b) => a - b);
  };
}

/** `lists` follow each other; a match in them is its seed's number, then one row a slot. */
export function matchTable(lists: readonly Uint32Array[], seeds: Seeds, rules: RuleTable): MatchTable {
  const { width } = rules;
  let matchCount = 0;
  let wordCount = 0;
  for (const words of lists) {
    for (let at = 0; at < words.length; at += 1 + width[seeds.rules[words[at]]]) matchCount++;
    wordCount += words.length;
  }
  const block = new Uint32Array(matchCount);
  const rule = new Uint32Array(matchCount);
  const start = new Uint32Array(matchCount + 1);
  const rows = new Uint32Array(wordCount - matchCount);
  let match = 0;
  let filled = 0;
  for (const words of lists) {
    for (let at = 0; at < words.length;) {
      const seed = words[at++];
      block[match] = seeds.words[seed * SEED_WORDS + 1];
      rule[match] = seeds.rules[seed];
      for (const end = at + width[rule[match]]; at < end; at++) rows[filled++] = words[at];
      start[++match] = filled;
    }
  }
  return { matchCount, block, rule, start, rows };
}
