/**
 * `fun` and `with`: functions and predicates that are defined together, each by equations over patterns. The equations
 * become axioms, and are a definition if each says something of its own function alone, if together they say what it
 * is everywhere (logic/coverage.ts), and if the calls in them get ever smaller arguments (logic/size-change.ts). Then
 * there is exactly one function that they hold of, in every theory without them, so that they contradict nothing.
 */
import { conflict, Constructors, missingCase, type Witness } from "../logic/coverage.js";
import { callsOf, definingEquation, type Call, type DefiningEquation } from "../logic/defining-equation.js";
import { collectFreeVars, substituteFormula, type Atom, type Formula } from "../logic/formula.js";
import { unfounded } from "../logic/size-change.js";
import { sortParam, type Sort } from "../logic/sort.js";
import { collectVars, type App, type Term, type Var } from "../logic/term.js";
import type { Fact, Goal, Recursion, SymbolDecl } from "../logic/theory.js";
import { declareSymbol } from "./declare.js";
import type { Span } from "./diagnostic.js";
import { draftForall, type DraftFormula, type FinishOptions } from "./draft.js";
import { FormulaInference } from "./infer.js";
import { paramScope, type Scope } from "./scope.js";
import type { EquationSyntax, Expr, FunSyntax, Ident } from "./syntax.js";
import { witnessText } from "./witness-text.js";

/** A head with the lines below it. */
export interface FunBlock {
  readonly head: FunSyntax;
  readonly lines: readonly EquationSyntax[];
}

/** What the elaborator does for every kind of declaration. */
export interface RecursionHost {
  readonly scope: Scope;
  readonly origin: string;
  /** True if functions that are not shown to terminate are assumed to. */
  readonly assumeTermination: boolean;
  takeName(name: Ident): boolean;
  finishFact(
    name: Ident,
    draft: DraftFormula,
    listedParams: readonly string[],
    seen: ReadonlySet<string>,
    onUse: FinishOptions["onUse"],
  ): Goal | undefined;
}

/** An equation that has the form of one. */
interface Equation extends DefiningEquation {
  readonly fact: Fact;
  readonly span: Span;
}

interface PlacedCall extends Call {
  readonly from: string;
  readonly patterns: readonly Term[];
  readonly to: string;
  readonly span: Span;
}

export interface Recursive {
  readonly facts: readonly Fact[];
  /** Undefined if something is wrong, which has been reported. */
  readonly recursion: Recursion | undefined;
}

export function elaborateRecursion(host: RecursionHost, blocks: readonly FunBlock[]): Recursive {
  return new RecursionElaborator(host, blocks).elaborate();
}

class RecursionElaborator {
  private readonly places = new Map<App | Atom, Span>();
  private readonly mentioned = new Set<string>();
  private readonly facts: Fact[] = [];
  private readonly equations = new Map<SymbolDecl, Equation[]>();
  private wrong = false;

  constructor(
    private readonly host: RecursionHost,
    private readonly blocks: readonly FunBlock[],
  ) {}

  private failed(): boolean {
    return this.wrong;
  }

  private error(code: string, span: Span, message: string, hint?: string): void {
    this.wrong = true;
    this.host.scope.sink.error(code, span, message, hint);
  }

  elaborate(): Recursive {
    const { blocks, facts } = this;
    const symbols = blocks.map(({ head }) => this.declare(head));
    blocks.forEach(({ head, lines }, index) => {
      const symbol = symbols[index];
      if (symbol === undefined) this.wrong = true;
      else if (this.equations.has(symbol))
        this.error("duplicate-symbol", head.name.span, `\`${symbol.name}\` is defined twice here`);
      else {
        this.equations.set(symbol, []);
        this.lines(symbol, lines);
      }
    });
    for (const name of this.mentioned) this.host.scope.used.add(name);
    for (const symbol of this.equations.keys()) this.host.scope.used.add(symbol.name);
    if (this.failed()) return { facts, recursion: undefined };
    for (const [symbol, equations] of this.equations) this.cover(symbol, equations);
    const assumed = !this.failed() && this.terminates();
    if (this.failed()) return { facts, recursion: undefined };
    const functions = [...this.equations].map(([{ name }, equations]) => ({
      symbol: name,
      equations: equations.map(({ fact }) => fact.name),
    }));
    return { facts, recursion: { functions, assumed } };
  }

