/**
 * Lemmas that a stuck block suggests. Where a goal `l = r` resists, its sides are written out in the smallest terms that
 * the block knows them to equal, constructors that they share are taken off, subterms that they share become
 * variables, and so do the eigenconstants. What the block assumes of the remaining constants may become a premise.
 *
 * Nothing here is proved, nor even likely: evaluation and proof decide. Suggestions come smallest first.
 */
import {
  collectFreeVars,
  conjunction,
  conjuncts,
  eq,
  forall,
  formulaSize,
  substituteFormula,
  type Formula,
} from "../logic/formula.js";
import { alphaText } from "../logic/rename.js";
import {
  app,
  collectVars,
  sameTerm,
  termSize,
  termText,
  variable,
  type Term,
  type Var,
} from "../logic/term.js";
import type { Program } from "../compile/program.js";
import { sameSort } from "../logic/sort.js";
import { literalArgs } from "../proof/proof.js";
import type { Block } from "./block.js";
import { letterFor } from "./context.js";
import { SmallTerms } from "./small-terms.js";

/** Pairs of terms that are looked at for one goal, and pairs that shared constructors may lead to. */
const PAIR_LIMIT = 36;
const DEPTH_LIMIT = 4;
const FACT_LIMIT = 12;
const EIGENS_TRIED = 3;

/** Adds the block's suggestions, by their text up to renaming. */
export function suggestLemmas(block: Block, program: Program, into: Map<string, Formula>): void {
  const found = new Map<string, Formula>();
  collect(block, program, found);
  for (const [key, formula] of found) if (isNormal(formula, program)) into.set(key, formula);
}

/** Whether it has variables, and no term that a definition computes further. */
export function isNormal(formula: Formula, { redexes }: Program): boolean {
  if (formula.kind !== "imp" || (formula.conclusion.kind !== "eq" && formula.conclusion.kind !== "atom"))
    return false;
  const literals = [...conjuncts(formula.premise), formula.conclusion];
  return literals.every((literal) => literalArgs(literal).every((term) => !redexes.isIn(term)));
}

function collect(block: Block, program: Program, into: Map<string, Formula>): void {
  const { goal } = block;
  const terms = new SmallTerms(block, program.recursion);
  const facts = knownFacts(block, terms);
  if (goal.kind === "false") suggestContradictions(facts, block, into);
  if (goal.kind !== "eq") return;
  const [left, right] = [goal.left, goal.right].map((side) => block.nodeOf(side));
  if (left === undefined || right === undefined) return;
  const conditions = block.hypotheses.map(({ is }) => is).filter(isCondition);
  for (const [l, r] of openPairs(block, left, right, DEPTH_LIMIT)) {
    if (isConstructed(block, l) && isConstructed(block, r)) suggestContradictions(facts, block, into);
    let pairs = 0;
    for (const a of terms.of(l)) {
      for (const b of terms.of(r)) {
        if (++pairs > PAIR_LIMIT) break;
        for (const [x, y] of generalisations(a, b, block)) suggest(x, y, conditions, into);
      }
      const value = terms.of(r).find(isConstant);
      if (value !== undefined) for (const fact of facts) suggestFrom(fact, a, value, block, into);
    }
  }
}

/** Where only a contradiction proves the goal: that of two known facts one denies the other. */
function suggestContradictions(facts: readonly Fact[], block: Block, into: Map<string, Formula>): void {
  for (const given of facts) {
    for (const [term, value] of facts) {
      if (term === given[0]) continue;
      const node = block.nodeOf(value);
      const sort = node === undefined ? undefined : block.nodeSort(node);
      const constructors = sort === undefined ? undefined : block.symbols.constructors(sort);
      const others = (constructors ?? []).filter(({ name }) => value.kind === "app" && name !== value.symbol);
      // A constant of the theory is no value that the others would be different from.
      if (constructors?.length !== 2) continue;
      if (others.length !== 1 || others[0].args.length > 0) continue;
      suggestFrom(given, term, app(others[0].name, [], others[0].sorts), block, into, true);
    }
  }
}

function isConstructed({ graph }: Block, node: number): boolean {
  return graph.constructorNode[graph.root[node]] >= 0;
}

function isConstant(term: Term): boolean {
  return term.kind === "app" && term.args.length === 0;
}

/** A literal equation with a constructor's constant, as case splits assume. */
function isCondition(formula: Formula): boolean {
  if (formula.kind !== "eq") return false;
  const sides = [formula.left, formula.right];
  return sides.some(isConstant) && sides.every((side) => side.kind === "app");
}

type Fact = readonly [Term, Term];

/** Small terms that the block knows to have a constant's value, such as what an induction hypothesis says. */
function knownFacts(block: Block, terms: SmallTerms): Fact[] {
  const { graph } = block;
  const found: Fact[] = hypothesesAtHand(block);
  const seen = new Set<number>();
  for (let node = 0; node < graph.count; node++) {
    const root = graph.root[node];
    const value = graph.constructorNode[root];
    if (value < 0 || seen.has(root) || graph.components(value).length > 0) continue;
    seen.add(root);
    const known = terms.of(value, FACT_LIMIT);
    const constant = known.find(isConstant);
    if (constant === undefined) continue;
    for (const term of known) if (!isConstant(term) && term.kind === "app") found.push([term, constant]);
  }
  return found;
}

