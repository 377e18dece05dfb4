/**
 * Statements as propositions of Coq and Lean. The core language writes disjunction and existence with negations; here
 * each gets its own connective, at every occurrence, and so by the formula's shape alone:
 *
 *     !(&!A!B)       A or B                             (>[xs]PQ)          for all xs, P implies Q
 *     !(>[xs]P!Q)    there are xs with P and Q          (>[xs](true[])Q)   for all xs, Q
 *     !A             not A, in all other cases          (&AB)              A and B
 *
 * Sort parameters are arguments of sort `Type`, given first wherever a symbol or a fact is used.
 */
import type { Formula } from "../../logic/formula.js";
import { substituteSort, type Sort } from "../../logic/sort.js";
import type { Term, Var } from "../../logic/term.js";
import type { SymbolDecl, Theory } from "../../logic/theory.js";
import { apply, arrow, forall, global, lambda, local, logic, TYPE, type Binder, type Expr } from "./expr.js";
import { LocalNames, type GlobalNames } from "./names.js";
import { misshapen } from "./misshapen.js";

/** A formula as its outermost connective is in the export; `premise` is undefined where it is true. */
export type Shape =
  | { readonly kind: "true" | "false" }
  | { readonly kind: "eq"; readonly left: Term; readonly right: Term }
  | {
      readonly kind: "atom";
      readonly predicate: string;
      readonly sorts: readonly Sort[];
      readonly args: readonly Term[];
    }
  | { readonly kind: "not"; readonly body: Formula }
  | { readonly kind: "and" | "or"; readonly left: Formula; readonly right: Formula }
  | Quantified;

export interface Quantified {
  readonly kind: "forall" | "exists";
  readonly vars: readonly Var[];
  readonly premise: Formula | undefined;
  readonly conclusion: Formula;
}

export function shapeOf(formula: Formula): Shape {
  if (formula.kind === "imp") {
    const { vars, premise, conclusion } = formula;
    return { kind: "forall", vars, premise: stated(premise), conclusion };
  }
  if (formula.kind !== "not") return formula;
  const { body } = formula;
  if (body.kind === "and" && body.left.kind === "not" && body.right.kind === "not")
    return { kind: "or", left: body.left.body, right: body.right.body };
  if (body.kind === "imp" && body.conclusion.kind === "not") {
    const { vars, premise, conclusion } = body;
    return { kind: "exists", vars, premise: stated(premise), conclusion: conclusion.body };
  }
  return { kind: "not", body };
}

function stated(premise: Formula): Formula | undefined {
  return premise.kind === "true" ? undefined : premise;
}

/** The theory's symbols and the names of one statement or proof. */
export class StatementWriter {
  readonly locals: LocalNames;

  constructor(
    readonly symbols: ReadonlyMap<string, SymbolDecl>,
    readonly globals: GlobalNames,
  ) {
    this.locals = new LocalNames(globals);
  }

  sort(sort: Sort): Expr {
    if (sort.kind === "param") return local(this.locals.sortParam(sort.name));
    return apply(global(this.globals.sort(sort.name)), ...sort.args.map((arg) => this.sort(arg)));
  }

  term(term: Term): Expr {
    if (term.kind === "var") return local(this.locals.variable(term.name));
    return this.applied(term.symbol, term.sorts, term.args);
  }

  /** The sort of a term, as its symbol is declared. */
  sortOf(term: Term): Sort {
    if (term.kind === "var") return term.sort;
    const { params, result } = this.symbol(term.symbol);
    if (result === undefined) return misshapen("a predicate is no term");
    return substituteSort(result, new Map(params.map((param, index) => [param, term.sorts[index]])));
  }

  /** The sort of a term as a type. */
  typeOf(term: Term): Expr {
    return this.sort(this.sortOf(term));
  }

  symbol(name: string): SymbolDecl {
    return this.symbols.get(name) ?? misshapen(`no symbol ${name}`);
  }

  prop(formula: Formula): Expr {
    const shape = shapeOf(formula);
    switch (shape.kind) {
      case "true":
        return logic("True");
      case "false":
        return logic("False");
      case "eq":
        return this.equation(shape.left, shape.right);
      case "atom":
        return this.applied(shape.predicate, shape.sorts, shape.args);
      case "not":
        return logic("Not", this.prop(shape.body));
      case "and":
        return logic("And", this.prop(shape.left), this.prop(shape.right));
      case "or":
        return logic("Or", this.prop(shape.left), this.prop(shape.right));
      case "forall": {
        const { vars, premise, conclusion } = shape;
        const body = this.prop(conclusion);
        return forall(this.binders(vars), premise === undefined ? body : arrow(this.prop(premise), body));
      }
      case "exists":
        return this.existence(shape);
      default:
        return shape satisfies never;
    }
  }

  equation(left: Term, right: Term): Expr {
    return logic("Eq", this.typeOf(left), this.term(left), this.term(right));
  }

  /** There are the variables, with the premise and the conclusion. */
  existence({ vars, premise, conclusion }: Omit<Quantified, "kind">): Expr {
    if (vars.length > 0) {
      const [first] = vars;
      return logic("Exists", this.sort(first.sort), this.predicate({ vars, premise, conclusion }));
    }
    const body = this.prop(conclusion);
    return premise === undefined ? body : logic("And", this.prop(premise), body);
  }

  /** What an existence says of its first variable. */
  predicate({ vars: [first, ...rest], premise, conclusion }: Omit<Quantified, "kind">): Expr {
    return lambda(this.binders([first]), this.existence({ vars: rest, premise, conclusion }));
  }

  binders(vars: readonly Var[]): readonly Binder[] {
    return vars.map(({ name, sort }) => ({
      name: this.locals.variable(name),
      type: this.sort(sort),
      of: "element",
    }));
  }

  sortBinders(params: readonly string[]): readonly Binder[] {
    return params.map((param) => ({ name: this.locals.sortParam(param), type: TYPE, of: "sort" }));
  }

  applied(symbol: string, sorts: readonly Sort[], args: readonly Term[]): Expr {
    return apply(
      global(this.globals.symbol(symbol)),
      ...sorts.map((sort) => this.sort(sort)),
      ...args.map((arg) => this.term(arg)),
    );
  }
}

export function symbolsByName(theory: Theory): ReadonlyMap<string, SymbolDecl> {
  return new Map(theory.symbols.map((symbol) => [symbol.name, symbol]));
}
