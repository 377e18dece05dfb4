/**
 * What every command gives back and how it fails. A command computes; only main.ts prints: `document` under `--json`,
 * `text` otherwise. Both go to stdout; warnings and progress go to stderr as they happen.
 */
import type { Diagnostic } from "../mpl/diagnostic.js";

export const ExitCode = {
  /** All proved, or valid. */
  Success: 0,
  /** A stated theorem is unproved, or a proof was rejected. */
  Unproved: 1,
  /** Usage, input or file system. */
  Usage: 2,
  /** A limit or the timeout ended the run. */
  Limit: 3,
  NoDevice: 4,
  Internal: 70,
  Interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

export interface CommandResult {
  readonly exitCode: ExitCode;
  /** One JSON document with a `schema`. */
  readonly document: { readonly schema: string } & Readonly<Record<string, unknown>>;
  /** Lines for people, each ended. */
  readonly text: string;
}

/** An expected failure: nothing to report to us. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
  constructor(
    readonly exitCode: ExitCode,
    /** A word for programs: `usage`, `input`, `io`, `no-device`, `interrupted`. */
    readonly code: string,
    message: string,
    readonly hint?: string,
    readonly diagnostics: readonly Diagnostic[] = [],
  ) {
    super(message);
  }
}
