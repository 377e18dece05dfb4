/**
 * Reads the core notation back into terms and formulas, one pass, no backtracking: the inverse of `termText` and
 * `formulaText`. Made for certificates, whose every step is such a text; it is quick and trusts its input to be what
 * our own printers write, beyond its syntax and the symbols' existence. The checker has its own reader.
 *
 * A name in term position is, in this order: bound by an enclosing `(>[…])`, an eigenconstant of `eigen`, a constant
 * of the theory; else it is taken as a variable of an unknown sort, `?`.
 */
import { and, atom, eq, FALSE, imp, not, TRUE, type Formula } from "../logic/formula.js";
import { sortApp, sortParam, type Sort } from "../logic/sort.js";
import { app, variable, type Term, type Var } from "../logic/term.js";
import type { Theory } from "../logic/theory.js";

/** The text is not core notation; `position` counts characters from 0. */
export class CoreSyntaxError extends Error {
  override readonly name = "CoreSyntaxError";
  constructor(
    readonly text: string,
    readonly position: number,
    readonly expected: string,
  ) {
    super(`expected ${expected} at character ${position + 1} of ${text}`);
  }
}

export type EigenSorts = ReadonlyMap<string, Sort>;

const NO_EIGEN: EigenSorts = new Map();
const UNKNOWN_SORT: Sort = sortParam("?");
const NAME_END = new Set(' \t\r\n()[]{},:"!');

export interface CoreReader {
  formula(text: string, eigen?: EigenSorts): Formula;
  term(text: string, eigen?: EigenSorts): Term;
  /** `x:N`, as in the `eigen` of a scope. */
  binder(text: string): Var;
}

/** A reader of the theory's core texts. */
export function coreReader(theory: Theory): CoreReader {
  const symbols = new Set(theory.symbols.map((symbol) => symbol.name));
  const sorts = new Set(theory.sorts.map((sort) => sort.name));
  const read = <T>(text: string, eigen: EigenSorts, rule: (cursor: Cursor) => T): T => {
    const cursor = new Cursor(text, symbols, sorts, eigen);
    const result = rule(cursor);
    if (cursor.at !== text.length) cursor.fail("the end");
    return result;
  };
  return {
    formula: (text, eigen = NO_EIGEN) => read(text, eigen, (cursor) => cursor.formula()),
    term: (text, eigen = NO_EIGEN) => read(text, eigen, (cursor) => cursor.term()),
    binder: (text) => read(text, NO_EIGEN, (cursor) => cursor.binder()),
  };
}

class Cursor {
  at = 0;
  private readonly bound: Var[] = [];

  constructor(
    private readonly text: string,
    private readonly symbols: ReadonlySet<string>,
    private readonly sorts: ReadonlySet<string>,
    private readonly eigen: EigenSorts,
  ) {}

  fail(expected: string): never {
    throw new CoreSyntaxError(this.text, this.at, expected);
  }

  formula(): Formula {
    if (this.take("!")) return not(this.formula());
    this.need("(");
    const result = this.connective() ?? this.atom();
    this.need(")");
    return result;
  }

  /** `>[xs]PQ` or `&AB`; an atom of a predicate `>` or `&` differs in what follows, and gives undefined. */
  private connective(): Formula | undefined {
    const start = this.at;
    if (this.text[start] === "&" && this.startsFormula(start + 1)) {
      this.at++;
      return and(this.formula(), this.formula());
    }
    if (!this.text.startsWith(">[", start) || !this.startsFormula(this.text.indexOf("]", start) + 1))
      return undefined;
    this.at += 2;
    const vars = this.list("]", () => this.binder());
    this.bound.push(...vars);
    const result = imp(vars, this.formula(), this.formula());
    this.bound.length -= vars.length;
    return result;
  }

  private startsFormula(position: number): boolean {
    return this.text[position] === "(" || this.text[position] === "!";
  }

  private atom(): Formula {
    const predicate = this.name("a predicate");
    const sorts = this.sortArgs();
    this.need("[");
    const args = this.list("]", () => this.term());
    if (sorts.length === 0 && args.length === 0 && predicate === "true") return TRUE;
    if (sorts.length === 0 && args.length === 0 && predicate === "false") return FALSE;
    if (predicate === "=" && args.length === 2) return eq(args[0], args[1]);
    return atom(predicate, args, sorts);
  }

  term(): Term {
    const name = this.name("a term");
    const sorts = this.sortArgs();
    if (this.take("[")) {
      return app(
        name,
        this.list("]", () => this.term()),
        sorts,
      );
    }
    if (sorts.length > 0) return app(name, [], sorts);
    for (let index = this.bound.length - 1; index >= 0; index--) {
      if (this.bound[index].name === name) return this.bound[index];
    }
    const eigen = this.eigen.get(name);
    if (eigen !== undefined) return variable(name, eigen);
    return this.symbols.has(name) ? app(name) : variable(name, UNKNOWN_SORT);
  }

  binder(): Var {
    const name = this.name("a variable");
    this.need(":");
    return variable(name, this.sort());
  }

  private sort(): Sort {
    const name = this.name("a sort");
    const args = this.sortArgs();
    return args.length === 0 && !this.sorts.has(name) ? sortParam(name) : sortApp(name, args);
  }

  private sortArgs(): readonly Sort[] {
    return this.take("{") ? this.list("}", () => this.sort()) : [];
  }

  /** Items separated by commas, up to and with `close`. */
  private list<T>(close: string, item: () => T): T[] {
    const items: T[] = [];
    if (this.take(close)) return items;
    do items.push(item());
    while (this.take(","));
    this.need(close);
    return items;
  }

  private name(what: string): string {
    const start = this.at;
    while (this.at < this.text.length && !NAME_END.has(this.text[this.at])) this.at++;
    if (this.at === start) this.fail(what);
    return this.text.slice(start, this.at);
  }

  private take(char: string): boolean {
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private need(char: string): void {
    if (!this.take(char)) this.fail(`"${char}"`);
  }
}
