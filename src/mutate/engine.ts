/**
 * A mutation run: rounds over a growing library. Each round's mutants are proved by the backend and handed to the sink in
 * the seed's order; what was proved may be a parent in the next round. The result depends on the library and the
 * settings alone: not on the device, the workers, or on whether the run was cut and resumed.
 */
import { TERM_WORDS, type Device } from "../device/device.js";
import type { Statement } from "./expand.js";
import { extendLibrary, type NewTheorem } from "./extend-library.js";
import type { Funnel } from "./funnel.js";
import { findInferenceRules } from "./inference-rules.js";
import type { Journal } from "./journal.js";
import type { Library, Mutant, MutationSource, ProvedMutant, Refusal } from "./library.js";
import { LabourPool } from "./pool.js";
import { batches, Round, type RoundProgress, type Survivors } from "./round.js";
import { Cooccurrence, type Scores } from "./scores.js";
import { SeenKeys } from "./seen-keys.js";
import type { MutateSettings } from "./settings.js";
import { StatementLog } from "./sieve.js";
import type { Storage } from "./storage.js";

/** A mutant with its proof, as the sink gets it. Labels of parents are those of `library`. */
export interface KeptMutant {
  readonly label: string;
  readonly round: number;
  readonly mutant: Mutant;
  readonly proved: ProvedMutant;
  readonly scores: Scores;
  readonly library: Library;
}

export interface MutateOptions {
  readonly settings: MutateSettings;
  readonly device: Device;
  readonly workers: number;
  /** What of the run is in memory, and where the rest is. */
  readonly storage: Storage;
  readonly journal: Journal;
  readonly onProgress: (progress: RoundProgress) => void;
  readonly onMutant: (kept: KeptMutant) => void | Promise<void>;
}

export interface MutateResult {
  /** One a round. */
  readonly funnels: readonly Funnel[];
  readonly kept: number;
}

/** Survivors beyond the limit, for those that the backend refuses. */
const SPARE = 1.01;
const PROVE_BATCH = 2048;
const TOO_LARGE: Refusal = { refused: "proof too large", detail: "its terms do not fit" };
/** Mutants of a round that are parents in the next. */
const MAX_PARENTS = 20_000;

export async function mutate(source: MutationSource, options: MutateOptions): Promise<MutateResult> {
  const keys = new SeenKeys(options.storage);
  const earlier = new StatementLog(options.storage);
  try {
    return await rounds(source, options, keys, earlier);
  } finally {
    keys.discard();
    earlier.discard();
  }
}

async function rounds(
  source: MutationSource,
  options: MutateOptions,
  keys: SeenKeys,
  earlier: StatementLog,
): Promise<MutateResult> {
  const { settings, device, workers, storage, journal, onProgress } = options;
  const rules = findInferenceRules(source.library);
  const cooccurrence = new Cooccurrence(source.library);
  const funnels: Funnel[] = [];
  let library = source.library;
  let fresh = 0;
  let kept = 0;
  for (let number = 1; number <= settings.rounds; number++) {
    const workplace = { library, rules, settings };
    const pool = new LabourPool(workplace, device, workers);
    const context = { workplace, pool, round: number, fresh, keys, earlier, storage, journal, onProgress };
    const round = new Round(context);
    try {
      await round.prepare();
      const survivors = await round.survivors(Math.ceil(settings.limit * SPARE));
      const prover = new Prover({ source, options, library, cooccurrence, earlier, first: kept });
      const parents = await prover.prove(round, number, survivors);
      kept += prover.kept;
      round.funnel.set("kept", prover.kept);
      funnels.push(round.funnel);
      fresh = library.table.theoremCount;
      if (number < settings.rounds) library = adopt(source, library, parents);
      if (parents.length === 0) break;
    } finally {
      round.discard();
      await pool.close();
    }
  }
  return { funnels, kept };
}

/** A mutant that may be a parent, without what only its own proof needed. */
interface Parent {
  readonly theorem: NewTheorem;
  readonly distinct: ProvedMutant["distinct"];
}

function adopt(source: MutationSource, library: Library, parents: readonly Parent[]): Library {
  const first = library.table.theoremCount;
  parents.forEach(({ theorem: { label, mutant }, distinct }, i) => {
    source.backend.adopt(first + i, label, mutant, distinct);
  });
  return extendLibrary(
    library,
    parents.map(({ theorem }) => theorem),
  );
}

interface ProverContext {
  readonly source: MutationSource;
  readonly options: MutateOptions;
  readonly library: Library;
  readonly cooccurrence: Cooccurrence;
  readonly earlier: StatementLog;
  /** Mutants kept before this round. */
  readonly first: number;
}

/** The last stage of a round: survivors to proofs. */
class Prover {
  kept = 0;
  readonly #parents: Parent[] = [];
  readonly #context: ProverContext;

  constructor(context: ProverContext) {
    this.#context = context;
  }

  /** Proves survivors until the limit is reached; returns those that may be parents. */
  async prove(round: Round, number: number, survivors: Survivors): Promise<readonly Parent[]> {
    const { settings, onProgress, onMutant } = this.#context.options;
    const total = Math.min(settings.limit, survivors.count);
    for (const group of batches(survivors, PROVE_BATCH)) {
      if (this.kept >= settings.limit) break;
      const ready: KeptMutant[] = [];
      await round.visit(group, (_, statement) => {
        if (this.kept >= settings.limit) return;
        const kept = this.#proveOne(round, number, statement);
        if (kept !== undefined) ready.push(kept);
      });
      for (const kept of ready) await onMutant(kept);
      onProgress({ phase: "prove", done: this.kept, total });
    }
    return this.#parents;
  }

  #proveOne(round: Round, number: number, statement: Statement): KeptMutant | undefined {
    const { source, library, cooccurrence, earlier, first, options } = this.#context;
    const surprise = cooccurrence.surprise(statement);
    const { chapters, proofSize } = round.heritage();
    const mutant = round.mutant();
    const label = source.backend.label(first + this.kept + 1);
    const proved = mutant === undefined ? TOO_LARGE : source.backend.prove(mutant, label);
    if (mutant === undefined || "refused" in proved) {
      round.funnel.add(`refused: ${"refused" in proved ? proved.refused : ""}`, 1);
      return undefined;
    }
    this.kept++;
    const steps = proofSize + proved.steps;
    if (number < options.settings.rounds) earlier.push(first + this.kept, statement);
    if (number < options.settings.rounds && this.#parents.length < MAX_PARENTS) {
      const names = source.backend.variableNames(mutant);
      const distinct = proved.distinct.map(([a, b]) => [names.indexOf(a), names.indexOf(b)] as const);
      const stated = { ...mutant, cells: mutant.cells.slice(0, statement.size * TERM_WORDS) };
      const theorem: NewTheorem = {
        ...{ label, mutant: stated, distinct },
        ...{ chapter: chapters[1], proofSize: steps },
      };
      this.#parents.push({ theorem, distinct: proved.distinct });
    }
    const scores: Scores = {
      size: statement.size,
      elegance: steps / statement.size,
      surprise,
      crossChapter: chapters[0] !== chapters[1],
    };
    return { label, round: number, mutant, proved, scores, library };
  }
}
