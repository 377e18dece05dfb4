/** Every link of the pages leads somewhere, and every source file that they name is there. */
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { codeSpans, links, page, pages, ROOT } from "./support.js";

describe.each(pages())("%s", (path) => {
  const relative = links(page(path)).filter((target) => !/^[a-z]+:/u.test(target) && !target.startsWith("#"));

  test("links to files that exist", () => {
    const broken = relative.filter((target) => !existsSync(join(ROOT, dirname(path), target.split("#")[0])));
    expect(broken).toEqual([]);
  });

  test("names paths that exist", () => {
    const named = codeSpans(page(path)).filter((span) =>
      /^(src|test|mpl|docs|\.config)\/[\w./-]+$/u.test(span),
    );
    expect(named.filter((span) => !existsSync(join(ROOT, span)))).toEqual([]);
  });
});

describe("docs/architecture.md", () => {
  const text = page("docs/architecture.md");
  const files = readdirSync(`${ROOT}src`, { recursive: true, encoding: "utf8" });

  test("names source files that exist", () => {
    const names = new Set(files.map((file) => basename(file)));
    const named = codeSpans(text).filter((span) => /^[a-z-]+\.ts$/u.test(span));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((span) => !names.has(span))).toEqual([]);
  });

  test("has every folder of src", () => {
    const folders = files.filter((file) => file.includes("/")).map((file) => `src/${file.split("/")[0]}`);
    const spans = new Set(codeSpans(text));
    expect([...new Set(folders)].filter((folder) => !spans.has(folder))).toEqual([]);
  });
});
