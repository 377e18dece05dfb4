/**
 * The verifier of Metamath proofs: a stack machine on strings of tokens, as the language's specification describes
 * it. It reads proofs and frames and knows nothing of grammar, terms or mutation.
 *
 * The stack holds ranges of an arena, which a proof fills from its start; a saved result is a range that is kept.
 * Substituting copies ranges, a hypothesis is compared in place. A proof can ask for strings of exponential size, so
 * the work that one may cost is limited; a proof that goes past it is rejected, and says so.
 */
import type { Diagnostic } from "../../mpl/diagnostic.js";
import { labelOf, StatementKind, type Database } from "./database.js";
import { DistinctScope } from "./distinct-scope.js";
import { readProof, recall, SAVE, type ProofSteps } from "./proof-steps.js";
import { MalformedDatabase } from "./sources.js";

/** Tokens that one proof may write, and tokens that it may write or compare. */
const MAX_ARENA = 1 << 25;
const MAX_WORK = 1 << 30;

export interface Verification {
  readonly theoremCount: number;
  readonly acceptedCount: number;
  /** Steps of all proofs, those that repeat saved results included. */
  readonly stepCount: number;
  /** One for each theorem that is not accepted, in file order. */
  readonly rejections: readonly { readonly label: string; readonly diagnostic: Diagnostic }[];
}

/** Verifies the proofs of all theorems from statement `from` on. */
export function verifyDatabase(db: Database, from = 0): Verification {
  const verifier = new Verifier(db);
  const rejections: { label: string; diagnostic: Diagnostic }[] = [];
  let theoremCount = 0;
  for (let statement = from; statement < db.statementCount; statement++) {
    if (db.kind[statement] !== StatementKind.Theorem) continue;
    theoremCount++;
    const diagnostic = verifier.verify(statement);
    if (diagnostic !== undefined) rejections.push({ label: labelOf(db, statement), diagnostic });
  }
  const acceptedCount = theoremCount - rejections.length;
  return { theoremCount, acceptedCount, stepCount: verifier.stepCount, rejections };
}

export class Verifier {
  stepCount = 0;
  #arena = new Int32Array(1 << 16);
  #used = 0;
  #work = 0;
  /** Ranges of the arena: those on the stack, and those saved. */
  #stackStart = new Int32Array(1 << 10);
  #stackEnd = new Int32Array(1 << 10);
  #height = 0;
  readonly #savedStart: number[] = [];
  readonly #savedEnd: number[] = [];
  /** By variable: what the step at hand puts for it. */
  readonly #imageStart: Int32Array;
  readonly #imageEnd: Int32Array;
  readonly #distinct: DistinctScope;
  /** Where the step at hand stands. */
  #position = 0;

  constructor(readonly db: Database) {
    this.#imageStart = new Int32Array(db.tokens.count);
    this.#imageEnd = new Int32Array(db.tokens.count);
    this.#distinct = new DistinctScope(db);
  }

  /** Undefined if the theorem's proof proves it. */
  verify(theorem: number): Diagnostic | undefined {
    try {
      this.#run(theorem, readProof(this.db, theorem));
      return undefined;
    } catch (error) {
      if (error instanceof MalformedDatabase) return this.db.sources.diagnostic(error);
      throw error;
    }
  }

  #fail(message: string, hint?: string): never {
    throw new MalformedDatabase("proof", this.#position, this.#position + 1, message, hint);
  }

  #run(theorem: number, proof: ProofSteps): void {
    this.#used = 0;
    this.#work = 0;
    this.#height = 0;
    this.#savedStart.length = 0;
    this.#savedEnd.length = 0;
    this.#distinct.enter(theorem);
    this.stepCount += proof.count;
    for (let i = 0; i < proof.count; i++) {
      this.#position = proof.positions.get(i);
      this.#step(proof.steps.get(i));
    }
    this.#position = this.db.position[theorem];
    if (this.#height !== 1) this.#fail(`the proof leaves ${this.#height} results, not one`);
    const { mathStart } = this.db;
    if (!this.#holds(0, mathStart[theorem], mathStart[theorem + 1]))
      this.#fail("the proof proves another statement", `it proves \`${this.#quote(0)}\``);
  }

  #step(step: number): void {
    const top = this.#height - 1;
    if (step === SAVE) {
      this.#savedStart.push(this.#stackStart[top]);
      this.#savedEnd.push(this.#stackEnd[top]);
    } else if (step < 0) {
      const saved = recall(step);
      this.#push(this.#savedStart[saved], this.#savedEnd[saved]);
    } else if (this.db.kind[step] >= StatementKind.Axiom) this.#cite(step);
    else {
      const start = this.#used;
      for (let at = this.db.mathStart[step]; at < this.db.mathStart[step + 1]; at++)
        this.#write(this.db.math[at]);
      this.#push(start, this.#used);
    }
  }

