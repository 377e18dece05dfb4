/**
 * The rules of proof. A rule looks at the step's fields and at the results and closed scopes that they name, and gives
 * the step's result; where these do not determine it, it gives back the stated one after it has seen that it is right.
 *
 * Why the eigenconstants of a discharged scope cannot escape: every result is also stated, and what is stated is read
 * in the scope of the step, where their names mean nothing.
 */
import type { Rule } from "../proof/certificate.js";
import { refuse, type Clause, type Kind, type Node, type Nodes } from "./interner.js";
import { count, counts, text, texts } from "./line.js";
import type { ProofState, Scope } from "./proof-state.js";

type Apply = (state: ProofState) => Node;
type ApplyTo = (state: ProofState, parents: Nodes) => Node;

/** A rule with from `least` to `most` parents. */
function takes(least: number, most: number, apply: ApplyTo): Apply {
  return (state) => {
    const parents = state.line.take("from", counts).map((id) => state.result(id));
    const fits = parents.length >= least && parents.length <= most;
    return fits ? apply(state, parents) : refuse(`${parents.length} parents are too few or too many`);
  };
}

const RULES: Readonly<Record<Rule, Apply>> = {
  instance: takes(0, Infinity, (state, parents) => {
    const { make, line } = state;
    const of = line.take("of", (value) => text(value) || count(value));
    const sorts = line.has("sorts") ? line.take("sorts", texts) : [];
    if (typeof of === "number" && sorts.length > 0) refuse("a step has no sort parameters");
    const fact = typeof of === "number" ? state.result(of) : state.cite(of, sorts);
    const { sorts: xs, premise, conclusion } = make.clause(fact);
    const terms = readTerms(state, xs);
    checkSame(parents, make.conjuncts(make.instantiate(premise, terms)), "the parents");
    return make.instantiate(conclusion, terms);
  }),

  refl: takes(0, 0, ({ make, is }) => make.eq(sides(is)[0], sides(is)[0])),
  symm: takes(1, 1, ({ make }, [equation]) => make.eq(sides(equation)[1], sides(equation)[0])),
  trans: takes(1, Infinity, ({ make }, parents) => {
    const [[start, middle], ...links] = parents.map(sides);
    let end = middle;
    for (const [from, to] of links) {
      if (from !== end) refuse("an equation does not begin where the one before it ends");
      end = to;
    }
    return make.eq(start, end);
  }),
  congruence: takes(0, Infinity, (state, links) => {
    const left = expect(sides(state.is)[0], "app");
    return state.make.eq(left, rewritten(state, left, links));
  }),
  replace: takes(1, Infinity, (state, [literal, ...links]) => {
    const atom = literal.kind === "not" ? negated(literal) : literal;
    if (atom.kind !== "eq" && atom.kind !== "atom") refuse("the first parent is not a literal");
    const result = rewritten(state, atom, links);
    return literal.kind === "not" ? state.make.not(result) : result;
  }),

  truth: takes(0, 0, ({ make }) => make.true),
  and: takes(1, Infinity, ({ make }, parents) => parents.reduce((left, right) => make.and(left, right))),
  project: takes(1, 1, ({ line }, [both]) => {
    return expect(both, "and").kids.at(line.take("index", count)) ?? refuse("the index is neither 0 nor 1");
  }),
  "double-negation": takes(1, 1, (_, [formula]) => negated(negated(formula))),
  or: takes(1, 1, ({ is }, [side]) => {
    return disjuncts(is).includes(side) ? is : refuse("the parent is on neither side");
  }),
  absurd: takes(2, 2, ({ make }, [holds, fails]) => {
    return fails === make.not(holds) ? make.false : refuse("the second parent does not negate the first");
  }),
  "ex-falso": takes(1, 1, ({ make, is }, [parent]) => {
    return parent === make.false ? is : refuse("false is expected");
  }),
  exists: takes(0, Infinity, (state, parents) => {
    const binder = existence(state, state.is);
    checkSame(parents, bodyAt(state, binder, readTerms(state, binder.sorts)), "the parents");
    return state.is;
  }),

  clash: takes(1, 1, (state, [equation]) => {
    const [left, right] = constructorSides(state, equation);
    return left.head === right.head ? refuse("the constructors are the same") : state.make.false;
  }),
  injectivity: takes(1, 1, (state, [equation]) => {
    const [left, right] = constructorSides(state, equation);
    if (left.head !== right.head) refuse("the constructors are different");
    const [a, b] = [left, right].map((side) => termsOf(side).at(state.line.take("index", count)));
    return a && b ? state.make.eq(a, b) : refuse("the constructor has no such argument");
  }),
  cases: (state) => {
    const { make, reader, line, is } = state;
    const on = reader.read("term", line.take("on", text));
    for (const { scope, value } of branches(state, on.sort)) checkScope(scope, [make.eq(on, value)], is);
    return is;
  },
  induction: (state) => {
    const binder = state.make.clause(expect(state.is, "imp"));
    const variable = state.line.take("variable", count);
    const sort = binder.sorts.at(variable);
    for (const { scope, value } of branches(state, sort)) {
      const smaller = scope.eigens.filter((eigen) => eigen.sort === sort);
      const hypotheses = smaller.map((eigen) => motive(state, binder, variable, eigen));
      checkScope(scope, hypotheses, motive(state, binder, variable, value));
    }
    return state.is;
  },

  generalise: takes(0, 0, (state) => {
    const { make, is } = state;
    const { sorts, premise, conclusion } = make.clause(expect(is, "imp"));
    const [scope] = state.closedScopes(1);
    const eigens = eigensOf(scope, sorts);
    const assumed = make.conjuncts(make.instantiate(premise, eigens));
    checkScope(scope, assumed, make.instantiate(conclusion, eigens));
    return is;
  }),
  refute: takes(0, 0, (state) => assuming(state, [negated(state.is)], state.make.false)),
  contradiction: takes(0, 0, (state) => assuming(state, [state.make.not(state.is)], state.make.false)),
  "excluded-middle": takes(0, 0, (state) => {
    const formula = state.closedScopes(2)[0].assumptions.at(0) ?? refuse("the first scope assumes nothing");
    return assuming(state, [formula, state.make.not(formula)], state.is);
  }),
  either: takes(1, 1, (state, [parent]) => assuming(state, disjuncts(parent), state.is)),
  obtain: takes(1, 1, (state, [parent]) => {
    const binder = existence(state, parent);
    const [scope] = state.closedScopes(1);
    checkScope(scope, bodyAt(state, binder, eigensOf(scope, binder.sorts)), state.is);
    return state.is;
  }),
};
export const ruleNamed: ReadonlyMap<string, Apply> = new Map(Object.entries(RULES));

