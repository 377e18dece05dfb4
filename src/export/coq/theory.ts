/**
 * A theory as the head of a Coq section: sorts and symbols as variables; for each inductive sort, that its constructors
 * are disjoint and injective and that induction holds; and the facts in their order, axioms as hypotheses and explicit
 * definitions as definitions, with the defining fact as a lemma that holds by unfolding.
 *
 * Sorts are not assumed to have elements, since no rule of a proof asks for that.
 */
import { eq, type Formula } from "../../logic/formula.js";
import { sortParam, substituteSort, type Sort } from "../../logic/sort.js";
import { app, variable, type Var } from "../../logic/term.js";
import type { Fact, SortDecl, SymbolDecl, Theory } from "../../logic/theory.js";
import { definitionOf, formulaMentions, type Definition } from "../../logic/definition.js";
import { LocalNames, nameComment, type GlobalNames } from "./names.js";
import { StatementWriter } from "./statements.js";

/** A fact or theorem as a proof cites it. */
export interface Cited {
  readonly identifier: string;
  readonly params: readonly string[];
  readonly formula: Formula;
}

export interface TheoryText {
  /** Lines of Coq. */
  readonly lines: readonly string[];
  readonly facts: ReadonlyMap<string, Cited>;
}

export function theoryText(theory: Theory, globals: GlobalNames): TheoryText {
  const definitions = explicitDefinitions(theory);
  const defined = new Set([...definitions.values()].map(({ symbol }) => symbol));
  for (const sort of theory.sorts) globals.sort(sort.name);
  for (const symbol of theory.symbols) globals.symbol(symbol.name);
  const facts = new Map<string, Cited>();
  for (const { name, params, formula } of theory.facts)
    facts.set(name, { identifier: globals.fact(name), params, formula });
  const symbols = theory.symbols.filter(({ name }) => !defined.has(name));
  const inductive = theory.sorts.filter((sort) => sort.inductive);
  return {
    facts,
    lines: [
      ...theory.sorts.map((sort) => sortLine(sort, globals)),
      "",
      ...symbols.map((symbol) => symbolLine(symbol, globals)),
      ...inductive.flatMap((sort) => ["", ...inductiveLines(sort, theory, globals)]),
      "",
      ...theory.facts.flatMap((fact) => factLines(fact, definitions.get(fact.name), theory, globals)),
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

function sortLine({ name, params }: SortDecl, globals: GlobalNames): string {
  const identifier = globals.sort(name);
  return `Variable ${identifier} : ${"Type -> ".repeat(params.length)}Type.${nameComment(name, identifier)}`;
}

function symbolLine({ name, params, args, result }: SymbolDecl, globals: GlobalNames): string {
  const writer = new StatementWriter(globals, new LocalNames(globals));
  const identifier = globals.symbol(name);
  const quantified = writer.forallSorts(params);
  const sorts = [
    ...args.map((sort) => writer.sort(sort)),
    result === undefined ? "Prop" : writer.sort(result),
  ];
  return `Variable ${identifier} : ${quantified}${sorts.join(" -> ")}.${nameComment(name, identifier)}`;
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

function inductiveLines(sort: SortDecl, theory: Theory, globals: GlobalNames): readonly string[] {
  const constructors = constructorsOf(sort, theory);
  const pairs = constructors.flatMap((first, index) =>
    constructors.slice(index + 1).map((second) => [first, second] as const),
  );
  return [
    ...pairs.map(([first, second]) => disjointLine(first, second, globals)),
    ...constructors.filter(({ args }) => args.length > 0).map((one) => injectiveLine(one, globals)),
    ...inductionLines(sort, constructors, globals),
  ];
}

/** Variables `x1`, `x2`, … of the sorts. */
function variables(letter: string, sorts: readonly Sort[]): readonly Var[] {
  return sorts.map((sort, index) => variable(`${letter}${index + 1}`, sort));
}

function disjointLine(first: SymbolDecl, second: SymbolDecl, globals: GlobalNames): string {
  const writer = new StatementWriter(globals, new LocalNames(globals));
  const sorts = first.params.map(sortParam);
  const renamed = new Map(second.params.map((param, index) => [param, sorts[index]]));
  const xs = variables("x", first.args);
  const ys = variables(
    "y",
    second.args.map((sort) => substituteSort(sort, renamed)),
  );
  const equation = eq(app(first.name, xs, sorts), app(second.name, ys, sorts));
  const head = writer.forallSorts(first.params) + writer.forall([...xs, ...ys]);
  const identifier = globals.disjointness(first.name, second.name);
  return `Hypothesis ${identifier} : ${head}${writer.prop({ kind: "not", body: equation })}.`;
}

function injectiveLine({ name, params, args }: SymbolDecl, globals: GlobalNames): string {
  const writer = new StatementWriter(globals, new LocalNames(globals));
  const sorts = params.map(sortParam);
  const [xs, ys] = [variables("x", args), variables("y", args)];
  const head = writer.forallSorts(params) + writer.forall([...xs, ...ys]);
  const premise = writer.prop(eq(app(name, xs, sorts), app(name, ys, sorts)));
  const parts = xs.map((x, index) => writer.prop(eq(x, ys[index])));
  return `Hypothesis ${globals.injectivity(name)} : ${head}${premise} -> ${parts.join(" /\\ ")}.`;
}

/** `(forall x1 : N, P x1 -> P (s x1))` for each constructor: its arguments first, then the induction hypotheses. */
function inductionLines(
  sort: SortDecl,
  constructors: readonly SymbolDecl[],
  globals: GlobalNames,
): readonly string[] {
  const writer = new StatementWriter(globals, new LocalNames(globals));
  const params = sort.params.map(sortParam);
  const carrier: Sort = { kind: "app", name: sort.name, args: params };
  const steps = constructors.map((constructor) => {
    const renamed = new Map(constructor.params.map((param, index) => [param, params[index]]));
    const xs = variables(
      "x",
      constructor.args.map((arg) => substituteSort(arg, renamed)),
    );
    const hypotheses = recursivePositions(constructor).map((index) => `P ${writer.argument(xs[index])} -> `);
    const value = writer.argument(app(constructor.name, xs, params));
    const step = `${writer.forall(xs)}${hypotheses.join("")}P ${value}`;
    return xs.length === 0 ? `  ${step} ->` : `  (${step}) ->`;
  });
  return [
    `Hypothesis ${globals.induction(sort.name)} : ${writer.forallSorts(sort.params)}forall P : ${writer.sort(carrier)} -> Prop,`,
    ...steps,
    `  forall x : ${writer.sort(carrier)}, P x.`,
  ];
}

// ----------------------------------------------------------------------------------------------------------- facts

function factLines(
  fact: Fact,
  definition: Definition | undefined,
  theory: Theory,
  globals: GlobalNames,
): readonly string[] {
  const writer = new StatementWriter(globals, new LocalNames(globals));
  const identifier = globals.fact(fact.name);
  const statement = writer.forallSorts(fact.params) + writer.prop(fact.formula);
  const comment = nameComment(fact.name, identifier);
  if (definition === undefined) return [`Hypothesis ${identifier} : ${statement}.${comment}`];
  return [
    definitionLine(definition, theory, globals),
    `Lemma ${identifier} : ${statement}.${comment}`,
    `Proof. exact (${unfolding(fact, definition, writer)}). Qed.`,
  ];
}

function definitionLine(definition: Definition, theory: Theory, globals: GlobalNames): string {
  const writer = new StatementWriter(globals, new LocalNames(globals));
  const { symbol, vars, head } = definition;
  const sorts = head.kind === "app" || head.kind === "atom" ? head.sorts : [];
  const declared = theory.symbols.find(({ name }) => name === symbol);
  const params = sorts.map((sort) => ` (${writer.sort(sort)} : Type)`).join("");
  const binders = vars.map((v) => ` (${writer.binders([v])})`).join("");
  const image = new Map(declared?.params.map((param, index) => [param, sorts[index]]));
  const result =
    declared?.result === undefined ? "Prop" : writer.sort(substituteSort(declared.result, image));
  const body = definition.kind === "function" ? writer.term(definition.body) : writer.prop(definition.body);
  const identifier = globals.symbol(symbol);
  return `Definition ${identifier}${params}${binders} : ${result} := ${body}.${nameComment(symbol, identifier)}`;
}

/** The proof of a defining fact: both sides are the same once the symbol is unfolded. */
function unfolding(fact: Fact, definition: Definition, writer: StatementWriter): string {
  const sorts = fact.params.map((param) => writer.locals.sortParam(param));
  const vars = definition.vars.map((v) => writer.locals.variable(v.name));
  const lambda = (names: readonly string[], body: string): string =>
    names.length === 0 ? body : `fun ${names.join(" ")} => ${body}`;
  if (definition.kind === "function") return lambda([...sorts, ...vars], "eq_refl");
  const forth = lambda([...vars, "q1"], "q1");
  const back = definition.body.kind === "true" ? lambda(vars, "I") : forth;
  return lambda(sorts, `conj (${forth}) (${back})`);
}
