/**
 * An output as declarations: the theory, and each theorem with its proof, in the order in which they cite each other.
 * This is all that an export knows of the output; it differs from prover to prover in the names alone.
 */
import { loadTheory } from "../../mpl/load.js";
import { coreReader } from "../../proof/core-reader.js";
import { ExportFailure, type RunOutput } from "../run-output.js";
import type { Declaration } from "./expr.js";
import { cutIntoPieces } from "./long-proofs.js";
import { GlobalNames, mangle } from "./names.js";
import { theoremOf } from "./proof.js";
import { symbolsByName } from "./statements.js";
import { Misshapen } from "./misshapen.js";
import { type Cited } from "./step-context.js";
import { declareTheory } from "./theory.js";

export interface Development {
  /** The theory's name, and an identifier for it. */
  readonly theory: string;
  readonly identifier: string;
  /** The theory, in groups that belong together. */
  readonly groups: readonly (readonly Declaration[])[];
  /** A theorem is the last of its group; before it stand the pieces of its proof, if that is long. */
  readonly theorems: readonly (readonly Declaration[])[];
  /** True if a proof uses excluded middle. */
  readonly classical: boolean;
}

/** `reserved` are the names that the text may not declare. */
export function developmentOf(output: RunOutput, reserved: ReadonlySet<string>): Development {
  const { theory, diagnostics } = loadTheory("theory.mpl", () => output.theory);
  if (theory === undefined)
    throw new ExportFailure(`theory.mpl, line ${diagnostics.at(0)?.line}: ${diagnostics.at(0)?.message}`);
  const globals = new GlobalNames(reserved);
  const { groups, facts } = declareTheory(theory, globals);
  for (const { name } of output.certificates) globals.fact(name);
  const cited = new Map<string, Cited>(facts);
  const setting = { theory, symbols: symbolsByName(theory), globals, cited, reader: coreReader(theory) };
  const theorems: (readonly Declaration[])[] = [];
  let classical = false;
  for (const { name, path, lines } of output.certificates) {
    const proved = inFile(path, () => theoremOf(setting, lines));
    cited.set(name, proved.cited);
    theorems.push(cutIntoPieces(proved.declaration, (piece) => globals.step(name, piece)));
    classical ||= proved.classical;
  }
  return { theory: theory.name, identifier: mangle(theory.name), groups, theorems, classical };
}

/** A certificate that cannot be read is the output's fault, and named. */
function inFile<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Misshapen)
      throw new ExportFailure(`${path} is no proof that can be exported: ${error.message}`);
    throw error;
  }
}
