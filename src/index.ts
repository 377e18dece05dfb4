/**
 * The public interface: load a theory, run the prover on it, write and check what it found. What is not here may change
 * without notice.
 */
export { loadTheory } from "./mpl/load.js";
export { formatDiagnostic, type Diagnostic } from "./mpl/diagnostic.js";
export { theoryToCore } from "./mpl/print-core.js";
export { formulaToReadable } from "./mpl/print-readable.js";

export { runSession } from "./cli/session.js";
export { NoSuchDevice, UnknownLimit, type Progress, type SessionOptions } from "./cli/session-options.js";
export type { GoalVerdict, RunResult, StageTime, StopReason, WaveCounts } from "./proof/run-result.js";
export type { Method, Open, Refuted, Theorem } from "./proof/theorem.js";
export type { CertificateLine, Rule, StepLine } from "./proof/certificate.js";

export { OutputRefused } from "./export/replace-directory.js";
export { writeRun, type WriteSummary } from "./export/write-run.js";
export type { InputFile, TheoremRecord } from "./export/run-documents.js";

export { Checker, readTheory, type CheckedTheory, type TheoryResult, type Verdict } from "./check/checker.js";
export { checkOutput, type CheckReport, type OutputTexts, type Rejection } from "./cli/check-output.js";

export type { Formula } from "./logic/formula.js";
export type { Sort } from "./logic/sort.js";
export type { Term } from "./logic/term.js";
export type { Fact, Goal, SortDecl, SymbolDecl, Theory } from "./logic/theory.js";
