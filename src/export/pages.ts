/**
 * The pages: an index and one a theorem, from the Handlebars templates in html/. Templates escape every value; what
 * they are given here is plain text and relative links, never markup. The pages need no script and no network.
 */
import { readFileSync } from "node:fs";
import Handlebars from "handlebars";
import { formulaText, type Formula } from "../logic/formula.js";
import type { RunResult } from "../proof/run-result.js";
import type { Theorem } from "../proof/theorem.js";
import { linkSegment } from "./file-name.js";
import { factAnchor, type Link, type Links } from "./links.js";
import { proofRows, type ProofRow } from "./proof-rows.js";
import type { ReadableTexts } from "./readable.js";
import { sha256, type InputFile, type TheoremRecord } from "./run-documents.js";
import { theoryView } from "./theory-view.js";
import { VERSION } from "./version.js";

type Template = (view: object) => string;

export interface Templates {
  readonly index: Template;
  readonly theorem: Template;
  readonly style: string;
}

function source(file: string): string {
  return readFileSync(new URL(`html/${file}`, import.meta.url), "utf8");
}

/** Reads and compiles the templates; once a run. */
export function loadTemplates(): Templates {
  const handlebars = Handlebars.create();
  const options = { strict: true, knownHelpersOnly: true, noEscape: false };
  handlebars.registerPartial("head", handlebars.compile(source("head.hbs"), options));
  handlebars.registerPartial("theorems", handlebars.compile(source("theorems.hbs"), options));
  return {
    index: handlebars.compile(source("index.hbs"), options),
    theorem: handlebars.compile(source("theorem.hbs"), options),
    style: source("style.css"),
  };
}

export interface PageInput {
  readonly result: RunResult;
  readonly inputs: readonly InputFile[];
  readonly records: readonly TheoremRecord[];
  readonly links: Links;
  readonly texts: ReadableTexts;
}

/** `induction on x`, `direct`. */
export function methodText(theorem: Pick<TheoremRecord, "method" | "inductionOn">): string {
  return theorem.inductionOn.length === 0
    ? theorem.method
    : `${theorem.method} on ${theorem.inductionOn.join(", ")}`;
}

function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

export function indexPage(template: Template, input: PageInput): string {
  const { result, records, links, texts } = input;
  const row = (record: TheoremRecord) => ({
    order: record.order,
    ...links.to(record.name, ""),
    statement: record.statement.readable,
    method: methodText(record),
    stated: record.origin === "stated",
    vacuous: record.vacuous,
    uses: record.uses.map((name) => links.to(name, "")),
  });
  const view = theoryView(result.theory);
  const anchored = <T extends { readonly name: string }>(fact: T) => ({
    ...fact,
    anchor: factAnchor(fact.name),
  });
  const basis = records.filter((record) => record.basis).map(row);
  const derived = records.filter((record) => !record.basis).map(row);
  return template({
    title: result.theory.name,
    root: "",
    version: VERSION,
    checked: result.checked,
    summary: summaryText(result),
    theory: {
      ...view,
      uses: result.theory.uses,
      axioms: view.axioms.map(anchored),
      definitions: view.definitions.map(anchored),
    },
    goals: result.goals.map((goal) => ({
      ...links.to(goal.name, ""),
      statement: goalStatement(goal.name, result, texts),
      status: goal.status,
    })),
    basis:
      basis.length === 0 ? undefined : { id: "basis", caption: count(basis.length, "theorem"), rows: basis },
    derived:
      derived.length === 0
        ? undefined
        : { id: "derived", caption: count(derived.length, "theorem"), rows: derived },
    refuted: result.refuted.map((entry) => ({
      name: entry.name,
      statement: texts.print(entry.formula),
      values: entry.counterexample.map(({ variable, value }) => `${variable} = ${value}`),
    })),
    open: result.open.map((entry) => ({
      name: entry.name,
      statement: texts.print(entry.formula),
      status: entry.status,
      reason: entry.reason,
    })),
    run: runView(input),
  });
}

