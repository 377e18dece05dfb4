/**
 * A certificate's step as a Coq term. Step 12 is `h12`, a scope that step 12 discharges is a local lemma `c7`: for all
 * its eigenconstants, its assumptions in order imply what it proves. What the rules ask for is not checked here; where
 * a step is wrong the term has not the stated type, and Coq says so. A `Misshapen` step has a form that no term fits.
 */
import { imp, type Formula } from "../../logic/formula.js";
import { alphaText } from "../../logic/rename.js";
import { substituteSort, type Sort } from "../../logic/sort.js";
import type { App, Term } from "../../logic/term.js";
import type { SortDecl, SymbolDecl, Theory } from "../../logic/theory.js";
import type {
  CasesStep,
  CongruenceStep,
  DischargeStep,
  InductionStep,
  InstanceStep,
  StepLine,
} from "../../proof/certificate.js";
import { call, lambda, type ProofTerms } from "./proof-terms.js";
import { shapeOf, type StatementWriter } from "./statements.js";
import { constructorsOf, recursivePositions, type Cited } from "./theory.js";

export class Misshapen extends Error {
  override readonly name = "Misshapen";
}

function misshapen(reason: string): never {
  throw new Misshapen(reason);
}

/** What a step can refer to. */
export interface StepContext {
  readonly theory: Theory;
  readonly terms: ProofTerms;
  readonly writer: StatementWriter;
  cited(name: string): Cited | undefined;
  /** The result of an earlier step or an assumption. */
  result(id: number): Formula | undefined;
  /** The first assumption of an earlier scope. */
  assumption(scope: number): Formula | undefined;
  term(text: string): Term;
  sort(text: string): Sort;
}

export function stepName(id: number): string {
  return `h${id}`;
}
export function scopeName(id: number): string {
  return `c${id}`;
}

export function stepTerm(context: StepContext, step: StepLine, is: Formula): string {
  const { terms, writer } = context;
  const from = "from" in step ? step.from.map(stepName) : [];
  switch (step.rule) {
    case "instance":
      return instance(context, step);
    case "refl":
      return is.kind === "eq" ? call("eq_refl", writer.term(is.left)) : misshapen("no equation");
    case "symm":
      return call("eq_sym", one(from));
    case "trans":
      if (from.length === 0) return misshapen("a parent is missing");
      return from.reduce((left, right) => call("eq_trans", left, right));
    case "congruence":
      return congruence(context, step, is);
    case "replace":
      return replace(context, step, is);
    case "and":
      return from.length === 0
        ? misshapen("a parent is missing")
        : from.reduce((left, right) => call("conj", left, right));
    case "project":
      return call(step.index === 0 ? "proj1" : "proj2", one(from));
    case "double-negation": {
      const given = resultOf(context, step.from[0]);
      if (given.kind !== "not" || given.body.kind !== "not") return misshapen("no double negation");
      return terms.contradiction(given.body.body, one(from));
    }
    case "or":
      return disjunct(context, step.from[0], is);
    case "absurd":
      return terms.clash(
        resultOf(context, step.from[0]),
        from[0],
        from[1] ?? misshapen("a parent is missing"),
      );
    case "ex-falso":
      return call("False_ind", writer.prop(is), one(from));
    case "clash":
      return disjoint(context, step.from[0]);
    case "injectivity":
      return injective(context, step.from[0], step.index);
    case "truth":
      return "I";
    case "exists": {
      const shape = shapeOf(is);
      if (shape.kind !== "exists") return misshapen("no existence");
      const parts = [...from];
      const premise = shape.premise === undefined ? undefined : terms.assemble(shape.premise, parts);
      const conclusion = terms.assemble(shape.conclusion, parts);
      return terms.introduce(
        step.with.map((text) => writer.term(context.term(text))),
        premise,
        conclusion,
      );
    }
    case "generalise":
    case "refute":
    case "contradiction":
    case "excluded-middle":
    case "either":
    case "obtain":
      return discharge(context, step, is);
    case "cases":
      return cases(context, step, is);
    case "induction":
      return induction(context, step, is);
    default:
      return step satisfies never;
  }
}

function one(from: readonly string[]): string {
  return from.length === 1 ? from[0] : misshapen("one parent is expected");
}

