/**
 * Core texts of a certificate as readable ones, each text converted once. The free names of a step are eigenconstants
 * of the scopes around it, with the sorts that those scopes give them. A text that does not parse is shown as it is:
 * the pages also serve to look at what the checker refused.
 */
import type { Formula } from "../logic/formula.js";
import { sortText, type Sort } from "../logic/sort.js";
import type { Term, Var } from "../logic/term.js";
import type { Theory } from "../logic/theory.js";
import { formulaToReadable, termToReadable } from "../mpl/print-readable.js";
import { coreReader, CoreSyntaxError, type CoreReader } from "../proof/core-reader.js";

export class ReadableTexts {
  private readonly reader: CoreReader;
  private readonly eigen = new Map<string, Sort>();
  private readonly formulas = new Map<string, { formula: Formula | undefined; text: string }>();
  private readonly terms = new Map<string, string>();

  constructor(readonly theory: Theory) {
    this.reader = coreReader(theory);
  }

  /** Forgets the eigenconstants of the proof before. */
  startProof(): void {
    this.eigen.clear();
    this.formulas.clear();
    this.terms.clear();
  }

  /** Reads `x:N` and takes x as an eigenconstant from here on; undefined if it does not parse. */
  declare(binder: string): Var | undefined {
    const v = unlessSyntaxError(() => this.reader.binder(binder));
    if (v === undefined) return undefined;
    const before = this.eigen.get(v.name);
    if (before !== undefined && sortText(before) === sortText(v.sort)) return v;
    if (before !== undefined) {
      this.formulas.clear();
      this.terms.clear();
    }
    this.eigen.set(v.name, v.sort);
    return v;
  }

  /** With every quantifier written out: beside eigenconstants, a variable left free would look like one of them. */
  formula(core: string): string {
    return this.read(core).text;
  }

  /** The formula itself, or undefined if the text is none. */
  parsed(core: string): Formula | undefined {
    return this.read(core).formula;
  }

  private quantified(formula: Formula): string {
    const text = this.print(formula);
    if (formula.kind !== "imp" || formula.vars.length === 0 || text.startsWith("forall ")) return text;
    return `forall ${formula.vars.map((v) => v.name).join(" ")}. ${text}`;
  }

  /** As a statement is printed: outer variables are left free where that says the same. */
  print(formula: Formula): string {
    return formulaToReadable(this.theory, formula);
  }

  term(core: string): string {
    let text = this.terms.get(core);
    if (text === undefined) {
      const term: Term | undefined = unlessSyntaxError(() => this.reader.term(core, this.eigen));
      text = term === undefined ? core : termToReadable(this.theory, term);
      this.terms.set(core, text);
    }
    return text;
  }

  private read(core: string): { formula: Formula | undefined; text: string } {
    let entry = this.formulas.get(core);
    if (entry === undefined) {
      const formula = unlessSyntaxError(() => this.reader.formula(core, this.eigen));
      entry = { formula, text: formula === undefined ? core : this.quantified(formula) };
      this.formulas.set(core, entry);
    }
    return entry;
  }
}

function unlessSyntaxError<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof CoreSyntaxError) return undefined;
    throw error;
  }
}
