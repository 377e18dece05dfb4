/** Closed terms: what a theory's symbols say that a sort has for elements. */
import { matchSort, sameSort, substituteSort, type Sort } from "./sort.js";
import { app, type Term } from "./term.js";
import type { Theory } from "./theory.js";

/**
 * A closed term of the sort: its first constant, else the first function with as few arguments as can be applied to
 * closed terms; undefined if there is none. No sort is looked for inside itself, so the search ends.
 */
export function closedTerm(theory: Theory, sort: Sort, within: readonly Sort[] = []): Term | undefined {
  if (within.length >= MAX_DEPTH || within.some((outer) => sameSort(outer, sort))) return undefined;
  const makers = theory.symbols.filter(({ result }) => result !== undefined);
  for (const { name, params, args, result } of makers.sort((a, b) => a.args.length - b.args.length)) {
    const images = new Map<string, Sort>();
    if (!matchSort(result!, sort, images) || params.some((param) => !images.has(param))) continue;
    const parts = args.map((arg) => closedTerm(theory, substituteSort(arg, images), [...within, sort]));
    if (parts.includes(undefined)) continue;
    return app(
      name,
      parts as Term[],
      params.map((param) => images.get(param)!),
    );
  }
  return undefined;
}

/** Nesting of functions; sorts with parameters could otherwise grow without end. */
const MAX_DEPTH = 4;
