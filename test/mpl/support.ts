/** What the tests of src/mpl share: loading texts and files, and formulas in the context of a small theory. */
import { readFileSync } from "node:fs";
import { formulaText } from "../../src/logic/formula.js";
import type { Theory } from "../../src/logic/theory.js";
import { formatDiagnostic, type Diagnostic } from "../../src/mpl/diagnostic.js";
import { loadTheory, type LoadResult } from "../../src/mpl/load.js";

export const ROOT = new URL("../../", import.meta.url).pathname;

export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Loads `text` as `main.mpl` beside the files given. */
export function load(text: string, files: Readonly<Record<string, string>> = {}): LoadResult {
  return loadTheory("main.mpl", (path) => (path === "main.mpl" ? text : files[path]));
}

/** The theory, which must have no errors. */
export function loaded(text: string, files: Readonly<Record<string, string>> = {}): Theory {
  const { theory, diagnostics } = load(text, files);
  if (theory === undefined) throw new Error(`${diagnostics.map(formatDiagnostic).join("\n")}\n${text}`);
  return theory;
}

/** `code line:column`, with `warning` before it where it is one. */
export function place({ code, line, column, severity }: Diagnostic): string {
  return `${severity === "warning" ? "warning " : ""}${code} ${String(line)}:${String(column)}`;
}

/** Numbers, lists, and symbols of every fixity. */
export const CONTEXT = `theory Context
sort N inductive
  0 : N
  s(N) : N
sort List a inductive
  nil : List a
  cons(a, List a) : List a
sort G
op + : N, N -> N infixl 60
op * : N, N -> N infixl 70
op ^ : N, N -> N infixr 80
op - : N -> N prefix 65
op neg : N -> N prefix 75
op mod : N, N -> N infixl 70
op ++ : List a, List a -> List a infixr 65
op len : List a -> N
op e : G
op <= : N, N -> Prop infix 50
op p : N -> Prop
op q : Prop
op r : Prop
op r2 : N, N -> Prop
op same : a, a -> Prop
`;

/** The core text of one formula, read as an axiom in the context. */
export function core(formula: string): string {
  const { facts } = loaded(`${CONTEXT}axiom it : ${formula}\n`);
  return formulaText(facts[facts.length - 1].formula);
}
