/**
 * What comments say by convention: the headings that divide a database into parts, sections and below, each drawn
 * with lines of its own kind of rule, and the tags by which an author asks that a theorem not be used.
 */
import type { Sources } from "./sources.js";

export interface Heading {
  /** 0 for a part, 1 for a section, 2 and 3 below. */
  readonly level: number;
  readonly title: string;
  readonly position: number;
}

/** How the line above and below a title begins, the widest division first. */
const RULES = ["####", "#*#*", "=-=-", "-.-."];

/** The heading that a comment is, if it is one: a rule, the title, and a rule again. */
export function headingOf(sources: Sources, start: number, end: number): Heading | undefined {
  const { bytes, base } = sources.sourceOf(start);
  let at = start - base;
  const limit = end - base;
  while (at < limit && bytes[at] <= 32) at++;
  const opening = String.fromCharCode(...bytes.subarray(at, Math.min(limit, at + 4)));
  const rule = RULES.indexOf(opening);
  if (rule < 0) return undefined;
  const lines = sources.text(base + at, end).split("\n", 64);
  const close = lines.findIndex((line, index) => index > 0 && line.startsWith(RULES[rule]));
  if (close < 0) return undefined;
  const title = lines.slice(1, close).join(" ").replace(/\s+/g, " ").trim();
  return { level: rule, title, position: start };
}

const DISCOURAGED = /\(\s*New\s+usage\s+is\s+discouraged\.?\s*\)/i;
const OBSOLETE_LABEL = /(OLD|ALT)\w*$/;

/** Does the author of a theorem ask that it not be used? */
export function isDiscouraged(label: string, comment: string): boolean {
  return OBSOLETE_LABEL.test(label) || DISCOURAGED.test(comment);
}
