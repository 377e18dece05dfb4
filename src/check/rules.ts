/**
 * The rules of proof. A rule looks at earlier results and closed scopes, and gives the step's result; where these do not
 * determine it, the rule gives back the stated one after it has seen that it is a right one.
 *
 * Why the eigenconstants of a discharged scope cannot escape: a stated result is read in the scope of the step, where
 * their names mean nothing; and a rule that takes its result from its scopes checks that it does not mention them.
 */
import type {
  CasesStep,
  DischargeStep,
  InductionStep,
  InstanceStep,
  StepLine,
} from "../proof/certificate.js";
import { refuse, sameNodes, type Interner, type Kind, type Node } from "./interner.js";
import type { SymbolDeclaration } from "./core-reader.js";
import { table } from "./lines.js";
import type { ClosedScope, ProofState } from "./proof-state.js";

/** Number of parents of a rule; one that is not here says itself how many it takes. */
const PARENTS = table([
  ["refl truth generalise refute contradiction excluded-middle", 0],
  ["symm project double-negation or ex-falso clash injectivity either obtain", 1],
  ["absurd", 2],
]);

/** The result of `step`, whose stated result is `stated`. */
export function resultOf(state: ProofState, step: StepLine, stated: Node): Node {
  const { interner } = state;
  const given = "from" in step ? state.parents(step.from, PARENTS.get(step.rule)) : [];
  switch (step.rule) {
    case "instance":
      return instance(state, step, given);
    case "refl":
      return interner.eq(expect(stated, "eq").kids[0], stated.kids[0]);
    case "symm": {
      const [left, right] = expect(given[0], "eq").kids;
      return interner.eq(right, left);
    }
    case "trans":
      return trans(interner, given);
    case "congruence": {
      const [left, right] = expect(stated, "eq").kids;
      checkArguments(state, step.at, given, expect(left, "app"), right);
      return stated;
    }
    case "replace": {
      const literal = first(given);
      const [before, after] = literal.kind === "not" ? [literal, stated].map(negated) : [literal, stated];
      if (before.kind !== "eq" && before.kind !== "atom") refuse("the first parent is not a literal");
      checkArguments(state, step.at, given.slice(1), before, after);
      return stated;
    }
    case "and":
      return given.slice(1).reduce((left, right) => interner.and(left, right), first(given));
    case "project":
      if (step.index > 1) refuse("the index is neither 0 nor 1");
      return expect(given[0], "and").kids[step.index];
    case "double-negation":
      return negated(negated(given[0]));
    case "or":
      if (!disjuncts(stated).includes(given[0])) refuse("the parent is on neither side");
      return stated;
    case "absurd":
      if (given[1] !== interner.not(given[0])) refuse("the second parent is not the negation of the first");
      return interner.false;
    case "ex-falso":
      expect(given[0], "false");
      return stated;
    case "clash": {
      const [left, right] = constructorSides(state, given[0]);
      if (left.head === right.head) refuse("both sides have the same constructor");
      return interner.false;
    }
    case "injectivity": {
      const [left, right] = constructorSides(state, given[0]);
      const { arity, args } = state.theory.signature.symbols[left.head];
      if (left.head !== right.head) refuse("the sides have different constructors");
      if (step.index >= args.length) refuse("the constructor has no such argument");
      return interner.eq(left.kids[arity + step.index], right.kids[arity + step.index]);
    }
    case "truth":
      return interner.true;
    case "exists": {
      const binder = existence(stated);
      const body = witnessed(interner, binder, readTerms(state, step.with, binder.sorts));
      checkParents(given, body, "the parents are not the body's conjuncts in order");
      return stated;
    }
    case "cases":
      return cases(state, step);
    case "induction":
      return induction(state, step, stated);
    case "generalise":
    case "refute":
    case "contradiction":
    case "excluded-middle":
    case "either":
    case "obtain":
      return discharge(state, step, given, stated);
    default:
      return step satisfies never;
  }
}

// ------------------------------------------------------------------------------------------------ parts of formulas

function expect(node: Node, kind: Kind): Node {
  if (node.kind !== kind) refuse(`${kind} is expected, not ${node.kind}`);
  return node;
}

