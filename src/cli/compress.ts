/**
 * Compression to a minimal basis: a theorem that the rest of the basis proves directly, without induction or splits,
 * is marked derived and takes that proof. Explored theorems go before stated ones and large and deep ones before small ones, so
 * that what stays is what a person would keep. The theorems come back in an order in which each cites only earlier
 * ones.
 */
import type { GridLimits } from "../grid/limits.js";
import type { ProveOutcome, ProveRequest } from "../grid/prover.js";
import { formulaDepth, formulaSize } from "../logic/formula.js";
import type { Theorem } from "../proof/theorem.js";
import { named, type Development } from "./development.js";
import type { ProverPool } from "./pool.js";
import type { Progress } from "./session-options.js";

export async function compress(
  development: Development,
  pool: ProverPool,
  limits: GridLimits,
  onProgress: (progress: Progress) => void,
): Promise<Theorem[]> {
  const theorems = [...development.theorems];
  const direct: GridLimits = { ...limits, induction: 0, split: 0 };
  const request = (theorem: Theorem, without: ReadonlySet<string>): ProveRequest => {
    const { params, formula } = theorem;
    return { params, formula, without: [...without], limits: direct };
  };
  const candidates = theorems.map((theorem) => request(theorem, withDependents(theorems, theorem.name)));
  const first = await pool.prove(candidates);
  let done = 0;
  for (const index of eliminationOrder(theorems)) {
    onProgress({ phase: "compress", done: ++done, total: theorems.length, detail: theorems[index].name });
    if (!proves(first[index], theorems[index])) continue;
    const without = withDependents(theorems, theorems[index].name);
    for (const theorem of theorems) if (!theorem.basis) without.add(theorem.name);
    const usable = first[index].uses.every((name) => !without.has(name));
    const outcome = usable ? first[index] : (await pool.prove([request(theorems[index], without)]))[0];
    if (proves(outcome, theorems[index])) theorems[index] = derived(theorems[index], outcome);
  }
  return inCitingOrder(theorems);
}

function proves(outcome: ProveOutcome, theorem: Theorem): boolean {
  return outcome.certificate !== undefined && outcome.vacuous === theorem.vacuous;
}

function derived(theorem: Theorem, outcome: ProveOutcome): Theorem {
  const { method, inductionOn, uses, blocks } = outcome;
  const certificate = named(outcome.certificate!, theorem.name);
  return { ...theorem, method, inductionOn, uses, blocks, certificate, basis: false };
}

function eliminationOrder(theorems: readonly Theorem[]): number[] {
  const rank = theorems.map(({ origin, formula }) => ({
    stated: origin === "stated",
    size: formulaSize(formula),
    depth: formulaDepth(formula),
  }));
  return theorems
    .map((_, index) => index)
    .sort(
      (a, b) =>
        Number(rank[a].stated) - Number(rank[b].stated) ||
        rank[b].size - rank[a].size ||
        rank[b].depth - rank[a].depth ||
        b - a,
    );
}

/** The theorem and all whose proofs rest on it. */
function withDependents(theorems: readonly Theorem[], name: string): Set<string> {
  const found = new Set([name]);
  for (let changed = true; changed;) {
    changed = false;
    for (const theorem of theorems) {
      if (found.has(theorem.name) || !theorem.uses.some((used) => found.has(used))) continue;
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
