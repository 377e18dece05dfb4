/**
 * Elaboration of one formula: names are resolved, sorts inferred by unification, and sugar written out in the core
 * language. The result is a draft (draft.ts).
 *
 * Everything wrong is reported and the walk goes on with a stand-in, so one formula may give several diagnostics;
 * `failed` then tells that its draft is of no use. A name that is bound nowhere and no symbol is a free variable.
 */
import type { SymbolDecl } from "../logic/theory.js";
import type { Span } from "./diagnostic.js";
import {
  DRAFT_TRUE,
  draftExists,
  draftForall,
  draftImp,
  draftNot,
  type Binder,
  type DraftFormula,
  type DraftTerm,
  type DraftUse,
} from "./draft.js";
import { foreignToken, hasInvisible, isReserved, isWord, nearestName } from "./names.js";
import { count, type ParamScope, type Scope } from "./scope.js";
import type { AscriptionExpr, BinderSyntax, ConnectiveExpr, Expr, NameExpr } from "./syntax.js";
import { Structures, type Structured } from "./structure.js";
import { describeSort, freshMeta, instantiateSort, unifySorts, type InferredSort } from "./unify.js";

interface Typed {
  readonly term: DraftTerm;
  readonly sort: InferredSort;
}

export interface InferenceHooks {
  /** Called at a variable that is not bound: true if it may be free; otherwise it has been reported. */
  readonly mayBeFree?: (expr: NameExpr) => boolean;
  /** Called at an unknown symbol: true if what is wrong has been reported already. */
  readonly isExplained?: (expr: NameExpr) => boolean;
}

/** How deeply the walk goes: more than a formula of the deepest kind that is accepted needs. */
const MAX_WALK = 800;

export class FormulaInference {
  failed = false;
  /** Free variables in order of first occurrence. */
  readonly free = new Map<string, Binder>();
  /** Symbols that the formula mentions. */
  readonly mentioned = new Set<string>();
  /** Where their uses stand. */
  readonly places = new Map<DraftUse, Span>();
  private readonly bound = new Map<string, Binder[]>();
  private readonly structures: Structures;

  constructor(
    private readonly scope: Scope,
    private readonly params: ParamScope,
    private readonly hooks: InferenceHooks = {},
  ) {
    this.structures = new Structures(scope, {
      error: (...found) => {
        this.error(...found);
      },
      unknownSymbol: (expr) => {
        this.unknownSymbol(expr);
      },
      echo: () => {
        this.failed = true;
      },
    });
  }

  private error(code: string, span: Span, message: string, hint?: string): void {
    this.failed = true;
    this.scope.sink.error(code, span, message, hint);
  }

  /** The expression without its outer chain; undefined if that has no structure, which is reported once. */
  structure(expr: Expr): Structured | undefined {
    return this.structures.of(expr);
  }

  /** True if the structured expression is a formula by its form or its head. */
  isFormula(expr: Structured): boolean {
    if (expr.kind === "ascription") return false;
    if (expr.kind !== "name") return true;
    if (this.lookup(expr) !== undefined) return false;
    const { name } = expr.ident;
    if (!expr.quoted && (name === "true" || name === "false")) return true;
    return this.scope.symbol(name)?.kind === "predicate";
  }

  // Variables

  private lookup(expr: NameExpr): Binder | undefined {
    return this.bound.get(expr.ident.name)?.at(-1);
  }

  push(binders: readonly Binder[]): void {
    for (const binder of binders) {
      const stack = this.bound.get(binder.name);
      if (stack === undefined) this.bound.set(binder.name, [binder]);
      else stack.push(binder);
    }
  }

  private pop(binders: readonly Binder[]): void {
    for (const binder of binders) this.bound.get(binder.name)?.pop();
  }

  /** Binders for the variables of one quantifier; `readable` ones must not hide an operator. */
  binders(vars: readonly BinderSyntax[], readable: boolean): readonly Binder[] {
    const names = new Set<string>();
    return vars.map(({ ident, sort }) => {
      const { name, span } = ident;
      if (names.has(name)) this.error("duplicate-variable", span, `variable \`${name}\` is bound twice here`);
      else if (isReserved(name)) {
        this.failed = true;
        this.scope.reserved(name, span);
      } else if (readable && this.scope.fixityOf(name) !== undefined) {
        this.error("reserved-name", span, `\`${name}\` is an operator and cannot be a variable`);
      }
      if (hasInvisible(name)) this.error("bad-name", span, "this name contains an invisible character");
      names.add(name);
      const resolved = sort === undefined ? undefined : this.scope.resolveSort(sort, this.params);
      if (sort !== undefined && resolved === undefined) this.failed = true;
      return { name, sort: resolved ?? freshMeta(), annotated: resolved !== undefined };
    });
  }

