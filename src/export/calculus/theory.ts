/**
 * A theory as declarations: sorts and symbols as variables; for each inductive sort, that its constructors are disjoint
 * and injective and that induction holds; and the facts in their order, axioms as hypotheses and explicit definitions as
 * definitions, with the defining fact as one that holds by unfolding.
 *
 * Sorts are not assumed to have elements, since no rule of a proof asks for that.
 */
import { eq, not } from "../../logic/formula.js";
import { sortParam, substituteSort, type Sort } from "../../logic/sort.js";
import { app, variable, type Var } from "../../logic/term.js";
import type { Fact, SortDecl, SymbolDecl, Theory } from "../../logic/theory.js";
import { definitionOf, formulaMentions, type Definition } from "../../logic/definition.js";
import {
  apply,
  arrow,
  arrows,
  forall,
  lambda,
  local,
  logic,
  PROP,
  TYPE,
  type Binder,
  type Declaration,
  type Expr,
} from "./expr.js";
import type { GlobalNames } from "./names.js";
import { StatementWriter, symbolsByName } from "./statements.js";
import type { Cited } from "./step-context.js";

export interface TheoryDeclarations {
  /** In groups that belong together. */
  readonly groups: readonly (readonly Declaration[])[];
  readonly facts: ReadonlyMap<string, Cited>;
}

export function declareTheory(theory: Theory, globals: GlobalNames): TheoryDeclarations {
  const definitions = explicitDefinitions(theory);
  const defined = new Set([...definitions.values()].map(({ symbol }) => symbol));
  for (const sort of theory.sorts) globals.sort(sort.name);
  for (const symbol of theory.symbols) globals.symbol(symbol.name);
  const facts = new Map<string, Cited>();
  for (const { name, params, formula } of theory.facts)
    facts.set(name, { identifier: globals.fact(name), params, formula });
  const symbols = symbolsByName(theory);
  const writer = (): StatementWriter => new StatementWriter(symbols, globals);
  return {
    facts,
    groups: [
      theory.sorts.map((sort) => sortDeclaration(sort, globals)),
      theory.symbols
        .filter(({ name }) => !defined.has(name))
        .map((symbol) => symbolDeclaration(symbol, writer())),
      ...theory.sorts
        .filter(({ inductive }) => inductive)
        .map((sort) => inductiveDeclarations(sort, constructorsOf(sort, theory), writer)),
      theory.facts.flatMap((fact) => factDeclarations(fact, definitions.get(fact.name), writer)),
    ],
  };
}

/**
 * By fact. A definition is made where its fact stands, so it must have the explicit form, define its symbol for the
 * first time, and the symbol must not be used before; one that is not so stays a hypothesis.
 */
function explicitDefinitions(theory: Theory): ReadonlyMap<string, Definition> {
  const kinds = new Map(theory.symbols.map(({ name, kind }) => [name, kind]));
  const found = new Map<string, Definition>();
  theory.facts.forEach((fact, index) => {
    const definition = fact.kind === "definition" ? definitionOf(fact.formula) : undefined;
    if (definition === undefined || kinds.get(definition.symbol) === "constructor") return;
    const earlier = theory.facts.slice(0, index);
    if (!earlier.some(({ formula }) => formulaMentions(formula, definition.symbol)))
      found.set(fact.name, definition);
  });
  return found;
}

function sortDeclaration({ name, params }: SortDecl, globals: GlobalNames): Declaration {
  const type = arrows(
    params.map(() => TYPE),
    TYPE,
  );
  return { kind: "variable", name: globals.sort(name), original: name, type };
}

function symbolDeclaration({ name, params, args, result }: SymbolDecl, writer: StatementWriter): Declaration {
  const binders = writer.sortBinders(params);
  const value = result === undefined ? PROP : writer.sort(result);
  const type = forall(
    binders,
    arrows(
      args.map((sort) => writer.sort(sort)),
      value,
    ),
  );
  return { kind: "variable", name: writer.globals.symbol(name), original: name, type };
}

// ------------------------------------------------------------------------------------------------- inductive sorts

/** The constructors of an inductive sort, in declared order. */
export function constructorsOf(sort: SortDecl, theory: Theory): readonly SymbolDecl[] {
  return sort.constructors.flatMap((name) => theory.symbols.filter((symbol) => symbol.name === name));
}

/** The positions of a constructor's arguments that are of its own sort. */
export function recursivePositions({ args, result }: SymbolDecl): readonly number[] {
  const own = JSON.stringify(result);
  return args.flatMap((sort, index) => (JSON.stringify(sort) === own ? [index] : []));
}

function hypothesis(name: string, type: Expr): Declaration {
  return { kind: "hypothesis", name, original: undefined, type };
}

function inductiveDeclarations(
  sort: SortDecl,
  constructors: readonly SymbolDecl[],
  writer: () => StatementWriter,
): readonly Declaration[] {
  const pairs = constructors.flatMap((first, index) =>
    constructors.slice(index + 1).map((second) => [first, second] as const),
  );
  return [
    ...pairs.map(([first, second]) => disjointness(first, second, writer())),
    ...constructors.filter(({ args }) => args.length > 0).map((one) => injectivity(one, writer())),
    inductionSchema(sort, constructors, writer()),
  ];
}

/** Variables `x1`, `x2`, … of the sorts. */
function variables(letter: string, sorts: readonly Sort[]): readonly Var[] {
  return sorts.map((sort, index) => variable(`${letter}${index + 1}`, sort));
}

