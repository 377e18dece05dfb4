/** Steps about inductive sorts, by the hypotheses that the theory's head has for each of these sorts. */
import { imp, type Formula } from "../../logic/formula.js";
import { substituteSort, type Sort } from "../../logic/sort.js";
import type { App, Term } from "../../logic/term.js";
import type { SortDecl, SymbolDecl } from "../../logic/theory.js";
import type { CasesStep, InductionStep } from "../../proof/certificate.js";
import { call, lambda } from "./proof-terms.js";
import type { StatementWriter } from "./statements.js";
import { misshapen, resultOf, scopeName, stepName, type StepContext } from "./step-context.js";
import { constructorsOf, recursivePositions } from "./theory.js";

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

export function disjoint(context: StepContext, id: number): string {
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

export function injective(context: StepContext, id: number, index: number): string {
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

export function cases(context: StepContext, step: CasesStep, is: Formula): string {
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

export function induction(context: StepContext, step: InductionStep, is: Formula): string {
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
