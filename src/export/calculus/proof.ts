/**
 * A certificate as a theorem. Every step is one fact of its stated result with an explicit term; a scope is a fact
 * too, the statement that it amounts to, with its own steps inside. So the proof has the certificate's shape.
 */
import type { Formula } from "../../logic/formula.js";
import { alphaText } from "../../logic/rename.js";
import type { Sort } from "../../logic/sort.js";
import type { Term, Var } from "../../logic/term.js";
import type { Goal, SymbolDecl, Theory } from "../../logic/theory.js";
import type { CertificateLine, HeaderLine, OpenLine, StepLine } from "../../proof/certificate.js";
import { CoreSyntaxError, type CoreReader } from "../../proof/core-reader.js";
import { arrows, forall, local, type Binder, type Declaration, type Expr, type Item } from "./expr.js";
import { CertificateForm } from "./form.js";
import type { GlobalNames } from "./names.js";
import { ProofTerms } from "./proof-terms.js";
import { StatementWriter } from "./statements.js";
import { Misshapen, misshapen } from "./misshapen.js";
import { NotationReader } from "./notation.js";
import { scopeName, stepName, stepProof, type Cited, type StepContext } from "./step-context.js";
import { stepTerm } from "./steps.js";

/** What all proofs of a file share. */
export interface ProofSetting {
  readonly theory: Theory;
  readonly symbols: ReadonlyMap<string, SymbolDecl>;
  readonly reader: CoreReader;
  readonly globals: GlobalNames;
  /** Facts, and the theorems before this one. */
  readonly cited: ReadonlyMap<string, Cited>;
}

export type TheoremDeclaration = Declaration & { readonly kind: "step" | "fact" | "theorem" };

export interface ProvedTheorem {
  readonly declaration: TheoremDeclaration;
  readonly cited: Cited;
  readonly classical: boolean;
}

/** What is to be proved. */
interface Opening {
  readonly header: HeaderLine;
  readonly statement: Pick<Goal, "params" | "formula">;
  readonly type: Expr;
  /** What the certificate says that it proves, where the theory says it otherwise. */
  readonly claim: Expr | undefined;
}

/** A scope while it is read: what it opens with, and its facts so far. */
interface OpenScope {
  readonly line: OpenLine;
  readonly eigens: readonly Var[];
  readonly assumptions: readonly Formula[];
  readonly items: Item[];
}

/** From the parsed lines of a certificate, whatever they are. */
export function theoremOf(setting: ProofSetting, certificate: readonly unknown[]): ProvedTheorem {
  const form = new CertificateForm(setting.theory);
  const reader = new ProofReader(setting);
  for (const [index, line] of certificate.entries()) {
    try {
      reader.line(form.line(line));
    } catch (error) {
      if (error instanceof Misshapen || error instanceof CoreSyntaxError)
        throw new Misshapen(`line ${index + 1}: ${error.message}`);
      throw error;
    }
  }
  return reader.theorem();
}

class ProofReader implements StepContext {
  readonly theory: Theory;
  readonly writer: StatementWriter;
  readonly terms: ProofTerms;
  private readonly results = new Map<number, Formula>();
  private readonly assumptions = new Map<number, Formula | undefined>();
  private readonly open: OpenScope[] = [];
  private readonly items: Item[] = [];
  private readonly notation: NotationReader;
  private opening: Opening | undefined;
  private ending: Expr | undefined;

  constructor(private readonly setting: ProofSetting) {
    this.theory = setting.theory;
    this.writer = new StatementWriter(setting.symbols, setting.globals);
    this.terms = new ProofTerms(this.writer);
    this.notation = new NotationReader(setting.reader, (name) => setting.symbols.has(name));
  }

  theorem(): ProvedTheorem {
    if (this.opening === undefined || this.ending === undefined) return misshapen("the end is missing");
    const { header, statement, type, claim } = this.opening;
    const name = this.setting.globals.fact(header.theorem);
    if (claim !== undefined) {
      const claimed = this.writer.locals.variable(this.writer.locals.fresh());
      this.add({ name: claimed, type: claim, proof: this.ending });
      this.ending = local(claimed);
    }
    const binders = this.writer.sortBinders(header.params);
    const proof = { binders, items: this.items, result: this.ending };
    return {
      cited: { identifier: name, ...statement },
      classical: this.terms.classical,
      declaration: { kind: "theorem", name, original: header.theorem, binders: [], type, proof },
    };
  }

  // ------------------------------------------------------------------------------------------------ reading lines

  /** The next line. */
  line(line: CertificateLine): void {
    if ("format" in line) this.readHeader(line);
    else if ("open" in line) this.openScope(line);
    else if ("close" in line) this.closeScope(line.proves);
    else if ("step" in line) this.step(line);
    else this.ending = stepProof(line.end);
  }

  /** What is proved is what the theory states under this name, if it does. */
  private readHeader(header: HeaderLine): void {
    const { theorem, params } = header;
    const formula = this.notation.formula(header.statement);
    const goal = this.theory.goals.find(({ name }) => name === theorem);
    const statement = goal ?? { params, formula };
    const type = forall(this.writer.sortBinders(statement.params), this.writer.prop(statement.formula));
    const same =
      goal === undefined ||
      (alphaText(goal.formula) === alphaText(formula) && goal.params.join() === params.join());
    this.opening = { header, statement, type, claim: same ? undefined : this.writer.prop(formula) };
  }

  private openScope(line: OpenLine): void {
    const eigens = line.eigen.map((text) => this.notation.eigen(text));
    const assumptions = line.assume.map((text) => this.notation.formula(text));
    assumptions.forEach((formula, index) => this.results.set(line.open + 1 + index, formula));
    this.assumptions.set(line.open, assumptions.at(0));
    this.open.push({ line, eigens, assumptions, items: [] });
  }

  private closeScope(proves: number): void {
    const scope = this.open.pop();
    const result = this.results.get(proves);
    if (scope === undefined || result === undefined)
      return misshapen("a scope is closed that proves nothing");
    const { line, eigens, assumptions, items } = scope;
    const elements = this.writer.binders(eigens);
    const premises = assumptions.map((formula) => this.writer.prop(formula));
    const proofs = premises.map((type, index): Binder => ({
      name: stepName(line.open + 1 + index),
      type,
      of: "proof",
    }));
    this.add({
      name: scopeName(line.open),
      type: forall(elements, arrows(premises, this.writer.prop(result))),
      proof: { binders: [...elements, ...proofs], items, result: stepProof(proves) },
    });
  }

  private step(step: StepLine): void {
    const is = this.notation.formula(step.is);
    const proof = stepTerm(this, step, is);
    this.results.set(step.step, is);
    this.add({ name: stepName(step.step), type: this.writer.prop(is), proof });
  }

  private add(item: Item): void {
    (this.open.at(-1)?.items ?? this.items).push(item);
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
    return this.notation.term(text);
  }
  sort(text: string): Sort {
    return this.notation.sort(text);
  }
}