function first(given: readonly Node[]): Node {
  return given.length > 0 ? given[0] : refuse("a parent is missing");
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

function checkParents(given: readonly Node[], wanted: readonly Node[], complaint: string): void {
  if (given.length !== wanted.length)
    refuse(`the rule has ${wanted.length} parents here, not ${given.length}`);
  if (!sameNodes(given, wanted)) refuse(complaint);
}

// ------------------------------------------------------------------------------------- rules that discharge nothing

function instance(state: ProofState, step: InstanceStep, given: readonly Node[]): Node {
  const { interner } = state;
  const { of, sorts = [] } = step;
  if (typeof of === "number" && sorts.length > 0) refuse("a step has no sort parameters");
  const fact = typeof of === "number" ? state.result(of) : state.cite(of, sorts);
  if (fact.kind !== "imp") {
    if (step.with.length + given.length > 0) refuse("only an implication takes terms and premises");
    return fact;
  }
  const binder = binderOf(fact);
  const terms = readTerms(state, step.with, binder.sorts);
  const premises = interner.conjuncts(interner.instantiate(binder.premise, terms));
  checkParents(given, premises, "the parents are not the premises in order");
  return interner.instantiate(binder.conclusion, terms);
}

function trans(interner: Interner, links: readonly Node[]): Node {
  const [start, ...ends] = [expect(first(links), "eq").kids[0], ...links.map((link) => link.kids[1])];
  links.forEach((link, index) => {
    if (expect(link, "eq").kids[0] !== (index === 0 ? start : ends[index - 1]))
      refuse(`equation ${index} does not begin where the one before it ends`);
  });
  return interner.eq(start, ends[ends.length - 1]);
}

/** Checks that the equations `links` turn `before` into `after` at the argument positions `at`. */
function checkArguments(
  state: ProofState,
  at: readonly number[],
  links: readonly Node[],
  before: Node,
  after: Node,
): void {
  if (before.kind !== after.kind || before.head !== after.head) refuse("the symbols differ");
  if (links.length !== at.length) refuse(`the rule has ${at.length} parents here, not ${links.length}`);
  const sorts = before.kind === "eq" ? 0 : state.theory.signature.symbols[before.head].arity;
  let next = 0;
  before.kids.forEach((kid, index) => {
    const position = index - sorts;
    if (at[next] === position) {
      const link = state.interner.eq(kid, after.kids[index]);
      if (links[next++] !== link) refuse(`the parent for position ${position} is not its equation`);
    } else if (kid !== after.kids[index]) {
      refuse(position < 0 ? "the sorts differ" : `position ${position} differs without a parent`);
    }
  });
  if (next < links.length) refuse("the positions are not argument positions in rising order");
}

/** The sides of the equation, which must both be constructors' applications. */
function constructorSides(state: ProofState, equation: Node): readonly Node[] {
  const sides = expect(equation, "eq").kids;
  const { symbols } = state.theory.signature;
  for (const { kind, head } of sides) {
    if (kind !== "app" || symbols[head].kind !== "constructor")
      refuse("a side is not a constructor's application");
  }
  return sides;
}

// ----------------------------------------------------------------------------------------- rules that discharge scopes

function discharge(state: ProofState, step: DischargeStep, given: readonly Node[], stated: Node): Node {
  const { interner } = state;
  const scopeCount = step.rule === "excluded-middle" || step.rule === "either" ? 2 : 1;
  const scopes = state.discharged(step.scopes, scopeCount);
  const [scope] = scopes;
  switch (step.rule) {
    case "generalise": {
      const { sorts, premise, conclusion } = binderOf(stated);
      checkSorts(scope.eigens, sorts, "eigenconstants");
      checkAssumptions(scope, interner.conjuncts(interner.instantiate(premise, scope.eigens)));
      checkProves(scope, interner.instantiate(conclusion, scope.eigens));
      return stated;
    }
    case "refute":
      checkProves(scope, interner.false);
      return interner.not(soleAssumption(scope));
    case "contradiction":
      checkProves(scope, interner.false);
      return negated(soleAssumption(scope));
    case "excluded-middle": {
      const [holds, fails] = scopes.map(soleAssumption);
      if (fails !== interner.not(holds))
        refuse("the second scope does not assume the negation of the first one's");
      return commonResult(scopes);
    }
    case "either":
      if (!sameNodes(scopes.map(soleAssumption), disjuncts(given[0])))
        refuse("the scopes do not assume the two sides");
      return commonResult(scopes);
    case "obtain": {
      const binder = existence(given[0]);
      checkSorts(scope.eigens, binder.sorts, "eigenconstants");
      checkAssumptions(scope, witnessed(interner, binder, scope.eigens));
      return commonResult(scopes);
    }
    default:
      return step.rule satisfies never;
  }
}

function checkAssumptions(scope: ClosedScope, expected: readonly Node[]): void {
  if (!sameNodes(scope.assumptions, expected))
    refuse(`scope ${scope.id} does not assume what the rule asks for`);
}

function checkProves(scope: ClosedScope, expected: Node): void {
  if (scope.proves !== expected) refuse(`scope ${scope.id} does not prove what the rule asks for`);
}

/** The one assumption of a scope without eigenconstants. */
function soleAssumption({ id, eigens, assumptions }: ClosedScope): Node {
  if (eigens.length > 0 || assumptions.length !== 1)
    refuse(`scope ${id} has not one assumption and nothing else`);
  return assumptions[0];
}

/** What all the scopes prove, which mentions none of their eigenconstants. */
function commonResult(scopes: readonly ClosedScope[]): Node {
  const result = scopes[0].proves;
  for (const { id, proves, firstEigen } of scopes) {
    if (proves !== result) refuse("the scopes prove different results");
    if (proves.eigen > firstEigen) refuse(`the result mentions an eigenconstant of scope ${id}`);
  }
  return result;
}

/** A scope for one constructor of an inductive sort; `value` is the constructor applied to its eigenconstants. */
interface Branch {
  readonly scope: ClosedScope;
  readonly constructor: SymbolDeclaration;
  readonly value: Node;
}

/** Of each constructor, in order, the scope: its eigenconstants are of the arguments' sorts. */
function branches(state: ProofState, sort: Node, ids: readonly number[]): readonly Branch[] {
  const { interner, theory } = state;
  const declaration = sort.kind === "sort" ? theory.signature.sorts[sort.head] : undefined;
  if (declaration?.inductive !== true) return refuse("the sort is not inductive");
  const scopes = state.discharged(ids, declaration.constructors.length);
  return declaration.constructors.map((constructor, index) => {
    const scope = scopes[index];
    const sorts = constructor.args.map((arg) => interner.substituteSorts(arg, sort.kids));
    checkSorts(scope.eigens, sorts, "eigenconstants");
    const value = interner.node("app", constructor.id, [...sort.kids, ...scope.eigens], sort);
    return { scope, constructor, value };
  });
}

function cases(state: ProofState, step: CasesStep): Node {
  const on = state.reader.readTerm(step.on);
  if (on.sort === undefined) return refuse("a term is expected");
  const all = branches(state, on.sort, step.scopes);
  for (const { scope, value } of all) checkAssumptions(scope, [state.interner.eq(on, value)]);
  return commonResult(all.map(({ scope }) => scope));
}

function induction(state: ProofState, step: InductionStep, stated: Node): Node {
  const { interner } = state;
  const binder = binderOf(stated);
  if (step.variable >= binder.sorts.length) refuse("the formula binds no such variable");
  for (const { scope, constructor, value } of branches(state, binder.sorts[step.variable], step.scopes)) {
    const smaller = scope.eigens.filter((_, index) => constructor.args[index] === constructor.result);
    const hypotheses = smaller.map((eigen) => motive(interner, binder, step.variable, eigen));
    checkAssumptions(scope, hypotheses);
    checkProves(scope, motive(interner, binder, step.variable, value));
  }
  return stated;
}

/** The formula with its `variable`-th bound variable replaced by `term` and no longer bound. */
function motive(interner: Interner, binder: Binder, variable: number, term: Node): Node {
  const sorts = binder.sorts.toSpliced(variable, 1);
  const others = sorts.map((sort, index) => interner.bound(sorts.length - 1 - index, sort));
  const images = others.toSpliced(variable, 0, term);
  const premise = interner.instantiate(binder.premise, images);
  const conclusion = interner.instantiate(binder.conclusion, images);
  return sorts.length === 0 && premise === interner.true
    ? conclusion
    : interner.imp(sorts, premise, conclusion);
}
