/**
 * Rules: what a clause becomes. A rule matches its patterns against a block's rows, builds the terms of its conclusion
 * and asserts it; and it knows how to prove what it asserts, as a path of proof steps from the formula it comes from.
 *
 * An *operand* names a node of a match: `slot * 8 + column` is the node taken for that slot (column 0) or its
 * argument (columns 1 to 4); `~index` is the result of a build.
 */
import { INSTRUCTION_WORDS, Op } from "../device/device.js";
import type { Formula } from "../logic/formula.js";
import type { Term, Var } from "../logic/term.js";
import type { Sort } from "../logic/sort.js";

export type Operand = number;

export function rowOperand(slot: number, column: number): Operand {
  return slot * 8 + column;
}

/** A pattern with the node that each application in it was matched with or built as. */
export type Pattern =
  | { readonly kind: "var"; readonly name: string }
  | {
      readonly kind: "app";
      readonly symbol: number;
      readonly source: Operand;
      /** The symbol's arguments, before chaining. */
      readonly args: readonly Pattern[];
    };

/** A literal that a match has found to hold, and by which nodes. */
export type Premise =
  | { readonly kind: "eq"; readonly literal: Formula; readonly left: Pattern; readonly right: Pattern }
  | {
      readonly kind: "atom";
      readonly literal: Formula;
      readonly positive: boolean;
      readonly pattern: Pattern;
    };

/** How one conjunct of an implication's premise is proved from the premises; `cut` is one of a cut's formulas. */
export type Leaf =
  | { readonly kind: "literal"; readonly premise: number }
  | { readonly kind: "cut"; readonly cut: number }
  | { readonly kind: "and"; readonly leaves: readonly Leaf[] }
  | { readonly kind: "or"; readonly left: Formula; readonly right: Formula; readonly side: Leaf }
  | {
      readonly kind: "exists";
      readonly formula: Formula;
      readonly vars: readonly Var[];
      readonly leaves: readonly Leaf[];
    };

/**
 * A step on the way from the rule's formula to its conclusion. `nand`: from !(&XY) and X, !Y (side 0) or from Y, !X
 * (side 1). `not-implies`: from !(>[xs]PQ), `!(>[xs]P!!Q)`. `not-true`: from !true, false. `cut`: where `step` would
 * give C from the formulas F…, `!F | … | C` by excluded middle.
 */
export type PathStep =
  | { readonly kind: "instance"; readonly vars: readonly Var[]; readonly leaves: readonly Leaf[] }
  | { readonly kind: "project"; readonly index: 0 | 1 }
  | { readonly kind: "double-negation" }
  | { readonly kind: "nand"; readonly side: 0 | 1; readonly leaf: Leaf }
  | { readonly kind: "not-implies" }
  | { readonly kind: "not-true" }
  | { readonly kind: "cut"; readonly cuts: readonly Formula[]; readonly step: PathStep };

export type Conclusion =
  | { readonly kind: "eq"; readonly left: Pattern; readonly right: Pattern }
  | { readonly kind: "atom"; readonly positive: boolean; readonly pattern: Pattern }
  | { readonly kind: "false" }
  /** `!(&!A!B)`, alternatives flattened from left to right. */
  | { readonly kind: "split"; readonly formula: Formula; readonly alternatives: readonly Formula[] }
  /** `!(>[xs]P!Q)`: new constants. `goals` are its literals, to see whether known terms already satisfy it. */
  | { readonly kind: "exists"; readonly formula: Formula; readonly vars: readonly Var[] }
  /** Asserts nothing: brings terms into the block so that other rules can see them. */
  | { readonly kind: "consider" }
  /** Asserts nothing: brings in the terms of literals on which a term of the block waits. */
  | { readonly kind: "condition"; readonly literals: readonly Formula[] };

export interface Build {
  readonly symbol: number;
  readonly operands: readonly Operand[];
}

/** What a rule comes from: a named fact at sorts, or the block's hypothesis of that number. */
export type RuleOrigin =
  | {
      readonly kind: "fact";
      readonly name: string;
      readonly sorts: readonly Sort[];
      readonly formula: Formula;
    }
  | { readonly kind: "hypothesis"; readonly index: number };

export interface Rule {
  /** The fact's name and which of its rules this is: `add.comm#1`. */
  readonly label: string;
  readonly origin: RuleOrigin;
  readonly vars: readonly Var[];
  /** Where each of `vars` is bound. */
  readonly varSources: readonly Operand[];
  /** Terms matched only to bind variables; for display. */
  readonly triggers: readonly Term[];
  readonly code: readonly number[];
  readonly width: number;
  readonly builds: readonly Build[];
  readonly premises: readonly Premise[];
  readonly path: readonly PathStep[];
  readonly conclusion: Conclusion;
  /** The conclusion as a formula over `vars`; undefined for `consider` and `condition`. */
  readonly statement: Formula | undefined;
}

/** The symbols whose rows the rule takes whatever class they are in. */
export function scannedSymbols({ code }: Rule): number[] {
  const isScan = (op: number): boolean => op === Op.Scan || op === Op.Seek;
  return code.filter((_, word) => word % INSTRUCTION_WORDS === 1 && isScan(code[word - 1]));
}
