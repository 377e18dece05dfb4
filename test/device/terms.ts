/** Random terms for `unify` and `join`, and their tables. */
import fc from "fast-check";
import { VARIABLE_BIT, type TermTable } from "../../src/device/device.js";

/** A variable's number, or a symbol with arguments. */
export type Tree = number | { readonly f: number; readonly args: readonly Tree[] };

export const node = (f: number, ...args: readonly Tree[]): Tree => ({ f, args });

/** Terms over two constants and symbols of one, two and three arguments. */
export const treeOf = (variables: number, depth: number): fc.Arbitrary<Tree> =>
  fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: depth },
      fc.nat(variables - 1).map((v): Tree => v),
      fc.nat(1).map((f) => node(f)),
      tie("tree").map((arg) => node(2, arg)),
      fc.tuple(tie("tree"), tie("tree")).map(([l, r]) => node(3, l, r)),
      fc.tuple(tie("tree"), tie("tree"), tie("tree")).map((args) => node(4, ...args)),
    ),
  })).tree;

export function termTable(trees: readonly Tree[]): TermTable {
  const cells: number[] = [];
  const emit = (t: Tree): number => {
    const at = cells.length;
    cells.push(typeof t === "number" ? (VARIABLE_BIT | t) >>> 0 : t.f, 1);
    if (typeof t !== "number") for (const arg of t.args) cells[at + 1] += emit(arg);
    return cells[at + 1];
  };
  const start = trees.map((t) => {
    const at = cells.length / 2;
    emit(t);
    return at;
  });
  return { termCount: trees.length, cells: Uint32Array.from(cells), start: Uint32Array.from(start) };
}
