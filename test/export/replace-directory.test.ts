import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  checkReplaceable,
  OutputRefused,
  replaceDirectory,
  RUN_SCHEMA,
} from "../../src/export/replace-directory.js";

const RUN = JSON.stringify({ schema: RUN_SCHEMA });
/** No process has this number. */
const DEAD_PID = 2 ** 22 + 1;

let root: string;
let out: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lemmagrid-"));
  out = join(root, "out");
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function files(entries: Record<string, string>): ReadonlyMap<string, string> {
  return new Map(Object.entries(entries));
}

describe("replaceDirectory", () => {
  it("writes into a place that does not exist, folders and all", () => {
    out = join(root, "deep", "out");
    expect(replaceDirectory(out, files({ "run.json": RUN, "a/b.txt": "é" }))).toBe(RUN.length + 2);
    expect(readFileSync(join(out, "a/b.txt"), "utf8")).toBe("é");
    expect(readdirSync(join(root, "deep"))).toEqual(["out"]);
  });

  it("replaces an output as a whole", () => {
    replaceDirectory(out, files({ "run.json": RUN, old: "" }));
    replaceDirectory(out, files({ "run.json": RUN, new: "" }));
    expect(readdirSync(out).sort()).toEqual(["new", "run.json"]);
    expect(readdirSync(root)).toEqual(["out"]);
  });

  it("takes an empty directory", () => {
    mkdirSync(out);
    replaceDirectory(out, files({ "run.json": RUN }));
    expect(readdirSync(out)).toEqual(["run.json"]);
  });

  it("replaces what a link leads to, not the link", () => {
    mkdirSync(join(root, "real"));
    symlinkSync("real", out);
    replaceDirectory(out, files({ "run.json": RUN }));
    expect(readdirSync(join(root, "real"))).toEqual(["run.json"]);
  });

  it.each([
    ["without run.json", { "thesis.txt": "years of work" }],
    ["with another program's run.json", { "run.json": '{"schema":"other/1"}' }],
    ["with a run.json that does not parse", { "run.json": "{" }],
    ["with an empty schema", { "run.json": "null" }],
  ])("refuses a directory %s and leaves it alone", (_, entries) => {
    mkdirSync(out);
    for (const [name, text] of Object.entries(entries)) writeFileSync(join(out, name), text);
    expect(() => replaceDirectory(out, files({ "run.json": RUN }))).toThrow(OutputRefused);
    expect(() => {
      checkReplaceable(out);
    }).toThrow(/not a Lemmagrid output/);
    expect(readdirSync(out)).toEqual(Object.keys(entries));
    expect(readdirSync(root)).toEqual(["out"]);
  });

  it("refuses a file", () => {
    writeFileSync(out, "text");
    expect(() => replaceDirectory(out, files({}))).toThrow(/is a file/);
    expect(readFileSync(out, "utf8")).toBe("text");
  });

  it("leaves the old output when writing fails", () => {
    replaceDirectory(out, files({ "run.json": RUN, old: "" }));
    expect(() => replaceDirectory(out, files({ "run.json": RUN, "run.json/below": "" }))).toThrow();
    expect(readdirSync(out).sort()).toEqual(["old", "run.json"]);
    expect(readdirSync(root)).toEqual(["out"]);
  });

  it("removes what a killed run left", () => {
    mkdirSync(join(root, `.out.new-${DEAD_PID}-0`));
    mkdirSync(join(root, `.out.old-${DEAD_PID}-0`));
    mkdirSync(join(root, ".out.new-notes"));
    replaceDirectory(out, files({ "run.json": RUN }));
    expect(readdirSync(root).sort()).toEqual([".out.new-notes", "out"]);
  });

  it("puts back an old output whose replacement was killed between the two renames", () => {
    const old = join(root, `.out.old-${DEAD_PID}-0`);
    mkdirSync(old);
    writeFileSync(join(old, "run.json"), RUN);
    expect(() => replaceDirectory(out, files({ "run.json": RUN, "run.json/below": "" }))).toThrow();
    expect(readFileSync(join(out, "run.json"), "utf8")).toBe(RUN);
    expect(existsSync(old)).toBe(false);
  });
});
