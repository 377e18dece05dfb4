/**
 * `define HEAD := BODY`. The head is a new symbol, or one that an `op` line declares and nothing has used yet, with
 * distinct variables as its arguments. The result is the symbol, if it is new, and the defining fact: an equation for
 * a function, and for a predicate the two implications of its equivalence.
 */
import { collectSortParams, sortParam, type Sort } from "../logic/sort.js";
import type { Fixity, SymbolDecl } from "../logic/theory.js";
import { checkFixity, checkSymbolName } from "./declare.js";
import { DRAFT_TRUE, draftImp, paramName, type Binder, type DraftFormula, type DraftTerm } from "./draft.js";
import { FormulaInference } from "./infer.js";
import { isReserved } from "./names.js";
import { connectiveFixity } from "./operators.js";
import { paramScope, type ParamScope, type Scope } from "./scope.js";
import { headOf, type Head } from "./define-head.js";
import type { DefineSyntax, Ident, NameExpr } from "./syntax.js";
import {
  describeSort,
  resolveSort,
  sortToReadable,
  unifySorts,
  writeOutSort,
  type InferredSort,
  type Meta,
} from "./unify.js";
import type { Span } from "./diagnostic.js";

export interface Defined {
  readonly name: Ident;
  readonly draft: DraftFormula;
  readonly listedParams: readonly string[];
  readonly params: ParamScope;
  readonly inference: FormulaInference;
}

type Body = DraftFormula | { readonly term: DraftTerm; readonly sort: InferredSort };

class DefineElaborator {
  private readonly params = paramScope();
  private readonly inference: FormulaInference;

  constructor(
    private readonly scope: Scope,
    private readonly syntax: DefineSyntax,
    private readonly head: Head,
    private readonly origin: string,
  ) {
    this.inference = new FormulaInference(scope, this.params, {
      mayBeFree: (expr) => this.unbound(expr),
      isExplained: (expr) => expr.ident.name === head.name.name && this.recursive(expr.ident.span),
    });
  }

  private error(code: string, span: Span, message: string, hint?: string): void {
    this.scope.sink.error(code, span, message, hint);
    return undefined;
  }

  private unbound(expr: NameExpr): boolean {
    const { name, span } = expr.ident;
    if (name === this.head.name.name) this.recursive(span);
    else
      this.error(
        "unbound-variable",
        span,
        `\`${name}\` is not among the arguments of \`${this.head.name.name}\``,
      );
    return false;
  }

  private recursive(span: Span): true {
    const hint = "give a recursive function by `fun` and one equation for each case";
    this.error("recursive-definition", span, `\`${this.head.name.name}\` is defined by itself`, hint);
    return true;
  }

  elaborate(): Defined | undefined {
    const { head, inference } = this;
    const declared = this.declared();
    if (declared === null) return undefined;
    const binders = inference.binders(head.vars, true);
    inference.push(binders);
    const shape = inference.structure(this.syntax.body);
    if (shape === undefined) return undefined;
    if (declared !== undefined && !this.fitsDeclared(declared, binders)) return undefined;
    const isPredicate = declared === undefined ? inference.isFormula(shape) : declared.kind === "predicate";
    const body = isPredicate ? inference.formula(shape) : inference.term(shape, 0);
    const result = "sort" in body ? body.sort : undefined;
    if (inference.mentioned.has(head.name.name)) this.recursive(head.name.span);
    else if (!inference.failed && this.fitsResult(declared, result, shape.span)) {
      return this.finish(binders, body, declared, declared ?? this.newSymbol(binders, result));
    }
    return undefined;
  }

  private finish(
    binders: readonly Binder[],
    body: Body,
    declared: SymbolDecl | undefined,
    symbol: SymbolDecl | undefined,
  ): Defined | undefined {
    if (symbol === undefined) return undefined;
    if (declared === undefined) this.scope.symbols.set(symbol.name, symbol);
    const { params, inference } = this;
    const draft = this.fact(symbol, binders, body);
    return { name: this.factName(), draft, listedParams: symbol.params, params, inference };
  }

  private fitsResult(
    declared: SymbolDecl | undefined,
    result: InferredSort | undefined,
    span: Span,
  ): boolean {
    if (declared?.result === undefined || result === undefined) return true;
    if (unifySorts(result, declared.result) === "ok") return true;
    const stated = sortToReadable(declared.result);
    const message = `the body has sort \`${describeSort(result)}\`, but \`${declared.name}\` is declared to give \`${stated}\``;
    this.error("sort-mismatch", span, message);
    return false;
  }

