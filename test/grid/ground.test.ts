/** Ground problems: the grid proves exactly what congruence closure says, and the checker accepts every explanation. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { FALSE, atom, conjunction, eq, forall, not, type Formula } from "../../src/logic/formula.js";
import { Closure } from "./closure.js";
import { EIGENS, GROUND, arbitraryAtom, arbitraryTerm, isConstructor } from "./ground.js";
import { limitsWith, proveAll, refusal } from "./load.js";

/** One block a problem: what it cannot see directly stays open. */
const LIMITS = limitsWith({ induction: 0, split: 0, nodes: 400 });

const terms = arbitraryTerm(2);
const equation = fc.tuple(terms, terms).map(([left, right]) => eq(left, right));
const fact = arbitraryAtom(1).map((term) => atom(term.symbol, term.args));
const literal: fc.Arbitrary<Formula> = fc.oneof(
  { weight: 6, arbitrary: equation },
  equation.map(not),
  fact,
  fact.map(not),
);

function say(closure: Closure, formula: Formula): void {
  const body = formula.kind === "not" ? formula.body : formula;
  if (body.kind === "eq") {
    closure.add(body.left);
    closure.add(body.right);
    if (formula.kind === "not") closure.distinguish(body.left, body.right);
    else closure.equate(body.left, body.right);
  } else if (body.kind === "atom") {
    const term = { kind: "app", symbol: body.predicate, sorts: [], args: body.args } as const;
    closure.add(term);
    closure.equate(term, formula.kind === "not" ? "false" : "true");
  }
}

/** Whether the premises give the conclusion: they contradict each other, or its denial. */
function follows(premises: readonly Formula[], conclusion: Formula): boolean {
  const closure = new Closure(isConstructor);
  for (const premise of premises) say(closure, premise);
  say(closure, conclusion.kind === "not" ? conclusion.body : not(conclusion));
  closure.close();
  return closure.contradiction;
}

test("a ground clause is proved if and only if congruence closure refutes its denial", async () => {
  const problems = fc.sample(fc.tuple(fc.array(literal, { minLength: 1, maxLength: 6 }), literal), {
    numRuns: 200,
    seed: 1,
  });
  const statements = problems.map(([premises, conclusion]) =>
    forall(EIGENS, conjunction(premises), conclusion),
  );
  const outcomes = await proveAll(GROUND, statements, LIMITS);
  const expected = problems.map(([premises, conclusion]) => follows(premises, conclusion));
  expect(outcomes.map((outcome) => outcome.certificate !== undefined)).toEqual(expected);
  const proved = outcomes.filter((outcome) => outcome.certificate !== undefined);
  expect(proved.map((outcome) => refusal(GROUND, outcome))).toEqual(proved.map(() => undefined));
  expect(proved.length).toBeGreaterThan(30);
  expect(proved.length).toBeLessThan(180);
});

test("contradictory premises prove anything, and are called vacuous", async () => {
  const [x] = EIGENS;
  const statement = forall([x], conjunction([atom("p", [x]), not(atom("p", [x]))]), FALSE);
  const [outcome] = await proveAll(GROUND, [statement], LIMITS);
  expect(outcome.vacuous).toBe(true);
  expect(refusal(GROUND, outcome)).toBeUndefined();
});
