/** Reading the pages as data: links, code blocks and tables of Markdown, as far as our own pages use them. */
import { readFileSync, readdirSync } from "node:fs";

export const ROOT = new URL("../../", import.meta.url).pathname;

export function page(path: string): string {
  return readFileSync(`${ROOT}${path}`, "utf8");
}

/** The pages that strangers read, from the root. */
export function pages(): string[] {
  const docs = readdirSync(`${ROOT}docs`).filter((name) => name.endsWith(".md"));
  return ["README.md", "CHANGELOG.md", "proofs-out/README.md", ...docs.map((name) => `docs/${name}`)];
}

/** The contents of fenced blocks of a language. */
export function fences(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gmu)]
    .filter((match) => match[1] === language)
    .map((match) => match[2]);
}

function withoutFences(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gmu, "");
}

/** Targets of `[text](target)`, outside of code. */
export function links(text: string): string[] {
  const prose = withoutFences(text)
    .replace(/^ {4}.*$/gmu, "")
    .replace(/`[^`\n]+`/gu, "");
  return [...prose.matchAll(/\]\(([^()\s]+)\)/gu)].map((match) => match[1]);
}

/** What stands in single backquotes. */
export function codeSpans(text: string): string[] {
  return [...withoutFences(text).matchAll(/`([^`\n]+)`/gu)].map((match) => match[1]);
}

/** The rows of the table whose first header cell is `header`, without the header, cells trimmed. */
export function table(text: string, header: string): string[][] {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.startsWith("|") && cells(line)[0] === header);
  if (start < 0) throw new Error(`no table with the header ${header}`);
  const rest = lines.slice(start + 2);
  const end = rest.findIndex((line) => !line.startsWith("|"));
  return rest.slice(0, end < 0 ? undefined : end).map(cells);
}

function cells(line: string): string[] {
  return line
    .split(/(?<!\\)\|/u)
    .slice(1, -1)
    .map((cell) => cell.trim());
}
