/**
 * Recursion positions: the argument places at which a function's defining equations look at a constructor. Variables
 * that stand there are the ones worth inducting on, terms that stand there are the ones worth splitting.
 */
import type { Formula } from "../logic/formula.js";
import type { Term } from "../logic/term.js";
import type { Theory } from "../logic/theory.js";

type Positions = ReadonlyMap<string, ReadonlySet<number>>;

export class RecursionPositions {
  private readonly positions = new Map<string, Set<number>>();
  /** Those at which an equation looks two constructors deep. */
  private readonly deep = new Map<string, Set<number>>();

  constructor(theory: Theory) {
    const constructors = new Set(theory.symbols.filter((s) => s.kind === "constructor").map((s) => s.name));
    const look = (formula: Formula): void => {
      if (formula.kind === "imp") look(formula.conclusion);
      else if (formula.kind === "and") [formula.left, formula.right].forEach(look);
      else if (formula.kind === "eq")
        for (const side of [formula.left, formula.right]) this.note(side, constructors);
    };
    for (const fact of theory.facts) look(fact.formula);
  }

  has(symbol: string, position: number): boolean {
    return this.positions.get(symbol)?.has(position) ?? false;
  }

  /** Whether the variable stands where an equation looks two constructors deep. */
  looksDeep(formula: Formula, variable: string): boolean {
    return this.score(formula, variable, this.deep) > 0;
  }

  /** How often the variable stands at a recursion position in the formula. */
  score(formula: Formula, variable: string, positions: Positions = this.positions): number {
    switch (formula.kind) {
      case "true":
      case "false":
        return 0;
      case "eq":
        return (
          this.scoreTerm(formula.left, variable, positions) +
          this.scoreTerm(formula.right, variable, positions)
        );
      case "atom":
        return formula.args.reduce((sum, arg) => sum + this.scoreTerm(arg, variable, positions), 0);
      case "not":
        return this.score(formula.body, variable, positions);
      case "and":
        return this.score(formula.left, variable, positions) + this.score(formula.right, variable, positions);
      case "imp":
        return (
          this.score(formula.premise, variable, positions) +
          this.score(formula.conclusion, variable, positions)
        );
      default:
        return formula satisfies never;
    }
  }

  private scoreTerm(term: Term, variable: string, positions: Positions): number {
    if (term.kind === "var") return 0;
    let score = 0;
    term.args.forEach((arg, index) => {
      if (arg.kind === "var" && arg.name === variable && positions.get(term.symbol)?.has(index) === true)
        score++;
      score += this.scoreTerm(arg, variable, positions);
    });
    return score;
  }

  private note(side: Term, constructors: ReadonlySet<string>): void {
    if (side.kind === "var" || constructors.has(side.symbol)) return;
    side.args.forEach((arg, index) => {
      if (arg.kind === "var" || !constructors.has(arg.symbol)) return;
      const known = this.positions.get(side.symbol) ?? new Set();
      this.positions.set(side.symbol, known.add(index));
      if (
        !arg.args.some((part) => part.kind === "app" && part.args.length > 0 && constructors.has(part.symbol))
      )
        return;
      this.deep.set(side.symbol, (this.deep.get(side.symbol) ?? new Set()).add(index));
    });
  }
}
