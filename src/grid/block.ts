/**
 * A Logic Block: one proof context (eigenconstants, hypotheses, a goal) with its own e-graph. It applies the matches
 * that the grid hands it, rebuilds, and knows when its goal is reached. Why anything holds is in its application log:
 * one entry an applied rule, with the nodes matched and built.
 */
import { clausify } from "../compile/clause.js";
import { compileClause, compileGround, compileTerms } from "../compile/compile-clause.js";
import { descentsOf } from "../compile/descents.js";
import type { Program } from "../compile/program.js";
import type { Operand, Pattern, Rule } from "../compile/rule.js";
import { MAX_EIGEN, eigenSymbol, tupleSymbol, type SymbolTable } from "../compile/symbols.js";
import { MAX_ARGS } from "../device/device.js";
import type { Formula } from "../logic/formula.js";
import type { Term, Var } from "../logic/term.js";
import type { Sort } from "../logic/sort.js";
import type { Proof } from "../proof/proof.js";
import type { WitnessHost } from "./block-view.js";
import { ApplicationLog } from "./application-log.js";
import { EGraph, EdgeKind, FALSE_NODE, TRUE_NODE } from "./egraph.js";
import { withoutKnownPremises } from "./discharge.js";
import { Domains } from "./domains.js";
import { Explainer } from "./explain.js";
import { goalTerms, largestSize } from "./goal-terms.js";
import type { GridLimits } from "./limits.js";
import { Witnesses } from "./witnesses.js";

/** A disjunction found to hold: the application that found it. */
export interface PendingSplit {
  readonly application: number;
  readonly before: number;
}

export interface BlockProblem {
  readonly program: Program;
  readonly limits: GridLimits;
  readonly eigens: readonly Var[];
  /** Assumption leaves, and anything else already proved in the context. */
  readonly hypotheses: readonly Proof[];
  /** An atom or equation, or `false`. */
  readonly goal: Formula;
  readonly freshName: (base: string) => string;
  /** Of constants that come from facts about all values, by name: how many such facts led there, one from another. */
  readonly generations: Map<string, number>;
  readonly now: number;
}

export type Outcome = "running" | "proved" | "saturated" | "limit";

export class Block implements WitnessHost {
  readonly graph: EGraph;
  readonly symbols: SymbolTable;
  readonly eigens: Var[];
  readonly hypotheses: Proof[];
  readonly localRules: Rule[] = [];
  readonly splits: PendingSplit[] = [];
  /** Applications of the rules that ask for conditions. */
  readonly conditions: number[] = [];
  readonly witnesses: Witnesses;
  outcome: Outcome = "running";
  /** Which limit was met first, for `limit` and for the reader. */
  limitMet: string | undefined;
  stepCount = 0;

  private readonly program: Program;
  private readonly limits: GridLimits;
  private readonly sizeLimit: number;
  private readonly goalPatterns: readonly Pattern[];
  private readonly goalApplication: number;
  private readonly log: ApplicationLog;
  private readonly seen = new Set<string>();
  private readonly domains: Domains;

  constructor(private readonly problem: BlockProblem) {
    this.program = problem.program;
    this.symbols = problem.program.symbols;
    this.limits = problem.limits;
    this.eigens = [...problem.eigens];
    this.hypotheses = withoutKnownPremises(problem.hypotheses, problem.freshName);
    this.graph = new EGraph(this.symbols);
    this.graph.now = problem.now;
    this.log = new ApplicationLog(this.graph, this.symbols, (limit) => {
      this.meetLimit(limit);
    });
    this.sizeLimit =
      largestSize([...problem.hypotheses.map(({ is }) => is), problem.goal]) +
      problem.limits.growth +
      descentsOf(this.program.theory).growth;
    this.witnesses = new Witnesses(this, problem.limits.witnesses, problem.freshName, problem.generations);
    this.domains = new Domains(this, problem.program.theory);
    const terms = goalTerms(problem.goal);
    const goal = compileTerms(terms, this.compileContext());
    this.goalPatterns = goal.patterns;
    this.goalApplication = this.recordGiven(goal.rule);
    this.recordGiven(compileTerms(this.eigens, this.compileContext()).rule);
    this.hypotheses.forEach((_, index) => {
      this.addHypothesis(index);
    });
    for (const rule of this.program.rules) if (rule.width === 0) this.applyNodes(rule, []);
    this.addDomain(0);
    this.finishStep();
  }

  // ------------------------------------------------------------------------------------------------ superstep parts

