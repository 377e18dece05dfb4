/** Proves a scenario's goals and judges the answers: by the model, and by the independent checker. */
import { Checker, readTheory } from "../../src/check/checker.js";
import { CpuDevice } from "../../src/device/cpu/cpu-device.js";
import { gridLimits } from "../../src/grid/limits.js";
import { Prover, type ProveOutcome } from "../../src/grid/prover.js";
import { formulaText } from "../../src/logic/formula.js";
import type { Theory } from "../../src/logic/theory.js";
import { theoryToCore } from "../../src/mpl/print-core.js";
import type { CertificateLine } from "../../src/proof/certificate.js";
import { holds, type Model } from "./model.js";
import type { Scenario, Statement } from "./scenario.js";

export const LIMITS = gridLimits(
  new Map([
    ["nodes", 150],
    ["steps", 6],
    ["blocks", 12],
    ["matches", 4000],
    ["given", 24],
  ]),
);

export interface Finding {
  /** The proved statement is false in the model; the checker refuses its proof; the prover threw. */
  readonly kind: "unsound" | "refused" | "threw";
  readonly reason: string;
  /** Theory, and the goal as its theorem, as core text. */
  readonly theory: string;
}

export class Tally {
  theories = 0;
  goals = 0;
  proved = 0;
  falseGoals = 0;
  readonly rules = new Map<string, number>();
  readonly methods = new Map<string, number>();
  readonly findings: Finding[] = [];

  count(outcome: ProveOutcome): void {
    this.proved++;
    this.methods.set(outcome.method, (this.methods.get(outcome.method) ?? 0) + 1);
    for (const line of outcome.certificate ?? []) {
      if ("rule" in line) this.rules.set(line.rule, (this.rules.get(line.rule) ?? 0) + 1);
    }
  }
}

export async function judge(scenario: Scenario, tally: Tally): Promise<void> {
  const { theory, model, goals } = scenario;
  const prover = new Prover(theory, new CpuDevice());
  const checker = checkerOf(theory);
  const known: Statement[] = [];
  tally.theories++;
  const half = Math.ceil(goals.length / 2);
  for (const wave of [goals.slice(0, half), goals.slice(half)]) {
    const outcomes = await attempt(prover, wave);
    for (const [index, outcome] of outcomes.entries()) {
      const goal = wave[index];
      tally.goals++;
      if (!holds(model, goal.formula)) tally.falseGoals++;
      const finding = verdict(outcome, goal, model, checker, `t${known.length}`);
      if (finding !== undefined) tally.findings.push(await minimised(finding, theory, known, goal, model));
      if (typeof outcome === "string" || outcome.certificate === undefined) continue;
      tally.count(outcome);
      if (finding === undefined) known.push(goal);
    }
    known.forEach((statement, index) => {
      if (wave.includes(statement)) prover.addTheorem({ ...statement, name: `t${index}` });
    });
  }
}

function checkerOf(theory: Theory): Checker {
  const read = readTheory(theoryToCore(theory));
  if (!read.ok)
    throw new Error(`the checker refuses line ${read.line}: ${read.reason}\n${theoryToCore(theory)}`);
  return new Checker(read.theory);
}

/** Outcomes of the goals together; if that throws, one by one, the error's text where it throws. */
async function attempt(prover: Prover, goals: readonly Statement[]): Promise<(ProveOutcome | string)[]> {
  const requests = goals.map((goal) => ({ ...goal, without: [], limits: LIMITS }));
  try {
    return await prover.prove(requests);
  } catch {
    const outcomes: (ProveOutcome | string)[] = [];
    for (const request of requests) {
      try {
        outcomes.push(...(await prover.prove([request])));
      } catch (error) {
        outcomes.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
      }
    }
    return outcomes;
  }
}

function verdict(
  outcome: ProveOutcome | string,
  goal: Statement,
  model: Model,
  checker: Checker,
  name: string,
): Pick<Finding, "kind" | "reason"> | undefined {
  if (typeof outcome === "string") return { kind: "threw", reason: outcome };
  if (outcome.certificate === undefined) return undefined;
  if (!holds(model, goal.formula)) return { kind: "unsound", reason: "false in the model" };
  const answer = checker.check(textOf(outcome.certificate, name));
  if (answer.ok) return undefined;
  const lines = outcome.certificate.map((line, index) => `${index + 1}: ${JSON.stringify(line)}`).join("\n");
  return { kind: "refused", reason: `line ${answer.line}: ${answer.reason}\n${lines}` };
}

export function textOf(certificate: readonly CertificateLine[], name: string): string {
  const lines = certificate.map((line) => ("format" in line ? { ...line, theorem: name } : line));
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** Leaves out facts as long as the same kind of finding remains; earlier theorems count as axioms. */
async function minimised(
  found: Pick<Finding, "kind" | "reason">,
  theory: Theory,
  theorems: readonly Statement[],
  goal: Statement,
  model: Model,
): Promise<Finding> {
  const lemmas = theorems.map((theorem, index) => ({
    ...theorem,
    name: `lemma${index}`,
    kind: "axiom" as const,
    origin: theory.name,
  }));
  let smallest: Theory = { ...theory, facts: [...theory.facts, ...lemmas] };
  let finding = found;
  for (let index = smallest.facts.length - 1; index >= 0; index--) {
    const candidate: Theory = { ...smallest, facts: smallest.facts.toSpliced(index, 1) };
    const [outcome] = await attempt(new Prover(candidate, new CpuDevice()), [goal]);
    const again = verdict(outcome, goal, model, checkerOf(candidate), "goal");
    if (again?.kind === found.kind) [smallest, finding] = [candidate, again];
  }
  const params = goal.params.length === 0 ? "" : `{${goal.params.join(",")}}`;
  return {
    ...finding,
    theory: `${theoryToCore(smallest)}theorem goal${params} : ${formulaText(goal.formula)}`,
  };
}