  /** The symbol of the head; undefined, and reported, if it cannot be defined. */
  private declare({ name, signature, span }: FunSyntax): SymbolDecl | undefined {
    const { scope, origin } = this.host;
    if (signature !== undefined) {
      const known = scope.symbols.get(name.name);
      declareSymbol(scope, { ...signature, kind: "op", name, span }, origin);
      const declared = scope.symbols.get(name.name);
      return declared === known ? undefined : declared;
    }
    const symbol = scope.symbols.get(name.name);
    if (symbol === undefined) {
      if (scope.isBroken(name.name)) return undefined;
      const hint = `write its sorts behind it, as in \`fun ${name.name} : N -> N\`, or declare it by an \`op\` line`;
      this.error("unknown-symbol", name.span, `\`${name.name}\` is not declared`, hint);
      return undefined;
    }
    if (symbol.kind !== "constructor" && symbol.origin === origin && !scope.used.has(name.name))
      return symbol;
    const hint = "a definition introduces a new name, or follows an `op` line that nothing has used yet";
    this.error("duplicate-symbol", name.span, `\`${name.name}\` is already declared and in use`, hint);
    return undefined;
  }

  private lines(symbol: SymbolDecl, lines: readonly EquationSyntax[]): void {
    lines.forEach((line, index) => {
      if (line.formulas.length === 0) this.wrong = true;
      const stem = line.name ?? { name: `${symbol.name}.${index + 1}`, span: line.span };
      line.formulas.every((formula, branch) => {
        const name = line.formulas.length === 1 ? stem.name : `${stem.name}.${branch + 1}`;
        return this.equation(symbol, line, { ...stem, name }, formula);
      });
    });
  }

  /** True if the formula is an equation of the function; else what is wrong has been reported. */
  private equation(symbol: SymbolDecl, line: EquationSyntax, name: Ident, formula: Expr): boolean {
    const { scope } = this.host;
    const listed = scope.listedParams(line.params);
    const params = paramScope(listed);
    const free = new Map<string, Span>();
    const inference = new FormulaInference(scope, params, {
      mayBeFree: ({ ident }) => {
        if (!free.has(ident.name)) free.set(ident.name, ident.span);
        return true;
      },
    });
    const body = inference.formula(formula);
    for (const mentioned of inference.mentioned) this.mentioned.add(mentioned);
    const named = this.host.takeName(name);
    const draft = draftForall([...inference.free.values()], body);
    const goal =
      inference.failed || !named
        ? undefined
        : this.host.finishFact(name, draft, listed ?? [], params.seen, (use, made) => {
            const place = inference.places.get(use);
            if (place !== undefined) this.places.set(made, place);
          });
    if (goal === undefined) {
      this.wrong = true;
      return false;
    }
    const fact: Fact = { ...goal, kind: "axiom" };
    this.facts.push(fact);
    const found = definingEquation(fact.formula);
    if (found === undefined || found.symbol !== symbol.name) {
      const form = symbol.kind === "predicate" ? "<->` and a formula" : "=` and a term";
      const hint = `it is \`${symbol.name}\` with patterns, \`${form}, under a condition if need be`;
      this.error("bad-equation", line.span, `this is no equation of \`${symbol.name}\``, hint);
      return false;
    }
    if (!this.patternsFit(found, line.span) || !this.isDetermined(found, fact, free, line.span)) return false;
    this.equations.get(symbol)!.push({ ...found, fact, span: line.span });
    return true;
  }

  private patternsFit({ symbol, patterns }: DefiningEquation, span: Span): boolean {
    const constructors = this.constructors();
    const seen = new Set<string>();
    const fits = (pattern: Term): boolean => {
      if (pattern.kind === "app") {
        if (constructors.has(pattern.symbol)) return pattern.args.every(fits);
        const hint = `the arguments of \`${symbol}\` are variables and constructors of variables`;
        const message = `\`${pattern.symbol}\` is no constructor and cannot stand in a pattern`;
        this.error("bad-pattern", this.places.get(pattern) ?? span, message, hint);
        return false;
      }
      if (!seen.has(pattern.name)) return seen.add(pattern.name).has(pattern.name);
      const hint = "give the second another name, and say by `if` or a condition that they are equal";
      this.error("bad-pattern", span, `\`${pattern.name}\` stands twice in the patterns`, hint);
      return false;
    };
    return patterns.every(fits);
  }

