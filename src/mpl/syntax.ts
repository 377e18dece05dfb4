/**
 * The surface syntax of a file: what the grammar reads, before any name is resolved. Both notations give these types.
 *
 * In the readable notation an expression is a *chain*, a flat row of operands and operators, since only the
 * declarations say how tightly an operator binds; operators.ts makes a tree of it. The core notation gives trees at
 * once. Every node carries its span of the file.
 */
import type { Fixity } from "../logic/theory.js";
import type { Span } from "./diagnostic.js";

export interface Ident {
  readonly name: string;
  readonly span: Span;
}

export interface SortSyntax {
  readonly name: Ident;
  readonly args: readonly SortSyntax[];
  readonly span: Span;
}

export interface BinderSyntax {
  readonly ident: Ident;
  readonly sort: SortSyntax | undefined;
}

/** A name with its arguments: a variable, constant, function or predicate. `quoted` names are never operators. */
export interface NameExpr {
  readonly kind: "name";
  readonly ident: Ident;
  readonly quoted: boolean;
  readonly sorts: readonly SortSyntax[] | undefined;
  readonly args: readonly Expr[];
  readonly span: Span;
}

export interface ConnectiveExpr {
  readonly kind: "connective";
  readonly operator: Ident;
  readonly left: Expr;
  readonly right: Expr;
  readonly span: Span;
}

export interface NotExpr {
  readonly kind: "not";
  readonly body: Expr;
  readonly span: Span;
}

export interface QuantifierExpr {
  readonly kind: "forall" | "exists";
  readonly vars: readonly BinderSyntax[];
  readonly body: Expr;
  readonly span: Span;
}

/** The core notation's `(>[vars]PQ)`. */
export interface ImpExpr {
  readonly kind: "imp";
  readonly vars: readonly BinderSyntax[];
  readonly premise: Expr;
  readonly conclusion: Expr;
  readonly span: Span;
}

export interface AscriptionExpr {
  readonly kind: "ascription";
  readonly body: Expr;
  readonly sort: SortSyntax;
  readonly span: Span;
}

export interface ChainExpr {
  readonly kind: "chain";
  readonly items: readonly ChainItem[];
  readonly span: Span;
}

export type Expr =
  NameExpr | ConnectiveExpr | NotExpr | QuantifierExpr | ImpExpr | AscriptionExpr | ChainExpr;

export type ChainItem =
  | { readonly kind: "name"; readonly name: NameExpr; readonly sign: boolean; readonly span: Span }
  | { readonly kind: "not"; readonly span: Span }
  | {
      readonly kind: "binder";
      readonly quantifier: "forall" | "exists";
      readonly vars: readonly BinderSyntax[];
      readonly span: Span;
    }
  | { readonly kind: "group"; readonly entries: readonly Expr[]; readonly span: Span };

export interface FixitySyntax extends Fixity {
  readonly span: Span;
}

interface DeclarationBase {
  readonly name: Ident;
  readonly span: Span;
}

export interface SortSyntaxDecl extends DeclarationBase {
  readonly kind: "sort";
  readonly params: readonly Ident[];
  readonly inductive: boolean;
}

/** `op`, `function`, `predicate`, `constructor` and a constructor's line under its sort. */
export interface SymbolSyntaxDecl extends DeclarationBase {
  readonly kind: "constructor" | "op" | "function" | "predicate";
  readonly params: readonly Ident[] | undefined;
  readonly args: readonly SortSyntax[];
  /** Undefined for a `predicate`; `Prop` is a sort name like any other here. */
  readonly result: SortSyntax | undefined;
  readonly fixity: FixitySyntax | undefined;
}

/** `axiom`, `definition` and `theorem`. */
export interface StatementSyntax extends DeclarationBase {
  readonly kind: "axiom" | "definition" | "theorem";
  readonly params: readonly Ident[] | undefined;
  readonly formula: Expr;
}

/** `define HEAD := BODY`; `name` is the fact's name where one is given, or else the span of the head. */
export interface DefineSyntax {
  readonly kind: "define";
  readonly factName: Ident | undefined;
  readonly head: ChainExpr;
  readonly fixity: FixitySyntax | undefined;
  readonly body: Expr;
  readonly span: Span;
}

/** `fun` and `with`: the head of a function or predicate that the equations after it define. */
export interface FunSyntax extends DeclarationBase {
  readonly kind: "fun" | "with";
  /** Undefined where an `op` line has it. */
  readonly signature: Pick<SymbolSyntaxDecl, "params" | "args" | "result" | "fixity"> | undefined;
}

/** One line below a `fun`. */
export interface EquationSyntax {
  readonly kind: "equation";
  readonly name: Ident | undefined;
  readonly params: readonly Ident[] | undefined;
  /** One formula for each branch of an `if`; none of a line that cannot be read. */
  readonly formulas: readonly Expr[];
  readonly span: Span;
}

export interface SettingsSyntax {
  readonly kind: "explore" | "grid";
  readonly settings: readonly { readonly name: Ident; readonly value: number }[];
  readonly span: Span;
}

export interface HeaderSyntax extends DeclarationBase {
  readonly kind: "theory" | "use";
}

export type DeclarationSyntax =
  | SortSyntaxDecl
  | SymbolSyntaxDecl
  | FunSyntax
  | EquationSyntax
  | StatementSyntax
  | DefineSyntax
  | SettingsSyntax
  | HeaderSyntax;

export interface SourceTheory {
  /** From the `theory` line; undefined if there is none that can be read. */
  readonly name: Ident | undefined;
  readonly uses: readonly Ident[];
  /** In file order, without `theory` and `use`; what could not be read is left out. */
  readonly declarations: readonly Exclude<DeclarationSyntax, HeaderSyntax>[];
  /** Names that declarations which could not be read seem to declare: errors about these would be echoes. */
  readonly brokenNames: ReadonlySet<string>;
  /** Sorts some of whose constructors could not be read. */
  readonly brokenSorts: ReadonlySet<string>;
}
