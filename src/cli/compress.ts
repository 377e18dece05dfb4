/**
 * Compression to a minimal basis: a theorem that the rest of the basis proves directly, without induction or splits,
 * is marked derived and takes that proof. Where the rest was itself proved with an explored theorem, those proofs are
 * first redone without it, if that can be. Explored theorems go before stated ones and large and deep ones before
 * small ones, so that what stays is what a person would keep. The theorems come back in an order in which each cites
 * only earlier ones.
 */
import type { GridLimits } from "../grid/limits.js";
import type { ProveOutcome, ProveRequest } from "../grid/prover.js";
import { formulaDepth, formulaSize } from "../logic/formula.js";
import type { Theorem } from "../proof/theorem.js";
import { named } from "./development.js";
import type { ProverPool } from "./pool.js";
import type { Progress } from "./session-options.js";

export async function compress(
  theorems: readonly Theorem[],
  pool: ProverPool,
  limits: GridLimits,
  onProgress: (progress: Progress) => void,
  /** Theorems that the pool knows and that are not among these. */
  left: readonly string[] = [],
): Promise<Theorem[]> {
  const compressor = new Compressor([...theorems], pool, limits, left);
  return compressor.run(onProgress);
}

/** Proofs that may be redone so that one theorem can leave the basis. */
const MAX_REDONE = 4;

class Compressor {
  private readonly full: GridLimits;
  private readonly direct: GridLimits;

  constructor(
    private theorems: readonly Theorem[],
    private readonly pool: ProverPool,
    limits: GridLimits,
    private readonly left: readonly string[],
  ) {
    this.full = { ...limits, suggestions: 0 };
    this.direct = { ...this.full, induction: 0, split: 0, given: 0 };
  }

  async run(onProgress: (progress: Progress) => void): Promise<Theorem[]> {
    const all = this.theorems;
    const first = await this.pool.prove(
      all.map((theorem) => this.request(theorem, withDependents(all, theorem.name), this.direct)),
    );
    let done = 0;
    for (const index of eliminationOrder(all)) {
      onProgress({ phase: "compress", done: ++done, total: all.length, detail: all[index].name });
      if (!(await this.eliminate(index, first[index])) && all[index].origin === "explored") {
        await this.exchange(index);
      }
    }
    return inCitingOrder(this.theorems);
  }

  /** Derives a theorem from what does not rest on it. `known` is a direct proof from all of that, if there is one. */
  private async eliminate(index: number, known: ProveOutcome): Promise<boolean> {
    const theorem = this.theorems[index];
    if (!proves(known, theorem)) return false;
    const without = this.outsideBasis(withDependents(this.theorems, theorem.name));
    const usable = known.uses.every((name) => !without.has(name));
    const outcome = usable ? known : await this.prove(theorem, without, this.direct);
    if (!proves(outcome, theorem)) return false;
    this.theorems = this.theorems.with(index, { ...reproved(theorem, outcome), basis: false });
    return true;
  }

  /** Derives a theorem from what does rest on it, once the proofs that cite it have been redone without it. */
  private async exchange(index: number): Promise<void> {
    const theorem = this.theorems[index];
    const citing = this.theorems.filter((other) => other.uses.includes(theorem.name));
    if (citing.length === 0 || citing.length > MAX_REDONE) return;
    const outcome = await this.prove(theorem, this.outsideBasis(new Set([theorem.name])), this.direct);
    if (!proves(outcome, theorem)) return;
    let changed = this.theorems;
    for (const other of citing) {
      const without = withDependents(changed, theorem.name);
      const redone = await this.prove(other, without, other.basis ? this.full : this.direct);
      if (!proves(redone, other)) return;
      changed = changed.with(changed.indexOf(other), reproved(other, redone));
    }
    const resting = withDependents(changed, theorem.name);
    if (outcome.uses.some((name) => resting.has(name))) return;
    this.theorems = changed.with(index, { ...reproved(theorem, outcome), basis: false });
  }

  private async prove(
    theorem: Theorem,
    without: ReadonlySet<string>,
    limits: GridLimits,
  ): Promise<ProveOutcome> {
    return (await this.pool.prove([this.request(theorem, without, limits)]))[0];
  }

  private request(theorem: Theorem, without: ReadonlySet<string>, limits: GridLimits): ProveRequest {
    const { params, formula } = theorem;
    return { params, formula, without: [...without, ...this.left], limits };
  }

  private outsideBasis(names: ReadonlySet<string>): Set<string> {
    const derived = this.theorems.filter((theorem) => !theorem.basis).map((theorem) => theorem.name);
    return new Set([...names, ...derived]);
  }
}

function proves(outcome: ProveOutcome, theorem: Theorem): boolean {
  return outcome.certificate !== undefined && outcome.vacuous === theorem.vacuous;
}

/** The theorem with another proof. */
function reproved(theorem: Theorem, outcome: ProveOutcome): Theorem {
  const { method, inductionOn, uses, witnesses, blocks } = outcome;
  return {
    ...theorem,
    method,
    inductionOn,
    uses,
    witnesses,
    blocks,
    certificate: named(outcome.certificate!, theorem.name),
  };
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
