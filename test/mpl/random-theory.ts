/**
 * Random theories for fast-check: well-sorted by construction, with parameterised sorts, symbols of every kind and
 * fixity, nested quantifiers, definitions and recursive definitions. A failing one shrinks to a shorter stream of choices.
 */
import fc from "fast-check";
import {
  FALSE,
  TRUE,
  and,
  atom,
  eq,
  exists,
  iff,
  imp,
  not,
  or,
  type Formula,
} from "../../src/logic/formula.js";
import { collectSortParams, sortApp, sortParam, substituteSort, type Sort } from "../../src/logic/sort.js";
import { app, variable, type Term, type Var } from "../../src/logic/term.js";
import type { Fact, Fixity, Goal, Recursion, SortDecl, SymbolDecl, Theory } from "../../src/logic/theory.js";
import { NameSupply } from "../../src/mpl/draft.js";
import { renameBound } from "../../src/logic/rename.js";

const ORIGIN = "Random";
const A = sortParam("a");
const B = sortParam("b");
const N = sortApp("N");
const listOf = (sort: Sort): Sort => sortApp("List", [sort]);

const SORTS: readonly SortDecl[] = [
  { name: "N", params: [], inductive: true, constructors: ["0", "s"], origin: ORIGIN },
  { name: "List", params: ["a"], inductive: true, constructors: ["nil", "cons"], origin: ORIGIN },
  { name: "G", params: [], inductive: false, constructors: [], origin: ORIGIN },
];

const SIGNS = ["+", "*", "<>>", "mod", "a-b", "++", "⊕", "#"];
const FIXITIES: readonly Fixity["kind"][] = ["infixl", "infixr", "infix", "prefix"];

/** A stream of `length` random numbers. When it has run out every choice is the simplest one, so it shrinks by length. */
class Source {
  constructor(
    private state: number,
    private length: number,
  ) {}

  /** A number below `limit`. */
  below(limit: number): number {
    if (this.length-- <= 0) return 0;
    this.state = (this.state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) % limit;
  }
  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)];
  }
}

class Builder {
  readonly symbols = new Map<string, SymbolDecl>();
  private fresh = 0;

  constructor(private readonly source: Source) {
    this.add("0", [], N, "constructor");
    this.add("s", [N], N, "constructor");
    this.add("nil", [], listOf(A), "constructor");
    this.add("cons", [A, listOf(A)], listOf(A), "constructor", this.fixity(2));
    this.add("e", [], sortApp("G"), "function");
    for (const sign of SIGNS) {
      const arity = 1 + source.below(2);
      const sort = source.pick([N, listOf(A), A, listOf(listOf(N))]);
      const args = Array.from({ length: arity }, () => source.pick([sort, N, B]));
      const result = source.pick([sort, N, undefined, listOf(A)]);
      this.add(sign, args, result, result === undefined ? "predicate" : "function", this.fixity(arity));
    }
    this.add("q", [], undefined, "predicate");
    this.add("p", [A, B], undefined, "predicate", this.fixity(2));
  }

  private fixity(arity: number): Fixity | undefined {
    const kind = this.source.pick(FIXITIES);
    if ((kind === "prefix") !== (arity === 1) || this.source.below(4) === 0) return undefined;
    return { kind, precedence: this.source.pick([0, 40, 60, 60, 100]) };
  }

  private add(
    name: string,
    args: Sort[],
    result: Sort | undefined,
    kind: SymbolDecl["kind"],
    fixity?: Fixity,
  ): void {
    const params = new Set<string>();
    for (const sort of [...args, ...(result === undefined ? [] : [result])]) collectSortParams(sort, params);
    this.symbols.set(name, { name, params: [...params], args, result, kind, fixity, origin: ORIGIN });
  }

  sort(): Sort {
    return this.source.pick([N, A, listOf(A), listOf(N), sortApp("G"), B, listOf(listOf(B))]);
  }

  variable(): Var {
    const name = this.source.pick(["x", "y", "xs", "x'", "mod'", "über", "v-1"]);
    return variable(`${name}${++this.fresh}`, this.sort());
  }

  /** Sort arguments with which the symbol gives `wanted`; undefined if it cannot. */
  private instance(symbol: SymbolDecl, wanted: Sort | undefined): readonly Sort[] | undefined {
    for (let attempt = 0; attempt < 2; attempt++) {
      const sorts = symbol.params.map((name) =>
        symbol.result?.kind === "param" && symbol.result.name === name && wanted !== undefined
          ? wanted
          : wanted?.kind === "app" && wanted.args.length === 1 && attempt === 0
            ? wanted.args[0]
            : this.sort(),
      );
      if (wanted === undefined) return sorts;
      const result = substituteSort(
        symbol.result!,
        new Map(symbol.params.map((name, i) => [name, sorts[i]])),
      );
      if (JSON.stringify(result) === JSON.stringify(wanted)) return sorts;
    }
    return undefined;
  }

