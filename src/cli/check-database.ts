/** `check FILE`: reads a Metamath database and verifies the proof of every theorem. */
import { readDatabaseFile } from "../import/metamath/import-database.js";
import { verifyDatabase, type Verification } from "../import/metamath/verify.js";
import { formatDiagnostic } from "../mpl/diagnostic.js";
import { CommandFailure, ExitCode, type CommandResult } from "./command.js";
import { outColors } from "./terminal.js";

/** Rejections that are printed in full. */
const SHOWN = 20;

export function checkDatabase(path: string): CommandResult {
  const startMs = performance.now();
  const read = readDatabaseFile(path);
  if (read.kind === "error") {
    const { diagnostic } = read;
    throw new CommandFailure(ExitCode.Usage, "input", formatDiagnostic(diagnostic), undefined, [diagnostic]);
  }
  const verification = verifyDatabase(read.database);
  const timeMs = performance.now() - startMs;
  const { theoremCount, acceptedCount, stepCount, rejections } = verification;
  const valid = rejections.length === 0;
  const exitCode = valid ? ExitCode.Success : ExitCode.Unproved;
  return {
    exitCode,
    document: {
      schema: "lemmagrid-check-database/1",
      exitCode,
      valid,
      theoremCount,
      acceptedCount,
      stepCount,
      timeMs: Math.round(timeMs),
      rejections,
    },
    text: verificationText(verification, timeMs),
  };
}

function verificationText(
  { theoremCount, acceptedCount, stepCount, rejections }: Verification,
  timeMs: number,
): string {
  const shown = rejections.slice(0, SHOWN).map(({ diagnostic }) => `${formatDiagnostic(diagnostic)}\n`);
  const more = rejections.length - shown.length;
  if (more > 0) shown.push(`and ${more} more\n`);
  const verdict =
    rejections.length === 0
      ? outColors.green("valid")
      : outColors.red(`${rejections.length} rejection${rejections.length === 1 ? "" : "s"}`);
  const accepted = `${acceptedCount} of ${theoremCount} theorem${theoremCount === 1 ? "" : "s"} accepted`;
  return `${shown.join("")}${accepted}, ${stepCount} steps in ${Math.round(timeMs)} ms: ${verdict}\n`;
}
