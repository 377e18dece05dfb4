import { describe, expect, it } from "vitest";
import { readPageData } from "../../../src/export/pages/page-data.js";
import { renderPages } from "../../../src/export/pages/render-pages.js";
import { ExportFailure } from "../../../src/export/run-output.js";
import { renderRun } from "../../../src/export/write-run.js";
import { runResult, tiny } from "../fixture.js";

const FILES = renderRun(runResult(), []).files;
const DATA = new Map([...FILES].filter(([path]) => !/\.(html|css|js)$/u.test(path)));

/** The pages from the data with some files changed; undefined takes a file away. */
function pagesWith(changes: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> {
  const files = new Map<string, string | undefined>([...DATA, ...Object.entries(changes)]);
  return renderPages(readPageData((path) => files.get(path)));
}

describe("pages from the data", () => {
  it("are those that the run wrote, byte for byte", () => {
    const pages = pagesWith({});
    const written = [...FILES.keys()].filter((path) => !DATA.has(path));
    expect([...pages.keys()].sort()).toEqual(written.sort());
    for (const [path, text] of pages) expect(text, path).toBe(FILES.get(path));
  });

  it("say which theory a declaration comes from", () => {
    const imported = tiny.facts.map((fact) => ({ ...fact, origin: "Elsewhere" }));
    const result = runResult({ theory: { ...tiny, uses: ["Elsewhere"], facts: imported } });
    const index = renderRun(result, []).files.get("index.html")!;
    expect(index.match(/<span class="tag">Elsewhere<\/span>/gu)).toHaveLength(2);
  });

  it("offer what was exported for download", () => {
    const data = readPageData((path) => DATA.get(path), ["coq/Tiny.v"]);
    expect(renderPages(data).get("theorems/zero.left.html")).toContain('href="../coq/Tiny.v"');
  });

  it("show a statement that does not parse as it stands", () => {
    const theorems = DATA.get("theorems.jsonl")!.replaceAll("(=[+[0,x],x])", "(=[+[0,x");
    expect(pagesWith({ "theorems.jsonl": theorems }).get("theorems/zero.left.html")).toContain(
      "(&#x3D;[+[0,x",
    );
  });

  const certificate = DATA.get("certificates/zero.left.jsonl")!;
  it.each<[what: string, changes: Readonly<Record<string, string | undefined>>, says: RegExp]>([
    ["a missing theory", { "theory.mpl": undefined }, /theory\.mpl is missing/u],
    ["a theory with an error", { "theory.mpl": "theory Tiny\nsort (" }, /theory\.mpl does not parse/u],
    ["a missing certificate", { "certificates/zero.left.jsonl": undefined }, /zero\.left\.jsonl is missing/u],
    ["a run that is no JSON", { "run.json": "{" }, /run\.json does not parse/u],
    ["a run of another shape", { "run.json": "{}" }, /run\.json does not have the fields/u],
    ["a theorem without a name", { "theorems.jsonl": '{"order":1}\n' }, /theorems\.jsonl does not have/u],
    [
      "an unknown rule",
      { "certificates/zero.left.jsonl": certificate.replace('"symm"', '"x"').replace('"trans"', '"magic"') },
      /zero\.left\.jsonl does not have/u,
    ],
    [
      "a step without parents",
      { "certificates/zero.left.jsonl": certificate.replace('"from":[4,5],', "") },
      /zero\.left\.jsonl does not have/u,
    ],
  ])("are refused for %s", (_, changes, says) => {
    expect(() => pagesWith(changes)).toThrow(ExportFailure);
    expect(() => pagesWith(changes)).toThrow(says);
  });
});
