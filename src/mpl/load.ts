/**
 * Loading: a file and everything it uses, parsed and elaborated into one flat `Theory`.
 *
 * `use ListTheory` means the file `list-theory.mpl` beside the file that says so. Each file is read once, through the
 * caller's `read`; cycles are reported. Nothing here throws for any input, and nothing touches the file system.
 */
import type { Theory } from "../logic/theory.js";
import { DiagnosticSink, hasErrors, SourceFile, type Diagnostic } from "./diagnostic.js";
import { elaborate, type Import } from "./elaborate.js";
import { parseSource } from "./parse.js";
import type { Ident, SourceTheory } from "./syntax.js";

export interface LoadOptions {
  /** Functions that are not shown to terminate are assumed to, with a warning; otherwise they are errors. */
  readonly assumeTermination?: boolean;
}

export interface LoadResult {
  /** Undefined if any file has an error. */
  readonly theory: Theory | undefined;
  /** Those of imported files first, each file's in the order of its text. */
  readonly diagnostics: Diagnostic[];
  /** Every file read, the one asked for first. */
  readonly sources: { path: string; text: string }[];
}

/** `ListTheory` as `list-theory`. */
function kebabCase(name: string): string {
  return name.replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, "-").toLowerCase();
}

/** The files that `use name` in the file at `path` may mean, in order. */
function candidatePaths(path: string, name: string): readonly string[] {
  const folder = path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  return [...new Set([kebabCase(name), name.toLowerCase(), name])].map((file) => `${folder}${file}.mpl`);
}

/** The theory's name, as far as a file without one must have one. */
function nameFromPath(path: string): string {
  const file = path
    .slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1)
    .replace(/\.[^.]*$/u, "");
  return file === "" ? "Unnamed" : file;
}

function isTheoryName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name);
}

interface Loaded {
  readonly theory: Theory;
  readonly ok: boolean;
}

class Loader {
  readonly diagnostics: Diagnostic[] = [];
  readonly sources: { path: string; text: string }[] = [];
  private readonly loaded = new Map<string, Loaded>();
  private readonly open: string[] = [];

  constructor(
    private readonly read: (path: string) => string | undefined,
    private readonly options: LoadOptions,
  ) {}

  load(path: string, text: string): Loaded {
    this.sources.push({ path, text });
    this.open.push(path);
    const { source, diagnostics } = parseSource(text, path);
    const sink = new DiagnosticSink(new SourceFile(path, text));
    sink.diagnostics.push(...diagnostics);
    const name = this.theoryName(source, path, sink);
    const { imports, failed } = this.imports(source, path, sink);
    const theory = elaborate(source, imports, sink, {
      ...{ name, importsFailed: failed },
      assumeTermination: this.options.assumeTermination ?? false,
    });
    this.open.pop();
    this.diagnostics.push(...sink.sorted());
    const loaded = { theory, ok: !failed && !hasErrors(sink.diagnostics) };
    this.loaded.set(path, loaded);
    return loaded;
  }

  private theoryName(source: SourceTheory, path: string, sink: DiagnosticSink): string {
    if (source.name === undefined) return nameFromPath(path);
    const { name, span } = source.name;
    if (!isTheoryName(name)) {
      sink.error(
        "bad-name",
        span,
        "a theory's name starts with a letter and has letters, digits, `_` and `-`",
      );
    }
    return name;
  }

  private imports(
    source: SourceTheory,
    path: string,
    sink: DiagnosticSink,
  ): { imports: Import[]; failed: boolean } {
    const imports: Import[] = [];
    const seen = new Set<string>();
    let failed = false;
    for (const use of source.uses) {
      if (seen.has(use.name)) {
        sink.warning("duplicate-use", use.span, `\`${use.name}\` is used already`);
        continue;
      }
      seen.add(use.name);
      const loaded = this.importOf(use, path, sink);
      if (loaded !== undefined) imports.push({ use, theory: loaded.theory });
      if (loaded?.ok !== true) failed = true;
    }
    return { imports, failed };
  }

  private importOf(use: Ident, path: string, sink: DiagnosticSink): Loaded | undefined {
    if (!isTheoryName(use.name)) {
      sink.error("bad-name", use.span, `\`${use.name}\` is not a theory's name`, "it is a name, not a path");
      return undefined;
    }
    const paths = candidatePaths(path, use.name);
    for (const candidate of paths) {
      const known = this.loaded.get(candidate);
      if (known !== undefined) return this.checked(use, known, candidate, sink);
      if (this.open.includes(candidate)) {
        const cycle = [...this.open.slice(this.open.indexOf(candidate)), candidate].join(" → ");
        sink.error("import-cycle", use.span, `theories use each other in a circle: ${cycle}`);
        return undefined;
      }
      const text = this.read(candidate);
      if (text !== undefined) return this.checked(use, this.load(candidate, text), candidate, sink);
    }
    sink.error(
      "import-not-found",
      use.span,
      `there is no theory \`${use.name}\` here`,
      `looked for ${paths.join(", ")}`,
    );
    return undefined;
  }

  private checked(use: Ident, loaded: Loaded, path: string, sink: DiagnosticSink): Loaded {
    if (loaded.theory.name !== use.name && loaded.ok) {
      const message = `${path} holds the theory \`${loaded.theory.name}\`, not \`${use.name}\``;
      sink.error("import-name", use.span, message);
      return { ...loaded, ok: false };
    }
    if (!loaded.ok)
      sink.error("import-failed", use.span, `the theory \`${use.name}\` has errors`, `see ${path}`);
    return loaded;
  }
}

/** Loads the theory at `path` and all it uses. `read` gives a file's text, or undefined where there is no such file. */
export function loadTheory(
  path: string,
  read: (path: string) => string | undefined,
  options: LoadOptions = {},
): LoadResult {
  const loader = new Loader(read, options);
  const text = read(path);
  if (text === undefined) {
    const file = new SourceFile(path, "");
    const missing = file.diagnostic("error", "not-found", { start: 0, end: 0 }, "this file cannot be read");
    return { theory: undefined, diagnostics: [missing], sources: [] };
  }
  const { theory, ok } = loader.load(path, text);
  return { theory: ok ? theory : undefined, diagnostics: loader.diagnostics, sources: loader.sources };
}

/** Loads a text that uses no other theory; `file` is its name in diagnostics. */
export function loadTheoryText(text: string, file: string): LoadResult {
  return loadTheory(file, (path) => (path === file ? text : undefined));
}
