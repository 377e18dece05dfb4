/**
 * Drafts: formulas while their sorts are still being inferred, and the step that finishes them.
 *
 * A draft's variables point at their binder, so names do not matter until `finishDraft` gives each binding of a
 * formula its own name, distinct from all others and from every symbol. A draft may share parts (both directions of
 * an equivalence do): each visit binds afresh. What is finished is limited in size and depth, since everything after
 * this walks formulas recursively.
 */
import { FALSE, TRUE, and, atom, eq, imp, not, type Atom, type Formula } from "../logic/formula.js";
import { collectSortParams, type Sort } from "../logic/sort.js";
import { app, variable, type App, type Term, type Var } from "../logic/term.js";
import { writeOutSort, type InferredSort, type Meta } from "./unify.js";

export interface Binder {
  readonly name: string;
  readonly sort: InferredSort;
  /** True where the text states the sort. */
  readonly annotated: boolean;
}

export type DraftTerm =
  | { readonly kind: "var"; readonly binder: Binder }
  | {
      readonly kind: "app";
      readonly symbol: string;
      readonly sorts: readonly InferredSort[];
      readonly args: readonly DraftTerm[];
    };

export type DraftFormula =
  | { readonly kind: "true" | "false" }
  | { readonly kind: "eq"; readonly left: DraftTerm; readonly right: DraftTerm }
  | {
      readonly kind: "atom";
      readonly predicate: string;
      readonly sorts: readonly InferredSort[];
      readonly args: readonly DraftTerm[];
    }
  | { readonly kind: "not"; readonly body: DraftFormula }
  | { readonly kind: "and"; readonly left: DraftFormula; readonly right: DraftFormula }
  | {
      readonly kind: "imp";
      readonly vars: readonly Binder[];
      readonly premise: DraftFormula;
      readonly conclusion: DraftFormula;
    };

/** A use of a function or predicate. */
export type DraftUse = Extract<DraftTerm, { kind: "app" }> | Extract<DraftFormula, { kind: "atom" }>;

export type DraftImp = Extract<DraftFormula, { kind: "imp" }>;

export const DRAFT_TRUE: DraftFormula = { kind: "true" };

export function draftImp(vars: readonly Binder[], premise: DraftFormula, conclusion: DraftFormula): DraftImp {
  return { kind: "imp", vars, premise, conclusion };
}

export function draftNot(body: DraftFormula): DraftFormula {
  return { kind: "not", body };
}

/** For all `vars`, merged with an implication right below. */
export function draftForall(vars: readonly Binder[], body: DraftFormula): DraftFormula {
  if (vars.length === 0) return body;
  if (body.kind === "imp") return draftImp([...vars, ...body.vars], body.premise, body.conclusion);
  return draftImp(vars, DRAFT_TRUE, body);
}

/** There are `vars`: a conjunction splits into premise and conclusion, an existential right below is merged. */
export function draftExists(vars: readonly Binder[], body: DraftFormula): DraftFormula {
  if (body.kind === "and") return draftNot(draftImp(vars, body.left, draftNot(body.right)));
  const inner = body.kind === "not" && body.body.kind === "imp" ? body.body : undefined;
  if (inner !== undefined && inner.vars.length > 0 && inner.conclusion.kind === "not") {
    return draftNot(draftImp([...vars, ...inner.vars], inner.premise, inner.conclusion));
  }
  return draftNot(draftImp(vars, DRAFT_TRUE, draftNot(body)));
}

/** Deepest nesting of a formula, most nodes in it, and most variables bound in it. */
const LIMITS = { depth: 200, nodes: 50_000, variables: 250 } as const;

export interface Finished {
  readonly formula: Formula;
  /** Sort parameters that occur: the listed ones first, in their order, then by first occurrence. */
  readonly params: readonly string[];
}

export interface FinishOptions {
  /** Sort parameters in the order in which the text lists them. */
  readonly listedParams: readonly string[];
  /** Names that must not become a sort parameter's. */
  readonly takenParams: ReadonlySet<string>;
  /** True for a name that must not become a variable's. */
  readonly isSymbol: (name: string) => boolean;
  /** Told what became of each use of a symbol. */
  readonly onUse?: (draft: DraftUse, made: App | Atom) => void;
}

