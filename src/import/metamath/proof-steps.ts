/**
 * A theorem's proof as numbers, from either of the two notations: labels in a row, or the compressed one (labels in
 * parentheses, then letters). Checked here is what the notation itself demands: that every label exists, stands before
 * the theorem and is active, and that every number of a compressed proof means something.
 */
import { labelOf, StatementKind, type Database } from "./database.js";
import { IntVector } from "./int-vector.js";
import { isSpace } from "./scanner.js";
import { MalformedDatabase } from "./sources.js";

/**
 * Steps in order. A step is a statement to cite; SAVE, which gives the last step's result the next number, from 0 on;
 * or `recall(n)`, which is saved result n again. `positions` says where each stands.
 */
export interface ProofSteps {
  readonly count: number;
  readonly steps: IntVector;
  readonly positions: IntVector;
}

export const SAVE = -1;

/** A step that repeats saved result `saved`; its own inverse. */
export function recall(saved: number): number {
  return -2 - saved;
}

interface Word {
  readonly start: number;
  readonly end: number;
}

/** A proof that is not what it should be. */
function fail({ start, end }: Word, message: string, hint?: string): never {
  throw new MalformedDatabase("proof", start, end, message, hint);
}

/** Reads the proof of `theorem`. Throws a MalformedDatabase that says what is wrong with it. */
export function readProof(db: Database, theorem: number): ProofSteps {
  const reader = new ProofReader(db, theorem);
  const first = reader.nextWord();
  if (first === undefined) fail(reader.whole, "the proof is empty");
  if (reader.is(first, "(")) reader.readCompressed();
  else reader.readNormal(first);
  return { count: reader.steps.length, steps: reader.steps, positions: reader.positions };
}

class ProofReader {
  readonly steps = new IntVector(64);
  readonly positions = new IntVector(64);
  readonly whole: Word;
  readonly #bytes: Uint8Array;
  readonly #base: number;
  #at: number;

  constructor(
    readonly db: Database,
    readonly theorem: number,
  ) {
    const { bytes, base } = db.sources.sourceOf(db.proofStart[theorem]);
    this.#bytes = bytes;
    this.#base = base;
    this.#at = db.proofStart[theorem] - base;
    this.whole = { start: db.position[theorem], end: db.position[theorem] + labelOf(db, theorem).length };
  }

  /** The next token that is in no comment. */
  nextWord(): Word | undefined {
    const end = this.db.proofEnd[this.theorem] - this.#base;
    for (let inComment = false; ;) {
      while (this.#at < end && isSpace(this.#bytes[this.#at])) this.#at++;
      if (this.#at >= end) return undefined;
      const start = this.#at;
      while (this.#at < end && !isSpace(this.#bytes[this.#at])) this.#at++;
      const word = { start: this.#base + start, end: this.#base + this.#at };
      if (inComment) inComment = !this.is(word, "$)");
      else if (this.is(word, "$(")) inComment = true;
      else return word;
    }
  }

  is(word: Word, text: string): boolean {
    if (word.end - word.start !== text.length) return false;
    for (let i = 0; i < text.length; i++)
      if (this.#bytes[word.start - this.#base + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  /** The statement that a label names, which must be one that the theorem may cite. */
  #cited(word: Word): number {
    const { db, theorem } = this;
    const token = db.tokens.lookUp(this.#bytes, word.start - this.#base, word.end - this.#base);
    const statement = token < 0 ? -1 : db.statementOfLabel[token];
    if (statement < 0) {
      if (this.is(word, "?")) fail(word, "the proof is incomplete", "`?` stands for a part that is missing");
      const text = db.sources.text(word.start, Math.min(word.end, word.start + 80));
      fail(word, `there is no statement \`${text}\``);
    }
    if (statement >= theorem) fail(word, `\`${labelOf(db, statement)}\` does not stand before this theorem`);
    if (db.kind[statement] < StatementKind.Axiom && db.scopeEnd[statement] <= theorem)
      fail(
        word,
        `the hypothesis \`${labelOf(db, statement)}\` is not active here`,
        "its block has been closed",
      );
    return statement;
  }

  readNormal(first: Word): void {
    for (let word: Word | undefined = first; word !== undefined; word = this.nextWord()) {
      this.steps.push(this.#cited(word));
      this.positions.push(word.start);
    }
  }

  readCompressed(): void {
    const { db, theorem } = this;
    const mandatory = db.hypotheses.subarray(db.hypothesisStart[theorem], db.hypothesisStart[theorem + 1]);
    const cited = [...mandatory];
    const isMandatory = new Set(mandatory);
    for (;;) {
      const word = this.nextWord();
      if (word === undefined)
        fail(this.whole, "the labels of the compressed proof are never closed", "`)` is missing");
      if (this.is(word, ")")) break;
      const statement = this.#cited(word);
      if (isMandatory.has(statement))
        fail(
          word,
          `\`${labelOf(db, statement)}\` is a mandatory hypothesis`,
          "those are numbered without a label",
        );
      cited.push(statement);
    }
    this.#readLetters(cited);
  }

  /** A–T end a number, its last digit to base 20; U–Y are its digits before, to base 5; Z saves. */
  #readLetters(cited: readonly number[]): void {
    let number = 0;
    let saved = 0;
    let last: Word = this.whole;
    for (let word = this.nextWord(); word !== undefined; word = this.nextWord())
      for (let at = word.start; at < word.end; at++) {
        const letter = this.#bytes[at - this.#base] - 0x41;
        last = { start: at, end: at + 1 };
        if (letter >= 0 && letter < 20) {
          const index = 20 * number + letter;
          if (index >= cited.length + saved) fail(last, "this number of the compressed proof means nothing");
          this.steps.push(index < cited.length ? cited[index] : recall(index - cited.length));
          this.positions.push(at);
          number = 0;
        } else if (letter >= 20 && letter < 25) {
          number = 5 * number + letter - 19;
          if (number > 0x7ffffff / 20) fail(last, "this number of the compressed proof is too large");
        } else if (letter === 25 && number === 0) {
          const { length } = this.steps;
          if (length === 0 || this.steps.get(length - 1) === SAVE) fail(last, "`Z` here saves nothing");
          saved++;
          this.steps.push(SAVE);
          this.positions.push(at);
        } else this.#failLetter(last, number);
      }
    if (number !== 0) fail(last, "the compressed proof ends inside a number");
  }

  #failLetter(word: Word, number: number): never {
    if (this.is(word, "?")) fail(word, "the proof is incomplete", "`?` stands for a part that is missing");
    if (this.is(word, "Z")) fail(word, "`Z` inside a number");
    fail(
      word,
      `a compressed proof has capital letters only${number === 0 ? "" : ", and a number is unfinished"}`,
    );
  }
}
