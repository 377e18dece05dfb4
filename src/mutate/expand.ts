/**
 * Candidates to statements, and statements to mutants. An expander is loaded with a candidate and its unifier; it then
 * writes the statement into cells of its own (valid until the next load), checks the parents' distinct variables, and on
 * request makes a `Mutant` with the derivation.
 */
import { TERM_WORDS } from "../device/device.js";
import { argumentCell, headAt, isVariable, sameTerm, skipAt, variableNumber } from "./flat-terms.js";
import { binderPlaces, boundAbove } from "./bound-variables.js";
import { conclusionCell, type Family } from "./families.js";
import type { InferenceRules } from "./inference-rules.js";
import { Instantiation, LEFT, MAX_CELLS, RIGHT, type Side } from "./instantiate.js";
import type { Derivation, Library, Mutant } from "./library.js";
import { Planner, ruleConclusion, type Piece, type Plan } from "./plan.js";

/** A statement in cells: formulas[0 … count-1] are first cells, hypotheses in order and the conclusion last. */
export interface Statement {
  readonly cells: Uint32Array;
  readonly formulas: Uint32Array;
  readonly count: number;
  readonly size: number;
}

export interface Unified {
  readonly family: Family;
  /** Occurrence numbers. */
  readonly left: number;
  readonly right: number;
  /** The unifier of the two patterns, as a device gives it, from word `offset`. */
  readonly bindings: Uint32Array;
  readonly offset: number;
}

/** Formulas that a statement may have. */
export const MAX_FORMULAS = 1 << 10;

export class Expander {
  readonly #write: Instantiation;
  readonly #planner: Planner;
  readonly #formulas = new Uint32Array(MAX_FORMULAS);
  readonly #hypothesisOf = new Int32Array(MAX_FORMULAS);
  readonly #seen = new Uint32Array(MAX_CELLS);
  #stamp = 0;
  #count = 0;
  #size = 0;
  #plan!: Plan;
  #places: Uint32Array | undefined;

  constructor(
    private readonly library: Library,
    rules: InferenceRules,
  ) {
    this.#write = new Instantiation(library.table.cells);
    this.#planner = new Planner(library, rules);
  }

  get plan(): Plan {
    return this.#plan;
  }

  /** Takes a candidate and writes its statement; undefined if that has more than `limit` cells. */
  load(unified: Unified, limit: number): Statement | undefined {
    const { family, left, right, bindings, offset } = unified;
    this.#plan = this.#planner.plan(family, left, right);
    const { sides } = family;
    this.#write.begin(bindings, offset, limit);
    this.#write.setSide(LEFT, sides.left.occurrenceCell[left], sides.left);
    this.#write.setSide(RIGHT, sides.right.occurrenceCell[right], sides.right);
    this.#count = 0;
    const { hypotheses } = this.#plan;
    if (hypotheses.length >= MAX_FORMULAS) return undefined;
    for (let i = 0; i < hypotheses.length && !this.#write.overflow; i++) {
      this.#hypothesisOf[i] = this.#addHypothesis(this.#piece(hypotheses[i]));
    }
    this.#formulas[this.#count] = this.#conclusion();
    if (this.#write.overflow) return undefined;
    this.#size = this.#write.length;
    return { cells: this.#write.out, formulas: this.#formulas, count: this.#count + 1, size: this.#size };
  }

  /** Whether the parents' pairs of distinct variables keep their images apart. */
  distinctHolds(): boolean {
    const { distinct, distinctStart } = this.library.table;
    this.#write.unlimit();
    let holds = true;
    for (const side of [LEFT, RIGHT] as const) {
      const theorem = this.#plan.theorems[side];
      for (let pair = distinctStart[theorem]; holds && pair < distinctStart[theorem + 1]; pair++) {
        holds = this.#disjoint(side, distinct[2 * pair], distinct[2 * pair + 1]);
      }
    }
    return holds;
  }

  /**
   * Whether the parents' local definitions, hypotheses `v = t` for a relation and a variable v, still define something:
   * if v has become another term, the hypothesis claims something of that. Where t is a variable as well, both may
   * become terms, but not constants.
   */
  definitionsHold(): boolean {
    const { cells } = this.library.table;
    const { out } = this.#write;
    return this.#plan.hypotheses.every(({ cell }, index) => {
      const head = headAt(cells, cell);
      if (isVariable(head) || this.library.rewriting.relation[head] !== 1) return true;
      const instance = this.#formulas[this.#hypothesisOf[index]];
      const [left, right] = [0, 1].map((side) => isVariable(headAt(cells, argumentCell(cells, cell, side))));
      return [0, 1].every((side) => {
        if (side === 0 ? !left : !right) return true;
        const image = argumentCell(out, instance, side);
        if (isVariable(headAt(out, image))) return true;
        return skipAt(out, image) > 1 && (side === 1 || right);
      });
    });
  }

