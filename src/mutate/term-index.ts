/** Numbers by the terms they were added with: finds those whose terms a given one is an instance of. */
import { DiscriminationTree } from "./discrimination-tree.js";
import type { Statement } from "./expand.js";
import { skipAt } from "./flat-terms.js";

export class TermIndex {
  readonly #tree = new DiscriminationTree();
  readonly #byLeaf: number[][] = [];

  add(cells: Uint32Array, cell: number, number: number): void {
    const leaf = this.#tree.insert(onlyConclusion(cells, cell));
    (this.#byLeaf[leaf] ??= []).push(number);
  }

  /** Lists of numbers, whose terms the given one is an instance of. */
  generalisations(cells: Uint32Array, cell: number): readonly (readonly number[])[] {
    const found: (readonly number[])[] = [];
    this.#tree.generalisations(onlyConclusion(cells, cell), (leaf) => {
      found.push(this.#byLeaf[leaf]);
      return false;
    });
    return found;
  }
}

function onlyConclusion(cells: Uint32Array, cell: number): Statement {
  return { cells, formulas: Uint32Array.of(cell), count: 1, size: skipAt(cells, cell) };
}
