/**
 * The development of a theory: what is proved, refuted and open so far, with what it took. How conjectures move from
 * one to the other is decided by those who attempt them: goal-proofs.ts, exploration.ts, lemma-search.ts.
 */
import type { Explorer } from "../explore/explorer.js";
import type { GridLimits } from "../grid/limits.js";
import type { ProveOutcome } from "../grid/prover.js";
import type { Formula } from "../logic/formula.js";
import type { Goal } from "../logic/theory.js";
import type { GoalVerdict, StopReason, WaveCounts } from "../proof/run-result.js";
import type { Open, Refuted, Theorem } from "../proof/theorem.js";
import type { Rejection } from "./accept.js";
import type { OpenConjecture } from "./open-conjecture.js";
import { AttemptLog } from "./attempt-log.js";
import { pauses, type ProverPool } from "./pool.js";
import { BLOCK_WORK, TERM_WORK } from "./schedule.js";
import type { SessionOptions } from "./session-options.js";

export interface Statement {
  readonly params: readonly string[];
  readonly formula: Formula;
}

export type Failure = Omit<OpenConjecture, "conjecture">;

export class Development {
  readonly theorems: Theorem[] = [];
  readonly refuted: Refuted[] = [];
  readonly refutedLaws: Omit<Refuted, "name" | "origin">[] = [];
  readonly waves: WaveCounts[] = [];
  readonly messages = new Map<string, number>();
  readonly attemptLog = new AttemptLog();
  stop: StopReason = { kind: "complete", detail: "" };
  readonly goals: readonly Goal[];
  /** The last failed attempt at a goal, by its name. */
  readonly goalFailures = new Map<string, Failure>();
  openConjectures: OpenConjecture[] = [];
  private readonly names: Set<string>;
  private readonly rejected = new Map<string, string>();
  private readonly deadline: number;
  private workMet = false;
  private numbered = 0;
  private attempts = 0;
  private blocks = 0;
  private matches = 0;
  droppedLater = 0;
  vacuous = 0;

  /** Those who want to know what is proved. */
  private readonly learners: Explorer[] = [];
  private readonly pause = pauses();

  constructor(
    readonly options: SessionOptions,
    readonly explorer: Explorer,
    readonly pool: ProverPool,
    /** Work units that all attempts together may take. */
    private readonly work: number,
  ) {
    this.teach(explorer);
    const { theory, goal, useGoals, timeoutMs } = options;
    const wanted =
      goal === undefined
        ? theory.goals
        : theory.goals.slice(0, theory.goals.findIndex((g) => g.name === goal) + 1);
    this.goals = useGoals ? wanted : theory.goals.filter((g) => g.origin !== theory.name);
    this.names = new Set([...theory.facts, ...theory.goals].map((named) => named.name));
    this.deadline = timeoutMs === undefined ? Infinity : performance.now() + timeoutMs;
  }

  /** Has the explorer learn the theorems so far, and from here on each that is accepted; it stops with the development. */
  teach(explorer: Explorer): void {
    explorer.isOver = async () => {
      await this.pause();
      return this.stopped();
    };
    for (const theorem of this.theorems) if (!theorem.vacuous) explorer.learn(theorem.formula);
    this.learners.push(explorer);
  }

  async attempt(statements: readonly Statement[], limits: GridLimits): Promise<ProveOutcome[]> {
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

  /** Whether the work limit is met; the goals that are open then are so because of it. */
  isSpent(): boolean {
    this.workMet ||= this.workDone() >= this.work;
    return this.workMet;
  }

  /** Work units so far. */
  workDone(): number {
    const terms = this.learners.reduce((sum, { counts }) => sum + (counts.get("terms evaluated") ?? 0), 0);
    return this.matches + this.blocks * BLOCK_WORK + terms * TERM_WORK;
  }

  accept(name: string, statement: Statement, outcome: ProveOutcome, origin: Theorem["origin"]): void {
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
    if (!vacuous) for (const explorer of this.learners) explorer.learn(formula);
  }

  nextName(): string {
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
      ["work", this.workDone()],
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
    if (this.workMet) return { status: "ResourceOut", reason: "limit work was met" };
    if (limit === undefined) return { status: "GaveUp", reason: "every block saturated without a proof" };
    return { status: "ResourceOut", reason: `limit ${limit} was met` };
  }

  isSettled(name: string): boolean {
    return (
      this.theorems.some((theorem) => theorem.name === name) ||
      this.refuted.some((statement) => statement.name === name)
    );
  }

  stopped(): boolean {
    if (this.stop.kind !== "complete") return true;
    if (this.options.signal.aborted) this.stop = { kind: "interrupted", detail: "" };
    else if (performance.now() > this.deadline) this.stop = { kind: "timeout", detail: "--timeout" };
    return this.stop.kind !== "complete";
  }

  report(phase: string, detail: string): void {
    this.options.onProgress({ phase, done: this.theorems.length, total: 0, detail });
  }
}

/** The certificate with the theorem's name in its header. */
export function named(certificate: Theorem["certificate"], name: string): Theorem["certificate"] {
  return certificate.map((line) => ("format" in line ? { ...line, theorem: name } : line));
}