  // Formulas

  formula(expr: Expr, depth = 0): DraftFormula {
    const shape = this.enter(expr, depth);
    if (shape === undefined) return DRAFT_TRUE;
    switch (shape.kind) {
      case "name":
        return this.atom(shape, depth);
      case "connective":
        return this.connective(shape, depth);
      case "not":
        return draftNot(this.formula(shape.body, depth + 1));
      case "forall":
      case "exists": {
        const binders = this.binders(shape.vars, true);
        this.push(binders);
        const body = this.formula(shape.body, depth + 1);
        this.pop(binders);
        return shape.kind === "forall" ? draftForall(binders, body) : draftExists(binders, body);
      }
      case "imp": {
        const binders = this.binders(shape.vars, false);
        this.push(binders);
        const premise = this.formula(shape.premise, depth + 1);
        const conclusion = this.formula(shape.conclusion, depth + 1);
        this.pop(binders);
        return draftImp(binders, premise, conclusion);
      }
      case "ascription":
        return this.ascribedFormula(shape, depth);
      default:
        return shape satisfies never;
    }
  }

  private ascribedFormula(expr: AscriptionExpr, depth: number): DraftFormula {
    if (expr.sort.name.name === "Prop" && expr.sort.args.length === 0)
      return this.formula(expr.body, depth + 1);
    this.termAsFormula(expr);
    return DRAFT_TRUE;
  }

  /** Structures the expression; undefined, and reported, if it cannot be or if it lies too deep. */
  private enter(expr: Expr, depth: number): Structured | undefined {
    if (depth <= MAX_WALK) return this.structure(expr);
    if (!this.tooDeep) this.error("too-deep", expr.span, "this formula is nested too deeply");
    this.tooDeep = true;
    return undefined;
  }
  private tooDeep = false;
  /** Variables whose sorts were reported as clashing: once each is enough. */
  private readonly blamed = new Set<Binder>();

  private connective(expr: ConnectiveExpr, depth: number): DraftFormula {
    const operator = expr.operator.name;
    if (operator === "=" || operator === "!=") return this.equation(expr, depth);
    const left = this.formula(expr.left, depth + 1);
    const right = this.formula(expr.right, depth + 1);
    switch (operator) {
      case "&":
        return { kind: "and", left, right };
      case "|":
        return draftNot({ kind: "and", left: draftNot(left), right: draftNot(right) });
      case "->":
        return draftImp([], left, right);
      default:
        return { kind: "and", left: draftImp([], left, right), right: draftImp([], right, left) };
    }
  }

  private equation(expr: ConnectiveExpr, depth: number): DraftFormula {
    const sides = [this.structure(expr.left), this.structure(expr.right)];
    const formula = sides.find((side) => side !== undefined && this.isFormula(side));
    const { name, span } = expr.operator;
    if (formula !== undefined) {
      const hint = name === "=" ? "write `<->` between formulas" : "write !(P <-> Q) for formulas";
      this.error(
        "prop-equality",
        span,
        `\`${name}\` stands between terms, but one side here is a formula`,
        hint,
      );
      return DRAFT_TRUE;
    }
    const left = this.term(expr.left, depth + 1);
    const right = this.term(expr.right, depth + 1);
    const blameLeft = left.term.kind === "var" && right.term.kind !== "var";
    const [at, culprit] = blameLeft ? [expr.left, left] : [expr.right, right];
    this.unify(left, right.sort, at, culprit, (one, other) => ({
      message: `the sides of \`${name}\` have different sorts: \`${one}\` and \`${other}\``,
    }));
    const equation: DraftFormula = { kind: "eq", left: left.term, right: right.term };
    return name === "=" ? equation : draftNot(equation);
  }