  /** The `op` that declares the head; undefined if the head is new, null if it cannot be defined (reported). */
  private declared(): SymbolDecl | undefined | null {
    const { scope, head, syntax } = this;
    const { name, span } = head.name;
    const known = scope.symbols.get(name);
    if (known === undefined) {
      if (isReserved(name) || connectiveFixity(name) !== undefined) scope.reserved(name, span);
      else if (checkSymbolName(scope, head.name)) return undefined;
      return null;
    }
    const usable = known.kind !== "constructor" && known.origin === this.origin && !scope.used.has(name);
    if (!usable) {
      const hint = "a definition introduces a new name, or follows an `op` line that nothing has used yet";
      this.error("duplicate-symbol", span, `\`${name}\` is already declared and in use`, hint);
    } else if (known.args.length !== head.vars.length) {
      this.error(
        "arity",
        span,
        `\`${name}\` is declared with ${known.args.length} arguments, but has ${head.vars.length} here`,
      );
    } else if (syntax.fixity !== undefined) {
      this.error(
        "bad-fixity",
        syntax.fixity.span,
        `\`${name}\` is declared by an \`op\` line, where its fixity belongs`,
      );
    } else return known;
    return null;
  }

  private fitsDeclared(declared: SymbolDecl, binders: readonly Binder[]): boolean {
    for (const param of declared.params) this.params.seen.add(param);
    return binders.every((binder, index) => {
      if (unifySorts(binder.sort, declared.args[index]) === "ok") return true;
      const message = `\`${binder.name}\` is not of the sort declared for \`${declared.name}\``;
      this.error("sort-mismatch", this.head.vars[index].ident.span, message);
      return false;
    });
  }

  private newSymbol(binders: readonly Binder[], result: InferredSort | undefined): SymbolDecl | undefined {
    const { head } = this;
    const settled: Sort[] = [];
    for (const inferred of [...binders.map((b) => b.sort), ...(result === undefined ? [] : [result])]) {
      const sort = this.settle(inferred);
      if (sort === undefined) {
        this.error("too-large", head.name.span, "the sorts in this definition are too large");
        return undefined;
      }
      settled.push(sort);
    }
    const params = new Set<string>();
    for (const sort of settled) collectSortParams(sort, params);
    const kind = result === undefined ? "predicate" : "function";
    const fixity = this.fixity(kind);
    if (fixity === null) return undefined;
    const args = settled.slice(0, binders.length);
    const { name } = head.name;
    return {
      name,
      params: [...params],
      args,
      result: settled.at(binders.length),
      kind,
      fixity,
      origin: this.origin,
    };
  }

  /** Writes the sort out and makes its unsolved metas parameters for good. */
  private settle(sort: InferredSort): Sort | undefined {
    const names = new Map<Meta, string>();
    const written = writeOutSort(sort, (meta) => {
      let name = names.get(meta);
      for (let index = 0; name === undefined; index++) {
        const candidate = paramName(index);
        if (!this.params.seen.has(candidate) && !this.scope.sorts.has(candidate)) name = candidate;
      }
      names.set(meta, name);
      this.params.seen.add(name);
      return name;
    });
    for (const [meta, name] of names) if (resolveSort(meta) === meta) meta.solution = sortParam(name);
    return written;
  }

  private fixity(kind: SymbolDecl["kind"]): Fixity | undefined | null {
    const { form, vars, name } = this.head;
    const { fixity } = this.syntax;
    if (fixity === undefined) {
      if (form === "prefix") return { kind: "prefix", precedence: 80 };
      if (form === "plain") return undefined;
      return kind === "predicate" ? { kind: "infix", precedence: 50 } : { kind: "infixl", precedence: 60 };
    }
    const written = fixity.kind === "prefix" ? "prefix" : "infix";
    if (form !== "plain" && form !== written) {
      this.error(
        "bad-fixity",
        fixity.span,
        `\`${name.name}\` is written ${form} in the head, not ${written}`,
      );
      return null;
    }
    return checkFixity(this.scope, fixity, vars.length) ?? null;
  }

  private fact(symbol: SymbolDecl, binders: readonly Binder[], body: Body): DraftFormula {
    const sorts = symbol.params.map(sortParam);
    const args = binders.map((binder): DraftTerm => ({ kind: "var", binder }));
    if ("term" in body) {
      const equation: DraftFormula = {
        kind: "eq",
        left: { kind: "app", symbol: symbol.name, sorts, args },
        right: body.term,
      };
      return binders.length === 0 ? equation : draftImp(binders, DRAFT_TRUE, equation);
    }
    const head: DraftFormula = { kind: "atom", predicate: symbol.name, sorts, args };
    return { kind: "and", left: draftImp(binders, head, body), right: draftImp(binders, body, head) };
  }

  private factName(): Ident {
    const { name, span } = this.head.name;
    return this.syntax.factName ?? { name: `${name}.def`, span };
  }
}

/** Elaborates a definition and declares its symbol. What is wrong is reported, and then nothing is declared. */
export function elaborateDefine(scope: Scope, syntax: DefineSyntax, origin: string): Defined | undefined {
  const head = headOf(syntax.head.items);
  if (head === undefined) {
    const hint = "it is a new name with variables: `x <= y`, `double(x)`, `half (x : N)` or a name alone";
    scope.sink.error("bad-head", syntax.head.span, "this cannot be the head of a definition", hint);
    return undefined;
  }
  const defined = new DefineElaborator(scope, syntax, head, origin).elaborate();
  if (defined === undefined && !scope.symbols.has(head.name.name)) scope.brokenNames.add(head.name.name);
  return defined;
}