  private args(symbol: SymbolDecl, sorts: readonly Sort[], scope: readonly Var[], depth: number): Term[] {
    const map = new Map(symbol.params.map((name, index) => [name, sorts[index]]));
    return symbol.args.map((arg) => this.term(substituteSort(arg, map), scope, depth - 1));
  }

  /** A term of the sort: always possible over the scope, since a variable of it is added to the formula if need be. */
  term(sort: Sort, scope: readonly Var[], depth: number): Term {
    const vars = scope.filter((v) => JSON.stringify(v.sort) === JSON.stringify(sort));
    const functions =
      depth <= 0 ? [] : [...this.symbols.values()].filter((symbol) => symbol.result !== undefined);
    for (let attempt = 0; attempt < 8 && functions.length > 0 && this.source.below(6) > 0; attempt++) {
      const symbol = this.source.pick(functions);
      const sorts = this.instance(symbol, sort);
      if (sorts !== undefined) return app(symbol.name, this.args(symbol, sorts, scope, depth), sorts);
    }
    if (vars.length > 0) return this.source.pick(vars);
    const extra = variable(`w${++this.fresh}`, sort);
    this.extra.push(extra);
    return extra;
  }
  extra: Var[] = [];

  formula(scope: readonly Var[], depth: number): Formula {
    const choice = depth <= 0 ? this.source.below(5) % 3 : this.source.below(12);
    const inner = (): Formula => this.formula(scope, depth - 1);
    switch (choice) {
      case 0: {
        const sort = this.sort();
        return eq(this.term(sort, scope, depth), this.term(sort, scope, depth));
      }
      case 1: {
        const symbol = this.source.pick(
          [...this.symbols.values()].filter(({ kind }) => kind === "predicate"),
        );
        const sorts = this.instance(symbol, undefined)!;
        return atom(symbol.name, this.args(symbol, sorts, scope, depth), sorts);
      }
      case 2:
        return this.source.pick([TRUE, FALSE]);
      case 3:
        return not(inner());
      case 4:
        return and(inner(), inner());
      case 5:
        return or(inner(), inner());
      case 6:
        return iff(inner(), inner());
      case 7:
        return imp([], inner(), inner());
      default:
        return this.quantified(scope, depth, choice < 10);
    }
  }

  private quantified(scope: readonly Var[], depth: number, universal: boolean): Formula {
    const vars = Array.from({ length: 1 + this.source.below(3) }, () => this.variable());
    const both = [...scope, ...vars];
    const premise = this.source.below(2) === 0 ? TRUE : this.formula(both, depth - 1);
    const conclusion = this.formula(both, depth - 1);
    return universal ? imp(vars, premise, conclusion) : exists(vars, premise, conclusion);
  }

  /** Closed, with every bound variable named apart. */
  fact(name: string): Goal {
    this.extra = [];
    const body = this.formula([], 4);
    const formula = this.apart(this.extra.length === 0 ? body : imp(this.extra, TRUE, body));
    return { name, params: paramsOf(formula), formula, origin: ORIGIN };
  }

  private apart(formula: Formula): Formula {
    const names = new NameSupply((name) => this.symbols.has(name));
    return renameBound(formula, (name) => names.fresh(name));
  }

  /** A new symbol's definition, of a predicate or a function. */
  definition(name: string): Fact {
    const vars = [variable("x", this.sort()), variable("y", this.sort())];
    this.extra = [];
    const sort = this.source.below(2) === 0 ? undefined : vars[0].sort;
    const draft = sort === undefined ? this.formula(vars, 2) : eq(vars[0], vars[0]);
    const scope = this.extra.length === 0 ? draft : TRUE;
    const params = new Set<string>();
    for (const v of vars) collectSortParams(v.sort, params);
    for (const param of paramsOf(scope)) if (!params.has(param)) return this.definition(name);
    const sorts = [...params].map(sortParam);
    const args = vars.map((v) => v.sort);
    this.add(name, args, sort, sort === undefined ? "predicate" : "function", this.fixity(2));
    const head = atom(name, vars, sorts);
    const formula =
      sort === undefined
        ? and(imp(vars, head, scope), imp(vars, scope, head))
        : imp(vars, TRUE, eq(app(name, vars, sorts), vars[0]));
    return {
      name: `${name}.def`,
      kind: "definition",
      params: [...params],
      formula: this.apart(formula),
      origin: ORIGIN,
    };
  }

