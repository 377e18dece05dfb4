/**
 * Moving through rows with the keyboard: j and k or the arrows go to the next and the previous visible row of the page's
 * tables, Home and End to the first and last, Enter follows a row's link, the arrows left and right close and open the
 * sub-proof that holds the row. One row at a time can be reached with Tab.
 */
import { all } from "./dom.js";
import { addKeys } from "./help.js";

export interface RowOptions {
  /** Of the rows that can be gone through, in document order. */
  readonly selector: string;
  readonly what: string;
}

export function startRows({ selector, what }: RowOptions): void {
  if (document.querySelector(selector) === null) return;
  /** The row gone to last, and the one that Tab reaches: at first, the first. */
  let current: HTMLElement | undefined;
  let [reachable] = all(selector);
  reachable.tabIndex = 0;
  const visible = (): HTMLElement[] => all(selector).filter((row) => row.getClientRects().length > 0);
  const go = (row: HTMLElement | undefined): boolean => {
    if (row === undefined) return false;
    reachable.removeAttribute("tabindex");
    reachable = current = row;
    row.tabIndex = 0;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    return true;
  };
  const move = (by: number): boolean => {
    const rows = visible();
    const focused = document.activeElement?.closest<HTMLElement>(selector) ?? current;
    const at = focused === undefined ? -1 : rows.indexOf(focused);
    if (at < 0) return go(by > 0 ? rows[0] : rows.at(-1));
    return go(rows[Math.min(rows.length - 1, Math.max(0, at + by))]);
  };
  const onRow = (): HTMLElement | undefined => {
    const focused = document.activeElement;
    return focused instanceof HTMLElement && focused.matches(selector) ? focused : undefined;
  };
  addKeys([
    {
      keys: ["j", "ArrowDown"],
      does: `next ${what}`,
      act: ({ key }) => (key === "j" || onRow() !== undefined) && move(1),
    },
    {
      keys: ["k", "ArrowUp"],
      does: `previous ${what}`,
      act: ({ key }) => (key === "k" || onRow() !== undefined) && move(-1),
    },
    { keys: ["Home"], does: `first ${what}`, act: () => onRow() !== undefined && go(visible()[0]) },
    { keys: ["End"], does: `last ${what}`, act: () => onRow() !== undefined && go(visible().at(-1)) },
    { keys: ["Enter"], does: "follow the row's link", act: () => follow(onRow()) },
  ]);
}

function follow(row: HTMLElement | undefined): boolean {
  const link = row?.querySelector<HTMLAnchorElement>("a[href]");
  link?.click();
  return link !== undefined && link !== null;
}
