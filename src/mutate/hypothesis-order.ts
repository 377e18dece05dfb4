/**
 * The order in which an index looks at a statement's hypotheses: those first of which the variables bound by
 * then fix the most, so that a search fails early. It does not depend on names, and on the order
 * in which the hypotheses are given only where they have the same shape.
 */
import type { Statement } from "./expand.js";
import { headAt, isVariable, skipAt, variableNumber } from "./flat-terms.js";

const bound = new Uint8Array(1 << 12);

/** The numbers of a statement's hypotheses in that order. */
export function hypothesisOrder({ cells, formulas, count }: Statement): readonly number[] {
  if (count <= 2) return count === 2 ? [0] : [];
  bound.fill(0);
  bind(cells, formulas[count - 1]);
  const open = Array.from({ length: count - 1 }, (_, i) => i);
  const order: number[] = [];
  while (open.length > 0) {
    let best = 0;
    let most = fixedCells(cells, formulas[open[0]]);
    for (let i = 1; i < open.length; i++) {
      const fixed = fixedCells(cells, formulas[open[i]]);
      if (fixed < most) continue;
      if (fixed === most && shapeOrder(cells, formulas[open[best]], formulas[open[i]]) <= 0) continue;
      best = i;
      most = fixed;
    }
    const [chosen] = open.splice(best, 1);
    bind(cells, formulas[chosen]);
    order.push(chosen);
  }
  return order;
}

function bind(cells: Uint32Array, cell: number): void {
  for (let at = cell; at < cell + skipAt(cells, cell); at++) {
    const head = headAt(cells, at);
    if (isVariable(head)) bound[variableNumber(head)] = 1;
  }
}

/** Symbols, and occurrences of variables that are bound: what an instance has no choice in. */
function fixedCells(cells: Uint32Array, cell: number): number {
  let count = 0;
  for (let at = cell; at < cell + skipAt(cells, cell); at++) {
    const head = headAt(cells, at);
    if (!isVariable(head) || bound[variableNumber(head)] === 1) count++;
  }
  return count;
}

/** Negative if the left formula comes first: it is smaller, or has the larger symbol where they first differ. */
function shapeOrder(cells: Uint32Array, left: number, right: number): number {
  const size = skipAt(cells, left);
  if (size !== skipAt(cells, right)) return size - skipAt(cells, right);
  for (let i = 0; i < size; i++) {
    const [l, r] = [headAt(cells, left + i), headAt(cells, right + i)];
    const [leftVariable, rightVariable] = [isVariable(l), isVariable(r)];
    if (leftVariable !== rightVariable) return leftVariable ? 1 : -1;
    if (!leftVariable && l !== r) return r - l;
  }
  return 0;
}
