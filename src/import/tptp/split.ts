/**
 * A TPTP file cut into its pieces, each an annotated formula or an include without its final full stop, so that an
 * error in one does not hide those of others. Comments become spaces; quotes and brackets are respected.
 */
import type { Span } from "../../mpl/diagnostic.js";

export interface SplitText {
  /** The text with its comments blanked: every offset means the same place as in the original. */
  readonly text: string;
  readonly pieces: readonly Span[];
  /** What stands behind the last full stop, if it is more than white space. */
  readonly rest: Span | undefined;
}

export function splitPieces(source: string): SplitText {
  const chars = blankComments(source);
  const pieces: Span[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at];
    if (char === "'" || char === '"') at = endOfQuote(chars, at);
    else if (char === "(" || char === "[") depth++;
    else if (char === ")" || char === "]") depth = Math.max(0, depth - 1);
    else if (char === "." && depth === 0) {
      pieces.push(trimmed(chars, start, at));
      start = at + 1;
    }
  }
  const rest = trimmed(chars, start, chars.length);
  return { text: chars, pieces, rest: rest.start < rest.end ? rest : undefined };
}

/** The offset of the closing quote, or of the last character if there is none. */
function endOfQuote(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === text[start] || text[at] === "\n") return at;
  }
  return text.length - 1;
}

function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  while (from < end && /\s/u.test(text[from])) from++;
  let to = end;
  while (to > from && /\s/u.test(text[to - 1])) to--;
  return { start: from, end: to };
}

/** `%` to the end of the line and block comments as spaces; line ends stay. */
function blankComments(source: string): string {
  const parts: string[] = [];
  let kept = 0;
  for (let at = 0; at < source.length; at++) {
    const char = source[at];
    if (char === "'" || char === '"') {
      at = endOfQuote(source, at);
      continue;
    }
    const isBlock = char === "/" && source[at + 1] === "*";
    if (char !== "%" && !isBlock) continue;
    const found = isBlock ? source.indexOf("*/", at + 2) : source.indexOf("\n", at);
    const end = found < 0 ? source.length : isBlock ? found + 2 : found;
    parts.push(source.slice(kept, at), source.slice(at, end).replace(/[^\n]/gu, " "));
    kept = end;
    at = end - 1;
  }
  parts.push(source.slice(kept));
  return parts.join("");
}