function goalStatement(name: string, result: RunResult, texts: ReadableTexts): string {
  const goal = result.theory.goals.find((candidate) => candidate.name === name);
  return goal === undefined ? "" : texts.print(goal.formula);
}

function summaryText(result: RunResult): string {
  const basis = result.theorems.filter((theorem) => theorem.basis).length;
  const parts = [
    `${count(result.theorems.length, "theorem")} proved, ${basis} of them the basis that the others follow from`,
    `${count(result.refuted.length, "conjecture")} refuted`,
    `${result.open.length} open`,
  ];
  return `${parts.join("; ")}.`;
}

function runView({ result, inputs }: PageInput): object {
  const pairs = (map: ReadonlyMap<string, number>) => [...map].map(([name, value]) => ({ name, value }));
  const byName = (left: { name: string }, right: { name: string }) => (left.name < right.name ? -1 : 1);
  return {
    command: result.command,
    stop: result.stop.detail === "" ? result.stop.kind : `${result.stop.kind}: ${result.stop.detail}`,
    counts: pairs(result.counts),
    messages: pairs(result.messages).sort(byName),
    limits: pairs(result.limits).sort(byName),
    waves: result.waves.map((wave) => ({ ...wave, label: wave.size === 0 ? "stated" : `size ${wave.size}` })),
    inputs: inputs.map(({ path, text }) => ({
      name: path.split(/[\\/]/).at(-1) ?? path,
      sha256: sha256(text),
    })),
  };
}

/** Nesting deeper than this is shown no deeper. */
const MAX_DEPTH_CLASS = 8;

function rowView(row: ProofRow, links: Links): object {
  const of: Link | undefined = row.of === undefined ? undefined : links.to(row.of, "../");
  return {
    id: row.id,
    isScope: row.kind === "open" || row.kind === "close",
    isOpen: row.kind === "open",
    depth: Math.min(row.depth, MAX_DEPTH_CLASS),
    statement: row.statement,
    rule: row.rule,
    of,
    detail: row.detail,
    from: row.from,
    scopes: row.scopes,
  };
}

export function theoremPage(
  template: Template,
  theorem: Theorem,
  record: TheoremRecord,
  input: PageInput,
): string {
  const { result, links, texts, records } = input;
  const rows = proofRows(theorem.certificate, texts, statements(result));
  const neighbour = (order: number): Link | undefined => {
    const other = records.at(order - 1);
    return order < 1 || other === undefined ? undefined : links.to(other.name, "../");
  };
  return template({
    title: `${record.name} (${result.theory.name})`,
    root: "../",
    version: VERSION,
    theory: result.theory.name,
    name: record.name,
    order: record.order,
    total: records.length,
    previous: neighbour(record.order - 1),
    next: neighbour(record.order + 1),
    statement: record.statement.readable,
    core: formulaText(theorem.formula),
    params: record.params.join(", "),
    method: methodText(record),
    basis: record.basis,
    stated: record.origin === "stated",
    vacuous: record.vacuous,
    checked: result.checked,
    steps: count(record.steps, "step"),
    blocks: count(record.blocks, "block"),
    witnesses: record.witnesses,
    uses: record.uses.map((name) => links.to(name, "../")),
    usedBy: record.usedBy.map((name) => links.to(name, "../")),
    certificate: `../certificates/${linkSegment(links.fileNames.get(record.name) ?? "")}.jsonl`,
    sha256: record.sha256,
    rows: rows.map((row) => rowView(row, links)),
  });
}

const statementMaps = new WeakMap<RunResult, ReadonlyMap<string, Formula>>();

/** The formula of each fact and theorem of the run. */
function statements(result: RunResult): (name: string) => Formula | undefined {
  let map = statementMaps.get(result);
  if (map === undefined) {
    map = new Map([...result.theory.facts, ...result.theorems].map((entry) => [entry.name, entry.formula]));
    statementMaps.set(result, map);
  }
  return (name) => map.get(name);
}
