/**
 * The commands of a file: datatypes, functions, definitions, assertions and what is to be proved. Commands that ask a
 * solver to do something (`check-sat`, `set-logic`, …) say nothing about the theory and are passed over.
 */
import { sortApp, sortParam, type Sort } from "../../logic/sort.js";
import type { DiagnosticSink } from "../../mpl/diagnostic.js";
import { TermReader, type Declarations } from "./read-terms.js";
import { atomText, headOf, itemsOf, readExpressions, type Expr } from "./s-expressions.js";
import { BOOL, readSort } from "./sorts.js";
import type {
  Constructor,
  Datatype,
  FunctionDeclaration,
  FunctionDefinition,
  SmtTerm,
  Statement,
} from "./syntax.js";

export interface SmtFile {
  /** By name, in declared order; `Bool` is the first. */
  readonly datatypes: ReadonlyMap<string, Datatype>;
  /** Declared sorts with their numbers of parameters. */
  readonly sorts: readonly { readonly name: string; readonly arity: number }[];
  readonly selectors: readonly FunctionDeclaration[];
  readonly declared: readonly FunctionDeclaration[];
  readonly defined: readonly FunctionDefinition[];
  readonly statements: readonly Statement[];
}

const PASSED_OVER: ReadonlySet<string> = new Set([
  ...["check-sat", "exit", "set-logic", "set-info", "set-option", "get-model", "push", "pop"],
]);

export function readSmtFile(sink: DiagnosticSink): SmtFile {
  const reader = new FileReader(sink);
  for (const expr of readExpressions(sink)) reader.command(expr);
  return reader;
}

/** The head of a function's declaration, and what follows it. */
interface Head {
  readonly name: string | undefined;
  readonly params: readonly string[];
  readonly args: Expr | undefined;
  readonly result: Expr | undefined;
  readonly rest: readonly Expr[];
}

class FileReader implements SmtFile, Declarations {
  readonly sorts: { name: string; arity: number }[] = [];
  readonly selectors: FunctionDeclaration[] = [];
  readonly declared: FunctionDeclaration[] = [];
  readonly defined: FunctionDefinition[] = [];
  readonly statements: Statement[] = [];
  readonly arities = new Map([["Bool", 0]]);
  readonly datatypes = new Map<string, Datatype>();
  readonly constructors = new Map<string, Constructor>();
  readonly functions = new Map<string, FunctionDeclaration>();

  constructor(private readonly sink: DiagnosticSink) {
    const bool = (name: string): Constructor => ({ name, selectors: [], args: [], result: BOOL });
    this.datatypes.set("Bool", { name: "Bool", params: [], constructors: [bool("true"), bool("false")] });
    for (const name of ["true", "false"]) this.constructors.set(name, bool(name));
  }

  command(expr: Expr): void {
    const head = headOf(expr);
    const items = itemsOf(expr).slice(1);
    switch (head ?? "") {
      case "declare-datatype":
        this.#datatypesOf([{ name: atomText(items.at(0)), body: items.at(1), place: expr }]);
        return;
      case "declare-datatypes": {
        const names = itemsOf(items.at(0)).map((item) => atomText(itemsOf(item)[0]));
        const bodies = itemsOf(items.at(1));
        this.#datatypesOf(names.map((name, i) => ({ name, body: bodies.at(i), place: expr })));
        return;
      }
      case "declare-sort":
        this.#declareSort(expr, atomText(items.at(0)), Number(atomText(items.at(1)) ?? "0"));
        return;
      case "declare-const":
      case "declare-fun":
        this.#declareFunction(expr, items, head === "declare-const");
        return;
      case "define-fun":
      case "define-fun-rec":
        this.#define([{ ...readHead(items), place: expr }]);
        return;
      case "define-funs-rec": {
        const bodies = itemsOf(items.at(1));
        const heads = itemsOf(items.at(0)).map((item) => readHead(itemsOf(item)));
        this.#define(heads.map((one, i) => ({ ...one, rest: bodies.slice(i, i + 1), place: expr })));
        return;
      }
      case "assert":
      case "prove":
      case "assert-not":
        this.#statement(expr, head === "assert" ? "axiom" : "goal", items);
        return;
      default:
        if (!PASSED_OVER.has(head ?? ""))
          this.#report(expr, `the command ${head ?? "of this shape"} is not read`, "smt-unsupported");
    }
  }

