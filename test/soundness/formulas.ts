/** Random closed formulas over a signature. Bound variables of one formula have different names, as in elaborated ones. */
import {
  and,
  atom,
  conjunction,
  eq,
  exists,
  forall,
  imp,
  not,
  or,
  substituteFormula,
  FALSE,
  TRUE,
  type Formula,
} from "../../src/logic/formula.js";
import { sameSort, type Sort } from "../../src/logic/sort.js";
import { app, sameTerm, variable, type Term, type Var } from "../../src/logic/term.js";
import type { Callable, Signature } from "./signature.js";
import type { Random } from "./random.js";

export class FormulaMaker {
  private bound = 0;
  private readonly random: Random;
  private readonly functions: readonly Callable[];
  private readonly predicates: readonly Callable[];
  private readonly comparable: readonly Sort[];
  private readonly ranges: readonly Sort[];

  /** `polymorphic`: the sort parameter may occur. */
  constructor(signature: Signature, polymorphic: boolean) {
    const allowed = (sort: Sort): boolean => polymorphic || !mentionsParam(sort);
    const usable = (callable: Callable): boolean =>
      [
        ...callable.args,
        ...callable.sorts,
        ...(callable.result === undefined ? [] : [callable.result]),
      ].every(allowed);
    this.random = signature.random;
    this.functions = signature.functions.filter(usable);
    this.predicates = signature.predicates.filter(usable);
    this.comparable = signature.comparable.filter(allowed);
    this.ranges = signature.ranges.filter(allowed);
  }

  statement(): Formula {
    const formula = this.anyStatement();
    return this.isTrivial(formula) && !this.random.chance(5) ? this.statement() : formula;
  }

  private anyStatement(): Formula {
    this.bound = 0;
    const { random } = this;
    const vars = this.variables(random.pick([0, 1, 1, 2, 2, 3]));
    switch (random.int(5)) {
      case 0:
        return forall(vars, TRUE, this.equation(vars));
      case 1:
        return forall(vars, this.literals(1 + random.int(3), vars), this.literal(vars));
      case 2:
        return forall(vars, random.chance(60) ? TRUE : this.literal(vars), this.disjunction(vars));
      default:
        return forall(vars, random.chance(50) ? TRUE : this.formula(1, vars), this.formula(2, vars));
    }
  }

  /** A formula with these free variables. */
  body(vars: readonly Var[], depth: number): Formula {
    this.bound = vars.length;
    return this.formula(depth, vars);
  }

  variables(count: number, sorts: readonly Sort[] = this.ranges): Var[] {
    return Array.from({ length: count }, () => variable(`x${this.bound++}`, this.random.pick(sorts)));
  }

  /** Undefined if there is no such term of that depth. */
  term(sort: Sort, vars: readonly Var[], depth: number): Term | undefined {
    const { random } = this;
    const own = vars.filter((v) => sameSort(v.sort, sort));
    if (own.length > 0 && random.chance(depth > 0 ? 45 : 90)) return random.pick(own);
    const heads = this.functions.filter(
      (f) => sameSort(f.result!, sort) && (depth > 0 || f.args.length === 0),
    );
    for (const head of random.shuffled(heads)) {
      const args = head.args.map((arg) => this.term(arg, vars, depth - 1));
      if (args.every((arg) => arg !== undefined)) return app(head.name, args, head.sorts);
    }
    return own.length > 0 ? random.pick(own) : undefined;
  }

  /** Says nothing but true, for all that a glance can tell. */
  private isTrivial(formula: Formula): boolean {
    if (formula.kind === "imp") return this.isTrivial(formula.conclusion);
    if (formula.kind === "not") return this.isTrivial(formula.body);
    if (formula.kind === "and") return this.isTrivial(formula.left) || this.isTrivial(formula.right);
    return formula.kind === "true" || (formula.kind === "eq" && sameTerm(formula.left, formula.right));
  }

  private equation(vars: readonly Var[]): Formula {
    for (const sort of this.random.shuffled(this.comparable)) {
      const [left, right] = [this.term(sort, vars, 2), this.term(sort, vars, 1 + this.random.int(2))];
      if (left !== undefined && right !== undefined) return eq(left, right);
    }
    return TRUE;
  }

  private literal(vars: readonly Var[]): Formula {
    const { random } = this;
    let positive = this.equation(vars);
    if (this.predicates.length > 0 && random.chance(60)) {
      const predicate = random.pick(this.predicates);
      const args = predicate.args.map((arg) => this.term(arg, vars, 1));
      if (args.every((arg) => arg !== undefined)) positive = atom(predicate.name, args, predicate.sorts);
    }
    return random.chance(30) ? not(positive) : positive;
  }

  private literals(count: number, vars: readonly Var[]): Formula {
    return conjunction(Array.from({ length: count }, () => this.literal(vars)));
  }

  private disjunction(vars: readonly Var[]): Formula {
    const first = or(this.literal(vars), this.literal(vars));
    return this.random.chance(30) ? or(this.literal(vars), first) : first;
  }

  private formula(depth: number, vars: readonly Var[]): Formula {
    const { random } = this;
    const sub = (more: readonly Var[] = []): Formula => this.formula(depth - 1, [...vars, ...more]);
    if (depth === 0 || random.chance(15)) return this.literal(vars);
    switch (random.int(10)) {
      case 0:
        return not(sub());
      case 1:
      case 2:
        return and(sub(), sub());
      case 3:
        return this.disjunction(vars);
      case 4:
        return or(sub(), sub());
      case 5:
        return imp([], sub(), sub());
      case 6: {
        const more = this.variables(1 + random.int(2));
        return imp(more, random.chance(50) ? TRUE : sub(more), sub(more));
      }
      case 7:
      case 8: {
        const more = this.variables(1 + random.int(2));
        return exists(more, random.chance(50) ? TRUE : sub(more), sub(more));
      }
      default:
        return random.chance(10) ? random.pick([TRUE, FALSE, not(not(sub()))]) : this.both(sub(), sub());
    }
  }

  /** Equivalence; the second half's bound variables get names of their own. */
  both(left: Formula, right: Formula): Formula {
    return and(imp([], left, right), imp([], this.renamed(right), this.renamed(left)));
  }

  private renamed(formula: Formula): Formula {
    switch (formula.kind) {
      case "not":
        return not(this.renamed(formula.body));
      case "and":
        return and(this.renamed(formula.left), this.renamed(formula.right));
      case "imp": {
        const vars = formula.vars.map((v) => variable(`x${this.bound++}`, v.sort));
        const images = new Map<string, Term>(formula.vars.map((v, index) => [v.name, vars[index]]));
        const [premise, conclusion] = [formula.premise, formula.conclusion].map((part) =>
          substituteFormula(this.renamed(part), images),
        );
        return imp(vars, premise, conclusion);
      }
      case "true":
      case "false":
      case "eq":
      case "atom":
        return formula;
      default:
        return formula satisfies never;
    }
  }
}

function mentionsParam(sort: Sort): boolean {
  return sort.kind === "param" || sort.args.some(mentionsParam);
}
