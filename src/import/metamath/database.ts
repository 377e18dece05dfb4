/**
 * A Metamath database in memory: its labelled statements in file order, as columns.
 *
 * A statement's *math* is its tokens, the typecode first. An assertion's *frame* is what a proof step that cites it
 * needs: its mandatory hypotheses ($f and $e, in file order) and the pairs of its variables that a $d names. Of a
 * theorem's proof only the place is kept; `proof-steps.ts` reads it.
 *
 * $d statements stay groups: a theorem's `scope` is the newest group that was active there, and each group names the
 * one that was active before it, so that nested scopes share what they have in common.
 */
import type { Heading } from "./headings.js";
import type { Sources } from "./sources.js";
import type { TokenTable } from "./token-table.js";

export const StatementKind = { Float: 0, Essential: 1, Axiom: 2, Theorem: 3 } as const;

/** "None", for statement numbers and the like. */
export const NONE = -1;

/** `scopeEnd` of a statement outside all blocks. */
export const NEVER_ENDS = 0x7fffffff;

export interface Database {
  readonly sources: Sources;
  readonly tokens: TokenTable;
  /** By token: 1 if it was declared a variable. */
  readonly isVariable: Uint8Array;
  /** By token: the statement with this label, or NONE. */
  readonly statementOfLabel: Int32Array;
  /** By token: a variable's typecode (a token), or NONE. It is the same in all scopes. */
  readonly typecodeOf: Int32Array;

  readonly statementCount: number;
  readonly kind: Uint8Array;
  /** Tokens. */
  readonly label: Int32Array;
  /** Where the label stands. */
  readonly position: Int32Array;
  /** math[mathStart[s] … mathStart[s+1]-1] are tokens. */
  readonly math: Int32Array;
  readonly mathStart: Int32Array;
  /** A hypothesis may be cited by statements before this one. */
  readonly scopeEnd: Int32Array;
  /** Assertions: hypotheses[hypothesisStart[s] … hypothesisStart[s+1]-1], statements. */
  readonly hypotheses: Int32Array;
  readonly hypothesisStart: Int32Array;
  /** Assertions: disjoint[2*disjointStart[s] … 2*disjointStart[s+1]-1], pairs of variables (tokens), mandatory ones. */
  readonly disjoint: Int32Array;
  readonly disjointStart: Int32Array;
  /** Theorems: the newest $d group that is active, or NONE. */
  readonly scope: Int32Array;
  readonly groups: DisjointGroups;
  /** Theorems: positions of what is between `$=` and `$.`. */
  readonly proofStart: Int32Array;
  readonly proofEnd: Int32Array;
  /** Positions of the comment right before the label; both 0 if there is none. */
  readonly commentStart: Int32Array;
  readonly commentEnd: Int32Array;
  readonly headings: readonly Heading[];
}

/** Group g has variables[start[g] … start[g+1]-1] (tokens); before[g] is the group active before it, or NONE. */
export interface DisjointGroups {
  readonly count: number;
  readonly variables: Int32Array;
  readonly start: Int32Array;
  readonly before: Int32Array;
}

export function labelOf(db: Database, statement: number): string {
  return db.tokens.text(db.label[statement]);
}

/** A statement's tokens, the typecode first, as text. */
export function mathText(db: Database, statement: number): string {
  const words: string[] = [];
  for (let at = db.mathStart[statement]; at < db.mathStart[statement + 1]; at++)
    words.push(db.tokens.text(db.math[at]));
  return words.join(" ");
}

export function isAssertion(db: Database, statement: number): boolean {
  return db.kind[statement] >= StatementKind.Axiom;
}

export function commentOf(db: Database, statement: number): string {
  return db.sources.text(db.commentStart[statement], db.commentEnd[statement]);
}
