/** The tables that the grid gives the device: what their indices find is what nested loops over their rows find. */
import { expect, test } from "vitest";
import { CpuDevice } from "../../src/device/cpu/cpu-device.js";
import {
  INSTRUCTION_WORDS,
  Op,
  type Device,
  type MatchTable,
  type RowTable,
  type RuleTable,
} from "../../src/device/device.js";
import { Prover } from "../../src/grid/prover.js";
import { naiveMatches, plainMatches, type PlainRule } from "../device/match-tables.js";
import { limitsWith, theoryOf } from "./load.js";

const THEORY = theoryOf(`
sort E
op a : E
op b : E
op c : E
op d : E
op * : E, E -> E infixl 60
predicate q : E, E
axiom trans : q(x, y) & q(y, z) -> q(x, z)
axiom left : q(x, y) -> q(x * z, y * z)
axiom right : q(x, y) -> q(z * x, z * y)
theorem chain : q(a, b) & q(b, c) & q(c, d) -> q(a * a, d * a)
theorem classes : q(a, b) & q(c, d) & b = c & q(d * d, a * c) -> q(d * d, d * c)
theorem cycle : q(a, b) & q(b, c) & q(c, d) & q(d, a) & q(a * b, c * d) & q(b * a, d * d) -> a = d
`);

function plainRules(rules: RuleTable): PlainRule[] {
  return Array.from({ length: rules.ruleCount }, (_, rule) => ({
    code: [...rules.code.subarray(rules.start[rule], rules.start[rule + 1])],
    width: rules.width[rule],
    block: rules.block[rule],
  }));
}

test("every superstep's matches are those of nested loops", async () => {
  const found: Record<"matches" | "sought", number> = { matches: 0, sought: 0 };
  const seeks = ({ code }: PlainRule): boolean =>
    code.some((word, at) => at % INSTRUCTION_WORDS === 0 && word === Op.Seek);
  class Compared extends CpuDevice {
    override match(rules: RuleTable, rows: RowTable, since: number): MatchTable {
      const answer = super.match(rules, rows, since);
      const plain = plainRules(rules);
      const matches = plainMatches(answer);
      expect(matches).toEqual(naiveMatches(plain, rows, since));
      found.matches += matches.length;
      found.sought += matches.filter(({ rule }) => seeks(plain[rule])).length;
      return answer;
    }
  }
  const device: Device = new Compared();
  const requests = THEORY.goals.map(({ formula }) => ({
    ...{ params: [], formula, without: [] },
    limits: limitsWith({ given: 0 }),
  }));
  const outcomes = await new Prover(THEORY, device).prove(requests);
  expect(outcomes.map(({ certificate }) => certificate !== undefined)).toEqual([true, true, false]);
  expect(found.matches).toBeGreaterThan(100);
  expect(found.sought).toBeGreaterThan(20);
});
