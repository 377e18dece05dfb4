/**
 * Counterexamples to stated goals: values that the theory computes where it determines its own, and finite models of
 * its axioms where it does not. Both are evidence that was evaluated, so what is refuted here is false.
 */
import type { Explorer } from "../explore/explorer.js";
import type { Formula } from "../logic/formula.js";
import { sortText } from "../logic/sort.js";
import type { Theory } from "../logic/theory.js";
import { counterModel, elementNames } from "../models/counter-model.js";
import { findModel, outerVars } from "../models/find-model.js";
import { quickModels, type ModelLimits } from "../models/limits.js";
import type { Refuted } from "../proof/theorem.js";

export type Refutation = Pick<Refuted, "counterexample" | "model">;

/** The part of the assignments that a short look tries. */
const QUICK_EFFORT = 0.05;

export class GoalRefuter {
  constructor(
    private readonly theory: Theory,
    /** Undefined if models alone refute. */
    private readonly explorer: Explorer | undefined,
    private readonly limits: ModelLimits,
  ) {}

  /** What a short look finds; cheap enough to take it before every proof. */
  async quickly(formula: Formula): Promise<Refutation | undefined> {
    return this.byValues(formula, QUICK_EFFORT) ?? this.byModel(formula, quickModels(this.limits));
  }

  /** What the limits allow, for a goal that the first attempt did not prove. */
  async thoroughly(formula: Formula): Promise<Refutation | undefined> {
    return this.byValues(formula, 1) ?? this.byModel(formula, this.limits);
  }

  private byValues(formula: Formula, effort: number): Refutation | undefined {
    const found = this.explorer?.refute(formula, undefined, effort);
    return found === undefined ? undefined : { counterexample: found.assignment };
  }

  private async byModel(formula: Formula, limits: ModelLimits): Promise<Refutation | undefined> {
    const found = await findModel(this.theory, { refute: formula, limits });
    if (found === undefined) return undefined;
    const names = elementNames(this.theory, found.model);
    const counterexample = outerVars(formula).map(({ name, sort }) => ({
      variable: name,
      value: names.get(sortText(sort))![found.assignment.get(name)!],
    }));
    return { counterexample, model: counterModel(this.theory, found.model) };
  }
}
