/**
 * A run's output as one Lean 4 file, with nothing imported: the theory as axioms in a namespace of its own, each
 * theorem with its proof as a term, in the order in which they cite each other. Under each theorem `#print axioms`
 * lists what it rests on.
 */
import { developmentOf } from "../calculus/development.js";
import { isBlock, type Block, type Declaration, type Item } from "../calculus/expr.js";
import { originalName, TextWriter } from "../calculus/text.js";
import type { ExportedFile, RunOutput } from "../run-output.js";
import { LEAN, LEAN_RESERVED } from "./dialect.js";

const writer = new TextWriter(LEAN);

export function exportLean(output: RunOutput): ExportedFile {
  const { theory, identifier, groups, theorems } = developmentOf(output, LEAN_RESERVED);
  const text = [
    ...preamble(theory, theorems.length),
    `namespace Lemmagrid.${identifier}`,
    "",
    "noncomputable section",
    "",
    ...groups.flatMap((group) => [...group.flatMap(declaration), ""]),
    ...theorems.flatMap((group) => [...group.flatMap(declaration), ""]),
    "end",
    "",
    `end Lemmagrid.${identifier}`,
    "",
  ].join("\n");
  return { fileName: `${identifier}.lean`, text: text.replace(/\n{3,}/g, "\n\n"), theorems: theorems.length };
}

function preamble(theory: string, count: number): readonly string[] {
  return [
    `/- The theory ${theory} and ${count} theorem${count === 1 ? "" : "s"}, written by \`lemmagrid export lean\`.`,
    "   The axioms are the theory's own; docs/lean.md says how the rest is translated. -/",
    "",
    "set_option autoImplicit false",
    "set_option linter.unusedVariables false",
    "set_option maxRecDepth 100000",
    "",
  ];
}

function declaration(declared: Declaration): readonly string[] {
  const { name, original } = declared;
  const comment = originalName(original, name);
  const end = comment === undefined ? "" : ` -- ${comment}`;
  const typed = (binders: string): string =>
    `${[name, binders].filter((part) => part !== "").join(" ")} : ${writer.write(declared.type)}`;
  switch (declared.kind) {
    case "variable":
    case "hypothesis":
      return [`axiom ${typed("")}${end}`];
    case "definition":
      return [`def ${typed(writer.parameters(declared.binders))} := ${writer.write(declared.value)}${end}`];
    case "step":
    case "fact":
    case "theorem": {
      const head = `theorem ${typed(writer.parameters(declared.binders))} :=${end}`;
      const report = declared.kind === "theorem" ? [`#print axioms ${name}`] : [];
      return [head, ...term(declared.proof, "  "), ...report];
    }
    default:
      return declared satisfies never;
  }
}

/** One `have` for each fact; the last line proves what is left. */
function term({ binders, items, result }: Block, indent: string): readonly string[] {
  const functions =
    binders.length === 0 ? [] : [`${indent}fun ${binders.map(({ name }) => name).join(" ")} =>`];
  return [...functions, ...items.flatMap((item) => fact(item, indent)), `${indent}${writer.write(result)}`];
}

function fact({ name, type, proof }: Item, indent: string): readonly string[] {
  const head = `${indent}have ${name} : ${writer.write(type)} :=`;
  const inner = `${indent}  `;
  return [head, ...(isBlock(proof) ? term(proof, inner) : [`${inner}${writer.write(proof)}`])];
}
