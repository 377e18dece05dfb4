/**
 * An output directory back to the result that it was written from, so that it can be added to. The files must be what
 * `writeRun` wrote; proofs are not checked here. What a run says of its machine is not read: it was that run's.
 */
import { readGridDocument } from "../export/grid-document.js";
import type { TheoremRecord } from "../export/run-documents.js";
import type { Recursion, Theory } from "../logic/theory.js";
import { loadTheoryText } from "../mpl/load.js";
import type { CertificateLine } from "../proof/certificate.js";
import type { GridTrace } from "../proof/grid-trace.js";
import { coreReader, type CoreReader } from "../proof/core-reader.js";
import type { RunResult } from "../proof/run-result.js";
import type { Open, Refuted, Theorem } from "../proof/theorem.js";
import type { OutputTexts } from "./check-output.js";
import { CommandFailure, ExitCode } from "./command.js";

type Stated<T> = Omit<T, "formula"> & { readonly statement: { readonly core: string } };

/** What `run.json` holds, as far as a result has it. */
interface RunFile extends Pick<RunResult, "command" | "goals" | "waves" | "checked" | "rejected" | "stop"> {
  readonly limits: Readonly<Record<string, number>>;
  readonly assumed?: readonly Pick<Recursion, "functions">[];
  readonly counts: Readonly<Record<string, number>>;
  readonly messages: Readonly<Record<string, number>>;
  readonly refuted: readonly Stated<Refuted>[];
  readonly open: readonly Stated<Open>[];
}

export type StoredResult = Omit<RunResult, "machine">;

export function readRun(directory: string, texts: OutputTexts): StoredResult {
  const damaged = (what: string): CommandFailure => {
    const hint = `\`lemmagrid check ${directory}\` says what is wrong with it`;
    return new CommandFailure(ExitCode.Usage, "input", `the output ${directory} is damaged: ${what}`, hint);
  };
  if (texts.theory === undefined) throw damaged("theory.mpl is missing");
  if (texts.theorems === undefined) throw damaged("theorems.jsonl is missing");
  if (texts.run === undefined) throw damaged("run.json is missing");
  const { theory } = loadTheoryText(texts.theory, "theory.mpl");
  if (theory === undefined) throw damaged("theory.mpl does not load");
  try {
    const trace = readGridDocument(texts.grid ?? "") ?? NO_TRACE;
    const run = JSON.parse(texts.run) as RunFile;
    const recursions = (run.assumed ?? []).map(({ functions }): Recursion => ({ functions, assumed: true }));
    return { ...resultOf({ ...theory, recursions }, run, theoremsOf(theory, texts)), trace };
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : String(error));
  }
}

const NO_TRACE: GridTrace = { attempts: [], omitted: { attempts: 0, blocks: 0 } };

function resultOf(theory: Theory, run: RunFile, theorems: readonly Theorem[]): Omit<StoredResult, "trace"> {
  const reader = coreReader(theory);
  const { command, goals, waves, checked, rejected, stop } = run;
  return {
    ...{ command, theory, goals, waves, theorems, checked, rejected, stop },
    limits: new Map(Object.entries(run.limits)),
    counts: new Map(Object.entries(run.counts)),
    messages: new Map(Object.entries(run.messages)),
    refuted: run.refuted.map((entry) => withFormula(reader, entry)),
    open: run.open.map((entry) => withFormula(reader, entry)),
  };
}

function withFormula<T extends { readonly statement: { readonly core: string } }>(
  reader: CoreReader,
  entry: T,
): Omit<T, "statement"> & { readonly formula: Theorem["formula"] } {
  const { statement, ...rest } = entry;
  return { ...rest, formula: reader.formula(statement.core) };
}

function theoremsOf(theory: Theory, texts: OutputTexts): readonly Theorem[] {
  const reader = coreReader(theory);
  return (jsonLines(texts.theorems ?? "") as readonly TheoremRecord[]).map((record) => {
    const text = texts.certificates.get(record.certificate);
    if (text === undefined) throw new Error(`${record.certificate} is missing`);
    const { name, params, origin, method, inductionOn, basis, vacuous, uses, blocks } = record;
    return {
      ...{ name, params, origin, method, inductionOn, basis, vacuous, uses, blocks },
      formula: reader.formula(record.statement.core),
      certificate: jsonLines(text) as readonly CertificateLine[],
    };
  });
}

function jsonLines(text: string): readonly unknown[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);
}
