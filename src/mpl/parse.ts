/**
 * Parsing: text to surface syntax. Each declaration is matched by the grammar on its own, so every one that cannot be
 * read gives its own diagnostic and none hides another. Nothing is thrown for any text: nesting is limited before the
 * grammar runs, since its recursive descent would overflow the stack.
 */
import type { FailedMatchResult } from "ohm-js";
import { DiagnosticSink, SourceFile, type Diagnostic, type Span } from "./diagnostic.js";
import { mplGrammar } from "./grammar.js";
import { DECLARATION_KEYWORDS } from "./names.js";
import { declarationOf } from "./parse-actions.js";
import { blankComments, splitDeclarations, type Chunk } from "./split.js";
import type { DeclarationSyntax, Ident, SourceTheory } from "./syntax.js";

/** The deepest nesting of brackets that is read. */
export const MAX_NESTING = 200;

/** The longest declaration that is read, in characters. */
const MAX_DECLARATION = 50_000;

const START_RULES: Readonly<Record<Exclude<Chunk["kind"], "unknown">, string>> = {
  theory: "Theory",
  use: "Use",
  sort: "Sort",
  "constructor-line": "ConstructorLine",
  constructor: "Symbol",
  op: "Symbol",
  fun: "Fun",
  with: "Fun",
  "equation-line": "EquationLine",
  function: "Symbol",
  predicate: "Predicate",
  axiom: "Statement",
  definition: "Statement",
  theorem: "Statement",
  define: "Define",
  explore: "Settings",
  grid: "Settings",
};

