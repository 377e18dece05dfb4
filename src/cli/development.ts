/**
 * The development of a theory: what is proved, refuted and open so far, and the loop that moves conjectures from one
 * to the other. Conjectures go to the grid in groups of one size, smallest first; what a group proves is learnt before
 * the next is asked; and when a wave proved something, what was left open is tried again.
 */
import type { Conjecture } from "../explore/conjecture.js";
import type { Explorer } from "../explore/explorer.js";
import type { GridLimits } from "../grid/limits.js";
import type { ProveOutcome } from "../grid/prover.js";
import { conjunction, conjuncts, forall, universalClosure, type Formula } from "../logic/formula.js";
import { alphaText } from "../logic/rename.js";
import type { Goal } from "../logic/theory.js";
import type { GoalVerdict, StopReason, WaveCounts } from "../proof/run-result.js";
import type { Open, Refuted, Theorem } from "../proof/theorem.js";
import { quick, shallow } from "./effort.js";
import { cancellationLaws } from "./injectivity.js";
import type { Rejection } from "./accept.js";
import type { GoalRefuter, Refutation } from "./goal-refuter.js";
import { bySize, type OpenConjecture } from "./open-conjecture.js";
import { AttemptLog } from "./attempt-log.js";
import type { ProverPool } from "./pool.js";
import type { SessionOptions } from "./session-options.js";

interface Attempt {
  readonly statement: { readonly params: readonly string[]; readonly formula: Formula };
  readonly outcome: ProveOutcome;
}

type Failure = Omit<OpenConjecture, "conjecture">;

export class Development {
  readonly theorems: Theorem[] = [];
  readonly refuted: Refuted[] = [];
  private readonly refutedLaws: Omit<Refuted, "name" | "origin">[] = [];
  readonly waves: WaveCounts[] = [];
  readonly messages = new Map<string, number>();
  readonly attemptLog = new AttemptLog();
  stop: StopReason = { kind: "complete", detail: "" };
  private readonly goals: readonly Goal[];
  /** Goals for which a countermodel was looked for as far as the limits go. */
  private readonly searched = new Set<string>();
  private readonly goalFailures = new Map<string, Failure>();
  private openConjectures: OpenConjecture[] = [];
  private readonly names: Set<string>;
  private readonly rejected = new Map<string, string>();
  private readonly deadline: number;
  private numbered = 0;
  private attempts = 0;
  private blocks = 0;
  private matches = 0;
  private droppedLater = 0;
  private vacuous = 0;

  constructor(
    private readonly options: SessionOptions,
    private readonly explorer: Explorer,
    private readonly pool: ProverPool,
    private readonly refuter: GoalRefuter,
    private readonly limits: GridLimits,
  ) {
    const { theory, goal, useGoals, timeoutMs } = options;
    const wanted =
      goal === undefined
        ? theory.goals
        : theory.goals.slice(0, theory.goals.findIndex((g) => g.name === goal) + 1);
    this.goals = useGoals ? wanted : theory.goals.filter((g) => g.origin !== theory.name);
    this.names = new Set([...theory.facts, ...theory.goals].map((named) => named.name));
    this.deadline = timeoutMs === undefined ? Infinity : performance.now() + timeoutMs;
  }

  /**
   * Tries each stated goal that is neither proved nor refuted, in file order, as long as that proves something; first
   * within the quick limits, then what is left within larger ones.
   */
  async proveGoals(): Promise<void> {
    for (const limits of [quick(this.limits), shallow(this.limits), this.limits]) {
      for (let progress = true; progress;) {
        progress = false;
        for (const goal of this.goals) {
          if (this.isSettled(goal.name) || this.stopped()) continue;
          const failure = this.goalFailures.get(goal.name);
          if (failure?.triedWith === this.theorems.length && failure.limits === limits) continue;
          this.report("goals", goal.name);
          progress = (await this.proveGoal(goal, limits)) || progress;
        }
      }
    }
  }

