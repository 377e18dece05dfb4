/**
 * Functions that do not descend by structure: an equation calls them on terms that are no parts of what it matches, as
 * f(c(x, y)) = f(g(x, y)) does. What makes such a function terminate is a measure that falls, if anything does; here
 * it is only found that parts of arguments are not it (logic/size-change.ts).
 */
import { callsOf, definingEquation, type DefiningEquation } from "../logic/defining-equation.js";
import { unfounded, type RecursiveCall } from "../logic/size-change.js";
import { sameTerm, termSize, type Term } from "../logic/term.js";
import type { Theory } from "../logic/theory.js";

export interface Descents {
  /** By function: the argument places at which a call gets something else than what the equation is about. */
  readonly positions: ReadonlyMap<string, ReadonlySet<number>>;
  /** How much larger than its left side the right side of such an equation is. */
  readonly growth: number;
}

const known = new WeakMap<Theory, Descents>();

export function descentsOf(theory: Theory): Descents {
  const found = known.get(theory) ?? findDescents(theory);
  known.set(theory, found);
  return found;
}

interface PlacedCall extends RecursiveCall {
  readonly equation: DefiningEquation;
}

function findDescents(theory: Theory): Descents {
  const calls = recursiveCalls(theory);
  const arities = new Map(theory.symbols.map(({ name, args }) => [name, args.length]));
  const endless = new Set(unfounded(calls, arities).map(({ symbol }) => symbol));
  const positions = new Map<string, Set<number>>();
  let growth = 0;
  for (const { from, to, patterns, args, equation } of calls) {
    if (!endless.has(from) || !endless.has(to) || (from === to && falls(patterns, args))) continue;
    const places = positions.get(from) ?? new Set();
    positions.set(from, places);
    patterns.forEach((pattern, place) => {
      const arg = args.at(place);
      if (arg === undefined || !sameTerm(pattern, arg)) places.add(place);
    });
    const { value } = equation;
    if (value.kind === "app") growth = Math.max(growth, termSize(value) - sizeOf(patterns));
  }
  return { positions, growth };
}

/** The calls in equations over patterns by which a function leads back to itself. */
function recursiveCalls({ facts, symbols }: Theory): PlacedCall[] {
  const constructors = new Set(symbols.filter(({ kind }) => kind === "constructor").map(({ name }) => name));
  const isPattern = (term: Term): boolean =>
    term.kind === "var" || (constructors.has(term.symbol) && term.args.every(isPattern));
  const equations = facts
    .map(({ formula }) => definingEquation(formula))
    .filter((equation) => equation !== undefined)
    .filter(({ symbol, patterns }) => !constructors.has(symbol) && patterns.every(isPattern))
    // An equation of variables, such as a law of commutation, computes nothing.
    .filter(({ patterns, condition }) => condition.kind !== "true" || !patterns.every(isVariable));
  const defined = new Set(equations.map(({ symbol }) => symbol));
  const calls = equations.flatMap((equation) =>
    callsOf(equation, defined).map((call): PlacedCall => ({
      ...{ from: equation.symbol, patterns: equation.patterns, to: call.symbol, args: call.args },
      equation,
    })),
  );
  const reaches = reachability(calls);
  return calls.filter(({ from, to }) => reaches.get(to)?.has(from) === true);
}

function reachability(calls: readonly RecursiveCall[]): ReadonlyMap<string, ReadonlySet<string>> {
  const reached = new Map<string, Set<string>>();
  for (const { from, to } of calls) reached.set(from, (reached.get(from) ?? new Set()).add(to));
  for (let changed = true; changed;) {
    changed = false;
    for (const targets of reached.values()) {
      const before = targets.size;
      for (const target of [...targets]) for (const next of reached.get(target) ?? []) targets.add(next);
      changed ||= targets.size > before;
    }
  }
  return reached;
}

function isVariable(term: Term): boolean {
  return term.kind === "var";
}

/** Whether some argument is a part of what its pattern matches. */
function falls(patterns: readonly Term[], args: readonly Term[]): boolean {
  return patterns.some((pattern, place) => args.at(place) !== undefined && isPart(pattern, args[place]));
}

function isPart(pattern: Term, term: Term): boolean {
  return pattern.kind === "app" && pattern.args.some((arg) => sameTerm(arg, term) || isPart(arg, term));
}

function sizeOf(patterns: readonly Term[]): number {
  return patterns.reduce((sum, pattern) => sum + termSize(pattern), 1);
}
