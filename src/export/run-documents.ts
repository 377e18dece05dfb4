/**
 * What the output's machine-readable files hold: `run.json`, `machine.json`, `theorems.jsonl` and the certificates.
 * Only `machine.json` may differ between two runs; nothing else here sees a clock, a path, a locale or the order of an
 * unordered map.
 */
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { formulaText } from "../logic/formula.js";
import type { Recursion, Theory } from "../logic/theory.js";
import { termToReadable } from "../mpl/print-readable.js";
import type { CertificateLine } from "../proof/certificate.js";
import type { RunResult } from "../proof/run-result.js";
import type { Method, Theorem } from "../proof/theorem.js";
import type { ReadableTexts } from "./readable.js";
import { RUN_SCHEMA } from "./replace-directory.js";
import { VERSION } from "./version.js";

/** A source file that the run read. */
export interface InputFile {
  readonly path: string;
  readonly text: string;
}

export interface Statement {
  readonly readable: string;
  readonly core: string;
}

/** A line of `theorems.jsonl`. */
export interface TheoremRecord {
  /** Position in the citing order, from 1. */
  readonly order: number;
  readonly name: string;
  readonly params: readonly string[];
  readonly statement: Statement;
  readonly method: Method;
  readonly inductionOn: readonly string[];
  readonly basis: boolean;
  readonly vacuous: boolean;
  /** Functions that its proof assumes to terminate, however indirectly; absent where it assumes nothing. */
  readonly assumes?: readonly string[];
  readonly origin: "stated" | "explored" | "mutated";
  readonly uses: readonly string[];
  readonly usedBy: readonly string[];
  /** For each case of the proof, what it gives for the variables that the statement says there are. */
  readonly witnesses: readonly (readonly { readonly variable: string; readonly value: string }[])[];
  readonly steps: number;
  readonly blocks: number;
  /** Path of the certificate from the output directory. */
  readonly certificate: string;
  /** Of the certificate's bytes, hexadecimal. */
  readonly sha256: string;
}

export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function sorted(map: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...map].sort(([left], [right]) => byCodeUnit(left, right)));
}

