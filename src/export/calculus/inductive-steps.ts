/** Steps about inductive sorts, by the hypotheses that the theory has in the export for each of these sorts. */
import { eq, imp, type Formula } from "../../logic/formula.js";
import { substituteSort, type Sort, type SortSubstitution } from "../../logic/sort.js";
import { app, variable, type App, type Var } from "../../logic/term.js";
import type { SymbolDecl } from "../../logic/theory.js";
import type { CasesStep, InductionStep } from "../../proof/certificate.js";
import { apply, arrow, global, lambda, logic, type Binder, type Expr } from "./expr.js";
import { misshapen } from "./misshapen.js";
import { equationOf, scopeProof, stepProof, type StepContext } from "./step-context.js";
import { constructorsOf, recursivePositions } from "./theory.js";

interface ConstructorSides {
  readonly left: App;
  readonly right: App;
}

function constructorSides(context: StepContext, id: number): ConstructorSides {
  const { left, right } = equationOf(context, id);
  if (left.kind !== "app" || right.kind !== "app") return misshapen("no equation of constructors");
  return { left, right };
}

function applied({ writer }: StepContext, fact: string, sides: ConstructorSides, proof: Expr): Expr {
  const args = [...sides.left.args, ...sides.right.args].map((arg) => writer.term(arg));
  return apply(global(fact), ...sides.left.sorts.map((sort) => writer.sort(sort)), ...args, proof);
}

export function disjoint(context: StepContext, id: number): Expr {
  const { writer, theory } = context;
  const { left, right } = constructorSides(context, id);
  const { result } = writer.symbol(left.symbol);
  const order =
    theory.sorts.find(({ name }) => result?.kind === "app" && name === result.name)?.constructors ?? [];
  const [first, second] = [order.indexOf(left.symbol), order.indexOf(right.symbol)];
  if (first < 0 || second < 0 || first === second) return misshapen("no equation of different constructors");
  const proof = stepProof(id);
  if (first < second)
    return applied(context, writer.globals.disjointness(left.symbol, right.symbol), { left, right }, proof);
  const sides = [left, right].map((side) => writer.term(side));
  const swapped = logic("eqSymm", writer.typeOf(left), ...sides, proof);
  const fact = writer.globals.disjointness(right.symbol, left.symbol);
  return applied(context, fact, { left: right, right: left }, swapped);
}

export function injective(context: StepContext, id: number, index: number): Expr {
  const { writer } = context;
  const { left, right } = constructorSides(context, id);
  const { args, kind } = writer.symbol(left.symbol);
  if (kind !== "constructor" || index >= args.length || right.args.length !== left.args.length)
    return misshapen("no such argument of a constructor");
  const parts = left.args.map((arg, position) => writer.equation(arg, right.args[position]));
  const rest = (from: number): Expr => parts.slice(from).reduceRight((all, part) => logic("And", part, all));
  let proof = applied(context, writer.globals.injectivity(left.symbol), { left, right }, stepProof(id));
  for (let skipped = 0; skipped < index; skipped++)
    proof = logic("andRight", parts[skipped], rest(skipped + 1), proof);
  return index === args.length - 1 ? proof : logic("andLeft", parts[index], rest(index + 1), proof);
}

interface InductiveSort {
  readonly sort: Sort & { readonly kind: "app" };
  readonly constructors: readonly SymbolDecl[];
  /** The induction schema at the sort's parameters. */
  readonly schema: Expr;
}

function inductive({ writer, theory }: StepContext, sort: Sort): InductiveSort {
  const declared = sort.kind === "app" ? theory.sorts.find(({ name }) => name === sort.name) : undefined;
  if (declared?.inductive !== true || sort.kind !== "app") return misshapen("the sort is not inductive");
  const schema = global(writer.globals.induction(declared.name));
  return {
    sort,
    constructors: constructorsOf(declared, theory),
    schema: apply(schema, ...sort.args.map((arg) => writer.sort(arg))),
  };
}

/** The constructor's parameters as they are in the sort. */
function atSort({ params }: SymbolDecl, sort: Sort & { readonly kind: "app" }): SortSubstitution {
  return new Map(params.map((param, index) => [param, sort.args[index]]));
}

export function cases(context: StepContext, step: CasesStep, is: Formula): Expr {
  const { writer, terms } = context;
  const on = context.term(step.on);
  const { sort, constructors, schema } = inductive(context, writer.sortOf(on));
  if (constructors.length !== step.scopes.length) return misshapen("not a scope for each constructor");
  const goal = writer.prop(is);
  const premise = (value: Var | App): Expr => writer.prop(eq(on, value));
  const branches = constructors.map((constructor, index) => {
    const scope = scopeProof(step.scopes[index]);
    const image = atSort(constructor, sort);
    const args = constructor.args.map((arg) => terms.fresh(substituteSort(arg, image)));
    const skipped = recursivePositions(constructor).map((position): Binder => {
      const name = writer.locals.variable(writer.locals.fresh());
      return { name, type: arrow(premise(args[position]), goal), of: "proof" };
    });
    if (skipped.length === 0) return scope;
    const value = app(constructor.name, args, sort.args);
    const names = args.map((arg) => writer.term(arg));
    const body = terms.assuming(premise(value), (equation) => apply(scope, ...names, equation));
    return lambda([...writer.binders(args), ...skipped], body);
  });
  const hole = terms.fresh(sort);
  const motive = lambda(writer.binders([hole]), arrow(premise(hole), goal));
  return apply(
    schema,
    motive,
    ...branches,
    writer.term(on),
    logic("eqRefl", writer.sort(sort), writer.term(on)),
  );
}

export function induction(context: StepContext, step: InductionStep, is: Formula): Expr {
  if (is.kind !== "imp" || step.variable >= is.vars.length)
    return misshapen("the formula binds no such variable");
  const { writer, terms } = context;
  const bound = is.vars[step.variable];
  const { schema } = inductive(context, bound.sort);
  const others = is.vars.toSpliced(step.variable, 1);
  const motive = lambda(writer.binders([bound]), writer.prop(imp(others, is.premise, is.conclusion)));
  const proof = apply(schema, motive, ...step.scopes.map(scopeProof));
  if (step.variable === 0) return proof;
  const names = terms.freshFor(is.vars);
  const values = names.map((name) => writer.term(variable(name.name, name.sort)));
  const order = [values[step.variable], ...values.toSpliced(step.variable, 1)];
  return lambda(writer.binders(names), apply(proof, ...order));
}
