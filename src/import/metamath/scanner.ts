/**
 * Tokens of a Metamath database, with comments skipped and included files entered where they are named.
 *
 * A token is a run of printable ASCII; everything else but white space is refused outside comments. A keyword (`$`
 * and one character) comes back as its number in `Keyword`, any other token as its number in the token table. Comments
 * do not nest: `$)` ends one, and a `$(` within is an error. A file that is included a second time is skipped, as the
 * language demands; so a file that includes itself ends.
 */
import { MalformedDatabase, type Source, type Sources } from "./sources.js";
import type { TokenTable } from "./token-table.js";

/** What `next` returns for keywords and at the end: negative, so that no token has the same number. */
export const Keyword = {
  End: -1,
  Constant: -2,
  Variable: -3,
  Float: -4,
  Essential: -5,
  Axiom: -6,
  Theorem: -7,
  Disjoint: -8,
  OpenScope: -9,
  CloseScope: -10,
  Proof: -11,
  Stop: -12,
} as const;

const DOLLAR = 0x24;
const KEYWORDS: Readonly<Record<string, number>> = {
  c: Keyword.Constant,
  v: Keyword.Variable,
  f: Keyword.Float,
  e: Keyword.Essential,
  a: Keyword.Axiom,
  p: Keyword.Theorem,
  d: Keyword.Disjoint,
  "{": Keyword.OpenScope,
  "}": Keyword.CloseScope,
  "=": Keyword.Proof,
  ".": Keyword.Stop,
};

export function isSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13 && byte !== 11);
}

/** Gives an included file's bytes; undefined if there is none of that name. */
export type OpenInclude = (name: string) => Uint8Array | undefined;

export interface ScannerEvents {
  /** Called after each comment with the positions of what is between `$(` and `$)`. */
  readonly comment: (start: number, end: number) => void;
  /** May an include stand here? A message says why not. */
  readonly mayInclude: () => string | undefined;
}

export class Scanner {
  /** The place of the last token. */
  tokenStart = 0;
  tokenEnd = 0;
  #source: Source;
  #bytes: Buffer;
  #at = 0;
  readonly #outer: { source: Source; at: number }[] = [];
  readonly #included: Set<string>;

  constructor(
    readonly sources: Sources,
    readonly tokens: TokenTable,
    readonly open: OpenInclude,
    readonly events: ScannerEvents,
    main: Source,
  ) {
    this.#source = main;
    this.#bytes = bufferOf(main);
    this.#included = new Set([main.name]);
  }

  fail(code: string, message: string, hint?: string): never {
    throw new MalformedDatabase(code, this.tokenStart, this.tokenEnd, message, hint);
  }

  tokenText(): string {
    const text = this.sources.text(this.tokenStart, this.tokenEnd);
    return text.length > 80 ? `${text.slice(0, 80)}…` : text;
  }

  next(): number {
    for (;;) {
      if (!this.#scan()) {
        const outer = this.#outer.pop();
        if (outer === undefined) return Keyword.End;
        this.#enter(outer.source, outer.at);
        continue;
      }
      const start = this.tokenStart - this.#source.base;
      if (this.#bytes[start] !== DOLLAR) return this.tokens.intern(this.#bytes, start, this.#at);
      const keyword = this.#keyword(start);
      if (keyword !== undefined) return keyword;
    }
  }

  /**
   * Skips the rest of a proof, up to and with its `$.`, without looking at its tokens. Returns the positions of what
   * is before the `$.`; comments are still inside.
   */
  skipProof(): { start: number; end: number } {
    const { base } = this.#source;
    const start = this.#at;
    for (let from = start; ;) {
      const dollar = this.#bytes.indexOf(DOLLAR, from);
      this.#place(dollar < 0 ? this.#bytes.length : dollar, dollar < 0 ? this.#bytes.length : dollar + 2);
      if (dollar < 0) this.fail("unfinished", "the file ends inside a proof", "a proof ends with `$.`");
      if (!this.#isKeywordAt(dollar)) this.fail("syntax", "`$` inside a token of a proof");
      const second = this.#bytes[dollar + 1];
      if (second === 0x2e) {
        this.#at = dollar + 2;
        return { start: base + start, end: base + dollar };
      }
      if (second !== 0x28) this.fail("syntax", `unexpected \`${this.tokenText()}\` inside a proof`);
      this.#at = dollar + 2;
      this.#skipComment();
      from = this.#at;
    }
  }

  #isKeywordAt(dollar: number): boolean {
    const after = dollar + 2;
    const bytes = this.#bytes;
    return (
      (dollar === 0 || isSpace(bytes[dollar - 1])) &&
      after <= bytes.length &&
      (after === bytes.length || isSpace(bytes[after]))
    );
  }

  #place(start: number, end: number): void {
    this.tokenStart = this.#source.base + start;
    this.tokenEnd = this.#source.base + Math.min(end, this.#bytes.length);
  }

