/**
 * A theory's terms as flat terms and back. Sorts are spelt out: a symbol with sort parameters has them as further
 * arguments, an equation its sort, and a sort parameter is a variable. So a variable always faces terms of its own
 * sort, and what is read back needs no sort of any variable.
 *
 *     f(t1 … tn) at sorts s1 … sm    f  t1 … tn  s1 … sm
 *     l = r of sort s                =  l  r  s
 *     !A                             !  A
 *     List a                         List  a
 */
import { TERM_WORDS, VARIABLE_BIT } from "../../device/device.js";
import { atom, eq, not, type Formula } from "../../logic/formula.js";
import { sortApp, substituteSort, type Sort } from "../../logic/sort.js";
import { app, variable, type Term } from "../../logic/term.js";
import type { SymbolDecl, Theory } from "../../logic/theory.js";
import { argumentCell, headAt, isVariable, variableNumber } from "../../mutate/flat-terms.js";
import type { LibrarySymbol, RewriteTable } from "../../mutate/library.js";

const EQUATION = 0;
const NEGATION = 1;
const FIRST_SORT = 2;

export class Signature {
  readonly symbols: readonly LibrarySymbol[];
  readonly #numbers = new Map<string, number>();
  readonly #declarations = new Map<string, SymbolDecl>();
  readonly #firstSymbol: number;

