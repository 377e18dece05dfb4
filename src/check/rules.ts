/**
 * The rules of proof. A rule looks at earlier results and closed scopes, and gives the step's result; where these do not
 * determine it, the rule gives back the stated one after it has seen that it is a right one.
 *
 * Why the eigenconstants of a discharged scope cannot escape: a stated result is read in the scope of the step, where
 * their names mean nothing; and a rule that takes its result from its scopes checks that it does not mention them.
 */
import type {
  CasesStep,
  CongruenceStep,
  DischargeStep,
  InductionStep,
  InstanceStep,
  StepLine,
  WitnessStep,
} from "../proof/certificate.js";
import { refuse, sameNodes, type Interner, type Kind, type Node } from "./interner.js";
import type { ClosedScope, ProofState } from "./proof-state.js";

/** The result of `step`, whose stated result is `stated`. */
export function resultOf(state: ProofState, step: StepLine, stated: Node): Node {
  const { interner } = state;
  switch (step.rule) {
    case "instance":
      return instance(state, step);
    case "refl":
      state.parents(step.from, 0);
      return interner.eq(expect(stated, "eq").kids[0], stated.kids[0]);
    case "symm": {
      const [left, right] = expect(state.parents(step.from, 1)[0], "eq").kids;
      return interner.eq(right, left);
    }
    case "trans":
      return trans(interner, state.parents(step.from));
    case "congruence": {
      const [left, right] = expect(stated, "eq").kids;
      checkArguments(state, step, step.from, expect(left, "app"), right);
      return stated;
    }
    case "replace":
      return replace(state, step, stated);
    case "and":
      if (step.from.length === 0) refuse("a parent is missing");
      return state.parents(step.from).reduce((left, right) => interner.and(left, right));
    case "project":
      if (step.index > 1) refuse("the index is neither 0 nor 1");
      return expect(state.parents(step.from, 1)[0], "and").kids[step.index];
    case "double-negation":
      return negated(negated(state.parents(step.from, 1)[0]));
    case "or":
      if (!disjuncts(stated).includes(state.parents(step.from, 1)[0])) refuse("the parent is on neither side");
      return stated;
    case "absurd": {
      const [positive, negative] = state.parents(step.from, 2);
      if (negative !== interner.not(positive)) refuse("the second parent is not the negation of the first");
      return interner.false;
    }
    case "ex-falso":
      expect(state.parents(step.from, 1)[0], "false");
      return stated;
    case "clash": {
      const [left, right] = constructorSides(state, step.from);
      if (left.head === right.head) refuse("both sides have the same constructor");
      return interner.false;
    }
    case "injectivity": {
      const [left, right] = constructorSides(state, step.from);
      const { arity, args } = state.theory.signature.symbols[left.head];
      if (left.head !== right.head) refuse("the sides have different constructors");
      if (step.index >= args.length) refuse("the constructor has no such argument");
      return interner.eq(left.kids[arity + step.index], right.kids[arity + step.index]);
    }
    case "truth":
      state.parents(step.from, 0);
      return interner.true;
    case "exists":
      return exists(state, step, stated);
    case "generalise":
    case "refute":
    case "contradiction":
    case "excluded-middle":
    case "either":
    case "obtain":
      return discharge(state, step, stated);
    case "cases":
      return cases(state, step);
    case "induction":
      return induction(state, step, stated);
    default:
      return step satisfies never;
  }
}

// ------------------------------------------------------------------------------------------------ parts of formulas

const KIND_NAMES: Readonly<Partial<Record<Kind, string>>> = {
  app: "an application",
  eq: "an equation",
  not: "a negation",
  and: "a conjunction",
  imp: "an implication",
  false: "false",
};

function expect(node: Node, kind: Kind): Node {
  if (node.kind !== kind) refuse(`${KIND_NAMES[kind] ?? kind} is expected`);
  return node;
}

function negated(formula: Node): Node {
  return expect(formula, "not").kids[0];
}

/** A and B of `!(&!A!B)`. */
function disjuncts(formula: Node): readonly Node[] {
  return expect(negated(formula), "and").kids.map(negated);
}

interface Binder {
  readonly sorts: readonly Node[];
  readonly premise: Node;
  readonly conclusion: Node;
}

/** Of `(>[xs]PQ)`. */
function binderOf(formula: Node): Binder {
  const { kids, head } = expect(formula, "imp");
  return { sorts: kids.slice(0, head), premise: kids[head], conclusion: kids[head + 1] };
}

/** Of `!(>[xs]P!Q)`: its xs, P and Q. */
function existence(formula: Node): Binder {
  const binder = binderOf(negated(formula));
  return { ...binder, conclusion: negated(binder.conclusion) };
}

/** The conjuncts of P and then those of Q, for xs the `terms`. */
function witnessed(interner: Interner, binder: Binder, terms: readonly Node[]): readonly Node[] {
  const premises = interner.conjuncts(interner.instantiate(binder.premise, terms));
  return interner.conjuncts(interner.instantiate(binder.conclusion, terms), premises);
}

function checkSorts(terms: readonly Node[], sorts: readonly Node[], what: string): void {
  if (terms.length !== sorts.length) refuse(`${sorts.length} ${what} are expected, not ${terms.length}`);
  const wrong = terms.findIndex((term, index) => term.sort !== sorts[index]);
  if (wrong >= 0) refuse(`number ${wrong} of the ${what} is of a wrong sort`);
}

