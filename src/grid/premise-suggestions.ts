/**
 * Lemmas that let a hypothesis be used: where one waits for p(t) and the block knows p(u), that the one gives the other;
 * where the hypothesis waits for an equation t = k and u = k is known, that t is u. A hypothesis waits where it bounds
 * what it is about (compile/bounded.ts), and where its conclusion is the goal. Free constants become variables.
 */
import type { Program } from "../compile/program.js";
import {
  collectFreeVars,
  conjuncts,
  eq,
  forall,
  substituteFormula,
  TRUE,
  type Formula,
} from "../logic/formula.js";
import { alphaText } from "../logic/rename.js";
import { app, collectVars, matchTerm, type Term, type Var } from "../logic/term.js";
import type { Block } from "./block.js";
import { TRUE_NODE } from "./egraph.js";
import { Explainer } from "./explain.js";
import { SmallTerms } from "./small-terms.js";
import { isNormal, replaceTerms, sharedImages, type Images } from "./suggestions.js";

/** Known literals that are looked at for one that is wanted. */
const KNOWN_LIMIT = 4;
/** Terms of a side of the goal that are matched with what hypotheses conclude. */
const GOAL_FORMS = 3;

/** Adds the block's suggestions, by their text up to renaming. */
export function suggestPremises(block: Block, program: Program, into: Map<string, Formula>): void {
  const terms = new SmallTerms(block, program.recursion);
  const explainer = new Explainer(block);
  for (const literal of [...boundsAsked(block, explainer), ...premisesAsked(block, terms)]) {
    if (explainer.holds(literal)) continue;
    for (const known of knownLike(literal, block, terms)) {
      const formula = consequence(known, inSmallTerms(literal, block, terms), block);
      if (isNormal(formula, program)) into.set(alphaText(formula), formula);
    }
  }
}

/** Whether some hypothesis bounds what it is about. */
export function hasBounds(block: Block): boolean {
  return block.conditions.some((application) => block.ruleOf(application).origin.kind === "hypothesis");
}

/** The bounds that hypotheses ask for. */
function boundsAsked(block: Block, explainer: Explainer): Formula[] {
  return block.conditions.flatMap((application) => {
    const { conclusion, origin } = block.ruleOf(application);
    if (conclusion.kind !== "condition" || origin.kind !== "hypothesis") return [];
    return conclusion.literals.map((literal) => explainer.instance(literal, application));
  });
}

/** Premises of general hypotheses whose conclusion is the goal, in terms that the block knows to equal its sides. */
function premisesAsked(block: Block, terms: SmallTerms): Formula[] {
  const goals = goalForms(block, terms);
  return block.hypotheses
    .flatMap((hypothesis) => conjuncts(hypothesis.is))
    .flatMap((is) => {
      if (is.kind !== "imp" || is.vars.length === 0) return [];
      const premises = conjuncts(is.premise).filter(({ kind }) => kind === "eq" || kind === "atom");
      if (premises.length === 0) return [];
      const general = new Set(is.vars.map(({ name }) => name));
      const constants = block.eigens.filter(({ name }) => !general.has(name));
      return goals.flatMap((goal) => {
        const images = new Map<string, Term>(constants.map((v) => [v.name, v]));
        const isGoal = goal.kind === is.conclusion.kind && matches(is.conclusion, goal, images);
        if (!isGoal || !is.vars.every(({ name }) => images.has(name))) return [];
        return premises.map((premise) => substituteFormula(premise, images));
      });
    });
}

/** The goal in small terms of its sides, or of its arguments. */
function goalForms(block: Block, terms: SmallTerms): Formula[] {
  const { goal } = block;
  const head = headOf(goal);
  const node = head === undefined ? undefined : block.nodeOf(head);
  if (node === undefined) return [];
  if (goal.kind !== "eq") {
    const term = terms.ofNode(node);
    return term === undefined ? [] : [withHead(goal, term)];
  }
  const other = block.nodeOf(goal.right);
  const rights = other === undefined ? [] : terms.of(other, GOAL_FORMS);
  return terms.of(node, GOAL_FORMS).flatMap((left) => rights.map((right) => eq(left, right)));
}

