/**
 * A task: prove one formula in one context. It runs a block for the direct proof; when the block is exhausted it tries
 * what is left, all at once: induction on each suitable variable, a split on a disjunction that the block found, cases
 * on a stuck term. Each of these is a *group* of tasks that must all succeed; one group is enough for the task.
 */
import type { Program } from "../compile/program.js";
import { Completion } from "../completion/completion.js";
import { conjuncts, substituteFormula, type Formula } from "../logic/formula.js";
import { variable, type Term, type Var } from "../logic/term.js";
import { assumption, conjoin, exFalso, generalise, refute, truth, type Proof } from "../proof/proof.js";
import { existenceProof } from "../proof/existence.js";
import type { Block } from "./block.js";
import { isAbstract } from "./abstract-goal.js";
import type { Context, Depth } from "./context.js";
import { Explainer } from "./explain.js";
import {
  caseSplit,
  conditionSplit,
  disjunctionSplit,
  inductionOn,
  type Alternative,
  type Part,
  type Place,
} from "./alternatives.js";
import { openSplit } from "./open-split.js";
import type { GridLimits } from "./limits.js";
import { measureInduction, measuresFor } from "./measure-induction.js";
import { twoStepInduction } from "./two-step.js";

/** What a task asks of the conjecture that it is part of. */
export interface TaskHost {
  readonly program: Program;
  readonly limits: GridLimits;
  /** Set when the premises were found to contradict each other. */
  vacuous: boolean;
  /** The limit that some block met first, if one did. */
  blockLimit: string | undefined;
  /** Clauses that a completion may take: part of what is left; what it does not need is given back. */
  grantClauses(): number;
  returnClauses(count: number): void;
  send(kind: MessageKind, count?: number): void;
  spendMatch(): boolean;
  enqueue(tasks: readonly Task[]): void;
  openBlock(context: Context, goal: Formula): Block;
  freshName(base: string): string;
  inductionVariables(formula: Formula & { kind: "imp" }): number[];
}

export type MessageKind = "Proved" | "GaveUp" | "Split" | "Induct" | "Stop";

export type GroupKind = "conjunction" | "induction" | "split" | "cases";

export class Group {
  failed = false;
  tasks: readonly Task[] = [];

  constructor(
    readonly kind: GroupKind,
    readonly owner: Task,
    readonly assemble: (proofs: readonly Proof[]) => Proof,
  ) {}
}

interface Layer {
  readonly is: Formula;
  readonly eigen: readonly Var[];
  readonly assumptions: readonly Proof[];
}

export class Task {
  block: Block | undefined;
  proof: Proof | undefined;
  failed = false;
  /** How the proof came about, once there is one. */
  provedBy: GroupKind | "direct" | "refutation" = "direct";
  private readonly groups: Group[] = [];
  private readonly layers: Layer[] = [];
  private inner: Context;
  private blockGoal: Formula;
  private denied: Proof | undefined;
  private spawned = false;
  completion: Completion | undefined;
  private granted = 0;
  private showsWitness = false;

  constructor(
    readonly root: TaskHost,
    readonly formula: Formula,
    readonly context: Context,
    readonly depth: Depth,
    readonly parent: Group | undefined,
  ) {
    this.inner = context;
    this.blockGoal = formula;
  }

  /** Introduces variables and premises, and opens the block. */
  start(): void {
    let current = this.formula;
    while (current.kind === "imp") current = this.introduce(current);
    if (current.kind === "and") {
      this.splitConjunction(current);
      return;
    }
    if (current.kind === "true") {
      this.finish(this.wrap(truth()), "direct");
      return;
    }
    if (current.kind === "not") {
      this.denied = assumption(current.body);
      this.inner = { ...this.inner, hypotheses: [...this.inner.hypotheses, this.denied] };
      current = { kind: "false" };
    }
    this.blockGoal = current;
    this.block = this.root.openBlock(this.inner, current);
    this.settle();
  }

