/**
 * `mutate TARGET`: new theorems from those of a library. A Metamath database gives a file of mutants and a data set;
 * `--count` only counts what its theorems could be applied to, `--explain ID` reads an output of before.
 */
import { createHash } from "node:crypto";
import { createReadStream, existsSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { encodeFileName } from "../export/file-name.js";
import { VERSION } from "../export/version.js";
import { importDatabase, readDatabaseFile } from "../import/metamath/import-database.js";
import { formatDiagnostic, type Diagnostic } from "../mpl/diagnostic.js";
import { mutate, type MutateResult } from "../mutate/engine.js";
import { conclusions, hypotheses } from "../mutate/families.js";
import { findInferenceRules } from "../mutate/inference-rules.js";
import { occurrencePairs } from "../mutate/join.js";
import type { MutationSource } from "../mutate/library.js";
import { LabourPool } from "../mutate/pool.js";
import { explainRecord, mutantRecord, type MutantRecord } from "../mutate/record.js";
import type { MutateSettings } from "../mutate/settings.js";
import { Storage } from "../mutate/storage.js";
import { CommandFailure, ExitCode, type CommandResult } from "./command.js";
import { isMutateOutput, MutateOutput, MUTATE_SCHEMA } from "./mutate-output.js";
import { funnelText, openMutateDevice, type MutateCommandOptions } from "./mutate-report.js";
import { isDirectory } from "./output-files.js";
import { ProgressLine, warn } from "./terminal.js";
import { textTable } from "./text-table.js";

export interface LoadedDatabase {
  readonly source: MutationSource;
  /** The database's files, the main one first. */
  readonly files: readonly string[];
  /** Of the files' bytes. */
  readonly sha256: string;
}

export async function mutateCommand(options: MutateCommandOptions): Promise<CommandResult> {
  if (isDirectory(options.target)) return (await import("./mutate-theory.js")).mutateTheory(options);
  const startMs = performance.now();
  const { source, files, sha256 } = loadDatabase(options.target);
  const { settings } = options;
  const name = basename(options.target).replace(/\.[^.]*$/, "");
  const directory = options.out ?? join("proofs-out", `${encodeFileName(name.toLowerCase())}-mutants`);
  const { limit, ...fixed } = settings;
  const output = new MutateOutput(
    directory,
    JSON.stringify({ version: VERSION, sha256, ...fixed }),
    options.resume,
  );
  const storage = new Storage(options.inMemory, output.scratch);
  const progress = new ProgressLine();
  const { device, adapter, workers } = await openMutateDevice(options);
  output.begin(source.backend.fileExtension, source.backend.fileHead);
  let done = false;
  try {
    const result = await mutate(source, {
      ...{ settings, device, workers, storage, journal: output.journal },
      onProgress: (step) => {
        progress.update({ ...step, detail: "" });
      },
      onMutant: (kept) => {
        output.write(kept.proved.text, mutantRecord(kept, source.backend));
      },
    });
    for (const file of files) output.copy(file);
    const report = reportDocument(source, sha256, settings, result);
    const machine = machineDocument(
      { device: device.name, adapter: adapter(), workers, inMemory: storage.inMemory, held: storage.most },
      startMs,
    );
    output.finish(
      new Map<string, object>([
        ["mutate.json", report],
        ["machine.json", machine],
      ]),
    );
    done = true;
    const text = `${funnelText(result)}${directory}: ${result.kept} mutants of ${source.library.name}\n`;
    const stopped = result.kept < limit * settings.rounds ? "no more candidates" : "limit";
    return { exitCode: ExitCode.Success, document: { ...report, stopped, directory, machine }, text };
  } finally {
    progress.clear();
    if (!done) output.abandon();
  }
}

/** Reads a database and verifies it; theorems whose proofs are not accepted are left out, with a warning. */
export function loadDatabase(path: string): LoadedDatabase {
  if (!existsSync(path)) {
    const hint = "name a Metamath database (a file) or an output of `lemmagrid run` (a directory)";
    throw new CommandFailure(ExitCode.Usage, "io", `there is no ${path}`, hint);
  }
  const read = readDatabaseFile(path);
  if (read.kind === "error") throw malformed(read.diagnostic);
  const imported = importDatabase(read.database, basename(path));
  if (imported.kind === "error") throw malformed(imported.diagnostic);
  const { rejections } = imported.report.verification;
  for (const { label } of rejections)
    warn(`lemmagrid: the proof of ${label} is not accepted; it is left out`);
  const { files } = read.database.sources;
  const hash = createHash("sha256");
  for (const { bytes } of files) hash.update(bytes);
  const paths = files.map(({ name }, index) => (index === 0 ? path : join(path, "..", name)));
  return { source: imported.source, files: paths, sha256: hash.digest("hex") };
}

function malformed(diagnostic: Diagnostic): CommandFailure {
  return new CommandFailure(ExitCode.Usage, "input", formatDiagnostic(diagnostic), undefined, [diagnostic]);
}

function reportDocument(
  source: MutationSource,
  sha256: string,
  settings: MutateSettings,
  result: MutateResult,
): { readonly schema: string } & Record<string, unknown> {
  return {
    schema: MUTATE_SCHEMA,
    version: VERSION,
    library: { name: source.library.name, sha256, theorems: source.library.table.theoremCount },
    settings,
    kept: result.kept,
    rounds: result.funnels.map((funnel) => Object.fromEntries(funnel.rows)),
  };
}

function machineDocument(machine: object, startMs: number): Record<string, unknown> {
  const usage = process.resourceUsage();
  return {
    schema: "lemmagrid-machine/1",
    ...machine,
    node: process.version,
    totalMs: Math.round(performance.now() - startMs),
    cpuMs: Math.round((usage.userCPUTime + usage.systemCPUTime) / 1000),
    peakMemoryBytes: usage.maxRSS * 1024,
  };
}

/** `--count`: how many pairs of a hypothesis and a conclusion unify, and how many the conclusions match. */
export async function countCommand(
  options: Pick<MutateCommandOptions, "target" | "settings" | "device" | "workers">,
): Promise<CommandResult> {
  const { source } = loadDatabase(options.target);
  const { device, adapter, workers } = await openMutateDevice(options);
  const { library } = source;
  const pool = new LabourPool(
    { library, rules: findInferenceRules(library), settings: options.settings },
    device,
    workers,
  );
  const everything = { minimum: 0, usable: () => true };
  const sides = { left: conclusions(library, everything), right: hypotheses(library, everything) };
  const comparedPairs = sides.left.terms.termCount * sides.right.terms.termCount;
  const instances = { left: conclusions(library, { ...everything, minimum: 1 }), right: sides.right };
  try {
    const joins = [];
    for (const [name, which, matchOnly] of [
      ["unify", sides, false],
      ["match", instances, true],
    ] as const) {
      const startMs = performance.now();
      const pairs = await pool.join({ ...which, matchOnly }, false);
      const timeMs = Math.round(performance.now() - startMs);
      const triples = occurrencePairs({ ...which, matchOnly }, pairs);
      joins.push({
        name,
        comparedPairs,
        candidates: pairs.candidates,
        pairs: pairs.unifying,
        triples,
        timeMs,
      });
    }
    const rows = joins.map(({ name, candidates, pairs, triples, timeMs }) => [
      `${name}: ${comparedPairs} pairs`,
      `${candidates} left by fingerprints`,
      `${pairs} ${name}`,
      `${triples} with occurrences`,
      `${timeMs} ms`,
    ]);
    const document = {
      schema: "lemmagrid-mutate-count/1",
      library: library.name,
      device: device.name,
      adapter: adapter(),
      joins,
    };
    return { exitCode: ExitCode.Success, document, text: textTable(rows) };
  } finally {
    await pool.close();
  }
}

/** `--explain ID`: one mutant of an output. */
export async function explainCommand(directory: string, id: string): Promise<CommandResult> {
  if (!existsSync(directory) || !statSync(directory).isDirectory() || !isMutateOutput(directory)) {
    const message = `${directory} is not an output of \`lemmagrid mutate\``;
    throw new CommandFailure(ExitCode.Usage, "usage", message, "name the directory that `mutate` wrote");
  }
  const prefix = JSON.stringify({ id }).slice(0, -1);
  const input = createReadStream(join(directory, "mutants.jsonl"));
  for await (const line of createInterface({ input })) {
    if (!line.startsWith(`${prefix},`)) continue;
    const record = JSON.parse(line) as MutantRecord;
    const document = { schema: "lemmagrid-mutant/1", ...record };
    return { exitCode: ExitCode.Success, document, text: explainRecord(record) };
  }
  throw new CommandFailure(ExitCode.Usage, "usage", `${directory} has no mutant ${id}`);
}