  /** Whether no hypothesis that a rewriting adds speaks of a variable that is bound above the rewritten subterm. */
  conditionsHold(): boolean {
    const { mutation, hypotheses } = this.#plan;
    if (mutation.kind !== "rewrite" || !hypotheses.some(({ side }) => side === LEFT)) return true;
    const { cells, formulaStart, formulaCell } = this.library.table;
    const root = formulaCell[formulaStart[mutation.target] + mutation.formula];
    this.#places ??= binderPlaces(this.library);
    const bound = boundAbove(cells, root, root + mutation.position, this.#places);
    const { out, variableSide, variableNumber: numberInTheorem } = this.#write;
    return hypotheses.every(({ side }, index) => {
      if (side !== LEFT || bound.length === 0) return true;
      const start = this.#formulas[this.#hypothesisOf[index]];
      for (let at = start; at < start + skipAt(out, start); at++) {
        const head = headAt(out, at);
        if (!isVariable(head)) continue;
        const variable = variableNumber(head);
        if (variableSide[variable] === RIGHT && bound.includes(numberInTheorem[variable])) return false;
      }
      return true;
    });
  }

  #disjoint(side: Side, x: number, y: number): boolean {
    const start = this.#write.length;
    const left = this.#write.writeVariable(side, x);
    const right = this.#write.writeVariable(side, y);
    if (this.#write.overflow) return false;
    const { out } = this.#write;
    this.#stamp++;
    for (let at = left; at < right; at++) {
      const head = headAt(out, at);
      if (isVariable(head)) this.#seen[variableNumber(head)] = this.#stamp;
    }
    let disjoint = true;
    for (let at = right; at < this.#write.length; at++) {
      const head = headAt(out, at);
      if (isVariable(head) && this.#seen[variableNumber(head)] === this.#stamp) disjoint = false;
    }
    this.#write.length = start;
    return disjoint;
  }

  #piece({ side, cell, hole, filler }: Piece): number {
    return this.#write.write(side, cell, hole, LEFT, filler);
  }

  /** The number of the hypothesis just written, which is taken back if it stands there already. */
  #addHypothesis(start: number): number {
    if (this.#write.overflow) return -1;
    const { out } = this.#write;
    for (let i = 0; i < this.#count; i++) {
      if (!sameTerm(out, this.#formulas[i], out, start)) continue;
      this.#write.length = start;
      return i;
    }
    this.#formulas[this.#count] = start;
    return this.#count++;
  }

  #conclusion(): number {
    const { conclusion, use } = this.#plan;
    if (conclusion !== undefined) return this.#piece(conclusion);
    const { cells } = this.library.table;
    const cell = ruleConclusion(this.library, use!.rule);
    const part = (at: number): number => this.#piece(use!.images.get(variableNumber(headAt(cells, at)))!);
    if (isVariable(headAt(cells, cell))) return part(cell);
    const start = this.#write.openTerm(headAt(cells, cell));
    for (let at = cell + 1; at < cell + skipAt(cells, cell); at++) part(at);
    return this.#write.closeTerm(start);
  }

  /** The loaded candidate as a mutant, undefined if its derivation has too many cells; its statement must be written. */
  mutant(): Mutant | undefined {
    this.#write.unlimit();
    const statementVariables = this.#write.variableCount;
    const derivation = this.#derivation();
    if (this.#write.overflow) return undefined;
    const { table } = this.library;
    const variableOrigin = Array.from({ length: this.#write.variableCount }, (_, v) => ({
      theorem: this.#plan.theorems[this.#write.variableSide[v]],
      variable: this.#write.variableNumber[v],
    }));
    return {
      mutation: this.#plan.mutation,
      cells: this.#write.out.slice(0, this.#write.length * TERM_WORDS),
      hypotheses: Array.from(this.#formulas.subarray(0, this.#count)),
      conclusion: this.#formulas[this.#count],
      variableSort: variableOrigin.map(
        ({ theorem, variable }) => table.variableSort[table.variableStart[theorem] + variable],
      ),
      ...{ variableOrigin, statementVariables, derivation },
    };
  }

  #derivation(): Derivation {
    const { mutation } = this.#plan;
    switch (mutation.kind) {
      case "apply":
        return this.#step(RIGHT, this.#step(LEFT));
      case "combine":
        return this.#ruleStep([this.#step(LEFT), this.#step(RIGHT)]);
      case "rewrite":
        return this.#rewrite(mutation);
      default:
        return mutation satisfies never;
    }
  }

  /** The side's theorem; `proved` proves the hypothesis that the mutation takes away. */
  #step(side: Side, proved?: Derivation): Derivation {
    const theorem = this.#plan.theorems[side];
    const { variableStart } = this.library.table;
    const count = variableStart[theorem + 1] - variableStart[theorem];
    const images = Array.from({ length: count }, (_, v) => this.#write.writeVariable(side, v));
    const premises = this.#plan.premises[side].map((piece): Derivation => {
      if (piece < 0) return proved!;
      return { kind: "hypothesis", index: this.#hypothesisOf[piece] };
    });
    return { kind: "step", theorem, images, premises };
  }

  #ruleStep(premises: readonly Derivation[]): Derivation {
    const { rule, images } = this.#plan.use!;
    const terms = Array.from({ length: images.size }, (_, v) => this.#piece(images.get(v)!));
    return { kind: "step", theorem: rule.theorem, images: terms, premises };
  }

  #rewrite(mutation: Extract<Mutant["mutation"], { kind: "rewrite" }>): Derivation {
    const { target, formula, position, reverse } = mutation;
    const equation = this.#equation();
    const { formulaStart, formulaCell } = this.library.table;
    const original = formulaCell[formulaStart[target] + formula];
    if (original === conclusionCell(this.library, target)) {
      const before = this.#write.write(RIGHT, original);
      const after = this.#formulas[this.#count];
      const of = this.#step(RIGHT);
      return { kind: "rewrite", before, after, position, reverse, equation, of };
    }
    const step = this.#step(RIGHT);
    if (step.kind !== "step") throw new Error("a theorem's use is a step");
    const of = step.premises[formula];
    if (of.kind !== "hypothesis") throw new Error("a rewritten hypothesis is one of the mutant's");
    const before = this.#formulas[of.index];
    const after = this.#write.write(RIGHT, original);
    const proof: Derivation = { kind: "rewrite", before, after, position, reverse: !reverse, equation, of };
    return {
      ...step,
      premises: step.premises.map((premise, index) => (index === formula ? proof : premise)),
    };
  }

  #equation(): Derivation {
    const { use, antecedent } = this.#plan;
    const lemma = this.#step(LEFT);
    if (use === undefined) return lemma;
    const condition: Derivation = { kind: "hypothesis", index: this.#hypothesisOf[antecedent] };
    return this.#ruleStep(use.rule.parts.map((part) => (part.symbol === undefined ? condition : lemma)));
  }
}
