/** Numbers by the terms they were added with: finds those whose terms a given one is an instance of. */
import { DiscriminationTree } from "./discrimination-tree.js";

export class TermIndex {
  readonly #tree = new DiscriminationTree();
  readonly #byLeaf = new Map<number, number[]>();

  add(cells: Uint32Array, cell: number, number: number): void {
    const leaf = this.#tree.insert(cells, cell);
    const list = this.#byLeaf.get(leaf);
    if (list === undefined) this.#byLeaf.set(leaf, [number]);
    else list.push(number);
  }

  /** Lists of numbers, whose terms the given one is an instance of. */
  generalisations(cells: Uint32Array, cell: number): readonly (readonly number[])[] {
    const found: (readonly number[])[] = [];
    this.#tree.generalisations(cells, cell, (leaf) => {
      found.push(this.#byLeaf.get(leaf) ?? []);
      return false;
    });
    return found;
  }
}
