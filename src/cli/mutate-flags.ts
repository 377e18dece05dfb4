/** The flags of `mutate`, and what they say. Defaults come from the settings themselves. */
import { InvalidArgumentError, Option, type Command } from "commander";
import type { FamilyKind } from "../mutate/families.js";
import { DEFAULT_SETTINGS, SMALL_LIBRARY_SETTINGS, type MutateSettings } from "../mutate/settings.js";
import { DEFAULT_IN_MEMORY } from "../mutate/storage.js";
import { defaultWorkers, parseCapacity, parseCount, parseWorkers } from "./arguments.js";

export interface MutateFlags {
  readonly rounds: number;
  readonly limit: number;
  readonly seed: number;
  readonly rules: readonly FamilyKind[];
  readonly overlap?: number;
  readonly specialise: number;
  readonly growth?: number;
  readonly out?: string;
  readonly device: "auto" | "cpu" | "webgpu";
  readonly workers: number;
  readonly inMemory: number;
  readonly resume?: boolean;
  readonly count?: boolean;
  readonly explain?: string;
  readonly rediscover?: number;
}

const RULES: ReadonlyMap<string, FamilyKind> = new Map([
  ["apply", "apply"],
  ["chain", "combine"],
  ["rw", "rewrite"],
]);

function parseRules(text: string): readonly FamilyKind[] {
  return text.split(",").map((name) => {
    const kind = RULES.get(name);
    if (kind === undefined) throw new InvalidArgumentError(`The rules are ${[...RULES.keys()].join(", ")}.`);
    return kind;
  });
}

function parseRatio(text: string): number {
  const value = /^(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (!(value > 0 && value <= 1000))
    throw new InvalidArgumentError("It must be a number above 0, such as 1.5.");
  return value;
}

export function addMutateFlags(command: Command): Command {
  const defaults = DEFAULT_SETTINGS;
  const small = SMALL_LIBRARY_SETTINGS;
  return command
    .option("--rounds <n>", "how often survivors become parents", parseCount, defaults.rounds)
    .option("--limit <n>", "mutants to keep in a round", parseCount, defaults.limit)
    .option("--seed <n>", "chooses the order in which candidates are looked at", parseCount, defaults.seed)
    .addOption(
      new Option("--rules <names>", "what mutates: apply, chain (modus ponens, syllogism), rw")
        .argParser(parseRules)
        .default(defaults.kinds, "apply,chain,rw"),
    )
    .option(
      "--overlap <n>",
      `constructors that the unified terms must have in common (default: ${defaults.overlap}, for an output ${small.overlap})`,
      parseCount,
    )
    .option(
      "--specialise <n>",
      "constructors that a target's variables may be filled with; 0 leaves the target as it is",
      parseCount,
      defaults.specialise,
    )
    .option(
      "--growth <x>",
      `how large a mutant may be, in sizes of its larger parent (default: ${defaults.growth}, for an output ${small.growth})`,
      parseRatio,
    )
    .option("--out <dir>", "where the output goes (default: proofs-out/<name>-mutants)")
    .addOption(
      new Option("--device <name>", "where terms are unified")
        .choices(["auto", "cpu", "webgpu"])
        .default("auto"),
    )
    .option("--workers <n>", "worker threads", parseWorkers, defaultWorkers())
    .option(
      "--in-memory <n>",
      "mutants that are compared in memory at once; the others wait in files, and the result is the same",
      parseCapacity,
      DEFAULT_IN_MEMORY,
    )
    .option("--resume", "go on where an interrupted run with these settings stopped")
    .option("--count", "only count the pairs of theorems that unify")
    .option(
      "--rediscover <n>",
      "only count how many of n later theorems are one step from earlier ones",
      parseCount,
    )
    .option("--explain <id>", "show one mutant of an output: parents, unifier, place, proof");
}

/** `small` for an output of the grid. */
export function settingsOf(flags: MutateFlags, small: boolean): MutateSettings {
  const { rules, specialise, seed, limit, rounds } = flags;
  const { overlap, growth } = small ? SMALL_LIBRARY_SETTINGS : DEFAULT_SETTINGS;
  return {
    ...{ kinds: rules, specialise, seed, limit, rounds },
    overlap: flags.overlap ?? overlap,
    growth: flags.growth ?? growth,
  };
}