  constructor(private readonly theory: Theory) {
    this.#firstSymbol = FIRST_SORT + theory.sorts.length;
    this.symbols = [
      { name: "=", arity: 3 },
      { name: "!", arity: 1 },
      ...theory.sorts.map(({ name, params }) => ({ name, arity: params.length })),
      ...theory.symbols.map(({ name, args, params }) => ({ name, arity: args.length + params.length })),
    ];
    theory.sorts.forEach(({ name }, index) => this.#numbers.set(`sort ${name}`, FIRST_SORT + index));
    theory.symbols.forEach((symbol, index) => {
      this.#numbers.set(`symbol ${symbol.name}`, this.#firstSymbol + index);
      this.#declarations.set(symbol.name, symbol);
    });
  }

  /** Equations rewrite every argument that is a term. */
  get rewriting(): RewriteTable {
    const relation = new Uint8Array(this.symbols.length);
    const slots = new Uint32Array(this.symbols.length);
    relation[EQUATION] = 1;
    slots[EQUATION] = 0b11;
    slots[NEGATION] = 0b1;
    this.theory.symbols.forEach(({ args }, index) => {
      slots[this.#firstSymbol + index] = 2 ** Math.min(31, args.length) - 1;
    });
    return { relation, slots };
  }

  sortOf(term: Term): Sort {
    if (term.kind === "var") return term.sort;
    const { params, result } = this.#declaration(term.symbol);
    return substituteSort(result!, new Map(params.map((param, i) => [param, term.sorts[i]])));
  }

  #declaration(name: string): SymbolDecl {
    const declaration = this.#declarations.get(name);
    if (declaration === undefined) throw new Error(`no symbol ${name}`);
    return declaration;
  }

  #symbolOf(cell: number, cells: Uint32Array): SymbolDecl {
    return this.theory.symbols[headAt(cells, cell) - this.#firstSymbol];
  }

  // ------------------------------------------------------------------------------------------------------ to cells

  /** Appends a literal's cells; `numberOf` numbers variables and sort parameters by name. False for another formula. */
  encodeLiteral(formula: Formula, cells: number[], numberOf: (name: string) => number): boolean {
    switch (formula.kind) {
      case "eq":
        this.#node(cells, EQUATION, () => {
          this.#encodeTerm(formula.left, cells, numberOf);
          this.#encodeTerm(formula.right, cells, numberOf);
          this.#encodeSort(this.sortOf(formula.left), cells, numberOf);
        });
        return true;
      case "atom":
        this.#application(formula.predicate, formula.args, formula.sorts, cells, numberOf);
        return true;
      case "not": {
        if (formula.body.kind !== "eq" && formula.body.kind !== "atom") return false;
        const { body } = formula;
        this.#node(cells, NEGATION, () => this.encodeLiteral(body, cells, numberOf));
        return true;
      }
      case "true":
      case "false":
      case "and":
      case "imp":
        return false;
      default:
        return formula satisfies never;
    }
  }

  #node(cells: number[], head: number, children: () => unknown): void {
    const start = cells.length;
    cells.push(head, 0);
    children();
    cells[start + 1] = (cells.length - start) / TERM_WORDS;
  }

  #application(
    name: string,
    args: readonly Term[],
    sorts: readonly Sort[],
    cells: number[],
    numberOf: (name: string) => number,
  ): void {
    this.#node(cells, this.#numbers.get(`symbol ${name}`)!, () => {
      for (const arg of args) this.#encodeTerm(arg, cells, numberOf);
      for (const sort of sorts) this.#encodeSort(sort, cells, numberOf);
    });
  }

  #encodeTerm(term: Term, cells: number[], numberOf: (name: string) => number): void {
    if (term.kind === "var") cells.push((VARIABLE_BIT | numberOf(`var ${term.name}`)) >>> 0, 1);
    else this.#application(term.symbol, term.args, term.sorts, cells, numberOf);
  }

  #encodeSort(sort: Sort, cells: number[], numberOf: (name: string) => number): void {
    if (sort.kind === "param") cells.push((VARIABLE_BIT | numberOf(`sort ${sort.name}`)) >>> 0, 1);
    else {
      this.#node(cells, this.#numbers.get(`sort ${sort.name}`)!, () => {
        for (const arg of sort.args) this.#encodeSort(arg, cells, numberOf);
      });
    }
  }

  // ---------------------------------------------------------------------------------------------------- from cells

  literal(cells: Uint32Array, cell: number, nameOf: (variable: number) => string): Formula {
    const head = headAt(cells, cell);
    if (head === NEGATION) return not(this.literal(cells, cell + 1, nameOf));
    if (head === EQUATION) {
      const sort = this.sort(cells, argumentCell(cells, cell, 2), nameOf);
      const side = (index: number): Term => this.term(cells, argumentCell(cells, cell, index), nameOf, sort);
      return eq(side(0), side(1));
    }
    const { name, args, sorts } = this.#parts(cells, cell, nameOf);
    return atom(name, args, sorts);
  }

  /** `sort` is that of the term; it tells a variable's. */
  term(cells: Uint32Array, cell: number, nameOf: (variable: number) => string, sort: Sort): Term {
    const head = headAt(cells, cell);
    if (isVariable(head)) return variable(nameOf(variableNumber(head)), sort);
    const { name, args, sorts } = this.#parts(cells, cell, nameOf);
    return app(name, args, sorts);
  }

  sort(cells: Uint32Array, cell: number, nameOf: (variable: number) => string): Sort {
    const head = headAt(cells, cell);
    if (isVariable(head)) return { kind: "param", name: nameOf(variableNumber(head)) };
    const { name, params } = this.theory.sorts[head - FIRST_SORT];
    return sortApp(
      name,
      params.map((_, index) => this.sort(cells, argumentCell(cells, cell, index), nameOf)),
    );
  }

  isNegation(head: number): boolean {
    return head === NEGATION;
  }

  /** Whether a term's cell is that of a sort. */
  isSort(cells: Uint32Array, cell: number): boolean {
    const head = headAt(cells, cell);
    return !isVariable(head) && head >= FIRST_SORT && head < this.#firstSymbol;
  }

  #parts(
    cells: Uint32Array,
    cell: number,
    nameOf: (variable: number) => string,
  ): { name: string; args: readonly Term[]; sorts: readonly Sort[] } {
    const { name, params, args } = this.#symbolOf(cell, cells);
    const sorts = params.map((_, i) => this.sort(cells, argumentCell(cells, cell, args.length + i), nameOf));
    const images = new Map(params.map((param, i) => [param, sorts[i]]));
    const terms = args.map((sort, i) =>
      this.term(cells, argumentCell(cells, cell, i), nameOf, substituteSort(sort, images)),
    );
    return { name, args: terms, sorts };
  }
}
