/**
 * Termination by size change (Lee, Jones, Ben-Amram: The size-change principle, 2001) over the subterm order: every
 * call is a matrix that says which argument is a subterm of which pattern, strictly or not; the matrices are closed
 * under composition; and every one from a function to itself that is its own square must have a strict descent on its
 * diagonal. Functions that are passed on as values count as called with arguments of which nothing is known.
 */
import type { Equation } from "./definitions.js";
import type { SmtTerm } from "./syntax.js";

/** How an argument of the call relates to a pattern: a strict subterm, the same term, or neither. */
const UNKNOWN = 0;
const SAME = 1;
const SMALLER = 2;

interface Call {
  readonly from: string;
  readonly to: string;
  /** `columns` entries a row, one row an argument of the caller. */
  readonly entries: readonly number[];
  readonly columns: number;
}

/** Compositions that are looked at before a definition counts as not shown to terminate. */
const CLOSURE_LIMIT = 20_000;

/** The functions among those of the equations that are not shown to terminate. */
export function notShownToTerminate(equations: readonly Equation[]): ReadonlySet<string> {
  const arities = new Map<string, number>();
  for (const { symbol, left } of equations)
    arities.set(symbol, Math.max(arities.get(symbol) ?? 0, argumentsOf(left).length));
  const calls = new Map<string, Call>();
  const waiting: Call[] = [];
  const add = (call: Call): void => {
    const key = keyOf(call);
    if (calls.has(key)) return;
    calls.set(key, call);
    waiting.push(call);
  };
  for (const equation of equations) for (const call of callsOf(equation, arities)) add(call);
  for (let call = waiting.pop(); call !== undefined; call = waiting.pop()) {
    if (calls.size > CLOSURE_LIMIT) return new Set(arities.keys());
    for (const other of [...calls.values()]) {
      if (call.to === other.from) add(compose(call, other));
      if (other.to === call.from) add(compose(other, call));
    }
  }
  const bad = new Set<string>();
  for (const call of calls.values()) {
    if (call.from !== call.to || keyOf(compose(call, call)) !== keyOf(call)) continue;
    const falls = Array.from({ length: call.columns }, (_, i) => call.entries[i * call.columns + i]);
    if (!falls.includes(SMALLER)) bad.add(call.from);
  }
  return bad;
}

function keyOf({ from, to, entries }: Call): string {
  return `${from} ${to} ${entries.join("")}`;
}

/** First one call, then the other. */
function compose(first: Call, second: Call): Call {
  const rows = first.entries.length / Math.max(1, first.columns);
  const entries: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < second.columns; k++) {
      let best = UNKNOWN;
      for (let j = 0; j < first.columns; j++) {
        const a = first.entries[i * first.columns + j];
        const b = second.entries[j * second.columns + k];
        if (a !== UNKNOWN && b !== UNKNOWN) best = Math.max(best, a, b);
      }
      entries.push(best);
    }
  }
  return { from: first.from, to: second.to, entries, columns: second.columns };
}

/** The arguments on the left, those that the result is applied to last. */
function argumentsOf(term: SmtTerm): readonly SmtTerm[] {
  if (term.kind === "apply") return [...argumentsOf(term.fun), term.arg];
  return term.kind === "call" ? term.args : [];
}

function callsOf(
  { symbol, left, right, conditions }: Equation,
  arities: ReadonlyMap<string, number>,
): Call[] {
  const patterns = argumentsOf(left);
  const calls: Call[] = [];
  const rowCount = arities.get(symbol)!;
  const visit = (term: SmtTerm): void => {
    if (term.kind === "apply") {
      visit(term.fun);
      visit(term.arg);
    } else if (term.kind === "call") {
      term.args.forEach(visit);
      const columns = arities.get(term.symbol);
      if (columns === undefined) return;
      const entries: number[] = [];
      for (let i = 0; i < rowCount; i++)
        for (let j = 0; j < columns; j++) entries.push(relation(patterns.at(i), term.args.at(j)));
      calls.push({ from: symbol, to: term.symbol, entries, columns });
    }
  };
  visit(right);
  for (const condition of conditions) {
    visit(condition.left);
    visit(condition.right);
  }
  return calls;
}

function relation(pattern: SmtTerm | undefined, arg: SmtTerm | undefined): number {
  if (pattern === undefined || arg === undefined) return UNKNOWN;
  if (sameSmt(pattern, arg)) return SAME;
  return isSubterm(pattern, arg) ? SMALLER : UNKNOWN;
}

function isSubterm(pattern: SmtTerm, term: SmtTerm): boolean {
  return pattern.kind === "call" && pattern.args.some((arg) => sameSmt(arg, term) || isSubterm(arg, term));
}

function sameSmt(a: SmtTerm, b: SmtTerm): boolean {
  if (a.kind === "variable" || b.kind === "variable")
    return a.kind === "variable" && b.kind === "variable" && a.name === b.name;
  return (
    a.kind === "call" &&
    b.kind === "call" &&
    a.symbol === b.symbol &&
    a.args.length === b.args.length &&
    a.args.every((arg, i) => sameSmt(arg, b.args[i]))
  );
}
