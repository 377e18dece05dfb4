/**
 * The lines of a certificate: JSON, in the one way `JSON.stringify` writes it (so no spaces, no repeated keys, no other
 * spelling of a number or a string), with exactly the fields of its kind, each of its type. What the fields mean is not
 * checked here.
 */
import { CERTIFICATE_FORMAT, CERTIFICATE_VERSION } from "../proof/certificate.js";
import type { CertificateLine, HeaderLine } from "../proof/certificate.js";
import { refuse } from "./interner.js";

type Test = (value: unknown) => boolean;
const isText: Test = (value) => typeof value === "string";
const isCount: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isList =
  (item: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(item);

/** What each field holds, the same in every line. */
const FIELD_TESTS = table([
  ["format theory theorem statement rule is on", isText],
  ["version open close proves end step index variable", isCount],
  ["params eigen assume sorts with", isList(isText)],
  ["from at scopes", isList(isCount)],
  ["of", (value) => isText(value) || isCount(value)],
]);

const HEADER = words("format version theory theorem params statement");
const OPEN = words("open eigen assume");
const CLOSE = words("close proves");
const END = words("end");
/** The fields of a step, by its rule; `instance` may also have `sorts`. */
const STEPS = table([
  ["refl symm trans and double-negation or absurd ex-falso clash truth", words("step rule is from")],
  ["congruence replace", words("step rule is at from")],
  ["project injectivity", words("step rule is index from")],
  ["instance", words("step rule is of with from")],
  ["exists", words("step rule is with from")],
  ["generalise refute contradiction excluded-middle either obtain", words("step rule is from scopes")],
  ["cases", words("step rule is on scopes")],
  ["induction", words("step rule is variable scopes")],
]);

function words(text: string): readonly string[] {
  return text.split(" ");
}
/** Gives every word of a row's text the row's value. */
export function table<Value>(
  rows: readonly (readonly [text: string, value: Value])[],
): ReadonlyMap<string, Value> {
  return new Map(rows.flatMap(([text, value]) => words(text).map((word) => [word, value] as const)));
}

const MAX_CHARS = 256_000_000;

/** A file's lines, each ended by a line break that the last may lack. */
export class Lines {
  /** Of the line last read, from 1. */
  number = 0;
  private at = 0;

  constructor(private readonly text: string) {}

  next(): string {
    this.number++;
    if (this.text.length > MAX_CHARS) refuse(`larger than ${MAX_CHARS} characters`);
    if (this.at >= this.text.length) refuse("the file is cut off: it has no end line");
    const start = this.at;
    const lineBreak = this.text.indexOf("\n", start);
    const end = lineBreak < 0 ? this.text.length : lineBreak;
    this.at = end + 1;
    return this.text.slice(start, end);
  }
  end(): void {
    if (this.at >= this.text.length) return;
    this.number++;
    refuse("the file goes on after its end line");
  }
}

/** The first line. */
export function readHeader(text: string): HeaderLine {
  const line = parse(text);
  if (line["format"] !== CERTIFICATE_FORMAT) refuse("not a certificate of this format");
  if (line["version"] !== CERTIFICATE_VERSION) refuse("not a certificate of this version");
  return checked(line, HEADER) as HeaderLine;
}

/** A line after the first. */
export function readLine(text: string): Exclude<CertificateLine, HeaderLine> {
  const line = parse(text);
  let kind = "open" in line ? OPEN : "close" in line ? CLOSE : "end" in line ? END : undefined;
  if ("step" in line) {
    const rule = typeof line["rule"] === "string" ? line["rule"] : refuse("a step without a rule");
    kind = STEPS.get(rule) ?? refuse(`unknown rule ${rule}`);
  }
  return checked(line, kind ?? refuse("a line of no known kind")) as Exclude<CertificateLine, HeaderLine>;
}

function parse(text: string): Record<string, unknown> {
  let value: unknown;
  let again: string;
  try {
    value = JSON.parse(text);
    again = JSON.stringify(value);
  } catch {
    return refuse("not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse("not a JSON object");
  if (again !== text) refuse("not in the form that JSON.stringify writes");
  return value as Record<string, unknown>;
}

/** The line, once it has the `known` fields and no others. */
function checked(line: Record<string, unknown>, known: readonly string[]): unknown {
  let missing = known.length;
  for (const [name, value] of Object.entries(line)) {
    if (known.includes(name)) missing--;
    else if (name !== "sorts" || line["rule"] !== "instance") refuse(`unknown field ${name}`);
    if (FIELD_TESTS.get(name)?.(value) !== true) refuse(`field ${name} is of a wrong type`);
  }
  if (missing > 0) refuse("a field is missing");
  return line;
}
