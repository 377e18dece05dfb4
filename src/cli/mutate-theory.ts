/**
 * `mutate DIR` for an output of `run` or `prove`: mutants of its theorems join them, with certificates that the checker
 * accepts and pages like all others; `mutants.jsonl` says where each came from. What the checker refuses is left out.
 */
import { replaceDirectory } from "../export/replace-directory.js";
import { renderRun } from "../export/write-run.js";
import { outputSource, type OutputBackend } from "../import/output/backend.js";
import { mutate, type KeptMutant } from "../mutate/engine.js";
import { NO_JOURNAL } from "../mutate/journal.js";
import { mutantRecord, type MutantRecord } from "../mutate/record.js";
import { Storage } from "../mutate/storage.js";
import { memoryTape } from "../mutate/tape.js";
import type { CertificateLine } from "../proof/certificate.js";
import type { Theorem } from "../proof/theorem.js";
import { acceptTheorems } from "./accept.js";
import { ExitCode, type CommandResult } from "./command.js";
import { funnelText, openMutateDevice, type MutateCommandOptions } from "./mutate-report.js";
import { readOutput } from "./output-files.js";
import { readRun, type StoredResult } from "./read-run.js";
import { ProgressLine } from "./terminal.js";

export async function mutateTheory(options: MutateCommandOptions): Promise<CommandResult> {
  const startMs = performance.now();
  const texts = readOutput(options.target);
  const before = withoutMutants(readRun(options.target, texts));
  const source = outputSource(before.theory, [
    ...before.theory.facts.map(({ name, params, formula }) => ({ name, params, formula, steps: 0 })),
    ...before.theorems.map(({ name, params, formula, certificate }) => {
      return { name, params, formula, steps: certificate.length };
    }),
  ]);
  const { settings } = options;
  const { device, adapter, workers } = await openMutateDevice(options);
  const progress = new ProgressLine();
  const made: { theorem: Theorem; record: MutantRecord }[] = [];
  const result = await mutate(source, {
    ...{ settings, device, workers, journal: NO_JOURNAL },
    storage: new Storage(options.inMemory, memoryTape),
    onProgress: (step) => {
      progress.update({ ...step, detail: "" });
    },
    onMutant: (kept) => {
      made.push({ theorem: theoremOf(kept, source.backend), record: mutantRecord(kept, source.backend) });
    },
  }).finally(() => {
    progress.clear();
  });
  const accepted = acceptTheorems(before.theory, [...before.theorems, ...made.map(({ theorem }) => theorem)]);
  const names = new Set(accepted.theorems.map(({ name }) => name));
  const kept = made.filter(({ theorem }) => names.has(theorem.name));
  const after = {
    ...before,
    theorems: accepted.theorems,
    rejected: accepted.rejected,
    counts: new Map([...before.counts, ["mutants", kept.length]]),
    machine: {
      ...{ device: device.name, adapter: adapter(), workers, operations: [], stages: [] },
      totalMs: Math.round(performance.now() - startMs),
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
    },
  };
  const { files } = renderRun(after, [{ path: "theory.mpl", text: texts.theory ?? "" }]);
  const records = kept.map(({ record }) => `${JSON.stringify(record)}\n`).join("");
  const directory = options.out ?? options.target;
  replaceDirectory(directory, new Map([...files, ["mutants.jsonl", records]]));
  const refused = accepted.rejected.map(({ name, reason }) => `refused by the checker: ${name}: ${reason}\n`);
  return {
    exitCode: refused.length > 0 ? ExitCode.Unproved : ExitCode.Success,
    document: {
      schema: "lemmagrid-mutate-theory/1",
      theory: before.theory.name,
      directory,
      settings,
      kept: kept.length,
      rejected: accepted.rejected,
      rounds: result.funnels.map((funnel) => Object.fromEntries(funnel.rows)),
    },
    text: `${funnelText(result)}${refused.join("")}${directory}: ${kept.length} mutants added, every proof checked\n`,
  };
}

/** Mutants of an earlier call are made anew. */
function withoutMutants(result: StoredResult): StoredResult {
  return { ...result, theorems: result.theorems.filter(({ origin }) => origin !== "mutated") };
}

function theoremOf({ label }: KeptMutant, backend: OutputBackend): Theorem {
  const { params, formula, certificate } = backend.theorem(label);
  return {
    ...{ name: label, params, formula, certificate },
    ...{ origin: "mutated", method: "direct", inductionOn: [], basis: false, vacuous: false, blocks: 0 },
    uses: citedBy(certificate),
  };
}

/** Names that a certificate cites, in order of first use. */
function citedBy(certificate: readonly CertificateLine[]): readonly string[] {
  const names = new Set<string>();
  for (const line of certificate) {
    if ("rule" in line && line.rule === "instance" && typeof line.of === "string") names.add(line.of);
  }
  return [...names];
}
