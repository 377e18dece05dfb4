/** The match kernel against nested loops. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CpuMatcher } from "../../src/device/cpu/match.js";
import { EVERY_BLOCK, Op } from "../../src/device/device.js";
import {
  MAX_STAMP,
  arbitraryBlocks,
  arbitraryRule,
  naiveMatches,
  plainMatches,
  rowsTable,
  rulesTable,
  type Blocks,
  type PlainMatch,
  type PlainRule,
} from "./match-tables.js";

function cpuMatches(
  rules: readonly PlainRule[],
  blocks: Blocks,
  since: number,
  matcher = new CpuMatcher(),
): PlainMatch[] {
  return plainMatches(matcher.match(rulesTable(rules), rowsTable(blocks), since));
}

const NO_ROWS: Blocks = { classCounts: [], rows: [] };
/** Classes 0, 1; rows: symbol 0 = class 0, symbol 2 of class 0 = class 1, symbol 4 of classes 1, 0 = class 1. */
const SMALL: Blocks = {
  classCounts: [2],
  rows: [
    [
      { symbol: 0, args: [], class: 0, stamp: 1 },
      { symbol: 2, args: [0], class: 1, stamp: 2 },
      { symbol: 4, args: [1, 0], class: 1, stamp: 3 },
    ],
  ],
};
const rule = (width: number, ...code: number[]): PlainRule => ({
  code: [...code, Op.Yield, 0, 0, 0],
  width,
  block: EVERY_BLOCK,
});
const SCAN_UNARY = rule(1, Op.Scan, 2, 0, 0);
const NESTED = rule(2, Op.Scan, 4, 0, 0, Op.Join, 0, 1, 2);
const seeking = (column: number, source: number): PlainRule =>
  rule(2, Op.Scan, 2, 0, 0, Op.Seek, 4, column, source);

describe("by hand", () => {
  const cases: readonly [string, readonly PlainRule[], Blocks, number, readonly number[][]][] = [
    ["no rules, no rows: no match", [], NO_ROWS, 0, []],
    ["no rows: no match", [SCAN_UNARY], NO_ROWS, 0, []],
    ["an empty block: no match", [SCAN_UNARY], { classCounts: [1], rows: [[]] }, 0, []],
    ["no rules: no match", [], SMALL, 0, []],
    ["a rule that takes no row never matches", [rule(0)], SMALL, 0, []],
    ["a scan takes each row of the symbol", [SCAN_UNARY], SMALL, 0, [[1]]],
    ["a scan leaves old rows out", [SCAN_UNARY], SMALL, 3, []],
    ["a join goes to the class in the column", [NESTED], SMALL, 0, [[2, 1]]],
    ["one new row is enough", [NESTED], SMALL, 3, [[2, 1]]],
    ["no new row is not", [NESTED], SMALL, 4, []],
    ["a seek goes to the rows with the class as their argument", [seeking(1, 0)], SMALL, 0, [[1, 2]]],
    ["as that argument, not as another", [seeking(2, 0)], SMALL, 0, []],
    ["and takes the class from any column", [seeking(2, 1)], SMALL, 3, [[1, 2]]],
    ["a seek leaves matches of old rows out", [seeking(1, 0)], SMALL, 4, []],
    ["a check compares columns", [rule(1, Op.Scan, 4, 0, 0, Op.Check, 0, 1, 2)], SMALL, 0, []],
    [
      "a check compares with the row's class",
      [rule(1, Op.Scan, 4, 0, 0, Op.Check, 0, 1, 0)],
      SMALL,
      0,
      [[2]],
    ],
    ["IS names a class of the block", [rule(1, Op.Scan, 2, 0, 0, Op.Is, 0, 0, 1)], SMALL, 0, [[1]]],
    ["IS refuses another class", [rule(1, Op.Scan, 2, 0, 0, Op.Is, 0, 0, 0)], SMALL, 0, []],
  ];
  test.each(cases)("%s", (_, rules, blocks, since, rows) => {
    expect(cpuMatches(rules, blocks, since).map((match) => match.rows)).toEqual(rows);
    expect(naiveMatches(rules, rowsTable(blocks), since).map((match) => match.rows)).toEqual(rows);
  });
});

test.each([
  ["at most one row a block", 3, 1],
  ["a few rows", 3, 6],
  ["many rows", 3, 30],
])("the matches and their order are those of nested loops: %s", (_, maxBlocks, maxRows) => {
  const matcher = new CpuMatcher();
  let total = 0;
  fc.assert(
    fc.property(
      arbitraryBlocks(maxBlocks, maxRows),
      fc.array(arbitraryRule(maxBlocks), { maxLength: 4 }),
      fc.nat(MAX_STAMP + 1),
      (blocks, rules, since) => {
        const expected = naiveMatches(rules, rowsTable(blocks), since);
        fc.pre(expected.length < 20_000);
        total += expected.length;
        expect(cpuMatches(rules, blocks, since, matcher)).toEqual(expected);
      },
    ),
    { numRuns: 300, seed: 1 },
  );
  expect(total).toBeGreaterThan(0);
});

test("semi-naive matching finds every match once, in the step of its newest row", () => {
  const rules = fc.array(arbitraryRule(1), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(arbitraryBlocks(2, 10), rules, (blocks, rulesOfAll) => {
      const found: string[] = [];
      for (let step = 0; step <= MAX_STAMP; step++) {
        const { part, original } = upTo(blocks, step);
        for (const { block, rule: number, rows } of cpuMatches(rulesOfAll, part, step)) {
          found.push(JSON.stringify({ block, rule: number, rows: rows.map((row) => original[row]) }));
        }
      }
      const all = cpuMatches(rulesOfAll, blocks, 0).map((match) => JSON.stringify(match));
      expect(found.toSorted()).toEqual(all.toSorted());
    }),
    { numRuns: 150, seed: 2 },
  );
});

test("a result does not depend on what the matcher was used for before", () => {
  fc.assert(
    fc.property(
      arbitraryBlocks(2, 20),
      arbitraryBlocks(2, 20),
      fc.array(arbitraryRule(2), { maxLength: 3 }),
      (before, blocks, rules) => {
        const used = new CpuMatcher();
        used.match(rulesTable(rules), rowsTable(before), 0);
        expect(cpuMatches(rules, blocks, 1, used)).toEqual(cpuMatches(rules, blocks, 1));
      },
    ),
    { numRuns: 50, seed: 3 },
  );
});

/** The rows that there were at that step, and their numbers in the whole table. */
function upTo(blocks: Blocks, step: number): { part: Blocks; original: number[] } {
  const original: number[] = [];
  let next = 0;
  const rows = blocks.rows.map((block) =>
    block.filter((row) => {
      const number = next++;
      if (row.stamp <= step) original.push(number);
      return row.stamp <= step;
    }),
  );
  return { part: { ...blocks, rows }, original };
}
