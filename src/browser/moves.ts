/** Keys that lead from page to page, and the one that checks: each does what a link or a button of the page does. */
import { rootPath } from "./dom.js";
import { addKeys, type Key } from "./help.js";

export function startMoves(): void {
  addKeys([
    ...keyFor("c", "check", "button[data-action^='check']"),
    ...keyFor("n", "next theorem", "a[rel='next']"),
    ...keyFor("p", "previous theorem", "a[rel='prev']"),
    {
      keys: ["i"],
      does: "index",
      act: () => {
        location.assign(`${rootPath()}index.html`);
        return true;
      },
    },
  ]);
}

/** A key for an element of the page, if the page has it. */
function keyFor(key: string, does: string, selector: string): Key[] {
  const element = document.querySelector<HTMLElement>(selector);
  if (element === null) return [];
  return [
    {
      keys: [key],
      does,
      act: () => {
        element.click();
        return true;
      },
    },
  ];
}
