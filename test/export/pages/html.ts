/** A strict reader of the pages' HTML: what is no tag, comment or doctype of the form that the templates write is text. */

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface Page {
  readonly elements: readonly Element[];
  /** Character data between the tags, unescaped. */
  readonly texts: readonly string[];
  /** What is not balanced, or is text that looks like a tag. */
  readonly faults: readonly string[];
}

const VOID = new Set(["meta", "link", "input"]);
const TAG =
  /<(?<close>\/?)(?<name>[a-zA-Z][a-zA-Z0-9]*)(?<attributes>(?:\s+[a-zA-Z][\w:-]*(?:="[^"<>]*")?)*)\s*(?<self>\/?)>/gu;
const ATTRIBUTE = /\s+(?<name>[a-zA-Z][\w:-]*)(?:="(?<value>[^"]*)")?/gu;

export function unescapeHtml(text: string): string {
  return text
    .replace(/&#x([0-9A-F]+);/giu, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

export function readHtml(html: string): Page {
  const elements: Element[] = [];
  const texts: string[] = [];
  const faults: string[] = [];
  const open: string[] = [];
  let end = html.startsWith("<!doctype html>") ? "<!doctype html>".length : 0;
  const text = (part: string): void => {
    if (part.includes("<")) faults.push(`text with <: ${part.slice(0, 80)}`);
    if (part.trim() !== "") texts.push(unescapeHtml(part));
  };
  for (const match of html.matchAll(TAG)) {
    const { close, name, attributes, self } = match.groups as Record<string, string>;
    text(html.slice(end, match.index));
    end = match.index + match[0].length;
    if (close === "/") {
      const last = open.pop();
      if (last !== name) faults.push(`</${name}> closes ${last ?? "nothing"}`);
      continue;
    }
    elements.push({ name, attributes: readAttributes(attributes) });
    if (self === "" && !VOID.has(name)) open.push(name);
  }
  text(html.slice(end));
  return { elements, texts, faults: [...faults, ...open.map((name) => `<${name}> is not closed`)] };
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(ATTRIBUTE)].map((match) => [
      match.groups?.name ?? "",
      unescapeHtml(match.groups?.value ?? ""),
    ]),
  );
}

export function attributeValues(page: Page, attribute: string): readonly string[] {
  return page.elements.flatMap(({ attributes }) => {
    const value = attributes.get(attribute);
    return value === undefined ? [] : [value];
  });
}
