/**
 * Loading a problem in TIP's dialect of SMT-LIB 2.6: what it defines as equations, which must be shown to terminate,
 * what it asserts as axioms, what is to be proved as goals. Nothing is thrown for any text.
 */
import type { Term } from "../../logic/term.js";
import type { Recursion, Theory } from "../../logic/theory.js";
import { DiagnosticSink, hasErrors, SourceFile, type Diagnostic, type Span } from "../../mpl/diagnostic.js";
import { loadTheoryText, type LoadOptions } from "../../mpl/load.js";
import { equationsOf, plainTerm, type Equation, type Equations } from "./definitions.js";
import { readSmtFile, type SmtFile } from "./read-file.js";
import { FUN } from "./sorts.js";
import type { FunctionDeclaration, SmtTerm } from "./syntax.js";
import { notShownToTerminate } from "./termination.js";
import { MplWriter } from "./write-mpl.js";

export interface LoadedSmt {
  /** Undefined if the file has an error. */
  readonly theory: Theory | undefined;
  /** The theory as MPL. */
  readonly mpl: string;
  readonly diagnostics: readonly Diagnostic[];
}

interface Placed<T> {
  readonly value: T;
  readonly span: Span | undefined;
}

export function loadSmt(path: string, text: string, options: LoadOptions = {}): LoadedSmt {
  const sink = new DiagnosticSink(new SourceFile(path, text));
  const file = readSmtFile(sink);
  const made = new Definitions(file, sink);
  const statements = file.statements.map((statement) => ({
    ...statement,
    formula: made.plainFormula(statement.formula, statement.kind, statement.span),
  }));
  const assumed = requireTermination(made, sink, options.assumeTermination ?? false);
  if (hasErrors(sink.diagnostics)) return { theory: undefined, mpl: "", diagnostics: sink.sorted() };
  const writer = new MplWriter(theoryName(path));
  for (const { name, arity } of file.sorts) writer.sort(name, parameterNames(arity));
  if (/\(\s*(=>|lambda|@)/u.test(text) || made.usesFunctions) writer.functionSort();
  const used = made.equations.some(({ value }) => mentionsBool(value)) || text.includes("Bool");
  for (const datatype of file.datatypes.values())
    if (datatype.name !== "Bool" || used || statements.length > 0) writer.datatype(datatype, undefined);
  for (const { value, span } of made.functions) writer.function(value, span);
  const written = new Map<string, string[]>();
  for (const { value, span } of made.equations) {
    const names = written.get(value.symbol) ?? [];
    written.set(value.symbol, names);
    names.push(writer.equation(value, `${value.symbol}.${names.length + 1}`, span));
  }
  statements.forEach(({ kind, params, formula, span }, index) => {
    const isGoal = kind === "goal";
    writer.statement(
      isGoal ? "theorem" : "axiom",
      `${isGoal ? "goal" : "assert"}${index + 1}`,
      params,
      formula,
      span,
    );
  });
  const { theory, diagnostics } = loadTheoryText(writer.text(), path);
  for (const { line, message, hint, severity } of diagnostics) {
    const span = writer.lines.at(line - 1)?.span ?? { start: 0, end: 1 };
    if (severity === "error") sink.error("smt-meaning", span, message, hint);
  }
  const recursions = assumed.map((name): Recursion => ({
    functions: [{ symbol: writer.symbol(name), equations: written.get(name) ?? [] }],
    assumed: true,
  }));
  return {
    theory: theory === undefined || hasErrors(sink.diagnostics) ? undefined : { ...theory, recursions },
    mpl: writer.text(),
    diagnostics: sink.sorted(),
  };
}

/** All functions and equations: of selectors that are used, of declarations, of definitions. */
class Definitions {
  readonly functions: Placed<FunctionDeclaration>[] = [];
  readonly equations: Placed<Equation>[] = [];
  /** True if some function sort occurs without being written. */
  usesFunctions = false;

  constructor(
    file: SmtFile,
    private readonly sink: DiagnosticSink,
  ) {
    for (const value of file.declared) this.functions.push({ value, span: undefined });
    for (const value of usedSelectors(file)) {
      this.functions.push({ value, span: undefined });
      this.equations.push({ value: selectorEquation(file, value), span: undefined });
    }
    for (const value of file.defined) this.functions.push({ value, span: value.span });
    for (const definition of file.defined) {
      const made = equationsOf(definition);
      if (made === "unsupported")
        this.sink.error(
          "smt-unsupported",
          definition.span,
          `${definition.name} is defined with a quantifier, which is not read`,
        );
      else this.#add(made, definition.span);
    }
  }

  /** The formula with no control flow in its terms. */
  plainFormula(formula: SmtTerm, stem: string, span: Span): SmtTerm {
    const plain = (term: SmtTerm): SmtTerm => {
      if (term.kind === "quantifier") return { ...term, body: plain(term.body) };
      if (term.kind === "connective") return { ...term, args: term.args.map(plain) };
      const { term: result, made } = plainTerm(term, `${stem}${this.functions.length}`);
      this.#add(made, span);
      return result;
    };
    return plain(formula);
  }

  #add({ functions, equations }: Equations, span: Span): void {
    this.functions.push(...functions.map((value) => ({ value, span })));
    this.equations.push(...equations.map((value) => ({ value, span })));
    this.usesFunctions ||= functions.some(({ result }) => result.kind === "app" && result.name === FUN);
  }
}

