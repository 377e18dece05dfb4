/**
 * Strong induction on a measure, for functions that do not descend by structure. To prove P(x) for all x, it is proved
 * for all x that a value n bounds, R(m(x), n), by the structural induction on n that the certificates know: the step
 * case has P(y) for every y with R(m(y), n), and is about an x with R(m(x), s(n)). Since R is reflexive, which is
 * proved beside it, m(x) itself bounds x.
 */
import { measuresOf, type Measure } from "../compile/measures.js";
import { descentsOf } from "../compile/descents.js";
import type { Program } from "../compile/program.js";
import { conjunction, conjuncts, imp, substituteFormula, TRUE, type Formula } from "../logic/formula.js";
import { variable, type Term, type Var } from "../logic/term.js";
import { assumption, generalise, instance, refl, type Proof } from "../proof/proof.js";
import { inductionOn, type Alternative, type Part } from "./alternatives.js";
import { letterFor, type Context, type Depth } from "./context.js";

interface Names {
  readonly program: Program;
  freshName(base: string): string;
}

type Implication = Formula & { readonly kind: "imp" };

/** A variable of a statement with what may measure it. */
export interface Measured {
  readonly index: number;
  readonly measure: Measure;
}

/** For the variables on which a function of the formula calls itself, the best first: at most `most` measures. */
export function measuresFor(program: Program, formula: Implication, most: number): Measured[] {
  const { positions } = descentsOf(program.theory);
  if (positions.size === 0 || most === 0) return [];
  const statement = imp([], formula.premise, formula.conclusion);
  return formula.vars
    .map((v, index) => ({ v, index, score: program.recursion.score(statement, v.name, positions) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .flatMap(({ v, index }) => measuresOf(formula, v, program.symbols).map((measure) => ({ measure, index })))
    .slice(0, most);
}

/** The formula by strong induction on the measure. */
export function measureInduction(
  root: Names,
  formula: Implication,
  { index, measure }: Measured,
  task: { readonly context: Context; readonly depth: Depth },
): Alternative {
  const by = variable(root.freshName(letterFor(measure.sort)), measure.sort);
  const bound = measure.bound(measure.of(formula.vars[index]), by);
  const premise = conjunction([bound, ...conjuncts(formula.premise)]);
  const bounded = inductionOn(root, imp([by, ...formula.vars], premise, formula.conclusion), 0, task);
  const reflexivity: Part[] = measure.isEquality
    ? []
    : [{ formula: imp([by], TRUE, measure.bound(by, by)), context: task.context, depth: task.depth }];
  return {
    ...bounded,
    parts: [...bounded.parts, ...reflexivity],
    assemble: (proofs) => {
      const whole = bounded.assemble(proofs.slice(0, bounded.parts.length));
      return unbounded(root, formula, { index, measure }, by, whole, proofs.at(bounded.parts.length));
    },
  };
}

/** The formula, from what holds of all that something bounds, and a proof that everything bounds itself. */
function unbounded(
  root: Names,
  formula: Implication,
  { index, measure }: Measured,
  by: Var,
  bounded: Proof,
  reflexivity: Proof | undefined,
): Proof {
  const eigen = formula.vars.map((v) => variable(root.freshName(v.name), v.sort));
  const images = new Map<string, Term>(formula.vars.map((v, i) => [v.name, eigen[i]]));
  const assumptions = conjuncts(substituteFormula(formula.premise, images)).map(assumption);
  const value = measure.of(eigen[index]);
  const isBounded =
    reflexivity === undefined
      ? refl(value)
      : instance({ kind: "proof", proof: reflexivity }, new Map([[by.name, value]]), []);
  const all = new Map(images).set(by.name, value);
  const proves = instance({ kind: "proof", proof: bounded }, all, [isBounded, ...assumptions]);
  return generalise(formula, { eigen, assumptions, proves });
}
