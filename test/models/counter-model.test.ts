/** How a model is told to people: names of elements and tables of text. */
import { expect, it } from "vitest";
import { modelText } from "../../src/export/model-text.js";
import { counterModel } from "../../src/models/counter-model.js";
import { findModel } from "../../src/models/find-model.js";
import { theoryOf } from "../grid/load.js";

async function textOf(text: string): Promise<string> {
  const theory = theoryOf(text);
  const found = await findModel(theory, { refute: theory.goals[0].formula });
  return modelText(counterModel(theory, found!.model));
}

it("names elements by constructors, by constants, and else by sort and number", async () => {
  const text = await textOf(`sort B inductive
  no : B
  yes : B
sort A
op a1 : A
op both : B, B -> B
op p : A -> Prop
axiom l : both(no, x) = no
axiom r : both(yes, x) = x
axiom p : p(a1)
theorem t : p(x)`);
  expect(text.split("\n")).toEqual([
    "B = {no, yes}",
    "A = {a2, a1}",
    "no = no",
    "yes = yes",
    "a1 = a1",
    "both | no yes",
    "no   | no no",
    "yes  | no yes",
    "p holds at (a1)",
    "",
  ]);
});

it("lists functions of one and of three arguments, and predicates that hold nowhere", async () => {
  const text = await textOf(`sort A
op c : A
op f : A -> A
op g : A, A, A -> A
op q : A -> Prop
axiom f : f(x) = c
axiom g : g(x, y, z) = c
theorem t : q(x)`);
  expect(text).toBe("A = {c}\nc = c\nf(c) = c\ng(c, c, c) = c\nq holds at nothing\n");
});
