/**
 * Proofs as the prover builds them: a DAG of steps with shared parents, inside scopes. Each constructor computes the
 * step's result, so a `Proof` is right by the same rules as docs/certificate.md. `emit.ts` numbers and writes it.
 *
 * An equality proof is `Proof | null`, where null means that both sides are the same term: it costs no step.
 */
import {
  FALSE,
  and,
  atom,
  eq,
  imp,
  not,
  or,
  substituteFormula,
  type Eq,
  type Formula,
  type Not,
} from "../logic/formula.js";
import { substitute, type Substitution, type Term, type Var } from "../logic/term.js";
import { sortText, type Sort } from "../logic/sort.js";
import type { Rule } from "./certificate.js";

/** A discharged sub-proof. `assumptions` are the leaves that `proves` may rest on. */
export interface ProofScope {
  readonly eigen: readonly Var[];
  readonly assumptions: readonly Proof[];
  readonly proves: Proof;
}

export interface Proof {
  readonly rule: Rule | "assumption";
  readonly is: Formula;
  readonly from: readonly Proof[];
  readonly scopes: readonly ProofScope[];
  /** The rule's other fields (`of`, `with`, `sorts`, `at`, `index`, `variable`, `on`), as terms and names. */
  readonly extra: ProofExtra;
  /** Closed lemmas that it rests on, each after those that it cites itself: written once, before the step. */
  readonly lemmas?: readonly Proof[];
}

export interface ProofExtra {
  readonly fact?: string;
  readonly sorts?: readonly Sort[];
  readonly with?: readonly Term[];
  readonly at?: readonly number[];
  readonly index?: number;
  readonly on?: Term;
}

function step(
  rule: Proof["rule"],
  is: Formula,
  from: readonly Proof[] = [],
  extra: ProofExtra = {},
  scopes: readonly ProofScope[] = [],
): Proof {
  return { rule, is, from, scopes, extra };
}

export function assumption(is: Formula): Proof {
  return step("assumption", is);
}

// ------------------------------------------------------------------------------------------------------ equality

export type EqualityProof = Proof | null;

export function sides(proof: Proof): Eq {
  if (proof.is.kind !== "eq") throw new Error(`not an equation: step by ${proof.rule}`);
  return proof.is;
}

export function refl(term: Term): Proof {
  return step("refl", eq(term, term));
}

/** The same equality read from right to left, turned around as far inside as it goes. */
export function symm(proof: EqualityProof): EqualityProof {
  if (proof === null) return null;
  if (proof.rule === "symm") return proof.from[0];
  const { left, right } = sides(proof);
  if (proof.rule === "trans") return step("trans", eq(right, left), proof.from.map(flip).reverse());
  if (proof.rule === "congruence") {
    return step("congruence", eq(right, left), proof.from.map(flip), { at: proof.extra.at ?? [] });
  }
  return step("symm", eq(right, left), [proof]);
}

function flip(proof: Proof): Proof {
  return symm(proof)!;
}

/** Chains equalities whose ends meet; nested chains are flattened. */
export function trans(proofs: readonly EqualityProof[]): EqualityProof {
  const links: Proof[] = [];
  for (const proof of proofs) {
    if (proof === null) continue;
    if (proof.rule === "trans") links.push(...proof.from);
    else links.push(proof);
  }
  if (links.length === 0) return null;
  if (links.length === 1) return links[0];
  return step("trans", eq(sides(links[0]).left, sides(links[links.length - 1]).right), links);
}

/** f(a…) = f(b…) from proofs of a_i = b_i, one an argument (null where they are the same). */
export function congruence(left: Term, right: Term, args: readonly EqualityProof[]): EqualityProof {
  const at: number[] = [];
  const from: Proof[] = [];
  args.forEach((proof, index) => {
    if (proof === null) return;
    at.push(index);
    from.push(proof);
  });
  return from.length === 0 ? null : step("congruence", eq(left, right), from, { at });
}

/** From p(a…) or !p(a…), the literal `is` with arguments b…, given proofs of a_i = b_i. */
export function replace(literal: Proof, is: Formula, args: readonly EqualityProof[]): Proof {
  const at: number[] = [];
  const from: Proof[] = [literal];
  args.forEach((proof, index) => {
    if (proof === null) return;
    at.push(index);
    from.push(proof);
  });
  return at.length === 0 ? literal : step("replace", is, from, { at });
}

// ----------------------------------------------------------------------------------------------- facts and logic

/** A named fact at `sorts`, as it stands. `formula` is the fact with its sort parameters already instantiated. */
export interface FactReference {
  readonly kind: "fact";
  readonly name: string;
  readonly sorts: readonly Sort[];
  readonly formula: Formula;
}
export type Source = FactReference | { readonly kind: "proof"; readonly proof: Proof };

function sourceParts(source: Source): { formula: Formula; from: readonly Proof[]; extra: ProofExtra } {
  if (source.kind === "fact") {
    return { formula: source.formula, from: [], extra: { fact: source.name, sorts: source.sorts } };
  }
  return { formula: source.proof.is, from: [source.proof], extra: {} };
}

/** Makes a source a proof: a fact that stands in a step of its own is cited with no terms. */
export function asProof(source: Source): Proof {
  if (source.kind === "proof") return source.proof;
  return step("instance", source.formula, [], { fact: source.name, sorts: source.sorts, with: [] });
}

