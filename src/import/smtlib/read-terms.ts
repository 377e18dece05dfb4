/**
 * From S-expressions to terms: names resolved, sorts computed, `let` replaced, patterns completed, `match` cases put in
 * the order of the constructors. What is wrong is reported at its place, and the term is undefined.
 */
import {
  collectSortParams,
  matchSort,
  sameSort,
  sortText,
  substituteSort,
  type Sort,
} from "../../logic/sort.js";
import { BOOL, FUN, functionSort, readSort } from "./sorts.js";
import { atomText, headOf, itemsOf, type Expr, type List } from "./s-expressions.js";
import type {
  Case,
  Connective,
  Constructor,
  Datatype,
  FunctionDeclaration,
  SmtTerm,
  Variable,
} from "./syntax.js";

export interface Declarations {
  readonly arities: ReadonlyMap<string, number>;
  readonly datatypes: ReadonlyMap<string, Datatype>;
  readonly constructors: ReadonlyMap<string, Constructor>;
  /** Selectors and defined or declared functions too. */
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
}

export type Scope = ReadonlyMap<string, SmtTerm>;

const CONNECTIVES: ReadonlySet<string> = new Set(["and", "or", "not", "=>", "=", "distinct"]);

export class TermReader {
  #fresh = 0;

  constructor(
    private readonly declarations: Declarations,
    private readonly params: readonly string[],
    private readonly report: (expr: Expr, message: string, code?: string) => void,
  ) {}

  sort(expr: Expr): Sort {
    return readSort(expr, this.declarations.arities, this.params, this.report);
  }

  /** `((x S) …)` */
  variables(expr: Expr | undefined): Variable[] {
    return itemsOf(expr).flatMap((binder) => {
      const [name, sort] = itemsOf(binder);
      const text = atomText(name);
      if (text === undefined || (sort as Expr | undefined) === undefined) {
        this.report(binder, "a variable is written (name sort)");
        return [];
      }
      return [{ kind: "variable" as const, name: text, sort: this.sort(sort) }];
    });
  }

