/** Where one unit equation rewrites a term: the first place from the root on, left before right. */
import type { Clause } from "./clause.js";
import { isGreater } from "./term-order.js";
import type { Bindings, TermId, TermStore } from "./terms.js";

export interface Place {
  readonly path: readonly number[];
  /** What the subterm becomes. */
  readonly to: TermId;
  readonly bindings: Bindings;
  readonly reversed: boolean;
}

export function placeOf(
  store: TermStore,
  by: Clause,
  term: TermId,
  path: readonly number[] = [],
): Place | undefined {
  if (store.isVar(term)) return undefined;
  for (const reversed of [false, true]) {
    if (by.orientation === (reversed ? 1 : -1)) continue;
    const [from, to] = reversed ? [by.head.right, by.head.left] : [by.head.left, by.head.right];
    const bindings: Bindings = [];
    if (store.isVar(from) || !store.match(from, term, bindings)) continue;
    const open = by.varSorts.some((_, v) => bindings[v] === undefined);
    const image = store.substitute(to, bindings);
    if (!open && (by.orientation !== 0 || isGreater(store, term, image)))
      return { path, to: image, bindings, reversed };
  }
  for (const [index, arg] of store.args[term].entries()) {
    const place = placeOf(store, by, arg, [...path, index]);
    if (place !== undefined) return place;
  }
  return undefined;
}
