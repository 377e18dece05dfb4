/**
 * The families of mutations: for each, which terms of the library are its lemma side (left) and which its target side
 * (right). A pair of occurrences, one from each side, whose patterns unify is a candidate.
 *
 *     family    left                                            right
 *     apply     conclusions                                     hypotheses
 *     combine   what the first hypothesis of a cut rule cuts    what its second hypothesis cuts
 *     rewrite   sides of equations, closed or detached          subterms that congruence reaches
 */
import { argumentCell, constructorCount, headAt, isVariable, skipAt, variableNumber } from "./flat-terms.js";
import type { CutPart, CutRule, InferenceRules } from "./inference-rules.js";
import type { JoinSides } from "./join.js";
import { TheoremFlag, type Library } from "./library.js";
import { PatternBuilder, type PatternTable } from "./patterns.js";

export type FamilyKind = "apply" | "combine" | "rewrite";

export interface Family {
  readonly kind: FamilyKind;
  readonly sides: JoinSides;
  /** The rule of a `combine` family. */
  readonly rule: CutRule | undefined;
}

export interface FamilyOptions {
  readonly kinds: readonly FamilyKind[];
  /** Constructors that a term must have to be a side. */
  readonly minimum: number;
  /** Leave the target as it is: only the lemma's variables may be bound. A rewrite always does. */
  readonly matchOnly: boolean;
  /** Whether a theorem may be a parent. */
  readonly usable: (theorem: number) => boolean;
  /** At least one parent must be this theorem or a later one. */
  readonly fresh: number;
}

/** The tag of a rewriting term: bit 0 for right to left; above it 1 + the detachment, or 0 for none. */
export const REVERSE_BIT = 1;

/** Anything that is not discouraged. */
export function encouraged(library: Library): (theorem: number) => boolean {
  return (theorem) => (library.table.flags[theorem] & TheoremFlag.Discouraged) === 0;
}

export function conclusionCell(library: Library, theorem: number): number {
  return library.table.formulaCell[library.table.formulaStart[theorem + 1] - 1];
}

/** Collects terms with enough constructors. */
class SideBuilder {
  readonly #builder = new PatternBuilder();

  constructor(
    private readonly library: Library,
    private readonly options: Pick<FamilyOptions, "minimum" | "usable">,
  ) {}

  /** Calls `each` for every theorem that may be a parent. */
  theorems(each: (theorem: number) => void): this {
    for (let t = 0; t < this.library.table.theoremCount; t++) if (this.options.usable(t)) each(t);
    return this;
  }

  add(cell: number, theorem: number, tag = 0): void {
    const { cells } = this.library.table;
    if (skipAt(cells, cell) < this.options.minimum) return;
    if (this.options.minimum > 0 && constructorCount(cells, cell) < this.options.minimum) return;
    this.#builder.add(cells, cell, theorem, tag);
  }

  finish(): PatternTable {
    return this.#builder.finish();
  }
}

type Parents = Pick<FamilyOptions, "minimum" | "usable">;

export function conclusions(library: Library, parents: Parents): PatternTable {
  const side = new SideBuilder(library, parents);
  return side
    .theorems((t) => {
      side.add(conclusionCell(library, t), t);
    })
    .finish();
}

export function hypotheses(library: Library, parents: Parents): PatternTable {
  const { formulaStart, formulaCell } = library.table;
  const side = new SideBuilder(library, parents);
  return side
    .theorems((t) => {
      for (let f = formulaStart[t]; f < formulaStart[t + 1] - 1; f++) side.add(formulaCell[f], t);
    })
    .finish();
}

/** The part of every conclusion that a cut rule would cut. */
function cutParts(library: Library, parents: Parents, part: CutPart): PatternTable {
  if (part.symbol === undefined) return conclusions(library, parents);
  const side = new SideBuilder(library, parents);
  return side
    .theorems((t) => {
      const cell = conclusionCell(library, t);
      if (headAt(library.table.cells, cell) !== part.symbol) return;
      side.add(argumentCell(library.table.cells, cell, part.argument), t);
    })
    .finish();
}