  /** True if value and condition speak of nothing but what the patterns bring in. */
  private isDetermined(
    { symbol, sorts, patterns, condition, value }: DefiningEquation,
    { params }: Fact,
    free: ReadonlyMap<string, Span>,
    span: Span,
  ): boolean {
    const bound = new Map<string, Var>();
    for (const pattern of patterns) collectVars(pattern, bound);
    const used = new Map<string, Var>();
    collectFreeVars(condition, used);
    if (value.kind === "var" || value.kind === "app") collectVars(value, used);
    else collectFreeVars(value, used);
    const unbound = [...used.keys()].find((name) => !bound.has(name));
    if (unbound !== undefined) {
      const message = `\`${unbound}\` does not stand among the arguments of \`${symbol}\``;
      this.error("unbound-variable", free.get(unbound) ?? span, message);
      return false;
    }
    const general = new Set(sorts.map((sort) => (sort.kind === "param" ? sort.name : "")));
    if (general.size === sorts.length && !general.has("") && params.every((param) => general.has(param)))
      return true;
    const hint = "an equation holds for all sorts that the arguments may have, and speaks of no other";
    this.error("undetermined-sort", span, `the sorts here are not those of \`${symbol}\` in general`, hint);
    return false;
  }

  private constructors(): Constructors {
    const { sorts, symbols } = this.host.scope;
    return new Constructors(sorts, symbols);
  }

  /** Every case is to be covered, and where two equations speak of one case they are to agree. */
  private cover(symbol: SymbolDecl, equations: readonly Equation[]): void {
    const constructors = this.constructors();
    const general = equations.map((equation) => inGeneral(equation, symbol));
    const at = this.blocks.find(({ head }) => head.name.name === symbol.name)!.head.name.span;
    const missing = missingCase(general, symbol.args, constructors);
    if (missing === "too-large") this.tooLarge(symbol, at);
    else if (missing !== undefined) {
      const message = `no equation says what ${this.caseText(symbol, missing)}`;
      this.error("missing-case", at, message, "every case needs an equation");
    }
    for (const [index, second] of general.entries()) {
      for (const first of general.slice(0, index)) {
        const found = conflict(first, second, constructors);
        if (found === undefined) continue;
        if (found === "too-large") {
          this.tooLarge(symbol, second.span);
          return;
        }
        const line = this.host.scope.sink.file.lineAt(first.span.start);
        const message = `this and line ${line} both say what ${this.caseText(symbol, found)}`;
        const hint = "equations that overlap must be the same there; order means nothing";
        this.error("overlapping-equations", second.span, message, hint);
        break;
      }
    }
  }

  private tooLarge(symbol: SymbolDecl, span: Span): void {
    this.error("too-large", span, `the equations of \`${symbol.name}\` have too many cases to look at`);
  }

  /** True if termination is assumed; what is not shown to terminate and not assumed is reported. */
  private terminates(): boolean {
    const { sink } = this.host.scope;
    const symbols = new Set([...this.equations.keys()].map(({ name }) => name));
    const calls = [...this.equations.values()].flat().flatMap((equation) =>
      callsOf(equation, symbols).map((call): PlacedCall => ({
        ...call,
        ...{ from: equation.symbol, patterns: equation.patterns, to: call.symbol },
        span: this.places.get(call.use) ?? equation.span,
      })),
    );
    const arities = new Map([...this.equations.keys()].map(({ name, args }) => [name, args.length]));
    const bad = unfounded(calls, arities);
    const blamed = new Set<PlacedCall>();
    for (const { symbol, call } of bad) {
      if (blamed.has(call)) continue;
      blamed.add(call);
      const callee = this.host.scope.symbols.get(call.to)!;
      const text = this.witness(callee, { args: call.args, conditions: [] }).call;
      const message = `\`${symbol}\` is not shown to terminate: the call ${text} is on nothing smaller`;
      if (this.host.assumeTermination) sink.warning("termination", call.span, message, ASSUMED_HINT);
      else this.error("termination", call.span, message, TERMINATION_HINT);
    }
    return bad.length > 0;
  }

  private caseText(symbol: SymbolDecl, witness: Witness): string {
    const { call, where } = this.witness(symbol, witness);
    return `${call} is${where}`;
  }

  private witness(symbol: SymbolDecl, witness: Witness): ReturnType<typeof witnessText> {
    return witnessText([...this.host.scope.symbols.values()], symbol, witness);
  }
}

const TERMINATION_HINT =
  "recursive calls must be on parts of what the patterns match; to assume that it terminates, say --assume-termination";
const ASSUMED_HINT = "it is assumed to, and what rests on its equations is marked";

/** The equation with the sort parameters that the symbol is declared with. */
function inGeneral(equation: Equation, symbol: SymbolDecl): Equation {
  const sorts = new Map<string, Sort>(
    equation.sorts.map((sort, i) => [sort.kind === "param" ? sort.name : "", sortParam(symbol.params[i])]),
  );
  const formula: Formula = substituteFormula(equation.fact.formula, new Map(), sorts);
  return { ...equation, ...definingEquation(formula)! };
}
