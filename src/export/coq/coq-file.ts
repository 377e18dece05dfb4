/**
 * A run's output as one Coq file: the theory as a section, each theorem as a lemma of it, in the order in which they
 * cite each other. Nothing in the file is assumed but the section's variables and hypotheses: inside the section
 * `Print Assumptions` lists those that the proofs rest on, and after it has ended it lists nothing.
 */
import { developmentOf } from "../calculus/development.js";
import { isBlock, type Binder, type Block, type Declaration, type Item } from "../calculus/expr.js";
import { originalName, TextWriter } from "../calculus/text.js";
import type { ExportedFile, RunOutput } from "../run-output.js";
import { COQ, COQ_RESERVED } from "./dialect.js";

const CLASSIC = [
  "(* Some proofs below are classical. *)",
  "Hypothesis classic : forall P : Prop, P \\/ ~ P.",
  "",
];

const writer = new TextWriter(COQ);

export function exportCoq(output: RunOutput): ExportedFile {
  const { theory, identifier, groups, theorems, classical } = developmentOf(output, COQ_RESERVED);
  const lemmas = theorems.flatMap((group) => group.slice(-1).map(({ name }) => name));
  const text = [
    ...preamble(theory, lemmas.length),
    `Section ${identifier}.`,
    "",
    ...groups.flatMap((group) => [...group.flatMap(declaration), ""]),
    ...(classical ? CLASSIC : []),
    ...theorems.flatMap((group) => [...group.flatMap(declaration), ""]),
    ...ending(identifier, lemmas),
  ].join("\n");
  return { fileName: `${identifier}.v`, text: text.replace(/\n{3,}/g, "\n\n"), theorems: lemmas.length };
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

function declaration(declared: Declaration): readonly string[] {
  const { name, original } = declared;
  const comment = originalName(original, name);
  const end = comment === undefined ? "." : `. (* ${comment} *)`;
  switch (declared.kind) {
    case "variable":
      return [`Variable ${name} : ${writer.write(declared.type)}${end}`];
    case "hypothesis":
      return [`Hypothesis ${name} : ${writer.write(declared.type)}${end}`];
    case "definition": {
      const type = writer.write(declared.type);
      return [`Definition ${typed(declared)} : ${type} := ${writer.write(declared.value)}${end}`];
    }
    case "step":
    case "fact":
    case "theorem": {
      const { proof, type } = declared;
      const head = `${typed(declared)} : ${writer.write(type)}`;
      if (proof.items.length > 0 || proof.binders.length > 0)
        return [`Lemma ${head}${end}`, "Proof.", ...script(proof, "  "), "Qed."];
      const term = writer.write(proof.result);
      // A definition takes coqc a third of the time, and there are as many as a long proof has steps.
      if (declared.kind === "step") return [`Definition ${head} :=`, `  ${term}.`];
      return [`Lemma ${head}${end}`, `Proof. exact (${term}). Qed.`];
    }
    default:
      return declared satisfies never;
  }
}

/** The name, with its parameters. */
function typed({ name, binders }: { readonly name: string; readonly binders: readonly Binder[] }): string {
  return binders.length === 0 ? name : `${name} ${writer.parameters(binders)}`;
}

/** One `assert` for each fact; the last line proves what is left. */
function script({ binders, items, result }: Block, indent: string): readonly string[] {
  const intros =
    binders.length === 0 ? [] : [`${indent}intros ${binders.map(({ name }) => name).join(" ")}.`];
  return [
    ...intros,
    ...items.flatMap((item) => assertion(item, indent)),
    `${indent}exact ${result.kind === "local" ? result.name : `(${writer.write(result)})`}.`,
  ];
}

function assertion({ name, type, proof }: Item, indent: string): readonly string[] {
  const head = `${indent}assert (${name} : ${writer.write(type)})`;
  if (!isBlock(proof)) return [head, `${indent}  by exact (${writer.write(proof)}).`];
  return [`${head}.`, `${indent}{`, ...script(proof, `${indent}  `), `${indent}}`];
}
