/** TPTP as it is written: what the parser makes of a file, with the place of everything that may be wrong. */
import type { Span } from "../../mpl/diagnostic.js";

export interface Word extends Span {
  /** Without its quotes. */
  readonly text: string;
}

export type TptpTerm =
  | { readonly kind: "variable"; readonly word: Word }
  | { readonly kind: "application"; readonly functor: Word; readonly args: readonly TptpTerm[] }
  /** A number or a distinct object: read, so that the error can say what it is. */
  | { readonly kind: "literal"; readonly word: Word };

export type BinaryConnective = "<=>" | "<~>" | "=>" | "<=" | "~|" | "~&";

export type TptpFormula =
  | { readonly kind: "atom"; readonly functor: Word; readonly args: readonly TptpTerm[] }
  | { readonly kind: "equation"; readonly holds: boolean; readonly left: TptpTerm; readonly right: TptpTerm }
  | { readonly kind: "not"; readonly body: TptpFormula }
  | { readonly kind: "and" | "or"; readonly parts: readonly TptpFormula[] }
  | {
      readonly kind: "binary";
      readonly connective: BinaryConnective;
      readonly left: TptpFormula;
      readonly right: TptpFormula;
    }
  | {
      readonly kind: "quantified";
      readonly quantifier: "!" | "?";
      readonly binders: readonly Binder[];
      readonly body: TptpFormula;
    };

export interface Binder {
  readonly variable: Word;
  readonly type: Word | undefined;
}

export type Piece =
  | { readonly kind: "include"; readonly file: Word; readonly selection: readonly Word[] | undefined }
  | {
      readonly kind: "typing";
      readonly name: Word;
      readonly symbol: Word;
      readonly args: readonly Word[];
      readonly result: Word;
    }
  | {
      readonly kind: "formula";
      readonly language: "cnf" | "fof" | "tff";
      readonly name: Word;
      readonly role: Word;
      readonly formula: TptpFormula;
    };
