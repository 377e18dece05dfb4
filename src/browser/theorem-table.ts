/**
 * The index's tables of theorems, sorted by any column and filtered by symbol, method, part, size and depth. How they
 * are sorted and filtered stands in the address. Sorting moves rows within their table; filtering hides rows.
 */
import { all, announce, byId, make, plural } from "./dom.js";
import { readState, writeState } from "./url-state.js";

const TEXT_COLUMNS = new Set(["name", "method"]);

interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** How the rows stand in the page. */
const GIVEN: Order = { column: "order", descending: false };

export function startTheoremTables(): void {
  const tables = all<HTMLTableElement>("table.theorems");
  if (tables.length === 0) return;
  startSorting(tables);
  const form = byId("filters");
  if (form instanceof HTMLFormElement) startFilters(form, tables);
}

// ------------------------------------------------------------------------------------------------------------ sorting

function startSorting(tables: readonly HTMLTableElement[]): void {
  const headers = tables.flatMap((table) => all<HTMLTableCellElement>("th[data-sort]", table));
  const columns = new Set(headers.map((header) => header.dataset.sort ?? ""));
  let order = readOrder(columns);
  const apply = (): void => {
    for (const table of tables) sortRows(table, order);
    for (const header of headers) {
      const sorted = header.dataset.sort === order.column;
      if (sorted) header.setAttribute("aria-sort", order.descending ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    }
  };
  for (const header of headers) {
    const column = header.dataset.sort ?? "";
    const button = make("button", { type: "button", class: "sort" }, ...header.childNodes);
    header.replaceChildren(button);
    button.addEventListener("click", () => {
      order = { column, descending: order.column === column && !order.descending };
      apply();
      writeState({ sort: orderText(order) });
      announce(`Sorted by ${column}, ${order.descending ? "descending" : "ascending"}`);
    });
  }
  apply();
}

function readOrder(columns: ReadonlySet<string>): Order {
  const text = readState().get("sort") ?? "";
  const descending = text.startsWith("-");
  const column = descending ? text.slice(1) : text;
  return columns.has(column) ? { column, descending } : GIVEN;
}

function orderText({ column, descending }: Order): string {
  if (column === GIVEN.column && !descending) return "";
  return descending ? `-${column}` : column;
}

function sortRows(table: HTMLTableElement, { column, descending }: Order): void {
  const body = table.tBodies.item(0);
  if (body === null) return;
  const value = (row: HTMLElement): string => row.dataset[column] ?? "";
  const compare = TEXT_COLUMNS.has(column)
    ? (a: HTMLElement, b: HTMLElement) => value(a).localeCompare(value(b), "en", { numeric: true })
    : (a: HTMLElement, b: HTMLElement) => Number(value(a)) - Number(value(b));
  const rows = [...body.rows];
  const place = (row: HTMLElement): number => Number(row.dataset.order);
  rows.sort((a, b) => (descending ? compare(b, a) : compare(a, b)) || place(a) - place(b));
  body.append(...rows);
}

// ------------------------------------------------------------------------------------------------------------ filters

type Test = (row: HTMLElement, wanted: string) => boolean;

/** By the name of the form's control. */
const TESTS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ["symbol", (row, wanted) => (row.dataset.symbols ?? "").split(" ").includes(wanted)],
  ["method", (row, wanted) => row.dataset.method === wanted],
  ["basis", (row, wanted) => row.dataset.basis === wanted],
  ["max-size", (row, wanted) => Number(row.dataset.size) <= Number(wanted)],
  ["max-depth", (row, wanted) => Number(row.dataset.depth) <= Number(wanted)],
]);

function startFilters(form: HTMLFormElement, tables: readonly HTMLTableElement[]): void {
  const controls = [...form.elements].filter(
    (control): control is HTMLInputElement | HTMLSelectElement =>
      (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) &&
      TESTS.has(control.name),
  );
  const rows = tables.flatMap((table) => all("tbody tr", table));
  const state = readState();
  for (const control of controls) control.value = state.get(control.name) ?? "";
  const apply = (): string => {
    let shown = 0;
    for (const row of rows) {
      row.hidden = !controls.every(
        ({ name, value }) => value === "" || TESTS.get(name)?.(row, value) === true,
      );
      if (!row.hidden) shown++;
    }
    const text = `${shown} of ${plural(rows.length, "theorem")} shown`;
    const output = byId("shown");
    if (output !== undefined) output.textContent = text;
    return text;
  };
  const changed = (): void => {
    const text = apply();
    writeState(Object.fromEntries(controls.map(({ name, value }) => [name, value])));
    announce(text);
  };
  form.hidden = false;
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
  });
  form.addEventListener("reset", () => {
    setTimeout(changed);
  });
  apply();
}
