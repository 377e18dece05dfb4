/**
 * Witnesses: a refutation of "for no xs" that uses that denial at terms is turned into a proof that shows the terms;
 * and the terms that a proof of an existential statement shows.
 */
import { conjuncts, formulaText, not, substituteFormula, type Formula } from "../logic/formula.js";
import type { Term } from "../logic/term.js";
import { exFalso, witness, type Proof } from "./proof.js";

/** The variables of an existential statement, and the terms that a proof gives for them. */
export interface Witness {
  readonly variables: readonly string[];
  readonly terms: readonly Term[];
}

/**
 * From a proof of `false` under the assumption `denied`, (>[xs]P!Q), a proof of !(>[xs]P!Q) without it; undefined where
 * the denial is used in another way than at the end of a branch.
 */
export function existenceProof(proof: Proof, denied: Proof): Proof | undefined {
  const uses = new Map<Proof, boolean>();
  const transform = (step: Proof): Proof | undefined => {
    const is = not(denied.is);
    if (!usesLeaf(step, denied, uses)) return exFalso(step, is);
    const shown = atTerms(step, denied, uses);
    if (shown !== undefined) return step.lemmas === undefined ? shown : { ...shown, lemmas: step.lemmas };
    if (step.scopes.length === 0 || step.from.some((parent) => usesLeaf(parent, denied, uses)))
      return undefined;
    if (!["either", "obtain", "cases", "excluded-middle"].includes(step.rule)) return undefined;
    const scopes = step.scopes.map((scope) => ({ ...scope, proves: transform(scope.proves) }));
    if (scopes.some((scope) => scope.proves === undefined)) return undefined;
    return { ...step, is, scopes: scopes as Proof["scopes"] };
  };
  return transform(proof);
}

/** `absurd` or an instance that comes from the denial at some terms, with proofs of all that it denies. */
function atTerms(step: Proof, denied: Proof, uses: Map<Proof, boolean>): Proof | undefined {
  const denial = step.rule === "absurd" ? step.from[1] : step.rule === "ex-falso" ? step.from[0] : step;
  if (denial.rule !== "instance" || denial.from[0] !== denied || denied.is.kind !== "imp") return undefined;
  const { vars, premise, conclusion } = denied.is;
  if (conclusion.kind !== "not") return undefined;
  const given = [...denial.from.slice(1), ...(step.rule === "absurd" ? [step.from[0]] : [])];
  if (given.some((proof) => usesLeaf(proof, denied, uses))) return undefined;
  const terms = denial.extra.with ?? [];
  const images = new Map(vars.map((v, index) => [v.name, terms[index]]));
  const wanted = [...conjuncts(premise), conclusion.body].map((part) => substituteFormula(part, images));
  const parts = wanted.map((part) => proofOf(part, given));
  return parts.includes(undefined) ? undefined : witness(not(denied.is), terms, (parts as Proof[][]).flat());
}

/** Proofs of the conjuncts of a formula, from those given for it or for its conjuncts. */
function proofOf(formula: Formula, given: readonly Proof[]): Proof[] | undefined {
  const parts = conjuncts(formula).map((part) => {
    const text = formulaText(part);
    return given.find((proof) => formulaText(proof.is) === text);
  });
  if (!parts.includes(undefined)) return parts as Proof[];
  const text = formulaText(formula);
  const whole = given.find((proof) => proof.rule === "and" && formulaText(proof.is) === text);
  return whole === undefined ? undefined : [...whole.from];
}

function usesLeaf(proof: Proof, leaf: Proof, known: Map<Proof, boolean>): boolean {
  const before = known.get(proof);
  if (before !== undefined) return before;
  const found =
    proof === leaf ||
    proof.from.some((parent) => usesLeaf(parent, leaf, known)) ||
    proof.scopes.some((scope) => usesLeaf(scope.proves, leaf, known));
  known.set(proof, found);
  return found;
}

/** The witnesses that the proof of a closed statement shows: one for each of its cases, each once. */
export function witnessesOf(proof: Proof): Witness[] {
  const found = new Map<string, Witness>();
  const visit = (step: Proof): void => {
    if (step.rule === "exists" && step.is.kind === "not" && step.is.body.kind === "imp") {
      const { vars } = step.is.body;
      const terms = step.extra.with ?? [];
      const key = `${formulaText(step.is)} ${JSON.stringify(terms)}`;
      found.set(key, { variables: vars.map((v) => v.name), terms });
    } else if (["generalise", "either", "obtain", "cases", "excluded-middle"].includes(step.rule))
      for (const scope of step.scopes) visit(scope.proves);
    else if (step.rule === "and") step.from.forEach(visit);
  };
  visit(proof);
  return [...found.values()];
}
