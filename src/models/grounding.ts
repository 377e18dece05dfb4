/**
 * Formulas over a finite domain as clauses. Every cell of every table is a value in one-hot form (one literal an
 * element, exactly one of them true); quantifiers become conjunctions and disjunctions over the domain.
 *
 * A term is worked out to a value of the same form. Under an assignment `f(0, 1)` is the cell itself, and an
 * application to values that are not known gets literals of its own, shared by all its occurrences (equal values have
 * equal ids). Gates are one-sided: `below(F)` is a literal that implies F, which is enough where F is wanted true.
 */
import { conjuncts, not, type Formula } from "../logic/formula.js";
import { sortText } from "../logic/sort.js";
import type { Term, Var } from "../logic/term.js";
import type { SymbolDecl, Theory } from "../logic/theory.js";
import { Cnf, FALSE_LITERAL, TRUE_LITERAL } from "./cnf.js";
import type { ConstructorRange } from "./finite-sorts.js";
import { tableIndex, tuples, type FiniteModel, type ModelTable } from "./model.js";

/** An element in one-hot form; `element` is its number if that is known, else -1. */
export interface Value {
  readonly id: number;
  readonly literals: readonly number[];
  readonly element: number;
}

/** A symbol's table: one value a cell; of a predicate, one literal a cell. */
interface Table {
  readonly shape: readonly number[];
  readonly values: readonly Value[];
  readonly literals: readonly number[];
}

type Environment = ReadonlyMap<string, Value>;

export class Grounding {
  readonly cnf = new Cnf();
  readonly #tables = new Map<string, Table>();
  readonly #elements = new Map<number, readonly Value[]>();
  readonly #applications = new Map<string, Value>();
  readonly #atoms = new Map<string, number>();
  #nextId = 0;