/** The functions that are assumed to terminate; if that is not to be assumed, they are reported. */
function requireTermination(made: Definitions, sink: DiagnosticSink, assume: boolean): readonly string[] {
  const bad = notShownToTerminate(made.equations.map(({ value }) => value));
  for (const [name, { to, args }] of bad) {
    const place = made.functions.find(({ value }) => value.name === name)?.span ?? { start: 0, end: 1 };
    const call = args.length === 0 ? to : `${to}(${args.map(callText).join(", ")})`;
    const message = `${name} is not shown to terminate: the call ${call} is on nothing smaller`;
    if (assume)
      sink.warning("smt-termination", place, message, "it is assumed to, and what rests on it is marked");
    else {
      const hint =
        "recursive calls must be on parts of what the patterns match; to assume that it terminates, say --assume-termination";
      sink.error("smt-termination", place, message, hint);
    }
  }
  return [...bad.keys()];
}

/** Variables without the number that reading gave them. */
function callText(term: Term): string {
  if (term.kind === "var") return term.name.replace(/_\d+$/u, "");
  return term.args.length === 0 ? term.symbol : `${term.symbol}(${term.args.map(callText).join(", ")})`;
}

function mentionsBool({ left, right, conditions }: Equation): boolean {
  const isBool = (term: SmtTerm): boolean => term.sort.kind === "app" && term.sort.name === "Bool";
  return isBool(left) || isBool(right) || conditions.some((condition) => isBool(condition.left));
}

function usedSelectors(file: SmtFile): readonly FunctionDeclaration[] {
  const used = new Set<string>();
  const visit = (term: unknown): void => {
    if (typeof term !== "object" || term === null) return;
    const { kind, symbol } = term as { kind?: unknown; symbol?: unknown };
    if (kind === "call" && typeof symbol === "string") used.add(symbol);
    Object.values(term).forEach(visit);
  };
  for (const { body } of file.defined) visit(body);
  for (const { formula } of file.statements) visit(formula);
  return file.selectors.filter(({ name }) => used.has(name));
}

/** Of its own constructor; at any other the value is left open. */
function selectorEquation(file: SmtFile, { name, args: [sort], result }: FunctionDeclaration): Equation {
  const datatype = [...file.datatypes.values()].find(({ constructors }) =>
    constructors.some(({ selectors }) => selectors.includes(name)),
  );
  const constructor = datatype!.constructors.find(({ selectors }) => selectors.includes(name))!;
  const variables = constructor.args.map((arg, i): SmtTerm => ({
    kind: "variable",
    name: `x${i + 1}`,
    sort: arg,
  }));
  const value: SmtTerm = { kind: "call", symbol: constructor.name, args: variables, sort };
  const left: SmtTerm = { kind: "call", symbol: name, args: [value], sort: result };
  return { symbol: name, left, right: variables[constructor.selectors.indexOf(name)], conditions: [] };
}

function parameterNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `a${i + 1}`);
}

function theoryName(path: string): string {
  const stem = path.replace(/^.*[/\\]/u, "").replace(/\.[^.]*$/u, "");
  const name = stem.replace(/[^\p{L}\p{N}_-]+/gu, "_");
  return /^[\p{L}_]/u.test(name) ? name : `p_${name}`;
}
