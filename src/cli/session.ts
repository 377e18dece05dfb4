/**
 * A session: from a theory to checked theorems. Stated goals first, each a lemma for the next; then, for `run`, wave
 * after wave of conjectures; then the goals that were left, the minimal basis, and the checker's verdict on it all.
 */
import { Explorer, EXPLORE_LIMITS, exploreSettings } from "../explore/explorer.js";
import { GRID_LIMITS, gridLimits, type GridLimits } from "../grid/limits.js";
import { MODEL_LIMITS, modelLimits } from "../models/limits.js";
import { nearestName } from "../mpl/names.js";
import type { GoalVerdict, RunResult, StageTime, StopReason } from "../proof/run-result.js";
import type { Theorem } from "../proof/theorem.js";
import { acceptTheorems } from "./accept.js";
import { compress } from "./compress.js";
import { GoalRefuter } from "./goal-refuter.js";
import { CountingDevice } from "./counting-device.js";
import { openDevice } from "./open-device.js";
import { openPool, type ProverPool } from "./pool.js";
import { exploreAbstract } from "./abstract-laws.js";
import { Development } from "./development.js";
import { Exploration } from "./exploration.js";
import { GoalProofs } from "./goal-proofs.js";
import { LemmaSearch } from "./lemma-search.js";
import { limitsFor, NESTED, PROVE, QUICK, RUN, RUN_AGAIN, SHALLOW, type Stage } from "./schedule.js";
import { UnknownLimit, type SessionOptions } from "./session-options.js";

export async function runSession(options: SessionOptions): Promise<RunResult> {
  requireKnownLimits(options);
  const { theory } = options;
  const watch = new StopWatch();
  const opened = await openDevice(options);
  const { workers } = opened;
  const device = new CountingDevice(opened.device, opened.dispatches, options.onSuperstep);
  const pool = openPool(theory, device, workers);
  try {
    const settings = exploreSettings(theory, options.limits);
    const explorer = await Explorer.create(theory, settings, device);
    watch.lap("sample");
    const limits = gridLimits(theory.settings.grid, options.limits);
    const models = modelLimits(options.limits);
    const refuter = new GoalRefuter(theory, options.control === true ? undefined : explorer, models);
    const development = new Development(options, explorer, pool, limits.work);
    const goals = new GoalProofs(development, refuter, limits);
    const search = new LemmaSearch(development, goals, settings, device, limits);
    const follow = async (stages: readonly Stage[]): Promise<void> => {
      for (const stage of stages) await (stage === "lemmas" ? search.run() : goals.prove(stage));
    };
    await follow(options.command === "run" ? RUN : PROVE);
    watch.lap("goals");
    if (options.command === "run") {
      const [quick, nested, shallow] = [QUICK, NESTED, SHALLOW].map((strategy) =>
        limitsFor(strategy, limits),
      );
      const exploration = new Exploration(development, explorer);
      await exploreAbstract(development, refuter, quick);
      await exploration.explore(quick, nested, shallow);
      development.openConjectures = exploration.open;
      watch.lap("explore");
      await follow(RUN_AGAIN);
      watch.lap("goals again");
    }
    const theorems = await basisOf(options, development, pool, limits);
    watch.lap("compress");
    const accepted = options.check ? acceptTheorems(theory, theorems) : { theorems, rejected: [] };
    for (const rejection of accepted.rejected) development.reject(rejection);
    watch.lap("check");
    return {
      command: options.command,
      theory,
      limits: new Map(
        [...Object.entries({ ...settings, ...limits, ...models })].sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      counts: development.counts(accepted.theorems),
      messages: development.messages,
      waves: development.waves,
      goals: development.verdicts(accepted.theorems) satisfies readonly GoalVerdict[],
      theorems: accepted.theorems,
      refuted: development.allRefuted(),
      open: development.open(),
      checked: options.check,
      rejected: accepted.rejected,
      trace: development.attemptLog.trace(),
      stop: stopReason(development, explorer),
      machine: {
        device: device.name,
        adapter: opened.adapter(),
        workers,
        operations: device.uses,
        stages: watch.stages,
        totalMs: watch.total(),
        peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
      },
    };
  } finally {
    await pool.close();
    device.close();
  }
}

function stopReason(development: Development, explorer: Explorer): StopReason {
  if (development.stop.kind !== "complete" || explorer.limitMet === undefined) return development.stop;
  return { kind: "limit", detail: explorer.limitMet };
}

function requireKnownLimits(options: SessionOptions): void {
  const names = [...EXPLORE_LIMITS, ...GRID_LIMITS, ...MODEL_LIMITS].map((limit) => limit.name as string);
  const given = [
    ...options.limits.keys(),
    ...options.theory.settings.explore.keys(),
    ...options.theory.settings.grid.keys(),
  ];
  for (const name of given) {
    if (names.includes(name)) continue;
    const near = nearestName(name, names);
    throw new UnknownLimit(
      `there is no limit ${name}`,
      near === undefined ? `the limits are ${names.join(", ")}` : `did you mean ${near}?`,
    );
  }
}

class StopWatch {
  readonly stages: StageTime[] = [];
  private readonly start = performance.now();
  private last = this.start;

  lap(stage: string): void {
    const now = performance.now();
    this.stages.push({ stage, timeMs: Math.round(now - this.last) });
    this.last = now;
  }

  total(): number {
    return Math.round(performance.now() - this.start);
  }
}

/**
 * The theorems to tell. Of the lemmas that `prove` found, those that its goals rest on, compressed; all as they are, as
 * long as a goal is open.
 */
async function basisOf(
  { command, onProgress }: SessionOptions,
  development: Development,
  pool: ProverPool,
  limits: GridLimits,
): Promise<readonly Theorem[]> {
  const { theorems } = development;
  if (command === "run") return compress(theorems, pool, limits, onProgress);
  if (theorems.length > 0 && development.open().length > 0) return theorems;
  const kept = restingOn(theorems, "stated");
  const left = theorems.filter((theorem) => !kept.includes(theorem)).map(({ name }) => name);
  return restingOn(await compress(kept, pool, limits, onProgress, left), "stated");
}

/** The theorems of that origin with all that they rest on; each comes after those that it cites. */
function restingOn(theorems: readonly Theorem[], origin: Theorem["origin"]): readonly Theorem[] {
  const needed = new Set<string>();
  return [...theorems]
    .reverse()
    .filter((theorem) => {
      const isNeeded = theorem.origin === origin || needed.has(theorem.name);
      if (isNeeded) for (const name of theorem.uses) needed.add(name);
      return isNeeded;
    })
    .reverse();
}
