/**
 * Permanent addresses: `index.html#hash-<hash>` is the theorem with this statement whatever it is called, and
 * `index.html#name-<name>` the one with this name. A hash may be cut short as long as one theorem has it. Whole hashes
 * are anchors and need no script; the script leads on to the theorem's page.
 */
import { all, announce, byId, make } from "./dom.js";

const MIN_HASH = 8;

export function startPermalinks(): void {
  const follow = (): void => {
    const fragment = fragmentText();
    const wanted = /^(hash|name)-(.+)$/s.exec(fragment);
    if (wanted === null) return;
    const [, kind, value] = wanted;
    const rows = all("tr[data-hash]").filter((row) =>
      kind === "name"
        ? row.dataset.name === value
        : value.length >= MIN_HASH && row.dataset.hash?.startsWith(value),
    );
    const link = rows.length === 1 ? rows[0].querySelector<HTMLAnchorElement>("a[href]") : null;
    if (link !== null) location.replace(link.href);
    else sayMissing(kind, value, rows.length);
  };
  window.addEventListener("hashchange", follow);
  follow();
}

function fragmentText(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

function sayMissing(kind: string, value: string, found: number): void {
  const text =
    found > 1
      ? `${found} theorems have a hash that begins with ${value}.`
      : `No theorem here has the ${kind} ${value}.`;
  byId("permalink-note")?.remove();
  document.querySelector("main")?.prepend(make("p", { id: "permalink-note", class: "note" }, text));
  announce(text);
}
