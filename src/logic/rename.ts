/**
 * Renaming of bound variables, throughout a formula at once.
 */
import { and, atom, eq, formulaText, imp, not, type Formula } from "./formula.js";
import { app, variable, type Term } from "./term.js";

type Names = ReadonlyMap<string, string>;

function renameTerm(term: Term, names: Names): Term {
  if (term.kind === "var") {
    const name = names.get(term.name);
    return name === undefined ? term : variable(name, term.sort);
  }
  const args = term.args.map((arg) => renameTerm(arg, names));
  return args.length === 0 ? term : app(term.symbol, args, term.sorts);
}

function rename(formula: Formula, names: Names, newName: (name: string) => string): Formula {
  switch (formula.kind) {
    case "true":
    case "false":
      return formula;
    case "eq":
      return eq(renameTerm(formula.left, names), renameTerm(formula.right, names));
    case "atom": {
      const args = formula.args.map((arg) => renameTerm(arg, names));
      return atom(formula.predicate, args, formula.sorts);
    }
    case "not":
      return not(rename(formula.body, names, newName));
    case "and":
      return and(rename(formula.left, names, newName), rename(formula.right, names, newName));
    case "imp": {
      const inner = new Map(names);
      const vars = formula.vars.map((v) => {
        const name = newName(v.name);
        inner.set(v.name, name);
        return variable(name, v.sort);
      });
      const premise = rename(formula.premise, inner, newName);
      return imp(vars, premise, rename(formula.conclusion, inner, newName));
    }
    default:
      return formula satisfies never;
  }
}

/** The formula with every bound variable named by `newName`, which is called once a binding, outermost first. */
export function renameBound(formula: Formula, newName: (name: string) => string): Formula {
  return rename(formula, new Map(), newName);
}

/** The core text with bound variables numbered by their binders: equal for formulas that differ in their names only. */
export function alphaText(formula: Formula): string {
  let count = 0;
  // No name in a formula holds a quote, so these cannot meet a free variable's or a symbol's.
  return formulaText(renameBound(formula, () => `"${count++}`));
}

/** True if some bound variable has a name for which `test` holds. */
export function bindsName(formula: Formula, test: (name: string) => boolean): boolean {
  switch (formula.kind) {
    case "true":
    case "false":
    case "eq":
    case "atom":
      return false;
    case "not":
      return bindsName(formula.body, test);
    case "and":
      return bindsName(formula.left, test) || bindsName(formula.right, test);
    case "imp":
      return (
        formula.vars.some((v) => test(v.name)) ||
        bindsName(formula.premise, test) ||
        bindsName(formula.conclusion, test)
      );
    default:
      return formula satisfies never;
  }
}