  #push(start: number, end: number): void {
    if (this.#height === this.#stackStart.length) {
      const starts = new Int32Array(2 * this.#height);
      const ends = new Int32Array(2 * this.#height);
      starts.set(this.#stackStart);
      ends.set(this.#stackEnd);
      this.#stackStart = starts;
      this.#stackEnd = ends;
    }
    this.#stackStart[this.#height] = start;
    this.#stackEnd[this.#height++] = end;
  }

  #reserve(count: number): void {
    this.#work += count;
    if (this.#work > MAX_WORK || this.#used + count > MAX_ARENA)
      this.#fail("the proof needs too much work", "its formulas grow beyond the limits");
    if (this.#used + count <= this.#arena.length) return;
    const grown = new Int32Array(2 * (this.#used + count));
    grown.set(this.#arena.subarray(0, this.#used));
    this.#arena = grown;
  }

  #write(token: number): void {
    this.#reserve(1);
    this.#arena[this.#used++] = token;
  }

  #quote(entry: number): string {
    const tokens = this.#arena.subarray(this.#stackStart[entry], this.#stackEnd[entry]);
    const words = Array.from(tokens.subarray(0, 40), (token) => this.db.tokens.text(token));
    return words.join(" ") + (tokens.length > 40 ? " …" : "");
  }

  /** Replaces an assertion's hypotheses on the stack by its conclusion. */
  #cite(assertion: number): void {
    const { db } = this;
    const first = db.hypothesisStart[assertion];
    const count = db.hypothesisStart[assertion + 1] - first;
    const base = this.#height - count;
    if (base < 0) this.#fail(`\`${labelOf(db, assertion)}\` needs ${count} results before it`);
    // Hypotheses are in file order, so a variable's $f comes before the $e that use it or, at worst, in between: two
    // passes, first the substitution, then the comparisons.
    for (let i = 0; i < count; i++) {
      const hypothesis = db.hypotheses[first + i];
      if (db.kind[hypothesis] === StatementKind.Float) this.#bind(assertion, hypothesis, base + i);
    }
    for (let i = 0; i < count; i++) {
      const hypothesis = db.hypotheses[first + i];
      if (db.kind[hypothesis] !== StatementKind.Essential) continue;
      if (!this.#holds(base + i, db.mathStart[hypothesis], db.mathStart[hypothesis + 1], true))
        this.#fail(
          `hypothesis \`${labelOf(db, hypothesis)}\` of \`${labelOf(db, assertion)}\` does not fit`,
          `the proof has \`${this.#quote(base + i)}\``,
        );
    }
    this.#requireDistinct(assertion);
    const start = this.#used;
    this.#instantiate(db.mathStart[assertion], db.mathStart[assertion + 1]);
    this.#height = base;
    this.#push(start, this.#used);
  }

  #bind(assertion: number, floating: number, entry: number): void {
    const { db } = this;
    const at = db.mathStart[floating];
    const start = this.#stackStart[entry];
    if (this.#arena[start] !== db.math[at])
      this.#fail(
        `\`${labelOf(db, assertion)}\` needs a \`${db.tokens.text(db.math[at])}\` for \`${db.tokens.text(db.math[at + 1])}\``,
        `the proof has \`${this.#quote(entry)}\``,
      );
    const variable = db.math[at + 1];
    this.#imageStart[variable] = start + 1;
    this.#imageEnd[variable] = this.#stackEnd[entry];
  }

  /** Is a stack entry this math, with the step's images for variables if `instantiated`? */
  #holds(entry: number, from: number, to: number, instantiated = false): boolean {
    const { math, isVariable } = this.db;
    const arena = this.#arena;
    let at = this.#stackStart[entry];
    const end = this.#stackEnd[entry];
    this.#work += end - at;
    for (let m = from; m < to; m++) {
      const token = math[m];
      if (!instantiated || isVariable[token] === 0) {
        if (at >= end || arena[at++] !== token) return false;
        continue;
      }
      const imageEnd = this.#imageEnd[token];
      let image = this.#imageStart[token];
      if (at + imageEnd - image > end) return false;
      for (; image < imageEnd; image++) if (arena[at++] !== arena[image]) return false;
    }
    return at === end;
  }

  #instantiate(from: number, to: number): void {
    const { math, isVariable } = this.db;
    for (let m = from; m < to; m++) {
      const token = math[m];
      if (isVariable[token] === 0) {
        this.#write(token);
        continue;
      }
      const start = this.#imageStart[token];
      const end = this.#imageEnd[token];
      this.#reserve(end - start);
      const arena = this.#arena;
      let used = this.#used;
      for (let at = start; at < end; at++) arena[used++] = arena[at];
      this.#used = used;
    }
  }

  #requireDistinct(assertion: number): void {
    const { db } = this;
    for (let pair = db.disjointStart[assertion]; pair < db.disjointStart[assertion + 1]; pair++) {
      const left = this.#variablesIn(db.disjoint[2 * pair]);
      const right = this.#variablesIn(db.disjoint[2 * pair + 1]);
      this.#work += left.length * right.length;
      if (this.#work > MAX_WORK) this.#reserve(0);
      for (const a of left)
        for (const b of right)
          if (!this.#distinct.areDistinct(a, b)) {
            const [x, y] = [db.tokens.text(a), db.tokens.text(b)];
            this.#fail(
              `\`${labelOf(db, assertion)}\` needs \`${x}\` and \`${y}\` to be distinct`,
              a === b ? "they are one variable" : `a \`$d ${x} ${y} $.\` is missing`,
            );
          }
    }
  }

  /** The variables of what the step puts for `variable`, each once. */
  #variablesIn(variable: number): number[] {
    const found: number[] = [];
    for (let at = this.#imageStart[variable]; at < this.#imageEnd[variable]; at++) {
      const token = this.#arena[at];
      if (this.db.isVariable[token] === 0) continue;
      this.#work += found.length;
      if (!found.includes(token)) found.push(token);
    }
    return found;
  }
}
