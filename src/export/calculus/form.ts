/**
 * The form of a certificate, line after line: the fields of its kind with values of their types, ids that count, scopes
 * that nest, names that are new, and as many parents and scopes as the rule of a step has. These are the things that
 * leave no trace in an exported text, where a fault in them would be lost. Whether a step proves what it states is not
 * looked at: the text says all of it, and the prover judges.
 */
import type { Theory } from "../../logic/theory.js";
import {
  CERTIFICATE_FORMAT,
  CERTIFICATE_VERSION,
  type CertificateLine,
  type CloseLine,
  type HeaderLine,
  type OpenLine,
  type Rule,
  type StepLine,
} from "../../proof/certificate.js";
import { misshapen } from "./misshapen.js";
import { isName } from "./notation.js";

type FieldName = Keys<CertificateLine>;
type Keys<Line> = Line extends unknown ? keyof Line : never;

type Test = (value: unknown) => boolean;
const text: Test = (value) => typeof value === "string";
const count: Test = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const texts: Test = (value) => Array.isArray(value) && value.every(text);
const counts: Test = (value) => Array.isArray(value) && value.every(count);

/** A field's values are of one type, whatever line it is in. */
const TYPES: Readonly<Record<FieldName, Test>> = {
  format: (value) => value === CERTIFICATE_FORMAT,
  version: (value) => value === CERTIFICATE_VERSION,
  ...{ theory: text, theorem: text, params: texts, statement: text },
  ...{ open: count, eigen: texts, assume: texts, close: count, proves: count, end: count },
  ...{ step: count, rule: text, is: text, from: counts, scopes: counts, at: counts },
  ...{ with: texts, sorts: texts, on: text, index: count, variable: count },
  of: (value) => text(value) || count(value),
};

/** The fields of the other kinds of line, by the one that tells the kind. */
const KINDS: Readonly<Record<string, readonly FieldName[]>> = {
  format: ["format", "version", "theory", "theorem", "params", "statement"],
  open: ["open", "eigen", "assume"],
  close: ["close", "proves"],
  end: ["end"],
};

interface RuleForm {
  /** Beside `step`, `rule` and `is`; `sorts` may be missing. */
  readonly fields: readonly FieldName[];
  /** How many there are, if that is the same for every step of the rule. */
  readonly from?: number;
  readonly scopes?: number;
}

const given = (from?: number, ...fields: readonly FieldName[]): RuleForm => ({
  fields: ["from", ...fields],
  ...(from === undefined ? {} : { from }),
});
const discharging = (from: number, scopes: number): RuleForm => ({
  fields: ["from", "scopes"],
  from,
  scopes,
});

const RULES: Readonly<Record<Rule, RuleForm>> = {
  instance: given(undefined, "of", "sorts", "with"),
  ...{ refl: given(0), symm: given(1), trans: given() },
  ...{ congruence: given(undefined, "at"), replace: given(undefined, "at") },
  ...{ truth: given(0), and: given(), project: given(1, "index"), "double-negation": given(1) },
  ...{ or: given(1), absurd: given(2), "ex-falso": given(1), exists: given(undefined, "with") },
  ...{ clash: given(1), injectivity: given(1, "index") },
  cases: { fields: ["on", "scopes"] },
  induction: { fields: ["variable", "scopes"] },
  ...{ generalise: discharging(0, 1), refute: discharging(0, 1), contradiction: discharging(0, 1) },
  ...{ "excluded-middle": discharging(0, 2), either: discharging(1, 2), obtain: discharging(1, 1) },
};
const ruleForms: ReadonlyMap<unknown, RuleForm> = new Map(Object.entries(RULES));

interface Scope {
  readonly id: number;
  /** Undefined for one that stands in no other. */
  readonly around: Scope | undefined;
}

