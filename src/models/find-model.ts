/**
 * The search for a finite model of a theory, or of a theory in which a statement is false: sizes are tried smallest
 * first, each as one propositional problem for the SAT solver CaDiCaL. What it finds is evaluated before it is
 * returned, so a fault of the encoding or of the solver cannot refute anything.
 *
 * Deterministic: the limits count clauses and conflicts. Finding nothing says nothing; most theories have models that
 * are infinite or too large.
 */
import { Cadical } from "cadical-wasm";
import { not, type Formula } from "../logic/formula.js";
import { sortText } from "../logic/sort.js";
import type { Var } from "../logic/term.js";
import type { Theory } from "../logic/theory.js";
import { finiteSorts, type FiniteSorts } from "./finite-sorts.js";
import { Grounding, TooLarge, type Value } from "./grounding.js";
import { modelLimits, type ModelLimits } from "./limits.js";
import { holds, type FiniteModel } from "./model.js";

export interface FoundModel {
  readonly model: FiniteModel;
  /** Elements for the outermost variables of the refuted statement; it is false there. Empty if there was none. */
  readonly assignment: ReadonlyMap<string, number>;
}

export interface ModelQuestion {
  /** A closed formula that is to be false. */
  readonly refute?: Formula;
  readonly limits?: ModelLimits;
  /** Size vectors to start after, as a total of the free sorts' sizes. */
  readonly largerThan?: number;
}

/** A finite model of the theory's facts, smallest total size first. */
export async function findModel(
  theory: Theory,
  { refute, limits = modelLimits(), largerThan = 0 }: ModelQuestion = {},
): Promise<FoundModel | undefined> {
  const sorts = finiteSorts(theory, refute === undefined ? [] : sortParams(refute));
  if (sorts === undefined) return undefined;
  for (const sizes of sizeVectors(sorts.free, limits.modelSize)) {
    if (total(sizes) <= largerThan && sizes.size > 0) continue;
    const found = await solve(theory, sorts, sizes, refute, limits);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The sort parameters of the formula's variables, in order of first occurrence. */
function sortParams(formula: Formula): readonly string[] {
  const found = new Set<string>();
  const visit = (part: Formula): void => {
    if (part.kind === "not") visit(part.body);
    else if (part.kind === "and") [part.left, part.right].forEach(visit);
    else if (part.kind === "imp") {
      for (const { sort } of part.vars) if (sort.kind === "param") found.add(sort.name);
      [part.premise, part.conclusion].forEach(visit);
    }
  };
  visit(formula);
  return [...found];
}

function total(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

/** Sizes for the sorts, by their total, then in lexical order: one sort may have `largest`, or several share it. */
export function* sizeVectors(
  sorts: readonly string[],
  largest: number,
): Generator<ReadonlyMap<string, number>> {
  const fill = function* (
    index: number,
    left: number,
    chosen: readonly number[],
  ): Generator<readonly number[]> {
    if (index === sorts.length) {
      if (left === 0) yield chosen;
      return;
    }
    const rest = sorts.length - index - 1;
    for (let size = 1; size <= Math.min(largest, left - rest); size++)
      yield* fill(index + 1, left - size, [...chosen, size]);
  };
  for (let sum = sorts.length; sum < sorts.length + largest; sum++)
    for (const chosen of fill(0, sum, [])) yield new Map(sorts.map((sort, i) => [sort, chosen[i]]));
}

async function solve(
  theory: Theory,
  sorts: FiniteSorts,
  free: ReadonlyMap<string, number>,
  refute: Formula | undefined,
  limits: ModelLimits,
): Promise<FoundModel | undefined> {
  const { sizes, constructors } = sorts.complete(free);
  const vars = refute === undefined ? [] : outerVars(refute);
  let grounding: Grounding;
  const constants = new Map<string, Value>();
  try {
    grounding = new Grounding(theory, sizes, constructors, limits.modelClauses);
    if (refute !== undefined) requireFalse(grounding, refute, constants);
    for (const fact of theory.facts) grounding.require(fact.formula);
    for (const sort of sorts.free) breakSymmetry(grounding, sort, vars, constants);
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
  const solver = await Cadical.create({ quiet: true });
  try {
    for (const clause of grounding.cnf) solver.addClause(clause);
    if (solver.solve({ conflicts: limits.modelConflicts }) !== "satisfiable") return undefined;
    const isTrue = (literal: number): boolean => solver.value(literal);
    const model = grounding.read(isTrue);
    const assignment = new Map(
      [...constants].map(([name, value]) => [name, grounding.readValue(value, isTrue)]),
    );
    verify(theory, model, refute);
    return { model, assignment };
  } finally {
    solver.dispose();
  }
}

/** The variables of the outermost universal quantifiers. */
export function outerVars(formula: Formula): readonly Var[] {
  return formula.kind === "imp" ? [...formula.vars, ...outerVars(formula.conclusion)] : [];
}

/** Requires the statement to be false, its outermost variables being constants that the solver chooses. */
function requireFalse(grounding: Grounding, formula: Formula, constants: Map<string, Value>): void {
  if (formula.kind !== "imp") {
    grounding.require(not(formula), constants);
    return;
  }
  for (const v of formula.vars) constants.set(v.name, grounding.freshValueOf(v));
  grounding.require(formula.premise, constants);
  requireFalse(grounding, formula.conclusion, constants);
}

/**
 * Elements of a sort that may be renamed are numbered in the order in which a fixed row of values first mentions them:
 * the statement's constants, the theory's constants, and functions at element 0 (which is anyone if there is no
 * constant).
 */
function breakSymmetry(
  grounding: Grounding,
  sort: string,
  vars: readonly Var[],
  chosen: ReadonlyMap<string, Value>,
): void {
  const { constants, atZero } = grounding.landmarks(sort);
  const ofSort = vars.filter((v) => sortText(v.sort) === sort).map((v) => chosen.get(v.name)!);
  const row = [...ofSort, ...constants];
  grounding.orderByMention([...row, ...atZero], row.length > 0 ? 0 : 1);
}

/** Throws if the model is none: that would be a fault of the search. */
function verify(theory: Theory, model: FiniteModel, refute: Formula | undefined): void {
  for (const fact of theory.facts)
    if (!holds(model, fact.formula)) throw new Error(`a model was found in which ${fact.name} is false`);
  if (refute !== undefined && holds(model, refute)) throw new Error("a countermodel was found that is none");
}
