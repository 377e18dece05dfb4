/** No input makes loading throw or hang, and every diagnostic stands inside its file. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../../src/mpl/diagnostic.js";
import { loadTheory } from "../../src/mpl/load.js";
import { theoryToCore } from "../../src/mpl/print-core.js";
import { theoryToReadable } from "../../src/mpl/print-readable.js";
import { CONTEXT, load, readText, ROOT } from "./support.js";

const THEORIES = ["peano", "list", "bool", "tree", "order", "evenodd", "sort"].map(
  (name) => readText(`${ROOT}mpl/${name}.mpl`) ?? "",
);
const SEEDS = [...THEORIES, CONTEXT, "theory T\nuse Peano\ndefine x < y := exists z. x + s(z) = y\n"];

const TOKENS = [
  ..."theory use sort inductive constructor op fun with if then else function predicate axiom definition define theorem explore grid".split(
    " ",
  ),
  ..."forall exists true false Prop infixl prefix 60 x y N List a s 0 nil cons + * ++ <= = != & | -> <-> ! := :".split(
    " ",
  ),
  ..."( ) [ ] { } , . \" ' -- ∀ ∃ ¬ ≤ → (> (& (=[ (true[]) \n \n\n \t \r\n é 𝔸 \u200b \ud800".split(" "),
  " ",
];

/** Loads without throwing; checks all places; what loads must print and load again. */
function survives(text: string): void {
  const { theory, diagnostics } = loadTheory("main.mpl", (path) =>
    path === "main.mpl" ? text : path === "peano.mpl" ? THEORIES[0] : undefined,
  );
  const lines = text.split("\n");
  for (const diagnostic of diagnostics) {
    const { file, line, column, endColumn, sourceLine } = diagnostic;
    expect(formatDiagnostic(diagnostic)).not.toBe("");
    if (file !== "main.mpl") continue;
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(sourceLine).toBe(lines[line - 1].replace(/\r$/, ""));
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual(sourceLine.length + 1);
    expect(endColumn).toBeGreaterThan(column);
  }
  expect(theory === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
  if (theory === undefined) return;
  const core = theoryToCore(theory);
  const again = load(core);
  expect(again.diagnostics.filter(({ severity }) => severity === "error").map(formatDiagnostic)).toEqual([]);
  expect(theoryToCore(again.theory!)).toBe(core);
  expect(load(theoryToReadable(theory)).theory).toBeDefined();
}

const token = fc.constantFrom(...TOKENS);

/** A seed in which some pieces are cut out, doubled, or replaced by tokens. */
const mutated = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 12 }), fc.nat({ max: 2 }), token), { maxLength: 6 }),
  )
  .map(([seed, edits]) =>
    edits.reduce((text, [place, length, kind, inserted]) => {
      const start = place % (text.length + 1);
      const piece = text.slice(start, start + length);
      const middle = kind === 0 ? "" : kind === 1 ? piece + piece : inserted;
      return text.slice(0, start) + middle + text.slice(start + (kind === 1 ? length : Math.min(length, 3)));
    }, seed),
  );

describe("loading survives", () => {
  test("random characters", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), survives), { numRuns: 200 });
  });
  test("random tokens", () => {
    const text = fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join(" "));
    fc.assert(fc.property(text, survives), { numRuns: 300 });
  });
  test("random tokens in a formula", () => {
    const text = fc
      .array(token, { maxLength: 25 })
      .map((tokens) => `${CONTEXT}axiom it : ${tokens.join(" ")}\n`);
    fc.assert(fc.property(text, survives), { numRuns: 300 });
  });
  test("mutated theories", () => {
    fc.assert(fc.property(mutated, survives), { numRuns: 300 });
  });
});

describe("hostile inputs end with an error", () => {
  const deep = (open: string, close: string, count: number): string =>
    open.repeat(count) + "x" + close.repeat(count);
  test.each([
    ["brackets", `axiom a : ${deep("(", ")", 100_000)}`],
    ["unclosed brackets", `axiom a : ${"(".repeat(100_000)}`],
    ["core brackets", `axiom a : (=[${deep("s[", "]", 5_000)},0])`],
    ["sorts", `op f : ${deep("List (", ")", 5_000)}`],
    ["negations", `axiom a : ${"!".repeat(40_000)}q`],
    ["quantifiers", `axiom a : ${"forall x. ".repeat(4_000)}x = x`],
    [
      "variables",
      `axiom a : forall ${Array.from({ length: 5_000 }, (_, i) => `x${String(i)}`).join(" ")}. q`,
    ],
    ["implications", `axiom a : ${"q -> ".repeat(9_000)}q`],
    ["sums", `axiom a : ${"x + ".repeat(9_000)}x = x`],
    [
      "growing sorts",
      `axiom a : ${Array.from({ length: 60 }, (_, i) => `same(x${String(i + 1)}, pair(x${String(i)}, x${String(i)}))`).join(" & ")}`,
    ],
    ["a long declaration", `axiom a : ${"q & ".repeat(1_000_000)}q`],
  ])("%s", (_title, declaration) => {
    const pair = "sort Pair a b inductive\n  pair(a, b) : Pair a b\n";
    const { theory, diagnostics } = load(`${CONTEXT}${pair}${declaration}\n`);
    expect(theory).toBeUndefined();
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.map(({ code }) => code)).not.toContain("unknown-symbol");
  });

  test("many declarations are read in order", () => {
    const lines = Array.from({ length: 500 }, (_, i) => `axiom a${String(i)} : q -> q`);
    expect(load(`${CONTEXT}${lines.join("\n")}\n`).theory?.facts).toHaveLength(500);
  });
});
