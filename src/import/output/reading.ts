/** A mutant's cells as terms, formulas and sorts, with names for its variables. */
import { atomsOf, atomTerms, type Formula } from "../../logic/formula.js";
import { collectSortParams, sortParam, sortText, type Sort } from "../../logic/sort.js";
import { termText, type Term } from "../../logic/term.js";
import type { Mutant } from "../../mutate/library.js";
import type { Signature } from "./signature.js";

export class Reading {
  constructor(
    readonly signature: Signature,
    readonly mutant: Mutant,
    readonly names: readonly string[],
  ) {}

  readonly #nameOf = (variable: number): string => this.names[variable];

  literal(cell: number): Formula {
    return this.signature.literal(this.mutant.cells, cell, this.#nameOf);
  }

  sort(cell: number): Sort {
    return this.signature.sort(this.mutant.cells, cell, this.#nameOf);
  }

  term(cell: number, sort: Sort): Term {
    return this.signature.term(this.mutant.cells, cell, this.#nameOf, sort);
  }

  /** A term or a sort as its core text, a variable as its name. */
  text(cell: number): string {
    if (this.signature.isSort(this.mutant.cells, cell)) return sortText(this.sort(cell));
    return termText(this.term(cell, sortParam("?")));
  }

  /** The sort parameters of some literals, in order of first occurrence. */
  params(literals: readonly Formula[]): readonly string[] {
    const params = new Set<string>();
    for (const literal of literals) {
      for (const part of atomsOf(literal)) {
        if (part.kind === "atom") for (const sort of part.sorts) collectSortParams(sort, params);
        for (const term of atomTerms(part)) collectParams(term, params);
      }
    }
    return [...params];
  }
}

function collectParams(term: Term, params: Set<string>): void {
  if (term.kind === "var") {
    collectSortParams(term.sort, params);
    return;
  }
  for (const sort of term.sorts) collectSortParams(sort, params);
  for (const arg of term.args) collectParams(arg, params);
}
