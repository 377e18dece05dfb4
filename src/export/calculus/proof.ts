/**
 * A certificate as a theorem. Every step is one fact of its stated result with an explicit term; a scope is a fact
 * too, the statement that it amounts to, with its own steps inside. So the proof has the certificate's shape.
 */
import { substituteFormula, type Formula } from "../../logic/formula.js";
import type { Sort } from "../../logic/sort.js";
import { substitute, variable, type Term, type Var } from "../../logic/term.js";
import type { Goal, SymbolDecl, Theory } from "../../logic/theory.js";
import type { CertificateLine, HeaderLine, OpenLine, StepLine } from "../../proof/certificate.js";
import type { CoreReader } from "../../proof/core-reader.js";
import { arrows, forall, type Binder, type Declaration, type Expr, type Item } from "./expr.js";
import type { GlobalNames } from "./names.js";
import { ProofTerms } from "./proof-terms.js";
import { StatementWriter } from "./statements.js";
import { Misshapen } from "./misshapen.js";
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

/** A scope while it is read: what it opens with, and its facts so far. */
interface OpenScope {
  readonly line: OpenLine;
  readonly eigens: readonly Var[];
  readonly assumptions: readonly Formula[];
  readonly items: Item[];
}

export function theoremOf(setting: ProofSetting, certificate: readonly CertificateLine[]): ProvedTheorem {
  const [header, ...rest] = certificate;
  if (!("format" in header)) throw new Misshapen("the first line is no header");
  return new ProofReader(setting, header).read(rest);
}

class ProofReader implements StepContext {
  readonly theory: Theory;
  readonly writer: StatementWriter;
  readonly terms: ProofTerms;
  private readonly eigens = new Map<string, Sort>();
  /** Every eigenconstant as the free variable that it is here. */
  private readonly free = new Map<string, Term>();
  private readonly results = new Map<number, Formula>();
  private readonly assumptions = new Map<number, Formula | undefined>();
  private readonly open: OpenScope[] = [];
  private readonly items: Item[] = [];
  private ending: Expr | undefined;

  constructor(
    private readonly setting: ProofSetting,
    private readonly header: HeaderLine,
  ) {
    this.theory = setting.theory;
    this.writer = new StatementWriter(setting.symbols, setting.globals);
    this.terms = new ProofTerms(this.writer);
  }

  read(lines: readonly CertificateLine[]): ProvedTheorem {
    const { theorem, params } = this.header;
    const name = this.setting.globals.fact(theorem);
    const statement = this.statement();
    const type = forall(this.writer.sortBinders(statement.params), this.writer.prop(statement.formula));
    for (const line of lines) this.line(line);
    if (this.open.length > 0) throw new Misshapen("a scope is still open");
    if (this.ending === undefined) throw new Misshapen("the end is missing");
    const proof = { binders: this.writer.sortBinders(params), items: this.items, result: this.ending };
    return {
      cited: { identifier: name, ...statement },
      classical: this.terms.classical,
      declaration: { kind: "theorem", name, original: theorem, binders: [], type, proof },
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
    else if ("end" in line) this.ending = stepProof(line.end);
    else throw new Misshapen("a second header");
  }

  private openScope(line: OpenLine): void {
    const eigens = line.eigen.map((text) => {
      const { name, sort } = this.setting.reader.binder(text);
      const free = variable(` ${name}`, sort);
      this.eigens.set(name, sort);
      this.free.set(name, free);
      return free;
    });
    const assumptions = line.assume.map((text) => this.formula(text));
    assumptions.forEach((formula, index) => this.results.set(line.open + 1 + index, formula));
    this.assumptions.set(line.open, assumptions.at(0));
    this.open.push({ line, eigens, assumptions, items: [] });
  }

  private closeScope(proves: number): void {
    const scope = this.open.pop();
    const result = this.results.get(proves);
    if (scope === undefined || result === undefined)
      throw new Misshapen("a scope is closed that proves nothing");
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
    const is = this.formula(step.is);
    const proof = stepTerm(this, step, is);
    this.results.set(step.step, is);
    this.add({ name: stepName(step.step), type: this.writer.prop(is), proof });
  }

  private add(item: Item): void {
    (this.open.at(-1)?.items ?? this.items).push(item);
  }

  private formula(text: string): Formula {
    return substituteFormula(this.setting.reader.formula(text, this.eigens), this.free);
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
    return substitute(this.setting.reader.term(text, this.eigens), this.free);
  }
  /** The reader reads sorts of binders. */
  sort(text: string): Sort {
    return this.setting.reader.binder(`x:${text}`).sort;
  }
}
