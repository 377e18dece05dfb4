/** A run of blocks as tables of their own: how `match` is cut where all blocks' rows do not fit into one buffer. */
import {
  EVERY_BLOCK,
  MAX_ARGS,
  NO_CLASS,
  type MatchTable,
  type RowTable,
  type RuleTable,
} from "../device.js";

export interface BlockRun {
  readonly rules: RuleTable;
  readonly rows: RowTable;
  /** The run's first block and row, in the numbers of the whole. */
  readonly firstBlock: number;
  readonly firstRow: number;
}

/** Blocks `from … end-1`, numbered from 0, as are their rows and classes. */
export function blockRun(rules: RuleTable, rows: RowTable, from: number, end: number): BlockRun {
  const [firstRow, lastRow] = [rows.blockStart[from], rows.blockStart[end]];
  const [firstClass, lastClass] = [rows.classBase[from], rows.classBase[end]];
  const { symbolCount } = rows;
  const [firstPlace, lastPlace] = [rows.argumentStart[firstClass], rows.argumentStart[lastClass]];
  const less = (array: Uint32Array, start: number, stop: number, base: number): Uint32Array =>
    array.subarray(start, stop).map((value) => (value === NO_CLASS ? value : value - base));
  return {
    ...{ firstBlock: from, firstRow },
    rules: {
      ...rules,
      block: rules.block.map((block) => (block >= from && block < end ? block - from : ruleElsewhere(block))),
    },
    rows: {
      ...{ blockCount: end - from, symbolCount, rowCount: lastRow - firstRow },
      classCount: lastClass - firstClass,
      symbol: rows.symbol.subarray(firstRow, lastRow),
      args: less(rows.args, firstRow * MAX_ARGS, lastRow * MAX_ARGS, firstClass),
      class: less(rows.class, firstRow, lastRow, firstClass),
      stamp: rows.stamp.subarray(firstRow, lastRow),
      blockStart: less(rows.blockStart, from, end + 1, firstRow),
      classBase: less(rows.classBase, from, end + 1, firstClass),
      symbolStart: less(rows.symbolStart, from * symbolCount, end * symbolCount + 1, firstRow),
      bySymbol: less(rows.bySymbol, firstRow, lastRow, firstRow),
      classStart: less(rows.classStart, firstClass, lastClass + 1, firstRow),
      byClass: less(rows.byClass, firstRow, lastRow, firstRow),
      classStamp: rows.classStamp.subarray(firstClass, lastClass),
      argumentStart: less(rows.argumentStart, firstClass, lastClass + 1, firstPlace),
      byArgument: less(rows.byArgument, firstPlace, lastPlace, firstRow * MAX_ARGS),
    },
  };
}

/** No run has a block of this number. */
const NO_BLOCK = EVERY_BLOCK - 1;

function ruleElsewhere(block: number): number {
  return block === EVERY_BLOCK ? block : NO_BLOCK;
}

/** The matches of block runs, one after the other, in the numbers of the whole. */
export function joinedRuns(
  parts: readonly { readonly run: BlockRun; readonly matches: MatchTable }[],
): MatchTable {
  const matchCount = parts.reduce((sum, { matches }) => sum + matches.matchCount, 0);
  const rowTotal = parts.reduce((sum, { matches }) => sum + matches.rows.length, 0);
  const joined = {
    matchCount,
    block: new Uint32Array(matchCount),
    rule: new Uint32Array(matchCount),
    start: new Uint32Array(matchCount + 1),
    rows: new Uint32Array(rowTotal),
  };
  let match = 0;
  let row = 0;
  for (const { run, matches } of parts) {
    joined.rule.set(matches.rule, match);
    for (let i = 0; i < matches.matchCount; i++, match++) {
      joined.block[match] = matches.block[i] + run.firstBlock;
      joined.start[match + 1] = row + matches.start[i + 1];
    }
    for (const value of matches.rows) joined.rows[row++] = value + run.firstRow;
  }
  return joined;
}
