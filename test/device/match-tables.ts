/**
 * Random tables for the match kernel, and the match operation read straight off its documentation: nested loops over
 * all rows, no index, sorted at the end.
 */
import fc from "fast-check";
import {
  EVERY_BLOCK,
  INSTRUCTION_WORDS,
  MAX_ARGS,
  NO_CLASS,
  Op,
  type MatchTable,
  type RowTable,
  type RuleTable,
} from "../../src/device/device.js";

/** Number of arguments, by symbol. */
export const WIDTHS = [0, 0, 1, 1, 2, 2, 3, 4];
export const SYMBOLS = WIDTHS.length;

/** Classes are numbers within the row's block. */
export interface PlainRow {
  readonly symbol: number;
  readonly args: readonly number[];
  readonly class: number;
  readonly stamp: number;
}

export interface PlainRule {
  readonly code: readonly number[];
  readonly width: number;
  readonly block: number;
}

export interface PlainMatch {
  readonly block: number;
  readonly rule: number;
  readonly rows: readonly number[];
}

export interface Blocks {
  readonly classCounts: readonly number[];
  readonly rows: readonly (readonly PlainRow[])[];
}

export function rowsTable({ classCounts, rows }: Blocks): RowTable {
  const classBase = [0];
  const blockStart = [0];
  for (const count of classCounts) classBase.push(classBase[classBase.length - 1] + count);
  for (const block of rows) blockStart.push(blockStart[blockStart.length - 1] + block.length);
  const all = rows.flatMap((block, index) =>
    block.map((row) => ({ ...row, block: index, base: classBase[index] })),
  );
  const ids = all.map((_, id) => id);
  const classOf = all.map((row) => row.base + row.class);
  const keyOf = all.map((row) => row.block * SYMBOLS + row.symbol);
  const classCount = classBase[classCounts.length];
  const occurrences = all.flatMap((row, id) =>
    row.args.map((arg, place) => ({
      home: row.base + arg,
      key: row.symbol * MAX_ARGS + place,
      occurrence: id * MAX_ARGS + place,
    })),
  );
  const homes = occurrences.map(({ home }) => home);
  const below = (keys: readonly number[], count: number): number[] =>
    Array.from({ length: count + 1 }, (_, bound) => keys.filter((key) => key < bound).length);
  const newest = new Uint32Array(classCount);
  all.forEach((row, id) => (newest[classOf[id]] = Math.max(newest[classOf[id]], row.stamp)));
  return {
    blockCount: rows.length,
    symbolCount: SYMBOLS,
    rowCount: all.length,
    classCount,
    symbol: Uint32Array.from(all, (row) => row.symbol),
    args: Uint32Array.from(
      all.flatMap((row) =>
        Array.from({ length: MAX_ARGS }, (_, place) =>
          place < row.args.length ? row.base + row.args[place] : NO_CLASS,
        ),
      ),
    ),
    class: Uint32Array.from(classOf),
    stamp: Uint32Array.from(all, (row) => row.stamp),
    blockStart: Uint32Array.from(blockStart),
    classBase: Uint32Array.from(classBase),
    symbolStart: Uint32Array.from(below(keyOf, rows.length * SYMBOLS)),
    bySymbol: Uint32Array.from(ids.toSorted((a, b) => keyOf[a] - keyOf[b] || a - b)),
    classStart: Uint32Array.from(below(classOf, classCount)),
    byClass: Uint32Array.from(
      ids.toSorted((a, b) => classOf[a] - classOf[b] || all[a].symbol - all[b].symbol || a - b),
    ),
    classStamp: newest,
    argumentStart: Uint32Array.from(below(homes, classCount)),
    byArgument: Uint32Array.from(
      occurrences.toSorted((a, b) => a.home - b.home || a.key - b.key || a.occurrence - b.occurrence),
      ({ occurrence }) => occurrence,
    ),
  };
}

export function rulesTable(rules: readonly PlainRule[]): RuleTable {
  const start = [0];
  for (const rule of rules) start.push(start[start.length - 1] + rule.code.length);
  return {
    ruleCount: rules.length,
    code: Uint32Array.from(rules.flatMap((rule) => rule.code)),
    start: Uint32Array.from(start),
    block: Uint32Array.from(rules, (rule) => rule.block),
    width: Uint32Array.from(rules, (rule) => rule.width),
  };
}

