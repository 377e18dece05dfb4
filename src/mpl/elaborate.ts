/**
 * Elaboration: one file's surface syntax and the theories it uses, to a `Theory`.
 *
 * Declarations are taken in file order, and a name is known from its declaration on. What is wrong is reported and
 * left out; the rest is elaborated as if it were not there, so the result is whole only if nothing was reported.
 * Imported theories come first in the result, each declaration once however many ways it was imported.
 */
import type { Formula } from "../logic/formula.js";
import type { Fact, Goal, Recursion, SortDecl, SymbolDecl, Theory } from "../logic/theory.js";
import { declareSort, declareSymbol } from "./declare.js";
import { elaborateDefine } from "./define.js";
import { definitionOf } from "../logic/definition.js";
import type { DiagnosticSink } from "./diagnostic.js";
import { draftForall, finishDraft, NameSupply, type DraftFormula, type FinishOptions } from "./draft.js";
import { FormulaInference } from "./infer.js";
import { hasInvisible, isReserved } from "./names.js";
import { bindsName, renameBound } from "../logic/rename.js";
import { elaborateRecursion, type FunBlock, type RecursionHost } from "./recursion.js";
import { paramScope, Scope } from "./scope.js";
import type {
  DefineSyntax,
  EquationSyntax,
  FunSyntax,
  Ident,
  SettingsSyntax,
  SortSyntaxDecl,
  SourceTheory,
  StatementSyntax,
  SymbolSyntaxDecl,
} from "./syntax.js";

/** A theory that the file uses, and the name in its `use` line. */
export interface Import {
  readonly use: Ident;
  readonly theory: Theory;
}

type Declaration = SourceTheory["declarations"][number];

/** What goes on with a `fun`. */
type RestOfFun = EquationSyntax | FunSyntax;

function isRestOfFun({ kind }: Declaration): boolean {
  return kind === "equation" || kind === "with";
}

class TheoryElaborator {
  private readonly scope: Scope;
  private readonly uses = new Set<string>();
  private readonly facts: Fact[] = [];
  private readonly goals: Goal[] = [];
  private readonly recursions: Recursion[] = [];
  private readonly settings = { explore: new Map<string, number>(), grid: new Map<string, number>() };

  constructor(
    private readonly source: SourceTheory,
    private readonly name: string,
    private readonly sink: DiagnosticSink,
    importsFailed: boolean,
    private readonly assumeTermination: boolean,
  ) {
    const broken = new Set(source.brokenNames);
    this.scope = new Scope(sink, broken, source.brokenSorts, importsFailed, source.uses.length > 0);
    for (const declaration of source.declarations) this.notePlace(declaration);
  }

  private notePlace(declaration: Declaration): void {
    if (declaration.kind === "sort") this.noteLine(this.scope.laterSorts, declaration.name);
    else if ("args" in declaration || "signature" in declaration)
      this.noteLine(this.scope.laterSymbols, declaration.name);
  }

  private noteLine(lines: Map<string, number>, { name, span }: Ident): void {
    if (!lines.has(name)) lines.set(name, this.sink.file.lineAt(span.start));
  }

  // Imports

  importTheory({ use, theory }: Import): void {
    for (const name of [...theory.uses, theory.name]) this.uses.add(name);
    this.merge(use, theory.sorts, this.scope.sorts, "sort");
    this.merge(use, theory.symbols, this.scope.symbols, "symbol");
    const known = new Map([...this.facts, ...this.goals].map((fact) => [fact.name, fact]));
    const isNew = (fact: Fact | Goal): boolean => {
      const other = known.get(fact.name);
      if (other !== undefined && other.origin !== fact.origin)
        this.conflict(use, fact.name, "fact", fact.origin, other.origin);
      return other === undefined;
    };
    this.facts.push(...theory.facts.filter(isNew));
    this.goals.push(...theory.goals.filter(isNew));
    const defined = new Set(
      this.recursions.flatMap(({ functions }) => functions.map(({ symbol }) => symbol)),
    );
    this.recursions.push(
      ...theory.recursions.filter(({ functions }) => !functions.some(({ symbol }) => defined.has(symbol))),
    );
    for (const fact of [...theory.facts, ...theory.goals]) this.scope.factLines.set(fact.name, 0);
    for (const symbol of theory.symbols) this.scope.used.add(symbol.name);
  }

  private merge<T extends SortDecl | SymbolDecl>(
    use: Ident,
    from: readonly T[],
    into: Map<string, T>,
    what: string,
  ): void {
    for (const declared of from) {
      const other = into.get(declared.name);
      if (other === undefined) into.set(declared.name, declared);
      else if (other.origin !== declared.origin)
        this.conflict(use, declared.name, what, declared.origin, other.origin);
    }
  }

