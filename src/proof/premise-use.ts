/**
 * Which premises a proof needs. A premise that only serves to meet the same premise of an induction hypothesis does
 * not count: without it, the hypothesis would not ask for it.
 */
import type { Proof, ProofScope } from "./proof.js";

/** Positions, among the conjuncts of the premise of what `proof` proves, of those that it never uses. */
export function unusedPremises(proof: Proof): number[] {
  const statement = proof.is;
  if (statement.kind !== "imp" || statement.premise.kind === "true") return [];
  const used = usedPremises(proof, new Set());
  if (used === undefined) return [];
  const scope = firstScope(proof);
  return scope === undefined
    ? []
    : scope.assumptions.map((_, index) => index).filter((index) => !used.has(index));
}

/** Undefined where the shape of the proof does not tell. */
function usedPremises(proof: Proof, hypotheses: ReadonlySet<Proof>): Set<number> | undefined {
  if (proof.rule === "generalise") return usedIn(proof.scopes[0], hypotheses);
  if (proof.rule !== "induction") return undefined;
  const used = new Set<number>();
  for (const scope of proof.scopes) {
    const inCase = usedPremises(scope.proves, new Set([...hypotheses, ...scope.assumptions]));
    if (inCase === undefined) return undefined;
    for (const index of inCase) used.add(index);
  }
  return used;
}

function firstScope(proof: Proof): ProofScope | undefined {
  if (proof.rule === "generalise") return proof.scopes[0];
  return proof.rule === "induction" ? firstScope(proof.scopes[0].proves) : undefined;
}

function usedIn(scope: ProofScope, hypotheses: ReadonlySet<Proof>): Set<number> {
  const used = new Set<number>();
  const seen = new Set<Proof>();
  const visit = (step: Proof): void => {
    if (seen.has(step)) return;
    seen.add(step);
    const hypothesis = step.rule === "instance" && step.extra.fact === undefined ? step.from[0] : undefined;
    step.from.forEach((parent, position) => {
      const index = scope.assumptions.indexOf(parent);
      const forHypothesis = hypothesis !== undefined && hypotheses.has(hypothesis) && position - 1 === index;
      if (index >= 0 && !forHypothesis) used.add(index);
      visit(parent);
    });
    for (const inner of step.scopes) visit(inner.proves);
  };
  const last = scope.assumptions.indexOf(scope.proves);
  if (last >= 0) used.add(last);
  visit(scope.proves);
  return used;
}
