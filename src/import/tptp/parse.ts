/**
 * Parsing TPTP: a file's text to its pieces, every piece that cannot be read with a diagnostic of its own. Nothing is
 * thrown for any text: nesting and length are limited before the grammar runs.
 */
import type { FailedMatchResult } from "ohm-js";
import { DiagnosticSink, type SourceFile, type Span } from "../../mpl/diagnostic.js";
import { tptpGrammar } from "./grammar.js";
import { splitPieces } from "./split.js";
import { pieceOf } from "./parse-actions.js";
import type { Piece } from "./syntax.js";

/** The deepest nesting of brackets and unary connectives that is read, and the longest annotated formula. */
const MAX_NESTING = 250;
const MAX_PIECE = 200_000;

const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ["thf", "higher-order logic"],
  ["tcf", "typed clauses"],
  ["tpi", "process instructions"],
]);

export function parseTptp(file: SourceFile): {
  readonly pieces: readonly Piece[];
  readonly sink: DiagnosticSink;
} {
  const sink = new DiagnosticSink(file);
  const { text, pieces, rest } = splitPieces(file.text);
  const parsed: Piece[] = [];
  for (const span of pieces) {
    const piece = parsePiece(text, span, sink);
    if (piece !== undefined) parsed.push(piece);
  }
  if (rest !== undefined) {
    const hint = "every annotated formula ends with a full stop";
    sink.error("tptp-syntax", { start: rest.end, end: rest.end + 1 }, "a full stop is missing here", hint);
  }
  return { pieces: parsed, sink };
}

function parsePiece(text: string, span: Span, sink: DiagnosticSink): Piece | undefined {
  const source = text.slice(span.start, span.end);
  const language = /^[a-z]+/u.exec(source)?.[0] ?? "";
  const other = LANGUAGES.get(language);
  if (other !== undefined) {
    const hint = "the languages that are read are cnf, fof and tff";
    const place = { start: span.start, end: span.start + language.length };
    sink.error("tptp-unsupported", place, `${language} (${other}) is not read`, hint);
    return undefined;
  }
  const tooDeep = tooDeepAt(source);
  if (tooDeep !== undefined || source.length > MAX_PIECE) {
    const start = span.start + (tooDeep ?? MAX_PIECE);
    const limit = tooDeep === undefined ? `${MAX_PIECE} characters` : `a nesting of ${MAX_NESTING}`;
    sink.error("tptp-too-large", { start, end: start + 1 }, `a formula may have ${limit} at most`);
    return undefined;
  }
  try {
    const match = tptpGrammar.match(source, "Piece");
    if (match.succeeded()) return pieceOf(match, span.start);
    syntaxError(source, span, match, sink);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    sink.error("tptp-too-large", { start: span.start, end: span.start + 1 }, "this formula nests too deeply");
  }
  return undefined;
}

function syntaxError(source: string, span: Span, failure: FailedMatchResult, sink: DiagnosticSink): void {
  const failedAt = failure.getRightmostFailurePosition();
  const at = failedAt + (/^\s*/u.exec(source.slice(failedAt))?.[0].length ?? 0);
  const token = /^(\w+|\S)/u.exec(source.slice(at, at + 80))?.[0] ?? "";
  const found = token === "" ? "the formula ends" : `\`${token}\` stands`;
  const wanted = failure.getExpectedText().replace(/"([^"]+)"/gu, "`$1`");
  const start = span.start + at;
  sink.error(
    "tptp-syntax",
    { start, end: start + Math.max(1, token.length) },
    `${wanted} expected, but ${found} here`,
  );
}

/** Where brackets, or negations and quantifiers in a row, nest too deeply, if they do. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  let prefix = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "(" || char === "[") depth++;
    else if (char === ")" || char === "]") depth--;
    if (char === "~" || char === "!" || char === "?") prefix++;
    else if (char === "&" || char === "|" || char === ",") prefix = 0;
    if (depth + prefix > MAX_NESTING) return at;
  }
  return undefined;
}
