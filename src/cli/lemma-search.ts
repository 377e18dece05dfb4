/**
 * Lemmas aimed at goals that resist. First what their stuck blocks suggest; then conjectures about the symbols of the
 * goals, then also about those that their definitions use, in waves of growing size: small terms of all of these
 * first, then larger ones. What is proved of them is at hand
 * when the goals are tried again, after every group that proved something; and each new failure may suggest more. The
 * search ends when no goal is open, or by its limits.
 */
import { visitSymbols } from "../compile/program.js";
import type { Device } from "../device/device.js";
import { Explorer, type ExploreSettings } from "../explore/explorer.js";
import { sortParamsOf } from "../explore/sort-instances.js";
import type { GridLimits } from "../grid/limits.js";
import type { ProveOutcome } from "../grid/prover.js";
import type { Formula } from "../logic/formula.js";
import { alphaText } from "../logic/rename.js";
import type { Goal, Theory } from "../logic/theory.js";
import type { Development } from "./development.js";
import { limitsFor, NARROW, QUICK, RETRY } from "./schedule.js";
import { Exploration } from "./exploration.js";
import type { GoalProofs } from "./goal-proofs.js";
import { bySize } from "./open-conjecture.js";

export class LemmaSearch {
  /** Suggestions that were tried, by their text up to renaming, with the number of theorems known then. */
  private readonly tried = new Map<string, number>();

  constructor(
    private readonly development: Development,
    private readonly goals: GoalProofs,
    private readonly settings: ExploreSettings,
    private readonly device: Device,
    private readonly limits: GridLimits,
  ) {}

  async run(): Promise<void> {
    const { development, goals } = this;
    await this.followSuggestions();
    const { theory } = development.options;
    for (const size of [Math.min(FIRST_SIZE, this.settings.size), this.settings.size]) {
      for (const focus of widening(goals.open, theory)) {
        if (this.isOver()) return;
        const explorer = await Explorer.create(theory, { ...this.settings, size }, this.device, focus);
        development.teach(explorer);
        await this.exploreWith(explorer);
      }
    }
  }

  private isOver(): boolean {
    return this.goals.open.length === 0 || this.development.stopped() || this.development.isSpent();
  }

  private async exploreWith(explorer: Explorer): Promise<void> {
    const { development, goals } = this;
    const limits = limitsFor(QUICK, this.limits);
    const exploration = new Exploration(development, explorer);
    while (!this.isOver()) {
      development.report("lemmas", "looking for conjectures");
      const wave = await explorer.nextWave();
      if (wave === undefined) return;
      const before = development.theorems.length;
      for (const group of bySize(wave.conjectures)) {
        if (await exploration.tryGroup(group, wave.size, limits)) await goals.prove(QUICK);
        if (this.isOver()) return;
      }
      if (development.theorems.length > before) {
        await exploration.retryOpen(limitsFor(NARROW, this.limits));
        await goals.prove(QUICK, NARROW, RETRY);
        await this.followSuggestions();
      }
      exploration.noteWave(wave, before);
    }
  }

  /**
   * Proves what the failures suggest, smallest first. What resists suggests more itself; and what was proved lets all that
   * resisted be tried again. Ends with its share of the work.
   */
  private async followSuggestions(): Promise<void> {
    const { development, goals } = this;
    const end = development.workDone() + this.limits.work * SUGGESTION_SHARE;
    let resisting: Suggestion[] = [];
    let wanted = atDepth(goals.takeSuggestions(), 1);
    for (let round = 0; round < SUGGESTION_ROUNDS && !this.isOver(); round++) {
      const before = development.theorems.length;
      const children: Suggestion[] = [];
      for (const suggestion of wanted.slice(0, SUGGESTIONS_A_ROUND)) {
        if (this.isOver() || development.workDone() > end) return;
        if (!this.isWorthwhile(suggestion.formula)) continue;
        const outcome = await this.attempt(suggestion);
        if (outcome.certificate !== undefined) {
          if (!outcome.vacuous) await goals.prove(QUICK);
          continue;
        }
        resisting.push(suggestion);
        children.push(...atDepth(outcome.suggestions.slice(0, CHILDREN), suggestion.depth + 1));
      }
      const hasProved = development.theorems.length > before;
      if (hasProved) await goals.prove(QUICK, NARROW, RETRY);
      wanted = [...atDepth(goals.takeSuggestions(), 1), ...(hasProved ? resisting : []), ...children];
      if (hasProved) resisting = [];
      if (wanted.length === 0) return;
    }
  }