  /** Two predicates or functions that call each other, on numbers and on anything, under a condition or not. */
  recursion(names: readonly [string, string]): {
    readonly facts: readonly Fact[];
    readonly recursion: Recursion;
  } {
    const other = variable("y", this.sort());
    const params = paramsOf(imp([other], TRUE, TRUE));
    const sorts = params.map(sortParam);
    const isPredicate = this.source.below(2) === 0;
    const condition = this.source.below(2) === 0 ? undefined : this.condition(other, params);
    const facts: Fact[] = [];
    const functions = names.map((name, index) => {
      const called = names[(index + this.source.below(2)) % 2];
      const says = (from: string, at: Term, value: Term | Formula): Formula => {
        if (value.kind === "var" || value.kind === "app") return eq(app(from, [at, other], sorts), value);
        return value.kind === "true"
          ? atom(from, [at, other], sorts)
          : iff(atom(from, [at, other], sorts), value);
      };
      const number = variable("n", N);
      const zero: Formula = says(name, app("0"), isPredicate ? TRUE : app("0"));
      const call = isPredicate ? atom(called, [number, other], sorts) : app(called, [number, other], sorts);
      const step = (more: boolean): Formula => {
        const value = call.kind === "app" ? (more ? app("s", [call]) : call) : more ? not(call) : call;
        return says(name, app("s", [number]), value);
      };
      const formulas = [
        imp([other], TRUE, zero),
        ...(condition === undefined
          ? [imp([number, other], TRUE, step(true))]
          : [imp([number, other], condition, step(true)), imp([number, other], not(condition), step(false))]),
      ];
      const equations = formulas.map((_, i) => `${name}.${i + 1}`);
      formulas.forEach((formula, i) => {
        const closed = this.apart(formula);
        facts.push({ name: equations[i], kind: "axiom", params, formula: closed, origin: ORIGIN });
      });
      return { symbol: name, equations };
    });
    const [result, kind] = isPredicate ? ([undefined, "predicate"] as const) : ([N, "function"] as const);
    for (const name of names) this.add(name, [N, other.sort], result, kind, this.fixity(2));
    return { facts, recursion: { functions, assumed: false } };
  }

  private condition(other: Var, params: readonly string[]): Formula {
    this.extra = [];
    const formula = this.formula([other], 2);
    return within(formula, this.extra, params);
  }
}

/** The formula if it speaks of no variable and no sort but the given ones, else a plain one. */
function within(formula: Formula, extra: readonly Var[], params: readonly string[]): Formula {
  const isClosed = extra.length === 0 && paramsOf(formula).every((param) => params.includes(param));
  return isClosed ? formula : atom("q", []);
}

/** Parameters in the order in which the core text mentions them. */
function paramsOf(formula: Formula): readonly string[] {
  const params = new Set<string>();
  const add = (sort: Sort): void => {
    collectSortParams(sort, params);
  };
  const ofTerm = (term: Term): void => {
    if (term.kind === "var") return;
    term.sorts.forEach(add);
    term.args.forEach(ofTerm);
  };
  const walk = (part: Formula): void => {
    if (part.kind === "eq") [part.left, part.right].forEach(ofTerm);
    else if (part.kind === "atom") {
      part.sorts.forEach(add);
      part.args.forEach(ofTerm);
    } else if (part.kind === "not") walk(part.body);
    else if (part.kind === "and") [part.left, part.right].forEach(walk);
    else if (part.kind === "imp") {
      for (const v of part.vars) add(v.sort);
      [part.premise, part.conclusion].forEach(walk);
    }
  };
  walk(formula);
  return [...params];
}

function build([seed, length]: readonly [number, number]): Theory {
  const source = new Source(seed, length);
  const builder = new Builder(source);
  const facts: Fact[] = [];
  const goals: Goal[] = [];
  if (source.below(2) === 1) facts.push(builder.definition("def"));
  const recursions: Recursion[] = [];
  if (source.below(2) === 1) {
    const made = builder.recursion(["rec", "<<"]);
    facts.push(...made.facts);
    recursions.push(made.recursion);
  }
  for (let index = 0; index < 3; index++)
    facts.push({ ...builder.fact(`ax.${String(index)}`), kind: "axiom" });
  for (let index = 0; index < 2; index++) goals.push(builder.fact(`th.${String(index)}`));
  const settings = { explore: new Map([["size", source.below(10)]]), grid: new Map<string, number>() };
  const symbols = [...builder.symbols.values()];
  return { name: ORIGIN, uses: [], sorts: SORTS, symbols, facts, recursions, goals, settings };
}

export const randomTheory: fc.Arbitrary<Theory> = fc
  .tuple(fc.integer(), fc.integer({ min: 40, max: 1000 }))
  .map(build);
