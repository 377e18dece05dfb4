import { describe, expect, it } from "vitest";
import { checkOutput, type OutputTexts } from "../../src/cli/check-output.js";
import { renderRun } from "../../src/export/write-run.js";
import { runResult, successor, zeroLeft } from "../export/fixture.js";

function outputOf(files: ReadonlyMap<string, string>): OutputTexts {
  return {
    theory: files.get("theory.mpl"),
    theorems: files.get("theorems.jsonl"),
    run: files.get("run.json"),
    certificates: new Map([...files].filter(([path]) => path.startsWith("certificates/"))),
  };
}

const files = renderRun(runResult(), []).files;
const honest = outputOf(files);
const ZERO = "certificates/zero.left.jsonl";

/** The honest output with one certificate edited. */
function withCertificate(path: string, edit: (text: string) => string | undefined): OutputTexts {
  const certificates = new Map(honest.certificates);
  const text = edit(certificates.get(path) ?? "");
  if (text === undefined) certificates.delete(path);
  else certificates.set(path, text);
  return { ...honest, certificates };
}

function withIndex(edit: (text: string) => string): OutputTexts {
  return { ...honest, theorems: edit(honest.theorems ?? "") };
}

describe("checkOutput", () => {
  it("accepts an honest output", () => {
    expect(checkOutput(honest)).toEqual({
      theory: "Tiny",
      theoremCount: 2,
      acceptedCount: 2,
      stepCount: 7,
      rejections: [],
    });
  });

  const lines = (honest.theorems ?? "").split("\n");
  it.each<[what: string, output: OutputTexts, file: string, line: number, rule: string]>([
    ["a missing theory", { ...honest, theory: undefined }, "theory.mpl", 1, "missing"],
    ["a theory that does not read", { ...honest, theory: "theory Tiny\n?\n" }, "theory.mpl", 2, "theory"],
    ["a missing index", { ...honest, theorems: undefined }, "theorems.jsonl", 1, "missing"],
    ["a missing report", { ...honest, run: undefined }, "run.json", 1, "missing"],
    ["a missing certificate", withCertificate(ZERO, () => undefined), "theorems.jsonl", 1, "missing"],
    [
      "an unlisted certificate",
      withCertificate("certificates/x.jsonl", () => ""),
      "certificates/x.jsonl",
      1,
      "index",
    ],
    ["a path outside", withIndex((text) => text.replace(ZERO, "../x.jsonl")), "theorems.jsonl", 1, "missing"],
    ["a changed step", withCertificate(ZERO, (text) => text.replace('"trans"', '"refl"')), ZERO, 8, "refl"],
    ["a changed hash", withIndex((text) => text.replace(/"sha256":"./, '"sha256":"-')), ZERO, 1, "hash"],
    [
      "a changed statement",
      withIndex((text) => text.replace("(=[+[0,x],x])", "(=[x,x])")),
      "theorems.jsonl",
      1,
      "statement",
    ],
    [
      "a changed name",
      withIndex((text) => text.replace('"name":"successor"', '"name":"other"')),
      "theorems.jsonl",
      2,
      "statement",
    ],
    [
      "a hidden citation",
      withIndex((text) => text.replace('["add.zero","add.succ"]', "[]")),
      "theorems.jsonl",
      1,
      "statement",
    ],
    ["a changed order", withIndex(() => `${lines[1]}\n${lines[0]}\n`), "theorems.jsonl", 1, "index"],
    ["a line that is no theorem", withIndex((text) => `${text}{}\n`), "theorems.jsonl", 3, "index"],
    ["an index that is cut off", withIndex((text) => text.slice(0, -9)), "theorems.jsonl", 2, "index"],
    ["a shortened index", withIndex(() => `${lines[0]}\n`), "certificates/successor.jsonl", 1, "index"],
    [
      "a verdict without a proof",
      { ...honest, run: '{"goals":[{"name":"g","status":"Theorem"}]}' },
      "run.json",
      1,
      "statement",
    ],
  ])("rejects %s", (_, output, file, line, rule) => {
    expect(checkOutput(output).rejections).toContainEqual(expect.objectContaining({ file, line, rule }));
  });

  it("rejects theorems that cite each other", () => {
    const theorems = [successor("a", "b"), successor("b", "a")];
    const { rejections, acceptedCount } = checkOutput(
      outputOf(renderRun(runResult({ theorems, goals: [] }), []).files),
    );
    expect(acceptedCount).toBe(0);
    expect(rejections).toHaveLength(2);
  });

  it("rejects what cites a rejected theorem", () => {
    const broken = {
      ...zeroLeft(),
      certificate: zeroLeft().certificate.filter((line) => !("close" in line)),
    };
    const result = runResult({ theorems: [broken, successor()], goals: [] });
    expect(checkOutput(outputOf(renderRun(result, []).files)).acceptedCount).toBe(0);
  });
});
