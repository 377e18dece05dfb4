/**
 * Diagnostics: what is wrong in a file, where, and what may be meant instead.
 *
 * A `SourceFile` turns offsets into lines and columns; a `DiagnosticSink` collects what is reported about one file.
 * Lines and columns count from 1, columns in UTF-16 units; `endColumn` is exclusive and on the same line. Every
 * diagnostic's place lies inside its file: one past the last character of a line at most.
 */

/** Offsets into a file's text, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Diagnostic {
  /** A short stable name of the kind of error, such as `unknown-symbol`; docs/mpl.md lists them. */
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly sourceLine: string;
  readonly hint?: string;
  readonly severity: "error" | "warning";
}

/** `file:line:col: error[code]: message`, the line, a caret underline, and the hint if there is one. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, endColumn, severity, code, message, sourceLine, hint } = diagnostic;
  const gutter = String(line);
  const margin = " ".repeat(gutter.length);
  const indent = sourceLine.slice(0, column - 1).replace(/[^\t]/g, " ");
  const lines = [
    `${file}:${gutter}:${String(column)}: ${severity}[${code}]: ${message}`,
    ` ${gutter} | ${sourceLine}`,
    ` ${margin} | ${indent}${"^".repeat(Math.max(1, endColumn - column))}`,
  ];
  if (hint !== undefined) lines.push(` ${margin} = hint: ${hint}`);
  return lines.join("\n");
}

export class SourceFile {
  private readonly lineStarts: readonly number[];

  constructor(
    readonly path: string,
    readonly text: string,
  ) {
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.lineStarts = starts;
  }

  /** The line (from 1) that holds `offset`. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStarts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  diagnostic(
    severity: Diagnostic["severity"],
    code: string,
    span: Span,
    message: string,
    hint?: string,
  ): Diagnostic {
    const offset = Math.max(0, Math.min(span.start, this.text.length));
    const line = this.lineAt(offset);
    const lineStart = this.lineStarts[line - 1];
    const nextStart = this.lineStarts.at(line) ?? this.text.length + 1;
    const sourceLine = this.text.slice(lineStart, nextStart - 1).replace(/\r$/, "");
    const column = Math.min(offset - lineStart, sourceLine.length) + 1;
    const endColumn = Math.max(column + 1, Math.min(span.end - lineStart, sourceLine.length) + 1);
    const found = { code, message, file: this.path, line, column, endColumn, sourceLine, severity };
    return hint === undefined ? found : { ...found, hint };
  }
}

export class DiagnosticSink {
  readonly diagnostics: Diagnostic[] = [];

  constructor(readonly file: SourceFile) {}

  error(code: string, span: Span, message: string, hint?: string): void {
    this.diagnostics.push(this.file.diagnostic("error", code, span, message, hint));
  }

  warning(code: string, span: Span, message: string, hint?: string): void {
    this.diagnostics.push(this.file.diagnostic("warning", code, span, message, hint));
  }

  /** The diagnostics in the order of the text. */
  sorted(): Diagnostic[] {
    return [...this.diagnostics].sort((a, b) => a.line - b.line || a.column - b.column);
  }
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
