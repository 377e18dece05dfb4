/**
 * What a candidate's statement is made of, before anything is written: which formula of which parent stands where, and
 * where a rewritten subterm goes. One plan serves for the statement, for the derivation and for the explanation.
 */
import { argumentCell, headAt, skipAt, variableNumber } from "./flat-terms.js";
import { conclusionCell, REVERSE_BIT, type Family } from "./families.js";
import type { CutRule, InferenceRules } from "./inference-rules.js";
import { LEFT, RIGHT, type Side } from "./instantiate.js";
import type { Library, Mutation } from "./library.js";

/** A term of one side's theorem, perhaps with one of its subterms, `hole`, replaced by the left side's `filler`. */
export interface Piece {
  readonly side: Side;
  readonly cell: number;
  readonly hole: number;
  readonly filler: number;
}

/** A cut rule at work: which term each of its variables stands for. */
export interface RuleUse {
  readonly rule: CutRule;
  readonly images: ReadonlyMap<number, Piece>;
}

export interface Plan {
  readonly mutation: Mutation;
  /** Lemma and target; of a cut, the proofs of its first and second hypothesis. */
  readonly theorems: readonly [number, number];
  readonly hypotheses: readonly Piece[];
  /** Of each side's hypotheses, which of `hypotheses` proves it; -1 for one that the mutation proves. */
  readonly premises: readonly [readonly number[], readonly number[]];
  /** Undefined for a cut, whose conclusion is the rule's. */
  readonly conclusion: Piece | undefined;
  /** The rule of a cut, or the one that detaches a lemma's equation. */
  readonly use: RuleUse | undefined;
  /** The hypothesis that is the antecedent of a detached equation, or -1. */
  readonly antecedent: number;
}

function whole(side: Side, cell: number): Piece {
  return { side, cell, hole: -1, filler: -1 };
}

function hypothesisCells(library: Library, theorem: number): readonly number[] {
  const { formulaStart, formulaCell } = library.table;
  return Array.from(formulaCell.subarray(formulaStart[theorem], formulaStart[theorem + 1] - 1));
}

/** The formula of a theorem that has the cell. */
export function formulaOf(library: Library, theorem: number, cell: number): number {
  const { cells, formulaStart, formulaCell } = library.table;
  for (let f = formulaStart[theorem]; f < formulaStart[theorem + 1]; f++) {
    if (cell >= formulaCell[f] && cell < formulaCell[f] + skipAt(cells, formulaCell[f])) {
      return f - formulaStart[theorem];
    }
  }
  throw new Error("a cell outside its theorem");
}

/** What the variables of `rule` stand for when conclusions (or terms) `proved` prove its hypotheses. */
function ruleImages(library: Library, rule: CutRule, proved: readonly [Piece, Piece]): Map<number, Piece> {
  const { cells, formulaStart, formulaCell } = library.table;
  const images = new Map<number, Piece>();
  rule.parts.forEach(({ symbol }, index) => {
    const cell = formulaCell[formulaStart[rule.theorem] + index];
    const piece = proved[index];
    if (symbol === undefined) {
      images.set(variableNumber(headAt(cells, cell)), piece);
      return;
    }
    for (let argument = 0; argument < skipAt(cells, cell) - 1; argument++) {
      const variable = variableNumber(headAt(cells, cell + 1 + argument));
      if (images.has(variable)) continue;
      images.set(variable, whole(piece.side, argumentCell(cells, piece.cell, argument)));
    }
  });
  return images;
}

export class Planner {
  constructor(
    private readonly library: Library,
    private readonly rules: InferenceRules,
  ) {}

  plan(family: Family, left: number, right: number): Plan {
    const { sides } = family;
    const lemma = sides.left.occurrenceTheorem[left];
    const target = sides.right.occurrenceTheorem[right];
    if (family.kind === "combine") return this.#combine(family.rule!, lemma, target);
    const cell = sides.right.occurrenceCell[right];
    if (family.kind === "apply") return this.#apply(lemma, target, cell);
    const [lemmaCell, tag] = [sides.left.occurrenceCell[left], sides.left.occurrenceTag[left]];
    return this.#rewrite({ lemma, target, cell, lemmaCell, tag });
  }

