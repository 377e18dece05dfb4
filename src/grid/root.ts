/** One conjecture on the grid: the tree of its tasks, its names, its budget, its messages. */
import type { Program } from "../compile/program.js";
import { imp, type Formula } from "../logic/formula.js";
import type { Proof } from "../proof/proof.js";
import { Block } from "./block.js";
import type { Context } from "./context.js";
import type { GridLimits } from "./limits.js";
import { addInnerNames } from "./names.js";
import { hasBounds, suggestPremises } from "./premise-suggestions.js";
import { smallest, suggestLemmas } from "./suggestions.js";
import { TraceRecorder } from "./trace.js";
import { Task, type MessageKind, type TaskHost } from "./task.js";

/** Blocks without a proof that are asked for lemmas. */
const BLOCKS_ASKED = 24;

export class Root implements TaskHost {
  readonly task: Task;
  readonly messages = new Map<MessageKind, number>();
  /** Tasks whose blocks run. */
  readonly running: Task[] = [];
  readonly recorder = new TraceRecorder();
  vacuous = false;
  blockCount = 0;
  /** The limit of the whole conjecture that ended it. */
  limitMet: string | undefined;
  private readonly generations = new Map<string, number>();
  private queue: Task[] = [];
  private readonly names: Set<string>;
  private clausesLeft: number;
  matchTotal = 0;

  constructor(
    readonly program: Program,
    readonly limits: GridLimits,
    readonly formula: Formula,
    reservedNames: ReadonlySet<string>,
    private now: number,
  ) {
    this.names = new Set(reservedNames);
    this.clausesLeft = limits.given;
    addInnerNames(formula, this.names, false);
    this.task = new Task(
      this,
      formula,
      { eigens: [], hypotheses: [] },
      { induction: 0, split: 0 },
      undefined,
    );
    this.enqueue([this.task]);
    this.startQueued(now);
  }

  get done(): boolean {
    return this.task.done || this.limitMet !== undefined;
  }

  get proof(): Proof | undefined {
    return this.task.proof;
  }

  /** The limit that some block met first, if one did. */
  blockLimit: string | undefined;

  send(kind: MessageKind, count = 1): void {
    this.messages.set(kind, (this.messages.get(kind) ?? 0) + count);
  }

  enqueue(tasks: readonly Task[]): void {
    this.queue.push(...tasks);
    this.recorder.add(tasks);
  }

  /** Opens the blocks of the tasks that were asked for since the last superstep. */
  startQueued(now: number): void {
    this.now = now;
    while (this.queue.length > 0 && !this.done) {
      const batch = this.queue;
      this.queue = [];
      for (const task of batch) {
        if (!task.live || this.limitMet !== undefined) continue;
        task.start();
        if (task.block !== undefined && !task.done) this.running.push(task);
      }
    }
  }

  openBlock(context: Context, goal: Formula): Block {
    if (++this.blockCount > this.limits.blocks) this.limitMet ??= "blocks";
    return new Block({
      program: this.program,
      limits: this.limits,
      eigens: context.eigens,
      hypotheses: context.hypotheses,
      goal,
      freshName: (base) => this.freshName(base),
      generations: this.generations,
      now: this.now,
    });
  }

  /** Takes one match from the conjecture's budget; false when it is spent. */
  spendMatch(): boolean {
    if (++this.matchTotal <= this.limits.matches) return true;
    this.limitMet ??= "matches";
    return false;
  }

  grantClauses(): number {
    const granted = this.clausesLeft >> 1;
    this.clausesLeft -= granted;
    return granted;
  }

  returnClauses(count: number): void {
    this.clausesLeft += Math.max(0, count);
  }

  /**
   * Lemmas that the blocks without a proof suggest: those that let a hypothesis be used, then what blocks with bounded
   * hypotheses suggest, then the others, each smallest first. None of a conjecture that is proved.
   */
  suggestions(): readonly Formula[] {
    const most = this.limits.suggestions;
    if (most === 0 || this.proof !== undefined) return [];
    const found = [0, 1, 2].map(() => new Map<string, Formula>());
    this.recorder.tasks
      .filter((task) => task.proof === undefined && task.block !== undefined)
      .slice(0, BLOCKS_ASKED)
      .forEach((task) => {
        suggestPremises(task.block!, this.program, found[0]);
        suggestLemmas(task.block!, this.program, found[hasBounds(task.block!) ? 1 : 2]);
      });
    return found.flatMap((suggested) => smallest(suggested, most)).slice(0, most);
  }

  /** A name that nothing in the certificate has: the base itself, or with a number. */
  freshName(base: string): string {
    let name = base;
    for (let number = 1; this.names.has(name); number++) name = `${base}${number}`;
    this.names.add(name);
    return name;
  }

  /**
   * Positions of the variables worth inducting on, best first: those that stand at a recursion position, or all of an
   * inductive sort if none does.
   */
  inductionVariables(formula: Formula & { kind: "imp" }): number[] {
    const candidates = formula.vars
      .map((v, index) => ({ index, sort: v.sort, score: this.score(formula, v.name) }))
      .filter(({ sort }) => this.program.symbols.constructors(sort) !== undefined);
    const scored = candidates.filter(({ score }) => score > 0);
    const chosen = scored.length > 0 ? scored : candidates;
    return chosen.sort((a, b) => b.score - a.score || a.index - b.index).map(({ index }) => index);
  }

  private score(formula: Formula & { kind: "imp" }, name: string): number {
    return this.program.recursion.score(imp([], formula.premise, formula.conclusion), name);
  }
}