/** Where brackets nest too deeply, if they do. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "(" || char === "[" || char === "{") {
      if (++depth > MAX_NESTING) return at;
    } else if ((char === ")" || char === "]" || char === "}") && depth > 0) depth--;
  }
  return undefined;
}

/** The word, number or sign at `at`, for a message. */
function tokenAt(text: string, at: number): string {
  const token = /^([\p{L}\p{N}_']+|[^\s\p{L}\p{N}_'()[\]{},:;"]+|\S)/u.exec(text.slice(at, at + 80));
  return token === null ? "" : token[0];
}

/** Names that a declaration which cannot be read would have declared, by the look of it. */
function guessNames(chunk: Chunk, text: string): readonly string[] {
  const name = /^([^\s()[\]{},:;"!]+)/u;
  if (chunk.kind === "constructor-line") return name.exec(text)?.slice(1) ?? [];
  const rest = text.replace(/^\w+\s+/u, "");
  if (chunk.kind === "define") {
    const [head] = rest.split(":=");
    return head.match(/[\p{L}\p{N}_']+|[^\s\p{L}\p{N}_'()[\]{},:;"]+/gu)?.slice(0, 8) ?? [];
  }
  const declares = ["sort", "constructor", "op", "fun", "with", "function", "predicate", "unknown"].includes(
    chunk.kind,
  );
  return declares ? (name.exec(rest)?.slice(1) ?? []) : [];
}

class FileParser {
  readonly sink: DiagnosticSink;
  readonly brokenNames = new Set<string>();

  constructor(
    file: SourceFile,
    private readonly text: string,
  ) {
    this.sink = new DiagnosticSink(file);
  }

  parse(chunk: Chunk): DeclarationSyntax | undefined {
    const text = this.text.slice(chunk.start, chunk.end);
    if (chunk.kind === "unknown") this.unknownKeyword(chunk, text);
    else {
      const read = this.match(chunk, START_RULES[chunk.kind], text);
      if (read !== undefined) return read;
    }
    for (const name of guessNames(chunk, text)) this.brokenNames.add(name);
    return undefined;
  }

  private match(chunk: Chunk, rule: string, text: string): DeclarationSyntax | undefined {
    if (text.length > MAX_DECLARATION) {
      const span = { start: chunk.start, end: chunk.start + 1 };
      this.sink.error("too-large", span, `a declaration has at most ${MAX_DECLARATION} characters`);
      return undefined;
    }
    const deep = tooDeepAt(text);
    if (deep !== undefined) {
      this.tooDeep({ start: chunk.start + deep, end: chunk.start + deep + 1 });
      return undefined;
    }
    try {
      const match = mplGrammar.match(text, rule);
      if (match.succeeded()) return declarationOf(match, chunk.start);
      this.syntaxError(chunk, text, match);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.tooDeep({ start: chunk.start, end: chunk.start + 1 });
    }
    return undefined;
  }

  private tooDeep(span: Span): void {
    this.sink.error("too-deep", span, `brackets are nested more than ${MAX_NESTING} deep`);
  }

  private unknownKeyword(chunk: Chunk, text: string): void {
    const word = tokenAt(text, 0);
    const hint =
      chunk.meant === undefined
        ? `a declaration starts with one of ${DECLARATION_KEYWORDS.join(", ")}`
        : `did you mean \`${chunk.meant}\`?`;
    const span = { start: chunk.start, end: chunk.start + word.length };
    this.sink.error("unknown-declaration", span, `\`${word}\` does not start a declaration`, hint);
  }

  private syntaxError(chunk: Chunk, text: string, failure: FailedMatchResult): void {
    const failedAt = failure.getRightmostFailurePosition();
    const at = failedAt + (/^\s*/u.exec(text.slice(failedAt))?.[0].length ?? 0);
    const token = tokenAt(text, at);
    const found = token === "" ? "the declaration ends" : `\`${token}\` stands`;
    const start = chunk.start + (token === "" ? text.length : at);
    const wanted = failure.getExpectedText().replace(/"([^"]+)"/gu, "`$1`");
    this.sink.error(
      "syntax",
      { start, end: start + token.length },
      `${wanted} expected, but ${found} here`,
      hintFor(token),
    );
  }
}

function hintFor(token: string): string | undefined {
  if (token === ":") return "a name is followed by one colon; each declaration starts on a line of its own";
  if (token === '"') return 'a quoted name is written "name", without spaces';
  return undefined;
}

const UNREADABLE_EQUATION = { kind: "equation", name: undefined, params: undefined, formulas: [] } as const;

/** Parses one file. What cannot be read is left out of the result and reported. */
export function parseSource(text: string, path: string): { source: SourceTheory; diagnostics: Diagnostic[] } {
  const blanked = blankComments(text);
  const parser = new FileParser(new SourceFile(path, text), blanked);
  let name: Ident | undefined;
  const uses: Ident[] = [];
  const declarations: SourceTheory["declarations"][number][] = [];
  const brokenSorts = new Set<string>();
  let headers = 0;
  let lastSort: string | undefined;
  for (const chunk of splitDeclarations(blanked)) {
    const declaration = parser.parse(chunk);
    if (chunk.kind === "theory") headers++;
    if (declaration === undefined) {
      const isConstructor = chunk.kind === "constructor" || chunk.kind === "constructor-line";
      if (isConstructor && lastSort !== undefined) brokenSorts.add(lastSort);
      if (chunk.kind === "equation-line") {
        const { start, end } = chunk;
        declarations.push({ ...UNREADABLE_EQUATION, span: { start, end } });
      }
      continue;
    }
    if (declaration.kind === "sort") lastSort = declaration.name.name;
    if (declaration.kind === "use") uses.push(declaration.name);
    else if (declaration.kind !== "theory")
      declarations.push(declaration as SourceTheory["declarations"][number]);
    else if (name === undefined) name = declaration.name;
    else
      parser.sink.error(
        "duplicate-header",
        declaration.span,
        "a file is one theory, and this is a second `theory` line",
      );
  }
  if (headers === 0) {
    const hint = "the first declaration of a file is `theory Name`";
    parser.sink.error("missing-header", { start: 0, end: 1 }, "the file has no `theory` line", hint);
  }
  const source: SourceTheory = { name, uses, declarations, brokenNames: parser.brokenNames, brokenSorts };
  return { source, diagnostics: parser.sink.sorted() };
}
