/** Theories for the grid's tests, written in MPL. */
import { Checker, readTheory } from "../../src/check/checker.js";
import { CpuDevice } from "../../src/device/cpu/cpu-device.js";
import { gridLimits, type GridLimits } from "../../src/grid/limits.js";
import { Prover, type ProveOutcome } from "../../src/grid/prover.js";
import type { Formula } from "../../src/logic/formula.js";
import type { Theory } from "../../src/logic/theory.js";
import { loadTheoryText } from "../../src/mpl/load.js";
import { theoryToCore } from "../../src/mpl/print-core.js";

/** The theory `declarations`, each line after `theory Test` given; throws what is wrong with it. */
export function theoryOf(declarations: string): Theory {
  const { theory, diagnostics } = loadTheoryText(`theory Test\n${declarations}\n`, "test.mpl");
  if (theory === undefined) throw new Error(diagnostics.map((d) => `${d.line}: ${d.message}`).join("\n"));
  return theory;
}

export function limitsWith(changes: Readonly<Partial<Record<keyof GridLimits, number>>>): GridLimits {
  return gridLimits(new Map(Object.entries(changes)));
}

export function proveAll(
  theory: Theory,
  formulas: readonly Formula[],
  limits: GridLimits,
): Promise<ProveOutcome[]> {
  const requests = formulas.map((formula) => ({ params: [], formula, without: [], limits }));
  return new Prover(theory, new CpuDevice()).prove(requests);
}

/** Why the checker refuses the outcome's certificate; undefined if it accepts it. */
export function refusal(theory: Theory, outcome: ProveOutcome): string | undefined {
  const read = readTheory(theoryToCore({ ...theory, goals: [] }));
  if (!read.ok) return `theory, line ${read.line}: ${read.reason}`;
  const lines = (outcome.certificate ?? []).map((line) =>
    "format" in line ? { ...line, theorem: "goal" } : line,
  );
  const verdict = new Checker(read.theory).check(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return verdict.ok ? undefined : `line ${verdict.line}: ${verdict.reason}`;
}