function matches(pattern: Formula, literal: Formula, images: Map<string, Term>): boolean {
  const [head, other] = [pattern, literal].map(headOf);
  if (head === undefined || other === undefined || !matchTerm(head, other, images)) return false;
  return pattern.kind !== "eq" || literal.kind !== "eq" || matchTerm(pattern.right, literal.right, images);
}

/** The literal about the smallest term that the block knows to equal what it says something of. */
function inSmallTerms(literal: Formula, block: Block, terms: SmallTerms): Formula {
  const head = headOf(literal);
  const node = head === undefined ? undefined : block.nodeOf(head);
  if (head?.kind !== "app" || node === undefined) return literal;
  const alike = terms.of(node).find((term) => term.kind === "app" && term.symbol === head.symbol);
  return withHead(literal, alike ?? terms.ofNode(node) ?? head);
}

/** What the block knows to hold like the literal, of other terms. */
function knownLike(literal: Formula, block: Block, terms: SmallTerms): Formula[] {
  const { graph } = block;
  const head = headOf(literal);
  const value = literal.kind === "eq" ? block.nodeOf(literal.right) : TRUE_NODE;
  if (head?.kind !== "app" || value === undefined) return [];
  const symbol = block.symbols.symbol(head.symbol, head.sorts);
  const own = block.nodeOf(head);
  const found = new Map<string, Formula>();
  for (let other = 0; other < graph.count && found.size < KNOWN_LIMIT; other++) {
    const isLike = graph.symbol[other] === symbol && graph.dead[other] === 0;
    if (!isLike || other === own || !graph.sameClass(other, value)) continue;
    const term = terms.ofNode(other);
    if (term === undefined || !shareConstants(term, literal)) continue;
    const known = withHead(literal, term);
    found.set(alphaText(known), known);
  }
  return [...found.values()];
}

/** What the literal says something of: the left side of an equation, or the atom as a term. */
function headOf(literal: Formula): Term | undefined {
  if (literal.kind === "eq") return literal.left;
  return literal.kind === "atom" ? app(literal.predicate, literal.args, literal.sorts) : undefined;
}

/** The same said of another term. */
function withHead(literal: Formula, head: Term): Formula {
  if (literal.kind === "eq") return eq(head, literal.right);
  return literal.kind === "atom" && head.kind === "app" ? { ...literal, args: head.args } : literal;
}

function shareConstants(term: Term, literal: Formula): boolean {
  const [own, asked] = [new Map<string, Var>(), new Map<string, Var>()];
  collectVars(term, own);
  collectFreeVars(literal, asked);
  return literal.kind === "eq" && literal.right.kind === "var"
    ? true
    : [...own.keys()].some((name) => asked.has(name));
}

/** That what is known implies the literal; of two equations with one value, that the left sides are equal. */
function consequence(known: Formula, literal: Formula, block: Block): Formula {
  const isValue = known.kind === "eq" && literal.kind === "eq" && literal.right.kind === "var";
  const images = sharedImages(headOf(known)!, headOf(literal)!, block);
  const [given, wanted] = [known, literal].map((part) => replaceIn(part, images));
  const vars = new Map<string, Var>();
  const [premise, conclusion] =
    isValue && given.kind === "eq" && wanted.kind === "eq"
      ? [TRUE, eq(wanted.left, given.left)]
      : [given, wanted];
  collectFreeVars(premise, vars);
  collectFreeVars(conclusion, vars);
  return forall([...vars.values()], premise, conclusion);
}

function replaceIn(literal: Formula, images: Images): Formula {
  if (literal.kind === "eq")
    return eq(replaceTerms(literal.left, images), replaceTerms(literal.right, images));
  if (literal.kind !== "atom") return literal;
  return { ...literal, args: literal.args.map((arg) => replaceTerms(arg, images)) };
}
