/** The theories that ship load without a word, and so do the examples of docs/mpl.md, or fail as they say. */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../../src/mpl/diagnostic.js";
import { loadTheory } from "../../src/mpl/load.js";
import { theoryToCore } from "../../src/mpl/print-core.js";
import { theoryToReadable } from "../../src/mpl/print-readable.js";
import { load, place, readText, ROOT } from "./support.js";

const files = readdirSync(`${ROOT}mpl`).filter((name) => name.endsWith(".mpl"));

describe("mpl/", () => {
  test.each(files)("%s", (name) => {
    const { theory, diagnostics } = loadTheory(`${ROOT}mpl/${name}`, readText);
    expect(diagnostics.map(formatDiagnostic)).toEqual([]);
    const core = theoryToCore(theory!);
    expect(theoryToCore(load(core).theory!)).toBe(core);
    expect(theoryToCore(load(theoryToReadable(theory!)).theory!)).toBe(core);
  });

  test("imports are flattened, each declaration marked with its theory", () => {
    const { theory, sources } = loadTheory(`${ROOT}mpl/list.mpl`, readText);
    expect(theory?.uses).toEqual(["Peano"]);
    expect(theory?.sorts.map(({ name, origin }) => `${origin}.${name}`)).toEqual(["Peano.N", "List.List"]);
    expect(theory?.facts[0].origin).toBe("Peano");
    expect([...(theory?.settings.explore ?? [])]).toEqual([
      ["size", 7],
      ["vars", 3],
    ]);
    expect(sources.map(({ path }) => path.replace(ROOT, ""))).toEqual(["mpl/list.mpl", "mpl/peano.mpl"]);
  });

  test("the Peano theory in the core notation", () => {
    const { theory } = loadTheory(`${ROOT}mpl/peano.mpl`, readText);
    expect(theoryToCore(theory!).split("\n").slice(0, 10)).toEqual([
      "theory Peano",
      "sort N inductive",
      "constructor 0 : N",
      "constructor s : N -> N",
      "function + : N, N -> N infixl 60",
      "function * : N, N -> N infixl 70",
      "axiom add.zero : (>[x:N](true[])(=[+[x,0],x]))",
      "axiom add.succ : (>[x:N,y:N](true[])(=[+[x,s[y]],s[+[x,y]]]))",
      "axiom mul.zero : (>[x:N](true[])(=[*[x,0],0]))",
      "axiom mul.succ : (>[x:N,y:N](true[])(=[*[x,s[y]],+[*[x,y],x]]))",
    ]);
  });
});

/** ```mpl blocks; after ```mpl error, the block's first line is a comment `-- code line:column`. */
function examples(): { title: string; text: string; fails: boolean }[] {
  const text = readText(`${ROOT}docs/mpl.md`) ?? "";
  return [...text.matchAll(/^```mpl( error)?\n([\s\S]*?)^```$/gmu)].map((match) => ({
    title: `line ${String(text.slice(0, match.index).split("\n").length)}`,
    text: match[2],
    fails: (match[1] as string | undefined) !== undefined,
  }));
}

describe("docs/mpl.md", () => {
  test("has examples", () => {
    expect(examples().length).toBeGreaterThan(5);
  });

  test.each(examples())("$title", ({ text, fails }) => {
    const { diagnostics } = loadTheory("example.mpl", (path) =>
      path === "example.mpl" ? text : readText(`${ROOT}mpl/${path}`),
    );
    const expected = fails ? text.split("\n")[0].replace("-- ", "").split(", ") : [];
    expect(diagnostics.map(place), diagnostics.map(formatDiagnostic).join("\n")).toEqual(expected);
  });
});
