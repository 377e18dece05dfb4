/**
 * Terms of the SMT-LIB dialect of TIP, after reading: names are resolved to variables and symbols, `let` is gone, and
 * functions are applied to as many arguments as they are declared with. Formulas are terms of the sort `Bool`.
 */
import type { Sort } from "../../logic/sort.js";
import type { Span } from "../../mpl/diagnostic.js";

export interface Variable {
  readonly kind: "variable";
  readonly name: string;
  readonly sort: Sort;
}

export type Connective = "and" | "or" | "not" | "=>" | "=" | "distinct";

export type SmtTerm =
  | Variable
  /** A constructor or function at all its arguments. */
  | { readonly kind: "call"; readonly symbol: string; readonly args: readonly SmtTerm[]; readonly sort: Sort }
  /** A function value at one argument. */
  | { readonly kind: "apply"; readonly fun: SmtTerm; readonly arg: SmtTerm; readonly sort: Sort }
  | { readonly kind: "lambda"; readonly variable: Variable; readonly body: SmtTerm; readonly sort: Sort }
  | { readonly kind: "match"; readonly on: SmtTerm; readonly cases: readonly Case[]; readonly sort: Sort }
  | {
      readonly kind: "ite";
      readonly condition: SmtTerm;
      readonly then: SmtTerm;
      readonly otherwise: SmtTerm;
      readonly sort: Sort;
    }
  | {
      readonly kind: "connective";
      readonly connective: Connective;
      readonly args: readonly SmtTerm[];
      readonly sort: Sort;
    }
  | {
      readonly kind: "quantifier";
      readonly quantifier: "forall" | "exists";
      readonly variables: readonly Variable[];
      readonly body: SmtTerm;
      readonly sort: Sort;
    };

/** One for each constructor of the sort, in declared order. */
export interface Case {
  readonly constructor: string;
  readonly variables: readonly Variable[];
  readonly body: SmtTerm;
}

export interface Constructor {
  readonly name: string;
  readonly selectors: readonly string[];
  readonly args: readonly Sort[];
  readonly result: Sort;
}

export interface Datatype {
  readonly name: string;
  readonly params: readonly string[];
  readonly constructors: readonly Constructor[];
}

export interface FunctionDeclaration {
  readonly name: string;
  readonly params: readonly string[];
  readonly args: readonly Sort[];
  readonly result: Sort;
}

export interface FunctionDefinition extends FunctionDeclaration {
  readonly variables: readonly Variable[];
  readonly body: SmtTerm;
  /** Where it stands. */
  readonly span: Span;
}

export interface Statement {
  readonly kind: "axiom" | "goal";
  readonly params: readonly string[];
  readonly formula: SmtTerm;
  readonly span: Span;
}