  #enter(source: Source, at: number): void {
    this.#source = source;
    this.#bytes = bufferOf(source);
    this.#at = at;
  }

  /** Finds the next token of the file at hand; false at its end. */
  #scan(): boolean {
    const bytes = this.#bytes;
    const length = bytes.length;
    let at = this.#at;
    while (at < length && isSpace(bytes[at])) at++;
    const start = at;
    while (at < length && bytes[at] > 32 && bytes[at] < 127) at++;
    this.#at = at;
    this.#place(start, at);
    if (at < length && !isSpace(bytes[at])) {
      this.#place(at, at + 1);
      const code = bytes[at].toString(16).padStart(2, "0");
      this.fail("character", `byte 0x${code} is not allowed outside a comment`, "tokens are printable ASCII");
    }
    return at > start;
  }

  /** The keyword that starts at `start`; undefined after a comment or an include, which this has dealt with. */
  #keyword(start: number): number | undefined {
    if (this.#at - start !== 2)
      this.fail("symbol", `\`${this.tokenText()}\`: a token may not contain \`$\``, "is a space missing?");
    const second = String.fromCharCode(this.#bytes[start + 1]);
    switch (second) {
      case "(":
        this.#skipComment();
        return undefined;
      case "[":
        this.#include();
        return undefined;
      case ")":
        return this.fail("comment", "`$)` without a `$(` before it");
      case "]":
        return this.fail("include", "`$]` without a `$[` before it");
      default:
        return KEYWORDS[second] ?? this.fail("keyword", `unknown keyword \`$${second}\``);
    }
  }

  /** From just after `$(` to just after the matching `$)`. */
  #skipComment(): void {
    const start = this.#at;
    for (let from = start; ;) {
      const dollar = this.#bytes.indexOf(DOLLAR, from);
      if (dollar < 0) this.fail("comment", "this comment is never closed", "a comment ends with `$)`");
      const second = this.#bytes[dollar + 1];
      from = dollar + 1;
      if ((second !== 0x28 && second !== 0x29) || !this.#isKeywordAt(dollar)) continue;
      if (second === 0x28) {
        this.#place(dollar, dollar + 2);
        this.fail("comment", "`$(` inside a comment", "comments do not nest; is a `$)` missing before?");
      }
      this.#at = dollar + 2;
      this.events.comment(this.#source.base + start, this.#source.base + dollar);
      return;
    }
  }

  #include(): void {
    const refusal = this.events.mayInclude();
    if (refusal !== undefined) this.fail("include", refusal);
    if (!this.#scan()) this.fail("include", "the file ends inside an include");
    const name = this.tokenText();
    const { tokenStart, tokenEnd } = this;
    if (!this.#scan() || this.tokenText() !== "$]")
      this.fail("include", "an include is `$[ name $]`", "a file name may not contain spaces");
    if (this.#included.has(name)) return;
    this.#included.add(name);
    const bytes = this.open(name);
    if (bytes === undefined) {
      this.tokenStart = tokenStart;
      this.tokenEnd = tokenEnd;
      this.fail("include", `the file \`${name}\` cannot be read`, "it is looked for beside the main file");
    }
    this.#outer.push({ source: this.#source, at: this.#at });
    this.#enter(this.sources.add(name, bytes), 0);
  }
}

function bufferOf({ bytes }: Source): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
