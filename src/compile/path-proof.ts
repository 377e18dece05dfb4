/**
 * Follows a clause's path from the formula that it was taken from to what it concludes, step by step as proof steps.
 */
import { conjuncts, not, substituteFormula, type Formula } from "../logic/formula.js";
import { variable, type Term } from "../logic/term.js";
import {
  absurd,
  asProof,
  assumption,
  conjoin,
  disjoin,
  doubleNegation,
  excludedMiddle,
  generalise,
  instance,
  project,
  refute,
  truth,
  witness,
  type Proof,
  type Source,
} from "../proof/proof.js";
import type { Leaf, PathStep } from "./rule.js";

type Bindings = ReadonlyMap<string, Term>;

/** How the rest of a path looks from one of its steps. */
interface Walk {
  readonly bindings: Bindings;
  /** Proves the clause's premise of that number. */
  readonly premise: (index: number) => Proof;
  readonly freshName: (base: string) => string;
  /** The cut formulas, assumed, where a cut is under way. */
  readonly assumed: readonly Proof[];
}

/** What the clause concludes at `bindings`. */
export function followPath(
  path: readonly PathStep[],
  source: Source,
  bindings: Bindings,
  premise: (index: number) => Proof,
  freshName: (base: string) => string,
): Proof {
  const walk: Walk = { bindings, premise, freshName, assumed: [] };
  let at = source;
  for (const step of path) at = { kind: "proof", proof: follow(step, at, walk) };
  return asProof(at);
}

function follow(step: PathStep, source: Source, walk: Walk): Proof {
  switch (step.kind) {
    case "instance": {
      const leaves = step.leaves.map((leaf) => leafProof(leaf, walk));
      return instance(source, walk.bindings, leaves);
    }
    case "project":
      return project(asProof(source), step.index);
    case "double-negation":
      return doubleNegation(asProof(source));
    case "nand":
      return nand(asProof(source), step.side, leafProof(step.leaf, walk));
    case "not-implies":
      return notImplies(asProof(source), walk.freshName);
    case "not-true":
      return absurd(truth(), asProof(source));
    case "cut":
      return cut(step, source, walk);
    default:
      return step satisfies never;
  }
}

/** `!F1 | … | C` by excluded middle: where all F hold, the step under the cut gives C. */
function cut(step: PathStep & { kind: "cut" }, source: Source, walk: Walk): Proof {
  const { assumed } = walk;
  if (assumed.length === step.cuts.length) return follow(step.step, source, walk);
  const given = assumption(bind(step.cuts[assumed.length], walk.bindings));
  const proves = cut(step, source, { ...walk, assumed: [...assumed, given] });
  if (assumed.length + 1 === step.cuts.length && proves.is.kind === "false")
    return refute({ eigen: [], assumptions: [given], proves });
  const denied = assumption(not(given.is));
  return excludedMiddle([
    { eigen: [], assumptions: [given], proves: disjoin(proves, denied.is, proves.is) },
    { eigen: [], assumptions: [denied], proves: disjoin(denied, denied.is, proves.is) },
  ]);
}

function leafProof(leaf: Leaf, walk: Walk): Proof {
  const { bindings } = walk;
  switch (leaf.kind) {
    case "literal":
      return walk.premise(leaf.premise);
    case "cut":
      return walk.assumed[leaf.cut];
    case "and":
      return conjoin(leaf.leaves.map((inner) => leafProof(inner, walk)));
    case "or":
      return disjoin(leafProof(leaf.side, walk), bind(leaf.left, bindings), bind(leaf.right, bindings));
    case "exists": {
      const is = bind(leaf.formula, bindings);
      if (is.kind !== "not") throw new Error("an existential is a negation");
      const terms = leaf.vars.map((v) => bindings.get(v.name) ?? v);
      const parts = leaf.leaves.map((inner) => leafProof(inner, walk));
      return witness(is, terms, parts);
    }
    default:
      return leaf satisfies never;
  }
}

/** From !(X & Y) and a proof of one side, the negation of the other. */
function nand(denial: Proof, side: 0 | 1, given: Proof): Proof {
  if (denial.is.kind !== "not" || denial.is.body.kind !== "and") throw new Error("not a denied conjunction");
  const { left, right } = denial.is.body;
  const other = assumption(side === 0 ? right : left);
  const both = conjoin(side === 0 ? [given, other] : [other, given]);
  const exact: Proof = { ...both, is: denial.is.body };
  return refute({ eigen: [], assumptions: [other], proves: absurd(exact, denial) });
}

/** From !(>[xs]PQ), !(>[xs]P!!Q). */
function notImplies(denial: Proof, freshName: (base: string) => string): Proof {
  if (denial.is.kind !== "not" || denial.is.body.kind !== "imp") throw new Error("not a denied implication");
  const implication = denial.is.body;
  const weaker = assumption({ ...implication, conclusion: not(not(implication.conclusion)) });
  const eigen = implication.vars.map((v) => variable(freshName(v.name), v.sort));
  const images = new Map<string, Term>(implication.vars.map((v, index) => [v.name, eigen[index]]));
  const premises = conjuncts(bind(implication.premise, images)).map(assumption);
  const inner = doubleNegation(instance({ kind: "proof", proof: weaker }, images, premises));
  const strong = generalise(implication, { eigen, assumptions: premises, proves: inner });
  return refute({ eigen: [], assumptions: [weaker], proves: absurd(strong, denial) });
}

function bind(formula: Formula, bindings: Bindings): Formula {
  return substituteFormula(formula, bindings);
}