/** The sides of every equation or equivalence that may replace what they match. */
export function rewritingTerms(library: Library, rules: InferenceRules, parents: Parents): PatternTable {
  const { cells } = library.table;
  const side = new SideBuilder(library, parents);
  const detachments = rules.cuts.map((rule, index) => ({ rule, index })).filter(({ rule }) => rule.detaches);
  const addSides = (equation: number, theorem: number, tag: number): void => {
    const head = headAt(cells, equation);
    if (isVariable(head) || library.rewriting.relation[head] !== 1) return;
    const left = argumentCell(cells, equation, 0);
    const right = argumentCell(cells, equation, 1);
    if (binds(cells, left, right)) side.add(left, theorem, tag);
    if (binds(cells, right, left)) side.add(right, theorem, tag | REVERSE_BIT);
  };
  return side
    .theorems((t) => {
      const cell = conclusionCell(library, t);
      addSides(cell, t, 0);
      for (const { rule, index } of detachments) {
        const { symbol, argument } = rule.parts.find((part) => part.symbol !== undefined)!;
        if (headAt(cells, cell) === symbol)
          addSides(argumentCell(cells, cell, 1 - argument), t, (index + 1) << 1);
      }
    })
    .finish();
}

/** Whether a term is no variable and has all variables of the other. */
function binds(cells: Uint32Array, term: number, other: number): boolean {
  if (isVariable(headAt(cells, term))) return false;
  const known = new Set<number>();
  for (let at = term; at < term + skipAt(cells, term); at++) {
    if (isVariable(headAt(cells, at))) known.add(variableNumber(headAt(cells, at)));
  }
  for (let at = other; at < other + skipAt(cells, other); at++) {
    if (isVariable(headAt(cells, at)) && !known.has(variableNumber(headAt(cells, at)))) return false;
  }
  return true;
}

/** Every subterm, variables apart, that a chain of congruences leads to. */
export function rewritableSubterms(library: Library, parents: Parents): PatternTable {
  const { cells, formulaStart, formulaCell } = library.table;
  const { slots } = library.rewriting;
  const side = new SideBuilder(library, parents);
  const visit = (cell: number, theorem: number): void => {
    const head = headAt(cells, cell);
    if (isVariable(head)) return;
    side.add(cell, theorem);
    const end = cell + skipAt(cells, cell);
    for (let at = cell + 1, index = 0; at < end; at += skipAt(cells, at), index++) {
      if ((slots[head] & (1 << index)) !== 0) visit(at, theorem);
    }
  };
  return side
    .theorems((t) => {
      for (let f = formulaStart[t]; f < formulaStart[t + 1]; f++) visit(formulaCell[f], t);
    })
    .finish();
}

interface Parenthood {
  readonly left: Parents;
  readonly right: Parents;
}

/** Who may be lemma and who target, so that every candidate has a fresh parent and none comes twice. */
function parenthoods({ minimum, usable, fresh }: FamilyOptions): readonly Parenthood[] {
  const all = { minimum, usable };
  if (fresh === 0) return [{ left: all, right: all }];
  const late = { minimum, usable: (t: number) => t >= fresh && usable(t) };
  const early = { minimum, usable: (t: number) => t < fresh && usable(t) };
  return [
    { left: late, right: all },
    { left: early, right: late },
  ];
}

export function buildFamilies(
  library: Library,
  rules: InferenceRules,
  options: FamilyOptions,
): readonly Family[] {
  return parenthoods(options).flatMap((parents) => familiesOf(library, rules, options, parents));
}

function familiesOf(
  library: Library,
  rules: InferenceRules,
  options: FamilyOptions,
  { left, right }: Parenthood,
): readonly Family[] {
  const families: Family[] = [];
  const add = (kind: FamilyKind, leftTable: PatternTable, rightTable: PatternTable, rule?: CutRule): void => {
    if (leftTable.terms.termCount === 0 || rightTable.terms.termCount === 0) return;
    const matchOnly = kind === "rewrite" || options.matchOnly;
    families.push({ kind, sides: { left: leftTable, right: rightTable, matchOnly }, rule });
  };
  for (const kind of options.kinds) {
    if (kind === "apply") add(kind, conclusions(library, left), hypotheses(library, right));
    else if (kind === "rewrite")
      add(kind, rewritingTerms(library, rules, left), rewritableSubterms(library, right));
    else {
      const parts = new Map<string, PatternTable>();
      const partOf = (part: CutPart, side: "left" | "right"): PatternTable => {
        const key = `${side} ${part.symbol ?? "*"}.${part.argument}`;
        const known = parts.get(key) ?? cutParts(library, side === "left" ? left : right, part);
        parts.set(key, known);
        return known;
      };
      for (const rule of rules.cuts)
        add(kind, partOf(rule.parts[0], "left"), partOf(rule.parts[1], "right"), rule);
    }
  }
  return families;
}
