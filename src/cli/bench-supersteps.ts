/**
 * `bench supersteps FILE`: what the grid asks of the device while it develops a theory, a line a superstep. All active
 * blocks of all statements share one match call, so on a GPU the dispatches follow the widest rule and not the number
 * of blocks.
 */
import { ExitCode, type CommandResult } from "./command.js";
import type { Superstep } from "./counting-device.js";
import { runSession } from "./session.js";
import type { SessionOptions } from "./session-options.js";
import { textTable } from "./text-table.js";
import { loadTheoryFile } from "./theory-file.js";

export async function benchSupersteps(
  file: string,
  device: SessionOptions["device"],
): Promise<CommandResult> {
  const { theory } = await loadTheoryFile(file);
  const steps: Superstep[] = [];
  const { machine } = await runSession({
    ...{ command: "run", theory, goal: undefined, useGoals: true, workers: 1, device, limits: new Map() },
    ...{ timeoutMs: undefined, check: true, signal: new AbortController().signal },
    onProgress: () => undefined,
    onSuperstep: (step) => steps.push(step),
  });
  const { adapter, operations } = machine;
  return {
    exitCode: ExitCode.Success,
    document: {
      schema: "lemmagrid-bench-supersteps/1",
      theory: theory.name,
      device: machine.device,
      adapter,
      operations,
      supersteps: steps,
    },
    text: `${table(steps)}${machine.device}${adapter === "" ? "" : `: ${adapter}`}\n`,
  };
}

type Line = readonly [
  step: string,
  blocks: number,
  rules: number,
  rows: number,
  matches: number,
  dispatches: number,
];

function table(steps: readonly Superstep[]): string {
  const lines = steps.map(({ blocks, rules, rows, matches, dispatches }, index): Line => {
    return [String(index + 1), blocks, rules, rows, matches, dispatches];
  });
  const sum = (of: (step: Superstep) => number): number => steps.reduce((total, step) => total + of(step), 0);
  const all: Line = [
    "all",
    sum((step) => step.blocks),
    steps.reduce((most, step) => Math.max(most, step.rules), 0),
    sum((step) => step.rows),
    sum((step) => step.matches),
    sum((step) => step.dispatches),
  ];
  const header = ["superstep", "blocks", "rules", "rows", "matches", "dispatches"];
  const right = new Set(header.keys());
  return textTable([header, ...[...lines, all].map((line) => line.map(String))], right);
}
