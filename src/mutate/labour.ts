/**
 * The work that threads share: parts of a join, and runs of candidates to judge. A labourer is given the library once;
 * what it answers depends on that and on the request, never on who it is or what it did before.
 */
import {
  MAX_UNIFY_VARS,
  UNBOUND,
  type Device,
  type UnifyRequest,
  type UnifyResult,
} from "../device/device.js";
import { Canonicaliser } from "./canonical.js";
import { Expander, type Unified } from "./expand.js";
import type { Family } from "./families.js";
import { constructorCount, headAt, isVariable, overlap, WordList } from "./flat-terms.js";
import type { InferenceRules } from "./inference-rules.js";
import { join, type JoinedPairs, type JoinShare, type JoinSides } from "./join.js";
import { Judge, VERDICTS } from "./judge.js";
import type { Library } from "./library.js";
import { CandidateSpace, Permutation } from "./sampling.js";
import type { MutateSettings } from "./settings.js";

/** A family with the pairs of patterns that may be mutated. */
export interface PairedFamily {
  readonly family: Family;
  readonly left: Uint32Array;
  readonly right: Uint32Array;
}

/** Candidates `first` … `end-1` of a family, in the order that the seed gives. */
export interface Chunk {
  readonly family: number;
  readonly first: number;
  readonly end: number;
}

export interface ChunkResult {
  /** By verdict. */
  readonly counts: Uint32Array;
  /** Of each candidate worth having: its number, its key, its cells. */
  readonly index: Float64Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly size: Uint32Array;
}

export interface Workplace {
  readonly library: Library;
  readonly rules: InferenceRules;
  readonly settings: MutateSettings;
}

const STEP_BUDGET = 4096;

export class Labourer {
  readonly #expander: Expander;
  #judge: Judge | undefined;
  #spaces: readonly CandidateSpace[] = [];
  #orders: readonly Permutation[] = [];
  #families: readonly Family[] = [];
  readonly #canonical = new Canonicaliser();

  constructor(
    private readonly workplace: Workplace,
    private readonly device: Device,
  ) {
    this.#expander = new Expander(workplace.library, workplace.rules);
  }

  /** Counts and collects pairs; with `measured`, only those that the settings let through. */
  join(sides: JoinSides, share: JoinShare | undefined, measured: boolean): Promise<JoinedPairs> {
    const { overlap: least, specialise } = this.workplace.settings;
    const keep = (request: UnifyRequest, result: UnifyResult, index: number): boolean =>
      pairOverlap(request, index) >= least && pairSpecialisation(request, result, index) <= specialise;
    return join(this.device, sides, share, measured ? keep : undefined);
  }

  /** What `chunk` and `unified` number from now on. */
  setFamilies(paired: readonly PairedFamily[]): void {
    const { seed } = this.workplace.settings;
    this.#families = paired.map(({ family }) => family);
    this.#spaces = paired.map(({ family, left, right }) => new CandidateSpace(family.sides, left, right));
    this.#orders = this.#spaces.map((space, index) => new Permutation(space.total, seed + index));
  }

  get totals(): readonly number[] {
    return this.#spaces.map((space) => space.total);
  }

  get expander(): Expander {
    return this.#expander;
  }

  /** The candidates at some places of a family's order, each with its unifier; the array is good until the next call. */
  async unified(family: number, places: Iterable<number>): Promise<Unified[]> {
    const space = this.#spaces[family];
    const candidates = Array.from(places, (place) => space.at(this.#orders[family].at(place)));
    const pairs = new Uint32Array(2 * candidates.length);
    candidates.forEach(({ pair }, i) => {
      pairs[2 * i] = space.leftPatterns[pair];
      pairs[2 * i + 1] = space.rightPatterns[pair];
    });
    const { left, right, matchOnly } = space.sides;
    const { unifies, bindings } = await this.device.unify({
      ...{ left: left.terms, right: right.terms, pairs, matchOnly },
      stepBudget: STEP_BUDGET,
    });
    return candidates.map((candidate, i) => {
      if (unifies[i] !== 1) throw new Error("a pair of the join does not unify");
      const offset = i * 2 * MAX_UNIFY_VARS;
      return {
        family: this.#families[family],
        left: candidate.left,
        right: candidate.right,
        bindings,
        offset,
      };
    });
  }

  async chunk({ family, first, end }: Chunk): Promise<ChunkResult> {
    this.#judge ??= new Judge(this.workplace.library, this.workplace.rules, this.workplace.settings);
    const counts = new Uint32Array(VERDICTS.length);
    const [low, high, size] = [new WordList(), new WordList(), new WordList()];
    const index: number[] = [];
    const places = Array.from({ length: end - first }, (_, i) => first + i);
    for (const [i, unified] of (await this.unified(family, places)).entries()) {
      const { verdict, statement } = this.#judge.judge(this.#expander, unified);
      counts[VERDICTS.indexOf(verdict)]++;
      if (statement === undefined) continue;
      this.#canonical.run(statement);
      index.push(places[i]);
      low.push(this.#canonical.low);
      high.push(this.#canonical.high);
      size.push(statement.size);
    }
    return {
      ...{ counts, index: Float64Array.from(index) },
      ...{ low: low.toArray(), high: high.toArray(), size: size.toArray() },
    };
  }
}

function pairOverlap({ left, right, pairs }: UnifyRequest, index: number): number {
  return overlap(left.cells, left.start[pairs[2 * index]], right.cells, right.start[pairs[2 * index + 1]]);
}

/** Constructors that the unifier puts into the right side's variables, and pairs of those that it makes one. */
function pairSpecialisation({ left, right }: UnifyRequest, { bindings }: UnifyResult, index: number): number {
  const cellsOf = [left.cells, right.cells];
  const offset = index * 2 * MAX_UNIFY_VARS;
  let sum = 0;
  for (let slot = MAX_UNIFY_VARS; slot < 2 * MAX_UNIFY_VARS; slot++) {
    const bound = bindings[offset + slot];
    if (bound === UNBOUND) continue;
    const cells = cellsOf[bound & 1];
    const cell = bound >>> 1;
    sum += isVariable(headAt(cells, cell)) ? 1 : constructorCount(cells, cell);
  }
  return sum;
}