/** Instantiates `(>[xs]PQ)` and discharges the conjuncts of P: Q. A fact's own `from` comes before the premises. */
export function instance(source: Source, substitution: Substitution, premises: readonly Proof[]): Proof {
  const { formula, from, extra } = sourceParts(source);
  if (formula.kind !== "imp") throw new Error("instance of what is not an implication");
  const terms = formula.vars.map((v) => substitution.get(v.name) ?? v);
  const images = new Map(formula.vars.map((v, index) => [v.name, terms[index]]));
  return step("instance", substituteFormula(formula.conclusion, images), [...from, ...premises], {
    ...extra,
    with: terms,
  });
}

export function conjoin(parts: readonly Proof[]): Proof {
  if (parts.length === 1) return parts[0];
  const is = parts.slice(1).reduce<Formula>((left, part) => and(left, part.is), parts[0].is);
  return step("and", is, parts);
}

export function project(proof: Proof, index: 0 | 1): Proof {
  if (proof.is.kind !== "and") throw new Error("project from what is not a conjunction");
  return step("project", index === 0 ? proof.is.left : proof.is.right, [proof], { index });
}

export function doubleNegation(proof: Proof): Proof {
  if (proof.is.kind !== "not" || proof.is.body.kind !== "not") throw new Error("not a double negation");
  return step("double-negation", proof.is.body.body, [proof]);
}

export function disjoin(proof: Proof, left: Formula, right: Formula): Proof {
  return step("or", or(left, right), [proof]);
}

export function witness(is: Not, terms: readonly Term[], from: readonly Proof[]): Proof {
  return step("exists", is, from, { with: terms });
}

export function absurd(positive: Proof, negative: Proof): Proof {
  return step("absurd", FALSE, [positive, negative]);
}

export function exFalso(proof: Proof, is: Formula): Proof {
  return is.kind === "false" ? proof : step("ex-falso", is, [proof]);
}

export function clash(proof: Proof): Proof {
  return step("clash", FALSE, [proof]);
}

export function injectivity(proof: Proof, index: number): Proof {
  const { left, right } = sides(proof);
  if (left.kind !== "app" || right.kind !== "app")
    throw new Error("injectivity of what is not a constructor");
  return step("injectivity", eq(left.args[index], right.args[index]), [proof], { index });
}

export function truth(): Proof {
  return step("truth", { kind: "true" });
}

// -------------------------------------------------------------------------------------------------------- scopes

export function generalise(is: Formula, scope: ProofScope): Proof {
  return step("generalise", is, [], {}, [scope]);
}

export function refute(scope: ProofScope): Proof {
  return step("refute", not(scope.assumptions[0].is), [], {}, [scope]);
}

/** `scope` assumes !`is` and proves false. */
export function contradiction(is: Formula, scope: ProofScope): Proof {
  return step("contradiction", is, [], {}, [scope]);
}

export function either(disjunction: Proof, scopes: readonly ProofScope[]): Proof {
  return step("either", scopes[0].proves.is, [disjunction], {}, scopes);
}

export function excludedMiddle(scopes: readonly ProofScope[]): Proof {
  return step("excluded-middle", scopes[0].proves.is, [], {}, scopes);
}

export function obtain(existence: Proof, scope: ProofScope): Proof {
  return step("obtain", scope.proves.is, [existence], {}, [scope]);
}

export function cases(on: Term, scopes: readonly ProofScope[]): Proof {
  return step("cases", scopes[0].proves.is, [], { on }, scopes);
}

export function induction(is: Formula, variable: number, scopes: readonly ProofScope[]): Proof {
  return step("induction", is, [], { index: variable }, scopes);
}

/** The induction motive at `term`: `formula` with its `variable`-th bound variable replaced and no longer bound. */
export function motive(formula: Formula, variable: number, term: Term): Formula {
  if (formula.kind !== "imp") throw new Error("no motive");
  const others = formula.vars.filter((_, index) => index !== variable);
  const images = new Map([[formula.vars[variable].name, term]]);
  const premise = substituteFormula(formula.premise, images);
  const conclusion = substituteFormula(formula.conclusion, images);
  return others.length === 0 && premise.kind === "true" ? conclusion : imp(others, premise, conclusion);
}

/** A literal's arguments, seeing `=` as a predicate of two. */
export function literalArgs(formula: Formula): readonly Term[] {
  const body = formula.kind === "not" ? formula.body : formula;
  if (body.kind === "eq") return [body.left, body.right];
  if (body.kind === "atom") return body.args;
  throw new Error("not a literal");
}

export function substituteLiteral(formula: Formula, substitution: Substitution): Formula {
  if (formula.kind === "not") return not(substituteLiteral(formula.body, substitution));
  if (formula.kind === "eq")
    return eq(substitute(formula.left, substitution), substitute(formula.right, substitution));
  if (formula.kind === "atom") {
    return atom(
      formula.predicate,
      formula.args.map((arg) => substitute(arg, substitution)),
      formula.sorts,
    );
  }
  return substituteFormula(formula, substitution);
}

/** `name:sort`, as a scope's opening line writes an eigenconstant. */
export function eigenText(v: Var): string {
  return `${v.name}:${sortText(v.sort)}`;
}
