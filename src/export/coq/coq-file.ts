/**
 * A run's output as one Coq file: the theory as a section, each theorem as a lemma of it, in the order in which they
 * cite each other. Nothing in the file is assumed but the section's variables and hypotheses: inside the section
 * `Print Assumptions` lists those that the proofs rest on, and after it has ended it lists nothing.
 */
import { loadTheory } from "../../mpl/load.js";
import type { CertificateLine } from "../../proof/certificate.js";
import { coreReader, CoreSyntaxError } from "../../proof/core-reader.js";
import { ExportFailure, type ExportedFile, type RunOutput } from "../run-output.js";
import { GlobalNames, mangle } from "./names.js";
import { proofText } from "./proof.js";
import { Misshapen } from "./step-context.js";
import { theoryText, type Cited } from "./theory.js";

const CLASSIC = [
  "(* Some proofs below are classical. *)",
  "Hypothesis classic : forall P : Prop, P \\/ ~ P.",
  "",
];

export function exportCoq(output: RunOutput): ExportedFile {
  const { theory, diagnostics } = loadTheory("theory.mpl", () => output.theory);
  if (theory === undefined)
    throw new ExportFailure(`theory.mpl, line ${diagnostics.at(0)?.line}: ${diagnostics.at(0)?.message}`);
  const globals = new GlobalNames();
  const { lines: head, facts } = theoryText(theory, globals);
  for (const { name } of output.certificates) globals.fact(name);
  const cited = new Map<string, Cited>(facts);
  const setting = { theory, globals, cited, reader: coreReader(theory) };
  const lemmas: string[] = [];
  const proofs: string[] = [];
  let classical = false;
  for (const { name, path, lines } of output.certificates) {
    const proof = inFile(path, () => proofText(setting, lines as readonly CertificateLine[]));
    cited.set(name, proof.lemma);
    lemmas.push(proof.lemma.identifier);
    proofs.push(...proof.lines, "");
    classical ||= proof.classical;
  }
  const section = mangle(theory.name);
  const text = [
    ...preamble(theory.name, lemmas.length),
    `Section ${section}.`,
    "",
    ...head,
    "",
    ...(classical ? CLASSIC : []),
    ...proofs,
    ...ending(section, lemmas),
  ].join("\n");
  return { fileName: `${section}.v`, text: text.replace(/\n{3,}/g, "\n\n"), theorems: lemmas.length };
}

/** A certificate that cannot be read is the output's fault, and named. */
function inFile<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Misshapen || error instanceof CoreSyntaxError || error instanceof TypeError)
      throw new ExportFailure(`${path} is no proof that can be written in Coq: ${error.message}`);
    throw error;
  }
}

function preamble(theory: string, count: number): readonly string[] {
  return [
    `(* The theory ${theory} and ${count} theorem${count === 1 ? "" : "s"}, written by \`lemmagrid export coq\`.`,
    "   Variables and hypotheses are the theory's own; docs/coq.md says how the rest is translated. *)",
    "",
  ];
}

function ending(section: string, lemmas: readonly string[]): readonly string[] {
  return [
    "(* What all the theorems together rest on: here the theory's own declarations, outside the section nothing. *)",
    "Definition all_theorems : True :=",
    ...lemmas.map((lemma) => `  let _ := ${lemma} in`),
    "  I.",
    "Print Assumptions all_theorems.",
    "",
    `End ${section}.`,
    "",
    "Print Assumptions all_theorems.",
    "",
  ];
}
