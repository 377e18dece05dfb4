/**
 * Terms of a completion: hash-consed, so equal terms are one number, and flat. Variables are numbered within their
 * clause. An atom is a term too, as a function into the two truth values TRUE and FALSE.
 */
import { closedTerm } from "../logic/closed-term.js";
import { sortText, substituteSort, type Sort } from "../logic/sort.js";
import { app, variable, type App, type Term, type Var } from "../logic/term.js";
import type { Theory } from "../logic/theory.js";
import { ConsTable } from "./cons-table.js";

export type TermId = number;

export const TRUE: TermId = 0;
export const FALSE: TermId = 1;

/** An equation; that of an atom has a truth value on the right. */
export interface Literal {
  readonly left: TermId;
  readonly right: TermId;
}

export type Bindings = (TermId | undefined)[];

/** A symbol at its sorts, an eigenconstant, or a truth value. */
export interface Head {
  readonly kind: "truth" | "function" | "predicate" | "constant";
  readonly name: string;
  readonly sorts: readonly Sort[];
  readonly arity: number;
  readonly argSorts: readonly number[];
  readonly result: number;
  /** Rises with what is to be rewritten first. */
  readonly precedence: number;
}

const NO_SORT = -1;

export class TermStore {
  readonly heads: Head[] = [];
  /** By term: the head, or -1 - n for the variable n. */
  readonly head: number[] = [];
  readonly args: (readonly TermId[])[] = [];
  /** Symbols and variables. */
  readonly size: number[] = [];
  readonly sort: number[] = [];
  /** Pairs of variable number and count, numbers rising. */
  readonly vars: (readonly number[])[] = [];
  private readonly applications = new ConsTable(this.head, this.args);
  /** By number and sort. */
  private readonly variables = new Map<string, TermId>();
  private readonly headIds = new Map<string, number>();
  private readonly sortIds = new Map<string, number>();
  private readonly sortsById: Sort[] = [];
  /** By sort: the first constant that came up. */
  private readonly constants: (TermId | undefined)[] = [];
  private readonly closedTerms = new Map<number, TermId | undefined>();
  private readonly declared: ReadonlyMap<string, number>;

  constructor(readonly theory: Theory) {
    this.declared = new Map(theory.symbols.map((symbol, index) => [symbol.name, index]));
    const truth = { kind: "truth" as const, sorts: [], arity: 0, argSorts: [], result: NO_SORT };
    this.heads.push({ ...truth, name: "true", precedence: -2 }, { ...truth, name: "false", precedence: -1 });
    this.node(0, []);
    this.node(1, []);
  }

  isVar(term: TermId): boolean {
    return this.head[term] < 0;
  }

  varNumber(term: TermId): number {
    return -1 - this.head[term];
  }

  isGround(term: TermId): boolean {
    return this.vars[term].length === 0;
  }

  sortOf(sort: Sort): number {
    const text = sortText(sort);
    let id = this.sortIds.get(text);
    if (id === undefined) {
      id = this.sortsById.length;
      this.sortIds.set(text, id);
      this.sortsById.push(sort);
    }
    return id;
  }

  sortById(sort: number): Sort {
    return this.sortsById[sort];
  }

  variable(number: number, sort: number): TermId {
    const key = `${number}:${sort}`;
    const term = this.variables.get(key) ?? this.make(-1 - number, [], sort, 1, [number, 1]);
    this.variables.set(key, term);
    return term;
  }

  node(head: number, args: readonly TermId[]): TermId {
    const known = this.applications.find(head, args);
    if (known >= 0) return known;
    let size = 1;
    for (const arg of args) size += this.size[arg];
    const { result } = this.heads[head];
    const term = this.make(head, args, result, size, this.countVars(args));
    this.applications.add(term);
    if (args.length === 0 && result !== NO_SORT) this.constants[result] ??= term;
    return term;
  }

  /** Replaces variables; one without an image stays. */
  substitute(term: TermId, bindings: Bindings): TermId {
    const head = this.head[term];
    if (head < 0) return bindings[-1 - head] ?? term;
    if (this.vars[term].length === 0) return term;
    return this.node(
      head,
      this.args[term].map((arg) => this.substitute(arg, bindings)),
    );
  }

  /** Extends `bindings` so that the pattern becomes the term. What it bound before it failed stays bound. */
  match(pattern: TermId, term: TermId, bindings: Bindings): boolean {
    const head = this.head[pattern];
    if (head < 0) {
      const bound = bindings[-1 - head];
      if (bound === undefined && this.sort[pattern] === this.sort[term]) {
        bindings[-1 - head] = term;
        return true;
      }
      return bound === term;
    }
    if (this.vars[pattern].length === 0) return pattern === term;
    if (head !== this.head[term]) return false;
    const args = this.args[term];
    return this.args[pattern].every((arg, index) => this.match(arg, args[index], bindings));
  }

  /** The term with its subterm at the path replaced. */
  replaceAt(term: TermId, path: readonly number[], by: TermId, depth = 0): TermId {
    if (depth === path.length) return by;
    const args = [...this.args[term]];
    args[path[depth]] = this.replaceAt(args[path[depth]], path, by, depth + 1);
    return this.node(this.head[term], args);
  }