  private atom(expr: NameExpr, depth: number): DraftFormula {
    const { name } = expr.ident;
    if (!expr.quoted && (name === "true" || name === "false") && this.lookup(expr) === undefined) {
      if (expr.args.length > 0) this.error("arity", expr.span, `\`${name}\` takes no arguments`);
      return { kind: name };
    }
    const symbol = this.lookup(expr) === undefined ? this.scope.symbol(name) : undefined;
    if (symbol?.kind === "predicate") {
      const { sorts, args } = this.application(symbol, expr, depth);
      const use: DraftUse = { kind: "atom", predicate: symbol.name, sorts, args };
      this.places.set(use, expr.span);
      return use;
    }
    if (symbol === undefined && expr.args.length > 0 && this.lookup(expr) === undefined)
      this.unknownSymbol(expr);
    else if (symbol === undefined && !this.isVariable(expr)) this.unknownSymbol(expr);
    else this.termAsFormula(expr);
    return DRAFT_TRUE;
  }

  private termAsFormula(expr: Structured): void {
    if (
      expr.kind === "name" &&
      this.scope.symbol(expr.ident.name) === undefined &&
      this.scope.isBroken(expr.ident.name)
    ) {
      this.failed = true;
      return;
    }
    const text = expr.kind === "name" ? `\`${expr.ident.name}\`` : "this";
    const what = expr.kind === "name" && expr.args.length > 0 ? "gives a term" : "is a term";
    const hint = "a formula is an equation, a predicate with its arguments, or made of these by connectives";
    this.error("term-as-formula", expr.span, `a formula is expected, but ${text} ${what}`, hint);
  }

  // Terms

  term(expr: Expr, depth: number): Typed {
    const shape = this.enter(expr, depth);
    if (shape === undefined) return standIn();
    if (shape.kind === "ascription") return this.ascription(shape, depth);
    if (this.isFormula(shape)) {
      const text = shape.kind === "name" ? `\`${shape.ident.name}\` is a formula` : "this is a formula";
      this.error("formula-as-term", shape.span, `a term is expected, but ${text}`);
      return standIn();
    }
    return this.nameTerm(shape as NameExpr, depth);
  }

  private ascription(expr: AscriptionExpr, depth: number): Typed {
    const body = this.term(expr.body, depth + 1);
    const sort = this.scope.resolveSort(expr.sort, this.params);
    if (sort === undefined) {
      this.failed = true;
      return body;
    }
    this.unify(body, sort, expr.body, body, (given, stated) => ({
      message: `this has sort \`${given}\`, not the stated \`${stated}\``,
    }));
    return { term: body.term, sort };
  }

  private nameTerm(expr: NameExpr, depth: number): Typed {
    const binder = this.lookup(expr);
    if (binder !== undefined) return this.variable(expr, binder);
    const symbol = this.scope.symbol(expr.ident.name);
    if (symbol !== undefined) {
      const { sorts, args, params } = this.application(symbol, expr, depth);
      const sort = instantiateSort(symbol.result!, params);
      const term: DraftUse = { kind: "app", symbol: symbol.name, sorts, args };
      this.places.set(term, expr.span);
      return { term, sort };
    }
    if (expr.args.length > 0 || !this.isVariable(expr)) {
      this.unknownSymbol(expr);
      for (const arg of expr.args) this.term(arg, depth + 1);
      return standIn();
    }
    if (this.hooks.mayBeFree?.(expr) === false) {
      this.failed = true;
      return standIn();
    }
    let free = this.free.get(expr.ident.name);
    if (free === undefined) {
      free = { name: expr.ident.name, sort: freshMeta(), annotated: false };
      this.free.set(free.name, free);
      this.warnIfSuspicious(expr);
    }
    return this.variable(expr, free);
  }

  private variable(expr: NameExpr, binder: Binder): Typed {
    const { name } = expr.ident;
    if (expr.args.length > 0)
      this.error("arity", expr.span, `\`${name}\` is a variable here and takes no arguments`);
    if (expr.sorts !== undefined)
      this.error("sort-arity", expr.span, `variable \`${name}\` takes no sort arguments`);
    return { term: { kind: "var", binder }, sort: binder.sort };
  }

  /** True if an unbound name without arguments can be a free variable. */
  private isVariable(expr: NameExpr): boolean {
    const { name } = expr.ident;
    if (isReserved(name) || this.scope.laterSymbols.has(name) || this.scope.isBroken(name)) return false;
    return (expr.quoted && !hasInvisible(name)) || (isWord(name) && !/^[0-9]/u.test(name));
  }

