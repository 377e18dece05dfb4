/** Which closed terms are found: constants first, functions where they are needed, none where there is none. */
import { expect, test } from "vitest";
import { closedTerm } from "../../src/logic/closed-term.js";
import { sortApp, type Sort } from "../../src/logic/sort.js";
import { termText } from "../../src/logic/term.js";
import { theoryOf } from "../grid/load.js";

const THEORY = theoryOf(`
sort A
sort B
sort C
sort L a inductive
  nil : L a
  cons(a, L a) : L a
op c : A
op f : A -> B
op g : B, A -> A
op h : C -> C
op pick : L B -> A
`);

const CASES: readonly [string, Sort, string | undefined][] = [
  ["a constant", sortApp("A"), "c"],
  ["a function's value", sortApp("B"), "f[c]"],
  ["nothing, where only itself leads there", sortApp("C"), undefined],
  ["a polymorphic constant", sortApp("L", [sortApp("C")]), "nil{C}"],
];

test.each(CASES)("%s", (_, sort, text) => {
  const term = closedTerm(THEORY, sort);
  expect(term === undefined ? undefined : termText(term)).toBe(text);
});