  /** Throws TooLarge when there are more than `clauseLimit` clauses. */
  constructor(
    readonly theory: Theory,
    readonly sizes: ReadonlyMap<string, number>,
    constructors: readonly ConstructorRange[],
    readonly clauseLimit: number,
  ) {
    for (const { name, args, result } of theory.symbols) {
      const shape = args.map((sort) => this.#size(sortText(sort)));
      const fixed = constructors.find((range) => range.symbol.name === name);
      const cells = shape.reduce((product, n) => product * n, 1);
      if (cells > clauseLimit) throw new TooLarge();
      const indices = Array.from({ length: cells }, (_, i) => i);
      const size = result === undefined ? 0 : this.#size(sortText(result));
      this.#tables.set(name, {
        shape,
        values:
          result === undefined
            ? []
            : indices.map((i) =>
                fixed === undefined ? this.freshValue(size) : this.#element(size, fixed.first + i),
              ),
        literals: result === undefined ? indices.map(() => this.cnf.variable()) : [],
      });
    }
  }

  /** A value that the solver may choose. */
  freshValue(size: number): Value {
    if (size === 1) return this.#element(1, 0);
    const literals = Array.from({ length: size }, () => this.cnf.variable());
    this.#clause(literals);
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) this.#clause([-literals[i], -literals[j]]);
    return { id: this.#nextId++, literals, element: -1 };
  }

  freshValueOf(v: Var): Value {
    return this.freshValue(this.#size(sortText(v.sort)));
  }

  /** The values of the theory's constants of a sort, and those of its functions on that sort at element 0. */
  landmarks(sort: string): { readonly constants: readonly Value[]; readonly atZero: readonly Value[] } {
    const onSort = this.theory.symbols.filter(
      ({ args, result }) =>
        result !== undefined && [result, ...args].every((argument) => sortText(argument) === sort),
    );
    const first = (symbol: SymbolDecl): Value => this.#tables.get(symbol.name)!.values[0];
    return {
      constants: onSort.filter((symbol) => symbol.args.length === 0).map(first),
      atZero: onSort.filter((symbol) => symbol.args.length > 0).map(first),
    };
  }

  /**
   * Numbers the elements in the order in which `row` mentions them, those below `known` being mentioned already: a
   * value is an element that was mentioned before, or the next one.
   */
  orderByMention(row: readonly Value[], known: number): void {
    row.forEach((value, place) => {
      value.literals.forEach((literal, element) => {
        if (element <= known) return;
        const before = row.slice(0, place).map((earlier) => earlier.literals[element - 1]);
        this.#clause([-literal, ...before]);
      });
    });
  }

  // ------------------------------------------------------------------------------------------------------- formulas

  /** Requires the formula to be true. */
  require(formula: Formula, environment: Environment = new Map(), besides: readonly number[] = []): void {
    switch (formula.kind) {
      case "and":
        this.require(formula.left, environment, besides);
        this.require(formula.right, environment, besides);
        return;
      case "imp":
        for (const inner of this.#assignments(formula.vars, environment)) {
          const premises = conjuncts(formula.premise).map((part) => this.below(not(part), inner));
          if (premises.includes(TRUE_LITERAL)) continue;
          this.require(formula.conclusion, inner, [...besides, ...premises]);
        }
        return;
      case "eq":
        this.#requireEqual(
          this.value(formula.left, environment),
          this.value(formula.right, environment),
          besides,
        );
        return;
      case "true":
      case "false":
      case "atom":
      case "not":
        this.#clause([...besides, this.below(formula, environment)]);
        return;
      default:
        formula satisfies never;
    }
  }

  /** A literal that implies the formula. */
  below(formula: Formula, environment: Environment): number {
    switch (formula.kind) {
      case "true":
        return TRUE_LITERAL;
      case "false":
        return FALSE_LITERAL;
      case "eq":
        return this.#equal(this.value(formula.left, environment), this.value(formula.right, environment));
      case "atom":
        return this.#atom(formula.predicate, formula.args, environment);
      case "not":
        return this.#belowNot(formula.body, environment);
      case "and":
        return this.cnf.all([this.below(formula.left, environment), this.below(formula.right, environment)]);
      case "imp": {
        const cases: number[] = [];
        for (const inner of this.#assignments(formula.vars, environment)) {
          const premise = this.#belowNot(formula.premise, inner);
          cases.push(
            premise === TRUE_LITERAL
              ? premise
              : this.cnf.any([premise, this.below(formula.conclusion, inner)]),
          );
        }
        return this.cnf.all(cases);
      }
      default:
        return formula satisfies never;
    }
  }

  /** A literal that implies that the formula is false. */
  #belowNot(formula: Formula, environment: Environment): number {
    switch (formula.kind) {
      case "true":
      case "false":
      case "eq":
      case "atom":
        return -this.below(formula, environment);
      case "not":
        return this.below(formula.body, environment);
      case "and":
        return this.cnf.any([
          this.#belowNot(formula.left, environment),
          this.#belowNot(formula.right, environment),
        ]);
      case "imp": {
        const cases: number[] = [];
        for (const inner of this.#assignments(formula.vars, environment)) {
          const premise = this.below(formula.premise, inner);
          if (premise === FALSE_LITERAL) continue;
          cases.push(this.cnf.all([premise, this.#belowNot(formula.conclusion, inner)]));
        }
        return this.cnf.any(cases);
      }
      default:
        return formula satisfies never;
    }
  }

  *#assignments(vars: readonly Var[], environment: Environment): Generator<Environment> {
    const shape = vars.map((v) => this.#size(sortText(v.sort)));
    for (const tuple of tuples(shape)) {
      const inner = new Map(environment);
      vars.forEach((v, i) => inner.set(v.name, this.#element(shape[i], tuple[i])));
      yield inner;
    }
  }

  // ---------------------------------------------------------------------------------------------- terms and atoms

  value(term: Term, environment: Environment): Value {
    if (term.kind === "var") return environment.get(term.name)!;
    const table = this.#tables.get(term.symbol)!;
    const args = term.args.map((arg) => this.value(arg, environment));
    if (args.every((arg) => arg.element >= 0)) {
      return table.values[
        tableIndex(
          table.shape,
          args.map((arg) => arg.element),
        )
      ];
    }
    const key = `${term.symbol}:${args.map((arg) => arg.id).join()}`;
    let value = this.#applications.get(key);
    if (value === undefined) {
      value = this.freshValue(table.values[0].literals.length);
      this.#applications.set(key, value);
      this.#define(table, args, (index, besides) => {
        this.#requireEqual(value!, table.values[index], besides);
      });
    }
    return value;
  }

  /** The literal of a predicate at some values: equivalent to the atom, so that its negative serves as well. */
  #atom(predicate: string, terms: readonly Term[], environment: Environment): number {
    const table = this.#tables.get(predicate)!;
    const args = terms.map((arg) => this.value(arg, environment));
    if (args.every((arg) => arg.element >= 0)) {
      return table.literals[
        tableIndex(
          table.shape,
          args.map((arg) => arg.element),
        )
      ];
    }
    const key = `${predicate}:${args.map((arg) => arg.id).join()}`;
    let literal = this.#atoms.get(key);
    if (literal === undefined) {
      const made = this.cnf.variable();
      literal = made;
      this.#atoms.set(key, made);
      this.#define(table, args, (index, besides) => {
        this.#clause([...besides, -made, table.literals[index]]);
        this.#clause([...besides, made, -table.literals[index]]);
      });
    }
    return literal;
  }

  /** Calls `define` for every cell that `args` may denote, with the literals that say that they do not denote it. */
  #define(
    table: Table,
    args: readonly Value[],
    define: (index: number, besides: readonly number[]) => void,
  ): void {
    let index = 0;
    for (const tuple of tuples(table.shape)) {
      const besides = args.map((arg, i) => -arg.literals[tuple[i]]);
      if (!besides.includes(TRUE_LITERAL)) define(index, besides);
      index++;
    }
  }

  #requireEqual(left: Value, right: Value, besides: readonly number[]): void {
    if (left === right) return;
    for (let i = 0; i < left.literals.length; i++) {
      this.#clause([...besides, -left.literals[i], right.literals[i]]);
      this.#clause([...besides, left.literals[i], -right.literals[i]]);
    }
  }

  /** A literal equivalent to the equation. */
  #equal(left: Value, right: Value): number {
    if (left === right) return TRUE_LITERAL;
    if (left.element >= 0) return right.literals[left.element];
    if (right.element >= 0) return left.literals[right.element];
    const key = `=:${Math.min(left.id, right.id)},${Math.max(left.id, right.id)}`;
    let literal = this.#atoms.get(key);
    if (literal === undefined) {
      literal = this.cnf.variable();
      this.#atoms.set(key, literal);
      this.#requireEqual(left, right, [-literal]);
      for (let i = 0; i < left.literals.length; i++)
        this.#clause([literal, -left.literals[i], -right.literals[i]]);
    }
    return literal;
  }

  #element(size: number, element: number): Value {
    let all = this.#elements.get(size);
    if (all === undefined) {
      all = Array.from({ length: size }, (_, i) => ({
        id: this.#nextId++,
        literals: Array.from({ length: size }, (_, j) => (i === j ? TRUE_LITERAL : FALSE_LITERAL)),
        element: i,
      }));
      this.#elements.set(size, all);
    }
    return all[element];
  }

  #size(sort: string): number {
    return this.sizes.get(sort)!;
  }

  #clause(literals: readonly number[]): void {
    if (this.cnf.clauses >= this.clauseLimit) throw new TooLarge();
    this.cnf.add(literals);
  }

  // ------------------------------------------------------------------------------------------------------- reading

  /** The model that a satisfying assignment describes. */
  read(isTrue: (literal: number) => boolean): FiniteModel {
    const tables = new Map<string, ModelTable>();
    for (const [name, { shape, values, literals }] of this.#tables) {
      const cells =
        literals.length > 0
          ? literals.map((literal) => Number(isTrue(literal)))
          : values.map((value) => this.readValue(value, isTrue));
      tables.set(name, { shape, values: Int32Array.from(cells) });
    }
    return { sizes: this.sizes, tables };
  }

  readValue(value: Value, isTrue: (literal: number) => boolean): number {
    if (value.element >= 0) return value.element;
    return value.literals.findIndex((literal) => isTrue(literal));
  }
}

/** The problem has more clauses than the limit allows. */
export class TooLarge extends Error {}