function resultOf(context: StepContext, id: number): Formula {
  return context.result(id) ?? misshapen(`${id} is not an earlier step`);
}

// ------------------------------------------------------------------------------------------------ facts, equality

function instance(context: StepContext, step: InstanceStep): string {
  const { of, from } = step;
  const cited =
    typeof of === "number" ? undefined : (context.cited(of) ?? misshapen("a fact that is not known"));
  const formula = cited?.formula ?? resultOf(context, of as number);
  const head = cited?.identifier ?? stepName(of as number);
  const sorts = (step.sorts ?? []).map((text) => context.writer.sort(context.sort(text)));
  const terms = step.with.map((text) => context.writer.term(context.term(text)));
  const shape = shapeOf(formula);
  const premise = shape.kind === "forall" ? shape.premise : undefined;
  const discharged = premise === undefined ? [] : [context.terms.assemble(premise, from.map(stepName))];
  return call(head, ...sorts, ...terms, ...discharged);
}

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

function congruence(context: StepContext, step: CongruenceStep, is: Formula): string {
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

function replace(context: StepContext, step: CongruenceStep, is: Formula): string {
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

function disjunct(context: StepContext, from: number, is: Formula): string {
  const shape = shapeOf(is);
  if (shape.kind !== "or") return misshapen("no disjunction");
  const isLeft = alphaText(resultOf(context, from)) === alphaText(shape.left);
  return call(isLeft ? "or_introl" : "or_intror", stepName(from));
}

// -------------------------------------------------------------------------------------------------- inductive sorts

interface ConstructorSides {
  readonly left: App;
  readonly right: App;
}

function constructorSides(context: StepContext, id: number): ConstructorSides {
  const equation = resultOf(context, id);
  if (equation.kind !== "eq" || equation.left.kind !== "app" || equation.right.kind !== "app")
    return misshapen("no equation of constructors");
  return { left: equation.left, right: equation.right };
}

function symbolOf(context: StepContext, name: string): SymbolDecl {
  return context.theory.symbols.find((symbol) => symbol.name === name) ?? misshapen(`no symbol ${name}`);
}

function applied(writer: StatementWriter, fact: string, sides: ConstructorSides, proof: string): string {
  const args = [...sides.left.args, ...sides.right.args].map((arg) => writer.term(arg));
  return call(fact, ...sides.left.sorts.map((sort) => writer.sort(sort)), ...args, proof);
}

function disjoint(context: StepContext, id: number): string {
  const { writer, theory } = context;
  const { left, right } = constructorSides(context, id);
  const result = symbolOf(context, left.symbol).result;
  const order =
    theory.sorts.find(({ name }) => result?.kind === "app" && name === result.name)?.constructors ?? [];
  const [first, second] = [order.indexOf(left.symbol), order.indexOf(right.symbol)];
  if (first < 0 || second < 0 || first === second) return misshapen("no equation of different constructors");
  if (first < second)
    return applied(
      writer,
      writer.globals.disjointness(left.symbol, right.symbol),
      { left, right },
      stepName(id),
    );
  const fact = writer.globals.disjointness(right.symbol, left.symbol);
  return applied(writer, fact, { left: right, right: left }, call("eq_sym", stepName(id)));
}

function injective(context: StepContext, id: number, index: number): string {
  const { writer } = context;
  const { left, right } = constructorSides(context, id);
  const { args, kind } = symbolOf(context, left.symbol);
  if (kind !== "constructor" || index >= args.length) return misshapen("no such argument of a constructor");
  let proof = applied(writer, writer.globals.injectivity(left.symbol), { left, right }, stepName(id));
  for (let skipped = 0; skipped < index; skipped++) proof = call("proj2", proof);
  return index === args.length - 1 ? proof : call("proj1", proof);
}

function sortOf(context: StepContext, term: Term): Sort {
  if (term.kind === "var") return term.sort;
  const { params, result } = symbolOf(context, term.symbol);
  if (result === undefined) return misshapen("a predicate is no term");
  return substituteSort(result, new Map(params.map((param, index) => [param, term.sorts[index]])));
}

interface InductiveSort {
  readonly constructors: readonly SymbolDecl[];
  /** The induction schema at the sort's parameters. */
  readonly schema: string;
}

function inductive(context: StepContext, sort: Sort): InductiveSort {
  const declared: SortDecl | undefined =
    sort.kind === "app" ? context.theory.sorts.find(({ name }) => name === sort.name) : undefined;
  if (declared?.inductive !== true || sort.kind !== "app") return misshapen("the sort is not inductive");
  const { writer } = context;
  const schema = call(writer.globals.induction(declared.name), ...sort.args.map((arg) => writer.sort(arg)));
  return { constructors: constructorsOf(declared, context.theory), schema };
}

function cases(context: StepContext, step: CasesStep, is: Formula): string {
  const { writer, terms } = context;
  const on = context.term(step.on);
  const { constructors, schema } = inductive(context, sortOf(context, on));
  if (constructors.length !== step.scopes.length) return misshapen("not a scope for each constructor");
  const branches = constructors.map((constructor, index) => {
    const skipped = recursivePositions(constructor).map(() => "_");
    const name = scopeName(step.scopes[index]);
    if (skipped.length === 0) return name;
    const args = terms.freshNames(constructor.args.length);
    const equation = terms.fresh();
    return lambda([...args, ...skipped, equation], call(name, ...args, equation));
  });
  const hole = terms.fresh();
  const motive = lambda([hole], `${writer.argument(on)} = ${hole} -> ${writer.prop(is)}`);
  return call(schema, motive, ...branches, writer.term(on), "eq_refl");
}

function induction(context: StepContext, step: InductionStep, is: Formula): string {
  if (is.kind !== "imp" || step.variable >= is.vars.length)
    return misshapen("the formula binds no such variable");
  const { writer, terms } = context;
  const variable = is.vars[step.variable];
  const { schema } = inductive(context, variable.sort);
  const others = is.vars.toSpliced(step.variable, 1);
  const motive = `fun ${writer.binders([variable])} => ${writer.prop(imp(others, is.premise, is.conclusion))}`;
  const proof = call(schema, motive, ...step.scopes.map(scopeName));
  if (step.variable === 0) return proof;
  const names = terms.freshNames(is.vars.length);
  return lambda(names, call(proof, names[step.variable], ...names.toSpliced(step.variable, 1)));
}

// -------------------------------------------------------------------------------------------------------- scopes

function discharge(context: StepContext, step: DischargeStep, is: Formula): string {
  const { terms } = context;
  const scopes = step.scopes.map(scopeName);
  const assumed = (): Formula => context.assumption(step.scopes[0]) ?? misshapen("the scope assumes nothing");
  switch (step.rule) {
    case "generalise":
      return generalise(context, scopes[0], is);
    case "refute":
      return terms.negation(assumed(), scopes[0]);
    case "contradiction":
      return terms.contradiction(is, scopes[0]);
    case "excluded-middle": {
      const formula = assumed();
      return terms.either(
        formula,
        (proof) => call(scopes[0], proof),
        (proof) => call(scopes[1], terms.negation(formula, proof)),
      );
    }
    case "either": {
      const [left, right] = terms.freshNames(2);
      const given = stepName(step.from[0]);
      const [first, second] = [call(scopes[0], left), call(scopes[1], right)];
      return `match ${given} with or_introl ${left} => ${first} | or_intror ${right} => ${second} end`;
    }
    case "obtain": {
      const shape = shapeOf(resultOf(context, step.from[0]));
      if (shape.kind !== "exists") return misshapen("no existence");
      const opened = terms.openUp(shape.vars.length, shape.premise !== undefined);
      const premises =
        shape.premise === undefined ? [] : terms.takeApart(shape.premise, opened.premise ?? "_");
      const conclusions = terms.takeApart(shape.conclusion, opened.conclusion);
      const result = call(scopes[0], ...opened.names, ...premises, ...conclusions);
      return `match ${stepName(step.from[0])} with ${opened.pattern} => ${result} end`;
    }
    default:
      return step.rule satisfies never;
  }
}

/** The scope itself, unless its assumptions are the parts of one premise. */
function generalise(context: StepContext, scope: string, is: Formula): string {
  const shape = shapeOf(is);
  if (shape.kind !== "forall") return misshapen("no implication");
  if (shape.premise?.kind !== "and") return scope;
  const { terms } = context;
  const names = terms.freshNames(shape.vars.length);
  const premise = terms.fresh();
  return lambda([...names, premise], call(scope, ...names, ...terms.takeApart(shape.premise, premise)));
}
