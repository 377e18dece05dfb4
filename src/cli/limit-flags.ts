/**
 * The limits as flags: a few have a flag of their own, all of them can be given as `--limit name=value`. Names,
 * defaults and meanings come from the parts that obey them.
 */
import type { Command } from "commander";
import { EXPLORE_LIMITS } from "../explore/settings.js";
import { GRID_LIMITS } from "../grid/limits.js";
import { MODEL_LIMITS } from "../models/limits.js";
import { parseCount, parseLimit } from "./arguments.js";
import { CommandFailure, ExitCode } from "./command.js";
import { textTable } from "./text-table.js";

const LIMITS = [...EXPLORE_LIMITS, ...GRID_LIMITS, ...MODEL_LIMITS];
const WITH_FLAG: ReadonlySet<string> = new Set(["size", "vars", "nodes", "steps", "induction"]);

export function addLimitFlags(command: Command): Command {
  for (const limit of LIMITS) {
    if (WITH_FLAG.has(limit.name)) command.option(`--${limit.name} <n>`, `limit: ${limit.help}`, parseCount);
  }
  const rows = LIMITS.map((limit) => [`  ${limit.name}`, String(limit.default), limit.help]);
  return command
    .option("--limit <name=value>", "any limit; may be repeated", parseLimit)
    .addHelpText(
      "after",
      `\nLimits, with what holds unless the theory or a flag says otherwise:\n${textTable(rows)}`,
    );
}

/** The limits that the flags set. */
export function limitsOf(
  flags: Readonly<Record<string, unknown>> & { readonly limit?: ReadonlyMap<string, number> },
): ReadonlyMap<string, number> {
  const limits = new Map(flags.limit ?? []);
  for (const name of WITH_FLAG) {
    const value = flags[name];
    if (typeof value !== "number") continue;
    if (limits.has(name)) {
      throw new CommandFailure(
        ExitCode.Usage,
        "usage",
        `the limit ${name} is given twice`,
        `use --${name} alone`,
      );
    }
    limits.set(name, value);
  }
  return limits;
}
