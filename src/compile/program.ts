/**
 * The program that the grid runs: the facts of a theory and the theorems proved so far, as rules over monomorphic
 * symbols. A polymorphic fact is instantiated at the sorts at which its symbols occur in the problem.
 *
 * Rule order is fixed by the facts' order and the instances' texts, so it does not depend on what else is proved
 * beside a problem.
 */
import { substituteFormula, type Formula } from "../logic/formula.js";
import { collectSortParams, matchSort, sortText, type Sort } from "../logic/sort.js";
import type { Term } from "../logic/term.js";
import type { Theory } from "../logic/theory.js";
import type { FactReference } from "../proof/proof.js";
import { clausify } from "./clause.js";
import { compileClause } from "./compile-clause.js";
import { RecursionPositions } from "./recursion.js";
import { Redexes } from "./redexes.js";
import type { Rule } from "./rule.js";
import { SymbolTable } from "./symbols.js";

/** A named closed formula that may be cited: an axiom, a definition or a proved theorem. */
export interface NamedFormula {
  readonly name: string;
  readonly params: readonly string[];
  readonly formula: Formula;
}

/** Instances of one polymorphic fact that a program takes. */
const MAX_INSTANCES = 32;

export class Program {
  readonly symbols: SymbolTable;
  readonly rules: Rule[] = [];
  /** The facts at the sorts in play. */
  readonly facts: FactReference[] = [];
  readonly recursion: RecursionPositions;
  readonly redexes: Redexes;
  private readonly instances = new Map<string, Sort[][]>();

  /** `problems` are the formulas to prove; they settle which sorts are in play. */
  constructor(
    readonly theory: Theory,
    theorems: readonly NamedFormula[],
    problems: readonly Formula[],
  ) {
    this.symbols = new SymbolTable(theory);
    this.recursion = new RecursionPositions(theory);
    this.redexes = new Redexes(theory);
    const facts: readonly NamedFormula[] = [...theory.facts, ...theorems];
    for (const formula of problems) this.note(formula);
    for (const fact of facts) if (fact.params.length === 0) this.note(fact.formula);
    for (let changed = true; changed;) {
      changed = false;
      for (const fact of facts) {
        if (fact.params.length > 0)
          for (const sorts of this.sortsFor(fact)) changed = this.note(instantiate(fact, sorts)) || changed;
      }
    }
    const stated = new Set<NamedFormula>(theory.facts);
    for (const fact of facts) this.addRules(fact, !stated.has(fact));
  }

  /** The same program without the rules of some theorems. */
  excluding(names: ReadonlySet<string>): Program {
    const rules = this.rules.filter((rule) => rule.origin.kind !== "fact" || !names.has(rule.origin.name));
    const facts = this.facts.filter((fact) => !names.has(fact.name));
    return Object.create(this, { rules: { value: rules }, facts: { value: facts } }) as Program;
  }

  private addRules(fact: NamedFormula, isLemma: boolean): void {
    const choices = fact.params.length === 0 ? [[]] : this.sortsFor(fact);
    for (const sorts of choices) {
      const formula = instantiate(fact, sorts);
      const label = sorts.length === 0 ? fact.name : `${fact.name}{${sorts.map(sortText).join(",")}}`;
      const origin: FactReference = { kind: "fact", name: fact.name, sorts, formula };
      this.facts.push(origin);
      clausify(formula).forEach((clause, index) => {
        const context = { symbols: this.symbols, eigens: new Map<string, number>(), isLemma };
        this.rules.push(
          ...compileClause(clause, origin, index === 0 ? label : `${label}.${index + 1}`, context),
        );
      });
    }
  }

  /** Every way to instantiate the fact's parameters that the polymorphic symbols in play suggest. */
  private sortsFor(fact: NamedFormula): Sort[][] {
    let partial = [new Map<string, Sort>()];
    const occurrences = new Map<string, readonly Sort[]>();
    visitSymbols(fact.formula, (name, sorts) => {
      if (sorts.length > 0) occurrences.set(`${name}{${sorts.map(sortText).join(",")}}`, sorts);
    });
    for (const [key, pattern] of occurrences) {
      const known = this.instances.get(key.slice(0, key.indexOf("{"))) ?? [];
      const next: Map<string, Sort>[] = [];
      const params = new Set<string>();
      for (const sort of pattern) collectSortParams(sort, params);
      for (const images of partial) {
        if ([...params].every((param) => images.has(param))) {
          next.push(images);
          continue;
        }
        for (const sorts of known) {
          const extended = new Map(images);
          if (pattern.every((sort, index) => matchSort(sort, sorts[index], extended))) next.push(extended);
        }
      }
      if (next.length > 0) partial = dedupe(next, fact.params);
    }
    return partial
      .filter((images) => fact.params.every((param) => images.has(param)))
      .map((images) => fact.params.map((param) => images.get(param)!))
      .sort((a, b) => (a.map(sortText).join() < b.map(sortText).join() ? -1 : 1))
      .slice(0, MAX_INSTANCES);
  }

  /** Takes the symbol instances of a formula into play; true if one is new. */
  private note(formula: Formula): boolean {
    let changed = false;
    visitSymbols(formula, (name, sorts) => {
      if (sorts.length === 0) return;
      const known = this.instances.get(name) ?? [];
      const key = sorts.map(sortText).join();
      if (known.length >= MAX_INSTANCES || known.some((other) => other.map(sortText).join() === key)) return;
      this.instances.set(name, [...known, [...sorts]]);
      changed = true;
    });
    return changed;
  }
}

function instantiate(fact: NamedFormula, sorts: readonly Sort[]): Formula {
  if (sorts.length === 0) return fact.formula;
  return substituteFormula(
    fact.formula,
    new Map(),
    new Map(fact.params.map((param, i) => [param, sorts[i]])),
  );
}

function dedupe(maps: readonly Map<string, Sort>[], params: readonly string[]): Map<string, Sort>[] {
  const seen = new Map<string, Map<string, Sort>>();
  for (const map of maps) {
    const key = params.map((param) => (map.has(param) ? sortText(map.get(param)!) : "?")).join();
    if (!seen.has(key)) seen.set(key, map);
  }
  return [...seen.values()];
}

/** Calls `visit` for every symbol and predicate occurrence, outside in. */
export function visitSymbols(formula: Formula, visit: (name: string, sorts: readonly Sort[]) => void): void {
  const ofTerm = (term: Term): void => {
    if (term.kind === "var") return;
    visit(term.symbol, term.sorts);
    term.args.forEach(ofTerm);
  };
  switch (formula.kind) {
    case "true":
    case "false":
      return;
    case "eq":
      ofTerm(formula.left);
      ofTerm(formula.right);
      return;
    case "atom":
      visit(formula.predicate, formula.sorts);
      formula.args.forEach(ofTerm);
      return;
    case "not":
      visitSymbols(formula.body, visit);
      return;
    case "and":
      visitSymbols(formula.left, visit);
      visitSymbols(formula.right, visit);
      return;
    case "imp":
      visitSymbols(formula.premise, visit);
      visitSymbols(formula.conclusion, visit);
      return;
    default:
      formula satisfies never;
  }
}
