/**
 * Random signatures, each with a finite model of it: opaque sorts, inductive sorts without recursion (their standard
 * model is finite), a polymorphic one, and the natural numbers with functions defined by recursion into finite sorts.
 * A formula without equations between numbers cannot tell the numbers from a finite quotient of them that all these
 * functions factor through; so that quotient stands in the model for the numbers.
 */
import { eq, imp, TRUE, type Formula } from "../../src/logic/formula.js";
import { sortApp, sortParam, sortText, type Sort } from "../../src/logic/sort.js";
import { app, variable } from "../../src/logic/term.js";
import type { Fact, SortDecl, SymbolDecl } from "../../src/logic/theory.js";
import { combinations, sizeOf, symbolKey, type Model } from "./model.js";
import type { Random } from "./random.js";

export const ORIGIN = "Random";

/** A function or, without a result, a predicate, at sorts. */
export interface Callable {
  readonly name: string;
  readonly sorts: readonly Sort[];
  readonly args: readonly Sort[];
  readonly result: Sort | undefined;
}

export class Signature {
  readonly sorts: SortDecl[] = [];
  readonly symbols: SymbolDecl[] = [];
  readonly facts: Fact[] = [];
  readonly functions: Callable[] = [];
  readonly predicates: Callable[] = [];
  readonly model: Model = { sizes: new Map(), tables: new Map() };
  /** Sorts that variables range over, and those that equations may be between. */
  readonly ranges: Sort[] = [];
  readonly comparable: Sort[] = [];

  constructor(readonly random: Random) {
    this.addFiniteSorts();
    if (random.chance(30)) this.addPolymorphicSort();
    for (let count = 1 + random.int(3); count > 0; count--) this.addRandomSymbol(this.pickFinite());
    for (let count = random.int(3); count > 0; count--) this.addRandomSymbol(undefined);
    if (random.chance(30)) this.addNumbers();
  }

  freshName(base: string): string {
    return `${base}${this.symbols.length}`;
  }

  addFact(kind: Fact["kind"], formula: Formula, params: readonly string[] = []): void {
    this.facts.push({ name: `${kind}.${this.facts.length}`, kind, params, formula, origin: ORIGIN });
  }

  /** Declares a symbol without parameters, with `values` as its table. */
  declare(
    name: string,
    args: readonly Sort[],
    result: Sort | undefined,
    values: readonly number[],
  ): Callable {
    const kind = result === undefined ? "predicate" : "function";
    this.symbols.push({ name, params: [], args, result, kind, fixity: undefined, origin: ORIGIN });
    return this.addCallable({ name, sorts: [], args, result }, values);
  }

  /** A sort that has parameters-free, finite, inhabited terms. */
  pickFinite(): Sort {
    return this.random.pick(this.comparable.filter((sort) => sort.kind === "app" && sort.args.length === 0));
  }

  private addCallable(callable: Callable, values: readonly number[]): Callable {
    const dimensions = callable.args.map((sort) => sizeOf(this.model, sort));
    this.model.tables.set(symbolKey(callable.name, callable.sorts), { dimensions, values });
    (callable.result === undefined ? this.predicates : this.functions).push(callable);
    return callable;
  }

  private addSort(declaration: Omit<SortDecl, "origin">): void {
    this.sorts.push({ ...declaration, origin: ORIGIN });
  }

  private addFiniteSorts(): void {
    const { random } = this;
    for (let count = 1 + random.int(2); count > 0; count--) {
      const name = `S${this.sorts.length}`;
      const sort = sortApp(name);
      if (random.chance(45)) {
        this.addSort({ name, params: [], inductive: false, constructors: [] });
        this.model.sizes.set(name, 2 + random.int(2));
      } else this.addInductive(name, sort);
      this.ranges.push(sort);
      this.comparable.push(sort);
    }
  }

  /** Constructors over earlier sorts: the elements are numbered constructor by constructor. */
  private addInductive(name: string, sort: Sort): void {
    const { random } = this;
    const profiles: Sort[][] = [];
    let size = 0;
    for (let count = 1 + random.int(3); count > 0; count--) {
      const earlier = this.comparable.length > 0 && random.chance(35);
      const args = earlier
        ? Array.from({ length: 1 + random.int(2) }, () => random.pick(this.comparable))
        : [];
      const own = args.reduce((product, arg) => product * sizeOf(this.model, arg), 1);
      if (size + own > 4) continue;
      profiles.push(args);
      size += own;
    }
    if (size === 0) {
      this.addInductive(name, sort);
      return;
    }
    const constructors = profiles.map((_, index) => `c${name}${index}`);
    this.addSort({ name, params: [], inductive: true, constructors });
    this.model.sizes.set(name, size);
    let first = 0;
    profiles.forEach((args, index) => {
      const count = combinations(args.map((arg) => sizeOf(this.model, arg))).length;
      const values = Array.from({ length: count }, (_, offset) => first + offset);
      this.declare(constructors[index], args, sort, values);
      this.symbols[this.symbols.length - 1] = {
        ...this.symbols[this.symbols.length - 1],
        kind: "constructor",
      };
      first += count;
    });
  }

