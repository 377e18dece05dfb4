/**
 * The certificate: one theorem's proof as JSON Lines, defined in docs/certificate.md. The types here are the file's
 * lines as they stand, so reading and writing one is `JSON.parse` and `JSON.stringify`, whose form the checker asks for.
 *
 * A proof is a list of steps, parents first, inside nested scopes. Terms and formulas are written in the core
 * notation with explicit sorts. Every step states its result, and the checker computes it again.
 */

export const CERTIFICATE_FORMAT = "lemmagrid-certificate";
export const CERTIFICATE_VERSION = 1;

/** First line of a certificate. */
export interface HeaderLine {
  readonly format: typeof CERTIFICATE_FORMAT;
  readonly version: typeof CERTIFICATE_VERSION;
  readonly theory: string;
  readonly theorem: string;
  /** The theorem's sort parameters: rigid in the proof, free to instantiate when it is cited. */
  readonly params: readonly string[];
  /** Closed formula, core notation. */
  readonly statement: string;
}

/**
 * Opens a scope: fresh eigenconstants (`name:sort`) and assumptions, which become steps `open+1`, `open+2`, …
 * Ids of steps and scopes come from one counter that starts at 0 and rises by one for each scope, assumption and step.
 */
export interface OpenLine {
  readonly open: number;
  readonly eigen: readonly string[];
  readonly assume: readonly string[];
}

/** Closes the innermost scope, `close`, with the step that it proves; the scope's steps cannot be used after it. */
export interface CloseLine {
  readonly close: number;
  readonly proves: number;
}

/** What every step has: its id and its result. */
interface Step {
  readonly step: number;
  readonly is: string;
}

/**
 * From `of`, a named fact (axiom, definition, earlier theorem, with `sorts` for its parameters) or a step:
 * a `(>[xs]PQ)` instantiated at the terms `with`, its premise P discharged by the steps `from` (one for each conjunct
 * of P, left to right; none if P is true), gives Q. Any other formula, with no terms and no premises, is repeated.
 */
export interface InstanceStep extends Step {
  readonly rule: "instance";
  readonly of: string | number;
  readonly sorts?: readonly string[];
  readonly with: readonly string[];
  readonly from: readonly number[];
}

/** `refl`: t = t. `symm`: from a = b, b = a. `trans`: from a = b, b = c, …, y = z, a = z (one or more parents). */
export interface EqualityStep extends Step {
  readonly rule: "refl" | "symm" | "trans";
  readonly from: readonly number[];
}

/**
 * `congruence`: f(a1…an) = f(b1…bn), where `at` lists the argument positions (from 0, rising) that differ and `from`
 * the steps a_i = b_i for them. `replace`: the first of `from` is p(a…) or !p(a…) (p may be `=`), the others
 * a_i = b_i for the positions `at`; gives p(b…) or !p(b…).
 */
export interface CongruenceStep extends Step {
  readonly rule: "congruence" | "replace";
  readonly at: readonly number[];
  readonly from: readonly number[];
}

/**
 * `and`: from A, B, …: their conjunction nested to the left. `project`: from (&AB), A (`index` 0) or B (`index` 1).
 * `double-negation`: from !!A, A. `or`: from A or from B, `!(&!A!B)`. `absurd`: from A and !A, `(false[])`.
 * `ex-falso`: from `(false[])`, anything. `clash`: from c(…) = d(…) with different constructors, `(false[])`.
 * `injectivity`: from c(a…) = c(b…), a_index = b_index. `truth`: `(true[])`.
 */
export interface PropositionalStep extends Step {
  readonly rule: "and" | "double-negation" | "or" | "absurd" | "ex-falso" | "clash" | "truth";
  readonly from: readonly number[];
}
export interface IndexedStep extends Step {
  readonly rule: "project" | "injectivity";
  readonly index: number;
  readonly from: readonly number[];
}

/** From the conjuncts of P and then of Q at the terms `with` for xs: `!(>[xs]P!Q)`. */
export interface WitnessStep extends Step {
  readonly rule: "exists";
  readonly with: readonly string[];
  readonly from: readonly number[];
}

/**
 * Discharges scopes, each closed just before in the scope of this step:
 * - `generalise`: one scope with eigenconstants ys, assumptions the conjuncts of P (none if P is true), proving Q:
 *   `(>[ys]PQ)`.
 * - `refute`: one scope assuming A and proving false: !A. `contradiction`: one assuming !A and proving false: A.
 * - `excluded-middle`: two scopes, assuming A and !A, both proving G: G.
 * - `either`: from `!(&!A!B)`, two scopes, assuming A and B, both proving G: G.
 * - `obtain`: from `!(>[xs]P!Q)`, one scope with an eigenconstant for each of xs, assuming the conjuncts of P and then
 *   those of Q, proving G: G.
 */
export interface DischargeStep extends Step {
  readonly rule: "generalise" | "refute" | "contradiction" | "excluded-middle" | "either" | "obtain";
  readonly from: readonly number[];
  readonly scopes: readonly number[];
}

/** For the term `on` of an inductive sort: a scope a constructor c, eigenconstants ys, assuming `on` = c(ys), proving G: G. */
export interface CasesStep extends Step {
  readonly rule: "cases";
  readonly on: string;
  readonly scopes: readonly number[];
}

/**
 * Structural induction on the `variable`-th (from 0) of xs in the result `(>[xs]PQ)`. The motive at t is the same
 * formula with that variable replaced by t and no longer bound (`(>[others]P'Q')`, or Q' if no other is bound and P
 * is true). A scope for each constructor c in declared order: eigenconstants ys for its arguments, assuming the
 * motive at each y of the sort itself, in order; proving the motive at c(ys).
 */
export interface InductionStep extends Step {
  readonly rule: "induction";
  readonly variable: number;
  readonly scopes: readonly number[];
}

export type StepLine =
  | InstanceStep
  | EqualityStep
  | CongruenceStep
  | PropositionalStep
  | IndexedStep
  | WitnessStep
  | DischargeStep
  | CasesStep
  | InductionStep;

/** Last line: the step, in the outermost scope, whose result is the statement. A file without it is cut off. */
export interface EndLine {
  readonly end: number;
}

export type CertificateLine = HeaderLine | OpenLine | CloseLine | StepLine | EndLine;

/** A proof step's rule name. */
export type Rule = StepLine["rule"];