  /** Applies a match: the rows are given as this block's nodes. */
  applyMatch(rule: Rule, rows: readonly number[]): void {
    if (this.graph.contradiction === undefined) this.applyNodes(rule, rows);
  }

  /** Rebuilds after the matches of a superstep, and settles the outcome. */
  finishStep(): void {
    this.graph.rebuild();
    const isQuiet = this.splits.length === 0 && this.graph.contradiction === undefined;
    if (isQuiet && this.witnesses.resume()) this.graph.rebuild();
    if (this.graph.contradiction !== undefined || this.goalReached()) this.outcome = "proved";
  }

  /** Begins a superstep; what changes from here on is new to the next match. */
  beginStep(now: number): void {
    this.graph.now = now;
    this.graph.changed = false;
    this.stepCount++;
  }

  /** Ends a superstep that did not prove the goal. */
  settle(): void {
    if (this.outcome !== "running") return;
    if (!this.graph.changed) this.domains.expand();
    if (!this.graph.changed) this.outcome = this.limitMet === undefined ? "saturated" : "limit";
    else if (this.stepCount >= this.limits.steps) {
      this.limitMet ??= "steps";
      this.outcome = "limit";
    }
  }

  /** Goes on with the existential facts that wait, if supersteps are left. */
  resume(): boolean {
    const isOver = this.stepCount >= this.limits.steps;
    if (isOver) this.meetLimit("steps");
    if (isOver || !this.witnesses.resume()) return false;
    this.outcome = "running";
    this.finishStep();
    return true;
  }

  // ---------------------------------------------------------------------------------------------------- application

  get goal(): Formula {
    return this.problem.goal;
  }

  ruleOf(application: number): Rule {
    return this.log.ruleOf(application);
  }

  operandNode(application: number, operand: Operand): number {
    return this.log.operandNode(application, operand);
  }

  boundRoots(application: number): number[] {
    return this.log.boundRoots(application);
  }

  rangesOverDomain(application: number): boolean {
    return this.log.rangesOverDomain(application);
  }

  compileContext(): { symbols: SymbolTable; eigens: ReadonlyMap<string, number> } {
    return { symbols: this.symbols, eigens: new Map(this.eigens.map((v, index) => [v.name, index])) };
  }

  /** Adds an eigenconstant; undefined when the block can hold no more. */
  addEigen(v: Var): number | undefined {
    if (this.eigens.length >= MAX_EIGEN) {
      this.limitMet ??= "eigenconstants";
      return undefined;
    }
    this.eigens.push(v);
    return this.graph.add(eigenSymbol(this.eigens.length - 1), 0, 0, 0, 0, 0);
  }

  assume(hypothesis: Proof): void {
    this.hypotheses.push(hypothesis);
    this.addHypothesis(this.hypotheses.length - 1);
  }

  /** Takes the hypothesis of this number into the block: ground facts at once, the others as local rules. */
  private addHypothesis(index: number): void {
    const origin = { kind: "hypothesis" as const, index };
    for (const clause of clausify(this.hypotheses[index].is)) {
      const label = `hypothesis ${index + 1}`;
      if (clause.vars.length === 0 && clause.premises.length === 0) {
        const rule = compileGround(clause, origin, label, this.compileContext());
        this.conclude(rule, this.recordGiven(rule));
      } else this.localRules.push(...compileClause(clause, origin, label, this.compileContext()));
    }
  }

  freshName(base: string): string {
    return this.problem.freshName(base);
  }

  meetLimit(name: string): void {
    this.limitMet ??= name;
  }

  private applyNodes(rule: Rule, rows: readonly number[]): void {
    const application = this.log.record(rule, rows, this.sizeLimit, this.limits.nodes);
    if (application !== undefined) this.conclude(rule, application);
  }

  /** The problem's own terms are never too large. */
  private recordGiven(rule: Rule): number {
    return this.log.record(rule, [], Infinity, Infinity)!;
  }

  private conclude(rule: Rule, application: number): void {
    const { conclusion } = rule;
    switch (conclusion.kind) {
      case "eq": {
        const left = this.log.patternNode(conclusion.left, application);
        this.graph.merge(
          left,
          this.log.patternNode(conclusion.right, application),
          EdgeKind.Rule,
          application,
        );
        return;
      }
      case "atom": {
        const truth = conclusion.positive ? TRUE_NODE : FALSE_NODE;
        this.graph.merge(
          this.log.patternNode(conclusion.pattern, application),
          truth,
          EdgeKind.Rule,
          application,
        );
        return;
      }
      case "false":
        this.graph.contradiction ??= { kind: "rule", application };
        return;
      case "split":
        if (this.isFirst(rule, application)) this.splits.push({ application, before: this.graph.edgeCount });
        return;
      case "exists":
        if (this.isFirst(rule, application)) this.witnesses.introduce(application, conclusion.formula);
        return;
      case "consider":
        return;
      case "condition":
        if (this.isFirst(rule, application)) this.conditions.push(application);
        return;
      default:
        conclusion satisfies never;
    }
  }

