/** Sessions on the shipped theories and on texts that use them, in this process, and their results as texts. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runSession } from "../../src/cli/session.js";
import type { SessionOptions } from "../../src/cli/session-options.js";
import type { Formula } from "../../src/logic/formula.js";
import type { Theory } from "../../src/logic/theory.js";
import { loadTheory } from "../../src/mpl/load.js";
import type { RunResult } from "../../src/proof/run-result.js";

export const SHIPPED = ["peano", "list", "bool", "tree", "order"] as const;
/** The shipped theories in which some sort has no constructors. */
export const ABSTRACT = [
  "group",
  "ring",
  "lattice",
  "boolean-algebra",
  "partial-order",
  "relation",
  "graph",
  "hilbert",
  "sets",
] as const;
/** The shipped theories of functions that are defined by recursion, on numbers, lists and sorts of their own. */
export const RECURSIVE = [
  "gauss",
  "divides",
  "evenodd",
  "minmax",
  "power",
  "binary",
  "sort",
  "compiler",
  "queue",
] as const;
const FOLDER = fileURLToPath(new URL("../../mpl/", import.meta.url));
/** Every theory that ships. */
export const ALL: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".mpl"))
  .map((file) => file.slice(0, -".mpl".length))
  .sort();
const TEXT_PATH = `${FOLDER}text-of-a-test.mpl`;

/** A shipped theory by its file's name. */
export function shipped(name: string): Theory {
  return load(`${FOLDER}${name}.mpl`, undefined);
}

/** A theory from its text, which may `use` the shipped ones. */
export function theoryFrom(text: string): Theory {
  return load(TEXT_PATH, text);
}

function load(path: string, text: string | undefined): Theory {
  const { theory, diagnostics } = loadTheory(path, (wanted) => {
    if (wanted === TEXT_PATH && text !== undefined) return text;
    try {
      return readFileSync(wanted, "utf8");
    } catch {
      return undefined;
    }
  });
  if (theory === undefined) throw new Error(diagnostics.map((d) => `${d.line}: ${d.message}`).join("\n"));
  return theory;
}

/** The session's result; with the checker, on one worker, without a time limit. */
export function develop(
  command: "run" | "prove",
  theory: Theory,
  options: Partial<SessionOptions> = {},
): Promise<RunResult> {
  return runSession({
    ...{ command, theory, goal: undefined, useGoals: true, workers: 1, device: "cpu", limits: new Map() },
    ...{ timeoutMs: undefined, check: true, onProgress: () => undefined },
    signal: new AbortController().signal,
    ...options,
  });
}

/** Closed formulas by name: `statements("List", { a: "xs ++ nil = xs" })`. */
export function statements<Name extends string>(
  use: string,
  texts: Readonly<Record<Name, string>>,
): Readonly<Record<Name, Formula>> {
  const lines = Object.entries(texts).map(([name, text]) => `theorem ${name} : ${String(text)}`);
  const { goals } = theoryFrom([`theory Statements`, `use ${use}`, ...lines].join("\n"));
  const stated = goals.filter((goal) => goal.origin === "Statements");
  return Object.fromEntries(stated.map((goal) => [goal.name, goal.formula])) as Record<Name, Formula>;
}
