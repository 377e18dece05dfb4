/**
 * Text that is HTML already. Templates escape every string they are given; only a `Markup` goes in as it stands, and all
 * are made by the few writers of this folder (typeset.ts, graph-svg.ts, funnel.ts), which escape every text that comes
 * from input with `escapeText`.
 */

/** HTML, as `markup` makes it. */
export class Markup {
  constructor(private readonly html: string) {}

  /** Handlebars asks every value for it before it escapes what it says. */
  toHTML(): string {
    return this.html;
  }

  toString(): string {
    return this.html;
  }
}

export function markup(html: string): Markup {
  return new Markup(html);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** For text and for quoted attributes. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/gu, (char) => ESCAPES.get(char) ?? "");
}

/** JSON inside a `<script type="application/json">`: no `<`, so nothing in it ends the element or starts a comment. */
export function embeddedJson(value: unknown): Markup {
  return markup(scriptJson(value));
}

/** JSON as a script may hold it, in a file or in a page. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