  /** False if the rule was applied before to the same classes. */
  private isFirst(rule: Rule, application: number): boolean {
    const key = `${rule.label} ${this.boundRoots(application).join(" ")}`;
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }

  // ----------------------------------------------------------------------------------------------------------- goal

  private goalReached(): boolean {
    const { goal } = this.problem;
    if (goal.kind === "false") return false;
    const [left, right] = this.goalPatterns.map((pattern) =>
      this.log.patternNode(pattern, this.goalApplication),
    );
    return this.graph.sameClass(left, goal.kind === "eq" ? right : TRUE_NODE);
  }

  /** Proves the goal of a block whose outcome is `proved`, from its hypotheses. */
  prove(): Proof {
    const explainer = new Explainer(this);
    const proof = explainer.goal(this.problem.goal, this.goalPatterns, this.goalApplication);
    return this.witnesses.discharge(proof, explainer);
  }

  /** True if the goal followed because the hypotheses contradict each other. */
  get contradictory(): boolean {
    return this.graph.contradiction !== undefined;
  }

  // ---------------------------------------------------------------------------------------------------------- terms

  /** Marks the nodes from `from` on as values that variables without a trigger range over. */
  addDomain(from: number): void {
    this.domains.mark(from, [...this.program.rules, ...this.localRules]);
    this.addQuestion();
  }

  /** Brings ground terms in, of any size. */
  addTerms(terms: readonly Term[]): void {
    this.recordGiven(compileTerms(terms, this.compileContext()).rule);
  }

  /** The goal as a node of the equality symbol, for the rules that wait for an equation in question. */
  private addQuestion(): void {
    const { goal } = this.problem;
    if (goal.kind !== "eq") return;
    const [left, right] = this.goalPatterns.map((pattern) =>
      this.log.patternNode(pattern, this.goalApplication),
    );
    const symbol = this.symbols.equality(this.nodeSort(left)!);
    if (this.domains.asksFor(symbol)) this.graph.add(symbol, 2, left, right, 0, 0);
  }

  /** The sorts of the goal's sides, or of its arguments. */
  goalSorts(): readonly Sort[] {
    const nodes = this.goalPatterns.map((pattern) => this.log.patternNode(pattern, this.goalApplication));
    if (this.problem.goal.kind === "eq") return nodes.map((node) => this.nodeSort(node)!);
    return nodes.flatMap((node) => this.symbols.infos[this.graph.symbol[node]].args);
  }

  /** A node congruent to the ground term, if the block has one. */
  nodeOf(term: Term): number | undefined {
    if (term.kind === "var") {
      const index = this.eigens.findIndex((v) => v.name === term.name);
      return index < 0 ? undefined : this.found(this.graph.find(eigenSymbol(index), 0, 0, 0, 0, 0));
    }
    const args: number[] = [];
    for (const arg of term.args) {
      const node = this.nodeOf(arg);
      if (node === undefined) return undefined;
      args.push(node);
    }
    return this.row(this.symbols.symbol(term.symbol, term.sorts), args);
  }

  /** The row of an application; a list of arguments that is longer than a row is cut as the compiler cuts it. */
  private row(symbol: number, args: readonly number[]): number | undefined {
    if (args.length > MAX_ARGS) {
      const own = args.slice(0, MAX_ARGS - 1);
      const others = args.slice(own.length);
      const rest = this.row(tupleSymbol(Math.min(others.length, MAX_ARGS)), others);
      return rest === undefined ? undefined : this.row(symbol, [...own, rest]);
    }
    const [a = 0, b = 0, c = 0, d = 0] = args;
    return this.found(this.graph.find(symbol, args.length, a, b, c, d));
  }

  private found(node: number): number | undefined {
    return node < 0 ? undefined : node;
  }

  nodeSort(node: number): Var["sort"] | undefined {
    const symbol = this.graph.symbol[node];
    const info = this.symbols.infos[symbol];
    if (info.kind === "eigen") return this.eigens[symbol - eigenSymbol(0)].sort;
    return info.result;
  }
}
