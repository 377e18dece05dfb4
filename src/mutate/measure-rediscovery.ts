/**
 * How near the theorems of a library are to those before them: the share of later theorems that are one mutation step
 * from those before a boundary, and beside it the share of random pairs whose mutant is one of the later theorems.
 * Samples are drawn by a seed.
 */
import { Canonicaliser, KeyTable } from "./canonical.js";
import { headAt, isVariable } from "./flat-terms.js";
import { TheoremFlag, type Library } from "./library.js";
import { statementOfMgu } from "./mgu-statement.js";
import type { Rediscovery, Step } from "./rediscovery.js";

export interface RediscoveryCounts {
  /** Theorems before it are known; undefined where each theorem knows all before itself. */
  readonly boundary: number | undefined;
  readonly laterCount: number;
  readonly sampleCount: number;
  readonly steps: Readonly<Record<Step, number>>;
}

export interface RandomPairCounts {
  readonly boundary: number;
  /** Hypothesis and conclusion, drawn at random, and those of them that unify. */
  readonly drawnCount: number;
  readonly unifyingCount: number;
  /** Mutants that are theorems before the boundary, and after it. */
  readonly knownCount: number;
  readonly laterCount: number;
}

/** Numbers below a bound, from a seed (a linear congruential sequence, its high bits). */
export function randomNumbers(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** Looks at `sampleCount` theorems (not axioms) from `from` on, or at all if they are no more. */
export function countRediscovered(
  rediscovery: Rediscovery,
  from: number,
  boundary: number | undefined,
  sampleCount: number,
  random: (bound: number) => number,
): RediscoveryCounts {
  const { table } = rediscovery.library;
  const later: number[] = [];
  for (let theorem = from; theorem < table.theoremCount; theorem++)
    if ((table.flags[theorem] & TheoremFlag.Axiom) === 0) later.push(theorem);
  const sample =
    sampleCount >= later.length
      ? later
      : Array.from({ length: sampleCount }, () => later[random(later.length)]);
  const steps: Record<Step, number> = { apply: 0, chain: 0, rewrite: 0 };
  for (const theorem of sample) {
    const step = rediscovery.stepTo(theorem, boundary ?? theorem);
    if (step !== undefined) steps[step]++;
  }
  return { boundary, laterCount: later.length, sampleCount: sample.length, steps };
}

/** Applies random theorems before `boundary` to random hypotheses of others until `unifyingCount` pairs have unified. */
export function countRandomPairs(
  { table }: Library,
  boundary: number,
  unifyingCount: number,
  random: (bound: number) => number,
): RandomPairCounts {
  const { cells } = table;
  const formulasOf = (theorem: number) => [
    ...table.formulaCell.subarray(table.formulaStart[theorem], table.formulaStart[theorem + 1]),
  ];
  const canonical = new Canonicaliser();
  const keys = new KeyTable();
  for (let theorem = 0; theorem < table.theoremCount; theorem++) {
    const formulas = formulasOf(theorem);
    canonical.run({ cells, formulas: Uint32Array.from(formulas), count: formulas.length, size: 0 });
    keys.add(canonical.low, canonical.high, theorem);
  }
  const hypotheses: (readonly [number, number])[] = [];
  for (let theorem = 0; theorem < boundary; theorem++)
    for (let i = 0; i < formulasOf(theorem).length - 1; i++) hypotheses.push([theorem, i]);
  let [drawnCount, unified, knownCount, laterCount] = [0, 0, 0, 0];
  // Where hardly anything unifies, drawing ends too.
  for (
    ;
    hypotheses.length > 0 && unified < unifyingCount && drawnCount < 1000 * unifyingCount;
    drawnCount++
  ) {
    const [target, index] = hypotheses[random(hypotheses.length)];
    const left = { cells, formulas: formulasOf(target) };
    const right = { cells, formulas: formulasOf(random(boundary)) };
    const heads = [left.formulas[index], right.formulas[right.formulas.length - 1]].map((cell) =>
      headAt(cells, cell),
    );
    if (heads[0] !== heads[1] && !heads.some(isVariable)) continue;
    const statement = statementOfMgu(left, index, right);
    if (statement === undefined) continue;
    unified++;
    canonical.run(statement);
    const theorem = keys.get(canonical.low, canonical.high);
    if (theorem >= boundary) laterCount++;
    else if (theorem >= 0) knownCount++;
  }
  return { boundary, drawnCount, unifyingCount: unified, knownCount, laterCount };
}
