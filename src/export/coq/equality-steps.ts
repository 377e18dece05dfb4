/** Steps that put equals for equals, at one argument position after the other. */
import type { Formula } from "../../logic/formula.js";
import type { App, Term } from "../../logic/term.js";
import type { CongruenceStep } from "../../proof/certificate.js";
import { call, lambda } from "./proof-terms.js";
import type { StatementWriter } from "./statements.js";
import { misshapen, resultOf, stepName, type StepContext } from "./step-context.js";

/** The equation's or atom's arguments, and how it is written with others. */
function argumentsOf(
  literal: Formula | App,
  writer: StatementWriter,
): [readonly Term[], (args: string[]) => string] {
  if (literal.kind === "eq") return [[literal.left, literal.right], ([left, right]) => `${left} = ${right}`];
  if (literal.kind !== "atom" && literal.kind !== "app") return misshapen("no literal");
  const symbol = writer.globals.symbol(literal.kind === "atom" ? literal.predicate : literal.symbol);
  const sorts = literal.sorts.map((sort) => writer.sortArgument(sort));
  return [literal.args, (args) => [symbol, ...sorts, ...args].join(" ")];
}

/** For each position of `at`, the literal or term with that argument left open, those before it already replaced. */
function contexts(
  context: StepContext,
  before: Formula | App,
  after: Formula | App,
  at: readonly number[],
): readonly { readonly from: string; readonly to: string; readonly open: (hole: string) => string }[] {
  const { writer } = context;
  const [olds, write] = argumentsOf(before, writer);
  const [news] = argumentsOf(after, writer);
  const current = olds.map((arg) => writer.argument(arg));
  return at.map((position) => {
    if (position >= current.length || position >= news.length) return misshapen("no such position");
    const others = [...current];
    current[position] = writer.argument(news[position]);
    return {
      from: writer.term(olds[position]),
      to: writer.term(news[position]),
      open: (hole) => write(others.with(position, hole)),
    };
  });
}

export function congruence(context: StepContext, step: CongruenceStep, is: Formula): string {
  if (is.kind !== "eq" || is.left.kind !== "app" || is.right.kind !== "app")
    return misshapen("no equation of applications");
  const places = contexts(context, is.left, is.right, step.at);
  if (places.length !== step.from.length) return misshapen("not a parent for each position");
  if (places.length === 0) return call("eq_refl", context.writer.term(is.left));
  const links = places.map(({ open }, index) => {
    const hole = context.terms.fresh();
    return call("f_equal", lambda([hole], open(hole)), stepName(step.from[index]));
  });
  return links.reduce((left, right) => call("eq_trans", left, right));
}

export function replace(context: StepContext, step: CongruenceStep, is: Formula): string {
  const literal = resultOf(context, step.from[0]);
  const negative = literal.kind === "not";
  const [before, after] = negative && is.kind === "not" ? [literal.body, is.body] : [literal, is];
  const places = contexts(context, before, after, step.at);
  if (places.length !== step.from.length - 1) return misshapen("not a parent for each position");
  return places.reduce((proof, { from, to, open }, index) => {
    const hole = context.terms.fresh();
    const body = negative ? `~ (${open(hole)})` : open(hole);
    return call("eq_ind", from, lambda([hole], body), proof, to, stepName(step.from[index + 1]));
  }, stepName(step.from[0]));
}
