/**
 * Loading a TPTP problem: the file and what it includes, parsed and elaborated. An included file is looked for beside
 * the file that includes it, then beside the problem, then in the TPTP library's folder. Files are read through the
 * caller's `read`, and nothing here throws for any text.
 */
import { hasErrors, SourceFile, type Diagnostic } from "../../mpl/diagnostic.js";
import { elaborateTptp, type PlacedPiece, type TptpProblem } from "./elaborate.js";
import { parseTptp } from "./parse.js";
import type { Piece, Word } from "./syntax.js";

export interface LoadedProblem {
  /** Undefined if any file has an error. */
  readonly problem: TptpProblem | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Every file read, the problem first. */
  readonly sources: readonly { readonly path: string; readonly text: string }[];
}

export interface TptpFiles {
  /** The text of a file, undefined if there is none. */
  readonly read: (path: string) => string | undefined;
  /** The TPTP library's folder, if it is known. */
  readonly library: string | undefined;
}

/** A file includes others to this depth at most. */
const MAX_DEPTH = 50;

export function loadTptp(path: string, text: string, files: TptpFiles): LoadedProblem {
  const loader = new Loader(path, files);
  loader.add(path, text, undefined);
  const problem = elaborateTptp(theoryName(path), loader.pieces);
  const diagnostics = loader.diagnostics();
  return { problem: hasErrors(diagnostics) ? undefined : problem, diagnostics, sources: loader.sources };
}

class Loader {
  readonly pieces: PlacedPiece[] = [];
  readonly sources: { path: string; text: string }[] = [];
  readonly #sinks: PlacedPiece["sink"][] = [];
  readonly #open: string[] = [];

  constructor(
    private readonly problem: string,
    private readonly files: TptpFiles,
  ) {}

  diagnostics(): readonly Diagnostic[] {
    return this.#sinks.flatMap((sink) => sink.sorted());
  }

  /** Adds the file's pieces, those named in `selection` alone if that is given. */
  add(path: string, text: string, selection: readonly Word[] | undefined): void {
    this.sources.push({ path, text });
    const { pieces, sink } = parseTptp(new SourceFile(path, text));
    this.#sinks.push(sink);
    this.#open.push(path);
    const wanted = selection && new Set(selection.map((word) => word.text));
    for (const piece of pieces) {
      if (piece.kind === "include") this.#include(path, piece, sink);
      else if (wanted === undefined || wanted.has(piece.name.text)) this.pieces.push({ piece, sink });
    }
    this.#open.pop();
  }

  #include(from: string, { file, selection }: Piece & { kind: "include" }, sink: PlacedPiece["sink"]): void {
    for (const path of this.#candidates(from, file.text)) {
      const text = this.files.read(path);
      if (text === undefined) continue;
      if (this.#open.includes(path) || this.#open.length >= MAX_DEPTH)
        sink.error("tptp-include", file, `${file.text} includes itself`);
      else this.add(path, text, selection);
      return;
    }
    const hint =
      this.files.library === undefined
        ? "it is looked for beside this file; the environment variable TPTP names the folder of the TPTP library"
        : "it is looked for beside this file and in the folder that the environment variable TPTP names";
    sink.error("tptp-include", file, `there is no file ${file.text}`, hint);
  }

  #candidates(from: string, name: string): readonly string[] {
    if (name.startsWith("/")) return [name];
    const folders = [folderOf(from), folderOf(this.problem)];
    if (this.files.library !== undefined) folders.push(`${this.files.library.replace(/\/+$/u, "")}/`);
    return [...new Set(folders.map((folder) => folder + name))];
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** `GRP001-1` for `problems/GRP001-1.p`. */
function theoryName(path: string): string {
  const stem = path.slice(folderOf(path).length).replace(/\.[^.]*$/u, "");
  const name = stem.replace(/[^\p{L}\p{N}_-]+/gu, "_");
  return /^[\p{L}_]/u.test(name) ? name : `p_${name}`;
}
