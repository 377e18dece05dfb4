/** Steps that put equals for equals, at one argument position after the other. */
import { atom, eq, not, type Formula } from "../../logic/formula.js";
import { app, type App, type Term } from "../../logic/term.js";
import type { CongruenceStep } from "../../proof/certificate.js";
import { lambda, logic, type Expr } from "./expr.js";
import { misshapen } from "./misshapen.js";
import { equationOf, resultOf, stepProof, type StepContext } from "./step-context.js";

/** Equations chained from the first one's left side to the last one's right side. */
export function chain(context: StepContext, from: readonly number[]): Expr {
  if (from.length === 0) return misshapen("a parent is missing");
  const { writer } = context;
  const start = equationOf(context, from[0]);
  let proof = stepProof(from[0]);
  for (const [index, id] of from.slice(1).entries()) {
    const middle = equationOf(context, from[index]).right;
    const end = equationOf(context, id).right;
    const terms = [start.left, middle, end].map((term) => writer.term(term));
    proof = logic("eqTrans", writer.typeOf(start.left), ...terms, proof, stepProof(id));
  }
  return proof;
}

/** The same equation, atom or application with other arguments. */
function withArguments<T extends Formula | App>(literal: T, args: readonly Term[]): T {
  if (literal.kind === "eq") return eq(args[0], args[1]) as T;
  if (literal.kind === "atom") return atom(literal.predicate, args, literal.sorts) as T;
  if (literal.kind === "app") return app(literal.symbol, args, literal.sorts) as T;
  return misshapen("no literal");
}

function argumentsOf(literal: Formula | App): readonly Term[] {
  if (literal.kind === "eq") return [literal.left, literal.right];
  return literal.kind === "atom" || literal.kind === "app" ? literal.args : misshapen("no literal");
}

/** One exchange of an argument: the literal as it was and as it is then, and with the place left open. */
interface Exchange<T> {
  readonly type: Expr;
  readonly from: Expr;
  readonly to: Expr;
  readonly before: T;
  readonly after: T;
  /** A function of what stands in the place. */
  readonly open: (write: (literal: T) => Expr) => Expr;
}

/** For each position of `at`, the exchange there, those before it already made. */
function exchanges<T extends Formula | App>(
  context: StepContext,
  first: T,
  last: T,
  at: readonly number[],
): readonly Exchange<T>[] {
  const { writer, terms } = context;
  if (at.some((position, index) => index > 0 && position <= at[index - 1]))
    return misshapen("the positions do not rise");
  const news = argumentsOf(last);
  let current = [...argumentsOf(first)];
  return at.map((position) => {
    if (position >= current.length || position >= news.length) return misshapen("no such position");
    const [old, next] = [current[position], news[position]];
    const others = current;
    current = others.with(position, next);
    const hole = terms.fresh(writer.sortOf(old));
    return {
      type: writer.typeOf(old),
      from: writer.term(old),
      to: writer.term(next),
      before: withArguments(first, others),
      after: withArguments(first, current),
      open: (write) =>
        lambda(writer.binders([hole]), write(withArguments(first, others.with(position, hole)))),
    };
  });
}

export function congruence(context: StepContext, step: CongruenceStep, is: Formula): Expr {
  if (is.kind !== "eq" || is.left.kind !== "app" || is.right.kind !== "app")
    return misshapen("no equation of applications");
  const { writer } = context;
  const type = writer.typeOf(is.left);
  const start = writer.term(is.left);
  const places = exchanges(context, is.left, is.right, step.at);
  if (places.length !== step.from.length) return misshapen("not a parent for each position");
  const links = places.map(({ type: domain, from, to, open }, index) =>
    logic(
      "congrArg",
      domain,
      type,
      from,
      to,
      open((literal) => writer.term(literal)),
      stepProof(step.from[index]),
    ),
  );
  if (links.length === 0) return logic("eqRefl", type, start);
  return links.reduce((left, right, index) => {
    const { before, after } = places[index];
    return logic("eqTrans", type, start, writer.term(before), writer.term(after), left, right);
  });
}

export function replace(context: StepContext, step: CongruenceStep, is: Formula): Expr {
  const { writer } = context;
  const literal = resultOf(context, step.from[0]);
  const negative = literal.kind === "not" && is.kind === "not";
  const [before, after] = negative ? [literal.body, is.body] : [literal, is];
  const places = exchanges(context, before, after, step.at);
  if (places.length !== step.from.length - 1) return misshapen("not a parent for each position");
  return places.reduce<Expr>((proof, { type, from, to, open }, index) => {
    const motive = open((body) => writer.prop(negative ? not(body) : body));
    return logic("eqSubst", type, motive, from, to, stepProof(step.from[index + 1]), proof);
  }, stepProof(step.from[0]));
}
