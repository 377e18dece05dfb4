/** What the template of a theorem's page is given. */
import type { Formula } from "../../logic/formula.js";
import type { Var } from "../../logic/term.js";
import { formulaTokens } from "../../mpl/print-readable.js";
import { linkSegment } from "../file-name.js";
import type { Link } from "../links.js";
import { FORMATS } from "../formats.js";
import type { TheoremRecord } from "../run-documents.js";
import { sortToText } from "../theory-view.js";
import { graphSvg } from "./graph-svg.js";
import { embeddedJson, type Markup } from "./markup.js";
import type { PageTheorem } from "./page-data.js";
import type { PageModel } from "./page-model.js";
import { proofGraph } from "./proof-graph.js";
import { proofView, type ProofNode } from "./proof-view.js";
import { tokensToMath } from "./typeset.js";

/** How far the picture of a theorem's neighbourhood goes. */
const DEPTHS = [1, 2, 3] as const;

/** Theorems that use this one and are listed at once; the others unfold. */
const SHOWN_USERS = 40;

/** `1 step`, `2 steps`. */
export function counted(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

/** `induction on x`, `direct`. */
export function methodText({ method, inductionOn }: Pick<TheoremRecord, "method" | "inductionOn">): string {
  return inductionOn.length === 0 ? method : `${method} on ${inductionOn.join(", ")}`;
}

/** `assumes that f terminates`; empty where nothing is assumed. */
export function assumedText({ assumes = [] }: Pick<TheoremRecord, "assumes">): string {
  if (assumes.length === 0) return "";
  return `assumes that ${assumes.join(" and ")} ${assumes.length === 1 ? "terminates" : "terminate"}`;
}

/** How it is proved, and what that assumes. */
export function groundsText(record: Pick<TheoremRecord, "method" | "inductionOn" | "assumes">): string {
  return [methodText(record), assumedText(record)].filter((text) => text !== "").join("; ");
}

export function theoremView(theorem: PageTheorem, model: PageModel): object {
  const { record } = theorem;
  const { links, data } = model;
  const { blocks, nodes } = proofView(theorem.lines, {
    texts: model.texts,
    statementOf: (name) => model.statementOf(name),
    links,
  });
  const users = model.graph.usersOf(record.name).map((name) => links.to(name, "../"));
  const neighbour = (order: number): Link | undefined => {
    const other = order < 1 ? undefined : data.theorems.at(order - 1);
    return other === undefined ? undefined : links.to(other.record.name, "../");
  };
  return {
    ...model.page("theorem", `${record.name} (${data.theory.name})`),
    name: record.name,
    hash: model.hash(record),
    permanent: `../index.html#hash-${model.hash(record)}`,
    order: record.order,
    total: data.theorems.length,
    previous: neighbour(record.order - 1),
    next: neighbour(record.order + 1),
    statement: statementView(record, model),
    params: record.params.join(", "),
    severalParams: record.params.length > 1,
    method: methodText(record),
    basis: record.basis,
    stated: record.origin === "stated",
    vacuous: record.vacuous,
    assumed: assumedText(record),
    checked: data.run.checked,
    steps: counted(record.steps, "step"),
    blockCount: counted(record.blocks, "block"),
    witnesses: record.witnesses.map((values, index) => ({ first: index === 0, values })),
    depth: counted(model.graph.depth(record.name), "theorem"),
    hasChain: theorem.lines.some((line) => "step" in line && line.rule === "trans" && line.from.length > 1),
    uses: usesView(record, model),
    grounds: groundsView(record, model),
    usedBy: users.slice(0, SHOWN_USERS),
    moreUsers: users.slice(SHOWN_USERS),
    downloads: downloads(record, model),
    sha256: record.sha256,
    certificate: embeddedJson(theorem.certificate),
    blocks,
    proofGraph: proofGraphView(nodes),
    neighbourhood: neighbourhoodView(record.name, model),
  };
}

function statementView(record: TheoremRecord, model: PageModel): object {
  const formula: Formula | undefined = model.statementOf(record.name);
  return {
    typeset:
      formula === undefined ? undefined : tokensToMath(formulaTokens(model.data.theory, formula), true),
    variables: formula?.kind === "imp" ? variablesText(formula.vars) : "",
    readable: record.statement.readable,
    core: record.statement.core,
  };
}

/** `x, y : N; xs : List a`. */
function variablesText(vars: readonly Var[]): string {
  const bySort = new Map<string, string[]>();
  for (const { name, sort } of vars) {
    const text = sortToText(sort);
    const names = bySort.get(text);
    if (names === undefined) bySort.set(text, [name]);
    else names.push(name);
  }
  return [...bySort].map(([sort, names]) => `${names.join(", ")} : ${sort}`).join("; ");
}

/** What the proof cites, by kind; kinds that it does not cite are left out. */
function usesView(record: TheoremRecord, model: PageModel): readonly object[] {
  const kinds = new Map(model.data.theory.facts.map(({ name, kind }) => [name, kind]));
  const ofKind = (kind: "axiom" | "definition" | undefined): readonly Link[] =>
    record.uses.filter((name) => kinds.get(name) === kind).map((name) => model.links.to(name, "../"));
  return [
    { title: "Axioms", links: ofKind("axiom") },
    { title: "Definitions", links: ofKind("definition") },
    { title: "Theorems", links: ofKind(undefined) },
  ].filter(({ links }) => links.length > 0);
}

/** In the order of the theory. Empty where the proof cites them all itself. */
function groundsView(record: TheoremRecord, { data, graph, links }: PageModel): readonly Link[] {
  const grounds = graph.groundsOf(record.name);
  const cited = new Set(record.uses);
  if ([...grounds].every((name) => cited.has(name))) return [];
  return data.theory.facts.filter(({ name }) => grounds.has(name)).map(({ name }) => links.to(name, "../"));
}

function downloads(record: TheoremRecord, model: PageModel): readonly object[] {
  const certificate = { text: "Certificate", href: `../${pathHref(record.certificate)}` };
  const exports = model.data.exports.map((path) => {
    const format = path.split("/")[0];
    return { text: FORMATS.get(format)?.summary ?? path, href: `../${pathHref(path)}` };
  });
  return [certificate, ...exports];
}

function pathHref(path: string): string {
  return path.split("/").map(linkSegment).join("/");
}

interface Figure {
  readonly svg: Markup;
  readonly note: string;
}

function proofGraphView(nodes: readonly ProofNode[]): Figure | undefined {
  const drawn = proofGraph(nodes);
  if (drawn === undefined || drawn.graph.nodes.length < 2) return undefined;
  const note =
    drawn.closedScopes === 0
      ? ""
      : `${counted(drawn.closedScopes, "sub-proof is", "sub-proofs are")} drawn as one node each.`;
  return { svg: graphSvg(drawn.graph, { label: "The steps of the proof", direction: "down" }), note };
}

/** A picture for each depth, as far as a further one adds something. */
function neighbourhoodView(name: string, model: PageModel): readonly object[] {
  let size = 1;
  const figures: object[] = [];
  for (const depth of DEPTHS) {
    const { graph, left } = model.graph.around(name, depth);
    if (graph.nodes.length === size) break;
    size = graph.nodes.length;
    const label = `What ${name} rests on and what rests on it, to depth ${depth}`;
    const note = left === 0 ? "" : `${left} more are not drawn; all are listed above.`;
    figures.push({
      depth,
      first: depth === 1,
      label,
      svg: graphSvg(graph, { label, direction: "right" }),
      note,
    });
  }
  return figures;
}
