/**
 * Statements as Coq propositions. The core language writes disjunction and existence with negations; here each gets its
 * own connective, at every occurrence, and so by the formula's shape alone:
 *
 *     !(&!A!B)       A \/ B                    (>[xs]PQ)          forall xs, P -> Q
 *     !(>[xs]P!Q)    exists xs, P /\ Q         (>[xs](true[])Q)   forall xs, Q
 *     !A             ~ A, in all other cases   (&AB)              A /\ B
 *
 * Sort parameters are arguments of sort `Type`, given first wherever a symbol or a fact is used.
 */
import type { Formula } from "../../logic/formula.js";
import type { Sort } from "../../logic/sort.js";
import type { Term, Var } from "../../logic/term.js";
import type { GlobalNames, LocalNames } from "./names.js";

/** A formula as its outermost Coq connective sees it; `premise` is undefined where it is true. */
export type Shape =
  | { readonly kind: "constant"; readonly text: "True" | "False" }
  | { readonly kind: "equation"; readonly left: Term; readonly right: Term }
  | {
      readonly kind: "atom";
      readonly predicate: string;
      readonly sorts: readonly Sort[];
      readonly args: readonly Term[];
    }
  | { readonly kind: "not"; readonly body: Formula }
  | { readonly kind: "and" | "or"; readonly left: Formula; readonly right: Formula }
  | {
      readonly kind: "forall" | "exists";
      readonly vars: readonly Var[];
      readonly premise: Formula | undefined;
      readonly conclusion: Formula;
    };

export function shapeOf(formula: Formula): Shape {
  switch (formula.kind) {
    case "true":
      return { kind: "constant", text: "True" };
    case "false":
      return { kind: "constant", text: "False" };
    case "eq":
      return { kind: "equation", left: formula.left, right: formula.right };
    case "atom":
    case "and":
      return formula;
    case "imp":
      return {
        kind: "forall",
        vars: formula.vars,
        premise: stated(formula.premise),
        conclusion: formula.conclusion,
      };
    case "not": {
      const { body } = formula;
      if (body.kind === "and" && body.left.kind === "not" && body.right.kind === "not")
        return { kind: "or", left: body.left.body, right: body.right.body };
      if (body.kind === "imp" && body.conclusion.kind === "not") {
        const { vars, premise, conclusion } = body;
        return { kind: "exists", vars, premise: stated(premise), conclusion: conclusion.body };
      }
      return { kind: "not", body };
    }
    default:
      return formula satisfies never;
  }
}

function stated(premise: Formula): Formula | undefined {
  return premise.kind === "true" ? undefined : premise;
}

/** Coq's levels: an operand is written without parentheses up to its place's level. */
const LEVEL = {
  argument: 9,
  application: 10,
  equation: 70,
  not: 75,
  and: 80,
  or: 85,
  arrow: 99,
  binder: 200,
} as const;

function wrap(text: string, own: number, allowed: number): string {
  return own > allowed ? `(${text})` : text;
}

export class StatementWriter {
  constructor(
    readonly globals: GlobalNames,
    readonly locals: LocalNames,
  ) {}

  sort(sort: Sort, level: number = LEVEL.binder): string {
    if (sort.kind === "param") return this.locals.sortParam(sort.name);
    return this.applied(
      this.globals.sort(sort.name),
      sort.args.map((arg) => this.sort(arg, LEVEL.argument)),
      level,
    );
  }

  term(term: Term, level: number = LEVEL.binder): string {
    if (term.kind === "var") return this.locals.variable(term.name);
    return this.symbolAt(term.symbol, term.sorts, term.args, level);
  }

  /** The term as an argument, in parentheses if it needs them. */
  argument(term: Term): string {
    return this.term(term, LEVEL.argument);
  }

  sortArgument(sort: Sort): string {
    return this.sort(sort, LEVEL.argument);
  }

  prop(formula: Formula, level: number = LEVEL.binder): string {
    const shape = shapeOf(formula);
    switch (shape.kind) {
      case "constant":
        return shape.text;
      case "equation":
        return wrap(`${this.side(shape.left)} = ${this.side(shape.right)}`, LEVEL.equation, level);
      case "atom":
        return this.symbolAt(shape.predicate, shape.sorts, shape.args, level);
      case "not": {
        const { body } = shape;
        if (body.kind === "eq")
          return wrap(`${this.side(body.left)} <> ${this.side(body.right)}`, LEVEL.equation, level);
        return wrap(`~ ${this.prop(body, LEVEL.not)}`, LEVEL.not, level);
      }
      case "and":
      case "or": {
        const own = LEVEL[shape.kind];
        const [left, right] = [this.prop(shape.left, own - 1), this.prop(shape.right, own)];
        return wrap(`${left} ${shape.kind === "and" ? "/\\" : "\\/"} ${right}`, own, level);
      }
      case "forall": {
        const { vars, premise, conclusion } = shape;
        const start = premise === undefined ? "" : `${this.prop(premise, LEVEL.arrow - 1)} -> `;
        if (vars.length === 0 && premise === undefined) return this.prop(conclusion, level);
        const text = `${this.forall(vars)}${start}${this.prop(conclusion)}`;
        return wrap(text, vars.length === 0 ? LEVEL.arrow : LEVEL.binder, level);
      }
      case "exists": {
        const { vars, premise, conclusion } = shape;
        const own = vars.length === 0 ? level : LEVEL.binder;
        const inner = vars.length === 0 ? level : LEVEL.binder;
        const body =
          premise === undefined ? this.prop(conclusion, inner) : this.both(premise, conclusion, inner);
        return vars.length === 0 ? body : wrap(`exists ${this.binders(vars)}, ${body}`, own, level);
      }
      default:
        return shape satisfies never;
    }
  }

  /** `forall x y : N, ` or nothing. */
  forall(vars: readonly Var[]): string {
    return vars.length === 0 ? "" : `forall ${this.binders(vars)}, `;
  }

  /** `forall a b : Type, ` or nothing. */
  forallSorts(params: readonly string[]): string {
    if (params.length === 0) return "";
    return `forall ${params.map((param) => this.locals.sortParam(param)).join(" ")} : Type, `;
  }

  /** `x y : N`, or `(x y : N) (l : List a)` for more than one sort. */
  binders(vars: readonly Var[]): string {
    const groups: { sort: string; names: string[] }[] = [];
    for (const { name, sort } of vars) {
      const text = this.sort(sort);
      const last = groups.at(-1);
      if (last?.sort === text) last.names.push(this.locals.variable(name));
      else groups.push({ sort: text, names: [this.locals.variable(name)] });
    }
    const texts = groups.map(({ sort, names }) => `${names.join(" ")} : ${sort}`);
    return texts.length === 1 ? texts[0] : texts.map((text) => `(${text})`).join(" ");
  }

  private both(left: Formula, right: Formula, level: number): string {
    return wrap(`${this.prop(left, LEVEL.and - 1)} /\\ ${this.prop(right, LEVEL.and)}`, LEVEL.and, level);
  }

  private side(term: Term): string {
    return this.term(term, LEVEL.equation - 1);
  }

  private symbolAt(symbol: string, sorts: readonly Sort[], args: readonly Term[], level: number): string {
    const texts = [...sorts.map((sort) => this.sortArgument(sort)), ...args.map((arg) => this.argument(arg))];
    return this.applied(this.globals.symbol(symbol), texts, level);
  }

  private applied(head: string, args: readonly string[], level: number): string {
    return args.length === 0 ? head : wrap([head, ...args].join(" "), LEVEL.application, level);
  }
}
