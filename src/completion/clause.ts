/**
 * Horn clauses of a completion: premises and a head, each an equation between terms of the store. An atom is the
 * equation `p(…) = TRUE`, its negation `p(…) = FALSE`; the head `TRUE = FALSE` is a contradiction.
 */
import type { Input } from "./inputs.js";
import { FALSE, type Bindings, type Literal, type TermStore } from "./terms.js";

/** The head's position among a clause's literals. */
export const HEAD = -1;

export type Derivation = { readonly kind: "input"; readonly input: Input } | Step;

/** From parents to `made`, by terms over the variables 0 … of the step; then `made` is rewritten to the clause. */
export interface Step {
  readonly kind: "step";
  readonly parent: Clause;
  readonly parentBindings: Bindings;
  /** What one literal of the parent is rewritten with first, if it is. */
  readonly overlap: Overlap | undefined;
  /** The parent's literals after `parentBindings` and the overlap: premises, then the head. */
  readonly made: readonly Literal[];
  /** For each of these, where rewriting led, and the premise of the clause that it became, or -1 where it went. */
  readonly reached: readonly Literal[];
  readonly becomes: readonly number[];
  /** For each variable of the step, a term over the clause's variables. */
  readonly renaming: Bindings;
  /** The head's sides have changed places, so that the larger stands left. */
  readonly swapped: boolean;
}

export interface Overlap {
  readonly literal: number;
  readonly side: "left" | "right";
  readonly path: readonly number[];
  readonly by: Clause;
  readonly bindings: Bindings;
  /** Rewritten from the right side of `by` to its left. */
  readonly reversed: boolean;
}

export interface Clause {
  readonly id: number;
  readonly premises: readonly Literal[];
  readonly head: Literal;
  /** The sorts of its variables, by number; some may occur in no literal. */
  readonly varSorts: readonly number[];
  readonly derivation: Derivation;
  readonly weight: number;
  /** Replaced by a simpler one. */
  dead: boolean;
  /** Set once the clause is used: 1 if the head's left side is the larger, -1 if the right, 0 if neither. */
  orientation: number;
}

export function isUnit(clause: Clause): boolean {
  return clause.premises.length === 0;
}

export function isContradiction({ left, right }: Literal): boolean {
  return left <= FALSE && right <= FALSE && left !== right;
}

export function isTrivial({ left, right }: Literal): boolean {
  return left === right;
}

export function isAtom(literal: Literal): boolean {
  return literal.right <= FALSE || literal.left <= FALSE;
}

export function literalWeight(store: TermStore, { left, right }: Literal): number {
  return store.size[left] + (right <= FALSE ? 0 : store.size[right]);
}
