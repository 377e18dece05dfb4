/**
 * Terms and formulas in the notation of TPTP, as FOF or as TF0. Variables get upper-case names, unique within a
 * formula; the connectives that the core language writes with `!`, `&` and `>` are recognised again.
 */
import type { Atom, Eq, Formula, Imp } from "../../logic/formula.js";
import { alphaText } from "../../logic/rename.js";
import type { Sort } from "../../logic/sort.js";
import type { Term, Var } from "../../logic/term.js";

export interface TptpNames {
  /** The functor of a symbol, with its quotes if it needs them. */
  readonly symbol: (name: string) => string;
  /** The type of a sort. */
  readonly sort: (sort: Sort) => string;
  /** True to write the types of variables. */
  readonly typed: boolean;
}

/** A lower word as it is, anything else in single quotes. */
export function quoted(name: string): string {
  return /^[a-z][A-Za-z0-9_]*$/u.test(name) ? name : `'${name.replace(/[\\']/gu, "\\$&")}'`;
}

type VariableNames = ReadonlyMap<string, string>;

export class FormulaWriter {
  constructor(readonly names: TptpNames) {}

  /** The closed formula. */
  write(formula: Formula): string {
    return this.#formula(formula, new Map());
  }

  #formula(formula: Formula, scope: VariableNames): string {
    switch (formula.kind) {
      case "true":
      case "false":
        return `$${formula.kind}`;
      case "eq":
        return this.#equation(formula, "=", scope);
      case "atom":
        return this.#atom(formula, scope);
      case "not":
        return this.#negation(formula.body, scope);
      case "and": {
        const sides = equivalence(formula);
        if (sides !== undefined) return this.#binary(sides[0], "<=>", sides[1], scope);
        const parts = chainOf(formula, (part) => (part.kind === "and" ? [part.left, part.right] : undefined));
        return `( ${parts.map((part) => this.#unit(part, scope)).join(" & ")} )`;
      }
      case "imp":
        return this.#quantified("!", formula, formula.conclusion, "=>", scope);
      default:
        return formula satisfies never;
    }
  }

  #negation(body: Formula, scope: VariableNames): string {
    if (body.kind === "eq") return this.#equation(body, "!=", scope);
    if (body.kind === "imp" && body.vars.length > 0 && body.conclusion.kind === "not")
      return this.#quantified("?", body, body.conclusion.body, "&", scope);
    const parts = chainOf({ kind: "not", body }, disjuncts);
    if (parts.length > 1) return `( ${parts.map((part) => this.#unit(part, scope)).join(" | ")} )`;
    return `~ ${this.#unit(body, scope)}`;
  }

  #quantified(
    sign: "!" | "?",
    { vars, premise }: Imp,
    last: Formula,
    connective: string,
    scope: VariableNames,
  ): string {
    const inner = new Map(scope);
    const used = new Set(scope.values());
    const binders = vars.map((v) => {
      const name = variableName(v, used);
      used.add(name);
      inner.set(v.name, name);
      return this.names.typed ? `${name}: ${this.names.sort(v.sort)}` : name;
    });
    const body =
      premise.kind === "true" ? this.#unit(last, inner) : this.#binary(premise, connective, last, inner);
    return vars.length === 0 ? body : `${sign} [${binders.join(",")}] : ${body}`;
  }

  #binary(left: Formula, connective: string, right: Formula, scope: VariableNames): string {
    return `( ${this.#unit(left, scope)} ${connective} ${this.#unit(right, scope)} )`;
  }

  /** The formula so that it can stand beside any connective. */
  #unit(formula: Formula, scope: VariableNames): string {
    const text = this.#formula(formula, scope);
    const isEquation = formula.kind === "eq" || (formula.kind === "not" && formula.body.kind === "eq");
    return isEquation ? `( ${text} )` : text;
  }

  #equation({ left, right }: Eq, sign: string, scope: VariableNames): string {
    return `${this.#term(left, scope)} ${sign} ${this.#term(right, scope)}`;
  }

  #atom({ predicate, args }: Atom, scope: VariableNames): string {
    return this.#application(predicate, args, scope);
  }

  #application(symbol: string, args: readonly Term[], scope: VariableNames): string {
    const functor = this.names.symbol(symbol);
    return args.length === 0 ? functor : `${functor}(${args.map((arg) => this.#term(arg, scope)).join(",")})`;
  }

  #term(term: Term, scope: VariableNames): string {
    if (term.kind === "app") return this.#application(term.symbol, term.args, scope);
    const name = scope.get(term.name);
    if (name === undefined) throw new Error(`${term.name} is not bound`);
    return name;
  }
}

/** An upper-case word like the variable's name that is not in `used`. */
function variableName(v: Var, used: ReadonlySet<string>): string {
  const word = v.name.replace(/[^A-Za-z0-9]+/gu, "_").replace(/^[_\d]+/u, "");
  const stem = word === "" ? "X" : word[0].toUpperCase() + word.slice(1);
  let name = stem;
  for (let number = 1; used.has(name); number++) name = `${stem}_${number}`;
  return name;
}

/** The operands of a left-nested chain of `and` or of `or`, from left to right. */
function chainOf(
  formula: Formula,
  operands: (part: Formula) => readonly [Formula, Formula] | undefined,
): readonly Formula[] {
  const parts: Formula[] = [];
  let rest = formula;
  for (let pair = operands(rest); pair !== undefined; pair = operands(rest)) {
    if (equivalence(rest) !== undefined) break;
    parts.unshift(pair[1]);
    rest = pair[0];
  }
  return [rest, ...parts];
}

/** A and B of `!(&!A!B)`. */
function disjuncts(formula: Formula): readonly [Formula, Formula] | undefined {
  if (formula.kind !== "not" || formula.body.kind !== "and") return undefined;
  const { left, right } = formula.body;
  return left.kind === "not" && right.kind === "not" ? [left.body, right.body] : undefined;
}

/** A and B of `(&(>[]AB)(>[]BA))`. */
function equivalence(formula: Formula): readonly [Formula, Formula] | undefined {
  if (formula.kind !== "and" || formula.left.kind !== "imp" || formula.right.kind !== "imp") return undefined;
  const { left, right } = formula;
  if (left.vars.length > 0 || right.vars.length > 0 || left.premise.kind === "true") return undefined;
  const same = (a: Formula, b: Formula): boolean => alphaText(a) === alphaText(b);
  if (!same(left.premise, right.conclusion) || !same(left.conclusion, right.premise)) return undefined;
  return [left.premise, left.conclusion];
}