export function pretty(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The content of `run.json`. */
export interface RunDocument {
  readonly schema: string;
  readonly version: string;
  readonly command: RunResult["command"];
  readonly theory: string;
  readonly uses: readonly string[];
  /** By imported theory, the names of what it declares, which `theory.mpl` does not tell. */
  readonly imported: Readonly<Record<string, ImportedNames>>;
  readonly inputs: readonly { readonly name: string; readonly sha256: string }[];
  /** Functions that are assumed to terminate, with their equations; absent where all were shown to. */
  readonly assumed?: readonly Pick<Recursion, "functions">[];
  readonly checked: boolean;
  readonly rejected: RunResult["rejected"];
  readonly stop: RunResult["stop"];
  readonly goals: RunResult["goals"];
  readonly theoremCount: number;
  readonly basisCount: number;
  readonly limits: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly messages: Readonly<Record<string, number>>;
  readonly waves: RunResult["waves"];
  readonly refuted: readonly (Omit<RunResult["refuted"][number], "formula"> & {
    readonly statement: Statement;
  })[];
  readonly open: readonly (Omit<RunResult["open"][number], "formula"> & { readonly statement: Statement })[];
}

export interface ImportedNames {
  readonly sorts: readonly string[];
  readonly symbols: readonly string[];
  readonly facts: readonly string[];
  readonly goals: readonly string[];
}

function importedNames({ name, sorts, symbols, facts, goals }: Theory): Record<string, ImportedNames> {
  const all = [...sorts, ...symbols, ...facts, ...goals];
  const origins = [...new Set(all.map(({ origin }) => origin))].filter((origin) => origin !== name);
  const of = (
    origin: string,
    list: readonly { readonly name: string; readonly origin: string }[],
  ): string[] => list.filter((entry) => entry.origin === origin).map((entry) => entry.name);
  return Object.fromEntries(
    origins.map((origin) => [
      origin,
      {
        sorts: of(origin, sorts),
        symbols: of(origin, symbols),
        facts: of(origin, facts),
        goals: of(origin, goals),
      },
    ]),
  );
}

function assumedOf({ recursions }: Theory): Pick<RunDocument, "assumed"> {
  const assumed = recursions.filter((recursion) => recursion.assumed);
  return assumed.length === 0 ? {} : { assumed: assumed.map(({ functions }) => ({ functions })) };
}

export function runDocument(
  result: RunResult,
  inputs: readonly InputFile[],
  texts: ReadableTexts,
): RunDocument {
  const statement = (entry: { readonly formula: Theorem["formula"] }): Statement => ({
    readable: texts.print(entry.formula),
    core: formulaText(entry.formula),
  });
  return {
    schema: RUN_SCHEMA,
    version: VERSION,
    command: result.command,
    theory: result.theory.name,
    uses: result.theory.uses,
    imported: importedNames(result.theory),
    inputs: inputs.map((input) => ({ name: basename(input.path), sha256: sha256(input.text) })),
    ...assumedOf(result.theory),
    checked: result.checked,
    rejected: result.rejected,
    stop: { kind: result.stop.kind, detail: result.stop.detail },
    goals: result.goals.map((goal) => ({ name: goal.name, status: goal.status })),
    theoremCount: result.theorems.length,
    basisCount: result.theorems.filter((theorem) => theorem.basis).length,
    limits: sorted(result.limits),
    counts: Object.fromEntries(result.counts),
    messages: sorted(result.messages),
    waves: result.waves.map(({ size, conjectures, proved, open }) => ({ size, conjectures, proved, open })),
    refuted: result.refuted.map((entry) => ({
      name: entry.name,
      params: entry.params,
      statement: statement(entry),
      origin: entry.origin,
      counterexample: entry.counterexample.map(({ variable, value }) => ({ variable, value })),
      ...(entry.model === undefined ? {} : { model: entry.model }),
    })),
    open: result.open.map((entry) => ({
      name: entry.name,
      params: entry.params,
      statement: statement(entry),
      origin: entry.origin,
      status: entry.status,
      reason: entry.reason,
    })),
  };
}

/** The content of `machine.json`. */
export function machineDocument(result: RunResult): object {
  const { machine } = result;
  return {
    schema: "lemmagrid-machine/1",
    device: machine.device,
    adapter: machine.adapter,
    workers: machine.workers,
    node: process.version,
    totalMs: machine.totalMs,
    peakMemoryBytes: machine.peakMemoryBytes,
    operations: machine.operations.map(({ operation, calls, items, results, dispatches }) => {
      return { operation, calls, items, results, dispatches };
    }),
    stages: machine.stages.map(({ stage, timeMs }) => ({ stage, timeMs })),
  };
}

export function certificateText(lines: readonly CertificateLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** Which functions are assumed to terminate by what is proved, given theorems in citing order. */
class Assumptions {
  readonly #bySource = new Map<string, readonly string[]>();

  constructor({ recursions }: Theory) {
    for (const { functions } of recursions.filter(({ assumed }) => assumed)) {
      const symbols = functions.map(({ symbol }) => symbol);
      for (const name of functions.flatMap(({ equations }) => equations)) this.#bySource.set(name, symbols);
    }
  }

  of({ name, uses }: Theorem): Pick<TheoremRecord, "assumes"> {
    const assumes = [...new Set(uses.flatMap((used) => this.#bySource.get(used) ?? []))].sort(byCodeUnit);
    if (assumes.length === 0) return {};
    this.#bySource.set(name, assumes);
    return { assumes };
  }
}

/** The record of every theorem, in citing order, with the text of its certificate. */
export function theoremRecords(
  result: RunResult,
  fileNames: ReadonlyMap<string, string>,
  texts: ReadableTexts,
): readonly { readonly record: TheoremRecord; readonly certificate: string }[] {
  const usedBy = new Map<string, string[]>(result.theorems.map((theorem) => [theorem.name, []]));
  for (const theorem of result.theorems) {
    for (const used of new Set(theorem.uses)) usedBy.get(used)?.push(theorem.name);
  }
  const assumptions = new Assumptions(result.theory);
  return result.theorems.map((theorem, index) => {
    const certificate = certificateText(theorem.certificate);
    const record: TheoremRecord = {
      order: index + 1,
      name: theorem.name,
      params: theorem.params,
      statement: { readable: texts.print(theorem.formula), core: formulaText(theorem.formula) },
      method: theorem.method,
      inductionOn: theorem.inductionOn,
      basis: theorem.basis,
      vacuous: theorem.vacuous,
      ...assumptions.of(theorem),
      origin: theorem.origin,
      uses: theorem.uses,
      usedBy: usedBy.get(theorem.name) ?? [],
      witnesses: (theorem.witnesses ?? []).map(({ variables, terms }) =>
        variables.map((variable, i) => ({ variable, value: termToReadable(result.theory, terms[i]) })),
      ),
      steps: theorem.certificate.filter((line) => "step" in line).length,
      blocks: theorem.blocks,
      certificate: `certificates/${fileNames.get(theorem.name) ?? ""}.jsonl`,
      sha256: sha256(certificate),
    };
    return { record, certificate };
  });
}
