/**
 * Names of TPTP as names of a theory, and back: a lower word stays as it is unless it is a word of MPL, anything else
 * becomes a word that looks like it, with a number where two would be the same.
 */
import { isReserved } from "../../mpl/names.js";

export class NameTable {
  readonly #names = new Map<string, string>();
  readonly #originals = new Map<string, string>();

  /** `taken` are names that no original gets. */
  constructor(taken: readonly string[] = []) {
    for (const name of taken) this.#originals.set(name, name);
  }

  /** The theory's name for `original`, the same at every call. */
  nameOf(original: string): string {
    const known = this.#names.get(original);
    if (known !== undefined) return known;
    const plain = /^[a-z]\w*$/u.test(original) && !isReserved(original);
    const stem = plain ? original : `q_${original.replace(/\W+/gu, "_").replace(/^_|_$/gu, "")}`;
    let name = stem;
    for (let number = 2; this.#originals.has(name); number++) name = `${stem}_${number}`;
    this.#names.set(original, name);
    this.#originals.set(name, original);
    return name;
  }

  /** What the file calls it; a name that the file does not have is its own original. */
  originalOf(name: string): string {
    return this.#originals.get(name) ?? name;
  }
}
