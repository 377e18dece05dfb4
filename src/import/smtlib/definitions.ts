/**
 * Definitions as equations. `match` on a variable becomes patterns on the left, `ite` becomes conditions; a `match` or
 * `ite` in any other place, and every `lambda`, becomes a function of its own, over the variables that occur in it.
 */
import { collectSortParams, type Sort } from "../../logic/sort.js";
import { lambdaOf } from "./read-terms.js";
import { BOOL } from "./sorts.js";
import type { Connective, FunctionDeclaration, FunctionDefinition, SmtTerm, Variable } from "./syntax.js";

/** `left = right` under conditions, each an equation that holds or does not. Terms hold variables, calls, `apply`. */
export interface Equation {
  /** The function that it is about. */
  readonly symbol: string;
  readonly left: SmtTerm;
  readonly right: SmtTerm;
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly left: SmtTerm;
  readonly right: SmtTerm;
  readonly holds: boolean;
}

export const TRUE: SmtTerm = { kind: "call", symbol: "true", args: [], sort: BOOL };
export const FALSE: SmtTerm = { kind: "call", symbol: "false", args: [], sort: BOOL };

export interface Equations {
  readonly equations: readonly Equation[];
  /** The functions that had to be introduced. */
  readonly functions: readonly FunctionDeclaration[];
}

/** The equations of a definition; `unsupported` if its body has a quantifier. */
export function equationsOf(definition: FunctionDefinition): Equations | "unsupported" {
  const maker = new EquationMaker(definition.name);
  const left: SmtTerm = {
    kind: "call",
    symbol: definition.name,
    args: definition.variables,
    sort: definition.result,
  };
  maker.define(definition.name, left, definition.body, []);
  return maker.hasQuantifier ? "unsupported" : maker;
}

/** The term without control flow, with the functions and equations that this takes; for statements. */
export function plainTerm(term: SmtTerm, stem: string): { readonly term: SmtTerm; readonly made: Equations } {
  const maker = new EquationMaker(stem);
  const plain = maker.plain(term);
  return { term: plain, made: maker };
}

class EquationMaker implements Equations {
  readonly equations: Equation[] = [];
  readonly functions: FunctionDeclaration[] = [];
  hasQuantifier = false;

  constructor(private readonly stem: string) {}

  define(symbol: string, left: SmtTerm, body: SmtTerm, conditions: readonly Condition[]): void {
    const again = (part: SmtTerm, more: readonly Condition[] = []): void => {
      this.define(symbol, left, part, [...conditions, ...more]);
    };
    switch (body.kind) {
      case "match":
        this.#match(symbol, left, body, conditions);
        return;
      case "ite":
        this.#ite(body, again);
        return;
      case "connective":
        again(asIte(body.connective, body.args));
        return;
      case "lambda": {
        const applied: SmtTerm = { kind: "apply", fun: left, arg: body.variable, sort: body.body.sort };
        this.define(symbol, applied, body.body, conditions);
        return;
      }
      case "quantifier":
        this.hasQuantifier = true;
        return;
      case "variable":
      case "call":
      case "apply":
        this.equations.push({ symbol, left, right: this.plain(body), conditions });
        return;
      default:
        body satisfies never;
    }
  }

  #match(
    symbol: string,
    left: SmtTerm,
    body: SmtTerm & { kind: "match" },
    conditions: readonly Condition[],
  ): void {
    const { on, cases } = body;
    if (on.kind === "call") {
      const taken = cases.find((one) => one.constructor === on.symbol);
      if (taken !== undefined) {
        const images = new Map(taken.variables.map((v, i) => [v.name, on.args[i]]));
        this.define(symbol, left, substituteSmt(taken.body, images), conditions);
        return;
      }
    }
    if (on.kind !== "variable" || !variablesOf(left).has(on.name)) {
      this.equations.push({ symbol, left, right: this.plain(body), conditions });
      return;
    }
    for (const { constructor, variables, body: inner } of cases) {
      const image: SmtTerm = { kind: "call", symbol: constructor, args: variables, sort: on.sort };
      const images = new Map([[on.name, image]]);
      const substituted = conditions.map((condition) => ({
        ...condition,
        left: substituteSmt(condition.left, images),
        right: substituteSmt(condition.right, images),
      }));
      this.define(symbol, substituteSmt(left, images), substituteSmt(inner, images), substituted);
    }
  }

  #ite(body: SmtTerm & { kind: "ite" }, again: (part: SmtTerm, more?: readonly Condition[]) => void): void {
    const { condition, then, otherwise } = body;
    if (
      condition.kind === "call" &&
      condition.args.length === 0 &&
      ["true", "false"].includes(condition.symbol)
    ) {
      again(condition.symbol === "true" ? then : otherwise);
    } else if (
      condition.kind === "ite" ||
      (condition.kind === "connective" && condition.connective !== "=")
    ) {
      const test = condition.kind === "ite" ? condition : asIte(condition.connective, condition.args);
      if (test.kind !== "ite") again({ ...body, condition: test });
      else {
        const branch = (part: SmtTerm): SmtTerm => ({ ...body, condition: part });
        again({ ...test, then: branch(test.then), otherwise: branch(test.otherwise), sort: body.sort });
      }
    } else {
      const isEquation = condition.kind === "connective";
      const left = this.plain(isEquation ? condition.args[0] : condition);
      if (isEquation) {
        const right = this.plain(condition.args[1]);
        again(then, [{ left, right, holds: true }]);
        again(otherwise, [{ left, right, holds: false }]);
      } else {
        again(then, [{ left, right: TRUE, holds: true }]);
        again(otherwise, [{ left, right: FALSE, holds: true }]);
      }
    }
  }

  /** The term with its control flow taken out into functions. */
  plain(term: SmtTerm): SmtTerm {
    switch (term.kind) {
      case "variable":
        return term;
      case "call":
        return { ...term, args: term.args.map((arg) => this.plain(arg)) };
      case "apply":
        return { ...term, fun: this.plain(term.fun), arg: this.plain(term.arg) };
      case "match": {
        if (term.on.kind === "variable") return this.#lift(term, []);
        const on: Variable = { kind: "variable", name: `${this.stem}_on`, sort: term.on.sort };
        return this.#lift({ ...term, on }, [{ variable: on, value: this.plain(term.on) }]);
      }
      case "lambda":
      case "ite":
      case "connective":
      case "quantifier":
        return this.#lift(term, []);
      default:
        return term satisfies never;
    }
  }

  /** A call of a new function whose body is `term`; its last arguments are `values`. */
  #lift(term: SmtTerm, values: readonly { readonly variable: Variable; readonly value: SmtTerm }[]): SmtTerm {
    const taken = new Set(values.map(({ variable }) => variable.name));
    const free = [...variablesOf(term).values()].filter((v) => !taken.has(v.name));
    const variables = [...free, ...values.map(({ variable }) => variable)];
    const name = `${this.stem}.${this.functions.length + 1}`;
    const args = variables.map((v) => v.sort);
    this.functions.push({ name, params: sortParamsOf([...args, term.sort]), args, result: term.sort });
    this.define(name, { kind: "call", symbol: name, args: variables, sort: term.sort }, term, []);
    return {
      kind: "call",
      symbol: name,
      args: [...free, ...values.map(({ value }) => value)],
      sort: term.sort,
    };
  }
}