function readTerms(state: ProofState, texts: readonly string[], sorts: readonly Node[]): readonly Node[] {
  const terms = texts.map((text) => state.reader.readTerm(text));
  checkSorts(terms, sorts, "terms");
  return terms;
}

// ------------------------------------------------------------------------------------- rules that discharge nothing

function instance(state: ProofState, step: InstanceStep): Node {
  const { interner } = state;
  const { of, sorts = [] } = step;
  if (typeof of === "number" && sorts.length > 0) refuse("a step has no sort parameters");
  const fact = typeof of === "number" ? state.result(of) : state.cite(of, sorts);
  if (fact.kind !== "imp") {
    if (step.with.length + step.from.length > 0) refuse("only an implication takes terms and premises");
    return fact;
  }
  const binder = binderOf(fact);
  const terms = readTerms(state, step.with, binder.sorts);
  const premises = interner.conjuncts(interner.instantiate(binder.premise, terms));
  if (!sameNodes(state.parents(step.from, premises.length), premises)) refuse("the parents are not the premises in order");
  return interner.instantiate(binder.conclusion, terms);
}

function trans(interner: Interner, links: readonly Node[]): Node {
  if (links.length === 0) refuse("a parent is missing");
  links.forEach((link, index) => {
    const start = index === 0 ? expect(link, "eq").kids[0] : links[index - 1].kids[1];
    if (expect(link, "eq").kids[0] !== start) refuse(`equation ${index} does not begin where the one before it ends`);
  });
  return interner.eq(links[0].kids[0], links[links.length - 1].kids[1]);
}

function replace(state: ProofState, step: CongruenceStep, stated: Node): Node {
  if (step.from.length === 0) refuse("a parent is missing");
  const literal = state.result(step.from[0]);
  const [before, after] = literal.kind === "not" ? [negated(literal), negated(stated)] : [literal, stated];
  if (before.kind !== "eq" && before.kind !== "atom") refuse("the first parent is not a literal");
  checkArguments(state, step, step.from.slice(1), before, after);
  return stated;
}

/** Checks that the equations `from` turn `before` into `after` at the argument positions `step.at`. */
function checkArguments(state: ProofState, step: CongruenceStep, from: readonly number[], before: Node, after: Node): void {
  if (before.kind !== after.kind || before.head !== after.head) refuse("the symbols differ");
  const links = state.parents(from, step.at.length);
  const first = before.kind === "eq" ? 0 : state.theory.signature.symbols[before.head].arity;
  let next = 0;
  before.kids.forEach((kid, index) => {
    const position = index - first;
    if (step.at[next] === position) {
      const link = state.interner.eq(kid, after.kids[index]);
      if (links[next++] !== link) refuse(`the parent for position ${position} is not its equation`);
    } else if (kid !== after.kids[index]) {
      refuse(position < 0 ? "the sorts differ" : `position ${position} differs without a parent`);
    }
  });
  if (next < links.length) refuse("the positions are not argument positions in rising order");
}

/** The sides of the one parent, which must both be constructors' applications. */
function constructorSides(state: ProofState, from: readonly number[]): readonly Node[] {
  const sides = expect(state.parents(from, 1)[0], "eq").kids;
  const { symbols } = state.theory.signature;
  for (const { kind, head } of sides) {
    if (kind !== "app" || symbols[head].kind !== "constructor") refuse("a side is not a constructor's application");
  }
  return sides;
}

function exists(state: ProofState, step: WitnessStep, stated: Node): Node {
  const binder = existence(stated);
  const body = witnessed(state.interner, binder, readTerms(state, step.with, binder.sorts));
  if (!sameNodes(state.parents(step.from, body.length), body)) refuse("the parents are not the body's conjuncts in order");
  return stated;
}

// ----------------------------------------------------------------------------------------- rules that discharge scopes

function discharge(state: ProofState, step: DischargeStep, stated: Node): Node {
  const { interner } = state;
  const given = state.parents(step.from, step.rule === "either" || step.rule === "obtain" ? 1 : 0);
  const scopes = state.discharged(step.scopes, step.rule === "excluded-middle" || step.rule === "either" ? 2 : 1);
  const [scope] = scopes;
  switch (step.rule) {
    case "generalise": {
      const { sorts, premise, conclusion } = binderOf(stated);
      const assumptions = interner.conjuncts(interner.instantiate(premise, scope.eigens, 0));
      checkScope(scope, sorts, assumptions, interner.instantiate(conclusion, scope.eigens));
      return stated;
    }
    case "refute":
      checkScope(scope, [], [scope.assumptions[0]], interner.false);
      return interner.not(scope.assumptions[0]);
    case "contradiction":
      checkScope(scope, [], [scope.assumptions[0]], interner.false);
      return negated(scope.assumptions[0]);
    case "excluded-middle": {
      const assumed = scope.assumptions[0];
      return common(scopes, [[], []], [[assumed], [interner.not(assumed)]]);
    }
    case "either":
      return common(scopes, [[], []], disjuncts(given[0]).map((side) => [side]));
    case "obtain": {
      const binder = existence(given[0]);
      return common(scopes, [binder.sorts], [witnessed(interner, binder, scope.eigens)]);
    }
    default:
      return step.rule satisfies never;
  }
}
