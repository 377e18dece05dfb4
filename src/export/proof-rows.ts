/**
 * A certificate as the rows of a table for people: parents first, scopes indented, statements readable. Used by the
 * theorem pages and by `lemmagrid show`. Rule names are the certificate's own.
 */
import type { Formula } from "../logic/formula.js";
import type { CertificateLine, OpenLine, StepLine } from "../proof/certificate.js";
import type { ReadableTexts } from "./readable.js";
import { sortToText } from "./theory-view.js";

export interface ProofRow {
  /** `open` begins a scope, `close` ends it; `assume` and `step` carry a statement. */
  readonly kind: "open" | "assume" | "step" | "close";
  /** The id of the step, assumption or scope. */
  readonly id: number;
  /** Scopes around the row; an `open` and its `close` count their own. */
  readonly depth: number;
  /** Readable; of an `open` or `close`, a phrase. */
  readonly statement: string;
  readonly rule: string;
  /** The named fact or theorem that the step is an instance of. */
  readonly of: string | undefined;
  /** What else the rule was told: terms, positions. */
  readonly detail: string;
  readonly from: readonly number[];
  readonly scopes: readonly number[];
}

/** What a scope serves: the step that discharges it. */
interface Purpose {
  readonly step: StepLine;
  readonly index: number;
  readonly count: number;
}

/** Quantified variables of the fact or theorem with this name, for the terms of an instance. */
export type StatementOf = (name: string) => Formula | undefined;

export function proofRows(
  lines: readonly CertificateLine[],
  texts: ReadableTexts,
  statementOf: StatementOf,
): readonly ProofRow[] {
  texts.startProof();
  const purposes = scopePurposes(lines);
  const coreOf = new Map<number, string>();
  const rows: ProofRow[] = [];
  let depth = 0;
  for (const line of lines) {
    if ("open" in line) {
      depth++;
      rows.push(...openRows(line, depth, purposes.get(line.open), texts));
      line.assume.forEach((core, index) => coreOf.set(line.open + 1 + index, core));
    } else if ("close" in line) {
      rows.push({
        ...EMPTY,
        kind: "close",
        id: line.close,
        depth,
        statement: "proved by",
        from: [line.proves],
      });
      depth = Math.max(0, depth - 1);
    } else if ("step" in line) {
      const quantified = (of: string | number): Formula | undefined =>
        typeof of === "string" ? statementOf(of) : texts.parsed(coreOf.get(of) ?? "");
      rows.push(stepRow(line, depth, texts, quantified));
      coreOf.set(line.step, line.is);
    }
  }
  return rows;
}

const EMPTY = { statement: "", rule: "", of: undefined, detail: "", from: [], scopes: [] } as const;

function scopePurposes(lines: readonly CertificateLine[]): ReadonlyMap<number, Purpose> {
  const purposes = new Map<number, Purpose>();
  for (const line of lines) {
    if (!("step" in line) || !("scopes" in line)) continue;
    line.scopes.forEach((scope, index) =>
      purposes.set(scope, { step: line, index, count: line.scopes.length }),
    );
  }
  return purposes;
}

function openRows(
  line: OpenLine,
  depth: number,
  purpose: Purpose | undefined,
  texts: ReadableTexts,
): ProofRow[] {
  const vars = line.eigen.map((binder) => {
    const v = texts.declare(binder);
    return v === undefined ? binder : `${v.name} : ${sortToText(v.sort)}`;
  });
  const heading = [purposeText(purpose, texts), vars.length > 0 ? `let ${vars.join(", ")}` : ""];
  const open: ProofRow = {
    ...EMPTY,
    kind: "open",
    id: line.open,
    depth,
    statement: heading.filter((part) => part !== "").join("; "),
  };
  const rule = purpose?.step.rule === "induction" ? "induction hypothesis" : "assumption";
  const assumed = line.assume.map((core, index): ProofRow => ({
    ...EMPTY,
    kind: "assume",
    id: line.open + 1 + index,
    depth,
    statement: texts.formula(core),
    rule,
  }));
  return [open, ...assumed];
}

function purposeText(purpose: Purpose | undefined, texts: ReadableTexts): string {
  if (purpose === undefined) return "scope";
  const { step, index, count } = purpose;
  const number = count > 1 ? ` ${index + 1} of ${count}` : "";
  if (step.rule === "induction")
    return `induction, case ${constructorName(step.is, step.variable, index, texts)}`;
  if (step.rule === "cases" || step.rule === "either" || step.rule === "excluded-middle")
    return `case${number}`;
  return step.rule;
}

/** The constructor that the `index`-th scope of an induction is for. */
function constructorName(core: string, variable: number, index: number, texts: ReadableTexts): string {
  const formula = texts.parsed(core);
  const sort = formula?.kind === "imp" ? formula.vars.at(variable)?.sort : undefined;
  const declaration = texts.theory.sorts.find((candidate) => candidate.name === sort?.name);
  return declaration?.constructors[index] ?? String(index + 1);
}

function stepRow(
  line: StepLine,
  depth: number,
  texts: ReadableTexts,
  quantified: (of: string | number) => Formula | undefined,
): ProofRow {
  const of = line.rule === "instance" ? line.of : undefined;
  const parents = "from" in line ? line.from : [];
  return {
    kind: "step",
    id: line.step,
    depth,
    statement: texts.formula(line.is),
    rule: line.rule,
    of: typeof of === "string" ? of : undefined,
    detail: stepDetail(line, texts, quantified),
    from: typeof of === "number" ? [of, ...parents] : parents,
    scopes: "scopes" in line ? line.scopes : [],
  };
}

function stepDetail(
  line: StepLine,
  texts: ReadableTexts,
  quantified: (of: string | number) => Formula | undefined,
): string {
  switch (line.rule) {
    case "instance": {
      const formula = quantified(line.of);
      const vars = formula?.kind === "imp" ? formula.vars : [];
      const terms = line.with.map((core, index) => {
        const v = vars.at(index);
        return v === undefined ? texts.term(core) : `${v.name} ↦ ${texts.term(core)}`;
      });
      return terms.join(", ");
    }
    case "congruence":
    case "replace":
      return `at ${line.at.map((position) => position + 1).join(", ")}`;
    case "project":
      return line.index === 0 ? "left" : "right";
    case "injectivity":
      return `argument ${line.index + 1}`;
    case "exists":
      return `witness ${line.with.map((core) => texts.term(core)).join(", ")}`;
    case "cases":
      return `on ${texts.term(line.on)}`;
    case "induction": {
      const formula = texts.parsed(line.is);
      const v = formula?.kind === "imp" ? formula.vars.at(line.variable) : undefined;
      return v === undefined ? "" : `on ${v.name}`;
    }
    case "refl":
    case "symm":
    case "trans":
    case "and":
    case "double-negation":
    case "or":
    case "absurd":
    case "ex-falso":
    case "clash":
    case "truth":
    case "generalise":
    case "refute":
    case "contradiction":
    case "excluded-middle":
    case "either":
    case "obtain":
      return "";
    default:
      line satisfies never;
      return "";
  }
}