/** a, b, …, z, a1, b1, … */
export function paramName(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26)}`;
}

/** Gives out names: `name` itself, or with its trailing number replaced by the first that makes it new. */
export class NameSupply {
  private readonly used = new Set<string>();
  private readonly next = new Map<string, number>();

  constructor(private readonly isTaken: (name: string) => boolean) {}

  fresh(name: string): string {
    let fresh = name;
    if (this.used.has(name) || this.isTaken(name)) {
      const stem = name.replace(/[0-9]+$/u, "") || name;
      let count = this.next.get(stem) ?? 1;
      do fresh = `${stem}${count++}`;
      while (this.used.has(fresh) || this.isTaken(fresh));
      this.next.set(stem, count);
    }
    this.used.add(fresh);
    return fresh;
  }
}

class TooLarge extends Error {}

class Finisher {
  readonly params = new Set<string>();
  private readonly metaNames = new Map<Meta, string>();
  private readonly names: NameSupply;
  private readonly bound = new Map<Binder, Var>();
  private nodes = 0;
  private variables = 0;
  private paramIndex = 0;

  constructor(private readonly options: FinishOptions) {
    this.names = new NameSupply(options.isSymbol);
  }

  private readonly nameMeta = (meta: Meta): string => {
    let name = this.metaNames.get(meta);
    if (name === undefined) {
      do name = paramName(this.paramIndex++);
      while (this.options.takenParams.has(name));
      this.metaNames.set(meta, name);
    }
    return name;
  };

  private sort(sort: InferredSort): Sort {
    const written = writeOutSort(sort, this.nameMeta);
    if (written === undefined) throw new TooLarge("a sort in it is too large");
    collectSortParams(written, this.params);
    return written;
  }

  private enter(depth: number): void {
    if (depth > LIMITS.depth) throw new TooLarge(`it is nested more than ${LIMITS.depth} deep`);
    if (++this.nodes > LIMITS.nodes) throw new TooLarge(`it has more than ${LIMITS.nodes} parts`);
  }

  term(term: DraftTerm, depth: number): Term {
    this.enter(depth);
    if (term.kind === "var") return this.bound.get(term.binder)!;
    const sorts = term.sorts.map((sort) => this.sort(sort));
    const args = term.args.map((arg) => this.term(arg, depth + 1));
    const made = app(term.symbol, args, sorts);
    this.options.onUse?.(term, made);
    return made;
  }

  formula(formula: DraftFormula, depth: number): Formula {
    this.enter(depth);
    switch (formula.kind) {
      case "true":
        return TRUE;
      case "false":
        return FALSE;
      case "eq": {
        const left = this.term(formula.left, depth + 1);
        return eq(left, this.term(formula.right, depth + 1));
      }
      case "atom": {
        const sorts = formula.sorts.map((sort) => this.sort(sort));
        const args = formula.args.map((arg) => this.term(arg, depth + 1));
        const made = atom(formula.predicate, args, sorts);
        this.options.onUse?.(formula, made);
        return made;
      }
      case "not":
        return not(this.formula(formula.body, depth + 1));
      case "and": {
        const left = this.formula(formula.left, depth + 1);
        return and(left, this.formula(formula.right, depth + 1));
      }
      case "imp":
        return this.implication(formula, depth);
      default:
        return formula satisfies never;
    }
  }

  private implication(formula: DraftImp, depth: number): Formula {
    this.variables += formula.vars.length;
    if (this.variables > LIMITS.variables)
      throw new TooLarge(`it binds more than ${LIMITS.variables} variables`);
    const vars = formula.vars.map((binder) => {
      const v = variable(this.names.fresh(binder.name), this.sort(binder.sort));
      this.bound.set(binder, v);
      return v;
    });
    const premise = this.formula(formula.premise, depth + 1);
    return imp(vars, premise, this.formula(formula.conclusion, depth + 1));
  }
}

/** The closed draft as a formula, or a text that says in which way it is too large. */
export function finishDraft(draft: DraftFormula, options: FinishOptions): Finished | string {
  const finisher = new Finisher(options);
  try {
    const formula = finisher.formula(draft, 0);
    const listed = options.listedParams.filter((param) => finisher.params.has(param));
    return { formula, params: [...new Set([...listed, ...finisher.params])] };
  } catch (error) {
    if (error instanceof TooLarge) return error.message;
    throw error;
  }
}
