/**
 * Compression to a minimal basis: a theorem that the others prove directly, without induction or splits, is marked
 * derived and takes that proof. The theorems come back in an order in which each cites only earlier ones.
 */
import { named, type Development } from "./development.js";
import type { GridLimits } from "../grid/limits.js";
import type { Theorem } from "../proof/theorem.js";
import type { ProverPool } from "./pool.js";
import type { Progress } from "./session-options.js";

export async function compress(
  development: Development,
  pool: ProverPool,
  limits: GridLimits,
  onProgress: (progress: Progress) => void,
): Promise<Theorem[]> {
  const theorems = [...development.theorems];
  onProgress({ phase: "compress", done: 0, total: theorems.length, detail: "" });
  const direct: GridLimits = { ...limits, induction: 0, split: 0 };
  const requests = theorems.map(({ name, params, formula }) => ({
    params,
    formula,
    without: [name, ...dependents(theorems, name)],
    limits: direct,
  }));
  const outcomes = await pool.prove(requests);
  for (let index = theorems.length - 1; index >= 0; index--) {
    const theorem = theorems[index];
    const outcome = outcomes[index];
    if (outcome.certificate === undefined || outcome.vacuous !== theorem.vacuous) continue;
    const after = dependents(theorems, theorem.name);
    if (outcome.uses.some((name) => after.has(name))) continue;
    const { method, inductionOn, uses, blocks } = outcome;
    const certificate = named(outcome.certificate, theorem.name);
    theorems[index] = { ...theorem, method, inductionOn, uses, blocks, certificate, basis: false };
  }
  return inCitingOrder(theorems);
}

/** The names of all theorems whose proofs rest on `name`, itself not included. */
function dependents(theorems: readonly Theorem[], name: string): Set<string> {
  const found = new Set<string>();
  for (let changed = true; changed;) {
    changed = false;
    for (const theorem of theorems) {
      if (found.has(theorem.name) || !theorem.uses.some((used) => used === name || found.has(used))) continue;
      found.add(theorem.name);
      changed = true;
    }
  }
  return found;
}

/** Each theorem after those it cites, otherwise in the order in which they were found. */
function inCitingOrder(theorems: readonly Theorem[]): Theorem[] {
  const byName = new Map(theorems.map((theorem) => [theorem.name, theorem]));
  const placed = new Set<string>();
  const order: Theorem[] = [];
  const place = (theorem: Theorem): void => {
    if (placed.has(theorem.name)) return;
    placed.add(theorem.name);
    for (const used of theorem.uses) {
      const cited = byName.get(used);
      if (cited !== undefined) place(cited);
    }
    order.push(theorem);
  };
  theorems.forEach(place);
  return order;
}
