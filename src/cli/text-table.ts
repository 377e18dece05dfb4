/** Tables of plain text: columns as wide as their widest cell, two spaces between, nothing after the last. */

/** The text with control characters written out, so that a name from a file cannot drive the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, (char) => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** Rows of cells to lines; the columns in `right` are set flush right. */
export function textTable(
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths.at(column) ?? 0, width(cell));
    });
  }
  return rows
    .map((row) => {
      const cells = row.map((cell, column) => {
        const gap = " ".repeat(widths[column] - width(cell));
        return right.has(column) ? gap + cell : cell + gap;
      });
      return `${cells.join("  ").trimEnd()}\n`;
    })
    .join("");
}

/** Code points: what the statements are made of takes one column each. */
function width(text: string): number {
  return Array.from(text).length;
}
