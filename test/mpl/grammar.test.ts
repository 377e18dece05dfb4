/** A grammar's recipe is the grammar: what it takes, and what it says of what it does not. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Grammar } from "ohm-js";
import { readGrammar } from "../../src/mpl/grammar.js";

/** Ohm's types leave it out. */
type Recipes = Grammar & { readonly toRecipe: () => string };

const TEXT = new URL("../../src/mpl/mpl.ohm", import.meta.url);
let directory: string;
let fromText: Grammar;
let fromRecipe: Grammar;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "lemmagrid-grammar-test-"));
  fromText = readGrammar(TEXT);
  // No grammar, so that only the recipe can be what is read.
  writeFileSync(join(directory, "mpl.ohm"), "}");
  writeFileSync(join(directory, "mpl.ohm.json"), (fromText as Recipes).toRecipe());
  fromRecipe = readGrammar(pathToFileURL(join(directory, "mpl.ohm")));
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

test.each([
  "axiom add.zero : x + 0 = x",
  "theorem t : forall x y. p(x) & !q(y) -> exists z. x = z",
  "axiom a : x +",
  "theorem t : forall x. ∧",
  "sort N inductive\n  0 : N",
  "op + : N, N ->",
])("what it takes of %j, and what it expects", (source) => {
  const [known, read] = [fromText, fromRecipe].map((grammar) => {
    const match = grammar.match(source);
    return match.failed() ? match.message : "taken";
  });
  expect(read).toBe(known);
});
