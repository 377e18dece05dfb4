/**
 * Whether the equations of a function say what it is everywhere, and nowhere two different things. Patterns consist of
 * constructors and distinct variables. Conditions are looked at as propositional formulas: `!(x <= y)` is the opposite
 * of `x <= y`, and nothing else is known of either.
 */
import { and, not, substituteFormula, TRUE, type Formula } from "./formula.js";
import type { DefiningEquation } from "./defining-equation.js";
import { satisfy, type Siblings } from "./propositional.js";
import { alphaText } from "./rename.js";
import { substituteSort, type Sort } from "./sort.js";
import { app, collectVars, sameTerm, substitute, variable, type Term, type Var } from "./term.js";
import type { SortDecl, SymbolDecl } from "./theory.js";

/** Arguments and conditions for which something is wrong. */
export interface Witness {
  readonly args: readonly Term[];
  readonly conditions: readonly Formula[];
}

/** Cases that are looked at. */
const CASE_LIMIT = 5000;

/** What coverage knows of the theory around the equations. */
export class Constructors {
  constructor(
    private readonly sorts: ReadonlyMap<string, SortDecl>,
    private readonly symbols: ReadonlyMap<string, SymbolDecl>,
  ) {}

  has(symbol: string): boolean {
    return this.symbols.get(symbol)?.kind === "constructor";
  }

  /** Each applied to new variables; undefined for a sort without constructors. */
  shapes(sort: Sort, fresh: (sort: Sort) => Var): readonly Term[] | undefined {
    const declared = sort.kind === "app" ? this.sorts.get(sort.name) : undefined;
    if (declared?.inductive !== true || sort.kind !== "app") return undefined;
    const sorts = new Map(declared.params.map((param, i) => [param, sort.args[i]]));
    return declared.constructors.map((name) => {
      const { args } = this.symbols.get(name)!;
      return app(
        name,
        args.map((arg) => fresh(substituteSort(arg, sorts))),
        sort.args,
      );
    });
  }

  readonly siblings: Siblings = (symbol) => {
    const result = this.has(symbol) ? this.symbols.get(symbol)?.result : undefined;
    const names = result?.kind === "app" ? this.sorts.get(result.name)?.constructors : undefined;
    return names?.every((name) => this.symbols.get(name)?.args.length === 0) === true ? names : undefined;
  };
}

/** The first case about which no equation says anything; undefined if there is none. */
export function missingCase(
  equations: readonly DefiningEquation[],
  args: readonly Sort[],
  constructors: Constructors,
): Witness | "too-large" | undefined {
  let looked = 0;
  let numbered = 0;
  const fresh = (sort: Sort): Var => variable(`;${numbered++}`, sort);
  const look = (row: readonly Term[]): Witness | "too-large" | undefined => {
    if (++looked > CASE_LIMIT) return "too-large";
    let denied: Formula = TRUE;
    let open: Var | undefined;
    for (const { patterns, condition } of equations) {
      const images = new Map<string, Term>();
      const found = alignAll(patterns, row, images);
      if (found === "apart") continue;
      if (found === "fits") denied = and(denied, not(substituteFormula(condition, images)));
      else open ??= found;
    }
    const left = satisfy(denied, constructors.siblings);
    if (left === undefined || left === "too-large") return left;
    const shapes = open === undefined ? undefined : constructors.shapes(open.sort, fresh);
    if (open === undefined || shapes === undefined) return { args: row, conditions: left };
    for (const shape of shapes) {
      const images = new Map([[open.name, shape]]);
      const found = look(row.map((arg) => substitute(arg, images)));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return look(args.map(fresh));
}

/**
 * How a row of terms lies to patterns: it fits them, with images for their variables; it differs from them; or it would
 * have to be known which constructor a variable of the row is.
 */
function alignAll(
  patterns: readonly Term[],
  row: readonly Term[],
  images: Map<string, Term>,
): "fits" | "apart" | Var {
  let open: Var | undefined;
  for (const [i, pattern] of patterns.entries()) {
    const found = align(pattern, row[i], images);
    if (found === "apart") return "apart";
    if (found !== "fits") open ??= found;
  }
  return open ?? "fits";
}

function align(pattern: Term, term: Term, images: Map<string, Term>): "fits" | "apart" | Var {
  if (pattern.kind === "var") {
    images.set(pattern.name, term);
    return "fits";
  }
  if (term.kind === "var") return term;
  return pattern.symbol === term.symbol ? alignAll(pattern.args, term.args, images) : "apart";
}

/** A case about which both equations say something, and not the same; undefined if there is none. */
export function conflict(
  first: DefiningEquation,
  second: DefiningEquation,
  constructors: Constructors,
): Witness | "too-large" | undefined {
  const [one, other] = [marked(first, ";"), marked(second, ":")];
  const images = new Map<string, Term>();
  if (!one.patterns.every((pattern, i) => unify(pattern, other.patterns[i], images))) return undefined;
  const conditions = [one, other].map(({ condition }) => substituteFormula(condition, images));
  const both = satisfy(and(conditions[0], conditions[1]), constructors.siblings);
  if (both === undefined || sameValue(valueOf(one, images), valueOf(other, images))) return undefined;
  if (both === "too-large") return both;
  return { args: one.patterns.map((pattern) => substitute(pattern, images)), conditions: both };
}

/** The equation with the sign before the name of each variable of its patterns; no name that is read begins with it. */
function marked(equation: DefiningEquation, sign: ";" | ":"): DefiningEquation {
  const vars = new Map<string, Var>();
  for (const pattern of equation.patterns) collectVars(pattern, vars);
  const images = new Map([...vars].map(([name, v]) => [name, variable(`${sign}${name}`, v.sort)]));
  return {
    ...equation,
    patterns: equation.patterns.map((pattern) => substitute(pattern, images)),
    condition: substituteFormula(equation.condition, images),
    value: valueOf(equation, images),
  };
}

function valueOf({ value }: DefiningEquation, images: ReadonlyMap<string, Term>): Term | Formula {
  return value.kind === "var" || value.kind === "app"
    ? substitute(value, images)
    : substituteFormula(value, images);
}

function sameValue(one: Term | Formula, other: Term | Formula): boolean {
  const isTerm = (value: Term | Formula): value is Term => value.kind === "var" || value.kind === "app";
  if (isTerm(one) || isTerm(other)) return isTerm(one) && isTerm(other) && sameTerm(one, other);
  return alphaText(one) === alphaText(other);
}

/** Patterns without a common variable, in each of which a variable occurs once: one pass is enough. */
function unify(one: Term, other: Term, images: Map<string, Term>): boolean {
  if (one.kind === "var") images.set(one.name, other);
  else if (other.kind === "var") images.set(other.name, one);
  else return one.symbol === other.symbol && one.args.every((arg, i) => unify(arg, other.args[i], images));
  return true;
}
