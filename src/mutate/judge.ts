/**
 * Which statements are worth having. A judge holds indexes of the library and gives each candidate the first verdict
 * that applies, from the cheapest test to the dearest; it remembers nothing of other candidates, so judges on several
 * threads agree. What one mutant has to do with another is decided elsewhere.
 */
import { TERM_WORDS } from "../device/device.js";
import { Canonicaliser, KeyTable } from "./canonical.js";
import { MAX_FORMULAS, type Expander, type Statement, type Unified } from "./expand.js";
import { conclusionCell } from "./families.js";
import { argumentCell, headAt, isVariable, sameTerm, skipAt, variableNumber } from "./flat-terms.js";
import type { InferenceRules } from "./inference-rules.js";
import { MAX_STATEMENT } from "./instantiate.js";
import type { Library } from "./library.js";
import type { MutateSettings } from "./settings.js";
import { SubsumptionIndex } from "./subsumption.js";

/** In the order of the tests. */
export const VERDICTS = [
  "worth having",
  "too large",
  "conclusion assumed",
  "hypothesis is a variable",
  "hypothesis beside the point",
  "distinct variables clash",
  "definition of a term",
  "variable defined twice",
  "condition on a bound variable",
  "instance of a library theorem",
  "one step from the library",
  "hypothesis trivially true",
  "hypotheses contradictory",
  "hypothesis follows from the others",
] as const;
export type Verdict = (typeof VERDICTS)[number];

const CACHE_SIZE = 1 << 16;
const HARMLESS = 1;
const TRIVIAL = 2;
const ABSURD = 3;

/** The cells of all formulas of a theorem. */
export function statementSize(library: Library, theorem: number): number {
  const { cells, formulaStart, formulaCell } = library.table;
  let size = 0;
  for (let f = formulaStart[theorem]; f < formulaStart[theorem + 1]; f++)
    size += skipAt(cells, formulaCell[f]);
  return size;
}

/** A theorem of the library as a statement; `detached` adds its antecedent to the hypotheses of a consequent. */
function theoremStatement(
  library: Library,
  theorem: number,
  detached?: readonly [number, number],
): Statement {
  const { cells, formulaStart, formulaCell } = library.table;
  const formulas = Array.from(formulaCell.subarray(formulaStart[theorem], formulaStart[theorem + 1]));
  if (detached !== undefined) formulas.splice(formulas.length - 1, 1, detached[0], detached[1]);
  return {
    cells,
    formulas: Uint32Array.from(formulas),
    count: formulas.length,
    size: statementSize(library, theorem),
  };
}