function disjointness(first: SymbolDecl, second: SymbolDecl, writer: StatementWriter): Declaration {
  const sorts = first.params.map(sortParam);
  const renamed = new Map(second.params.map((param, index) => [param, sorts[index]]));
  const xs = variables("x", first.args);
  const ys = variables(
    "y",
    second.args.map((sort) => substituteSort(sort, renamed)),
  );
  const equation = eq(app(first.name, xs, sorts), app(second.name, ys, sorts));
  const binders = [...writer.sortBinders(first.params), ...writer.binders([...xs, ...ys])];
  const name = writer.globals.disjointness(first.name, second.name);
  return hypothesis(name, forall(binders, writer.prop(not(equation))));
}

function injectivity({ name, params, args }: SymbolDecl, writer: StatementWriter): Declaration {
  const sorts = params.map(sortParam);
  const [xs, ys] = [variables("x", args), variables("y", args)];
  const binders = [...writer.sortBinders(params), ...writer.binders([...xs, ...ys])];
  const premise = writer.prop(eq(app(name, xs, sorts), app(name, ys, sorts)));
  const parts = xs.map((x, index) => writer.equation(x, ys[index]));
  const all = parts.reduceRight((rest, part) => logic("And", part, rest));
  return hypothesis(writer.globals.injectivity(name), forall(binders, arrow(premise, all)));
}

/** `(forall x1 : N, P x1 -> P (s x1))` for each constructor: its arguments first, then the induction hypotheses. */
function inductionSchema(
  sort: SortDecl,
  constructors: readonly SymbolDecl[],
  writer: StatementWriter,
): Declaration {
  const params = sort.params.map(sortParam);
  const carrier: Sort = { kind: "app", name: sort.name, args: params };
  const sortBinders = writer.sortBinders(sort.params);
  const motive: Binder = {
    name: writer.locals.variable("P"),
    type: arrow(writer.sort(carrier), PROP),
    of: "element",
  };
  const at = (value: Expr): Expr => apply(local(motive.name), value);
  const steps = constructors.map((constructor) => {
    const renamed = new Map(constructor.params.map((param, index) => [param, params[index]]));
    const xs = variables(
      "x",
      constructor.args.map((arg) => substituteSort(arg, renamed)),
    );
    const hypotheses = recursivePositions(constructor).map((index) => at(writer.term(xs[index])));
    const value = writer.term(app(constructor.name, xs, params));
    return forall(writer.binders(xs), arrows(hypotheses, at(value)));
  });
  const x = variable("x", carrier);
  const conclusion = forall(writer.binders([x]), at(writer.term(x)));
  const type = forall([...sortBinders, motive], arrows(steps, conclusion));
  return hypothesis(writer.globals.induction(sort.name), type);
}

// ----------------------------------------------------------------------------------------------------------- facts

function factDeclarations(
  fact: Fact,
  definition: Definition | undefined,
  newWriter: () => StatementWriter,
): readonly Declaration[] {
  const writer = newWriter();
  const name = writer.globals.fact(fact.name);
  const type = forall(writer.sortBinders(fact.params), writer.prop(fact.formula));
  if (definition === undefined) return [{ kind: "hypothesis", name, original: fact.name, type }];
  const result = unfolding(fact, definition, writer);
  const proof = { binders: [], items: [], result };
  return [
    definitionDeclaration(definition, newWriter()),
    { kind: "fact", name, original: fact.name, binders: [], type, proof },
  ];
}

function definitionDeclaration(definition: Definition, writer: StatementWriter): Declaration {
  const { symbol, vars, head } = definition;
  const sorts = head.kind === "app" || head.kind === "atom" ? head.sorts : [];
  const declared = writer.symbol(symbol);
  const params = sorts.map((sort) => (sort.kind === "param" ? sort.name : ""));
  const image = new Map(declared.params.map((param, index) => [param, sorts[index]]));
  return {
    kind: "definition",
    name: writer.globals.symbol(symbol),
    original: symbol,
    binders: [...writer.sortBinders(params), ...writer.binders(vars)],
    type: declared.result === undefined ? PROP : writer.sort(substituteSort(declared.result, image)),
    value: definition.kind === "function" ? writer.term(definition.body) : writer.prop(definition.body),
  };
}

/** The proof of a defining fact: both sides are the same once the symbol is unfolded. */
function unfolding(fact: Fact, definition: Definition, writer: StatementWriter): Expr {
  const binders = [...writer.sortBinders(fact.params), ...writer.binders(definition.vars)];
  if (definition.kind === "function")
    return lambda(binders, logic("eqRefl", writer.typeOf(definition.head), writer.term(definition.head)));
  if (fact.formula.kind !== "and") throw new Error(`${fact.name} is no equivalence`);
  const { left, right } = fact.formula;
  const half = (premise: Expr): Expr => {
    const name = writer.locals.variable(writer.locals.fresh());
    return lambda([...writer.binders(definition.vars), { name, type: premise, of: "proof" }], local(name));
  };
  const forth = half(writer.prop(definition.head));
  const trivial = lambda(writer.binders(definition.vars), logic("trueIntro"));
  const back = definition.body.kind === "true" ? trivial : half(writer.prop(definition.body));
  const sides = [writer.prop(left), writer.prop(right)];
  return lambda(writer.sortBinders(fact.params), logic("andIntro", ...sides, forth, back));
}
