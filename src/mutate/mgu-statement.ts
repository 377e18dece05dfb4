/** What is left of two theorems when one proves a hypothesis of the other: the plain way, for one pair at a time. */
import { TERM_WORDS, VARIABLE_BIT } from "../device/device.js";
import type { Statement } from "./expand.js";
import { headAt, isVariable, skipAt, variableNumber } from "./flat-terms.js";

/** A variable (`head` is undefined) with what it is bound to, or an application. */
interface Node {
  readonly head: number | undefined;
  readonly args: readonly Node[];
  bound: Node | undefined;
}

interface Formulas {
  readonly cells: Uint32Array;
  /** First cells: hypotheses, then the conclusion. */
  readonly formulas: readonly number[];
}

/**
 * The statement left when hypothesis `proved` of `left` is proved by `right`; undefined if they do not unify or it has
 * more than `limit` cells.
 */
export function statementOfMgu(
  left: Formulas,
  proved: number,
  right: Formulas,
  limit = Infinity,
): Statement | undefined {
  const ours = nodesOf(left);
  const theirs = nodesOf(right);
  if (!unify(ours[proved], theirs[theirs.length - 1])) return undefined;
  const formulas = [
    ...ours.slice(0, -1).filter((_, index) => index !== proved),
    ...theirs.slice(0, -1),
    ours[ours.length - 1],
  ];
  return written(formulas, limit);
}

function nodesOf({ cells, formulas }: Formulas): Node[] {
  const variables = new Map<number, Node>();
  const read = (cell: number): Node => {
    const head = headAt(cells, cell);
    if (isVariable(head)) {
      const known = variables.get(variableNumber(head)) ?? { head: undefined, args: [], bound: undefined };
      variables.set(variableNumber(head), known);
      return known;
    }
    const args: Node[] = [];
    for (let at = cell + 1; at < cell + skipAt(cells, cell); at += skipAt(cells, at)) args.push(read(at));
    return { head, args, bound: undefined };
  };
  return formulas.map(read);
}

function resolved(node: Node): Node {
  let at = node;
  while (at.bound !== undefined) at = at.bound;
  return at;
}

function occurs(variable: Node, node: Node): boolean {
  const at = resolved(node);
  return at === variable || at.args.some((arg) => occurs(variable, arg));
}

function unify(left: Node, right: Node): boolean {
  const [a, b] = [resolved(left), resolved(right)];
  if (a === b) return true;
  for (const [variable, other] of [
    [a, b],
    [b, a],
  ])
    if (variable.head === undefined) {
      if (occurs(variable, other)) return false;
      variable.bound = other;
      return true;
    }
  return a.head === b.head && a.args.every((arg, i) => unify(arg, b.args[i]));
}

function written(nodes: readonly Node[], limit: number): Statement | undefined {
  const cells: number[] = [];
  const variables = new Map<Node, number>();
  const write = (node: Node): number => {
    const at = resolved(node);
    const start = cells.length / TERM_WORDS;
    if (start >= limit) return NaN;
    if (at.head === undefined) {
      const number = variables.get(at) ?? variables.size;
      variables.set(at, number);
      cells.push((VARIABLE_BIT | number) >>> 0, 1);
      return start;
    }
    cells.push(at.head, 0);
    for (const arg of at.args) if (Number.isNaN(write(arg))) return NaN;
    cells[start * TERM_WORDS + 1] = cells.length / TERM_WORDS - start;
    return start;
  };
  const starts = nodes.map(write);
  if (starts.some(Number.isNaN)) return undefined;
  const formulas = Uint32Array.from(starts);
  return {
    cells: Uint32Array.from(cells),
    formulas,
    count: formulas.length,
    size: cells.length / TERM_WORDS,
  };
}
