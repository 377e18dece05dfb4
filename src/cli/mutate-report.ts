/** What the forms of `mutate` share: their options, the device they open, and the funnel that they print. */
import type { MutateResult } from "../mutate/engine.js";
import type { MutateSettings } from "../mutate/settings.js";
import { CommandFailure, ExitCode } from "./command.js";
import { openDevice } from "./open-device.js";
import { NoSuchDevice, type SessionOptions } from "./session-options.js";
import { textTable } from "./text-table.js";

export interface MutateCommandOptions {
  readonly target: string;
  readonly settings: MutateSettings;
  readonly out: string | undefined;
  readonly device: "auto" | "cpu" | "webgpu";
  readonly workers: number;
  /** Mutants that are in memory at once. */
  readonly inMemory: number;
  readonly resume: boolean;
}

export async function openMutateDevice(
  options: Pick<SessionOptions, "device" | "workers">,
): ReturnType<typeof openDevice> {
  try {
    return await openDevice(options);
  } catch (error) {
    if (!(error instanceof NoSuchDevice)) throw error;
    const hint = "`lemmagrid devices` lists what is there";
    throw new CommandFailure(ExitCode.NoDevice, "no-device", error.message, hint);
  }
}

/** Each round's counts, a stage a line. */
export function funnelText({ funnels }: MutateResult): string {
  return funnels
    .map(
      (funnel, index) =>
        `round ${index + 1}\n${textTable(funnel.rows.map(([stage, n]) => [`  ${stage}`, String(n)]))}`,
    )
    .join("");
}
