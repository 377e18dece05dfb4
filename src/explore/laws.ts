/**
 * Recognises by shape the equations that are laws of a binary symbol f:
 *
 *     f(x,y) = f(y,x)                    commutative
 *     f(f(x,y),z) = f(x,f(y,z))          associative
 *     f(x,f(y,z)) = f(y,f(x,z)), …       associative, where f is known to be commutative
 */
import type { TermBank } from "./term-bank.js";

/** What is known about a binary symbol. */
export const Law = { None: 0, Commutative: 1, Associative: 2, Both: 3 } as const;

/** Three different variables under two f: `lone` is an argument of the outer one. */
interface Nest {
  readonly lone: number;
  readonly inner: readonly [number, number];
  readonly isLeft: boolean;
}

function nestOf(bank: TermBank, op: number, node: number): Nest | undefined {
  const [a, b] = bank.argsOf(node);
  for (const [lone, other] of [
    [a, b],
    [b, a],
  ]) {
    if (bank.head[lone] >= 0 || bank.head[other] !== op) continue;
    const [p, q] = bank.argsOf(other);
    if (bank.head[p] >= 0 || bank.head[q] >= 0 || p === q || p === lone || q === lone) return undefined;
    return { lone, inner: [p, q], isLeft: lone === b };
  }
  return undefined;
}

/** The law of their head symbol that two terms' equality is, given the laws it is known to have. */
export function lawOf(bank: TermBank, left: number, right: number, known: number): number {
  const op = bank.head[left];
  if (op < 0 || bank.head[right] !== op || bank.arity[op] !== 2) return Law.None;
  const [a, b] = bank.argsOf(left);
  const [c, d] = bank.argsOf(right);
  if (bank.head[a] < 0 && bank.head[b] < 0 && a !== b && a === d && b === c) return Law.Commutative;
  const l = nestOf(bank, op, left);
  const r = nestOf(bank, op, right);
  if (l === undefined || r === undefined || l.lone === r.lone) return Law.None;
  const names = [l.lone, ...l.inner];
  if (!names.includes(r.lone) || !r.inner.every((v) => names.includes(v))) return Law.None;
  if ((known & Law.Commutative) !== 0) return Law.Associative;
  const [before, after] = l.isLeft ? [l, r] : [r, l];
  const isPlain = before.isLeft && !after.isLeft && after.lone === before.inner[0];
  return isPlain && after.inner[0] === before.inner[1] && after.inner[1] === before.lone
    ? Law.Associative
    : Law.None;
}

/** The associative law of `op` in its usual form, over the variables of one of its forms. */
export function associativity(bank: TermBank, node: number): readonly [number, number] | undefined {
  const op = bank.head[node];
  const nest = nestOf(bank, op, node);
  if (nest === undefined) return undefined;
  const [x, y, z] = [nest.lone, ...nest.inner].sort((a, b) => bank.head[b] - bank.head[a]);
  return [bank.node(op, [bank.node(op, [x, y]), z]), bank.node(op, [x, bank.node(op, [y, z])])];
}