  private async proveGoal(goal: Goal, limits: GridLimits): Promise<boolean> {
    if (!this.goalFailures.has(goal.name)) {
      if (this.refuteGoal(goal, await this.refuter.quickly(goal.formula))) return false;
    } else if (!this.searched.has(goal.name)) {
      this.searched.add(goal.name);
      if (this.refuteGoal(goal, await this.refuter.thoroughly(goal.formula))) return false;
    }
    const triedWith = this.theorems.length;
    const [outcome] = await this.attempt([goal], limits);
    this.attemptLog.name(outcome, goal.name);
    if (outcome.certificate === undefined) {
      this.goalFailures.set(goal.name, { triedWith, limits, limit: outcome.limit });
      return false;
    }
    this.accept(goal.name, goal, outcome, "stated");
    return true;
  }

  private refuteGoal(goal: Goal, refutation: Refutation | undefined): boolean {
    if (refutation !== undefined) this.refuted.push({ ...goal, origin: "stated", ...refutation });
    return refutation !== undefined;
  }

  /** Wave after wave within the quick limits; what is open at the end is tried once more within the full ones. */
  async explore(): Promise<void> {
    const limits = quick(this.limits);
    await this.exploreAbstract(limits);
    while (!this.stopped()) {
      this.report("explore", "looking for conjectures");
      const wave = await this.explorer.nextWave();
      if (wave === undefined) break;
      const before = this.theorems.length;
      for (const group of bySize(wave.conjectures)) await this.tryGroup(group, wave.size, limits);
      this.waves.push({
        size: wave.size,
        conjectures: wave.conjectures.length,
        proved: this.theorems.length - before,
        open: this.openConjectures.length,
      });
    }
    this.report("explore", `${this.openConjectures.length} open conjectures, full limits`);
    await this.retryOpen(shallow(this.limits));
  }

  /** Where sorts have no constructors: what completing the axioms finds, then cancellation laws that no model refutes. */
  private async exploreAbstract(limits: GridLimits): Promise<void> {
    if (this.stopped()) return;
    this.report("explore", "completing the axioms");
    for (const { formula, outcome } of await this.pool.complete(COMPLETION_GIVEN, COMPLETION_SIZE)) {
      if (!this.isNamed(formula)) this.accept(this.nextName(), { params: [], formula }, outcome, "explored");
    }
    const brief = { ...limits, given: Math.min(limits.given, 2 * COMPLETION_LAWS) };
    const laws = cancellationLaws(this.options.theory).map((formula) => ({ params: [], formula }));
    const wanted: typeof laws = [];
    for (const law of laws) {
      const isKnown = this.explorer.isKnown(law.formula);
      const refutation = isKnown ? undefined : await this.refuter.quickly(law.formula);
      if (refutation === undefined) wanted.push(...(isKnown ? [] : [law]));
      else this.refutedLaws.push({ ...law, ...refutation });
    }
    for (const [index, outcome] of (await this.attempt(wanted, brief)).entries()) {
      if (outcome.certificate === undefined || outcome.vacuous) continue;
      this.accept(this.nextName(), wanted[index], outcome, "explored");
    }
  }

  /** Whether the formula is one of the theorems, up to the names of its variables. */
  private isNamed(formula: Formula): boolean {
    const text = alphaText(formula);
    return this.theorems.some((theorem) => alphaText(theorem.formula) === text);
  }

  private async tryGroup(group: readonly Conjecture[], size: number, limits: GridLimits): Promise<void> {
    if (this.stopped()) return;
    const wanted = group.filter((conjecture) => !this.isKnownLater(conjecture));
    const triedWith = this.theorems.length;
    this.report("explore", `size ${size}: ${wanted.length} conjectures`);
    const outcomes = await this.attempt(wanted, limits);
    for (const [index, conjecture] of wanted.entries()) {
      await this.settle({ conjecture, triedWith, limits, limit: outcomes[index].limit }, outcomes[index]);
    }
    if (this.theorems.length > triedWith) await this.retryOpen(limits);
  }

