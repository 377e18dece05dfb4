/**
 * Which definitions of a file are not shown to terminate, by size change over the equations (logic/size-change.ts).
 * What a function's value is applied to counts as further arguments of it; a function that is passed on as a value
 * counts as called with arguments of which nothing is known.
 */
import { unfounded, type RecursiveCall } from "../../logic/size-change.js";
import { app, variable, type Term } from "../../logic/term.js";
import type { Equation } from "./definitions.js";
import type { SmtTerm } from "./syntax.js";

/** The functions among those of the equations that are not shown to terminate, each with a call on nothing smaller. */
export function notShownToTerminate(equations: readonly Equation[]): ReadonlyMap<string, RecursiveCall> {
  const arities = new Map<string, number>();
  for (const { symbol, left } of equations)
    arities.set(symbol, Math.max(arities.get(symbol) ?? 0, argumentsOf(left).length));
  const calls = equations.flatMap((equation) => callsOf(equation, arities));
  return new Map(unfounded(calls, arities).map(({ symbol, call }) => [symbol, call]));
}

/** The arguments on the left, those that the result is applied to last. */
function argumentsOf(term: SmtTerm): readonly SmtTerm[] {
  if (term.kind === "apply") return [...argumentsOf(term.fun), term.arg];
  return term.kind === "call" ? term.args : [];
}

function callsOf(
  { symbol, left, right, conditions }: Equation,
  arities: ReadonlyMap<string, number>,
): RecursiveCall[] {
  const patterns = argumentsOf(left).map(plainTerm);
  const calls: RecursiveCall[] = [];
  const visit = (term: SmtTerm): void => {
    if (term.kind === "apply") {
      visit(term.fun);
      visit(term.arg);
    } else if (term.kind === "call") {
      term.args.forEach(visit);
      if (arities.has(term.symbol))
        calls.push({ from: symbol, patterns, to: term.symbol, args: term.args.map(plainTerm) });
    }
  };
  visit(right);
  for (const condition of conditions) {
    visit(condition.left);
    visit(condition.right);
  }
  return calls;
}

/** Of an equation, in whose terms only variables, calls and applications are left. */
function plainTerm(term: SmtTerm): Term {
  if (term.kind === "call") return app(term.symbol, term.args.map(plainTerm));
  if (term.kind === "apply") return app("@", [plainTerm(term.fun), plainTerm(term.arg)]);
  if (term.kind === "variable") return variable(term.name, term.sort);
  throw new Error(`a ${term.kind} is left in an equation`);
}