  private conflict(use: Ident, name: string, what: string, one: string, other: string): void {
    const message = `${what} \`${name}\` is declared in both ${other} and ${one}`;
    this.sink.error(
      "import-conflict",
      use.span,
      message,
      "two theories used together must not declare one name",
    );
  }

  // Declarations

  elaborate(): Theory {
    const { declarations } = this.source;
    for (let index = 0; index < declarations.length;) {
      const declaration = declarations[index++];
      if (declaration.kind === "sort") {
        const first = index;
        while (index < declarations.length && declarations[index].kind === "constructor") index++;
        this.sort(declaration, declarations.slice(first, index) as readonly SymbolSyntaxDecl[]);
      } else if (declaration.kind === "fun") {
        const first = index;
        while (index < declarations.length && isRestOfFun(declarations[index])) index++;
        this.recursion(declaration, declarations.slice(first, index) as readonly RestOfFun[]);
      } else this.declaration(declaration);
    }
    return this.finish();
  }

  private recursionHost(): RecursionHost {
    const { scope, name: origin, assumeTermination } = this;
    return {
      ...{ scope, origin, assumeTermination },
      takeName: (name) => this.takeName(name),
      finishFact: (...given) => this.finishFact(...given),
    };
  }

  private recursion(first: FunSyntax, rest: readonly RestOfFun[]): void {
    const blocks: { readonly head: FunSyntax; readonly lines: EquationSyntax[] }[] = [
      { head: first, lines: [] },
    ];
    for (const part of rest) {
      if (part.kind === "equation") blocks[blocks.length - 1].lines.push(part);
      else blocks.push({ head: part, lines: [] });
    }
    const found = elaborateRecursion(this.recursionHost(), blocks satisfies readonly FunBlock[]);
    this.facts.push(...found.facts);
    if (found.recursion !== undefined) this.recursions.push(found.recursion);
  }

  private sort(declaration: SortSyntaxDecl, constructors: readonly SymbolSyntaxDecl[]): void {
    declareSort(this.scope, declaration, constructors, this.name);
  }

  private declaration(declaration: Exclude<Declaration, SortSyntaxDecl>): void {
    switch (declaration.kind) {
      case "fun":
      case "with":
      case "equation":
        this.strayPart(declaration);
        return;
      case "constructor": {
        const message = `constructor \`${declaration.name.name}\` does not stand below its sort`;
        const hint = "the constructors of an inductive sort follow it directly";
        if (this.source.brokenNames.size === 0)
          this.sink.error("stray-constructor", declaration.span, message, hint);
        this.scope.brokenNames.add(declaration.name.name);
        return;
      }
      case "op":
      case "function":
      case "predicate":
        declareSymbol(this.scope, declaration, this.name);
        return;
      case "axiom":
      case "definition":
      case "theorem":
        this.statement(declaration);
        return;
      case "define":
        this.define(declaration);
        return;
      case "explore":
      case "grid":
        this.setting(declaration);
        return;
      default:
        declaration satisfies never;
    }
  }

  /** What does not follow a `fun`. */
  private strayPart(declaration: FunSyntax | EquationSyntax): void {
    if (declaration.kind === "equation" || this.source.brokenNames.size > 0) return;
    const message = "`with` goes on with a definition, and none stands before it";
    this.sink.error("stray-with", declaration.span, message, "the first function is introduced by `fun`");
    this.scope.brokenNames.add(declaration.name.name);
  }

  private setting(declaration: SettingsSyntax): void {
    const settings = this.settings[declaration.kind];
    for (const { name, value } of declaration.settings) {
      if (settings.has(name.name)) {
        this.sink.error(
          "duplicate-setting",
          name.span,
          `\`${name.name}\` is set twice for \`${declaration.kind}\``,
        );
      }
      settings.set(name.name, value);
    }
  }

  /** Takes the fact name; false, and reported, if it is not to be had. */
  private takeName({ name, span }: Ident): boolean {
    const line = this.scope.factLines.get(name);
    if (isReserved(name)) this.scope.reserved(name, span);
    else if (hasInvisible(name)) {
      this.sink.error("bad-name", span, "this name contains an invisible character");
    } else if (line !== undefined) {
      const where = line === 0 ? "in a theory that this one uses" : `in line ${line}`;
      this.sink.error("duplicate-fact", span, `the name \`${name}\` is already given ${where}`);
    } else {
      this.scope.factLines.set(name, this.sink.file.lineAt(span.start));
      return true;
    }
    return false;
  }

