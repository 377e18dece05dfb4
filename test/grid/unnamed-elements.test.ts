/** Elements that nobody named, and what counts as a nested split. */
import { expect, test } from "vitest";
import { limitsWith, proveAll, refusal, theoryOf } from "./load.js";

const CASES: readonly [string, string, boolean][] = [
  [
    "where nothing is named, a constant of the theory is an element",
    `sort G
     op c : G
     predicate p : G
     theorem t : exists x. forall y. p(x) -> p(y)`,
    true,
  ],
  [
    "and so is a function's value",
    `sort A
     sort B
     op c : A
     op f : A -> B
     predicate p : B
     theorem t : exists x:B. forall y:B. p(x) -> p(y)`,
    true,
  ],
  [
    "of more arguments than a row has, too",
    `sort A
     sort B
     op c : A
     op f : A, A, A, A, A, A, A, A -> B
     predicate p : B
     theorem t : exists x:B. forall y:B. p(x) -> p(y)`,
    true,
  ],
  [
    "no sort is assumed to have a term",
    `sort G
     predicate p : G
     theorem t : exists x. forall y. p(x) -> p(y)`,
    false,
  ],
];

test.each(CASES)("%s", async (_, text, isProved) => {
  const theory = theoryOf(text);
  const [outcome] = await proveAll(theory, [theory.goals[0].formula], limitsWith({}));
  expect(outcome.certificate !== undefined).toBe(isProved);
  if (isProved) expect(refusal(theory, outcome)).toBeUndefined();
});

test("splits that leave no choice are no nesting", async () => {
  const theory = theoryOf(`
    predicate a
    predicate b
    predicate c
    predicate d
    predicate e
    predicate f
    axiom none : ! a
    axiom ab : a | b
    axiom bc : b -> ! c
    axiom cd : c | d
    axiom de : d -> ! e
    axiom ef : e | f
    theorem t : f`);
  const limits = limitsWith({ split: 0, given: 0 });
  const [outcome] = await proveAll(theory, [theory.goals[0].formula], limits);
  expect(outcome.certificate).toBeDefined();
  expect(refusal(theory, outcome)).toBeUndefined();
});