  private warnIfSuspicious(expr: NameExpr): void {
    const { name } = expr.ident;
    if (name.length < 3 || this.scope.symbols.has(name.replace(/[0-9']+$/u, ""))) return;
    const near = nearestName(
      name,
      [...this.scope.symbols.keys()].filter((known) => known.length >= 3),
    );
    if (near === undefined) return;
    const message = `\`${name}\` is not declared and is taken as a variable`;
    this.scope.sink.warning("suspicious-variable", expr.ident.span, message, `did you mean \`${near}\`?`);
  }

  private unknownSymbol(expr: NameExpr): void {
    this.failed = true;
    const { name, span } = expr.ident;
    if (isReserved(name)) {
      this.error("reserved-name", span, `\`${name}\` is a reserved word and cannot stand here`);
      return;
    }
    if (this.scope.isBroken(name) || this.hooks.isExplained?.(expr) === true) return;
    const foreign = foreignToken(name);
    const { laterSymbols, symbols } = this.scope;
    const known = [...symbols.keys(), ...this.bound.keys()];
    const hint =
      foreign === undefined
        ? this.scope.hintForUnknown(name, laterSymbols, known)
        : `here one writes \`${foreign}\``;
    this.error("unknown-symbol", span, `unknown symbol \`${name}\``, hint);
  }

  private application(
    symbol: SymbolDecl,
    expr: NameExpr,
    depth: number,
  ): { sorts: InferredSort[]; args: DraftTerm[]; params: ReadonlyMap<string, InferredSort> } {
    this.mentioned.add(symbol.name);
    const params = new Map<string, InferredSort>(symbol.params.map((name) => [name, freshMeta()]));
    const sorts = [...params.values()];
    this.explicitSorts(symbol, expr, sorts);
    if (expr.args.length !== symbol.args.length) {
      const message = `\`${symbol.name}\` takes ${count(symbol.args.length, "argument")}, but has ${expr.args.length} here`;
      this.error("arity", expr.span, message);
    }
    const args = expr.args.map((arg, index) => {
      const typed = this.term(arg, depth + 1);
      if (index >= symbol.args.length) return typed.term;
      const expected = instantiateSort(symbol.args[index], params);
      this.unify(typed, expected, arg, typed, (given, wanted) => ({
        message: `argument ${index + 1} of \`${symbol.name}\` has sort \`${given}\`, but \`${wanted}\` is expected`,
      }));
      return typed.term;
    });
    return { sorts, args, params };
  }

  private explicitSorts(symbol: SymbolDecl, expr: NameExpr, sorts: readonly InferredSort[]): void {
    if (expr.sorts === undefined) return;
    if (expr.sorts.length !== sorts.length) {
      const message = `\`${symbol.name}\` takes ${count(sorts.length, "sort argument")}, but has ${expr.sorts.length} here`;
      this.error("sort-arity", expr.span, message);
      return;
    }
    expr.sorts.forEach((syntax, index) => {
      const sort = this.scope.resolveSort(syntax, this.params);
      if (sort === undefined) this.failed = true;
      else unifySorts(sorts[index], sort);
    });
  }

  /** Makes the sort of `one` equal to `other`; if that cannot be, the error stands at `at`, which is `culprit`. */
  unify(
    one: Typed,
    other: InferredSort,
    at: Expr,
    culprit: Typed,
    explain: (one: string, other: string) => { message: string },
  ): void {
    const result = unifySorts(one.sort, other);
    if (result === "ok") return;
    const before = [describeSort(one.sort), describeSort(other)] as const;
    const binder = culprit.term.kind === "var" ? culprit.term.binder : undefined;
    if (binder !== undefined) {
      this.failed = true;
      if (this.blamed.has(binder)) return;
      this.blamed.add(binder);
    }
    if (result === "too-large") this.error("too-large", at.span, "the sorts in this formula are too large");
    else if (result === "infinite") {
      const message = `sort \`${before[0]}\` would have to contain itself to be \`${before[1]}\``;
      this.error("infinite-sort", at.span, message);
    } else if (binder !== undefined) {
      const [has, needed] = culprit === one ? before : [before[1], before[0]];
      const how = binder.annotated ? "has sort" : "is used before with sort";
      const message = `variable \`${binder.name}\` ${how} \`${has}\`, but \`${needed}\` is needed here`;
      this.error("variable-sorts", at.span, message);
    } else this.error("sort-mismatch", at.span, explain(...before).message);
  }
}

/** What the walk goes on with after an error. */
function standIn(): Typed {
  const sort = freshMeta();
  return { term: { kind: "var", binder: { name: "_", sort, annotated: false } }, sort };
}
