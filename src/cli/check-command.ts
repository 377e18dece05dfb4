/** `check TARGET`: replays every certificate of an output (a directory) or of a Metamath database (a file). */
import { statSync } from "node:fs";
import { join } from "node:path";
import { checkDatabase } from "./check-database.js";
import { checkOutput, type CheckReport } from "./check-output.js";
import { ExitCode, type CommandResult } from "./command.js";
import { readOutput } from "./output-files.js";
import { outColors } from "./terminal.js";
import { printable } from "./text-table.js";

export function checkCommand(target: string): CommandResult {
  const isDatabase = target.endsWith(".mm") && statSync(target, { throwIfNoEntry: false })?.isFile() === true;
  return isDatabase ? checkDatabase(target) : checkDirectory(target);
}

function checkDirectory(directory: string): CommandResult {
  const texts = readOutput(directory);
  const startMs = performance.now();
  const report = checkOutput(texts);
  const timeMs = performance.now() - startMs;
  const valid = report.rejections.length === 0;
  const exitCode = valid ? ExitCode.Success : ExitCode.Unproved;
  return {
    exitCode,
    document: {
      schema: "lemmagrid-check/1",
      exitCode,
      valid,
      theory: report.theory,
      theoremCount: report.theoremCount,
      acceptedCount: report.acceptedCount,
      stepCount: report.stepCount,
      timeMs: Math.round(timeMs),
      rejections: report.rejections,
    },
    text: reportText(directory, report, timeMs),
  };
}

function reportText(directory: string, report: CheckReport, timeMs: number): string {
  const lines = report.rejections.map(
    ({ file, line, rule, reason }) =>
      `${printable(join(directory, file))}:${line}: ${outColors.red("rejected")} [${printable(rule)}]: ${printable(reason)}\n`,
  );
  const { acceptedCount, theoremCount, stepCount, rejections } = report;
  const rate = Math.round((stepCount * 1000) / Math.max(timeMs, 0.001));
  const accepted = `${acceptedCount} of ${theoremCount} theorem${theoremCount === 1 ? "" : "s"} accepted`;
  const verdict =
    rejections.length === 0
      ? outColors.green("valid")
      : outColors.red(`${rejections.length} rejection${rejections.length === 1 ? "" : "s"}`);
  return `${lines.join("")}${accepted}, ${stepCount} steps in ${Math.round(timeMs)} ms (${rate} steps/s): ${verdict}\n`;
}