  /** Tries what is open again, smallest first, until nothing moves. */
  private async retryOpen(limits: GridLimits): Promise<void> {
    for (let progress = true; progress && !this.stopped();) {
      progress = false;
      const again = this.openConjectures.filter((open) => !this.isKnownLater(open.conjecture));
      this.openConjectures = [];
      for (const group of bySize(again)) {
        const triedWith = this.theorems.length;
        const untried = group.filter((open) => open.triedWith < triedWith || open.limits !== limits);
        this.openConjectures.push(...group.filter((open) => !untried.includes(open)));
        const wanted = untried.filter((open) => !this.isKnownLater(open.conjecture));
        const outcomes = await this.attempt(
          wanted.map((open) => open.conjecture),
          limits,
        );
        for (const [index, open] of wanted.entries()) {
          await this.settle({ ...open, triedWith, limits, limit: outcomes[index].limit }, outcomes[index]);
        }
        progress ||= this.theorems.length > triedWith;
      }
    }
  }

  private async settle(open: OpenConjecture, outcome: ProveOutcome): Promise<void> {
    if (outcome.certificate === undefined) this.openConjectures.push(open);
    else if (outcome.vacuous) this.vacuous++;
    else if (!this.isKnownLater(open.conjecture)) {
      const needed = await this.withoutUnused({ statement: open.conjecture, outcome }, open.limits);
      if (!this.explorer.isKnown(needed.statement.formula)) {
        this.accept(this.nextName(), needed.statement, needed.outcome, "explored");
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
    const [outcome] = await this.attempt([{ params, formula: reduced }], limits);
    return outcome.certificate === undefined ? tried : { statement: { params, formula: reduced }, outcome };
  }

  private isKnownLater(conjecture: Conjecture): boolean {
    const known = this.explorer.isKnown(conjecture.formula);
    if (known) this.droppedLater++;
    return known;
  }

  private async attempt(
    statements: readonly { params: readonly string[]; formula: Formula }[],
    limits: GridLimits,
  ): Promise<ProveOutcome[]> {
    const requests = statements.map(({ params, formula }) => ({ params, formula, without: [], limits }));
    if (requests.length === 0) return [];
    const outcomes = await this.pool.prove(requests);
    this.attemptLog.addRound(statements, outcomes);
    this.attempts += outcomes.length;
    for (const outcome of outcomes) {
      this.blocks += outcome.blocks;
      this.matches += outcome.matches;
      for (const [kind, count] of outcome.messages)
        this.messages.set(kind, (this.messages.get(kind) ?? 0) + count);
    }
    return outcomes;
  }

  private accept(
    name: string,
    statement: { readonly params: readonly string[]; readonly formula: Formula },
    outcome: ProveOutcome,
    origin: Theorem["origin"],
  ): void {
    const { params, formula } = statement;
    const { method, inductionOn, uses, witnesses, vacuous, blocks } = outcome;
    this.attemptLog.name(outcome, name);
    this.theorems.push({
      ...{
        name,
        params,
        formula,
        origin,
        method,
        inductionOn,
        basis: true,
        vacuous,
        uses,
        witnesses,
        blocks,
      },
      certificate: named(outcome.certificate!, name),
    });
    this.pool.addTheorem({ name, params, formula });
    this.messages.set("Lemma", (this.messages.get("Lemma") ?? 0) + 1);
    if (!vacuous) this.explorer.learn(formula);
  }

  private nextName(): string {
    let name: string;
    do name = `t${++this.numbered}`;
    while (this.names.has(name));
    return name;
  }

  // ---------------------------------------------------------------------------------------------------- what is left

  reject({ name, reason }: Rejection): void {
    this.rejected.set(name, reason);
  }

  open(): Open[] {
    const goals = this.goals
      .filter((goal) => !this.isSettled(goal.name) || this.rejected.has(goal.name))
      .map((goal): Open => {
        const limit = this.goalFailures.get(goal.name)?.limit;
        const { status, reason } = this.why(limit, this.rejected.get(goal.name));
        return { ...goal, origin: "stated", status, reason };
      });
    const conjectures = this.openConjectures.map(({ conjecture, limit }, index): Open => {
      const { params, formula } = conjecture;
      return { name: `open${index + 1}`, params, formula, origin: "explored", ...this.why(limit, undefined) };
    });
    return [...goals, ...conjectures];
  }

  /** Refuted goals, then what was suggested and refuted. */
  allRefuted(): Refuted[] {
    const computed = this.explorer.refuted.map(({ params, formula, counterexample }) => ({
      ...{ params, formula, counterexample: counterexample.assignment },
    }));
    const suggested = [...computed, ...this.refutedLaws].map((entry, index): Refuted => ({
      ...entry,
      name: `refuted${index + 1}`,
      origin: "explored",
    }));
    return [...this.refuted, ...suggested];
  }

  verdicts(accepted: readonly Theorem[]): GoalVerdict[] {
    const proved = new Set(accepted.map((theorem) => theorem.name));
    const refuted = new Set(this.refuted.map((statement) => statement.name));
    const open = new Map(this.open().map((statement) => [statement.name, statement.status]));
    return this.goals
      .filter((goal) => goal.origin === this.options.theory.name)
      .filter((goal) => this.options.goal === undefined || goal.name === this.options.goal)
      .map(({ name }) => ({
        name,
        status: proved.has(name)
          ? "Theorem"
          : refuted.has(name)
            ? "CounterSatisfiable"
            : (open.get(name) ?? "GaveUp"),
      }));
  }

  counts(accepted: readonly Theorem[]): Map<string, number> {
    return new Map([
      ...this.explorer.counts,
      ["derivable after learning", this.droppedLater],
      ["proof attempts", this.attempts],
      ["blocks", this.blocks],
      ["matches", this.matches],
      ["vacuous", this.vacuous],
      ["proved", accepted.length],
      ["basis", accepted.filter((theorem) => theorem.basis).length],
      ["refuted", this.allRefuted().length],
      ["open", this.open().length],
    ]);
  }

  private why(limit: string | undefined, rejection: string | undefined): Pick<Open, "status" | "reason"> {
    if (rejection !== undefined)
      return { status: "GaveUp", reason: `the checker refused the proof: ${rejection}` };
    if (this.stop.kind === "timeout")
      return { status: "Timeout", reason: "the time given by --timeout ran out" };
    if (limit === undefined) return { status: "GaveUp", reason: "every block saturated without a proof" };
    return { status: "ResourceOut", reason: `limit ${limit} was met` };
  }

  private isSettled(name: string): boolean {
    return (
      this.theorems.some((theorem) => theorem.name === name) ||
      this.refuted.some((statement) => statement.name === name)
    );
  }

  private stopped(): boolean {
    if (this.stop.kind !== "complete") return true;
    if (this.options.signal.aborted) this.stop = { kind: "interrupted", detail: "" };
    else if (performance.now() > this.deadline) this.stop = { kind: "timeout", detail: "--timeout" };
    return this.stop.kind !== "complete";
  }

  private report(phase: string, detail: string): void {
    this.options.onProgress({ phase, done: this.theorems.length, total: 0, detail });
  }
}

/** The certificate with the theorem's name in its header. */
export function named(certificate: Theorem["certificate"], name: string): Theorem["certificate"] {
  return certificate.map((line) => ("format" in line ? { ...line, theorem: name } : line));
}

/** Clauses that an exploration takes to complete the axioms, how large a side of what it tells may be, and clauses a law. */
const COMPLETION_GIVEN = 200;
const COMPLETION_SIZE = 5;
const COMPLETION_LAWS = 40;