  /** Looks at the block after a superstep. */
  settle(): void {
    const { block } = this;
    if (block === undefined || this.done) return;
    if (block.outcome === "proved") {
      if (block.contradictory && this.denied === undefined && this.parent === undefined)
        this.root.vacuous = true;
      this.finishWith(block.prove());
    } else if (this.completion !== undefined) this.settleCompletion(this.completion);
    else if (block.outcome !== "running" && !this.spawned) {
      if (this.resume(block)) {
        this.settle();
        return;
      }
      this.root.blockLimit ??= block.limitMet;
      if (!this.startCompletion(block)) this.spawn();
    }
  }

  /** Existential facts that wait give way to splits, as long as there may be any. */
  private resume(block: Block): boolean {
    if (!block.witnesses.areWaiting) return false;
    return openSplit(block, new Explainer(block), this.mostOpen) === undefined && block.resume();
  }

  /** True while the task has something of its own to work on. */
  get isWorking(): boolean {
    return this.block?.outcome === "running" || this.completion?.outcome === "running";
  }

  /** Completes the block's equations, where there is nothing to split and the goal is not one for induction. */
  private startCompletion(block: Block): boolean {
    const { program } = this.root;
    if (!isAbstract(this.blockGoal, block, program)) return false;
    if (openSplit(block, new Explainer(block)) !== undefined) return false;
    this.granted = this.root.grantClauses();
    if (this.granted === 0) return false;
    const stated = new Set(program.theory.facts.map((fact) => fact.name));
    const hypotheses = block.hypotheses.map((proof) => ({ kind: "proof" as const, proof }));
    this.completion = new Completion({
      theory: program.theory,
      sources: [...program.facts.filter((fact) => stated.has(fact.name)), ...hypotheses],
      lemmas: program.facts.filter((fact) => !stated.has(fact.name)),
      goal: this.blockGoal,
      denied: this.denied,
      freshName: (base) => this.root.freshName(base),
      given: this.granted,
    });
    return true;
  }

  private settleCompletion(completion: Completion): void {
    if (completion.outcome === "running" || this.spawned) return;
    this.root.returnClauses(this.granted - completion.taken);
    if (completion.outcome !== "proved") {
      if (completion.outcome === "limit") this.root.blockLimit ??= "given";
      this.spawn();
      return;
    }
    const { proof, contradictory } = completion.prove();
    this.finishBlock(proof, contradictory, new Explainer(this.block!));
  }

  private finishBlock(proof: Proof, contradictory: boolean, explainer: Explainer): void {
    if (contradictory && this.denied === undefined && this.parent === undefined) this.root.vacuous = true;
    const whole = this.block!.witnesses.discharge(
      contradictory ? exFalso(proof, this.blockGoal) : proof,
      explainer,
    );
    this.finishWith(whole);
  }

  private finishWith(proof: Proof): void {
    const whole = this.wrap(proof);
    this.finish(whole, this.denied === undefined || this.showsWitness ? "direct" : "refutation");
  }

  get done(): boolean {
    return this.proof !== undefined || this.failed;
  }

  get live(): boolean {
    return !this.done && (this.parent === undefined || (!this.parent.failed && this.parent.owner.live));
  }

  private introduce(formula: Formula & { kind: "imp" }): Formula {
    const eigen = formula.vars.map((v) => variable(this.root.freshName(v.name), v.sort));
    const images = new Map<string, Term>(formula.vars.map((v, index) => [v.name, eigen[index]]));
    const assumptions = conjuncts(substituteFormula(formula.premise, images)).map(assumption);
    this.layers.push({ is: formula, eigen, assumptions });
    this.inner = {
      eigens: [...this.inner.eigens, ...eigen],
      hypotheses: [...this.inner.hypotheses, ...assumptions],
    };
    return substituteFormula(formula.conclusion, images);
  }

  /** From a proof of the block's goal, a proof of the formula. */
  private wrap(proof: Proof): Proof {
    let result = proof;
    const { denied } = this;
    if (denied !== undefined) {
      const shown = existenceProof(result, denied);
      this.showsWitness = shown !== undefined;
      result = shown ?? refute({ eigen: [], assumptions: [denied], proves: result });
    }
    for (let index = this.layers.length - 1; index >= 0; index--) {
      const { is, eigen, assumptions } = this.layers[index];
      result = generalise(is, { eigen, assumptions, proves: result });
    }
    return result;
  }

