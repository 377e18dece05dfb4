/** Attempts at the stated theorems: each is refuted if it can be, and proved within growing limits, a lemma for the others. */
import type { GridLimits } from "../grid/limits.js";
import type { Formula } from "../logic/formula.js";
import { alphaText } from "../logic/rename.js";
import type { Goal } from "../logic/theory.js";
import type { Development } from "./development.js";
import { limitsFor, type Strategy } from "./schedule.js";
import type { GoalRefuter, Refutation } from "./goal-refuter.js";

export class GoalProofs {
  /** Goals for which a countermodel was looked for as far as the limits go. */
  private readonly searched = new Set<string>();

  /** Lemmas that the last attempts at the goals suggest, by their text up to renaming. */
  private readonly suggested = new Map<string, Formula>();

  constructor(
    private readonly development: Development,
    private readonly refuter: GoalRefuter,
    private readonly limits: GridLimits,
  ) {}

  /** Goals that are neither proved nor refuted. */
  get open(): readonly Goal[] {
    return this.development.goals.filter((goal) => !this.development.isSettled(goal.name));
  }

  /** What the attempts so far suggested; each is given once. */
  takeSuggestions(): Formula[] {
    const taken = [...this.suggested.values()];
    this.suggested.clear();
    return taken;
  }

  /**
   * Tries each open goal, in file order, as long as that proves something; with the first strategy, then what is left
   * with the next.
   */
  async prove(...strategies: readonly Strategy[]): Promise<void> {
    const { development } = this;
    for (const strategy of strategies) {
      const limits = limitsFor(strategy, this.limits, true);
      for (let progress = true; progress;) {
        progress = false;
        for (const goal of this.open) {
          if (development.stopped()) continue;
          const failure = development.goalFailures.get(goal.name);
          if (failure?.triedWith === development.theorems.length && failure.limits === limits) continue;
          development.report("goals", goal.name);
          progress = (await this.proveGoal(goal, limits)) || progress;
        }
      }
    }
  }

  private async proveGoal(goal: Goal, limits: GridLimits): Promise<boolean> {
    const { development, refuter } = this;
    if (!development.goalFailures.has(goal.name)) {
      if (this.refuteGoal(goal, await refuter.quickly(goal.formula))) return false;
    } else if (!this.searched.has(goal.name)) {
      this.searched.add(goal.name);
      if (this.refuteGoal(goal, await refuter.thoroughly(goal.formula))) return false;
    }
    const triedWith = development.theorems.length;
    const [outcome] = await development.attempt([goal], limits);
    development.attemptLog.name(outcome, goal.name);
    if (outcome.certificate === undefined) {
      for (const formula of outcome.suggestions) this.suggested.set(alphaText(formula), formula);
      development.goalFailures.set(goal.name, { triedWith, limits, limit: outcome.limit });
      return false;
    }
    development.accept(goal.name, goal, outcome, "stated");
    return true;
  }

  private refuteGoal(goal: Goal, refutation: Refutation | undefined): boolean {
    if (refutation !== undefined) this.development.refuted.push({ ...goal, origin: "stated", ...refutation });
    return refutation !== undefined;
  }
}