/** Takes the lines of one certificate in order. */
export class CertificateForm {
  private lines = 0;
  private next = 0;
  private ended = false;
  private current: Scope | undefined;
  private readonly closed = new Map<number, Scope>();
  private readonly eigens = new Set<string>();
  private readonly symbols: ReadonlySet<string>;

  constructor(private readonly theory: Theory) {
    this.symbols = new Set(theory.symbols.map(({ name }) => name));
  }

  /** The line, which has the form of one that can stand here. */
  line(value: unknown): CertificateLine {
    if (typeof value !== "object" || value === null || Array.isArray(value)) misshapen("it is no object");
    const line = value as CertificateLine;
    if (this.ended) misshapen("it stands behind the end");
    if ("format" in line !== (this.lines++ === 0)) misshapen("a header is the first line and no other");
    checkFields(line);
    if ("format" in line) this.header(line);
    else if ("open" in line) this.open(line);
    else if ("close" in line) this.close(line);
    else if ("end" in line) this.end();
    else this.step(line);
    return line;
  }

  private header({ theory, theorem, params }: HeaderLine): void {
    if (theory !== this.theory.name) misshapen(`the theory is ${this.theory.name}, not ${theory}`);
    const sorts = new Set(this.theory.sorts.map(({ name }) => name));
    if (![theorem, ...params].every(isName)) misshapen("what should be a name is none");
    if (new Set(params).size < params.length || params.some((param) => sorts.has(param)))
      misshapen("a sort parameter is listed twice, or a sort");
  }

  private open({ open, eigen, assume }: OpenLine): void {
    this.count(open, 1 + assume.length);
    for (const text of eigen) {
      const name = text.slice(0, Math.max(0, text.indexOf(":")));
      if (!isName(name) || this.symbols.has(name) || this.eigens.has(name))
        misshapen(`eigenconstant ${name} has no name that is new`);
      this.eigens.add(name);
    }
    this.current = { id: open, around: this.current };
  }

  private close({ close }: CloseLine): void {
    if (this.current?.id !== close) return misshapen(`${close} is not the innermost open scope`);
    this.closed.set(close, this.current);
    this.current = this.current.around;
  }

  private step(step: StepLine): void {
    this.count(step.step, 1);
    const { from, scopes } = ruleForms.get(step.rule) ?? {};
    if (from !== undefined && "from" in step && step.from.length !== from)
      misshapen(`${from} parents are expected, not ${step.from.length}`);
    if (!("scopes" in step)) return;
    if (scopes !== undefined && step.scopes.length !== scopes)
      misshapen(`${scopes} scopes are expected, not ${step.scopes.length}`);
    for (const id of step.scopes) {
      const scope = this.closed.get(id);
      if (scope !== undefined && scope.around !== this.current)
        misshapen(`scope ${id} was not opened in that of this step`);
    }
  }

  private end(): void {
    if (this.current !== undefined) misshapen(`scope ${this.current.id} is still open`);
    this.ended = true;
  }

  private count(id: number, width: number): void {
    if (id !== this.next) misshapen(`id ${this.next} is due, not ${id}`);
    this.next += width;
  }
}

function checkFields(line: CertificateLine): void {
  const kind = Object.keys(KINDS).find((field) => field in line);
  const rule = kind === undefined ? ruleForms.get((line as StepLine).rule) : undefined;
  if (kind === undefined && rule === undefined) misshapen("it is of no known kind or rule");
  const fields: readonly FieldName[] =
    kind === undefined ? ["step", "rule", "is", ...(rule?.fields ?? [])] : KINDS[kind];
  const unknown = Object.keys(line).find((field) => !(fields as readonly string[]).includes(field));
  if (unknown !== undefined) misshapen(`field ${unknown} does not belong there`);
  for (const field of fields) {
    const value = (line as unknown as Record<string, unknown>)[field];
    const missing = value === undefined && field === "sorts";
    if (!missing && !TYPES[field](value)) misshapen(`field ${field} is missing or of a wrong type`);
  }
}
