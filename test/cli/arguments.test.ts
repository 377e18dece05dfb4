import { describe, expect, it } from "vitest";
import { parseCount, parseLimit, parseSeconds, parseWorkers } from "../../src/cli/arguments.js";
import { progressText } from "../../src/cli/terminal.js";
import { printable, textTable } from "../../src/cli/text-table.js";

describe("flag values", () => {
  it.each([
    ["parseWorkers", parseWorkers, "4", 4],
    ["parseCount", parseCount, "0", 0],
    ["parseSeconds", parseSeconds, "0.5", 500],
    ["parseSeconds", parseSeconds, "30", 30_000],
    ["parseSeconds", parseSeconds, ".0001", 1],
  ])("%s reads %s%s", (_, parse, text, value) => {
    expect(parse(text)).toBe(value);
  });

  it.each([
    ["parseWorkers", parseWorkers, ["0", "257", "-1", "1.5", "two", "", " 1", "1e1", "0x1"]],
    ["parseCount", parseCount, ["-1", "2147483648", "", "NaN", "Infinity"]],
    ["parseSeconds", parseSeconds, ["0", "-1", "1s", "", ".", "1e3", "9999999999"]],
    ["parseLimit", parseLimit, ["nodes", "=3", "nodes=", "nodes=-1", "3=nodes"]],
  ] as const)("%s refuses what is none", (_, parse, texts) => {
    for (const text of texts) expect(() => parse(text), text).toThrow();
  });

  it("collect limits, each once", () => {
    const limits = parseLimit("size=3", parseLimit("nodes=10"));
    expect([...limits]).toEqual([
      ["nodes", 10],
      ["size", 3],
    ]);
    expect(() => parseLimit("size=4", limits)).toThrow(/twice/);
  });
});

describe("text", () => {
  it("aligns columns and leaves no space at the end", () => {
    const rows = [
      ["1", "x", "∀"],
      ["10", "yy", ""],
    ];
    expect(textTable(rows, new Set([0]))).toBe(" 1  x   ∀\n10  yy\n");
  });

  it("writes control characters out", () => {
    expect(printable("a\u001b[2K\r\u202eb")).toBe("a\\u001b[2K\\u000d\\u202eb");
  });

  it("gives phase, counts and rate", () => {
    expect(progressText({ phase: "prove", done: 50, total: 200, detail: "size 5" }, 1000)).toBe(
      "prove  50/200  50/s  size 5",
    );
    expect(progressText({ phase: "check", done: 0, total: 0, detail: "" }, 0)).toBe("check");
  });
});
