/**
 * Whether parsed JSON has the fields that the pages read. This guards the pages against a damaged output, no more: what
 * a certificate proves is for the checker, which has a reader of its own.
 */
import type { CertificateLine, StepLine } from "../../proof/certificate.js";
import type { RunDocument, TheoremRecord } from "../run-documents.js";

type Is = (value: unknown) => boolean;
type Fields<T> = Readonly<Record<keyof T, Is>>;

const optional =
  (is: Is): Is =>
  (value) =>
    value === undefined || is(value);

const text: Is = (value) => typeof value === "string";
const flag: Is = (value) => typeof value === "boolean";
const number: Is = (value) => typeof value === "number";
const list =
  (item: Is): Is =>
  (value) =>
    Array.isArray(value) && value.every(item);
const object = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const record =
  (item: Is): Is =>
  (value) =>
    object(value) && Object.values(value).every(item);
/** Exactly these fields are looked at; others may stand beside them. */
const fields =
  (shape: Readonly<Record<string, Is>>): Is =>
  (value) =>
    object(value) && Object.entries(shape).every(([name, is]) => is(value[name]));
const texts = list(text);
const numbers = list(number);
const statement = fields({ readable: text, core: text });

const THEOREM: Fields<TheoremRecord> = {
  order: number,
  name: text,
  params: texts,
  statement,
  method: text,
  inductionOn: texts,
  basis: flag,
  vacuous: flag,
  assumes: optional(list(text)),
  origin: text,
  uses: texts,
  usedBy: texts,
  witnesses: list(list(fields({ variable: text, value: text }))),
  steps: number,
  blocks: number,
  certificate: text,
  sha256: text,
};

const CONJECTURE = { name: text, params: texts, statement, origin: text };

const RUN: Fields<RunDocument> = {
  schema: text,
  version: text,
  command: text,
  theory: text,
  uses: texts,
  imported: record(fields({ sorts: texts, symbols: texts, facts: texts, goals: texts })),
  inputs: list(fields({ name: text, sha256: text })),
  assumed: optional(list(fields({ functions: list(fields({ symbol: text, equations: list(text) })) }))),
  checked: flag,
  rejected: list(fields({ name: text, reason: text })),
  stop: fields({ kind: text, detail: text }),
  goals: list(fields({ name: text, status: text })),
  theoremCount: number,
  basisCount: number,
  limits: record(number),
  counts: record(number),
  messages: record(number),
  waves: list(fields({ size: number, conjectures: number, proved: number, open: number })),
  refuted: list(fields({ ...CONJECTURE, counterexample: list(fields({ variable: text, value: text })) })),
  open: list(fields({ ...CONJECTURE, status: text, reason: text })),
};

const from = { from: numbers };
const discharge = { from: numbers, scopes: numbers };

/** What each rule has beside `step` and `is`. */
const STEPS: Readonly<Record<StepLine["rule"], Readonly<Record<string, Is>>>> = {
  instance: { of: (value) => text(value) || number(value), with: texts, from: numbers },
  refl: from,
  symm: from,
  trans: from,
  congruence: { at: numbers, from: numbers },
  replace: { at: numbers, from: numbers },
  and: from,
  project: { index: number, from: numbers },
  "double-negation": from,
  or: from,
  absurd: from,
  "ex-falso": from,
  clash: from,
  injectivity: { index: number, from: numbers },
  truth: from,
  exists: { with: texts, from: numbers },
  generalise: discharge,
  refute: discharge,
  contradiction: discharge,
  "excluded-middle": discharge,
  either: discharge,
  obtain: discharge,
  cases: { on: text, scopes: numbers },
  induction: { variable: number, scopes: numbers },
};

function isStep(value: Record<string, unknown>): boolean {
  const rule = value.rule;
  if (typeof rule !== "string" || !Object.hasOwn(STEPS, rule)) return false;
  return fields({ step: number, is: text, ...STEPS[rule as StepLine["rule"]] })(value);
}

export function isCertificateLine(value: unknown): value is CertificateLine {
  if (!object(value)) return false;
  if ("step" in value) return isStep(value);
  if ("open" in value) return fields({ open: number, eigen: texts, assume: texts })(value);
  if ("close" in value) return fields({ close: number, proves: number })(value);
  if ("end" in value) return number(value.end);
  return fields({ format: text, theorem: text, statement: text })(value);
}

export function isTheoremRecord(value: unknown): value is TheoremRecord {
  return fields(THEOREM)(value);
}

export function isRunDocument(value: unknown): value is RunDocument {
  return fields(RUN)(value);
}
