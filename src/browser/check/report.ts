/** A check's verdict as elements of the page. */
import { make, plural, rootPath } from "../dom.js";
import type { CheckedCertificate } from "./run.js";

export function accepted(text: string): HTMLElement {
  return make("p", { class: "verdict accepted" }, "✓ ", make("strong", {}, "Accepted."), ` ${text}`);
}

export function refused(...parts: readonly (Node | string)[]): HTMLElement {
  return make("p", { class: "verdict refused" }, "✗ ", make("strong", {}, "Refused."), " ", ...parts);
}

/** `1,234 steps in 12 ms, 102,833 steps a second`. */
export function speedText(steps: number, timeMs: number): string {
  const perSecond = Math.round((steps * 1000) / Math.max(timeMs, 0.1));
  return `${plural(steps, "step")} in ${timeMs.toFixed(timeMs < 10 ? 1 : 0)} ms, ${perSecond.toLocaleString("en")} steps a second`;
}

/** What is wrong and where, with a link to the row; `here` if the row is on this page. */
export function refusalParts({ certificate, result }: CheckedCertificate, here: boolean): (Node | string)[] {
  if (result.ok) return [];
  const { place, rule, reason } = result;
  const text = place.kind === "line" ? `line ${place.line} of the certificate` : `${place.kind} ${place.id}`;
  const page = here ? "" : rootPath() + certificate.url;
  const href = place.kind === "line" ? page : `${page}#${place.kind}-${place.id}`;
  const where = href === "" ? text : make("a", { href }, text);
  const of = here ? [] : [make("code", {}, certificate.name), ", "];
  return [...of, where, rule === undefined ? "" : ` (${rule})`, `: ${reason}.`];
}
