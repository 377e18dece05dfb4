/**
 * Cuts a file into declarations, so that an error in one does not hide the errors in the next.
 *
 * A declaration starts on a line whose first word is a declaration keyword and runs to the next such line; other line
 * breaks mean nothing, except below a readable `sort`, where every line is one constructor, and below `fun` and `with`,
 * where every line is one equation unless it is indented more than the first. A line that starts in the
 * first column with a word that looks like a misspelt keyword is cut off too, as kind `unknown`.
 */
import type { Span } from "./diagnostic.js";
import { DECLARATION_KEYWORDS, editDistance, type DeclarationKeyword } from "./names.js";

export interface Chunk extends Span {
  readonly kind: DeclarationKeyword | "constructor-line" | "equation-line" | "unknown";
  /** For `unknown`: the keyword that is probably meant, if any. */
  readonly meant?: DeclarationKeyword | undefined;
}

const KEYWORDS: ReadonlyMap<string, DeclarationKeyword> = new Map(
  DECLARATION_KEYWORDS.map((word) => [word, word]),
);

function misspelt(word: string): DeclarationKeyword | undefined {
  if (word.length < 3) return undefined;
  const lower = word.toLowerCase();
  const limit = word.length < 5 ? 1 : 2;
  return DECLARATION_KEYWORDS.find(
    (keyword) => keyword.length > 2 && editDistance(lower, keyword, limit) <= limit,
  );
}

interface LineStart {
  readonly kind: Chunk["kind"];
  readonly meant?: DeclarationKeyword | undefined;
  readonly at: number;
}

/** What a line opens, or undefined if it continues what stands before it. */
function lineStart(line: string, offset: number): LineStart | undefined {
  const match = /^(\s*)([A-Za-z]+)(?=[\s{]|$)/u.exec(line);
  if (match === null) return undefined;
  const at = offset + match[1].length;
  const keyword = KEYWORDS.get(match[2]);
  if (keyword !== undefined) return { kind: keyword, at };
  const meant = match[1] === "" && !/^\S+\s*:/.test(line) ? misspelt(match[2]) : undefined;
  return meant === undefined ? undefined : { kind: "unknown", meant, at };
}

/** The text with every comment and unusual blank replaced by spaces, so that offsets stay what they are. */
export function blankComments(text: string): string {
  const spaces = (found: string): string => " ".repeat(found.length);
  return text.replace(/--[^\n]*/gu, spaces).replace(/[^\S\n ]|[\0-\x08\x0e-\x1f\x7f-\x9f\u200b]/gu, spaces);
}

/** The declarations of a text without comments, in file order. Text before the first keyword is a chunk `unknown`, unless it is blank. */
export function splitDeclarations(text: string): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let open: LineStart | undefined;
  let end = 0;
  let indent = 0;
  const close = (): void => {
    if (open !== undefined) chunks.push({ kind: open.kind, meant: open.meant, start: open.at, end });
    open = undefined;
  };
  for (let offset = 0; offset <= text.length;) {
    const newline = text.indexOf("\n", offset);
    const lineEnd = newline < 0 ? text.length : newline;
    const line = text.slice(offset, lineEnd);
    const start = lineStart(line, offset);
    if (start !== undefined) {
      close();
      open = start;
    } else if (line.trim() !== "") {
      const at = offset + (line.length - line.trimStart().length);
      if (open === undefined) open = { kind: "unknown", at };
      else if (open.kind === "sort" || open.kind === "constructor-line") {
        close();
        open = { kind: "constructor-line", at };
      } else if (open.kind === "fun" || open.kind === "with") {
        close();
        open = { kind: "equation-line", at };
        indent = at - offset;
      } else if (open.kind === "equation-line" && at - offset <= indent) {
        close();
        open = { kind: "equation-line", at };
      }
    }
    if (line.trim() !== "") end = lineEnd;
    offset = lineEnd + 1;
  }
  close();
  return chunks;
}
