/**
 * The Knuth-Bendix order with all weights 1 (Knuth, Bendix: Simple word problems in universal algebras, 1970): the
 * larger term has at least as many of each variable, and more symbols, or else the head of higher precedence, or else
 * the larger first argument that differs. It is total on ground terms.
 */
import type { TermId, TermStore } from "./terms.js";

export type Comparison = "greater" | "less" | "equal" | "incomparable";

export function isGreater(store: TermStore, left: TermId, right: TermId): boolean {
  return left !== right && covers(store.vars[left], store.vars[right]) && outweighs(store, left, right);
}

export function compare(store: TermStore, left: TermId, right: TermId): Comparison {
  if (left === right) return "equal";
  if (isGreater(store, left, right)) return "greater";
  return isGreater(store, right, left) ? "less" : "incomparable";
}

function outweighs(store: TermStore, left: TermId, right: TermId): boolean {
  const difference = store.size[left] - store.size[right];
  if (difference !== 0) return difference > 0;
  const [f, g] = [store.head[left], store.head[right]];
  if (f < 0 || g < 0) return false;
  if (f !== g) return store.heads[f].precedence > store.heads[g].precedence;
  const [as, bs] = [store.args[left], store.args[right]];
  const first = as.findIndex((arg, index) => arg !== bs[index]);
  return first >= 0 && isGreater(store, as[first], bs[first]);
}

/** True if the counts of `left` are at least those of `right`. */
function covers(left: readonly number[], right: readonly number[]): boolean {
  let i = 0;
  for (let j = 0; j < right.length; j += 2) {
    while (i < left.length && left[i] < right[j]) i += 2;
    if (i >= left.length || left[i] !== right[j] || left[i + 1] < right[j + 1]) return false;
  }
  return true;
}
