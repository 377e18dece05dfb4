/**
 * What mutation works on: a library of theorems as flat first-order terms, and the backend that knows what the core
 * does not: how its logic justifies a step. Two importers fill it (a Metamath database, an output of the grid);
 * the core sees numbers alone, never a name.
 *
 * Terms are preorder cells of TERM_WORDS words, `head, skip`, as `src/device/device.ts` defines them. A head is a symbol
 * number, or VARIABLE_BIT and the number of a metavariable of the theorem. Symbols have one arity each; the terms of
 * different sorts must be told apart by their head symbols, so that unification needs no sorts.
 */

// --------------------------------------------------------------------------------------------------------- library

export interface LibrarySymbol {
  readonly name: string;
  readonly arity: number;
}

/** Bits of `TheoremTable.flags`. */
export const TheoremFlag = {
  /** An axiom or a definition: it has no proof of its own. */
  Axiom: 1,
  /** Its author asks that it not be used: it makes no mutants, but mutants are compared with it. */
  Discouraged: 2,
  /** It was made by mutation. */
  Mutant: 4,
} as const;

/**
 * Theorems in file order (each may cite only earlier ones). Theorem t has
 *
 *     formulas   formulaCell[formulaStart[t] … formulaStart[t+1]-1], first cells: hypotheses in order, conclusion last
 *     variables  variableSort[variableStart[t] … variableStart[t+1]-1]; variable v of t is VARIABLE_BIT | v in its cells
 *     distinct   distinct[2*distinctStart[t] … 2*distinctStart[t+1]-1], pairs of variables of t that must share no variable
 *
 * Every variable of a theorem occurs in one of its formulas.
 */
export interface TheoremTable {
  readonly theoremCount: number;
  readonly cells: Uint32Array;
  readonly formulaStart: Uint32Array;
  readonly formulaCell: Uint32Array;
  readonly variableStart: Uint32Array;
  readonly variableSort: Uint16Array;
  readonly distinctStart: Uint32Array;
  readonly distinct: Uint32Array;
  readonly flags: Uint8Array;
  /** The part of the library that the theorem stands in. */
  readonly chapter: Uint16Array;
  /** Steps of the theorem's own proof; 0 for an axiom. */
  readonly proofSize: Uint32Array;
}

/** What may be rewritten: found in the library by whoever imported it. */
export interface RewriteTable {
  /** relation[f] is 1 where theorems `f(L, R)` are rules: an equality or equivalence with congruence. */
  readonly relation: Uint8Array;
  /** Bit i of slots[f]: argument i of f may be replaced by what a relation makes equal to it. */
  readonly slots: Uint32Array;
}

export interface Library {
  /** What it is called in reports. */
  readonly name: string;
  readonly symbols: readonly LibrarySymbol[];
  readonly sorts: readonly string[];
  readonly labels: readonly string[];
  readonly table: TheoremTable;
  readonly rewriting: RewriteTable;
}

// --------------------------------------------------------------------------------------------------------- mutants

/**
 * How a mutant was made. `formula` counts a theorem's formulas as its table does: hypotheses first, conclusion last.
 *
 * - `apply`: hypothesis `formula` of `target` is proved by `lemma`, whose hypotheses take its place.
 * - `combine`: all hypotheses of `rule` are proved by the conclusions of `parents` (modus ponens, syllogism).
 * - `rewrite`: in `formula` of `target`, the subterm `position` cells after its first one is rewritten by the equation
 *   that `lemma` concludes (`reverse`: from right to left); the lemma's hypotheses become the mutant's. With `detach`,
 *   `lemma` concludes an implication and that rule takes its antecedent off, which becomes a hypothesis as well.
 */
export type Mutation =
  | { readonly kind: "apply"; readonly target: number; readonly formula: number; readonly lemma: number }
  | { readonly kind: "combine"; readonly rule: number; readonly parents: readonly number[] }
  | {
      readonly kind: "rewrite";
      readonly target: number;
      readonly formula: number;
      readonly position: number;
      readonly lemma: number;
      readonly reverse: boolean;
      readonly detach: number | undefined;
    };

