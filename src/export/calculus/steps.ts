/**
 * A certificate's step as a term. Step 12 is `h12`, a scope that step 12 discharges is a local fact `c7`: for all its
 * eigenconstants, its assumptions in order imply what it proves. What the rules ask for is not checked here; where a
 * step is wrong the term has not the stated type, and the prover says so. A `Misshapen` step has a form that no term
 * fits.
 */
import { alphaText } from "../../logic/rename.js";
import { substituteFormula, type Formula } from "../../logic/formula.js";
import type { DischargeStep, InstanceStep, StepLine } from "../../proof/certificate.js";
import { chain, congruence, replace } from "./equality-steps.js";
import { apply, global, lambda, logic, type Expr } from "./expr.js";
import { cases, disjoint, induction, injective } from "./inductive-steps.js";
import { instantiate } from "./proof-terms.js";
import { shapeOf } from "./statements.js";
import { misshapen } from "./misshapen.js";
import { equationOf, resultOf, scopeProof, stepProof, type StepContext } from "./step-context.js";

export function stepTerm(context: StepContext, step: StepLine, is: Formula): Expr {
  const { terms, writer } = context;
  const from = "from" in step ? step.from.map(stepProof) : [];
  switch (step.rule) {
    case "instance":
      return instance(context, step);
    case "refl":
      return is.kind === "eq"
        ? logic("eqRefl", writer.typeOf(is.left), writer.term(is.left))
        : misshapen("no equation");
    case "symm": {
      const { left, right } = equationOf(context, step.from[0]);
      return logic("eqSymm", writer.typeOf(left), writer.term(left), writer.term(right), from[0]);
    }
    case "trans":
      return chain(context, step.from);
    case "congruence":
      return congruence(context, step, is);
    case "replace":
      return replace(context, step, is);
    case "and":
      return conjunction(context, step.from);
    case "project": {
      const given = resultOf(context, step.from[0]);
      if (given.kind !== "and") return misshapen("no conjunction");
      const sides = terms.props(given.left, given.right);
      if (step.index > 1) return misshapen("a conjunction has two sides");
      return logic(step.index === 0 ? "andLeft" : "andRight", ...sides, from[0]);
    }
    case "double-negation": {
      const given = resultOf(context, step.from[0]);
      if (given.kind !== "not" || given.body.kind !== "not") return misshapen("no double negation");
      return terms.contradiction(given.body.body, from[0]);
    }
    case "or":
      return disjunct(context, step.from[0], is);
    case "absurd":
      return terms.clash(resultOf(context, step.from[0]), from[0], from[1]);
    case "ex-falso":
      return logic("falseElim", writer.prop(is), from[0]);
    case "clash":
      return disjoint(context, step.from[0]);
    case "injectivity":
      return injective(context, step.from[0], step.index);
    case "truth":
      return logic("trueIntro");
    case "exists": {
      const shape = shapeOf(is);
      if (shape.kind !== "exists" || step.with.length !== shape.vars.length) return misshapen("no existence");
      const witnesses = step.with.map((text) => context.term(text));
      const { premise, conclusion } = instantiate(shape, witnesses);
      const parts = premise === undefined ? [conclusion] : [premise, conclusion];
      const proofs = terms.assemble(parts, from);
      return terms.introduce(shape, witnesses, premise && proofs[0], proofs[parts.length - 1]);
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

function instance(context: StepContext, step: InstanceStep): Expr {
  const { of, from } = step;
  const cited =
    typeof of === "number" ? undefined : (context.cited(of) ?? misshapen("a fact that is not known"));
  const formula = cited?.formula ?? resultOf(context, of as number);
  const head = cited === undefined ? stepProof(of as number) : global(cited.identifier);
  const sorts = (step.sorts ?? []).map((text) => context.sort(text));
  const terms = step.with.map((text) => context.term(text));
  const shape = shapeOf(formula);
  const given = [
    ...sorts.map((sort) => context.writer.sort(sort)),
    ...terms.map((term) => context.writer.term(term)),
  ];
  const { vars, premise } = shape.kind === "forall" ? shape : { vars: [], premise: undefined };
  const params = cited?.params ?? [];
  if (terms.length !== vars.length) return misshapen("not a term for each variable");
  if (sorts.length !== params.length) return misshapen("not a sort for each parameter");
  const image = new Map(terms.map((term, index) => [vars[index].name, term]));
  const sortImage = new Map(sorts.map((sort, index) => [params[index], sort]));
  const premises = premise === undefined ? [] : [substituteFormula(premise, image, sortImage)];
  return apply(head, ...given, ...context.terms.assemble(premises, from.map(stepProof)));
}

/** Nested to the left. */
function conjunction(context: StepContext, from: readonly number[]): Expr {
  if (from.length === 0) return misshapen("a parent is missing");
  const { writer } = context;
  let all = { prop: writer.prop(resultOf(context, from[0])), proof: stepProof(from[0]) };
  for (const id of from.slice(1)) {
    const prop = writer.prop(resultOf(context, id));
    const proof = logic("andIntro", all.prop, prop, all.proof, stepProof(id));
    all = { prop: logic("And", all.prop, prop), proof };
  }
  return all.proof;
}

function disjunct(context: StepContext, from: number, is: Formula): Expr {
  const shape = shapeOf(is);
  if (shape.kind !== "or") return misshapen("no disjunction");
  const isLeft = alphaText(resultOf(context, from)) === alphaText(shape.left);
  const sides = context.terms.props(shape.left, shape.right);
  return logic(isLeft ? "orInl" : "orInr", ...sides, stepProof(from));
}

// -------------------------------------------------------------------------------------------------------- scopes

function discharge(context: StepContext, step: DischargeStep, is: Formula): Expr {
  const { terms, writer } = context;
  const scopes = step.scopes.map(scopeProof);
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
        writer.prop(is),
        (proof) => apply(scopes[0], proof),
        (proof) => apply(scopes[1], terms.negation(formula, proof)),
      );
    }
    case "either": {
      const shape = shapeOf(resultOf(context, step.from[0]));
      if (shape.kind !== "or") return misshapen("no disjunction");
      const sides = terms.props(shape.left, shape.right);
      const branches = sides.map((side, index) =>
        terms.assuming(side, (proof) => apply(scopes[index], proof)),
      );
      return logic("orElim", ...sides, writer.prop(is), stepProof(step.from[0]), ...branches);
    }
    case "obtain": {
      const shape = shapeOf(resultOf(context, step.from[0]));
      if (shape.kind !== "exists") return misshapen("no existence");
      return terms.openUp(shape, stepProof(step.from[0]), writer.prop(is), (opened) => {
        const { witnesses, premise, conclusion } = opened;
        const body = instantiate(shape, witnesses);
        const premises =
          body.premise === undefined || premise === undefined ? [] : terms.takeApart(body.premise, premise);
        const names = witnesses.map((witness) => writer.term(witness));
        return apply(scopes[0], ...names, ...premises, ...terms.takeApart(body.conclusion, conclusion));
      });
    }
    default:
      return step.rule satisfies never;
  }
}

/** The scope itself, unless its assumptions are the parts of one premise. */
function generalise(context: StepContext, scope: Expr, is: Formula): Expr {
  const shape = shapeOf(is);
  if (shape.kind !== "forall") return misshapen("no implication");
  if (shape.premise?.kind !== "and") return scope;
  const { terms, writer } = context;
  const names = terms.freshFor(shape.vars);
  const { premise } = instantiate(shape, names);
  if (premise === undefined) return misshapen("no premise");
  const given = names.map((name) => writer.term(name));
  const inner = terms.assuming(writer.prop(premise), (proof) =>
    apply(scope, ...given, ...terms.takeApart(premise, proof)),
  );
  return lambda(writer.binders(names), inner);
}