  #apply(lemma: number, target: number, cell: number): Plan {
    const formula = formulaOf(this.library, target, cell);
    const hypotheses: Piece[] = [];
    const premises: [number[], number[]] = [[], []];
    hypothesisCells(this.library, target).forEach((hypothesis, index) => {
      if (index === formula) {
        premises[RIGHT].push(-1);
        this.#take(LEFT, lemma, hypotheses, premises[LEFT]);
      } else premises[RIGHT].push(hypotheses.push(whole(RIGHT, hypothesis)) - 1);
    });
    return {
      mutation: { kind: "apply", target, formula, lemma },
      ...{ theorems: [lemma, target], hypotheses, premises },
      conclusion: whole(RIGHT, conclusionCell(this.library, target)),
      ...{ use: undefined, antecedent: -1 },
    };
  }

  #combine(rule: CutRule, left: number, right: number): Plan {
    const hypotheses: Piece[] = [];
    const premises: [number[], number[]] = [[], []];
    this.#take(LEFT, left, hypotheses, premises[LEFT]);
    this.#take(RIGHT, right, hypotheses, premises[RIGHT]);
    const proved: readonly [Piece, Piece] = [
      whole(LEFT, conclusionCell(this.library, left)),
      whole(RIGHT, conclusionCell(this.library, right)),
    ];
    return {
      mutation: { kind: "combine", rule: rule.theorem, parents: [left, right] },
      ...{ theorems: [left, right], hypotheses, premises, conclusion: undefined },
      ...{ use: { rule, images: ruleImages(this.library, rule, proved) }, antecedent: -1 },
    };
  }

  #rewrite(place: { lemma: number; target: number; cell: number; lemmaCell: number; tag: number }): Plan {
    const { lemma, target, cell, lemmaCell, tag } = place;
    const { cells } = this.library.table;
    const formula = formulaOf(this.library, target, cell);
    const reverse = (tag & REVERSE_BIT) !== 0;
    const rule = tag >>> 1 === 0 ? undefined : this.rules.cuts[(tag >>> 1) - 1];
    const proved = conclusionCell(this.library, lemma);
    const cut = rule?.parts.find((part) => part.symbol !== undefined);
    const equation = cut === undefined ? proved : argumentCell(cells, proved, 1 - cut.argument);
    const filler = argumentCell(cells, equation, reverse ? 0 : 1);
    if (argumentCell(cells, equation, reverse ? 1 : 0) !== lemmaCell)
      throw new Error("not a side of the equation");
    const hypotheses: Piece[] = [];
    const premises: [number[], number[]] = [[], []];
    let antecedent = -1;
    let use: RuleUse | undefined;
    const takeLemma = (): void => {
      this.#take(LEFT, lemma, hypotheses, premises[LEFT]);
      if (rule === undefined || cut === undefined) return;
      const condition = whole(LEFT, argumentCell(cells, proved, cut.argument));
      antecedent = hypotheses.push(condition) - 1;
      const order = rule.parts.map((part) => (part.symbol === undefined ? condition : whole(LEFT, proved)));
      use = { rule, images: ruleImages(this.library, rule, [order[0], order[1]]) };
    };
    const targetHypotheses = hypothesisCells(this.library, target);
    targetHypotheses.forEach((hypothesis, index) => {
      const plain = whole(RIGHT, hypothesis);
      const piece = index === formula ? { ...plain, hole: cell, filler } : plain;
      premises[RIGHT].push(hypotheses.push(piece) - 1);
      if (index === formula) takeLemma();
    });
    let conclusion = whole(RIGHT, conclusionCell(this.library, target));
    if (formula === targetHypotheses.length) {
      takeLemma();
      conclusion = { ...conclusion, hole: cell, filler };
    }
    const { formulaStart, formulaCell } = this.library.table;
    const position = cell - formulaCell[formulaStart[target] + formula];
    const detach = rule?.theorem;
    const mutation: Mutation = { kind: "rewrite", target, formula, position, lemma, reverse, detach };
    return { mutation, theorems: [lemma, target], hypotheses, premises, conclusion, use, antecedent };
  }

  /** Makes all hypotheses of a theorem hypotheses of the mutant. */
  #take(side: Side, theorem: number, hypotheses: Piece[], premises: number[]): void {
    for (const cell of hypothesisCells(this.library, theorem)) {
      premises.push(hypotheses.push(whole(side, cell)) - 1);
    }
  }
}

/** The conclusion of a rule: its first cell in the library. */
export function ruleConclusion(library: Library, rule: CutRule): number {
  return conclusionCell(library, rule.theorem);
}
