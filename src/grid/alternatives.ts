/**
 * What a task may try where its block is exhausted: parts that must all be proved, and how their proofs make one.
 * Induction replaces the task's formula; the splits go on with the block's goal, under one assumption more a part.
 */
import type { Program } from "../compile/program.js";
import { eq, not, type Formula } from "../logic/formula.js";
import { app, variable, type Var } from "../logic/term.js";
import { sameSort, type Sort } from "../logic/sort.js";
import {
  assumption,
  cases,
  excludedMiddle,
  induction,
  motive,
  type Proof,
  type ProofScope,
} from "../proof/proof.js";
import type { Block } from "./block.js";
import { extend, letterFor, type Context, type Depth } from "./context.js";
import type { Explainer } from "./explain.js";
import { openSplit, splitProof } from "./open-split.js";
import { stuckCondition } from "./stuck-condition.js";
import { stuckTerm, type Stuck } from "./stuck.js";

export interface Part {
  readonly formula: Formula;
  readonly context: Context;
  /** Where it differs from that of the alternative. */
  readonly depth?: Depth;
}

interface Common {
  readonly parts: readonly Part[];
  readonly depth: Depth;
  readonly assemble: (proofs: readonly Proof[]) => Proof;
}

/** `proves`: the task's formula, or the goal of its block, where the proof may rest on the block's own facts. */
export type Alternative = Common &
  (
    | { readonly kind: "induction"; readonly proves: "formula" }
    | { readonly kind: "split" | "cases"; readonly proves: "goal"; readonly explainer: Explainer }
  );

interface Names {
  readonly program: Program;
  freshName(base: string): string;
}

/** An exhausted block. */
export interface Place {
  readonly root: Names;
  readonly goal: Formula;
  readonly depth: Depth;
  readonly block: Block;
  readonly explainer: Explainer;
}

/** Structural induction on the formula's variable of that number, the others general. */
export function inductionOn(
  root: Names,
  formula: Formula & { kind: "imp" },
  index: number,
  { context, depth }: { readonly context: Context; readonly depth: Depth },
): Alternative {
  const on = formula.vars[index];
  const constructors = root.program.symbols.constructors(on.sort)!;
  const branches = constructors.map((constructor) => {
    const eigen = constructor.args.map((sort) => freshConstant(root, on, sort));
    const recursive = eigen.filter((v) => sameSort(v.sort, on.sort));
    const assumptions = recursive.map((v) => assumption(motive(formula, index, v)));
    return { eigen, assumptions, term: app(constructor.name, eigen, constructor.sorts) };
  });
  return {
    ...{ kind: "induction", proves: "formula" },
    parts: branches.map(({ eigen, assumptions, term }) => ({
      formula: motive(formula, index, term),
      context: extend(context, eigen, assumptions),
    })),
    depth: { ...depth, induction: depth.induction + 1 },
    assemble: (proofs) =>
      induction(
        formula,
        index,
        proofs.map((proves, i): ProofScope => ({ ...branches[i], proves })),
      ),
  };
}

/** The constructor's argument as an eigenconstant, named after the variable if it is of the same sort. */
function freshConstant(root: Names, on: Var, sort: Sort): Var {
  const base = sameSort(sort, on.sort) ? on.name : letterFor(sort);
  return variable(root.freshName(base), sort);
}

/** On a disjunction none of whose alternatives holds, with the fewest open ones, at most `most`. */
export function disjunctionSplit(place: Place, most = Infinity): Alternative | undefined {
  const { block, explainer, depth } = place;
  const best = openSplit(block, explainer, most);
  if (best === undefined) return undefined;
  const { application, before, parts } = best;
  const leaves = parts.map(assumption);
  return {
    ...{ kind: "split", proves: "goal", explainer },
    parts: leaves.map((leaf) => partOf(place, [], [leaf])),
    depth: { ...depth, split: depth.split + (best.open > 1 ? 1 : 0) },
    assemble: (proofs) => splitProof(explainer.conclusion(application, before), scopesOf(leaves, proofs)),
  };
}

/** On a condition that some term waits for. */
export function conditionSplit(place: Place): Alternative | undefined {
  const { block, explainer, depth } = place;
  const stuck = stuckCondition(block, explainer);
  if (stuck === undefined) return undefined;
  if ("node" in stuck) return casesOn(place, stuck);
  const leaves = [assumption(stuck.literal), assumption(not(stuck.literal))];
  return {
    ...{ kind: "split", proves: "goal", explainer },
    parts: leaves.map((leaf) => partOf(place, [], [leaf])),
    depth: { ...depth, split: depth.split + 1 },
    assemble: (proofs) => excludedMiddle(scopesOf(leaves, proofs)),
  };
}

/** On a term at which a definition looks for a constructor. */
export function caseSplit(place: Place): Alternative | undefined {
  const stuck = stuckTerm(place.block, place.root.program);
  return stuck === undefined ? undefined : casesOn(place, stuck);
}

function casesOn(place: Place, stuck: Stuck): Alternative {
  const { root, explainer, depth } = place;
  const on = explainer.term(stuck.node);
  const isOpen = ({ name, args, sorts }: Stuck["constructors"][number]): boolean =>
    args.length > 0 || !explainer.denies(on, app(name, [], sorts));
  const hasChoice = stuck.constructors.filter(isOpen).length > 1;
  const branches = stuck.constructors.map((constructor) => {
    const eigen = constructor.args.map((sort) => variable(root.freshName(letterFor(sort)), sort));
    return { eigen, assumptions: [assumption(eq(on, app(constructor.name, eigen, constructor.sorts)))] };
  });
  return {
    ...{ kind: "cases", proves: "goal", explainer },
    parts: branches.map(({ eigen, assumptions }) => partOf(place, eigen, assumptions)),
    depth: { ...depth, split: depth.split + (hasChoice ? 1 : 0) },
    assemble: (proofs) =>
      cases(
        on,
        proofs.map((proves, index): ProofScope => ({ ...branches[index], proves })),
      ),
  };
}

/** The block's goal in the block's context, with more constants and assumptions. */
function partOf({ goal, block }: Place, eigen: readonly Var[], assumptions: readonly Proof[]): Part {
  const { eigens, hypotheses } = block;
  return { formula: goal, context: extend({ eigens, hypotheses }, eigen, assumptions) };
}

function scopesOf(leaves: readonly Proof[], proofs: readonly Proof[]): ProofScope[] {
  return leaves.map((leaf, index) => ({ eigen: [], assumptions: [leaf], proves: proofs[index] }));
}
