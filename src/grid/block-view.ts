/** What explanations and witnesses ask of a block. */
import type { Operand, Rule } from "../compile/rule.js";
import type { SymbolTable } from "../compile/symbols.js";
import type { Sort } from "../logic/sort.js";
import type { Term, Var } from "../logic/term.js";
import type { Proof } from "../proof/proof.js";
import type { EGraph } from "./egraph.js";

export interface BlockView {
  readonly graph: EGraph;
  readonly symbols: SymbolTable;
  readonly eigens: readonly Var[];
  readonly hypotheses: readonly Proof[];
  ruleOf(application: number): Rule;
  operandNode(application: number, operand: Operand): number;
  nodeOf(term: Term): number | undefined;
  nodeSort(node: number): Sort | undefined;
  /** A name that nothing in the conjecture's certificate has. */
  freshName(base: string): string;
}

/** A block that can take new constants with what is assumed of them. */
export interface WitnessHost extends BlockView {
  boundRoots(application: number): number[];
  /** Whether the rule applied there takes all values of a sort, not only those that a term leads it to. */
  rangesOverDomain(application: number): boolean;
  addEigen(v: Var): number | undefined;
  assume(hypothesis: Proof): void;
  addDomain(from: number): void;
  meetLimit(name: string): void;
}
