/**
 * Sort inference: sorts with unknown parts ("metas"), and their unification.
 *
 * A meta is solved in place and never unsolved. Parameters are rigid: `a` unifies with `a` alone. Solved sorts may
 * share parts, so the work and the size of a written-out sort are limited, not only its depth.
 */
import { sortApp, sortParam, type Sort, type SortParam } from "../logic/sort.js";

export interface Meta {
  readonly kind: "meta";
  solution: InferredSort | undefined;
}

export interface InferredApp {
  readonly kind: "app";
  readonly name: string;
  readonly args: readonly InferredSort[];
}

export type InferredSort = SortParam | InferredApp | Meta;

const MAX_STEPS = 100_000;
const MAX_SORT_SIZE = 2_000;

export function freshMeta(): Meta {
  return { kind: "meta", solution: undefined };
}

/** The sort behind solved metas, at its top. */
export function resolveSort(sort: InferredSort): InferredSort {
  let current = sort;
  while (current.kind === "meta" && current.solution !== undefined) current = current.solution;
  return current;
}

/** `ok`, or why two sorts cannot be made one: they differ, one would contain itself, or the work was too much. */
export type UnifyResult = "ok" | "mismatch" | "infinite" | "too-large";

interface Fuel {
  left: number;
}

function occurs(meta: Meta, sort: InferredSort, fuel: Fuel): boolean {
  if (fuel.left-- <= 0) return false;
  const top = resolveSort(sort);
  if (top === meta) return true;
  return top.kind === "app" && top.args.some((arg) => occurs(meta, arg, fuel));
}

function unifyWith(left: InferredSort, right: InferredSort, fuel: Fuel): UnifyResult {
  if (fuel.left-- <= 0) return "too-large";
  const a = resolveSort(left);
  const b = resolveSort(right);
  if (a === b) return "ok";
  if (a.kind === "meta" || b.kind === "meta") {
    const [meta, other] = a.kind === "meta" ? [a, b] : [b as Meta, a];
    if (occurs(meta, other, fuel)) return "infinite";
    if (fuel.left <= 0) return "too-large";
    meta.solution = other;
    return "ok";
  }
  if (a.name !== b.name || a.kind !== b.kind) return "mismatch";
  if (a.kind === "param" || b.kind === "param") return "ok";
  if (a.args.length !== b.args.length) return "mismatch";
  for (let index = 0; index < a.args.length; index++) {
    const result = unifyWith(a.args[index], b.args[index], fuel);
    if (result !== "ok") return result;
  }
  return "ok";
}

export function unifySorts(left: InferredSort, right: InferredSort): UnifyResult {
  return unifyWith(left, right, { left: MAX_STEPS });
}

/** A declared sort with its parameters replaced. */
export function instantiateSort(sort: Sort, params: ReadonlyMap<string, InferredSort>): InferredSort {
  if (sort.kind === "param") return params.get(sort.name) ?? sort;
  if (sort.args.length === 0) return sort;
  return { kind: "app", name: sort.name, args: sort.args.map((arg) => instantiateSort(arg, params)) };
}

/** The sort written out, `nameOf` naming the metas that are unsolved; undefined if that is unreasonably large. */
export function writeOutSort(sort: InferredSort, nameOf: (meta: Meta) => string): Sort | undefined {
  let size = 0;
  const write = (part: InferredSort): Sort => {
    size++;
    const top = resolveSort(part);
    if (top.kind === "param") return top;
    if (top.kind === "meta") return sortParam(nameOf(top));
    return sortApp(top.name, size > MAX_SORT_SIZE ? [] : top.args.map(write));
  };
  const written = write(sort);
  return size > MAX_SORT_SIZE ? undefined : written;
}

/** A sort as people write it: `N`, `List a`, `List (List a)`. */
export function sortToReadable(sort: Sort): string {
  if (sort.kind === "param" || sort.args.length === 0) return sort.name;
  const args = sort.args.map((arg) =>
    arg.kind === "app" && arg.args.length > 0 ? `(${sortToReadable(arg)})` : sortToReadable(arg),
  );
  return `${sort.name} ${args.join(" ")}`;
}

/** An inferred sort for a message; what is not known is `_`. */
export function describeSort(sort: InferredSort): string {
  const written = writeOutSort(sort, () => "_");
  return written === undefined ? "a very large sort" : sortToReadable(written);
}
