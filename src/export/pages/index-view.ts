/** What the template of the index is given. */
import { atomsOf, atomTerms, type Formula } from "../../logic/formula.js";
import type { Term } from "../../logic/term.js";
import { formulaTokens } from "../../mpl/print-readable.js";
import type { Statement, TheoremRecord } from "../run-documents.js";
import { declarations } from "./declarations.js";
import { funnelSvg } from "./funnel.js";
import { graphSvg } from "./graph-svg.js";
import { escapeText, markup, type Markup } from "./markup.js";
import type { PageModel } from "./page-model.js";
import { assumedText, counted, methodText } from "./theorem-view.js";
import { tokensToHtml } from "./typeset.js";

export function indexView(model: PageModel): object {
  const { data } = model;
  const { run, theory } = data;
  const records = data.theorems.map(({ record }) => record);
  const anchors = hashAnchors(records, model);
  const rows = (basis: boolean): readonly object[] =>
    records
      .filter((record) => record.basis === basis)
      .map((record) => ({ ...theoremRow(record, model), anchor: anchors.get(record.name) }));
  const table = (id: string, list: readonly object[]): object | undefined =>
    list.length === 0 ? undefined : { id, caption: counted(list.length, "theorem"), rows: list };
  return {
    ...model.page("index", theory.name),
    checked: run.checked,
    summary: summaryText(model),
    declared: declarations(theory),
    goals: run.goals.map(({ name, status }) => {
      const formula = theory.goals.find((goal) => goal.name === name)?.formula;
      return { ...model.links.to(name, ""), status, statement: typeset(formula, "", model) };
    }),
    filters: records.length < 2 ? undefined : filterChoices(records, model),
    basis: table("basis", rows(true)),
    derived: table("derived", rows(false)),
    refuted: run.refuted.map(({ name, statement, counterexample }) => ({
      name,
      statement: statementHtml(statement, model),
      values: counterexample.map(({ variable, value }) => `${variable} = ${value}`),
    })),
    open: run.open.map(({ name, statement, status, reason }) => ({
      name,
      statement: statementHtml(statement, model),
      status,
      reason,
    })),
    rejected: run.rejected,
    graph: graphView(model),
    run: runView(model),
  };
}

function typeset(formula: Formula | undefined, text: string, { data }: PageModel): Markup {
  return formula === undefined ? markup(escapeText(text)) : tokensToHtml(formulaTokens(data.theory, formula));
}

function statementHtml({ core, readable }: Statement, model: PageModel): Markup {
  return typeset(model.read(core), readable, model);
}

/** The permanent anchor of each theorem; of several that say the same, the first has it. */
function hashAnchors(records: readonly TheoremRecord[], model: PageModel): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const anchors = new Map<string, string>();
  for (const record of records) {
    const hash = model.hash(record);
    if (!taken.has(hash)) anchors.set(record.name, `hash-${hash}`);
    taken.add(hash);
  }
  return anchors;
}

function theoremRow(record: TheoremRecord, model: PageModel): object {
  return {
    ...model.links.to(record.name, ""),
    order: record.order,
    statement: typeset(model.statementOf(record.name), record.statement.readable, model),
    methodKind: record.method,
    method: methodText(record),
    size: record.steps,
    depth: model.graph.depth(record.name),
    symbols: symbolsOf(record, model).join(" "),
    basis: record.basis,
    hash: model.hash(record),
    stated: record.origin === "stated",
    vacuous: record.vacuous,
    assumed: assumedText(record),
    uses: record.uses.map((name) => model.links.to(name, "")),
  };
}

/** In order of first occurrence. */
function symbolsOf(record: TheoremRecord, model: PageModel): readonly string[] {
  const found = new Set<string>();
  const ofTerm = (term: Term): void => {
    if (term.kind === "var") return;
    found.add(term.symbol);
    term.args.forEach(ofTerm);
  };
  const formula = model.statementOf(record.name);
  for (const literal of formula === undefined ? [] : atomsOf(formula)) {
    if (literal.kind === "atom") found.add(literal.predicate);
    atomTerms(literal).forEach(ofTerm);
  }
  return [...found];
}

/** What the filters can be set to: symbols in order of declaration. */
function filterChoices(records: readonly TheoremRecord[], model: PageModel): object {
  const used = new Set(records.flatMap((record) => symbolsOf(record, model)));
  return {
    symbols: model.data.theory.symbols.map(({ name }) => name).filter((name) => used.has(name)),
    methods: [...new Set(records.map(({ method }) => method))].sort(),
  };
}

function summaryText({ data: { run } }: PageModel): string {
  const parts = [
    `${counted(run.theoremCount, "theorem")} proved, ${run.basisCount} of them the basis that the others follow from`,
    `${counted(run.refuted.length, "conjecture")} refuted`,
    `${run.open.length} open`,
  ];
  return `${parts.join("; ")}.`;
}

function graphView(model: PageModel): object | undefined {
  const { graph, left } = model.graph.whole();
  if (graph.nodes.length < 2 || graph.edges.length === 0) return undefined;
  const svg = graphSvg(graph, { label: "Which theorem rests on which", direction: "right" });
  return { svg, note: left === 0 ? "" : `${counted(left, "theorem")} that few others use are not drawn.` };
}

function runView({ data: { run } }: PageModel): object {
  const pairs = (map: Readonly<Record<string, number>>): readonly object[] =>
    Object.entries(map).map(([name, value]) => ({ name, value }));
  return {
    command: run.command,
    stop: run.stop.detail === "" ? run.stop.kind : `${run.stop.kind}: ${run.stop.detail}`,
    funnel: funnelSvg(run.counts),
    counts: pairs(run.counts),
    messages: pairs(run.messages),
    limits: pairs(run.limits),
    waves: run.waves.map((wave) => ({ ...wave, label: wave.size === 0 ? "stated" : `size ${wave.size}` })),
    inputs: run.inputs,
  };
}
