/** Random theories that hold in a finite model by construction, and statements to prove from them. */
import { and, atom, eq, imp, not, TRUE, type Formula } from "../../src/logic/formula.js";
import type { Sort } from "../../src/logic/sort.js";
import { app, variable, type Term } from "../../src/logic/term.js";
import type { Theory } from "../../src/logic/theory.js";
import { FormulaMaker } from "./formulas.js";
import { combinations, holds, sizeOf, symbolKey, valueOf, type Model } from "./model.js";
import type { Random } from "./random.js";
import { ORIGIN, Signature, type Callable } from "./signature.js";

export interface Statement {
  readonly params: readonly string[];
  readonly formula: Formula;
}

export interface Scenario {
  readonly theory: Theory;
  readonly model: Model;
  /** True or false in the model. */
  readonly goals: readonly Statement[];
}

export function randomScenario(random: Random, goalCount: number): Scenario {
  const signature = new Signature(random);
  for (let count = random.int(3); count > 0; count--) addDefinition(signature);
  for (const callable of [...signature.functions, ...signature.predicates]) {
    if (random.chance(50)) addTable(signature, callable);
  }
  const maker = new FormulaMaker(signature, false);
  for (let tries = 3 + random.int(5); tries > 0; tries--) {
    const formula = maker.statement();
    if (holds(signature.model, formula)) signature.addFact("axiom", formula);
  }
  const { sorts, symbols, facts, model } = signature;
  const settings = { explore: new Map<string, number>(), grid: new Map<string, number>() };
  const kept = { sorts, symbols, facts, recursions: [], settings };
  const theory: Theory = { name: ORIGIN, uses: [], goals: [], ...kept };
  return { theory, model, goals: Array.from({ length: goalCount }, () => goal(signature, maker)) };
}

function goal(signature: Signature, maker: FormulaMaker): Statement {
  if (!signature.model.sizes.has("a") || signature.random.chance(40))
    return { params: [], formula: maker.statement() };
  return { params: ["a"], formula: new FormulaMaker(signature, true).statement() };
}

/** A predicate by a formula or a function by a term, with the table that the definition gives it. */
function addDefinition(signature: Signature): void {
  const { random, model } = signature;
  const maker = new FormulaMaker(signature, false);
  const args = Array.from({ length: random.int(3) }, () => signature.pickFinite());
  const vars = args.map((sort, index) => variable(`x${index}`, sort));
  const assignments = combinations(args.map((sort) => sizeOf(model, sort))).map(
    (elements) => new Map(vars.map((v, index) => [v.name, elements[index]])),
  );
  const name = signature.freshName("d");
  if (random.chance(50)) {
    const result = signature.pickFinite();
    const body = maker.term(result, vars, 2);
    if (body === undefined) return;
    const values = assignments.map((at) => valueOf(model, body, at));
    signature.declare(name, args, result, values);
    const equation = eq(app(name, vars), body);
    signature.addFact("definition", vars.length === 0 ? equation : imp(vars, TRUE, equation));
  } else {
    const body = maker.body(vars, 2);
    const values = assignments.map((at) => (holds(model, body, at) ? 1 : 0));
    signature.declare(name, args, undefined, values);
    const head = atom(name, vars);
    signature.addFact("definition", and(imp(vars, head, body), imp(vars, body, head)));
  }
}

/** The symbol's table as axioms, as far as its arguments and values have names. */
function addTable(signature: Signature, { name, sorts, args, result }: Callable): void {
  const { model, random } = signature;
  if (sorts.length > 0 || args.length === 0) return;
  const names = (sort: Sort, element: number): Term | undefined => {
    const constant = signature.functions.find(
      (f) =>
        f.args.length === 0 &&
        f.result !== undefined &&
        f.result === sort &&
        model.tables.get(symbolKey(f.name, f.sorts))!.values[0] === element,
    );
    return constant === undefined ? undefined : app(constant.name, [], constant.sorts);
  };
  const isConstructor = signature.symbols.some(
    (symbol) => symbol.name === name && symbol.kind === "constructor",
  );
  if (isConstructor || args.some((sort) => !signature.comparable.includes(sort))) return;
  const { values } = model.tables.get(name)!;
  combinations(args.map((sort) => sizeOf(model, sort))).forEach((elements, index) => {
    const terms = elements.map((element, place) => names(args[place], element));
    if (terms.some((term) => term === undefined) || random.chance(10)) return;
    if (result === undefined) {
      const literal = atom(name, terms as Term[]);
      signature.addFact("axiom", values[index] === 1 ? literal : not(literal));
    } else {
      const value = names(result, values[index]);
      if (value !== undefined) signature.addFact("axiom", eq(app(name, terms as Term[]), value));
    }
  });
}