  private finish(proof: Proof, by: Task["provedBy"]): void {
    this.proof = proof;
    this.provedBy = by;
    this.root.send("Proved");
    const group = this.parent;
    if (group === undefined || group.failed || group.owner.done) return;
    if (group.tasks.length > 0 && group.tasks.every((task) => task.proof !== undefined)) {
      group.owner.finish(group.assemble(group.tasks.map((task) => task.proof!)), group.kind);
    }
  }

  private fail(): void {
    if (this.done) return;
    this.failed = true;
    this.root.send("GaveUp");
    const group = this.parent;
    if (group === undefined || group.failed) return;
    group.failed = true;
    group.owner.checkFailed();
  }

  private checkFailed(): void {
    if (this.spawned && this.groups.every((group) => group.failed)) this.fail();
  }

  // ----------------------------------------------------------------------------------------------------- alternatives

  private spawn(): void {
    this.spawned = true;
    this.spawnInductions();
    if (this.groups.length < this.root.limits.alternatives) this.spawnSplits();
    this.checkFailed();
  }

  /** Open alternatives that a split may have here: one that leaves no choice is no nesting. */
  private get mostOpen(): number {
    return this.depth.split < this.root.limits.split ? Infinity : 1;
  }

  private open(group: Group, parts: readonly Part[], depth: Depth): void {
    this.groups.push(group);
    group.tasks = parts.map(
      (part) => new Task(this.root, part.formula, part.context, part.depth ?? depth, group),
    );
    this.root.enqueue(group.tasks);
  }

  private splitConjunction(formula: Formula & { kind: "and" }): void {
    this.spawned = true;
    const group = new Group("conjunction", this, (proofs) => {
      const both = conjoin(proofs);
      return this.wrap({ ...both, is: formula });
    });
    const parts = [formula.left, formula.right].map((part) => ({ formula: part, context: this.inner }));
    this.open(group, parts, this.depth);
    this.spawnInductions();
  }

  private spawnInductions(): void {
    const { formula, root } = this;
    if (formula.kind !== "imp" || this.depth.induction >= root.limits.induction) return;
    const measured = measuresFor(root.program, formula, root.limits.measures);
    if (this.depth.induction === 0)
      for (const by of measured) this.openAlternative(measureInduction(root, formula, by, this));
    const structural = root.inductionVariables(formula).slice(0, root.limits.alternatives);
    for (const index of structural)
      if (!measured.some((by) => by.index === index)) this.openInduction(formula, index);
  }

  /** Induction on the variable; of a whole statement also with the step case for two predecessors at once. */
  private openInduction(formula: Formula & { kind: "imp" }, index: number): void {
    this.openAlternative(inductionOn(this.root, formula, index, this));
    const deep = this.parent === undefined ? twoStepInduction(this.root, formula, index, this) : undefined;
    if (deep !== undefined) this.openAlternative(deep);
  }

  /** Splits on a disjunction, a condition, or a stuck term. */
  private spawnSplits(): void {
    const place = this.place();
    const split = disjunctionSplit(place, this.mostOpen);
    if (split !== undefined) this.openAlternative(split);
    else if (this.mostOpen === 1) this.noteSplitLimit(place);
    else {
      const other = conditionSplit(place) ?? caseSplit(place);
      if (other !== undefined) this.openAlternative(other);
    }
  }

  /** Names the limit where it keeps a block from going on. */
  private noteSplitLimit(place: Place): void {
    const isStuck = disjunctionSplit(place) ?? conditionSplit(place) ?? caseSplit(place);
    if (isStuck !== undefined) this.root.blockLimit ??= "split";
  }

  private place(): Place {
    const { root, blockGoal: goal, depth } = this;
    const block = this.block!;
    return { root, goal, depth, block, explainer: new Explainer(block) };
  }

  /** What splits the block proves the block's goal, what replaces the task its formula. */
  private openAlternative(alternative: Alternative): void {
    const { kind, parts, depth, proves } = alternative;
    const group = new Group(kind, this, (proofs) => {
      const proof = alternative.assemble(proofs);
      if (proves === "formula") return proof;
      return this.wrap(this.block!.witnesses.discharge(proof, alternative.explainer));
    });
    this.root.send(kind === "induction" ? "Induct" : "Split", parts.length);
    this.open(group, parts, depth);
  }
}
