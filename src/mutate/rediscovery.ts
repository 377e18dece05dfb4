/**
 * Rediscovery: which theorems of a library are exactly one mutation step from those before a boundary? Instead of
 * making all mutants, each later theorem T is taken apart: what an `apply`, a chain or a rewriting must have started
 * from is looked up, the mutant is made, and it counts if it is T up to renaming and the order of hypotheses.
 *
 * Chains are applications too: a theorem that concludes `implies(P, Q)` gives, by a detachment, the theorem `P / Q`, and
 * by a syllogism `implies(X, P) / implies(X, Q)`. Not looked for: lemmas that conclude a bare variable, mutants two of
 * whose hypotheses become one, and rewriting by rules with hypotheses or that lose a variable; and the work for one
 * theorem is limited. So the counts are lower bounds.
 */
import { TERM_WORDS, VARIABLE_BIT } from "../device/device.js";
import { Canonicaliser, KeyTable } from "./canonical.js";
import type { Statement } from "./expand.js";
import {
  argumentCell,
  headAt,
  isVariable,
  sameTerm,
  skipAt,
  variableNumber,
  WordList,
} from "./flat-terms.js";
import { findInferenceRules } from "./inference-rules.js";
import type { Library } from "./library.js";
import { statementOfMgu } from "./mgu-statement.js";
import { TermIndex } from "./term-index.js";

export type Step = "apply" | "chain" | "rewrite";

/** A statement whose hypotheses may be proved by theorems: a theorem, or what a rule makes of one. */
interface Entry {
  readonly step: Step;
  /** The theorem that it is, or is made of. */
  readonly theorem: number;
  readonly cells: Uint32Array;
  /** First cells: hypotheses, then the conclusion. */
  readonly formulas: readonly number[];
}

const UNBOUND = -1;
/** Formulas that may be matched, and mutants that may be made, for one theorem; what takes more is not found. */
const MATCH_BUDGET = 20_000;
const MUTANT_BUDGET = 2_000;
const MAX_VARIABLES = 1 << 10;

export class Rediscovery {
  readonly #entries: Entry[] = [];
  /** By theorem. */
  readonly #formulasOf: (readonly number[])[] = [];
  /** Conclusions of all entries, and of theorems alone, by leaf. */
  readonly #targets = new TermIndex();
  readonly #lemmas = new TermIndex();
  /** By number of hypotheses, symbol and slot: theorems by that argument of their conclusions. */
  readonly #byArgument = new Map<string, TermIndex>();
  /** Sides of closed rules: entry e is a theorem's equation, left side 2e, right side 2e + 1. */
  readonly #sides = new TermIndex();
  readonly #keys = new KeyTable();
  readonly #canonical = new Canonicaliser();
  readonly #binding = new Int32Array(MAX_VARIABLES).fill(UNBOUND);
  /** The theorem at hand, its formulas copied to the front, and terms made of them. */
  readonly #work = new WordList(1 << 14);
  #given: number[] = [];
  /** Theorems from this one on are not known yet. */
  #before = 0;
  #matchesLeft = 0;
  #mutantsLeft = 0;

  constructor(readonly library: Library) {
    for (let theorem = 0; theorem < library.table.theoremCount; theorem++) this.#learn(theorem);
    this.#addChains();
  }

