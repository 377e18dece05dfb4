/** docs/trust.md counts the lines of what must be trusted and of what need not be, and leaves no folder out. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { codeSpans, page, ROOT, table } from "./support.js";

function linesOf(path: string): number {
  if (!statSync(ROOT + path).isDirectory()) return readFileSync(ROOT + path, "utf8").split("\n").length - 1;
  return readdirSync(ROOT + path).reduce((sum, name) => sum + linesOf(`${path}/${name}`), 0);
}

const text = page("docs/trust.md");
const rest = text.slice(text.indexOf("What need not be trusted"));
const rows = [...table(text, "what"), ...table(rest, "what")].filter(([, lines]) => lines !== "");

test.each(rows)("%s: %s lines, to within a tenth", (what, lines) => {
  const counted = codeSpans(what)
    .map(linesOf)
    .reduce((sum, count) => sum + count);
  expect(Math.abs(counted - Number(lines)), `${counted} lines`).toBeLessThanOrEqual(counted / 10);
});

test("every folder of src is in one of the tables", () => {
  const named = rows.flatMap(([what]) => codeSpans(what));
  const folders = readdirSync(`${ROOT}src`).filter((name) => statSync(`${ROOT}src/${name}`).isDirectory());
  expect(folders.filter((name) => !named.some((path) => path.startsWith(`src/${name}`)))).toEqual([]);
});
