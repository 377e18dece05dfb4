/**
 * A `trans` step as a chain a = b = … = z, each link with the places where it rewrites and the steps that say so: a
 * congruence is followed down to the equations under it. Only for reading; the steps themselves stand in the table.
 */
import type { Formula } from "../../logic/formula.js";
import type { Term } from "../../logic/term.js";
import type { Marks } from "../../mpl/print-formula.js";
import type { StepLine } from "../../proof/certificate.js";

/** The steps of a proof by id. An assumption has a formula and no line. */
export interface ProofSteps {
  readonly line: (id: number) => StepLine | undefined;
  readonly formula: (id: number) => Formula | undefined;
}

export interface Change {
  /** Argument positions from the root. */
  readonly path: readonly number[];
  /** The step whose equation rewrites there. */
  readonly step: number;
}

export interface ChainLink {
  readonly before: Term;
  readonly after: Term;
  readonly changes: readonly Change[];
}

/** Undefined where there is no chain to show: fewer than two links, or formulas that are no equations. */
export function equalityChain(step: StepLine, steps: ProofSteps): readonly ChainLink[] | undefined {
  if (step.rule !== "trans" || step.from.length < 2) return undefined;
  const links: ChainLink[] = [];
  for (const parent of step.from) {
    const equation = steps.formula(parent);
    if (equation?.kind !== "eq") return undefined;
    links.push({ before: equation.left, after: equation.right, changes: changesOf(parent, steps, []) });
  }
  return links;
}

function changesOf(id: number, steps: ProofSteps, path: readonly number[]): readonly Change[] {
  const line = steps.line(id);
  if (line?.rule === "congruence")
    return line.at.flatMap((position, index) =>
      index < line.from.length ? changesOf(line.from[index], steps, [...path, position]) : [],
    );
  if (line?.rule === "symm" && line.from.length === 1) return changesOf(line.from[0], steps, path);
  return [{ path, step: id }];
}

export interface MarkedTerm {
  readonly term: Term;
  readonly marks: Marks;
}

/** The term with the subterms at these places marked: what the last link changed `after`, what the next one changes `before`. */
export function markPlaces(
  term: Term,
  after: readonly Change[] = [],
  before: readonly Change[] = [],
): MarkedTerm {
  const marks = new Map<Term, readonly string[]>();
  const places = [
    ...after.map(({ path }) => ({ path, kind: "after" })),
    ...before.map(({ path }) => ({ path, kind: "before" })),
  ];
  return { term: separate(term, places, marks), marks };
}

interface Place {
  readonly path: readonly number[];
  readonly kind: string;
}

/** A marked subterm must be an object of its own: elsewhere in the term the same one may occur unmarked. */
function separate(term: Term, places: readonly Place[], marks: Map<Term, readonly string[]>): Term {
  if (places.length === 0) return term;
  const here = places.filter(({ path }) => path.length === 0).map(({ kind }) => kind);
  const args = (index: number): readonly Place[] =>
    places.filter(({ path }) => path[0] === index).map(({ path, kind }) => ({ path: path.slice(1), kind }));
  const copy: Term =
    term.kind === "var"
      ? { ...term }
      : { ...term, args: term.args.map((arg, index) => separate(arg, args(index), marks)) };
  if (here.length > 0) marks.set(copy, [...new Set(here)]);
  return copy;
}
