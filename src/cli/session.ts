/**
 * A session: from a theory to checked theorems. Stated goals first, each a lemma for the next; then, for `run`, wave
 * after wave of conjectures; then the goals that were left, the minimal basis, and the checker's verdict on it all.
 */
import { Explorer, EXPLORE_LIMITS, exploreSettings } from "../explore/explorer.js";
import { GRID_LIMITS, gridLimits } from "../grid/limits.js";
import { MODEL_LIMITS, modelLimits } from "../models/limits.js";
import { nearestName } from "../mpl/names.js";
import type { GoalVerdict, RunResult, StageTime, StopReason } from "../proof/run-result.js";
import { acceptTheorems } from "./accept.js";
import { compress } from "./compress.js";
import { GoalRefuter } from "./goal-refuter.js";
import { CountingDevice } from "./counting-device.js";
import { openDevice } from "./open-device.js";
import { openPool } from "./pool.js";
import { Development } from "./development.js";
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
    const development = new Development(options, explorer, pool, refuter, limits);
    await development.proveGoals();
    watch.lap("goals");
    if (options.command === "run") await development.explore();
    watch.lap("explore");
    await development.proveGoals();
    watch.lap("goals again");
    const theorems = await compress(development, pool, limits, options.onProgress);
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
