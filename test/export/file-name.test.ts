import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assignFileNames, encodeFileName, linkSegment } from "../../src/export/file-name.js";

describe("encodeFileName", () => {
  it.each([
    ["add.comm", "add.comm"],
    ["x+y", "x%2By"],
    ["<script>", "%3Cscript%3E"],
    ["a/../b", "a%2F..%2Fb"],
    ["..", "%2E%2E"],
    [".", "%2E"],
    [".hidden", "%2Ehidden"],
    ["end.", "end%2E"],
    ["con", "%63on"],
    ["NUL.x", "%4EUL.x"],
    ["console", "console"],
    ["100%", "100%25"],
    ["a~2", "a%7E2"],
    ["∀", "%E2%88%80"],
    ["", "%"],
  ])("%s is %s", (name, fileName) => {
    expect(encodeFileName(name)).toBe(fileName);
  });

  it("cuts long names and keeps them apart", () => {
    const names = ["∀".repeat(300), `${"∀".repeat(300)}x`].map(encodeFileName);
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name.length).toBeLessThan(220);
  });

  it("is safe, and leads back through a link, for any name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        const fileName = encodeFileName(name);
        expect(fileName).toMatch(/^[A-Za-z0-9_%-]([A-Za-z0-9._%~-]*[A-Za-z0-9_%~-])?$/);
        expect(decodeURIComponent(linkSegment(fileName))).toBe(fileName);
      }),
    );
  });
});

describe("assignFileNames", () => {
  it("tells names apart that differ only in case", () => {
    expect([...assignFileNames(["Foo", "foo", "FOO", "bar"]).values()]).toEqual([
      "Foo",
      "foo~2",
      "FOO~3",
      "bar",
    ]);
  });

  it("gives distinct names whatever the case, for any names", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: "binary" })), (names) => {
        const fileNames = [...assignFileNames(names).values()].map((name) => name.toLowerCase());
        expect(new Set(fileNames).size).toBe(names.length);
      }),
    );
  });
});
