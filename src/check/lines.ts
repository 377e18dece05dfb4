/**
 * The lines of a certificate: JSON, in the one way `JSON.stringify` writes it (so no spaces, no repeated keys, no other
 * spelling of a number or a string), with exactly the fields of its kind, each of its type. What the fields mean is not
 * checked here.
 */
import {
  CERTIFICATE_FORMAT,
  CERTIFICATE_VERSION,
  type CertificateLine,
  type HeaderLine,
  type Rule,
} from "../proof/certificate.js";
import { refuse } from "./interner.js";

const TYPES = {
  text: "format theory theorem statement rule is on",
  number: "version open close proves end step index variable",
  texts: "params eigen assume sorts with",
  numbers: "from at scopes",
  source: "of",
} as const;

/** The type of each field, the same in every line. */
const TYPE_OF = new Map<string, keyof typeof TYPES>();
for (const [type, names] of Object.entries(TYPES)) {
  for (const name of names.split(" ")) TYPE_OF.set(name, type as keyof typeof TYPES);
}

const HEADER = fields("format version theory theorem params statement");
const OPEN = fields("open eigen assume");
const CLOSE = fields("close proves");
const END = fields("end");

const RULES: Readonly<Record<Rule, string>> = {
  instance: "of with from",
  refl: "from",
  symm: "from",
  trans: "from",
  congruence: "at from",
  replace: "at from",
  and: "from",
  project: "index from",
  "double-negation": "from",
  or: "from",
  absurd: "from",
  "ex-falso": "from",
  clash: "from",
  injectivity: "index from",
  truth: "from",
  exists: "with from",
  generalise: "from scopes",
  refute: "from scopes",
  contradiction: "from scopes",
  "excluded-middle": "from scopes",
  either: "from scopes",
  obtain: "from scopes",
  cases: "on scopes",
  induction: "variable scopes",
};
const STEPS = new Map(Object.entries(RULES).map(([rule, names]) => [rule, fields(`step rule is ${names}`)]));

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
  return checked(line, HEADER) as unknown as HeaderLine;
}

/** A line after the first. */
export function readLine(text: string): Exclude<CertificateLine, HeaderLine> {
  const line = parse(text);
  let kind = "open" in line ? OPEN : "close" in line ? CLOSE : "end" in line ? END : undefined;
  if ("step" in line) {
    const rule = typeof line["rule"] === "string" ? line["rule"] : refuse("a step without a rule");
    kind = STEPS.get(rule) ?? refuse(`unknown rule ${rule}`);
  }
  return checked(line, kind ?? refuse("a line of no known kind")) as unknown as Exclude<
    CertificateLine,
    HeaderLine
  >;
}

function fields(names: string): ReadonlySet<string> {
  return new Set(names.split(" "));
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

function checked(line: Record<string, unknown>, known: ReadonlySet<string>): Record<string, unknown> {
  let missing = known.size;
  for (const name of Object.keys(line)) {
    if (known.has(name)) missing--;
    // The one field that may be left out.
    else if (name !== "sorts" || line["rule"] !== "instance") refuse(`unknown field ${name}`);
    if (!hasType(line[name], TYPE_OF.get(name))) refuse(`field ${name} is of a wrong type`);
  }
  if (missing > 0) refuse("a field is missing");
  return line;
}

function hasType(value: unknown, type: keyof typeof TYPES | undefined): boolean {
  switch (type) {
    case "text":
      return typeof value === "string";
    case "number":
      return isCount(value);
    case "source":
      return typeof value === "string" || isCount(value);
    case "texts":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "numbers":
      return Array.isArray(value) && value.every(isCount);
    case undefined:
      return false;
    default:
      return type satisfies never;
  }
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
