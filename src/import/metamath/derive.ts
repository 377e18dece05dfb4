/**
 * Derivations to proof graphs. Every step is checked here as a term: what a theorem's hypotheses become under a step's
 * images must be what its premises prove, to the node; a mutant that breaks this is a bug of whoever made it, and
 * throws. What a $d forbids is an expected refusal. The pairs of variables that some step needs to be distinct, and no
 * others, become the mutant's own $d.
 */
import { headAt, isVariable, skipAt, variableNumber } from "../../mutate/flat-terms.js";
import type { Derivation, Mutant, Refusal } from "../../mutate/library.js";
import { LabelKind, labelCode, type ProofDag } from "./proof-dag.js";
import type { Rewriting } from "./rewriting.js";
import type { Proved, StepBuilder } from "./step-builder.js";
import type { TheoremBook } from "./theorem-book.js";

/** Ends a derivation that a $d forbids; `derive` turns it into a value. */
class DistinctViolation extends Error {
  override readonly name = "DistinctViolation";
}

export interface Derived {
  readonly root: number;
  /** Steps that cite a theorem. */
  readonly steps: number;
  /** Pairs of variables, the smaller first, sorted. */
  readonly distinct: readonly (readonly [number, number])[];
}

export class Deriver implements StepBuilder {
  #mutant!: Mutant;
  #steps = 0;
  readonly #distinct = new Set<number>();

  constructor(
    readonly dag: ProofDag,
    readonly book: TheoremBook,
    readonly arity: (symbol: number) => number,
    readonly rewriting: Rewriting,
  ) {}

  derive(mutant: Mutant): Derived | Refusal {
    this.dag.clear();
    this.#mutant = mutant;
    this.#steps = 0;
    this.#distinct.clear();
    let proved: Proved;
    try {
      proved = this.#prove(mutant.derivation);
    } catch (error) {
      if (error instanceof DistinctViolation) return { refused: "distinct", detail: error.message };
      throw error;
    }
    if (proved.formula !== this.term(mutant.conclusion))
      throw new Error("the derivation proves another statement");
    const width = mutant.variableSort.length;
    const pairs = [...this.#distinct].sort((a, b) => a - b);
    const distinct = pairs.map((pair) => [Math.floor(pair / width), pair % width] as const);
    return { root: proved.proof, steps: this.#steps, distinct };
  }

  #prove(derivation: Derivation): Proved {
    switch (derivation.kind) {
      case "hypothesis":
        return {
          proof: this.dag.node(labelCode(LabelKind.Hypothesis, derivation.index), []),
          formula: this.term(this.#mutant.hypotheses[derivation.index]),
        };
      case "step": {
        const premises = derivation.premises.map((premise) => this.#prove(premise));
        const images = derivation.images.map((cell) => this.term(cell));
        return this.cite(derivation.theorem, images, premises);
      }
      case "rewrite": {
        const equation = this.#prove(derivation.equation);
        const of = this.#prove(derivation.of);
        return this.rewriting.rewrite(this, this.#mutant.cells, derivation, equation, of);
      }
      default:
        return derivation satisfies never;
    }
  }

  cite(theorem: number, images: readonly number[], premises: readonly Proved[]): Proved {
    const citable = this.book.get(theorem);
    const { cells, formulas, frame, label } = citable;
    if (premises.length !== formulas.length - 1)
      throw new Error(`\`${label}\` is cited with ${premises.length} premises`);
    premises.forEach(({ formula }, index) => {
      if (this.instantiate(cells, formulas[index], images) !== formula)
        throw new Error(`hypothesis ${index} of \`${label}\` does not fit`);
    });
    this.#requireDistinct(citable.distinct, images, label);
    const children = frame.map((entry) => (entry >= 0 ? images[entry] : premises[~entry].proof));
    this.#steps++;
    return {
      proof: this.dag.node(labelCode(LabelKind.Theorem, theorem), children),
      formula: this.instantiate(cells, formulas[formulas.length - 1], images),
    };
  }

  #requireDistinct(pairs: ArrayLike<number>, images: readonly number[], label: string): void {
    const width = this.#mutant.variableSort.length;
    for (let i = 0; i < pairs.length; i += 2) {
      const left = this.dag.variablesIn(images[pairs[i]]);
      const right = this.dag.variablesIn(images[pairs[i + 1]]);
      for (const a of left)
        for (const b of right) {
          if (a === b)
            throw new DistinctViolation(`\`${label}\` would need a variable to be distinct from itself`);
          this.#distinct.add(a < b ? a * width + b : b * width + a);
        }
    }
  }

  term(cell: number): number {
    return this.instantiate(this.#mutant.cells, cell, undefined);
  }

  instantiate(cells: Uint32Array, cell: number, images: readonly number[] | undefined): number {
    // From the last cell to the first: a symbol finds its arguments on the stack, the first one on top.
    const stack: number[] = [];
    for (let at = cell + skipAt(cells, cell) - 1; at >= cell; at--) {
      const head = headAt(cells, at);
      if (isVariable(head)) {
        const variable = variableNumber(head);
        stack.push(images?.[variable] ?? this.dag.node(labelCode(LabelKind.Variable, variable), []));
        continue;
      }
      const count = this.arity(head);
      const children: number[] = [];
      for (let i = 0; i < count; i++) children.push(stack.pop()!);
      stack.push(this.dag.node(labelCode(LabelKind.Production, head), children));
    }
    return stack[0];
  }
}