  /** `Option{a}` with a function by recursion and a predicate, used at a sort or at the parameter `a` itself. */
  private addPolymorphicSort(): void {
    const a = sortParam("a");
    const declared = (of: Sort): readonly Omit<Callable, "sorts">[] => {
      const option = sortApp("Option", [of]);
      return [
        { name: "none", args: [], result: option },
        { name: "some", args: [of], result: option },
        { name: "orElse", args: [option, option], result: option },
        { name: "full", args: [option], result: undefined },
      ];
    };
    this.addSort({ name: "Option", params: ["a"], inductive: true, constructors: ["none", "some"] });
    declared(a).forEach((callable, index) => {
      const kind = index < 2 ? "constructor" : callable.result === undefined ? "predicate" : "function";
      this.symbols.push({ ...callable, params: ["a"], kind, fixity: undefined, origin: ORIGIN });
    });
    const [x, y] = [variable("x", a), variable("y", sortApp("Option", [a]))];
    const some = app("some", [x], [a]);
    const none = app("none", [], [a]);
    this.addFact("axiom", imp([y], TRUE, eq(app("orElse", [none, y], [a]), y)), ["a"]);
    this.addFact("axiom", imp([x, y], TRUE, eq(app("orElse", [some, y], [a]), some)), ["a"]);
    this.addFact("axiom", imp([x], TRUE, { kind: "atom", predicate: "full", sorts: [a], args: [some] }), [
      "a",
    ]);
    this.addFact(
      "axiom",
      { kind: "not", body: { kind: "atom", predicate: "full", sorts: [a], args: [none] } },
      ["a"],
    );
    const of = this.random.chance(50) ? a : this.pickFinite();
    if (of === a) {
      this.model.sizes.set("a", 2 + this.random.int(2));
      this.ranges.push(a);
      this.comparable.push(a);
    }
    const size = sizeOf(this.model, of);
    const option = sortApp("Option", [of]);
    this.model.sizes.set(sortText(option), size + 1);
    this.ranges.push(option);
    this.comparable.push(option);
    const numbers = Array.from({ length: size + 1 }, (_, element) => element);
    const tables = [
      [0],
      numbers.slice(1),
      numbers.flatMap((l) => numbers.map((r) => (l > 0 ? l : r))),
      numbers.map((l) => (l > 0 ? 1 : 0)),
    ];
    declared(of).forEach((callable, index) => this.addCallable({ ...callable, sorts: [of] }, tables[index]));
  }

  private addRandomSymbol(result: Sort | undefined): void {
    const { random, model } = this;
    const wide = random.chance(6);
    const arity = wide ? 5 : result === undefined ? 1 + random.int(2) : random.pick([0, 0, 1, 1, 2]);
    const args = Array.from({ length: arity }, () => this.pickFinite());
    const count = combinations(args.map((arg) => sizeOf(model, arg))).length;
    const bound = result === undefined ? 2 : sizeOf(model, result);
    const values = Array.from({ length: count }, () => random.int(bound));
    this.declare(this.freshName(result === undefined ? "p" : "f"), args, result, values);
  }

  /** f(0) = start, f(suc(n)) = step(f(n)), for one or two such functions. */
  private addNumbers(): void {
    const N = sortApp("N");
    const { random, model } = this;
    this.addSort({ name: "N", params: [], inductive: true, constructors: ["0", "suc"] });
    const recursions = Array.from({ length: 1 + random.int(2) }, () => {
      const sort = this.pickFinite();
      const size = sizeOf(model, sort);
      const start = this.declare(this.freshName("start"), [], sort, [random.int(size)]);
      const step = this.declare(
        this.freshName("step"),
        [sort],
        sort,
        Array.from({ length: size }, () => random.int(size)),
      );
      return { sort, start, step };
    });
    const table = (callable: Callable): readonly number[] => model.tables.get(callable.name)!.values;
    const orbit: number[][] = [recursions.map(({ start }) => table(start)[0])];
    let next = orbit[0];
    let back = -1;
    while (back < 0) {
      next = recursions.map(({ step }, index) => table(step)[next[index]]);
      back = orbit.findIndex((state) => state.every((value, index) => value === next[index]));
      if (back < 0) orbit.push(next);
    }
    model.sizes.set("N", orbit.length);
    this.ranges.push(N);
    const constructor = {
      kind: "constructor" as const,
      params: [],
      fixity: undefined,
      origin: ORIGIN,
      result: N,
    };
    this.symbols.push({ ...constructor, name: "0", args: [] }, { ...constructor, name: "suc", args: [N] });
    this.addCallable({ name: "0", sorts: [], args: [], result: N }, [0]);
    this.addCallable(
      { name: "suc", sorts: [], args: [N], result: N },
      orbit.map((_, i) => (i + 1 < orbit.length ? i + 1 : back)),
    );
    const n = variable("n", N);
    recursions.forEach(({ sort, start, step }, index) => {
      const f = this.declare(
        this.freshName("rec"),
        [N],
        sort,
        orbit.map((state) => state[index]),
      );
      this.addFact("axiom", eq(app(f.name, [app("0")]), app(start.name)));
      this.addFact(
        "axiom",
        imp([n], TRUE, eq(app(f.name, [app("suc", [n])]), app(step.name, [app(f.name, [n])]))),
      );
    });
  }
}
