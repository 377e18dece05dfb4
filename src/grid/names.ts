/** Names that eigenconstants must not take: symbols, and what the program's formulas bind. */
import type { Program } from "../compile/program.js";
import type { Formula } from "../logic/formula.js";

const cache = new WeakMap<Program, ReadonlySet<string>>();

export function reservedNames(program: Program): ReadonlySet<string> {
  const known = cache.get(program);
  if (known !== undefined) return known;
  const names = new Set<string>(program.theory.symbols.map((symbol) => symbol.name));
  for (const rule of program.rules) {
    if (rule.origin.kind === "fact") addInnerNames(rule.origin.formula, names, false);
  }
  cache.set(program, names);
  return names;
}

/** Variables bound below the outermost binder: substituting into those formulas must not meet them. */
export function addInnerNames(formula: Formula, into: Set<string>, inner: boolean): void {
  switch (formula.kind) {
    case "true":
    case "false":
    case "eq":
    case "atom":
      return;
    case "not":
      addInnerNames(formula.body, into, inner);
      return;
    case "and":
      addInnerNames(formula.left, into, inner);
      addInnerNames(formula.right, into, inner);
      return;
    case "imp":
      if (inner) for (const v of formula.vars) into.add(v.name);
      addInnerNames(formula.premise, into, true);
      addInnerNames(formula.conclusion, into, true);
      return;
    default:
      formula satisfies never;
  }
}
