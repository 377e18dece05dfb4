/**
 * A countermodel as plain text for a terminal: the elements of every sort, then a table a symbol. Functions of two
 * arguments are square tables, everything else lists the value at each tuple of arguments; a predicate lists the tuples
 * at which it is true.
 */
import type { CounterModel, CounterModelTable } from "../proof/theorem.js";

export function modelText(model: CounterModel): string {
  const elements = new Map(model.sorts.map(({ name, elements }) => [name, elements]));
  const lines = model.sorts.map(({ name, elements }) => `${name} = {${elements.join(", ")}}`);
  for (const table of model.tables) lines.push(...tableLines(table, elements));
  return lines.map((line) => `${line}\n`).join("");
}

function tableLines(
  table: CounterModelTable,
  elements: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const { symbol, args, values } = table;
  if (args.length === 0) return [`${symbol} = ${values[0]}`];
  const isPredicate = values.every((value) => value === "true" || value === "false");
  const tuples = argumentTuples(args.map((sort) => elements.get(sort) ?? []));
  if (isPredicate) {
    const holding = tuples.filter((_, i) => values[i] === "true").map((tuple) => `(${tuple.join(", ")})`);
    return [`${symbol} holds at ${holding.length === 0 ? "nothing" : holding.join(", ")}`];
  }
  if (args.length !== 2) {
    return [tuples.map((tuple, i) => `${symbol}(${tuple.join(", ")}) = ${values[i]}`).join(", ")];
  }
  return squareTable(symbol, elements.get(args[0]) ?? [], elements.get(args[1]) ?? [], values);
}

function squareTable(
  symbol: string,
  rows: readonly string[],
  columns: readonly string[],
  values: readonly string[],
): readonly string[] {
  const cells = [
    [symbol, "|", ...columns],
    ...rows.map((row, i) => [row, "|", ...values.slice(i * columns.length, (i + 1) * columns.length)]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => Array.from(row[column]).length)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell + " ".repeat(widths[column] - Array.from(cell).length))
      .join(" ")
      .trimEnd(),
  );
}

function argumentTuples(sorts: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return sorts.reduce<readonly (readonly string[])[]>(
    (tuples, elements) => tuples.flatMap((tuple) => elements.map((element) => [...tuple, element])),
    [[]],
  );
}
