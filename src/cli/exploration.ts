/**
 * An exploration: conjectures go to the grid in groups of one size, smallest first; what a group proves is learnt before
 * the next is asked; and when something was proved, what was left open is tried again.
 */
import type { Conjecture } from "../explore/conjecture.js";
import type { Explorer, Wave } from "../explore/explorer.js";
import type { GridLimits } from "../grid/limits.js";
import type { ProveOutcome } from "../grid/prover.js";
import { conjunction, conjuncts, forall, universalClosure } from "../logic/formula.js";
import type { Development, Statement } from "./development.js";
import { bySize, type OpenConjecture } from "./open-conjecture.js";

interface Attempt {
  readonly statement: Statement;
  readonly outcome: ProveOutcome;
}

export class Exploration {
  /** Conjectures that were tried and not settled. */
  open: OpenConjecture[] = [];

  constructor(
    private readonly development: Development,
    private readonly explorer: Explorer,
  ) {}

  /**
   * Wave after wave within the first limits. Of what is open at the end, equations are tried once more within the second
   * ones, then all within the third.
   */
  async explore(limits: GridLimits, nested: GridLimits, larger: GridLimits): Promise<void> {
    const { development } = this;
    while (!development.stopped()) {
      development.report("explore", "looking for conjectures");
      const wave = await this.explorer.nextWave();
      if (wave === undefined) break;
      const before = development.theorems.length;
      for (const group of bySize(wave.conjectures)) {
        if (await this.tryGroup(group, wave.size, limits)) await this.retryOpen(limits);
      }
      this.noteWave(wave, before);
    }
    development.report("explore", `${this.open.length} open conjectures, other limits`);
    await this.retryOpen(nested, ({ conjecture }) => conjecture.kind === "equation");
    await this.retryOpen(larger);
  }

  noteWave({ size, conjectures }: Wave, before: number): void {
    const { waves, theorems } = this.development;
    waves.push({
      ...{ size, conjectures: conjectures.length, proved: theorems.length - before },
      open: this.open.length,
    });
  }

  /** Tries conjectures of one size; true if one was proved. */
  async tryGroup(group: readonly Conjecture[], size: number, limits: GridLimits): Promise<boolean> {
    const { development } = this;
    if (development.stopped()) return false;
    const wanted = group.filter((conjecture) => !this.isKnownLater(conjecture));
    const triedWith = development.theorems.length;
    development.report("explore", `size ${size}: ${wanted.length} conjectures`);
    const outcomes = await development.attempt(wanted, limits);
    for (const [index, conjecture] of wanted.entries()) {
      await this.settle({ conjecture, triedWith, limits, limit: outcomes[index].limit }, outcomes[index]);
    }
    return development.theorems.length > triedWith;
  }

  /** Tries what is open and wanted again, smallest first, until nothing moves. */
  async retryOpen(
    limits: GridLimits,
    isWanted: (open: OpenConjecture) => boolean = () => true,
  ): Promise<void> {
    const { development } = this;
    for (let progress = true; progress && !development.stopped();) {
      progress = false;
      const again = this.open.filter((open) => !this.isKnownLater(open.conjecture));
      this.open = [];
      for (const group of bySize(again)) {
        const triedWith = development.theorems.length;
        const isUntried = (open: OpenConjecture): boolean =>
          open.triedWith < triedWith || open.limits !== limits;
        const untried = group.filter((open) => isUntried(open) && isWanted(open));
        this.open.push(...group.filter((open) => !untried.includes(open)));
        const wanted = untried.filter((open) => !this.isKnownLater(open.conjecture));
        const outcomes = await development.attempt(
          wanted.map((open) => open.conjecture),
          limits,
        );
        for (const [index, open] of wanted.entries()) {
          await this.settle({ ...open, triedWith, limits, limit: outcomes[index].limit }, outcomes[index]);
        }
        progress ||= development.theorems.length > triedWith;
      }
    }
  }

  private async settle(open: OpenConjecture, outcome: ProveOutcome): Promise<void> {
    const { development } = this;
    if (outcome.certificate === undefined) this.open.push(open);
    else if (outcome.vacuous) development.vacuous++;
    else if (!this.isKnownLater(open.conjecture)) {
      const needed = await this.withoutUnused({ statement: open.conjecture, outcome }, open.limits);
      if (!this.explorer.isKnown(needed.statement.formula)) {
        development.accept(development.nextName(), needed.statement, needed.outcome, "explored");
      }
    }
  }

  /** The statement without the premises that its proof never used, with a proof of its own. */
  private async withoutUnused(tried: Attempt, limits: GridLimits): Promise<Attempt> {
    const { formula, params } = tried.statement;
    const unused = new Set(tried.outcome.unusedPremises);
    if (unused.size === 0 || formula.kind !== "imp") return tried;
    const kept = conjuncts(formula.premise).filter((_, index) => !unused.has(index));
    const reduced = universalClosure(forall([], conjunction(kept), formula.conclusion));
    const [outcome] = await this.development.attempt([{ params, formula: reduced }], limits);
    return outcome.certificate === undefined ? tried : { statement: { params, formula: reduced }, outcome };
  }

  private isKnownLater(conjecture: Conjecture): boolean {
    const known = this.explorer.isKnown(conjecture.formula);
    if (known) this.development.droppedLater++;
    return known;
  }
}
