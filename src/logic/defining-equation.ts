/**
 * Equations of a recursive definition: under a condition, f(patterns) equals a term, or p(patterns) is equivalent to a
 * formula. Here they are taken apart; whether several of them make a definition is for coverage.ts and size-change.ts.
 */
import { and, FALSE, TRUE, type Atom, type Formula } from "./formula.js";
import type { Sort } from "./sort.js";
import type { App, Term } from "./term.js";

export interface DefiningEquation {
  readonly symbol: string;
  readonly sorts: readonly Sort[];
  readonly patterns: readonly Term[];
  /** `true` where it holds always. */
  readonly condition: Formula;
  /** A term for a function, a formula for a predicate. */
  readonly value: Term | Formula;
}

/** A use of a function or predicate; `use` is the object in the formula. */
export interface Call {
  readonly use: App | Atom;
  readonly symbol: string;
  readonly args: readonly Term[];
}

type Head = App | Atom;

/** The formula as an equation about what stands at its left; undefined if it has not the form. */
export function definingEquation(formula: Formula): DefiningEquation | undefined {
  let condition: Formula = TRUE;
  let inner = formula;
  for (
    let outermost = true;
    inner.kind === "imp" && (outermost || inner.vars.length === 0);
    outermost = false
  ) {
    if (inner.premise.kind !== "true") {
      condition = condition.kind === "true" ? inner.premise : and(condition, inner.premise);
    }
    inner = inner.conclusion;
  }
  const found = headAndValue(inner);
  if (found === undefined) return undefined;
  const { head, value } = found;
  const symbol = head.kind === "app" ? head.symbol : head.predicate;
  return { symbol, sorts: head.sorts, patterns: head.args, condition, value };
}

function headAndValue(formula: Formula): { head: Head; value: Term | Formula } | undefined {
  if (formula.kind === "eq") {
    return formula.left.kind === "app" ? { head: formula.left, value: formula.right } : undefined;
  }
  if (formula.kind === "atom") return { head: formula, value: TRUE };
  if (formula.kind === "not")
    return formula.body.kind === "atom" ? { head: formula.body, value: FALSE } : undefined;
  if (formula.kind !== "and" || formula.left.kind !== "imp" || formula.left.vars.length > 0) return undefined;
  const { premise: head, conclusion: value } = formula.left;
  return head.kind === "atom" ? { head, value } : undefined;
}

/** The uses of the symbols in the condition and the value, from left to right. */
export function callsOf(equation: DefiningEquation, symbols: ReadonlySet<string>): readonly Call[] {
  const calls: Call[] = [];
  const note = (use: Head, symbol: string): void => {
    if (symbols.has(symbol)) calls.push({ use, symbol, args: use.args });
    use.args.forEach(visit);
  };
  const visit = (part: Term | Formula): void => {
    switch (part.kind) {
      case "var":
      case "true":
      case "false":
        return;
      case "app":
        note(part, part.symbol);
        return;
      case "atom":
        note(part, part.predicate);
        return;
      case "eq":
      case "and":
        visit(part.left);
        visit(part.right);
        return;
      case "not":
        visit(part.body);
        return;
      case "imp":
        visit(part.premise);
        visit(part.conclusion);
        return;
      default:
        part satisfies never;
    }
  };
  visit(equation.condition);
  visit(equation.value);
  return calls;
}
