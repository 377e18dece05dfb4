/**
 * A certificate's texts, read as its format has them: in the one spelling of core notation, with names for bound
 * variables that are allowed. An eigenconstant becomes a free variable whose name no binder can have; a name that
 * nothing has introduced becomes one too, and the prover finds that it means nothing. Sorts are the prover's to check.
 */
import { collectFreeVars, formulaText, substituteFormula, type Formula } from "../../logic/formula.js";
import { sortText, type Sort } from "../../logic/sort.js";
import { collectVars, substitute, termText, variable, type Term, type Var } from "../../logic/term.js";
import type { CoreReader } from "../../proof/core-reader.js";
import { misshapen } from "./misshapen.js";

export function isName(text: string): boolean {
  return text !== "" && !/[\s\p{Cc}\p{Cf}\p{Cs}()[\]{},:"!;]/u.test(text);
}

export class NotationReader {
  private readonly eigens = new Map<string, Sort>();
  private readonly free = new Map<string, Var>();

  constructor(
    private readonly reader: CoreReader,
    private readonly isSymbol: (name: string) => boolean,
  ) {}

  /** From `name:sort`. It is known from here on. */
  eigen(text: string): Var {
    const { name, sort } = this.binder(text);
    const free = variable(` ${name}`, sort);
    this.eigens.set(name, sort);
    this.free.set(name, free);
    return free;
  }

  formula(text: string): Formula {
    const formula = this.reader.formula(text, this.eigens);
    checkSpelling(formulaText(formula), text);
    this.checkBinders(text);
    const names = new Map<string, Var>();
    collectFreeVars(formula, names);
    this.addUnknown(names);
    return substituteFormula(formula, this.free);
  }

  term(text: string): Term {
    const term = this.reader.term(text, this.eigens);
    checkSpelling(termText(term), text);
    const names = new Map<string, Var>();
    collectVars(term, names);
    this.addUnknown(names);
    return substitute(term, this.free);
  }

  /** The reader reads sorts of binders. */
  sort(text: string): Sort {
    return this.binder(`x:${text}`).sort;
  }

  private binder(text: string): Var {
    const { name, sort } = this.reader.binder(text);
    checkSpelling(`${name}:${sortText(sort)}`, text);
    return variable(name, sort);
  }

  /** What `(>[x:N,y:List{a}]` binds, wherever it stands in the text. */
  private checkBinders(text: string): void {
    for (const [binder] of text.matchAll(/\(>\[[^\]]*/g)) {
      const names = binder.slice(3).match(/[^,{}:]+(?=:)/g) ?? [];
      if (new Set(names).size < names.length) misshapen(`a name is bound twice in ${text}`);
      const wrong = names.find((name) => this.isSymbol(name) || !isName(name));
      if (wrong !== undefined) misshapen(`no variable can be called ${wrong}`);
    }
  }

  private addUnknown(names: ReadonlyMap<string, Var>): void {
    for (const [name, { sort }] of names)
      if (!this.free.has(name)) this.free.set(name, variable(` ${name}`, sort));
  }
}

function checkSpelling(spelt: string, text: string): void {
  if (spelt !== text) misshapen(`${text} is spelt ${spelt}`);
}
