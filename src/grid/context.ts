/** What a task is proved in: its constants and hypotheses, and how deep it is nested. */
import type { Sort } from "../logic/sort.js";
import type { Var } from "../logic/term.js";
import type { Proof } from "../proof/proof.js";

export interface Context {
  readonly eigens: readonly Var[];
  readonly hypotheses: readonly Proof[];
}

/** Inductions and case splits around a task; a split that leaves no choice does not count. */
export interface Depth {
  readonly induction: number;
  readonly split: number;
}

/** What constants of the sort are called: the sort's first letter, or x for elements of any sort. */
export function letterFor(sort: Sort): string {
  return sort.kind === "param" ? "x" : sort.name.charAt(0).toLowerCase();
}

/** The context with more constants and hypotheses. */
export function extend(context: Context, eigens: readonly Var[], hypotheses: readonly Proof[]): Context {
  return { eigens: [...context.eigens, ...eigens], hypotheses: [...context.hypotheses, ...hypotheses] };
}