  private statement(syntax: StatementSyntax): void {
    const named = this.takeName(syntax.name);
    const listed = this.scope.listedParams(syntax.params);
    const params = paramScope(listed);
    const inference = new FormulaInference(this.scope, params);
    const body = inference.formula(syntax.formula);
    if (inference.failed) return;
    const draft = draftForall([...inference.free.values()], body);
    const fact = this.finishFact(syntax.name, draft, listed ?? [], params.seen);
    if (fact === undefined || !named) return;
    if (syntax.kind === "theorem") this.goals.push(fact);
    else if (syntax.kind === "axiom" || this.isDefinition(syntax, fact.formula))
      this.facts.push({ ...fact, kind: syntax.kind });
    if (syntax.kind !== "theorem") for (const name of inference.mentioned) this.scope.used.add(name);
  }

  private isDefinition(syntax: StatementSyntax, formula: Formula): boolean {
    const definition = definitionOf(formula);
    if (definition === undefined) {
      const message =
        "this is not a definition: neither p(xs) equivalent to a formula nor f(xs) equal to a term";
      this.sink.error(
        "not-a-definition",
        syntax.name.span,
        message,
        "state it as an `axiom`, or write a `define`",
      );
    } else if (
      this.scope.used.has(definition.symbol) ||
      this.scope.symbols.get(definition.symbol)?.kind === "constructor"
    ) {
      const message = `\`${definition.symbol}\` is in use already, so this cannot define it`;
      this.sink.error(
        "not-a-definition",
        syntax.name.span,
        message,
        "a definition comes before what uses its symbol",
      );
    } else return true;
    return false;
  }

  private define(syntax: DefineSyntax): void {
    const defined = elaborateDefine(this.scope, syntax, this.name);
    if (defined === undefined) return;
    const { name, draft, listedParams, params, inference } = defined;
    if (!this.takeName(name)) return;
    const fact = this.finishFact(name, draft, listedParams, params.seen);
    if (fact === undefined) return;
    if (fact.params.some((param) => !listedParams.includes(param))) {
      const message = "the body speaks of a sort that the head does not determine";
      this.sink.error(
        "undetermined-sort",
        syntax.body.span,
        message,
        "state the sorts of its variables, or use an argument",
      );
      return;
    }
    this.facts.push({ ...fact, kind: "definition" });
    for (const mentioned of inference.mentioned) this.scope.used.add(mentioned);
    const definition = definitionOf(fact.formula);
    if (definition !== undefined) this.scope.used.add(definition.symbol);
  }

  private finishFact(
    { name, span }: Ident,
    draft: DraftFormula,
    listedParams: readonly string[],
    seen: ReadonlySet<string>,
    onUse?: FinishOptions["onUse"],
  ): Goal | undefined {
    const takenParams = new Set([...listedParams, ...seen, ...this.scope.sorts.keys()]);
    const isSymbol = (candidate: string): boolean => this.scope.symbols.has(candidate);
    const finished = finishDraft(draft, {
      ...{ listedParams, takenParams, isSymbol },
      ...(onUse === undefined ? {} : { onUse }),
    });
    if (typeof finished === "string") {
      this.sink.error("too-large", span, `the formula of \`${name}\` is too large: ${finished}`);
      return undefined;
    }
    for (const param of finished.params) this.scope.paramNames.add(param);
    return { name, params: finished.params, formula: finished.formula, origin: this.name };
  }

  /** A symbol declared after a fact, or by a theory that uses it, may have the name of a variable bound there. */
  private finish(): Theory {
    const { scope } = this;
    const isSymbol = (name: string): boolean => scope.symbols.has(name);
    const apart = <T extends Goal>(fact: T): T => {
      if (!bindsName(fact.formula, isSymbol)) return fact;
      const names = new NameSupply(isSymbol);
      return { ...fact, formula: renameBound(fact.formula, (name) => names.fresh(name)) };
    };
    return {
      name: this.name,
      uses: [...this.uses],
      sorts: [...scope.sorts.values()],
      symbols: [...scope.symbols.values()],
      facts: this.facts.map(apart),
      recursions: this.recursions,
      goals: this.goals.map(apart),
      settings: this.settings,
    };
  }
}

/** The theory of one file. It is whole only if nothing was reported to `sink`. */
export function elaborate(
  source: SourceTheory,
  imports: readonly Import[],
  sink: DiagnosticSink,
  options: { readonly name: string; readonly importsFailed: boolean; readonly assumeTermination: boolean },
): Theory {
  const { name, importsFailed, assumeTermination } = options;
  const elaborator = new TheoryElaborator(source, name, sink, importsFailed, assumeTermination);
  for (const imported of imports) elaborator.importTheory(imported);
  return elaborator.elaborate();
}
