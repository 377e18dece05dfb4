/** What is found without samples, where sorts have no constructors: by completing the axioms, and cancellation laws. */
import type { GridLimits } from "../grid/limits.js";
import type { Formula } from "../logic/formula.js";
import { alphaText } from "../logic/rename.js";
import type { Development } from "./development.js";
import type { GoalRefuter } from "./goal-refuter.js";
import { cancellationLaws } from "./injectivity.js";

/** Clauses that an exploration takes to complete the axioms, how large a side of what it tells may be, and clauses a law. */
const COMPLETION_GIVEN = 200;
const COMPLETION_SIZE = 5;
const COMPLETION_LAWS = 40;

/** Where sorts have no constructors: what completing the axioms finds, then cancellation laws that no model refutes. */
export async function exploreAbstract(
  development: Development,
  refuter: GoalRefuter,
  limits: GridLimits,
): Promise<void> {
  if (development.stopped()) return;
  development.report("explore", "completing the axioms");
  for (const { formula, outcome } of await development.pool.complete(COMPLETION_GIVEN, COMPLETION_SIZE)) {
    if (!isNamed(development, formula))
      development.accept(development.nextName(), { params: [], formula }, outcome, "explored");
  }
  const brief = { ...limits, given: Math.min(limits.given, 2 * COMPLETION_LAWS) };
  const laws = cancellationLaws(development.options.theory).map((formula) => ({ params: [], formula }));
  const wanted: typeof laws = [];
  for (const law of laws) {
    const isKnown = development.explorer.isKnown(law.formula);
    const refutation = isKnown ? undefined : await refuter.quickly(law.formula);
    if (refutation === undefined) wanted.push(...(isKnown ? [] : [law]));
    else development.refutedLaws.push({ ...law, ...refutation });
  }
  for (const [index, outcome] of (await development.attempt(wanted, brief)).entries()) {
    if (outcome.certificate === undefined || outcome.vacuous) continue;
    development.accept(development.nextName(), wanted[index], outcome, "explored");
  }
}

/** Whether the formula is one of the theorems, up to the names of its variables. */
function isNamed(development: Development, formula: Formula): boolean {
  const text = alphaText(formula);
  return development.theorems.some((theorem) => alphaText(theorem.formula) === text);
}
