/** Redexes: terms that an equation of the theory rewrites from left to right, whatever its conditions. */
import type { Formula } from "../logic/formula.js";
import { sameTerm, type App, type Term } from "../logic/term.js";
import type { Theory } from "../logic/theory.js";

export class Redexes {
  /** Left sides of equations, by their symbol. */
  private readonly patterns = new Map<string, App[]>();

  constructor(theory: Theory) {
    for (const fact of theory.facts) this.note(fact.formula);
  }

  /** Whether the term or one in it is a redex. */
  isIn(term: Term): boolean {
    if (term.kind === "var") return false;
    const patterns = this.patterns.get(term.symbol) ?? [];
    return (
      patterns.some((pattern) => matches(pattern, term, new Map())) || term.args.some((arg) => this.isIn(arg))
    );
  }

  private note(formula: Formula): void {
    if (formula.kind === "imp") this.note(formula.conclusion);
    if (formula.kind !== "eq" || formula.left.kind === "var") return;
    this.patterns.set(formula.left.symbol, [...(this.patterns.get(formula.left.symbol) ?? []), formula.left]);
  }
}

function matches(pattern: Term, term: Term, images: Map<string, Term>): boolean {
  if (pattern.kind === "var") {
    const image = images.get(pattern.name);
    images.set(pattern.name, image ?? term);
    return image === undefined || sameTerm(image, term);
  }
  if (term.kind === "var" || term.symbol !== pattern.symbol) return false;
  return pattern.args.every((arg, index) => matches(arg, term.args[index], images));
}