  term(expr: Expr, scope: Scope, wanted?: Sort): SmtTerm | undefined {
    if (expr.kind === "atom") return this.#name(expr, expr.text, scope, wanted);
    const head = headOf(expr);
    if (head === undefined) return this.#qualifiedCall(expr, scope, wanted);
    if (scope.has(head)) return this.#applied(expr, scope.get(head), expr.items.slice(1), scope);
    if (CONNECTIVES.has(head)) return this.#connective(expr, head as Connective, scope);
    switch (head) {
      case "match":
        return this.#match(expr, scope, wanted);
      case "ite":
        return this.#ite(expr, scope, wanted);
      case "let":
        return this.#let(expr, scope, wanted);
      case "lambda":
        return this.#lambda(expr, scope);
      case "@":
        return this.#applied(
          expr,
          expr.items.length > 1 ? this.term(expr.items[1], scope) : undefined,
          expr.items.slice(2),
          scope,
        );
      case "forall":
      case "exists":
        return this.#quantifier(expr, head, scope);
      case "_":
      case "as":
        return this.#qualified(expr, [], scope, wanted);
      default:
        return this.#call(expr, head, expr.items.slice(1), scope, wanted);
    }
  }

  #name(expr: Expr, name: string, scope: Scope, wanted: Sort | undefined): SmtTerm | undefined {
    const bound = scope.get(name);
    if (bound !== undefined) return bound;
    if (name === "true" || name === "false") return { kind: "call", symbol: name, args: [], sort: BOOL };
    return this.#call(expr, name, [], scope, wanted);
  }

  /** `((_ cons a) x xs)`, `((as nil (list a)))` and `((_ is cons) x)`. */
  #qualifiedCall(expr: List, scope: Scope, wanted: Sort | undefined): SmtTerm | undefined {
    const [first, ...args] = expr.items;
    const head = headOf(first);
    if (head === "_" || head === "as") return this.#qualified(first as List, args, scope, wanted);
    const fun = (first as Expr | undefined) && this.term(first, scope);
    return this.#applied(expr, fun, args, scope);
  }

  #qualified(expr: List, args: readonly Expr[], scope: Scope, wanted: Sort | undefined): SmtTerm | undefined {
    const [head, name, ...sorts] = expr.items;
    const text = atomText(name);
    if (text === undefined) return this.#wrong(expr, "this cannot be read");
    if (text === "is" && sorts.length === 1) return this.#tester(expr, atomText(sorts[0]), args, scope);
    if (atomText(head) === "as") return this.#call(expr, text, args, scope, this.sort(sorts[0]));
    const given = sorts.map((sort) => this.sort(sort));
    return this.#call(expr, text, args, scope, wanted, given);
  }

  #tester(expr: Expr, name: string | undefined, args: readonly Expr[], scope: Scope): SmtTerm | undefined {
    const constructor = this.declarations.constructors.get(name ?? "");
    if (constructor === undefined || args.length !== 1)
      return this.#wrong(expr, "this is no test of a constructor");
    const on = this.term(args[0], scope);
    if (on === undefined) return undefined;
    const cases = this.#cases(expr, on, undefined);
    const answer = (symbol: string): SmtTerm => ({ kind: "call", symbol, args: [], sort: BOOL });
    return {
      kind: "match",
      on,
      sort: BOOL,
      cases: (cases ?? []).map(({ constructor: c, variables }) => ({
        constructor: c,
        variables,
        body: answer(String(c === name)),
      })),
    };
  }

  /** A call at all arguments; with fewer, a function of the others; with more, the result is applied. */
  #call(
    expr: Expr,
    name: string,
    argExprs: readonly Expr[],
    scope: Scope,
    wanted: Sort | undefined,
    given: readonly Sort[] = [],
  ): SmtTerm | undefined {
    const constructor = this.declarations.constructors.get(name);
    const declared =
      this.declarations.functions.get(name) ?? (constructor && this.#ofConstructor(constructor));
    if (declared === undefined) return this.#wrong(expr, `there is no ${name}`);
    const sorts = new Map<string, Sort>(
      declared.params.slice(0, given.length).map((param, i) => [param, given[i]]),
    );
    if (wanted !== undefined && argExprs.length === declared.args.length)
      matchSort(declared.result, wanted, sorts);
    const args: SmtTerm[] = [];
    for (const [i, argExpr] of argExprs.slice(0, declared.args.length).entries()) {
      const argSort = substituteSort(declared.args[i], sorts);
      const arg = this.term(argExpr, scope, isSettled(declared.args[i], sorts) ? argSort : undefined);
      if (arg === undefined) return undefined;
      if (!matchSort(declared.args[i], arg.sort, sorts))
        return this.#wrong(
          argExpr,
          `argument ${i + 1} of ${name} is ${sortText(argSort)}, and this is ${sortText(arg.sort)}`,
        );
      args.push(arg);
    }
    const rest = declared.args.slice(args.length);
    if (rest.length === 0) {
      const result: SmtTerm = {
        kind: "call",
        symbol: name,
        args,
        sort: substituteSort(declared.result, sorts),
      };
      return this.#applied(expr, result, argExprs.slice(args.length), scope);
    }
    const variables = rest.map((sort) => this.#freshVariable(substituteSort(sort, sorts)));
    const call: SmtTerm = {
      kind: "call",
      symbol: name,
      args: [...args, ...variables],
      sort: substituteSort(declared.result, sorts),
    };
    return variables.reduceRight<SmtTerm>((body, variable) => lambdaOf(variable, body), call);
  }

  #ofConstructor({ name, args, result }: Constructor): FunctionDeclaration {
    const params = result.kind === "app" ? result.args.map((arg) => arg.name) : [];
    return { name, params, args, result };
  }

  #applied(expr: Expr, fun: SmtTerm | undefined, args: readonly Expr[], scope: Scope): SmtTerm | undefined {
    let result = fun;
    for (const argExpr of args) {
      if (result === undefined) return undefined;
      const { sort } = result;
      if (sort.kind !== "app" || sort.name !== FUN)
        return this.#wrong(expr, `this is applied to too many arguments: it is ${sortText(sort)}`);
      const arg = this.term(argExpr, scope, sort.args[0]);
      if (arg === undefined) return undefined;
      if (!sameSort(arg.sort, sort.args[0]))
        return this.#wrong(argExpr, `this is ${sortText(arg.sort)}, and ${sortText(sort.args[0])} is wanted`);
      result = { kind: "apply", fun: result, arg, sort: sort.args[1] };
    }
    return result;
  }

  #connective(expr: List, connective: Connective, scope: Scope): SmtTerm | undefined {
    const args: SmtTerm[] = [];
    for (const item of expr.items.slice(1)) {
      const isEquation = connective === "=" || connective === "distinct";
      const arg = this.term(item, scope, isEquation ? args.at(0)?.sort : BOOL);
      if (arg === undefined) return undefined;
      const wanted = isEquation ? args.at(0)?.sort : BOOL;
      if (wanted !== undefined && !sameSort(arg.sort, wanted))
        return this.#wrong(item, `this is ${sortText(arg.sort)}, and ${sortText(wanted)} is wanted`);
      args.push(arg);
    }
    const isUnary = connective === "not";
    if (isUnary ? args.length !== 1 : args.length < 1)
      return this.#wrong(expr, `${connective} has too few or too many arguments`);
    return { kind: "connective", connective, args, sort: BOOL };
  }

  #ite(expr: List, scope: Scope, wanted: Sort | undefined): SmtTerm | undefined {
    if (expr.items.length !== 4) return this.#wrong(expr, "ite takes a condition and two terms");
    const condition = this.term(expr.items[1], scope, BOOL);
    const then = this.term(expr.items[2], scope, wanted);
    const otherwise = this.term(expr.items[3], scope, wanted ?? then?.sort);
    if (condition === undefined || then === undefined || otherwise === undefined) return undefined;
    return { kind: "ite", condition, then, otherwise, sort: then.sort };
  }

  #let(expr: List, scope: Scope, wanted: Sort | undefined): SmtTerm | undefined {
    const inner = new Map(scope);
    for (const binding of itemsOf(expr.items.at(1))) {
      const [name, value] = itemsOf(binding);
      const term = (value as Expr | undefined) && this.term(value, scope);
      if (term === undefined || atomText(name) === undefined) return undefined;
      inner.set(atomText(name)!, term);
    }
    return expr.items.length === 3
      ? this.term(expr.items[2], inner, wanted)
      : this.#wrong(expr, "let takes bindings and a term");
  }

  #lambda(expr: List, scope: Scope): SmtTerm | undefined {
    const { variables, body } = this.#under(expr, scope);
    return body === undefined
      ? undefined
      : variables.reduceRight<SmtTerm>((inner, v) => lambdaOf(v, inner), body);
  }

  #quantifier(expr: List, quantifier: "forall" | "exists", scope: Scope): SmtTerm | undefined {
    const { variables, body } = this.#under(expr, scope);
    return body === undefined ? undefined : { kind: "quantifier", quantifier, variables, body, sort: BOOL };
  }

  /** The variables of a binder, renamed apart, and what stands under them. */
  #under(expr: List, scope: Scope): { variables: readonly Variable[]; body: SmtTerm | undefined } {
    const inner = new Map(scope);
    const variables = this.variables(expr.items.at(1)).map((v) => {
      const renamed = scope.has(v.name) ? { ...v, name: `${v.name}_${++this.#fresh}` } : v;
      inner.set(v.name, renamed);
      return renamed;
    });
    const body =
      expr.items.length === 3
        ? this.term(expr.items[2], inner)
        : this.#wrong(expr, "variables and one term are wanted here");
    return { variables, body };
  }

  #match(expr: List, scope: Scope, wanted: Sort | undefined): SmtTerm | undefined {
    const on =
      expr.items.length === 3
        ? this.term(expr.items[1], scope)
        : this.#wrong(expr, "match takes a term and its cases");
    if (on === undefined) return undefined;
    const skeleton = this.#cases(expr, on, expr.items[2]);
    if (skeleton === undefined) return undefined;
    const cases: Case[] = [];
    for (const { constructor, variables, bodyExpr, bound } of skeleton) {
      const inner = new Map([...scope, ...bound]);
      const body = bodyExpr && this.term(bodyExpr, inner, wanted ?? cases.at(0)?.body.sort);
      if (body === undefined) return undefined;
      cases.push({ constructor, variables, body });
    }
    return { kind: "match", on, cases, sort: cases[0].body.sort };
  }

  /** A case for each constructor of the sort, with the first pattern that takes it. Without patterns, no bodies. */
  #cases(expr: Expr, on: SmtTerm, patterns: Expr | undefined): MatchedCase[] | undefined {
    const { sort } = on;
    const datatype = sort.kind === "app" ? this.declarations.datatypes.get(sort.name) : undefined;
    if (datatype === undefined || sort.kind !== "app")
      return this.#noCases(expr, `${sortText(sort)} has no constructors to match`);
    const sorts = new Map(datatype.params.map((param, i) => [param, sort.args[i]]));
    const cases: MatchedCase[] = [];
    for (const constructor of datatype.constructors) {
      const args = constructor.args.map((arg) => substituteSort(arg, sorts));
      const found = itemsOf(patterns).find((item) =>
        takes(itemsOf(item)[0], constructor.name, this.declarations),
      );
      if (patterns !== undefined && found === undefined)
        return this.#noCases(expr, `there is no case for ${constructor.name}`, "smt-coverage");
      const [pattern, bodyExpr] = itemsOf(found) as readonly (Expr | undefined)[];
      const isConstructor = (atomText(pattern) ?? headOf(pattern)) === constructor.name;
      const names = isConstructor
        ? itemsOf(pattern)
            .slice(1)
            .map((item) => atomText(item) ?? "_")
        : [];
      if (isConstructor && names.length !== args.length)
        return this.#noCases(
          pattern!,
          `${constructor.name} takes ${args.length} arguments, and here it has ${names.length}`,
        );
      const variables = args.map((arg, i) => this.#freshVariable(arg, names.at(i)));
      const bound: (readonly [string, SmtTerm])[] = variables.map((v, i) => [names.at(i) ?? "_", v]);
      if (!isConstructor)
        bound.push([
          atomText(pattern) ?? "_",
          { kind: "call", symbol: constructor.name, args: variables, sort },
        ]);
      cases.push({ constructor: constructor.name, variables, bodyExpr, bound });
    }
    return cases;
  }

  #freshVariable(sort: Sort, name = "z"): Variable {
    return { kind: "variable", name: `${name === "_" ? "z" : name}_${++this.#fresh}`, sort };
  }

  #noCases(expr: Expr, message: string, code?: string): MatchedCase[] | undefined {
    this.report(expr, message, code);
    return undefined;
  }

  #wrong(expr: Expr, message: string, code?: string): SmtTerm | undefined {
    this.report(expr, message, code);
    return undefined;
  }
}

interface MatchedCase {
  readonly constructor: string;
  readonly variables: readonly Variable[];
  readonly bodyExpr: Expr | undefined;
  /** What the pattern's names stand for. */
  readonly bound: readonly (readonly [string, SmtTerm])[];
}

/** True if the pattern is for the constructor, or a name or `_` for all that are left. */
function takes(pattern: Expr | undefined, constructor: string, { constructors }: Declarations): boolean {
  const name = atomText(pattern) ?? headOf(pattern);
  if (name === constructor) return true;
  return atomText(pattern) !== undefined && !constructors.has(name ?? "");
}

/** True if all parameters of a declared sort are known: the others are not those of the term around it. */
function isSettled(sort: Sort, known: ReadonlyMap<string, Sort>): boolean {
  const params = new Set<string>();
  collectSortParams(sort, params);
  return [...params].every((param) => known.has(param));
}

export function lambdaOf(variable: Variable, body: SmtTerm): SmtTerm {
  return { kind: "lambda", variable, body, sort: functionSort([variable.sort], body.sort) };
}
