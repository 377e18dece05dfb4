/** What the terms of steps have in common: the names of steps and scopes, and what a step can refer to. */
import type { Formula } from "../../logic/formula.js";
import type { Sort } from "../../logic/sort.js";
import type { Term } from "../../logic/term.js";
import type { Theory } from "../../logic/theory.js";
import { local, type Expr } from "./expr.js";
import { misshapen } from "./misshapen.js";
import type { ProofTerms } from "./proof-terms.js";
import type { StatementWriter } from "./statements.js";

/** A fact or theorem as a proof cites it. */
export interface Cited {
  readonly identifier: string;
  readonly params: readonly string[];
  readonly formula: Formula;
}

/** What a step can refer to. */
export interface StepContext {
  readonly theory: Theory;
  readonly terms: ProofTerms;
  readonly writer: StatementWriter;
  cited(name: string): Cited | undefined;
  /** The result of an earlier step or an assumption. */
  result(id: number): Formula | undefined;
  /** The first assumption of an earlier scope. */
  assumption(scope: number): Formula | undefined;
  term(text: string): Term;
  sort(text: string): Sort;
}

export function stepName(id: number): string {
  return `h${id}`;
}
export function scopeName(id: number): string {
  return `c${id}`;
}
export function stepProof(id: number): Expr {
  return local(stepName(id));
}
export function scopeProof(id: number): Expr {
  return local(scopeName(id));
}

export function resultOf(context: StepContext, id: number): Formula {
  return context.result(id) ?? misshapen(`${id} is not an earlier step`);
}

export function equationOf(context: StepContext, id: number): Formula & { readonly kind: "eq" } {
  const result = resultOf(context, id);
  return result.kind === "eq" ? result : misshapen(`${id} is no equation`);
}
