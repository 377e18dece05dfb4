/**
 * What was read as a theory in MPL: sorts, functions, equations as axioms, assertions and goals, in an order in which
 * everything is declared before it is used. The text is then read like any other theory, which infers and checks all
 * sorts; each of its lines knows the place that it comes from.
 */
import type { Sort } from "../../logic/sort.js";
import type { Span } from "../../mpl/diagnostic.js";
import { isReserved } from "../../mpl/names.js";
import { FALSE, TRUE, type Condition, type Equation } from "./definitions.js";
import { FUN } from "./sorts.js";
import type { Datatype, FunctionDeclaration, SmtTerm, Variable } from "./syntax.js";

export interface MplLine {
  readonly text: string;
  readonly span: Span | undefined;
}

const APPLY = "@apply";

/** Names of MPL for names of SMT-LIB: words and signs stay, `true` and `false` become `tt` and `ff`. */
export class MplNames {
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** `space` keeps sorts, symbols and statements apart. */
  nameOf(original: string, space = "symbol"): string {
    const key = `${space} ${original}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const stem = plainName(original);
    let name = stem;
    for (let number = 2; this.#taken.has(`${space} ${name}`); number++) name = `${stem}${number}`;
    this.#taken.add(`${space} ${name}`);
    this.#names.set(key, name);
    return name;
  }

  isSymbol(name: string): boolean {
    return this.#taken.has(`symbol ${name}`);
  }
}

const TRANSLATED: ReadonlyMap<string, string> = new Map([
  ["true", "tt"],
  ["false", "ff"],
  [APPLY, "apply"],
]);

function plainName(original: string): string {
  const translated = TRANSLATED.get(original);
  if (translated !== undefined) return translated;
  const isWord = /^[A-Za-z_]\w*$/u.test(original);
  const isSign = /^[+*/<>=~^%&|?-]+$/u.test(original) && !original.includes("--");
  if ((isWord || isSign) && !isReserved(original)) return original;
  const word = original.replace(/\W+/gu, "_").replace(/^_|_$/gu, "");
  return /^[A-Za-z]/u.test(word) && !isReserved(word) ? word : `f_${word}`;
}

export class MplWriter {
  readonly lines: MplLine[] = [];
  readonly #names = new MplNames();

  constructor(theory: string) {
    this.#line(`theory ${theory}`);
  }

  sort(name: string, params: readonly string[]): void {
    this.#line(["sort", this.#names.nameOf(name, "sort"), ...params].join(" "));
  }

  functionSort(): void {
    this.sort(FUN, ["a", "b"]);
    this.#line(`op ${this.#names.nameOf(APPLY)} : ${this.#names.nameOf(FUN, "sort")} a b, a -> b`);
  }

  datatype({ name, params, constructors }: Datatype, span: Span | undefined): void {
    this.#line(["sort", this.#names.nameOf(name, "sort"), ...params, "inductive"].join(" "), span);
    for (const { name: constructor, args, result } of constructors) {
      const list = args.length === 0 ? "" : `(${args.map((arg) => this.#sort(arg)).join(", ")})`;
      this.#line(`  ${this.#names.nameOf(constructor)}${list} : ${this.#sort(result)}`, span);
    }
  }

  function({ name, params, args, result }: FunctionDeclaration, span: Span | undefined): void {
    const from = args.length === 0 ? "" : `${args.map((arg) => this.#sort(arg)).join(", ")} -> `;
    const braces = params.length === 0 ? "" : `{${params.join(",")}}`;
    this.#line(`op ${this.#names.nameOf(name)}${braces} : ${from}${this.#sort(result)}`, span);
  }

  /** The name in MPL of what the file calls so. */
  symbol(name: string): string {
    return this.#names.nameOf(name);
  }

  /** The name of the axiom that is written. */
  equation({ left, right, conditions }: Equation, name: string, span: Span | undefined): string {
    const premises = conditions.map((condition) => this.#condition(condition));
    const equation = `${this.#term(left)} = ${this.#term(right)}`;
    const formula = premises.length === 0 ? equation : `${premises.join(" & ")} -> ${equation}`;
    const written = this.#names.nameOf(name, "statement");
    this.#line(`axiom ${written} : ${formula}`, span);
    return written;
  }

  statement(
    kind: "axiom" | "theorem",
    name: string,
    params: readonly string[],
    formula: SmtTerm,
    span: Span,
  ): void {
    const braces = params.length === 0 ? "" : `{${params.join(",")}}`;
    this.#line(`${kind} ${this.#names.nameOf(name, "statement")}${braces} : ${this.#formula(formula)}`, span);
  }

  text(): string {
    return this.lines.map((line) => `${line.text}\n`).join("");
  }

  #line(text: string, span?: Span): void {
    this.lines.push({ text, span });
  }

  #sort(sort: Sort): string {
    if (sort.kind === "param") return sort.name;
    const name = this.#names.nameOf(sort.name, "sort");
    if (sort.args.length === 0) return name;
    const args = sort.args.map((arg) => {
      const text = this.#sort(arg);
      return text.includes(" ") ? `(${text})` : text;
    });
    return [name, ...args].join(" ");
  }

