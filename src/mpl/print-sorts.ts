/**
 * Which sorts the readable notation must write. Most are left out, because inference finds them again; this runs the
 * same inference on a formula without its sorts and marks the variables and symbols whose sorts would come out more
 * general than they are.
 */
import type { Atom, Formula } from "../logic/formula.js";
import { collectSortParams, sortText, type Sort } from "../logic/sort.js";
import type { App, Term, Var } from "../logic/term.js";
import type { SymbolDecl } from "../logic/theory.js";
import {
  freshMeta,
  instantiateSort,
  resolveSort,
  unifySorts,
  type InferredSort,
  type Meta,
} from "./unify.js";

export interface Annotations {
  /** Bound variables to be written with their sorts. */
  readonly vars: ReadonlySet<Var>;
  /** Symbol uses to be written with their sort arguments. */
  readonly uses: ReadonlySet<App | Atom>;
}

const NONE: Annotations = { vars: new Set(), uses: new Set() };

class Inference {
  readonly vars: { readonly v: Var; readonly sort: InferredSort }[] = [];
  readonly uses: { readonly node: App | Atom; readonly sorts: readonly InferredSort[] }[] = [];
  private readonly bound = new Map<string, InferredSort>();

  constructor(private readonly symbols: ReadonlyMap<string, SymbolDecl>) {}

  term(term: Term): InferredSort {
    if (term.kind === "var") return this.bound.get(term.name) ?? term.sort;
    const symbol = this.symbols.get(term.symbol);
    return symbol?.result === undefined
      ? freshMeta()
      : instantiateSort(symbol.result, this.use(symbol, term));
  }

  private use(symbol: SymbolDecl, node: App | Atom): ReadonlyMap<string, InferredSort> {
    const params = new Map<string, InferredSort>(symbol.params.map((name) => [name, freshMeta()]));
    if (params.size > 0) this.uses.push({ node, sorts: [...params.values()] });
    node.args.forEach((arg, index) => {
      const sort = this.term(arg);
      if (index < symbol.args.length) unifySorts(sort, instantiateSort(symbol.args[index], params));
    });
    return params;
  }

  formula(formula: Formula): void {
    switch (formula.kind) {
      case "true":
      case "false":
        return;
      case "eq":
        unifySorts(this.term(formula.left), this.term(formula.right));
        return;
      case "atom": {
        const symbol = this.symbols.get(formula.predicate);
        if (symbol !== undefined) this.use(symbol, formula);
        return;
      }
      case "not":
        this.formula(formula.body);
        return;
      case "and":
        this.formula(formula.left);
        this.formula(formula.right);
        return;
      case "imp": {
        const hidden = formula.vars.map((v) => [v.name, this.bound.get(v.name)] as const);
        for (const v of formula.vars) {
          const sort = freshMeta();
          this.vars.push({ v, sort });
          this.bound.set(v.name, sort);
        }
        this.formula(formula.premise);
        this.formula(formula.conclusion);
        for (const [name, sort] of hidden) {
          if (sort === undefined) this.bound.delete(name);
          else this.bound.set(name, sort);
        }
        return;
      }
      default:
        formula satisfies never;
    }
  }
}

/** Adds to `images` what the unsolved metas of `inferred` stand for, given that it is `actual`. */
function align(inferred: InferredSort, actual: Sort, images: Map<Meta, Sort>): void {
  const top = resolveSort(inferred);
  if (top.kind === "meta") images.set(top, actual);
  else if (top.kind === "app" && actual.kind === "app") {
    top.args.forEach((arg, index) => {
      if (index < actual.args.length) align(arg, actual.args[index], images);
    });
  }
}

/** The metas that inference would generalise to a parameter of their own, although they are not that. */
function lostMetas(images: ReadonlyMap<Meta, Sort>): Set<Meta> {
  const owners = new Map<string, number>();
  for (const image of images.values()) {
    const params = new Set<string>();
    collectSortParams(image, params);
    for (const param of params) owners.set(param, (owners.get(param) ?? 0) + 1);
  }
  const lost = new Set<Meta>();
  for (const [meta, image] of images) {
    if (image.kind === "app" || (owners.get(sortText(image)) ?? 0) > 1) lost.add(meta);
  }
  return lost;
}

/** Takes the metas in `sort` out of `lost`; true if there were any. */
function settle(sort: InferredSort, lost: Set<Meta>): boolean {
  const top = resolveSort(sort);
  if (top.kind === "meta") return lost.delete(top);
  if (top.kind === "param") return false;
  return top.args.map((arg) => settle(arg, lost)).includes(true);
}

/** What must be annotated for inference to find the sorts of `formula` again, up to the names of parameters. */
export function annotationsFor(formula: Formula, symbols: ReadonlyMap<string, SymbolDecl>): Annotations {
  const inference = new Inference(symbols);
  inference.formula(formula);
  const images = new Map<Meta, Sort>();
  for (const { v, sort } of inference.vars) align(sort, v.sort, images);
  for (const { node, sorts } of inference.uses) {
    sorts.forEach((sort, index) => {
      if (index < node.sorts.length) align(sort, node.sorts[index], images);
    });
  }
  const lost = lostMetas(images);
  if (lost.size === 0) return NONE;
  const vars = new Set(inference.vars.filter(({ sort }) => settle(sort, lost)).map(({ v }) => v));
  const uses = new Set(
    inference.uses
      .filter(({ sorts }) => sorts.map((sort) => settle(sort, lost)).includes(true))
      .map(({ node }) => node),
  );
  return { vars, uses };
}
