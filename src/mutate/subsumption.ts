/**
 * Which stored statement a given one is an instance of. Pairs of distinct variables are not looked at, so a statement
 * counts as an instance even where the stored one would ask for more of them: this can only drop a mutant. The search
 * is cut off after a fixed amount of work for each stored statement: that can only keep one, and whether it does depends
 * on the two statements alone, so an index may be searched in parts.
 */
import { DiscriminationTree } from "./discrimination-tree.js";
import type { Statement } from "./expand.js";
import { WordList } from "./flat-terms.js";

export class SubsumptionIndex {
  readonly #tree = new DiscriminationTree();
  /** By leaf of the tree: the id of the first statement there. */
  readonly #id = new WordList();

  /** Statements that are stored. */
  get size(): number {
    return this.#id.length;
  }

  clear(): void {
    this.#tree.clear();
    this.#id.length = 0;
  }

  /** Stores a statement, unless it is there already up to the names of its variables. */
  add(statement: Statement, id: number): void {
    if (this.#tree.insert(statement) === this.#id.length) this.#id.push(id);
  }

  /** The id of a stored statement that the given one is an instance of, or -1. */
  find(statement: Statement): number {
    let found = -1;
    this.#tree.generalisations(statement, (leaf) => {
      found = this.#id.words[leaf];
      return true;
    });
    return found;
  }
}
