/**
 * A certificate as a Coq lemma. Every step is one `assert` of its stated result with an explicit term; a scope is an
 * `assert` of the statement that it amounts to, with its own steps inside. So the script has the certificate's shape,
 * and nothing in it searches.
 */
import type { Formula } from "../../logic/formula.js";
import type { Sort } from "../../logic/sort.js";
import type { Term, Var } from "../../logic/term.js";
import type { Goal, Theory } from "../../logic/theory.js";
import type { CertificateLine, HeaderLine, OpenLine, StepLine } from "../../proof/certificate.js";
import type { CoreReader } from "../../proof/core-reader.js";
import { LocalNames, nameComment, type GlobalNames } from "./names.js";
import { ProofTerms } from "./proof-terms.js";
import { StatementWriter } from "./statements.js";
import { Misshapen, scopeName, stepName, type StepContext } from "./step-context.js";
import { stepTerm } from "./steps.js";
import type { Cited } from "./theory.js";

/** What all proofs of a file share. */
export interface ProofSetting {
  readonly theory: Theory;
  readonly reader: CoreReader;
  readonly globals: GlobalNames;
  /** Facts, and the theorems before this one. */
  readonly cited: ReadonlyMap<string, Cited>;
}

export interface ProofText {
  readonly lines: readonly string[];
  readonly lemma: Cited;
  readonly classical: boolean;
}

/** A scope while it is read: what it opens with, and its lines so far. */
interface OpenScope {
  readonly line: OpenLine;
  readonly eigens: readonly Var[];
  readonly assumptions: readonly Formula[];
  readonly lines: string[];
}

export function proofText(setting: ProofSetting, certificate: readonly CertificateLine[]): ProofText {
  const [header, ...rest] = certificate;
  if (!("format" in header)) throw new Misshapen("the first line is no header");
  return new ProofScript(setting, header).write(rest);
}

class ProofScript implements StepContext {
  readonly theory: Theory;
  readonly writer: StatementWriter;
  readonly terms: ProofTerms;
  private readonly eigens = new Map<string, Sort>();
  private readonly results = new Map<number, Formula>();
  private readonly assumptions = new Map<number, Formula | undefined>();
  private readonly open: OpenScope[] = [];
  private readonly lines: string[] = [];

  constructor(
    private readonly setting: ProofSetting,
    private readonly header: HeaderLine,
  ) {
    this.theory = setting.theory;
    this.writer = new StatementWriter(setting.globals, new LocalNames(setting.globals));
    this.terms = new ProofTerms(this.writer);
  }

  write(lines: readonly CertificateLine[]): ProofText {
    const { theorem, params } = this.header;
    const identifier = this.setting.globals.fact(theorem);
    const statement = this.statement();
    const head = this.writer.forallSorts(statement.params) + this.writer.prop(statement.formula);
    for (const line of lines) this.line(line);
    if (this.open.length > 0) throw new Misshapen("a scope is still open");
    const intros = params.map((param) => this.writer.locals.sortParam(param));
    return {
      lemma: { identifier, ...statement },
      classical: this.terms.classical,
      lines: [
        `Lemma ${identifier} : ${head}.${nameComment(theorem, identifier)}`,
        "Proof.",
        ...(intros.length === 0 ? [] : [`  intros ${intros.join(" ")}.`]),
        ...this.lines,
        "Qed.",
      ],
    };
  }

  /** What the theory states under this name, if it does; what the certificate is said to prove otherwise. */
  private statement(): Pick<Goal, "params" | "formula"> {
    const { theorem, params, statement } = this.header;
    const goal = this.theory.goals.find(({ name }) => name === theorem);
    return goal ?? { params, formula: this.setting.reader.formula(statement) };
  }

  // ------------------------------------------------------------------------------------------------ reading lines

  private line(line: CertificateLine): void {
    if ("open" in line) this.openScope(line);
    else if ("close" in line) this.closeScope(line.proves);
    else if ("step" in line) this.step(line);
    else if ("end" in line) this.add(`exact ${stepName(line.end)}.`);
    else throw new Misshapen("a second header");
  }

  private openScope(line: OpenLine): void {
    const eigens = line.eigen.map((text) => this.setting.reader.binder(text));
    for (const { name, sort } of eigens) this.eigens.set(name, sort);
    const assumptions = line.assume.map((text) => this.formula(text));
    assumptions.forEach((formula, index) => this.results.set(line.open + 1 + index, formula));
    this.assumptions.set(line.open, assumptions.at(0));
    this.open.push({ line, eigens, assumptions, lines: [] });
  }

  private closeScope(proves: number): void {
    const scope = this.open.at(-1);
    const result = this.results.get(proves);
    if (scope === undefined || result === undefined)
      throw new Misshapen("a scope is closed that proves nothing");
    this.add(`exact ${stepName(proves)}.`);
    this.open.pop();
    const { line, eigens, assumptions, lines } = scope;
    const steps = assumptions.map((formula) => `${this.writer.prop(formula, 98)} -> `);
    const statement = this.writer.forall(eigens) + steps.join("") + this.writer.prop(result);
    const names = [
      ...eigens.map(({ name }) => this.writer.locals.variable(name)),
      ...assumptions.map((_, index) => stepName(line.open + 1 + index)),
    ];
    this.add(`assert (${scopeName(line.open)} : ${statement}).`);
    this.add("{");
    if (names.length > 0) this.add(`  intros ${names.join(" ")}.`);
    const into = this.open.at(-1)?.lines ?? this.lines;
    into.push(...lines);
    this.add("}");
  }

  private step(step: StepLine): void {
    const is = this.formula(step.is);
    const term = stepTerm(this, step, is);
    this.results.set(step.step, is);
    this.add(`assert (${stepName(step.step)} : ${this.writer.prop(is)})`);
    this.add(`  by exact (${term}).`);
  }

  private add(text: string): void {
    const into = this.open.at(-1)?.lines ?? this.lines;
    into.push("  ".repeat(this.open.length + 1) + text);
  }

  private formula(text: string): Formula {
    return this.setting.reader.formula(text, this.eigens);
  }

  // ----------------------------------------------------------------------------------------- what steps refer to

  cited(name: string): Cited | undefined {
    return this.setting.cited.get(name);
  }
  result(id: number): Formula | undefined {
    return this.results.get(id);
  }
  assumption(scope: number): Formula | undefined {
    return this.assumptions.get(scope);
  }
  term(text: string): Term {
    return this.setting.reader.term(text, this.eigens);
  }
  /** The reader reads sorts of binders. */
  sort(text: string): Sort {
    return this.setting.reader.binder(`x:${text}`).sort;
  }
}
