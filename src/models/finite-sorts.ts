/**
 * Which sorts of a theory can be finite, and how their sizes hang together: the size of a sort without constructors may
 * be chosen, that of an inductive one follows, since its constructors are injective, disjoint and exhaust it.
 *
 * A theory with sort parameters, or with an inductive sort that refers to itself (numbers, lists), has no finite model
 * here.
 */
import { sortText } from "../logic/sort.js";
import type { SymbolDecl, Theory } from "../logic/theory.js";

/** A constructor of a finite inductive sort: its values follow each other from `first` on. */
export interface ConstructorRange {
  readonly symbol: SymbolDecl;
  readonly first: number;
  readonly shape: readonly number[];
}

/** The sorts of a theory, as far as finite models go. */
export interface FiniteSorts {
  /** Sorts whose size may be chosen, by name. */
  readonly free: readonly string[];
  /** All sizes, and the constructors' values, once those of the free sorts are chosen. */
  readonly complete: (free: ReadonlyMap<string, number>) => {
    readonly sizes: ReadonlyMap<string, number>;
    readonly constructors: readonly ConstructorRange[];
  };
}

/**
 * Undefined if the theory has sort parameters or an inductive sort that refers to itself. `params` are those of a
 * statement: arbitrary sorts, about which the theory says nothing.
 */
export function finiteSorts(theory: Theory, params: readonly string[] = []): FiniteSorts | undefined {
  if ([...theory.sorts, ...theory.symbols, ...theory.facts].some((decl) => decl.params.length > 0))
    return undefined;
  const order = inductiveOrder(theory);
  if (order === undefined) return undefined;
  const free = [...theory.sorts.filter((sort) => !sort.inductive).map((sort) => sort.name), ...params];
  return {
    free,
    complete: (chosen) => {
      const found = new Map(chosen);
      const constructors: ConstructorRange[] = [];
      for (const name of order) {
        let size = 0;
        for (const symbol of constructorsOf(theory, name)) {
          const shape = symbol.args.map((sort) => found.get(sortText(sort))!);
          constructors.push({ symbol, first: size, shape });
          size += shape.reduce((product, n) => product * n, 1);
        }
        found.set(name, size);
      }
      const names = [...theory.sorts.map((sort) => sort.name), ...params];
      return { sizes: new Map(names.map((name) => [name, found.get(name)!])), constructors };
    },
  };
}

function constructorsOf(theory: Theory, sort: string): readonly SymbolDecl[] {
  const names = theory.sorts.find((decl) => decl.name === sort)?.constructors ?? [];
  return names.map((name) => theory.symbols.find((symbol) => symbol.name === name)!);
}

/** The inductive sorts, each after those that its constructors use. */
function inductiveOrder(theory: Theory): readonly string[] | undefined {
  const done: string[] = [];
  const waiting = theory.sorts.filter((sort) => sort.inductive).map((sort) => sort.name);
  while (waiting.length > 0) {
    const next = waiting.findIndex((name) =>
      constructorsOf(theory, name).every((symbol) =>
        symbol.args.every((sort) => !waiting.includes(sortText(sort))),
      ),
    );
    if (next < 0) return undefined;
    done.push(...waiting.splice(next, 1));
  }
  return done;
}