  /** Tries a suggestion, and accepts it if it is proved. */
  private async attempt({ formula, depth }: Suggestion): Promise<ProveOutcome> {
    const { development, limits } = this;
    this.tried.set(alphaText(formula), development.theorems.length);
    development.report("lemmas", "suggested by a stuck block");
    const statement = { params: sortParamsOf(formula), formula };
    let outcome: ProveOutcome;
    [outcome] = await development.attempt([statement], limitsFor(QUICK, limits));
    if (outcome.certificate === undefined)
      [outcome] = await development.attempt([statement], limitsFor(NARROW, limits, depth < SUGGESTION_DEPTH));
    if (outcome.certificate !== undefined && !outcome.vacuous)
      development.accept(development.nextName(), statement, outcome, "explored");
    return outcome;
  }

  /** Whether it was not tried with what is known now, and no value refutes it. */
  private isWorthwhile(formula: Formula): boolean {
    const { theorems, explorer, goals } = this.development;
    const key = alphaText(formula);
    if (this.tried.get(key) === theorems.length || goals.some((goal) => alphaText(goal.formula) === key))
      return false;
    return !explorer.isKnown(formula) && explorer.refute(formula) === undefined;
  }
}

interface Suggestion {
  readonly formula: Formula;
  /** 1 if a goal suggested it, 2 if such a suggestion did, … */
  readonly depth: number;
}

function atDepth(formulas: readonly Formula[], depth: number): Suggestion[] {
  return formulas.map((formula) => ({ formula, depth }));
}

/** Terms that the first explorations go up to, each about more symbols than the one before. */
const FIRST_SIZE = 5;
const SUGGESTION_DEPTH = 3;
const SUGGESTION_ROUNDS = 6;
const SUGGESTIONS_A_ROUND = 60;
/** Suggestions that one that resists may make. */
const CHILDREN = 12;
/** The part of the work that may go into suggestions at a time. */
const SUGGESTION_SHARE = 0.25;

/** The symbols of the goals; with those that their definitions use; with all that these use in turn. */
function* widening(goals: readonly Goal[], theory: Theory): Generator<ReadonlySet<string>> {
  let symbols = new Set<string>();
  for (const goal of goals) visitSymbols(goal.formula, (name) => symbols.add(name));
  for (let isWider = true; isWider;) {
    yield symbols;
    const wider = new Set(symbols);
    for (const fact of theory.facts) {
      const defined = definedSymbol(fact.formula);
      if (defined !== undefined && symbols.has(defined))
        visitSymbols(fact.formula, (name) => wider.add(name));
    }
    isWider = [...wider].some((name) => !symbols.has(name) && isFunction(theory, name));
    symbols = wider;
  }
}

function isFunction(theory: Theory, name: string): boolean {
  return theory.symbols.some((symbol) => symbol.name === name && symbol.kind !== "constructor");
}

/** What an equation or an atom, under whatever premises, says something of. */
function definedSymbol(formula: Formula): string | undefined {
  if (formula.kind === "imp") return definedSymbol(formula.conclusion);
  if (formula.kind === "atom") return formula.predicate;
  if (formula.kind === "and") return definedSymbol(formula.left);
  return formula.kind === "eq" && formula.left.kind === "app" ? formula.left.symbol : undefined;
}