  #report = (expr: Expr, message: string, code = "smt-meaning"): void => {
    this.sink.error(code, expr, message);
  };

  #declareSort(place: Expr, name: string | undefined, arity: number): void {
    if (name === undefined || this.arities.has(name))
      this.#report(place, `the sort ${name ?? ""} is declared twice`);
    else {
      this.arities.set(name, arity);
      this.sorts.push({ name, arity });
    }
  }

  #datatypesOf(given: readonly { name: string | undefined; body: Expr | undefined; place: Expr }[]): void {
    for (const { name, body, place } of given) {
      if (name === undefined || this.arities.has(name))
        this.#report(place, `the sort ${name ?? ""} is declared twice`);
      else this.arities.set(name, generic(body).params.length);
    }
    for (const { name, body } of given) {
      if (name === undefined || body === undefined) continue;
      const { params, body: list } = generic(body);
      const result = sortApp(name, params.map(sortParam));
      const constructors = itemsOf(list).map((item) => this.#readConstructor(item, params, result));
      this.datatypes.set(name, { name, params, constructors });
    }
  }

  #readConstructor(item: Expr, params: readonly string[], result: Sort): Constructor {
    const name = atomText(item) ?? headOf(item) ?? "";
    const fields = itemsOf(item)
      .slice(1)
      .map((field) => {
        const [selector, sort] = itemsOf(field);
        return {
          selector: atomText(selector) ?? "",
          sort: readSort(sort, this.arities, params, this.#report),
        };
      });
    const constructor: Constructor = {
      name,
      selectors: fields.map((field) => field.selector),
      args: fields.map((field) => field.sort),
      result,
    };
    if (this.#isKnown(name)) this.#report(item, `${name} is declared twice`);
    this.constructors.set(name, constructor);
    for (const { selector, sort } of fields) {
      const declared = { name: selector, params, args: [result], result: sort };
      this.functions.set(selector, declared);
      this.selectors.push(declared);
    }
    return constructor;
  }

  #isKnown(name: string): boolean {
    return this.constructors.has(name) || this.functions.has(name);
  }

  #declareFunction(place: Expr, items: readonly Expr[], isConstant: boolean): void {
    const head = readHead(items);
    const result = isConstant ? head.args : head.result;
    const { name, params } = head;
    if (name === undefined || result === undefined) {
      this.#report(place, "a name, sorts and a result are wanted here");
      return;
    }
    if (this.#isKnown(name)) this.#report(place, `${name} is declared twice`);
    const sort = (expr: Expr): Sort => readSort(expr, this.arities, params, this.#report);
    const args = isConstant ? [] : itemsOf(head.args).map(sort);
    const declared = { name, params, args, result: sort(result) };
    this.functions.set(name, declared);
    this.declared.push(declared);
  }

  /** Definitions that may use each other. */
  #define(given: readonly (Head & { readonly place: Expr })[]): void {
    const heads = given.map(({ name, params, args, result, rest, place }) => {
      const term = rest.at(0);
      if (name === undefined || result === undefined || term === undefined) {
        this.#report(place, "a name, variables, a sort and a term are wanted here");
        return undefined;
      }
      if (this.#isKnown(name)) this.#report(place, `${name} is declared twice`);
      const reader = new TermReader(this, params, this.#report);
      const variables = reader.variables(args);
      const head = { name, params, args: variables.map((v) => v.sort), result: reader.sort(result) };
      this.functions.set(name, head);
      return { ...head, variables, reader, term, span: place };
    });
    for (const head of heads) {
      if (head === undefined) continue;
      const { reader, term, ...definition } = head;
      const scope = new Map<string, SmtTerm>(definition.variables.map((v) => [v.name, v]));
      const body = reader.term(term, scope, definition.result);
      if (body !== undefined) this.defined.push({ ...definition, body });
    }
  }

  #statement(place: Expr, kind: Statement["kind"], items: readonly Expr[]): void {
    const { params, body } = generic(items.at(-1));
    const reader = new TermReader(this, params, this.#report);
    const formula = body === undefined ? undefined : reader.term(body, new Map(), BOOL);
    if (formula !== undefined) this.statements.push({ kind, params, formula, span: place });
  }
}

/** `(par (a b) X)` taken apart; anything else has no parameters. */
function generic(expr: Expr | undefined): {
  readonly params: readonly string[];
  readonly body: Expr | undefined;
} {
  if (headOf(expr) !== "par") return { params: [], body: expr };
  const [, params, body] = itemsOf(expr);
  return { params: itemsOf(params).map((param) => atomText(param) ?? ""), body };
}

/** `f ARGS RESULT REST…` and `f (par (a) (ARGS RESULT)) REST…`. */
function readHead(items: readonly Expr[]): Head {
  const [name, first] = items as readonly (Expr | undefined)[];
  if (headOf(first) !== "par") {
    return { name: atomText(name), params: [], args: first, result: items.at(2), rest: items.slice(3) };
  }
  const { params, body } = generic(first);
  const [args, result] = itemsOf(body) as readonly (Expr | undefined)[];
  return { name: atomText(name), params, args, result, rest: items.slice(2) };
}
