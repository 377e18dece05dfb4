/**
 * Thousands of structural edits of the proofs that the prover finds for the shipped theories. What the checker still
 * accepts must be true: it is the original statement, or one that neither the explorer's search nor plain evaluation
 * at small values refutes.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { Checker, readTheory } from "../../src/check/checker.js";
import { certificateText } from "../../src/cli/accept.js";
import { CpuDevice } from "../../src/device/cpu/cpu-device.js";
import { Explorer, exploreSettings } from "../../src/explore/explorer.js";
import { theoryToCore } from "../../src/mpl/print-core.js";
import { coreReader } from "../../src/proof/core-reader.js";
import { Random } from "../soundness/random.js";
import { falsifies } from "../theories/evaluator.js";
import { isSame } from "../theories/subsumption.js";
import { develop, SHIPPED, shipped } from "../theories/support.js";
import { EDITS, numbered, parseCertificate, vocabularyOf, type Line, type Vocabulary } from "./mutation.js";

const EDITED_PER_THEORY = 1000;

interface Found {
  readonly statistics: Readonly<Record<"rejected" | "neutral" | "other", number>>;
  /** Statements that are false, and accepted. */
  readonly slipped: readonly string[];
  readonly internalErrors: readonly string[];
  readonly kinds: ReadonlySet<string>;
}

async function attack(name: string, seed: number): Promise<Found> {
  const theory = shipped(name);
  const { theorems } = await develop("prove", theory);
  const read = readTheory(theoryToCore(theory));
  if (!read.ok) throw new Error(read.reason);
  const checker = new Checker(read.theory);
  const texts = theorems.map((theorem) => certificateText(theorem.certificate));
  for (const text of texts) expect(checker.check(text)).toMatchObject({ ok: true });
  const certificates = texts.map(parseCertificate).filter((lines) => lines.length < 150);
  const facts = [...theory.facts, ...theory.goals].map((named) => named.name);
  const words = vocabularyOf(certificates, facts);
  const explorer = await Explorer.create(theory, exploreSettings(theory, new Map()), new CpuDevice());
  const reader = coreReader(theory);
  const random = new Random(seed);
  const statistics = { rejected: 0, neutral: 0, other: 0 };
  const slipped: string[] = [];
  const internalErrors: string[] = [];
  const kinds = new Set<string>();
  for (let number = 0; number < EDITED_PER_THEORY; number++) {
    const original = random.pick(certificates);
    const edited = edit(original, number, random, words, kinds);
    const verdict = checker.check(numbered(edited));
    if (!verdict.ok) {
      statistics.rejected++;
      if (verdict.reason.includes("internal error")) internalErrors.push(verdict.reason);
      continue;
    }
    const statement = reader.formula(String(edited[0]["statement"]));
    if (isSame(statement, reader.formula(String(original[0]["statement"])))) statistics.neutral++;
    else if (explorer.refute(statement) === undefined && !falsifies(statement)) statistics.other++;
    else slipped.push(numbered(edited));
  }
  return { statistics, slipped, internalErrors, kinds };
}

/** One to three edits; the theorem has a name of its own, so no stated goal fixes what it says. */
function edit(
  original: readonly Line[],
  number: number,
  random: Random,
  words: Vocabulary,
  kinds: Set<string>,
): readonly Line[] {
  let lines: Line[] = [{ ...original[0], theorem: `edited.${number}` }, ...original.slice(1)];
  for (let left = random.pick([1, 1, 1, 2, 2, 3]); left > 0; left--) {
    const kind = random.pick(Object.keys(EDITS));
    kinds.add(kind);
    lines = EDITS[kind](lines, random, words);
  }
  return lines;
}

describe.each(SHIPPED.map((name, index) => [name, index + 1] as const))(
  "edited proofs of %s",
  (name, seed) => {
    let found: Found;
    beforeAll(async () => {
      found = await attack(name, seed);
      if (process.env.MUTATION_STATISTICS !== undefined) console.log(name, found.statistics);
    });

    it("prove nothing false", () => {
      expect(found.slipped).toEqual([]);
    });

    it("are answered with a reason, never with an internal error", () => {
      expect(found.internalErrors).toEqual([]);
    });

    it("are mostly rejected, by every kind of edit, and some are still proofs", () => {
      const { rejected, neutral, other } = found.statistics;
      expect(found.kinds).toEqual(new Set(Object.keys(EDITS)));
      expect(rejected).toBeGreaterThan(EDITED_PER_THEORY / 2);
      expect(neutral).toBeGreaterThan(0);
      expect(other).toBeGreaterThan(0);
    });
  },
);
