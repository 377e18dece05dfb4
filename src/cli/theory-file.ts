/** Reading a theory file for a command: diagnostics to stderr, a `CommandFailure` if there is an error among them. */
import { readFileSync, statSync } from "node:fs";
import type { Theory } from "../logic/theory.js";
import type { TptpProblem } from "../import/tptp/elaborate.js";
import { formatDiagnostic, type Diagnostic } from "../mpl/diagnostic.js";
import { loadTheory, type LoadOptions } from "../mpl/load.js";
import { CommandFailure, ExitCode } from "./command.js";
import { warn } from "./terminal.js";

export interface LoadedFile {
  readonly theory: Theory;
  /** What is known of a problem of the TPTP beyond its theory. */
  readonly tptp?: TptpProblem;
  readonly sources: readonly { readonly path: string; readonly text: string }[];
}

function readText(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
    ? readFileSync(path, "utf8")
    : undefined;
}

type Loaded = Partial<LoadedFile> &
  Pick<LoadedFile, "sources"> & { readonly diagnostics: readonly Diagnostic[] };

/** By the file's name: problems of the TPTP end in .p or .tptp, sets of axioms in .ax, SMT-LIB in .smt2. */
function loaderOf(path: string): (path: string, options: LoadOptions) => Loaded | Promise<Loaded> {
  if (/\.(p|tptp|ax)$/u.test(path)) return loadProblem;
  return path.endsWith(".smt2") ? loadSmtLib : loadMpl;
}

async function loadSmtLib(path: string, options: LoadOptions): Promise<Loaded> {
  const { loadSmt } = await import("../import/smtlib/load.js");
  const text = readText(path) ?? "";
  const { theory, diagnostics } = loadSmt(path, text, options);
  const sources = [{ path, text }];
  return theory === undefined ? { diagnostics, sources } : { theory, diagnostics, sources };
}

async function loadProblem(path: string): Promise<Loaded> {
  const { loadTptp } = await import("../import/tptp/load.js");
  const files = { read: readText, library: process.env.TPTP };
  const { problem, diagnostics, sources } = loadTptp(path, readText(path) ?? "", files);
  return problem === undefined
    ? { diagnostics, sources }
    : { theory: problem.theory, tptp: problem, diagnostics, sources };
}

function loadMpl(path: string, options: LoadOptions): Loaded {
  const { theory, diagnostics, sources } = loadTheory(path, readText, options);
  return theory === undefined ? { diagnostics, sources } : { theory, diagnostics, sources };
}

export async function loadTheoryFile(path: string, options: LoadOptions = {}): Promise<LoadedFile> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new CommandFailure(
      ExitCode.Usage,
      "io",
      `there is no file ${path}`,
      "give the path of an .mpl file, a problem of the TPTP (.p) or SMT-LIB (.smt2)",
    );
  }
  if (stats.isDirectory()) {
    const hint = "give the path of an .mpl file; `check` and `show` take the directory of an output";
    throw new CommandFailure(ExitCode.Usage, "io", `${path} is a directory, not a theory`, hint);
  }
  const { theory, tptp, diagnostics, sources } = await loaderOf(path)(path, options);
  for (const diagnostic of diagnostics) warn(`${formatDiagnostic(diagnostic)}\n`);
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
  if (theory !== undefined && errors.length === 0)
    return { theory, sources, ...(tptp === undefined ? {} : { tptp }) };
  const found = errors.length === 1 ? "1 error" : `${errors.length} errors`;
  throw new CommandFailure(ExitCode.Usage, "input", `${found} in ${path}`, undefined, diagnostics);
}
