/**
 * Checks an output as texts: every certificate against the theory, in the order of `theorems.jsonl`, and that what the
 * index says of a theorem (name, statement, hash, citations, steps) is what its certificate proves. Nothing that the
 * prover says is believed but the theory itself. Touches no file.
 */
import { createHash } from "node:crypto";
import { Checker, readTheory, type Verdict } from "../check/checker.js";

type Accepted = Extract<Verdict, { ok: true }>;

/** The files of an output that are checked; undefined for one that is missing. */
export interface OutputTexts {
  readonly theory: string | undefined;
  readonly theorems: string | undefined;
  readonly run: string | undefined;
  readonly grid?: string | undefined;
  /** Every file in `certificates/`, by its path from the output directory. */
  readonly certificates: ReadonlyMap<string, string>;
}

export interface Rejection {
  /** Path from the output directory. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The certificate's rule, or `missing`, `index`, `hash`, `statement`, `theory`. */
  readonly rule: string;
  readonly reason: string;
}

export interface CheckReport {
  readonly theory: string;
  /** Lines of `theorems.jsonl`. */
  readonly theoremCount: number;
  readonly acceptedCount: number;
  /** Steps of the accepted certificates. */
  readonly stepCount: number;
  readonly rejections: readonly Rejection[];
}

const INDEX = "theorems.jsonl";

/** What must be right in a line of the index. */
interface IndexLine {
  readonly order: number;
  readonly name: string;
  readonly params: readonly string[];
  readonly core: string;
  readonly uses: readonly string[];
  readonly steps: number;
  readonly certificate: string;
  readonly sha256: string;
}

export function checkOutput(output: OutputTexts): CheckReport {
  const nothing = { theory: "", theoremCount: 0, acceptedCount: 0, stepCount: 0 };
  const stop = (file: string, line: number, rule: string, reason: string): CheckReport => ({
    ...nothing,
    rejections: [{ file, line, rule, reason }],
  });
  if (output.theory === undefined) return stop("theory.mpl", 1, "missing", "the file is missing");
  if (output.theorems === undefined) return stop(INDEX, 1, "missing", "the file is missing");
  const theory = readTheory(output.theory);
  if (!theory.ok) return stop("theory.mpl", theory.line, "theory", theory.reason);
  const check = new OutputCheck(new Checker(theory.theory), output);
  check.index(output.theorems);
  check.strays();
  check.run(output.run);
  return {
    theory: theory.theory.name,
    theoremCount: check.theoremCount,
    acceptedCount: check.accepted.size,
    stepCount: check.stepCount,
    rejections: check.rejections,
  };
}

class OutputCheck {
  readonly rejections: Rejection[] = [];
  readonly accepted = new Set<string>();
  theoremCount = 0;
  stepCount = 0;
  private readonly listed = new Set<string>();

  constructor(
    private readonly checker: Checker,
    private readonly output: OutputTexts,
  ) {}

  private reject(file: string, line: number, rule: string, reason: string): void {
    this.rejections.push({ file, line, rule, reason });
  }

  index(text: string): void {
    const lines = text.split("\n");
    if (lines.pop() !== "") this.reject(INDEX, lines.length + 1, "index", "the last line is cut off");
    lines.forEach((line, index) => {
      this.theoremCount++;
      const entry = readIndexLine(line);
      if (entry === undefined) this.reject(INDEX, index + 1, "index", "not a theorem's line");
      else if (entry.order !== index + 1)
        this.reject(INDEX, index + 1, "index", `order ${index + 1} is expected`);
      else this.theorem(entry, index + 1);
    });
  }

  private theorem(entry: IndexLine, indexLine: number): void {
    const { certificate: file } = entry;
    const text = this.output.certificates.get(file);
    if (text === undefined) {
      const what = /^certificates\/[^/\\]+$/.test(file) ? "there is no file" : "not a path in certificates/:";
      this.reject(INDEX, indexLine, "missing", `${what} ${file}`);
      return;
    }
    if (this.listed.has(file)) {
      this.reject(INDEX, indexLine, "index", `${file} is listed twice`);
      return;
    }
    this.listed.add(file);
    if (createHash("sha256").update(text, "utf8").digest("hex") !== entry.sha256) {
      this.reject(file, 1, "hash", `its SHA-256 is not the one in ${INDEX}, line ${indexLine}`);
    }
    const verdict = this.checker.check(text);
    if (!verdict.ok) {
      this.reject(file, verdict.line, verdict.rule ?? "certificate", verdict.reason);
      return;
    }
    const difference = indexDifference(entry, verdict, text);
    if (difference !== undefined) {
      this.reject(INDEX, indexLine, "statement", `${difference} is not what ${file} proves`);
      return;
    }
    this.accepted.add(entry.name);
    this.stepCount += verdict.steps;
  }

  /** Certificates that the index does not list. */
  strays(): void {
    for (const file of this.output.certificates.keys()) {
      if (!this.listed.has(file)) this.reject(file, 1, "index", `${INDEX} does not list it`);
    }
  }

  /** Verdicts in `run.json` of theorems that are not among the accepted ones. */
  run(text: string | undefined): void {
    if (text === undefined) {
      this.reject("run.json", 1, "missing", "the file is missing");
      return;
    }
    const goals = parseObject(text)?.goals;
    if (!Array.isArray(goals)) {
      this.reject("run.json", 1, "index", "not a run's report");
      return;
    }
    for (const goal of goals as readonly unknown[]) {
      const { name, status } = (goal ?? {}) as Record<string, unknown>;
      if (status === "Theorem" && !this.accepted.has(String(name))) {
        this.reject(
          "run.json",
          1,
          "statement",
          `${String(name)} is called a theorem, but has no accepted proof`,
        );
      }
    }
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function readIndexLine(line: string): IndexLine | undefined {
  const record = parseObject(line);
  if (record === undefined) return undefined;
  const { order, name, params, statement, uses, steps, certificate, sha256 } = record;
  const core =
    typeof statement === "object" && statement !== null ? (statement as { core?: unknown }).core : undefined;
  if (typeof order !== "number" || typeof steps !== "number" || !isTexts(params) || !isTexts(uses))
    return undefined;
  if (typeof name !== "string" || typeof core !== "string") return undefined;
  if (typeof certificate !== "string" || typeof sha256 !== "string") return undefined;
  return { order, name, params, core, uses, steps, certificate, sha256 };
}

/** What the index says that its accepted certificate does not. */
function indexDifference(entry: IndexLine, verdict: Accepted, certificate: string): string | undefined {
  const header = parseObject(certificate.slice(0, certificate.indexOf("\n"))) ?? {};
  if (entry.name !== verdict.theorem) return `the name ${entry.name}`;
  if (entry.core !== header.statement) return "the statement";
  if (JSON.stringify(entry.params) !== JSON.stringify(header.params)) return "the list of sort parameters";
  if (entry.steps !== verdict.steps) return "the number of steps";
  const cites = [...new Set(verdict.cites)].sort();
  const uses = [...new Set(entry.uses)].sort();
  return JSON.stringify(cites) === JSON.stringify(uses) ? undefined : "the list of uses";
}