export class Judge {
  readonly #library: SubsumptionIndex;
  readonly #detached: SubsumptionIndex;
  readonly #knownHypotheses = new KeyTable();
  readonly #canonical = new Canonicaliser();
  readonly #cache = {
    low: new Uint32Array(CACHE_SIZE),
    high: new Uint32Array(CACHE_SIZE),
    verdict: new Uint8Array(CACHE_SIZE),
  };
  readonly #negations: readonly number[];
  readonly #scratch = new Uint32Array((MAX_STATEMENT + 1) * TERM_WORDS);
  readonly #others = new Uint32Array(MAX_FORMULAS);
  readonly #connected = new Uint8Array(1 << 12);

  constructor(
    private readonly library: Library,
    rules: InferenceRules,
    private readonly settings: Pick<MutateSettings, "growth">,
  ) {
    this.#library = new SubsumptionIndex();
    this.#detached = new SubsumptionIndex();
    this.#negations = Array.from(rules.negation.keys()).filter((symbol) => rules.negation[symbol] === 1);
    for (let theorem = 0; theorem < library.table.theoremCount; theorem++) {
      this.#library.add(theoremStatement(library, theorem), theorem);
      this.#addDetached(rules, theorem);
      this.#addHypotheses(theorem);
    }
  }

  #addDetached(rules: InferenceRules, theorem: number): void {
    const { cells } = this.library.table;
    const conclusion = conclusionCell(this.library, theorem);
    for (const rule of rules.cuts) {
      const part = rule.parts.find(({ symbol }) => symbol !== undefined)!;
      if (!rule.detaches || headAt(cells, conclusion) !== part.symbol) continue;
      const antecedent = argumentCell(cells, conclusion, part.argument);
      const consequent = argumentCell(cells, conclusion, 1 - part.argument);
      this.#detached.add(theoremStatement(this.library, theorem, [antecedent, consequent]), theorem);
    }
  }

  #addHypotheses(theorem: number): void {
    const { cells, formulas, count } = theoremStatement(this.library, theorem);
    for (let i = 0; i < count - 1; i++) {
      this.#canonical.run({ cells, formulas: formulas.subarray(i, i + 1), count: 1, size: 0 });
      this.#knownHypotheses.add(this.#canonical.low, this.#canonical.high, theorem);
    }
  }

  /** Loads a candidate and says what it is worth; `statement` is set when it is worth having. */
  judge(expander: Expander, unified: Unified): { readonly verdict: Verdict; readonly statement?: Statement } {
    const { sides } = unified.family;
    const parents = [
      sides.left.occurrenceTheorem[unified.left],
      sides.right.occurrenceTheorem[unified.right],
    ];
    const limit = Math.floor(
      this.settings.growth * Math.max(...parents.map((theorem) => statementSize(this.library, theorem))),
    );
    const statement = expander.load(unified, limit);
    if (statement === undefined) return { verdict: "too large" };
    if (assumesConclusion(statement)) return { verdict: "conclusion assumed" };
    if (assumesVariable(statement)) return { verdict: "hypothesis is a variable" };
    if (!this.#allConnected(statement)) return { verdict: "hypothesis beside the point" };
    if (!expander.distinctHolds()) return { verdict: "distinct variables clash" };
    if (!expander.definitionsHold()) return { verdict: "definition of a term" };
    if (this.#definesTwice(statement)) return { verdict: "variable defined twice" };
    if (!expander.conditionsHold()) return { verdict: "condition on a bound variable" };
    if (this.#library.find(statement) >= 0) return { verdict: "instance of a library theorem" };
    if (this.#detached.find(statement) >= 0) return { verdict: "one step from the library" };
    for (let i = 0; i < statement.count - 1; i++) {
      const worth = this.#hypothesis(statement, i);
      if (worth === TRIVIAL) return { verdict: "hypothesis trivially true" };
      if (worth === ABSURD || this.#contradictsAnother(statement, i))
        return { verdict: "hypotheses contradictory" };
    }
    for (let i = 0; i < statement.count - 1; i++)
      if (this.#follows(statement, i)) return { verdict: "hypothesis follows from the others" };
    return { verdict: "worth having", statement };
  }

  /** Whether every hypothesis shares variables with the conclusion, if only by way of other hypotheses. */
  #allConnected({ cells, formulas, count }: Statement): boolean {
    if (count === 1) return true;
    const connected = this.#connected.fill(0);
    mark(cells, formulas[count - 1], connected);
    const pending = Array.from(formulas.subarray(0, count - 1));
    for (let changed = true; changed && pending.length > 0;) {
      changed = false;
      for (let i = pending.length - 1; i >= 0; i--) {
        if (!touches(cells, pending[i], connected)) continue;
        mark(cells, pending[i], connected);
        pending.splice(i, 1);
        changed = true;
      }
    }
    return pending.length === 0;
  }

  /** What a hypothesis by itself is worth. One that the library has as a hypothesis is taken to be harmless. */
  #hypothesis({ cells, formulas }: Statement, index: number): number {
    const alone: Statement = { cells, formulas: formulas.subarray(index, index + 1), count: 1, size: 0 };
    this.#canonical.run(alone);
    const { low, high } = this.#canonical;
    if (this.#knownHypotheses.get(low, high) >= 0) return HARMLESS;
    const slot = low & (CACHE_SIZE - 1);
    const cache = this.#cache;
    if (cache.verdict[slot] !== 0 && cache.low[slot] === low && cache.high[slot] === high)
      return cache.verdict[slot];
    let verdict = HARMLESS;
    if (this.#library.find(alone) >= 0) verdict = TRIVIAL;
    else if (this.#refutable(alone)) verdict = ABSURD;
    cache.low[slot] = low;
    cache.high[slot] = high;
    cache.verdict[slot] = verdict;
    return verdict;
  }

  /** Whether the library proves the negation of a formula, or what it is the negation of. */
  #refutable({ cells, formulas }: Statement): boolean {
    const head = headAt(cells, formulas[0]);
    for (const negation of this.#negations) {
      if (head === negation && this.#isTheorem(cells, formulas[0] + 1)) return true;
      if (this.#isTheorem(this.#scratch, this.#negate(negation, cells, formulas[0]))) return true;
    }
    return false;
  }

  #isTheorem(cells: Uint32Array, cell: number): boolean {
    const statement = { cells, formulas: Uint32Array.of(cell), count: 1, size: 0 };
    return this.#library.find(statement) >= 0;
  }

  #negate(negation: number, cells: Uint32Array, cell: number): number {
    const size = skipAt(cells, cell);
    this.#scratch[0] = negation;
    this.#scratch[1] = size + 1;
    this.#scratch.set(cells.subarray(cell * TERM_WORDS, (cell + size) * TERM_WORDS), TERM_WORDS);
    return 0;
  }

  /** Whether two hypotheses are `v = s` and `v = t`, for one variable v and terms s and t. */
  #definesTwice({ cells, formulas, count }: Statement): boolean {
    const defined: number[] = [];
    for (let i = 0; i < count - 1; i++) {
      const head = headAt(cells, formulas[i]);
      if (isVariable(head) || this.library.rewriting.relation[head] !== 1) continue;
      const variable = headAt(cells, formulas[i] + 1);
      if (!isVariable(variable) || isVariable(headAt(cells, formulas[i] + 2))) continue;
      if (defined.includes(variable)) return true;
      defined.push(variable);
    }
    return false;
  }

  /** Whether one step of the library leads from the other hypotheses to this one. */
  #follows({ cells, formulas, count }: Statement, index: number): boolean {
    if (count <= 2) return false;
    const others = this.#others.subarray(0, count - 1);
    others.set(formulas.subarray(0, index));
    others.set(formulas.subarray(index + 1, count - 1), index);
    others[count - 2] = formulas[index];
    return this.#library.find({ cells, formulas: others, count: count - 1, size: 0 }) >= 0;
  }

  /** Whether another hypothesis is the negation of this one. */
  #contradictsAnother({ cells, formulas, count }: Statement, index: number): boolean {
    const head = headAt(cells, formulas[index]);
    if (!this.#negations.includes(head)) return false;
    for (let i = 0; i < count - 1; i++)
      if (sameTerm(cells, formulas[i], cells, formulas[index] + 1)) return true;
    return false;
  }
}

/** Whether a hypothesis says of a variable that it holds; what such a theorem says, it says without the variable. */
function assumesVariable({ cells, formulas, count }: Statement): boolean {
  for (let i = 0; i < count - 1; i++) if (isVariable(headAt(cells, formulas[i]))) return true;
  return false;
}

function assumesConclusion({ cells, formulas, count }: Statement): boolean {
  for (let i = 0; i < count - 1; i++)
    if (sameTerm(cells, formulas[i], cells, formulas[count - 1])) return true;
  return false;
}

function mark(cells: Uint32Array, cell: number, set: Uint8Array): void {
  for (let at = cell; at < cell + skipAt(cells, cell); at++) {
    const head = headAt(cells, at);
    if (isVariable(head)) set[variableNumber(head)] = 1;
  }
}

function touches(cells: Uint32Array, cell: number, set: Uint8Array): boolean {
  for (let at = cell; at < cell + skipAt(cells, cell); at++) {
    const head = headAt(cells, at);
    if (isVariable(head) && set[variableNumber(head)] === 1) return true;
  }
  return false;
}