/** What `match` must answer, from the documentation in device.ts. */
export function naiveMatches(rules: readonly PlainRule[], table: RowTable, since: number): PlainMatch[] {
  const found: PlainMatch[] = [];
  const column = (row: number, place: number): number =>
    place === 0 ? table.class[row] : table.args[row * MAX_ARGS + place - 1];
  const inBlock = (row: number, block: number): boolean =>
    row >= table.blockStart[block] && row < table.blockStart[block + 1];
  const walk = (rule: number, block: number, at: number, rows: readonly number[]): void => {
    const [op, a, b, c] = rules[rule].code.slice(at, at + INSTRUCTION_WORDS);
    const next = at + INSTRUCTION_WORDS;
    const all = Array.from({ length: table.rowCount }, (_, row) => row);
    if (op === Op.Yield) {
      if (rows.some((row) => table.stamp[row] >= since)) found.push({ block, rule, rows });
    } else if (op === Op.Scan) {
      const taken = all.filter((row) => inBlock(row, block) && table.symbol[row] === a);
      for (const row of taken) walk(rule, block, next, [...rows, row]);
    } else if (op === Op.Join) {
      const taken = all.filter((row) => table.class[row] === column(rows[a], b) && table.symbol[row] === c);
      for (const row of taken) walk(rule, block, next, [...rows, row]);
    } else if (op === Op.Seek) {
      const home = column(rows[c >> 3], c & 7);
      const taken = all.filter((row) => table.symbol[row] === a && column(row, b) === home);
      for (const row of taken) walk(rule, block, next, [...rows, row]);
    } else if (op === Op.Check) {
      if (column(rows[a], b) === column(rows[c >> 3], c & 7)) walk(rule, block, next, rows);
    } else if (column(rows[a], b) === table.classBase[block] + c) walk(rule, block, next, rows);
  };
  for (let block = 0; block < table.blockCount; block++) {
    rules.forEach((rule, index) => {
      if (rule.block === EVERY_BLOCK || rule.block === block) walk(index, block, 0, []);
    });
  }
  const key = (match: PlainMatch): number[] => [match.block, match.rule, ...match.rows];
  return found.sort((left, right) => {
    const [a, b] = [key(left), key(right)];
    const place = a.findIndex((word, index) => word !== b[index]);
    return place < 0 ? 0 : a[place] - b[place];
  });
}

/** The table's matches as plain values, which outlive the next call. */
export function plainMatches(matches: MatchTable): PlainMatch[] {
  return Array.from({ length: matches.matchCount }, (_, index) => ({
    block: matches.block[index],
    rule: matches.rule[index],
    rows: [...matches.rows.subarray(matches.start[index], matches.start[index + 1])],
  }));
}

// ----------------------------------------------------------------------------------------------------- arbitraries

const word = fc.nat(1_000_000);

export const MAX_STAMP = 4;

export function arbitraryBlocks(maxBlocks: number, maxRows: number): fc.Arbitrary<Blocks> {
  const row = fc.record({
    symbol: fc.nat(SYMBOLS - 1),
    args: fc.array(word, { minLength: 4, maxLength: 4 }),
    class: word,
    stamp: fc.nat(MAX_STAMP),
  });
  const block = fc.record({
    classCount: fc.integer({ min: 1, max: 6 }),
    rows: fc.array(row, { maxLength: maxRows }),
  });
  return fc.array(block, { maxLength: maxBlocks }).map((blocks) => ({
    classCounts: blocks.map(({ classCount }) => classCount),
    rows: blocks.map(({ classCount, rows }) =>
      rows.map((plain) => ({
        symbol: plain.symbol,
        args: plain.args.slice(0, WIDTHS[plain.symbol]).map((arg) => arg % classCount),
        class: plain.class % classCount,
        stamp: plain.stamp,
      })),
    ),
  }));
}

/** One to four rows a match; every instruction names columns that its slots have. */
export function arbitraryRule(maxBlocks: number): fc.Arbitrary<PlainRule> {
  const how = fc.constantFrom("scan", "join", "seek");
  const take = fc.record({ symbol: fc.nat(SYMBOLS - 1), how, slot: word, column: word, sought: word });
  const test = fc.record({ after: word, is: fc.boolean(), left: word, right: word });
  const block = fc.option(fc.nat(Math.max(0, maxBlocks - 1)), { nil: EVERY_BLOCK });
  const parts = fc.record({
    takes: fc.array(take, { minLength: 1, maxLength: 4 }),
    tests: fc.array(test, { maxLength: 2 }),
    block,
  });
  return parts.map(({ takes, tests, block: only }) => {
    const code: number[] = [];
    const columns: (readonly [number, number])[] = [];
    takes.forEach(({ symbol, how, slot, column, sought }, index) => {
      const from = slot % Math.max(1, index);
      const place = column % (WIDTHS[takes[from].symbol] + 1);
      const width = WIDTHS[symbol];
      if (how === "join" && index > 0) code.push(Op.Join, from, place, symbol);
      else if (how === "seek" && index > 0 && width > 0)
        code.push(Op.Seek, symbol, 1 + (sought % width), from * 8 + place);
      else code.push(Op.Scan, symbol, 0, 0);
      for (let own = 0; own <= width; own++) columns.push([index, own]);
      for (const { after, is, left, right } of tests) {
        if (after % takes.length !== index) continue;
        const [leftSlot, leftColumn] = columns[left % columns.length];
        const [rightSlot, rightColumn] = columns[right % columns.length];
        if (is) code.push(Op.Is, leftSlot, leftColumn, right % 3);
        else code.push(Op.Check, leftSlot, leftColumn, rightSlot * 8 + rightColumn);
      }
    });
    return { code: [...code, Op.Yield, 0, 0, 0], width: takes.length, block: only };
  });
}
