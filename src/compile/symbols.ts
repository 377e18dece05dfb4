/**
 * The grid's symbols: monomorphic instances of the theory's symbols, numbered in order of first use. Polymorphism ends
 * here; the grid and the devices see numbers.
 *
 * Reserved numbers: TRUE and FALSE (the two truth values), EIGEN + k (the k-th eigenconstant of a block), tuples
 * (a symbol wider than a row is cut into a chain: f(a,b,c,d,e) = f(a,b,c,tuple(d,e))). One equality symbol a sort
 * stands for disequalities; two domain symbols a sort mark the terms that variables without a trigger range over.
 */
import { matchSort, sortText, substituteSort, type Sort } from "../logic/sort.js";
import type { SortDecl, SymbolDecl, Theory } from "../logic/theory.js";
import { MAX_ARGS } from "../device/device.js";

export const TRUE_SYMBOL = 0;
export const FALSE_SYMBOL = 1;
export const TUPLE_SYMBOL = 2;
/** Eigenconstants that one block can hold. */
export const MAX_EIGEN = 96;
export const EIGEN_SYMBOL = TUPLE_SYMBOL + MAX_ARGS + 1;
const FIRST_SYMBOL = EIGEN_SYMBOL + MAX_EIGEN;

export interface SymbolInfo {
  readonly kind: "truth" | "tuple" | "eigen" | "symbol" | "equality" | "domain" | "late";
  readonly name: string;
  readonly sorts: readonly Sort[];
  /** Sorts of the arguments, before chaining. */
  readonly args: readonly Sort[];
  /** Undefined for what has no sort (truth values, predicates, tuples). */
  readonly result: Sort | undefined;
  /** Position among its sort's constructors, or -1. */
  readonly constructorIndex: number;
  /** Arguments of its rows, after chaining. */
  readonly width: number;
}

export interface ConstructorInstance {
  readonly name: string;
  readonly sorts: readonly Sort[];
  readonly args: readonly Sort[];
}

function plain(kind: SymbolInfo["kind"], name: string, width: number): SymbolInfo {
  return { kind, name, sorts: [], args: [], result: undefined, constructorIndex: -1, width };
}

export class SymbolTable {
  readonly infos: SymbolInfo[] = [];
  private readonly ids = new Map<string, number>();
  private readonly declarations = new Map<string, SymbolDecl>();
  private readonly sortDecls = new Map<string, SortDecl>();

  constructor(readonly theory: Theory) {
    for (const symbol of theory.symbols) this.declarations.set(symbol.name, symbol);
    for (const sort of theory.sorts) this.sortDecls.set(sort.name, sort);
    this.infos.push(plain("truth", "true", 0), plain("truth", "false", 0));
    for (let width = 0; width <= MAX_ARGS; width++) this.infos.push(plain("tuple", "tuple", width));
    for (let index = 0; index < MAX_EIGEN; index++) this.infos.push(plain("eigen", `eigen${index}`, 0));
    if (this.infos.length !== FIRST_SYMBOL) throw new Error("reserved symbols out of step");
  }

  get count(): number {
    return this.infos.length;
  }

  declaration(name: string): SymbolDecl {
    const declaration = this.declarations.get(name);
    if (declaration === undefined) throw new Error(`symbol ${name} is not declared`);
    return declaration;
  }

  /** Whether the symbol takes values that constructors make, so that its terms can be computed. */
  computes(name: string): boolean {
    return this.declaration(name).args.some(
      (sort) => sort.kind === "app" && this.sortDecls.get(sort.name)?.inductive === true,
    );
  }

  /** The number of a declared symbol at these sort arguments. */
  symbol(name: string, sorts: readonly Sort[]): number {
    const key = sorts.length === 0 ? name : `${name}{${sorts.map(sortText).join(",")}}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const declaration = this.declaration(name);
    const images = new Map(declaration.params.map((param, index) => [param, sorts[index]]));
    const args = declaration.args.map((sort) => substituteSort(sort, images));
    const result = declaration.result === undefined ? undefined : substituteSort(declaration.result, images);
    const constructorIndex =
      declaration.kind === "constructor" && result?.kind === "app"
        ? (this.sortDecls.get(result.name)?.constructors.indexOf(name) ?? -1)
        : -1;
    const width = Math.min(args.length, MAX_ARGS);
    return this.add(key, { kind: "symbol", name, sorts, args, result, constructorIndex, width });
  }

  equality(sort: Sort): number {
    const key = ` = ${sortText(sort)}`;
    return this.ids.get(key) ?? this.add(key, { ...plain("equality", "=", 2), args: [sort, sort] });
  }

  domain(sort: Sort): number {
    const key = ` domain ${sortText(sort)}`;
    return this.ids.get(key) ?? this.add(key, { ...plain("domain", "domain", 1), args: [sort] });
  }

  /** Like `domain`, but its rows come only when a block has nothing else left to do. */
  lateDomain(sort: Sort): number {
    const key = ` late ${sortText(sort)}`;
    return this.ids.get(key) ?? this.add(key, { ...plain("late", "late", 1), args: [sort] });
  }

  /** True if the domain symbol is that of the sort. */
  isDomainOf(domain: number, sort: Sort): boolean {
    return this.ids.get(` ${this.infos[domain].kind} ${sortText(sort)}`) === domain;
  }

  /** The constructors of an inductive sort, or undefined for any other sort. */
  constructors(sort: Sort): readonly ConstructorInstance[] | undefined {
    if (sort.kind !== "app") return undefined;
    const declaration = this.sortDecls.get(sort.name);
    if (!declaration?.inductive) return undefined;
    return declaration.constructors.map((name) => {
      const constructor = this.declaration(name);
      const images = new Map<string, Sort>();
      matchSort(constructor.result!, sort, images);
      return {
        name,
        sorts: constructor.params.map((param) => images.get(param)!),
        args: constructor.args.map((arg) => substituteSort(arg, images)),
      };
    });
  }

  private add(key: string, info: SymbolInfo): number {
    const id = this.infos.length;
    this.infos.push(info);
    this.ids.set(key, id);
    return id;
  }
}

export function eigenSymbol(index: number): number {
  return EIGEN_SYMBOL + index;
}

export function tupleSymbol(width: number): number {
  return TUPLE_SYMBOL + width;
}
