/**
 * S-expressions of SMT-LIB 2: symbols, numerals, strings and lists, each with its place. Comments go; `|a symbol|` loses
 * its bars. Nothing is thrown for any text: what cannot be read is reported, and reading goes on behind it.
 */
import type { DiagnosticSink, Span } from "../../mpl/diagnostic.js";

export interface Atom extends Span {
  readonly kind: "atom";
  readonly text: string;
}

export interface List extends Span {
  readonly kind: "list";
  readonly items: readonly Expr[];
}

export type Expr = Atom | List;

/** The deepest nesting that is read. */
const MAX_DEPTH = 400;

interface Opened {
  readonly start: number;
  readonly items: Expr[];
}

const TOKEN = /\s+|;[^\n]*|[()]|\|[^|]*\||"(?:[^"]|"")*"|[^\s();"|]+/uy;

/** The expressions of the text, in order. */
export function readExpressions(sink: DiagnosticSink): readonly Expr[] {
  const { text } = sink.file;
  const top: Expr[] = [];
  const open: Opened[] = [];
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) {
      const what = text[at] === '"' ? "string" : "quoted symbol";
      sink.error("smt-syntax", { start: at, end: at + 1 }, `this ${what} is never closed`);
      return top;
    }
    const span = { start: at, end: at + token.length };
    at = span.end;
    if (/^[\s;]/u.test(token)) continue;
    if (token === "(") {
      open.push({ start: span.start, items: [] });
      if (open.length > MAX_DEPTH) {
        sink.error("smt-too-large", span, `expressions may nest ${MAX_DEPTH} deep at most`);
        return top;
      }
    } else if (token === ")") {
      const list = open.pop();
      if (list === undefined) sink.error("smt-syntax", span, "this bracket closes nothing");
      else (open.at(-1)?.items ?? top).push({ kind: "list", items: list.items, start: list.start, end: at });
    } else
      (open.at(-1)?.items ?? top).push({ kind: "atom", text: token.replace(/^\|(.*)\|$/su, "$1"), ...span });
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined)
    sink.error(
      "smt-syntax",
      { start: unclosed.start, end: unclosed.start + 1 },
      "this bracket is never closed",
    );
  return top;
}

/** The text of an atom, undefined for a list. */
export function atomText(expr: Expr | undefined): string | undefined {
  return expr?.kind === "atom" ? expr.text : undefined;
}

/** The items of a list, none for an atom. */
export function itemsOf(expr: Expr | undefined): readonly Expr[] {
  return expr?.kind === "list" ? expr.items : [];
}

/** The word that a list starts with. */
export function headOf(expr: Expr | undefined): string | undefined {
  return atomText(itemsOf(expr)[0]);
}