function expect(node: Node, kind: Kind): Node {
  return node.kind === kind ? node : refuse(`${kind} is expected, not ${node.kind}`);
}
const sides = (equation: Node): Nodes => expect(equation, "eq").kids;
const negated = (formula: Node): Node => expect(formula, "not").kids[0];
/** A and B of `!(&!A!B)`. */
const disjuncts = (formula: Node): Nodes => expect(negated(formula), "and").kids.map(negated);
/** Arguments of a symbol, without its sorts; sides of an equation. */
const termsOf = (node: Node): Nodes => node.kids.filter(({ sort }) => sort !== undefined);

/** Of `!(>[xs]P!Q)`: its xs, P and Q. */
function existence({ make }: ProofState, formula: Node): Clause {
  const clause = make.clause(expect(negated(formula), "imp"));
  return { ...clause, conclusion: negated(clause.conclusion) };
}
/** The conjuncts of P and then those of Q, with the `terms` for xs. */
function bodyAt({ make }: ProofState, { premise, conclusion }: Clause, terms: Nodes): Nodes {
  return [premise, conclusion].flatMap((part) => make.conjuncts(make.instantiate(part, terms)));
}
/** `(>[xs]PQ)` with `term` for the variable at this position, which is no longer bound. */
function motive({ make }: ProofState, binder: Clause, variable: number, term: Node): Node {
  const sorts = binder.sorts.toSpliced(variable, 1);
  const others = sorts.map((sort, index) => make.bound(sorts.length - 1 - index, sort));
  const images = others.toSpliced(variable, 0, term);
  const premise = make.instantiate(binder.premise, images);
  const conclusion = make.instantiate(binder.conclusion, images);
  const alone = sorts.length === 0 && premise === make.true;
  return alone ? conclusion : make.node("imp", [...sorts, premise, conclusion]);
}