  #formulas(theorem: number): readonly number[] {
    const { formulaStart, formulaCell } = this.library.table;
    return (this.#formulasOf[theorem] ??= [
      ...formulaCell.subarray(formulaStart[theorem], formulaStart[theorem + 1]),
    ]);
  }

  #learn(theorem: number): void {
    const { cells } = this.library.table;
    const formulas = this.#formulas(theorem);
    const conclusion = formulas[formulas.length - 1];
    this.#learnLemma(conclusion, theorem, formulas.length - 1);
    this.#addEntry({ step: "apply", theorem, cells, formulas });
    this.#canonical.run({ cells, formulas: Uint32Array.from(formulas), count: formulas.length, size: 0 });
    this.#keys.add(this.#canonical.low, this.#canonical.high, theorem);
    const head = headAt(cells, conclusion);
    if (formulas.length !== 1 || isVariable(head) || this.library.rewriting.relation[head] !== 1) return;
    for (const side of [0, 1])
      this.#sides.add(cells, argumentCell(cells, conclusion, side), 2 * theorem + side);
  }

  #learnLemma(conclusion: number, theorem: number, open: number): void {
    const { cells } = this.library.table;
    const head = headAt(cells, conclusion);
    if (isVariable(head)) return;
    this.#lemmas.add(cells, conclusion, theorem);
    const end = conclusion + skipAt(cells, conclusion);
    for (let at = conclusion + 1, slot = 0; at < end; at += skipAt(cells, at), slot++) {
      const key = `${open}.${head}.${slot}`;
      const index = this.#byArgument.get(key) ?? new TermIndex();
      this.#byArgument.set(key, index);
      index.add(cells, at, theorem);
    }
  }

  #addEntry(entry: Entry): void {
    this.#targets.add(entry.cells, entry.formulas[entry.formulas.length - 1], this.#entries.length);
    this.#entries.push(entry);
  }

  /** `P / Q` and `implies(X, P) / implies(X, Q)` for each theorem that concludes `implies(P, Q)`. */
  #addChains(): void {
    const { cells } = this.library.table;
    const detachment = findInferenceRules(this.library).cuts.find((cut) => cut.detaches);
    const implies = detachment?.parts.find(({ symbol }) => symbol !== undefined)?.symbol;
    if (implies === undefined) return;
    for (let theorem = 0; theorem < this.library.table.theoremCount; theorem++) {
      const formulas = this.#formulas(theorem).slice(0, -1);
      const conclusion = this.#formulas(theorem)[formulas.length];
      if (headAt(cells, conclusion) !== implies) continue;
      const [from, to] = [argumentCell(cells, conclusion, 0), argumentCell(cells, conclusion, 1)];
      this.#addEntry({ step: "chain", theorem, cells, formulas: [...formulas, from, to] });
      this.#addEntry({ step: "chain", theorem, ...syllogism(cells, formulas, from, to, implies) });
    }
  }

  /** The kind of step that makes `theorem` of two theorems before `before`; undefined if there is none. */
  stepTo(theorem: number, before: number): Step | undefined {
    const { cells } = this.library.table;
    this.#before = before;
    this.#matchesLeft = MATCH_BUDGET;
    this.#mutantsLeft = MUTANT_BUDGET;
    this.#work.length = 0;
    this.#given = this.#formulas(theorem).map((cell) => this.#copy(cells, cell));
    const [low, high] = this.#keyOf(this.#given);
    if (this.#isKnown(low, high)) return undefined;
    return this.#isRewritten() ? "rewrite" : this.#applied(low, high);
  }

  #isKnown(low: number, high: number): boolean {
    const theorem = this.#keys.get(low, high);
    return theorem >= 0 && theorem < this.#before;
  }

  #copy(cells: Uint32Array, cell: number): number {
    const start = this.#work.length / TERM_WORDS;
    const size = skipAt(cells, cell) * TERM_WORDS;
    this.#work.reserve(size);
    this.#work.words.set(cells.subarray(cell * TERM_WORDS, cell * TERM_WORDS + size), this.#work.length);
    this.#work.length += size;
    return start;
  }

  #keyOf(formulas: readonly number[]): readonly [number, number] {
    return this.#keyOfStatement({
      cells: this.#work.words,
      formulas: Uint32Array.from(formulas),
      count: formulas.length,
      size: 0,
    });
  }

  #keyOfStatement(statement: Statement): readonly [number, number] {
    this.#canonical.run(statement);
    return [this.#canonical.low, this.#canonical.high];
  }

  // -------------------------------------------------------------------------------------------------- applications

  #applied(low: number, high: number): Step | undefined {
    const conclusion = this.#given[this.#given.length - 1];
    const hypotheses = this.#given.slice(0, -1);
    for (const number of this.#targets.generalisations(this.#work.words, conclusion).flat()) {
      const entry = this.#entries[number];
      const open = entry.formulas.length - 1;
      if (entry.theorem >= this.#before || open === 0 || open - 1 > hypotheses.length) continue;
      for (let proved = 0; proved < open; proved++) {
        this.#binding.fill(UNBOUND);
        if (!this.#match(entry.cells, entry.formulas[open], conclusion, [])) break;
        if (this.#provedBy(entry, proved, hypotheses, [low, high])) return entry.step;
      }
    }
    return undefined;
  }

  /** Is the theorem at hand what is left when hypothesis `proved` of an entry is proved by a lemma? */
  #provedBy(
    entry: Entry,
    proved: number,
    hypotheses: readonly number[],
    key: readonly [number, number],
  ): boolean {
    const kept = entry.formulas.slice(0, -1).filter((_, index) => index !== proved);
    const used = new Set<number>();
    const place = (next: number): boolean => {
      if (next === kept.length) return this.#hasLemma(entry, proved, hypotheses.length - kept.length, key);
      for (const hypothesis of hypotheses) {
        if (used.has(hypothesis) || this.#matchesLeft-- <= 0) continue;
        const trail: number[] = [];
        used.add(hypothesis);
        if (this.#match(entry.cells, kept[next], hypothesis, trail) && place(next + 1)) return true;
        used.delete(hypothesis);
        for (const variable of trail) this.#binding[variable] = UNBOUND;
      }
      return false;
    };
    return place(0);
  }

  #hasLemma(entry: Entry, proved: number, count: number, key: readonly [number, number]): boolean {
    const pattern = entry.formulas[proved];
    const { length } = this.#given;
    const size = this.#given.reduce((sum, cell) => sum + skipAt(this.#work.words, cell), 0);
    for (const lemma of this.#lemmasFor(entry.cells, pattern, count).flat()) {
      const formulas = this.#formulas(lemma);
      if (lemma >= this.#before || formulas.length - 1 !== count) continue;
      if (!this.#mayUnify(entry, pattern, formulas[count])) continue;
      if (this.#mutantsLeft-- <= 0) return false;
      const right = { cells: this.library.table.cells, formulas };
      const statement = statementOfMgu(entry, proved, right, size);
      if (statement?.size !== size || statement.count !== length) continue;
      const [low, high] = this.#keyOfStatement(statement);
      if (low === key[0] && high === key[1]) return true;
    }
    return false;
  }

  /** Theorems that may conclude a formula under the bindings: by the formula, or by an argument of it that is known. */
  #lemmasFor(cells: Uint32Array, pattern: number, open: number): readonly (readonly number[])[] {
    const before = this.#work.length;
    const find = (cell: number, index: TermIndex | undefined): readonly (readonly number[])[] | undefined => {
      const goal = this.#instantiate(cells, cell);
      const found = goal < 0 ? undefined : (index?.generalisations(this.#work.words, goal) ?? []);
      this.#work.length = before;
      return found;
    };
    const whole = find(pattern, this.#lemmas);
    const head = headAt(cells, pattern);
    if (whole !== undefined || isVariable(head)) return whole ?? [];
    let best: readonly (readonly number[])[] = [];
    let fewest = Infinity;
    const end = pattern + skipAt(cells, pattern);
    for (let at = pattern + 1, slot = 0; at < end; at += skipAt(cells, at), slot++) {
      const found = find(at, this.#byArgument.get(`${open}.${head}.${slot}`));
      const count = found?.reduce((sum, list) => sum + list.length, 0) ?? Infinity;
      if (found === undefined || count >= fewest) continue;
      best = found;
      fewest = count;
    }
    return best;
  }

  /** Could an entry's formula under the bindings, and a lemma's conclusion, be made one? Looks at symbols alone. */
  #mayUnify(entry: Entry, cell: number, conclusion: number): boolean {
    const { cells } = this.library.table;
    const clash = (left: Uint32Array, l: number, right: Uint32Array, r: number): boolean => {
      if (isVariable(headAt(right, r))) return false;
      const head = headAt(left, l);
      if (isVariable(head)) {
        const bound =
          left === entry.cells && left !== this.#work.words ? this.#binding[variableNumber(head)] : UNBOUND;
        // A variable of the theorem at hand stands for itself alone.
        if (left === this.#work.words) return true;
        return bound !== UNBOUND && clash(this.#work.words, bound, right, r);
      }
      if (head !== headAt(right, r)) return true;
      const end = l + skipAt(left, l);
      for (let i = l + 1, j = r + 1; i < end; i += skipAt(left, i), j += skipAt(right, j))
        if (clash(left, i, right, j)) return true;
      return false;
    };
    return !clash(entry.cells, cell, cells, conclusion);
  }

  /** Extends the bindings so that the pattern is the term at hand; what was bound is added to `trail` in any case. */
  #match(cells: Uint32Array, pattern: number, term: number, trail: number[]): boolean {
    const { words } = this.#work;
    const end = pattern + skipAt(cells, pattern);
    for (let p = pattern, t = term; p < end; p++) {
      const head = headAt(cells, p);
      if (!isVariable(head)) {
        if (headAt(words, t++) !== head) return false;
        continue;
      }
      const variable = variableNumber(head);
      if (this.#binding[variable] === UNBOUND) {
        this.#binding[variable] = t;
        trail.push(variable);
      } else if (!sameTerm(words, this.#binding[variable], words, t)) return false;
      t += skipAt(words, t);
    }
    return true;
  }

  /** Writes a pattern's instance behind the theorem at hand; -1 if a variable is not bound. */
  #instantiate(cells: Uint32Array, pattern: number): number {
    const head = headAt(cells, pattern);
    if (isVariable(head)) {
      const bound = this.#binding[variableNumber(head)];
      return bound === UNBOUND ? -1 : this.#copy(this.#work.words, bound);
    }
    const start = this.#work.length / TERM_WORDS;
    this.#work.push(head);
    this.#work.push(0);
    const end = pattern + skipAt(cells, pattern);
    for (let at = pattern + 1; at < end; at += skipAt(cells, at))
      if (this.#instantiate(cells, at) < 0) return -1;
    this.#work.words[start * TERM_WORDS + 1] = this.#work.length / TERM_WORDS - start;
    return start;
  }

  // ----------------------------------------------------------------------------------------------------- rewriting

  #isRewritten(): boolean {
    return this.#given.some((formula, index) =>
      this.#places(formula).some((place) => this.#comesFrom(index, place)),
    );
  }

  /** Subterms that lemmas reach, the formula itself among them. */
  #places(formula: number): number[] {
    const { words } = this.#work;
    const found = [formula];
    for (let i = 0; i < found.length; i++) {
      const head = headAt(words, found[i]);
      if (isVariable(head)) continue;
      const end = found[i] + skipAt(words, found[i]);
      for (let at = found[i] + 1, slot = 0; at < end; at += skipAt(words, at), slot++)
        if (((this.library.rewriting.slots[head] >>> slot) & 1) === 1) found.push(at);
    }
    return found.filter((place) => !isVariable(headAt(words, place)));
  }

  /** Is there a rule, one side of which is at `place`, and a theorem that has the other side there? */
  #comesFrom(index: number, place: number): boolean {
    const { cells } = this.library.table;
    const formula = this.#given[index];
    for (const found of this.#sides.generalisations(this.#work.words, place).flat()) {
      if (found >>> 1 >= this.#before) continue;
      const [equation] = this.#formulas(found >>> 1);
      const [here, other] = [found & 1, 1 - (found & 1)].map((side) => argumentCell(cells, equation, side));
      // The mutation matches a symbol, never a variable.
      if (isVariable(headAt(cells, other))) continue;
      this.#binding.fill(UNBOUND);
      if (!this.#match(cells, here, place, [])) continue;
      const before = this.#work.length;
      const replaced = this.#replace(formula, place, cells, other);
      const formulas = this.#given.map((cell, i) => (i === index ? replaced : cell));
      const [low, high] = replaced < 0 ? [0, 0] : this.#keyOf(formulas);
      this.#work.length = before;
      if (replaced >= 0 && this.#isKnown(low, high)) return true;
    }
    return false;
  }

  #replace(cell: number, place: number, cells: Uint32Array, by: number): number {
    if (cell === place) return this.#instantiate(cells, by);
    const { words } = this.#work;
    const size = skipAt(words, cell);
    if (place < cell || place >= cell + size) return this.#copy(words, cell);
    const start = this.#work.length / TERM_WORDS;
    this.#work.push(headAt(words, cell));
    this.#work.push(0);
    for (let at = cell + 1; at < cell + size; at += skipAt(this.#work.words, at))
      if (this.#replace(at, place, cells, by) < 0) return -1;
    this.#work.words[start * TERM_WORDS + 1] = this.#work.length / TERM_WORDS - start;
    return start;
  }
}

/** `implies(X, P) / implies(X, Q)` with the other hypotheses. */
function syllogism(
  cells: Uint32Array,
  hypotheses: readonly number[],
  from: number,
  to: number,
  implies: number,
): Pick<Entry, "cells" | "formulas"> {
  const out = new WordList(64);
  const copy = (cell: number) => {
    const start = out.length / TERM_WORDS;
    for (let at = cell * TERM_WORDS; at < (cell + skipAt(cells, cell)) * TERM_WORDS; at++)
      out.push(cells[at]);
    return start;
  };
  // A variable that no theorem has.
  const fresh = (VARIABLE_BIT | (MAX_VARIABLES - 1)) >>> 0;
  const implication = (cell: number) => {
    const start = out.length / TERM_WORDS;
    for (const word of [implies, 2 + skipAt(cells, cell), fresh, 1]) out.push(word);
    copy(cell);
    return start;
  };
  const formulas = [...hypotheses.map(copy), implication(from), implication(to)];
  return { cells: out.toArray(), formulas };
}