  /**
   * A constant of the sort, else one of the variables that is of the sort, else what closed term the theory has; what
   * stands for what does not matter.
   */
  anyTerm(sort: number, variables: readonly TermId[]): TermId | undefined {
    return this.constants[sort] ?? variables.find((v) => this.sort[v] === sort) ?? this.closed(sort);
  }

  private closed(sort: number): TermId | undefined {
    if (!this.closedTerms.has(sort)) {
      const term = closedTerm(this.theory, this.sortById(sort));
      this.closedTerms.set(sort, term === undefined ? undefined : this.intern(term, new Map()));
    }
    return this.closedTerms.get(sort);
  }

  /** The variables of the terms, each once. */
  variablesOf(terms: readonly TermId[]): TermId[] {
    const found: TermId[] = [];
    const seen = new Set<TermId>();
    const visit = (term: TermId): void => {
      if (this.vars[term].length === 0 || seen.has(term)) return;
      seen.add(term);
      if (this.head[term] < 0) found.push(term);
      else this.args[term].forEach(visit);
    };
    terms.forEach(visit);
    return found;
  }

  // --- from and to the terms of the logic

  /** `bound`: the variables, by name; a name that is not among them is an eigenconstant. */
  intern(term: Term, bound: ReadonlyMap<string, TermId>): TermId {
    if (term.kind === "var") return bound.get(term.name) ?? this.node(this.constant(term), []);
    return this.node(
      this.symbol(term.symbol, term.sorts),
      term.args.map((arg) => this.intern(arg, bound)),
    );
  }

  internAtom(
    predicate: string,
    sorts: readonly Sort[],
    args: readonly Term[],
    bound: ReadonlyMap<string, TermId>,
  ): TermId {
    return this.node(
      this.symbol(predicate, sorts),
      args.map((arg) => this.intern(arg, bound)),
    );
  }

  /** The term with `names` for its variables, by number; an atom comes as an application of its predicate. */
  extern(term: TermId, names: readonly Term[]): Term {
    const head = this.head[term];
    if (head < 0) return names[-1 - head];
    const { kind, name, sorts, result } = this.heads[head];
    if (kind === "constant") return variable(name, this.sortsById[result]);
    return this.application(term, name, sorts, names);
  }

  private application(term: TermId, name: string, sorts: readonly Sort[], names: readonly Term[]): App {
    return app(
      name,
      this.args[term].map((arg) => this.extern(arg, names)),
      sorts,
    );
  }

  private symbol(name: string, sorts: readonly Sort[]): number {
    const key = `${name}{${sorts.map(sortText).join(",")}}`;
    const known = this.headIds.get(key);
    if (known !== undefined) return known;
    const index = this.declared.get(name);
    if (index === undefined) throw new Error(`symbol ${name} is not declared`);
    const declaration = this.theory.symbols[index];
    const images = new Map(declaration.params.map((param, i) => [param, sorts[i]]));
    const argSorts = declaration.args.map((sort) => this.sortOf(substituteSort(sort, images)));
    const arity = argSorts.length;
    const result =
      declaration.result === undefined ? NO_SORT : this.sortOf(substituteSort(declaration.result, images));
    const kind = declaration.result === undefined ? "predicate" : "function";
    const precedence = (arity + (kind === "predicate" ? 100 : 0)) * 1_000_000 + index * 2 + 1;
    return this.addHead(key, { kind, name, sorts, arity, argSorts, result, precedence });
  }

  /** Eigenconstants come after the theory's constants and before everything else. */
  private constant(v: Var): number {
    const key = ` ${v.name}`;
    const precedence = 500_000 + this.heads.length;
    const result = this.sortOf(v.sort);
    return (
      this.headIds.get(key) ??
      this.addHead(key, {
        kind: "constant",
        name: v.name,
        sorts: [],
        arity: 0,
        argSorts: [],
        result,
        precedence,
      })
    );
  }

  private addHead(key: string, head: Head): number {
    this.heads.push(head);
    this.headIds.set(key, this.heads.length - 1);
    return this.heads.length - 1;
  }

  private make(
    head: number,
    args: readonly TermId[],
    sort: number,
    size: number,
    vars: readonly number[],
  ): TermId {
    const id = this.head.length;
    this.head.push(head);
    this.args.push(args);
    this.sort.push(sort);
    this.size.push(size);
    this.vars.push(vars);
    return id;
  }

  private countVars(args: readonly TermId[]): readonly number[] {
    let sum: readonly number[] = [];
    for (const arg of args) sum = addCounts(sum, this.vars[arg]);
    return sum;
  }
}

function addCounts(left: readonly number[], right: readonly number[]): readonly number[] {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const sum: number[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    if (j >= right.length || (i < left.length && left[i] < right[j])) {
      sum.push(left[i], left[i + 1]);
      i += 2;
    } else if (i >= left.length || right[j] < left[i]) {
      sum.push(right[j], right[j + 1]);
      j += 2;
    } else {
      sum.push(left[i], left[i + 1] + right[j + 1]);
      i += 2;
      j += 2;
    }
  }
  return sum;
}