function sortParamsOf(sorts: readonly Sort[]): readonly string[] {
  const params = new Set<string>();
  for (const sort of sorts) collectSortParams(sort, params);
  return [...params];
}

/** A connective as nested `ite`, as far as its outermost level. */
function asIte(connective: Connective, args: readonly SmtTerm[]): SmtTerm {
  const ite = (condition: SmtTerm, then: SmtTerm, otherwise: SmtTerm): SmtTerm => ({
    ...{ kind: "ite", condition, then, otherwise, sort: BOOL },
  });
  const [first, ...rest] = args;
  const others: SmtTerm =
    rest.length === 1 ? rest[0] : { kind: "connective", connective, args: rest, sort: BOOL };
  switch (connective) {
    case "not":
      return ite(first, FALSE, TRUE);
    case "and":
      return rest.length === 0 ? first : ite(first, others, FALSE);
    case "or":
      return rest.length === 0 ? first : ite(first, TRUE, others);
    case "=>":
      return rest.length === 0 ? first : ite(first, others, TRUE);
    case "=": {
      const equations = rest.map((arg, i): SmtTerm => ({
        ...{ kind: "connective", connective: "=", args: [args[i], arg], sort: BOOL },
      }));
      return equations.length === 1
        ? ite(equations[0], TRUE, FALSE)
        : { kind: "connective", connective: "and", args: equations, sort: BOOL };
    }
    case "distinct": {
      const pairs = args.flatMap((a, i) => args.slice(i + 1).map((b): readonly [SmtTerm, SmtTerm] => [a, b]));
      const denied = pairs.map(([a, b]): SmtTerm => {
        const equation: SmtTerm = { kind: "connective", connective: "=", args: [a, b], sort: BOOL };
        return { kind: "connective", connective: "not", args: [equation], sort: BOOL };
      });
      return { kind: "connective", connective: "and", args: denied, sort: BOOL };
    }
    default:
      return connective satisfies never;
  }
}

/** Free variables by name, in order of first occurrence. */
export function variablesOf(term: SmtTerm, bound: ReadonlySet<string> = new Set()): Map<string, Variable> {
  const found = new Map<string, Variable>();
  const visit = (part: SmtTerm, hidden: ReadonlySet<string>): void => {
    switch (part.kind) {
      case "variable":
        if (!hidden.has(part.name)) found.set(part.name, part);
        return;
      case "lambda":
        visit(part.body, new Set([...hidden, part.variable.name]));
        return;
      case "quantifier":
        visit(part.body, new Set([...hidden, ...part.variables.map((v) => v.name)]));
        return;
      case "match":
        visit(part.on, hidden);
        for (const one of part.cases)
          visit(one.body, new Set([...hidden, ...one.variables.map((v) => v.name)]));
        return;
      case "call":
      case "connective":
        for (const arg of part.args) visit(arg, hidden);
        return;
      case "apply":
        visit(part.fun, hidden);
        visit(part.arg, hidden);
        return;
      case "ite":
        for (const child of [part.condition, part.then, part.otherwise]) visit(child, hidden);
        return;
      default:
        part satisfies never;
    }
  };
  visit(term, bound);
  return found;
}

/** Bound variables have names of their own, so nothing is captured. */
export function substituteSmt(term: SmtTerm, images: ReadonlyMap<string, SmtTerm>): SmtTerm {
  const on = (part: SmtTerm): SmtTerm => substituteSmt(part, images);
  switch (term.kind) {
    case "variable":
      return images.get(term.name) ?? term;
    case "call":
    case "connective":
      return { ...term, args: term.args.map(on) };
    case "apply":
      return { ...term, fun: on(term.fun), arg: on(term.arg) };
    case "lambda": {
      const body = on(term.body);
      return lambdaOf(term.variable, body);
    }
    case "quantifier":
      return { ...term, body: on(term.body) };
    case "match":
      return { ...term, on: on(term.on), cases: term.cases.map((one) => ({ ...one, body: on(one.body) })) };
    case "ite":
      return { ...term, condition: on(term.condition), then: on(term.then), otherwise: on(term.otherwise) };
    default:
      return term satisfies never;
  }
}
