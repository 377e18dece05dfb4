/**
 * Induction for functions that look two constructors deep, such as f(s(s(n))). To prove P(n) for all n, P(n) and P at
 * every constructor over n are proved together, by the structural induction that the certificates know: the step case
 * then has the hypothesis for both predecessors.
 */
import type { Program } from "../compile/program.js";
import { and, conjuncts, forall, imp, substituteFormula, type Formula } from "../logic/formula.js";
import { sameSort } from "../logic/sort.js";
import { app, variable, type Term, type Var } from "../logic/term.js";
import { assumption, generalise, instance, motive, project, type Proof } from "../proof/proof.js";
import { letterFor, type Context, type Depth } from "./context.js";
import { inductionOn, type Alternative } from "./alternatives.js";

interface Names {
  readonly program: Program;
  freshName(base: string): string;
}

/** The alternative for the formula's variable of that number; undefined where no function looks two deep at it. */
export function twoStepInduction(
  root: Names,
  formula: Formula & { kind: "imp" },
  index: number,
  task: { readonly context: Context; readonly depth: Depth },
): Alternative | undefined {
  const on = formula.vars[index];
  if (!root.program.recursion.looksDeep(formula, on.name)) return undefined;
  const steps = root.program.symbols
    .constructors(on.sort)!
    .filter(({ args }) => args.filter((sort) => sameSort(sort, on.sort)).length === 1);
  if (steps.length === 0) return undefined;
  const later = steps.map(({ name, sorts, args }) => {
    const others: Var[] = [];
    const taken = args.map((sort) => {
      if (sameSort(sort, on.sort)) return on;
      const other = variable(root.freshName(letterFor(sort)), sort);
      others.push(other);
      return other;
    });
    return forall(others, { kind: "true" }, motive(formula, index, app(name, taken, sorts)));
  });
  const both = later.reduce<Formula>((all, part) => and(all, part), motive(formula, index, on));
  const strengthened = imp([on], { kind: "true" }, both);
  const whole = inductionOn(root, strengthened, 0, task);
  return {
    ...whole,
    assemble: (proofs) => weaker(root, formula, whole.assemble(proofs), steps.length),
  };
}

/** The formula from what was proved: the first of the conjuncts. */
function weaker(root: Names, formula: Formula & { kind: "imp" }, proof: Proof, steps: number): Proof {
  const eigen = formula.vars.map((v) => variable(root.freshName(v.name), v.sort));
  const images = new Map<string, Term>(formula.vars.map((v, i) => [v.name, eigen[i]]));
  const assumptions = conjuncts(substituteFormula(formula.premise, images)).map(assumption);
  let proves = instance({ kind: "proof", proof }, images, []);
  for (let step = 0; step < steps; step++) proves = project(proves, 0);
  const isPlain = formula.vars.length === 1 && assumptions.length === 0;
  if (!isPlain) proves = instance({ kind: "proof", proof: proves }, images, assumptions);
  return generalise(formula, { eigen, assumptions, proves });
}
