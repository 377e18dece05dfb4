/**
 * Hypotheses that wait for others: a closed premise that is itself a hypothesis is taken off where it stands, so that
 * an induction hypothesis does not ask again for what the statement assumes.
 */
import { isLiteral } from "../compile/clause.js";
import { conjunction, conjuncts, forall, substituteFormula, type Formula } from "../logic/formula.js";
import { alphaText } from "../logic/rename.js";
import { variable, type Term } from "../logic/term.js";
import { assumption, generalise, instance, type Proof } from "../proof/proof.js";

export function withoutKnownPremises(
  hypotheses: readonly Proof[],
  freshName: (base: string) => string,
): Proof[] {
  const known = new Map(hypotheses.map((proof) => [alphaText(proof.is), proof]));
  return hypotheses.map((proof) => {
    const { is } = proof;
    if (is.kind !== "imp") return proof;
    const given = conjuncts(is.premise).map((part) =>
      isLiteral(part) ? undefined : known.get(alphaText(part)),
    );
    return given.some((part) => part !== undefined) ? shorter(proof, is, given, freshName) : proof;
  });
}

/** The implication without the premises that are given. */
function shorter(
  proof: Proof,
  is: Formula & { kind: "imp" },
  given: readonly (Proof | undefined)[],
  freshName: (base: string) => string,
): Proof {
  const eigen = is.vars.map((v) => variable(freshName(v.name), v.sort));
  const images = new Map<string, Term>(is.vars.map((v, index) => [v.name, eigen[index]]));
  const parts = conjuncts(is.premise);
  const leaves = parts.map((part, index) => given[index] ?? assumption(substituteFormula(part, images)));
  const assumptions = leaves.filter((_, index) => given[index] === undefined);
  const proves = instance({ kind: "proof", proof }, images, leaves);
  if (eigen.length === 0 && assumptions.length === 0) return proves;
  const rest = conjunction(parts.filter((_, index) => given[index] === undefined));
  return generalise(forall(is.vars, rest, is.conclusion), { eigen, assumptions, proves });
}
