/** Tables of plain text: columns as wide as their widest cell, two spaces between, nothing after the last. */

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
  let count = 0;
  for (const _ of text) count++;
  return count;
}
