/**
 * A certificate's step as a Coq term. Step 12 is `h12`, a scope that step 12 discharges is a local lemma `c7`: for all
 * its eigenconstants, its assumptions in order imply what it proves. What the rules ask for is not checked here; where
 * a step is wrong the term has not the stated type, and Coq says so. A `Misshapen` step has a form that no term fits.
 */
import { alphaText } from "../../logic/rename.js";
import type { Formula } from "../../logic/formula.js";
import type { DischargeStep, InstanceStep, StepLine } from "../../proof/certificate.js";
import { congruence, replace } from "./equality-steps.js";
import { cases, disjoint, induction, injective } from "./inductive-steps.js";
import { call, lambda } from "./proof-terms.js";
import { shapeOf } from "./statements.js";
import { misshapen, resultOf, scopeName, stepName, type StepContext } from "./step-context.js";

export function stepTerm(context: StepContext, step: StepLine, is: Formula): string {
  const { terms, writer } = context;
  const from = "from" in step ? step.from.map(stepName) : [];
  switch (step.rule) {
    case "instance":
      return instance(context, step);
    case "refl":
      return is.kind === "eq" ? call("eq_refl", writer.term(is.left)) : misshapen("no equation");
    case "symm":
      return call("eq_sym", one(from));
    case "trans":
      if (from.length === 0) return misshapen("a parent is missing");
      return from.reduce((left, right) => call("eq_trans", left, right));
    case "congruence":
      return congruence(context, step, is);
    case "replace":
      return replace(context, step, is);
    case "and":
      return from.length === 0
        ? misshapen("a parent is missing")
        : from.reduce((left, right) => call("conj", left, right));
    case "project":
      return call(step.index === 0 ? "proj1" : "proj2", one(from));
    case "double-negation": {
      const given = resultOf(context, step.from[0]);
      if (given.kind !== "not" || given.body.kind !== "not") return misshapen("no double negation");
      return terms.contradiction(given.body.body, one(from));
    }
    case "or":
      return disjunct(context, step.from[0], is);
    case "absurd":
      return terms.clash(
        resultOf(context, step.from[0]),
        from[0],
        from[1] ?? misshapen("a parent is missing"),
      );
    case "ex-falso":
      return call("False_ind", writer.prop(is), one(from));
    case "clash":
      return disjoint(context, step.from[0]);
    case "injectivity":
      return injective(context, step.from[0], step.index);
    case "truth":
      return "I";
    case "exists": {
      const shape = shapeOf(is);
      if (shape.kind !== "exists") return misshapen("no existence");
      const parts = [...from];
      const premise = shape.premise === undefined ? undefined : terms.assemble(shape.premise, parts);
      const conclusion = terms.assemble(shape.conclusion, parts);
      return terms.introduce(
        step.with.map((text) => writer.term(context.term(text))),
        premise,
        conclusion,
      );
    }
    case "generalise":
    case "refute":
    case "contradiction":
    case "excluded-middle":
    case "either":
    case "obtain":
      return discharge(context, step, is);
    case "cases":
      return cases(context, step, is);
    case "induction":
      return induction(context, step, is);
    default:
      return step satisfies never;
  }
}

function one(from: readonly string[]): string {
  return from.length === 1 ? from[0] : misshapen("one parent is expected");
}

function instance(context: StepContext, step: InstanceStep): string {
  const { of, from } = step;
  const cited =
    typeof of === "number" ? undefined : (context.cited(of) ?? misshapen("a fact that is not known"));
  const formula = cited?.formula ?? resultOf(context, of as number);
  const head = cited?.identifier ?? stepName(of as number);
  const sorts = (step.sorts ?? []).map((text) => context.writer.sort(context.sort(text)));
  const terms = step.with.map((text) => context.writer.term(context.term(text)));
  const shape = shapeOf(formula);
  const premise = shape.kind === "forall" ? shape.premise : undefined;
  const discharged = premise === undefined ? [] : [context.terms.assemble(premise, from.map(stepName))];
  return call(head, ...sorts, ...terms, ...discharged);
}

function disjunct(context: StepContext, from: number, is: Formula): string {
  const shape = shapeOf(is);
  if (shape.kind !== "or") return misshapen("no disjunction");
  const isLeft = alphaText(resultOf(context, from)) === alphaText(shape.left);
  return call(isLeft ? "or_introl" : "or_intror", stepName(from));
}

// -------------------------------------------------------------------------------------------------------- scopes

function discharge(context: StepContext, step: DischargeStep, is: Formula): string {
  const { terms } = context;
  const scopes = step.scopes.map(scopeName);
  const assumed = (): Formula => context.assumption(step.scopes[0]) ?? misshapen("the scope assumes nothing");
  switch (step.rule) {
    case "generalise":
      return generalise(context, scopes[0], is);
    case "refute":
      return terms.negation(assumed(), scopes[0]);
    case "contradiction":
      return terms.contradiction(is, scopes[0]);
    case "excluded-middle": {
      const formula = assumed();
      return terms.either(
        formula,
        (proof) => call(scopes[0], proof),
        (proof) => call(scopes[1], terms.negation(formula, proof)),
      );
    }
    case "either": {
      const [left, right] = terms.freshNames(2);
      const given = stepName(step.from[0]);
      const [first, second] = [call(scopes[0], left), call(scopes[1], right)];
      return `match ${given} with or_introl ${left} => ${first} | or_intror ${right} => ${second} end`;
    }
    case "obtain": {
      const shape = shapeOf(resultOf(context, step.from[0]));
      if (shape.kind !== "exists") return misshapen("no existence");
      const opened = terms.openUp(shape.vars.length, shape.premise !== undefined);
      const premises =
        shape.premise === undefined ? [] : terms.takeApart(shape.premise, opened.premise ?? "_");
      const conclusions = terms.takeApart(shape.conclusion, opened.conclusion);
      const result = call(scopes[0], ...opened.names, ...premises, ...conclusions);
      return `match ${stepName(step.from[0])} with ${opened.pattern} => ${result} end`;
    }
    default:
      return step.rule satisfies never;
  }
}

/** The scope itself, unless its assumptions are the parts of one premise. */
function generalise(context: StepContext, scope: string, is: Formula): string {
  const shape = shapeOf(is);
  if (shape.kind !== "forall") return misshapen("no implication");
  if (shape.premise?.kind !== "and") return scope;
  const { terms } = context;
  const names = terms.freshNames(shape.vars.length);
  const premise = terms.fresh();
  return lambda([...names, premise], call(scope, ...names, ...terms.takeApart(shape.premise, premise)));
}