/** What general hypotheses without premises say of the block's constants. */
function hypothesesAtHand({ hypotheses, eigens }: Block): Fact[] {
  return hypotheses.flatMap(({ is }) => {
    if (is.kind !== "imp" || is.premise.kind !== "true" || is.vars.length > 2) return [];
    let images: ReadonlyMap<string, Term>[] = [new Map()];
    for (const v of is.vars) {
      const values = eigens.filter(({ sort }) => sameSort(sort, v.sort)).slice(-EIGENS_TRIED);
      images = images.flatMap((image) => values.map((value) => new Map(image).set(v.name, value)));
    }
    return images.flatMap((image) => {
      const instance = substituteFormula(is.conclusion, image);
      return isCondition(instance) && instance.kind === "eq" && isConstant(instance.right)
        ? [[instance.left, instance.right] as const]
        : [];
    });
  });
}

/** That a known fact implies the goal, with the terms that they share as variables. */
function suggestFrom(
  [given, constant]: Fact,
  term: Term,
  value: Term,
  block: Block,
  into: Map<string, Formula>,
  withoutShared = false,
): void {
  const shared = sharedTerms(given, term, (part) => !isConstructorTerm(part, block));
  if (shared.length === 0 && !withoutShared) return;
  const images = freshImages(shared, block);
  const premise = eq(replaceTerms(given, images), constant);
  const conclusion = eq(replaceTerms(term, images), value);
  const vars = new Map<string, Var>();
  collectFreeVars(premise, vars);
  collectFreeVars(conclusion, vars);
  add(forall([...vars.values()], premise, conclusion), into);
}

function isConstructorTerm(term: Term, block: Block): boolean {
  return term.kind === "app" && block.symbols.declaration(term.symbol).kind === "constructor";
}

/** Terms with the variables that stand for them. */
export type Images = readonly (readonly [Term, Var])[];

/** Variables for the largest function terms in both. */
export function sharedImages(left: Term, right: Term, block: Block): Images {
  return freshImages(
    sharedTerms(left, right, (term) => !isConstructorTerm(term, block)),
    block,
  );
}

function freshImages(terms: readonly Term[], block: Block): Images {
  return terms.flatMap((term) => {
    const node = block.nodeOf(term);
    const sort = node === undefined ? undefined : block.nodeSort(node);
    return sort === undefined ? [] : [[term, variable(block.freshName(letterFor(sort)), sort)] as const];
  });
}

/** The pairs that are left of two classes when the constructors they share are taken off. */
function openPairs(block: Block, left: number, right: number, depth: number): (readonly [number, number])[] {
  const { graph } = block;
  if (graph.sameClass(left, right)) return [];
  const l = graph.constructorNode[graph.root[left]];
  const r = graph.constructorNode[graph.root[right]];
  if (depth === 0 || l < 0 || r < 0 || graph.symbol[l] !== graph.symbol[r]) return [[left, right]];
  const parts = graph.components(r);
  return graph.components(l).flatMap((part, index) => openPairs(block, part, parts[index], depth - 1));
}

/** The equation as it is, with shared function terms as variables, and with all shared terms as variables. */
function generalisations(left: Term, right: Term, block: Block): (readonly [Term, Term])[] {
  const found: (readonly [Term, Term])[] = [[left, right]];
  for (const any of [false, true]) {
    const shared = sharedTerms(left, right, (term) => any || !isConstructorTerm(term, block));
    if (shared.length === 0) continue;
    const images = freshImages(shared, block);
    found.push([replaceTerms(left, images), replaceTerms(right, images)]);
  }
  return found;
}

/** The largest terms of two or more symbols in both that `accept` takes. */
function sharedTerms(left: Term, right: Term, accept: (term: Term) => boolean): Term[] {
  const inRight = new Set(subterms(right).map(termText));
  const found = new Map<string, Term>();
  const visit = (term: Term): void => {
    if (term.kind === "var" || term.args.length === 0) return;
    if (accept(term) && inRight.has(termText(term))) found.set(termText(term), term);
    else term.args.forEach(visit);
  };
  visit(left);
  return [...found.values()];
}

function subterms(term: Term): Term[] {
  return term.kind === "var" ? [term] : [term, ...term.args.flatMap(subterms)];
}

export function replaceTerms(term: Term, images: Images): Term {
  const image = images.find(([from]) => sameTerm(from, term));
  if (image !== undefined) return image[1];
  if (term.kind === "var") return term;
  const args = term.args.map((arg) => replaceTerms(arg, images));
  return app(term.symbol, args, term.sorts);
}

function suggest(left: Term, right: Term, conditions: readonly Formula[], into: Map<string, Formula>): void {
  if (sameTerm(left, right) || (left.kind === "var" && right.kind === "var")) return;
  const vars = new Map<string, Var>();
  collectVars(left, vars);
  collectVars(right, vars);
  const fitting = conditions.filter((condition) => {
    const free = new Map<string, Var>();
    collectFreeVars(condition, free);
    return [...free.keys()].every((name) => vars.has(name));
  });
  const [l, r] = termSize(left) < termSize(right) ? [right, left] : [left, right];
  for (const premises of fitting.length === 0 ? [[]] : [[], fitting]) {
    add(forall([...vars.values()], conjunction(premises), eq(l, r)), into);
  }
}

function add(formula: Formula, into: Map<string, Formula>): void {
  const key = alphaText(formula);
  if (!into.has(key)) into.set(key, formula);
}

/** The first `most` of the suggestions, smallest first. */
export function smallest(found: ReadonlyMap<string, Formula>, most: number): Formula[] {
  const sized = [...found.values()].map((formula, index) => ({ formula, index, size: formulaSize(formula) }));
  sized.sort((a, b) => a.size - b.size || a.index - b.index);
  return sized.slice(0, most).map(({ formula }) => formula);
}
