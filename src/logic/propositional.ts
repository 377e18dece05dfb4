/**
 * Formulas as propositional ones: atoms, equations and quantified formulas are letters that may be true or false, but
 * for an equation with a constant of a sort that has constants alone as constructors: there the other side is a letter
 * with these values. So what is found unsatisfiable is; what is found satisfiable may not be.
 */
import { eq, not, type Eq, type Formula } from "./formula.js";
import { alphaText } from "./rename.js";
import { app, termText, type Term } from "./term.js";

/** The constants of the sort to which the symbol belongs, if it is a constructor and they are all its constructors. */
export type Siblings = (symbol: string) => readonly string[] | undefined;

interface Letter {
  /** 2 for a formula that is false or true. */
  readonly values: number;
  /** What the letter's having a value says. */
  readonly says: (value: number) => Formula;
}

type Assignment = ReadonlyMap<string, number>;

/** Assignments that are tried. */
const ASSIGNMENT_LIMIT = 1 << 12;

/** Literals that make the formula true; undefined if nothing does, "too-large" if there are too many letters. */
export function satisfy(formula: Formula, siblings: Siblings): readonly Formula[] | undefined | "too-large" {
  const letters = new Map<string, Letter>();
  collect(formula, siblings, letters);
  const count = [...letters.values()].reduce((product, { values }) => product * values, 1);
  if (count > ASSIGNMENT_LIMIT) return "too-large";
  for (let number = 0; number < count; number++) {
    const assignment = new Map<string, number>();
    let rest = number;
    for (const [key, { values }] of letters) {
      assignment.set(key, rest % values);
      rest = Math.floor(rest / values);
    }
    if (isTrue(formula, siblings, assignment))
      return [...letters].map(([key, letter]) => letter.says(assignment.get(key)!));
  }
  return undefined;
}

/** An equation as one between a term and one of several constants. */
function choice(
  { left, right }: Eq,
  siblings: Siblings,
): { on: Term; values: readonly string[]; value: number } | undefined {
  for (const [constant, on] of [
    [left, right],
    [right, left],
  ]) {
    const values = constant.kind === "app" ? siblings(constant.symbol) : undefined;
    if (constant.kind === "app" && values !== undefined)
      return { on, values, value: values.indexOf(constant.symbol) };
  }
  return undefined;
}

function keyOf(formula: Formula): string {
  if (formula.kind !== "eq") return alphaText(formula);
  const { left, right } = formula;
  return alphaText(termText(left) < termText(right) ? formula : eq(right, left));
}

function collect(formula: Formula, siblings: Siblings, into: Map<string, Letter>): void {
  switch (formula.kind) {
    case "true":
    case "false":
      return;
    case "not":
      collect(formula.body, siblings, into);
      return;
    case "and":
      collect(formula.left, siblings, into);
      collect(formula.right, siblings, into);
      return;
    case "imp":
      if (formula.vars.length === 0) {
        collect(formula.premise, siblings, into);
        collect(formula.conclusion, siblings, into);
        return;
      }
      break;
    case "eq": {
      if (termText(formula.left) === termText(formula.right)) return;
      const found = choice(formula, siblings);
      if (found === undefined) break;
      const { on, values } = found;
      const sorts = formula.left === on ? formula.right : formula.left;
      const constant = (value: number): Term =>
        app(values[value], [], sorts.kind === "app" ? sorts.sorts : []);
      into.set(termText(on), { values: values.length, says: (value) => eq(on, constant(value)) });
      return;
    }
    case "atom":
      break;
    default:
      formula satisfies never;
  }
  into.set(keyOf(formula), { values: 2, says: (value) => (value === 1 ? formula : not(formula)) });
}

function isTrue(formula: Formula, siblings: Siblings, assignment: Assignment): boolean {
  const on = (part: Formula): boolean => isTrue(part, siblings, assignment);
  switch (formula.kind) {
    case "true":
      return true;
    case "false":
      return false;
    case "not":
      return !on(formula.body);
    case "and":
      return on(formula.left) && on(formula.right);
    case "imp":
      if (formula.vars.length === 0) return !on(formula.premise) || on(formula.conclusion);
      break;
    case "eq": {
      if (termText(formula.left) === termText(formula.right)) return true;
      const found = choice(formula, siblings);
      if (found !== undefined) return assignment.get(termText(found.on)) === found.value;
      break;
    }
    case "atom":
      break;
    default:
      formula satisfies never;
  }
  return assignment.get(keyOf(formula)) === 1;
}
