/**
 * An output as an export reads it, and what an export makes of it. Certificates are taken as they stand, checked or
 * not: whether they are proofs is for the prover that the file is written for.
 */

export interface CertificateFile {
  readonly name: string;
  /** From the output directory. */
  readonly path: string;
  /** The parsed lines. */
  readonly lines: readonly unknown[];
}

export interface RunOutput {
  /** Core text. */
  readonly theory: string;
  /** In the order in which they may cite each other. */
  readonly certificates: readonly CertificateFile[];
}

export interface ExportedFile {
  readonly fileName: string;
  readonly text: string;
  readonly theorems: number;
}

/** The output is damaged, or not an output. */
export class ExportFailure extends Error {
  override readonly name = "ExportFailure";
}

/** The output is sound, and the format cannot say what it says. */
export class Inexpressible extends Error {
  override readonly name = "Inexpressible";
}

/** From the texts of `theory.mpl`, `theorems.jsonl` and the certificates by path; undefined for one that is missing. */
export function readRunOutput(
  theory: string | undefined,
  theorems: string | undefined,
  certificate: (path: string) => string | undefined,
): RunOutput {
  if (theory === undefined) throw new ExportFailure("theory.mpl is missing");
  if (theorems === undefined) throw new ExportFailure("theorems.jsonl is missing");
  const certificates = jsonLines("theorems.jsonl", theorems).map((record) => {
    const { name, certificate: path } = (record ?? {}) as Record<string, unknown>;
    if (typeof name !== "string" || typeof path !== "string")
      throw new ExportFailure("theorems.jsonl has a line that is no theorem's");
    const text = certificate(path);
    if (text === undefined) throw new ExportFailure(`${path} is missing`);
    const lines = jsonLines(path, text);
    if (lines.length === 0) throw new ExportFailure(`${path} is empty`);
    return { name, path, lines };
  });
  return { theory, certificates };
}

/** One value a line, each as `JSON.stringify` writes it. */
export function jsonLines(path: string, text: string): readonly unknown[] {
  const lines = text === "" ? [] : text.replace(/\n$/, "").split("\n");
  return lines.map((line, index) => {
    const value = parsed(line);
    if (JSON.stringify(value) === line) return value;
    throw new ExportFailure(`${path} does not parse: line ${index + 1} is not what JSON.stringify writes`);
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