// --------------------------------------------------------------------------------------------- what rules ask for

function checkSame(found: Nodes, wanted: Nodes, what: string): void {
  const same = found.length === wanted.length && found.every((node, index) => node === wanted[index]);
  if (!same) refuse(`${what} are not what the rule asks for, in order`);
}
/** The terms, which must be of these sorts. */
function ofSorts(terms: Nodes, sorts: Nodes, what: string): Nodes {
  if (terms.length !== sorts.length) refuse(`${sorts.length} ${what} are expected, not ${terms.length}`);
  const wrong = terms.findIndex(({ sort }, index) => sort !== sorts[index]);
  return wrong < 0 ? terms : refuse(`number ${wrong} of the ${what} is of a wrong sort`);
}
/** What `with` lists. */
function readTerms({ line, reader }: ProofState, sorts: Nodes): Nodes {
  const terms = line.take("with", texts).map((term) => reader.read("term", term));
  return ofSorts(terms, sorts, "terms");
}

/** `before` with the right side of each equation for its left side, which is the argument at its position of `at`. */
function rewritten({ make, line }: ProofState, before: Node, links: Nodes): Node {
  const at = line.take("at", counts);
  if (links.length !== at.length) refuse(`${at.length} equations are expected, not ${links.length}`);
  const kids = [...before.kids];
  const sortCount = kids.length - termsOf(before).length;
  at.forEach((position, index) => {
    const [from, to] = sides(links[index]);
    if (index > 0 && position <= at[index - 1]) refuse("the positions do not rise");
    if (kids[sortCount + position] !== from) refuse(`the equation for position ${position} is not about it`);
    kids[sortCount + position] = to;
  });
  return make.node(before.kind, kids, before.head, before.sort);
}

function constructorSides({ theory }: ProofState, equation: Node): Nodes {
  for (const { kind, head } of sides(equation)) {
    const symbol = kind === "app" ? theory.signature.symbols.get(String(head)) : undefined;
    if (symbol?.kind !== "constructor") refuse("a side is not a constructor's application");
  }
  return equation.kids;
}

const eigensOf = (scope: Scope, sorts: Nodes): Nodes => ofSorts(scope.eigens, sorts, "eigenconstants");
function checkScope({ id, assumptions, proves }: Scope, assumed: Nodes, proved: Node): void {
  checkSame(assumptions, assumed, `the assumptions of scope ${id}`);
  if (proves !== proved) refuse(`scope ${id} does not prove what the rule asks for`);
}
/** The stated result, from a scope for each of the formulas that assumes it and nothing else and proves `proved`. */
function assuming(state: ProofState, formulas: Nodes, proved: Node): Node {
  state.closedScopes(formulas.length).forEach((scope, index) => {
    eigensOf(scope, []);
    checkScope(scope, [formulas[index]], proved);
  });
  return state.is;
}

/** For each constructor of the inductive sort, in order, the scope and the constructor applied to its eigenconstants. */
function branches(state: ProofState, sort: Node | undefined): readonly { scope: Scope; value: Node }[] {
  const { make, theory } = state;
  const declaration = sort?.kind === "sort" ? theory.signature.sorts.get(String(sort.head)) : undefined;
  if (sort === undefined || declaration?.inductive !== true) return refuse("the sort is not inductive");
  return state.closedScopes(declaration.constructors.length).map((scope, index) => {
    const { name, args } = declaration.constructors[index];
    const sorts = args.map((arg) => make.substituteSorts(arg, sort.kids));
    const eigens = eigensOf(scope, sorts);
    return { scope, value: make.node("app", [...sort.kids, ...eigens], name, sort) };
  });
}