  #condition({ left, right, holds }: Condition): string {
    return `${this.#term(left)} ${holds ? "=" : "!="} ${this.#term(right)}`;
  }

  /** A term of sort Bool as a formula. */
  #formula(term: SmtTerm): string {
    const parts = (args: readonly SmtTerm[], sign: string): string =>
      `(${args.map((arg) => this.#formula(arg)).join(` ${sign} `)})`;
    if (term.kind === "quantifier") {
      const binders = term.variables.map((v) => `(${this.#variable(v)} : ${this.#sort(v.sort)})`);
      return `(${term.quantifier} ${binders.join(" ")}. ${this.#formula(term.body)})`;
    }
    if (term.kind !== "connective") {
      if (term.kind === "call" && term.args.length === 0 && ["true", "false"].includes(term.symbol))
        return term.symbol;
      return `${this.#term(term)} = ${this.#term(TRUE)}`;
    }
    const [first, ...rest] = term.args;
    switch (term.connective) {
      case "and":
        return parts(term.args, "&");
      case "or":
        return parts(term.args, "|");
      case "not":
        // A value of Bool that is not true is false: said so, it computes.
        return isFormula(first)
          ? `!(${this.#formula(first)})`
          : `${this.#term(first)} = ${this.#term(FALSE)}`;
      case "=>":
        return `(${[...term.args].map((arg) => this.#formula(arg)).join(" -> ")})`;
      case "=":
        if (isFormula(first) || isFormula(rest[0]))
          return `(${this.#formula(first)} <-> ${this.#formula(rest[0])})`;
        return `(${rest.map((arg, i) => `${this.#term(term.args[i])} = ${this.#term(arg)}`).join(" & ")})`;
      case "distinct":
        return `(${term.args
          .flatMap((a, i) => term.args.slice(i + 1).map((b) => `${this.#term(a)} != ${this.#term(b)}`))
          .join(" & ")})`;
      default:
        return term.connective satisfies never;
    }
  }

  #term(term: SmtTerm): string {
    switch (term.kind) {
      case "variable":
        return this.#variable(term);
      case "apply":
        return `${this.#symbol(APPLY)}(${this.#term(term.fun)}, ${this.#term(term.arg)})`;
      case "call": {
        const args = term.args.map((arg) => this.#term(arg)).join(", ");
        return term.args.length === 0 ? this.#symbol(term.symbol) : `${this.#symbol(term.symbol)}(${args})`;
      }
      case "connective":
      case "ite":
      case "lambda":
      case "match":
      case "quantifier":
        throw new Error(`a ${term.kind} is left in a term`);
      default:
        return term satisfies never;
    }
  }

  #symbol(original: string): string {
    const name = this.#names.nameOf(original);
    return /^\w+$/u.test(name) ? name : `"${name}"`;
  }

  #variable({ name }: Variable): string {
    const word = plainName(name.replace(/\W+/gu, "_"));
    return this.#names.isSymbol(word) ? `${word}_v` : word;
  }
}

function isFormula(term: SmtTerm | undefined): boolean {
  return term !== undefined && (term.kind === "quantifier" || (term.kind === "connective" && term !== FALSE));
}
