/**
 * A mutant as one line of the data set, and as a page of text. All names are the library's; a record says everything
 * about a mutant that its proof does not need the library for.
 */
import type { KeptMutant } from "./engine.js";
import { skipAt } from "./flat-terms.js";
import type { Derivation, Mutation, ProofBackend } from "./library.js";
import type { Scores } from "./scores.js";

/** What a parent's variables stand for in the mutant; those that keep their names are left out. */
export interface ParentUse {
  readonly label: string;
  readonly unifier: Readonly<Record<string, string>>;
}

export interface MutantRecord {
  readonly id: string;
  readonly round: number;
  readonly rule: Mutation["kind"];
  readonly conclusion: string;
  readonly hypotheses: readonly string[];
  readonly distinct: readonly (readonly [string, string])[];
  /** Target and lemma; the proofs of the two hypotheses for `combine`. */
  readonly parents: readonly ParentUse[];
  /** The rule of inference of a `combine`, or the one that detaches a conditional equation. */
  readonly by: string | null;
  readonly place: Place | null;
  readonly steps: number;
  readonly scores: Scores;
  readonly proof: string;
}

/** Which formula of the first parent was changed: "conclusion" or a hypothesis' number, from 1; and where in it. */
export interface Place {
  readonly formula: "conclusion" | number;
  /** Argument numbers from the formula's root, from 1. */
  readonly position: readonly number[];
  readonly direction: "left to right" | "right to left" | null;
}

export function mutantRecord(kept: KeptMutant, backend: ProofBackend): MutantRecord {
  const { mutant, proved, library } = kept;
  const { mutation } = mutant;
  const uses = parentUses(kept, backend);
  const labelOf = (theorem: number): string => library.labels[theorem];
  const by =
    mutation.kind === "combine" ? mutation.rule : mutation.kind === "rewrite" ? mutation.detach : undefined;
  return {
    id: kept.label,
    round: kept.round,
    rule: mutation.kind,
    conclusion: proved.conclusion,
    hypotheses: proved.hypotheses,
    distinct: proved.distinct,
    parents: parentsOf(mutation).map((theorem) => uses.get(theorem)!),
    by: by === undefined ? null : labelOf(by),
    place: mutation.kind === "combine" ? null : placeOf(kept, mutation),
    steps: proved.steps,
    scores: kept.scores,
    proof: proved.proof,
  };
}

function parentsOf(mutation: Mutation): readonly number[] {
  return mutation.kind === "combine" ? mutation.parents : [mutation.target, mutation.lemma];
}

function parentUses({ mutant, library }: KeptMutant, backend: ProofBackend): Map<number, ParentUse> {
  const uses = new Map<number, ParentUse>();
  for (const step of steps(mutant.derivation)) {
    if (uses.has(step.theorem)) continue;
    const names = backend.variablesOf(step.theorem);
    const unifier: Record<string, string> = {};
    step.images.forEach((cell, variable) => {
      const text = backend.termText(mutant, cell);
      if (text !== names[variable]) unifier[names[variable]] = text;
    });
    uses.set(step.theorem, { label: library.labels[step.theorem], unifier });
  }
  return uses;
}

function* steps(derivation: Derivation): Generator<Extract<Derivation, { kind: "step" }>> {
  switch (derivation.kind) {
    case "hypothesis":
      return;
    case "step":
      yield derivation;
      for (const premise of derivation.premises) yield* steps(premise);
      return;
    case "rewrite":
      yield* steps(derivation.equation);
      yield* steps(derivation.of);
      return;
    default:
      derivation satisfies never;
  }
}

function placeOf({ library }: KeptMutant, mutation: Exclude<Mutation, { kind: "combine" }>): Place {
  const { formulaStart, formulaCell, cells } = library.table;
  const first = formulaStart[mutation.target];
  const last = formulaStart[mutation.target + 1] - 1;
  const formula = first + mutation.formula === last ? "conclusion" : mutation.formula + 1;
  if (mutation.kind === "apply") return { formula, position: [], direction: null };
  const root = formulaCell[first + mutation.formula];
  const direction = mutation.reverse ? "right to left" : "left to right";
  return { formula, position: pathTo(cells, root, root + mutation.position), direction };
}

function pathTo(cells: Uint32Array, root: number, target: number): readonly number[] {
  const path: number[] = [];
  for (let at = root; at !== target;) {
    let child = at + 1;
    let index = 1;
    for (; target >= child + skipAt(cells, child); index++) child += skipAt(cells, child);
    path.push(index);
    at = child;
  }
  return path;
}

/** The record for a person. */
export function explainRecord(record: MutantRecord): string {
  const lines = [
    `${record.id}, round ${record.round}, by ${record.rule}${record.by === null ? "" : ` with ${record.by}`}`,
  ];
  record.hypotheses.forEach((text, i) => lines.push(`  hypothesis ${i + 1}  ${text}`));
  lines.push(`  conclusion    ${record.conclusion}`);
  if (record.distinct.length > 0) {
    lines.push(`  distinct      ${record.distinct.map((pair) => pair.join(" ")).join(", ")}`);
  }
  const roles = record.rule === "combine" ? ["first parent", "second parent"] : ["target", "lemma"];
  record.parents.forEach((parent, i) => {
    lines.push(`${roles[i]} ${parent.label}`);
    for (const [name, text] of Object.entries(parent.unifier)) lines.push(`  ${name} := ${text}`);
  });
  if (record.place !== null) lines.push(`place: ${placeText(record.place)}`);
  const { size, elegance, surprise, crossChapter } = record.scores;
  lines.push(
    `scores: size ${size}, elegance ${elegance.toFixed(2)}, surprise ${surprise.toFixed(2)}, ` +
      (crossChapter ? "parents of two chapters" : "parents of one chapter"),
    `proof, ${record.steps} steps:`,
    record.proof,
  );
  return `${lines.join("\n")}\n`;
}

function placeText({ formula, position, direction }: Place): string {
  const where = formula === "conclusion" ? "the conclusion" : `hypothesis ${formula}`;
  if (direction === null) return where;
  return `${where}, ${position.length === 0 ? "the whole" : `argument ${position.join(".")}`}, ${direction}`;
}