/**
 * A proof by theorems of the library, over the mutant's variables. Terms are first cells in `Mutant.cells`.
 *
 * - `hypothesis`: the mutant's hypothesis `index`.
 * - `step`: theorem `theorem` with its variable v replaced by `images[v]`; `premises` prove its hypotheses in order.
 * - `rewrite`: `of` proves the formula `before`, `equation` proves `f(L, R)` for a relation f. The subterm `position`
 *   cells after the first of `before` is L (with `reverse`: R), and `after` is `before` with R (L) there instead.
 */
export type Derivation =
  | { readonly kind: "hypothesis"; readonly index: number }
  | {
      readonly kind: "step";
      readonly theorem: number;
      readonly images: readonly number[];
      readonly premises: readonly Derivation[];
    }
  | {
      readonly kind: "rewrite";
      readonly before: number;
      readonly after: number;
      readonly position: number;
      readonly reverse: boolean;
      readonly equation: Derivation;
      readonly of: Derivation;
    };

/** Where a variable of a mutant comes from: its own name there is the first choice for it. */
export interface VariableOrigin {
  readonly theorem: number;
  readonly variable: number;
}

export interface Mutant {
  readonly mutation: Mutation;
  /** All its terms; variables are numbered by first occurrence: hypotheses in order, conclusion, then the proof alone. */
  readonly cells: Uint32Array;
  readonly hypotheses: readonly number[];
  readonly conclusion: number;
  readonly variableSort: readonly number[];
  readonly variableOrigin: readonly VariableOrigin[];
  /** Variables from this number on occur in the derivation only. */
  readonly statementVariables: number;
  readonly derivation: Derivation;
}

// --------------------------------------------------------------------------------------------------------- backend

export interface ProvedMutant {
  /** The statement as the library's language writes it. */
  readonly conclusion: string;
  readonly hypotheses: readonly string[];
  /** Pairs of variable names that must be distinct, sorted. */
  readonly distinct: readonly (readonly [string, string])[];
  /** The proof, in the library's format. */
  readonly proof: string;
  /** Steps of the proof that cite a theorem. */
  readonly steps: number;
  /** All that the output file gets for this mutant, ended by a newline. */
  readonly text: string;
}

/** Why a mutant has no proof. `code` is a word for the funnel's count; `detail` is for a person. */
export interface Refusal {
  readonly refused: string;
  readonly detail: string;
}

/** Turns derivations into proofs. Deterministic: what it gives depends on its arguments and on what was adopted. */
export interface ProofBackend {
  /** Checks the side conditions of every step and writes the proof of a mutant that is to be called `label`. */
  prove(mutant: Mutant, label: string): ProvedMutant | Refusal;
  /**
   * From now on `theorem` of derivations means this mutant, proved with these distinct variables: a parent of the next
   * round. It may have the cells of its statement alone.
   */
  adopt(theorem: number, label: string, mutant: Mutant, distinct: ProvedMutant["distinct"]): void;
  /** A formula of a theorem of the library, or of an adopted one, as its language writes it. */
  formulaText(theorem: number, formula: number): string;
  /** Names of the variables of a theorem of the library, or of an adopted one. */
  variablesOf(theorem: number): readonly string[];
  /** A name that no theorem of the library has; the index is part of it. */
  label(index: number): string;
  /** Names of the variables of a mutant, as `prove` would choose them. */
  variableNames(mutant: Mutant): readonly string[];
  /** Any term of a mutant as its language writes it. */
  termText(mutant: Mutant, cell: number): string;
  /** What the output file opens with, and how its name ends (".mm"). */
  readonly fileHead: string;
  readonly fileExtension: string;
}

/** What an importer hands over. */
export interface MutationSource {
  readonly library: Library;
  readonly backend: ProofBackend;
}
