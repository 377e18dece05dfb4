/**
 * A proof as the theorem page shows it: tables of steps, parents first, and the scopes between them as sub-proofs of
 * their own, nested as in the certificate. What a row says comes from proof-rows.ts; here it is typeset, gets its links
 * and the chain of a chain of equations.
 */
import type { Formula } from "../../logic/formula.js";
import type { CertificateLine, StepLine } from "../../proof/certificate.js";
import { formulaTokens, termTokens } from "../../mpl/print-readable.js";
import type { Link, Links } from "../links.js";
import { proofRows, type ProofRow, type StatementOf } from "../proof-rows.js";
import type { ReadableTexts } from "../readable.js";
import { equalityChain, markPlaces, type ChainLink, type Change, type ProofSteps } from "./equality-chain.js";
import { escapeText, markup, type Markup } from "./markup.js";
import { tokensToHtml } from "./typeset.js";

interface Reason extends Link {
  readonly step: number;
}

interface ChainItem {
  readonly first: boolean;
  readonly term: Markup;
  readonly reasons: readonly Reason[];
}

export interface RowView {
  readonly id: number;
  /** Ids that the row rests on, separated by spaces. */
  readonly dataFrom: string;
  readonly assumed: boolean;
  readonly statement: Markup;
  readonly chain: readonly ChainItem[] | undefined;
  readonly rule: string;
  readonly ruleHref: string;
  readonly of: Link | undefined;
  readonly detail: string;
  readonly substitution: string;
  readonly from: readonly number[];
  readonly scopes: readonly number[];
}

export interface ScopeView {
  readonly id: number;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** The step that the scope proves. */
  readonly proves: number;
}

export type Block = { readonly rows: RowView[] } | { readonly scope: ScopeView };

/** A step or assumption as a node of the proof's graph. */
export interface ProofNode {
  readonly id: number;
  readonly label: string;
  readonly kind: "assumption" | "instance" | "step" | "discharge";
  /** Ids of the scopes around it, outermost first. */
  readonly scopes: readonly number[];
  readonly from: readonly number[];
}

export interface ProofView {
  readonly blocks: readonly Block[];
  readonly nodes: readonly ProofNode[];
}

export interface ProofContext {
  readonly texts: ReadableTexts;
  readonly statementOf: StatementOf;
  readonly links: Links;
}

export function proofView(lines: readonly CertificateLine[], context: ProofContext): ProofView {
  const rows = proofRows(lines, context.texts, context.statementOf);
  return new ProofViewBuilder(lines, rows, context).build(rows);
}

interface OpenScope {
  readonly id: number;
  readonly title: string;
  readonly blocks: Block[];
}

class ProofViewBuilder {
  private readonly lines = new Map<number, StepLine>();
  private readonly cores = new Map<number, string>();
  private readonly proves = new Map<number, number>();
  private readonly labels = new Map<number, Link>();
  private readonly nodes: ProofNode[] = [];
  private readonly steps: ProofSteps;

  constructor(
    lines: readonly CertificateLine[],
    rows: readonly ProofRow[],
    private readonly context: ProofContext,
  ) {
    for (const line of lines) {
      if ("step" in line) {
        this.lines.set(line.step, line);
        this.cores.set(line.step, line.is);
      } else if ("open" in line)
        line.assume.forEach((core, index) => this.cores.set(line.open + 1 + index, core));
      else if ("close" in line) this.proves.set(line.close, line.proves);
    }
    for (const row of rows)
      if (row.kind === "step" || row.kind === "assume") this.labels.set(row.id, this.label(row));
    this.steps = {
      line: (id) => this.lines.get(id),
      formula: (id) => this.formula(id),
    };
  }

  build(rows: readonly ProofRow[]): ProofView {
    const root: OpenScope = { id: -1, title: "", blocks: [] };
    const open: OpenScope[] = [root];
    for (const row of rows) {
      const scope = open[open.length - 1];
      switch (row.kind) {
        case "open":
          open.push({ id: row.id, title: row.statement, blocks: [] });
          break;
        case "close":
          if (open.length === 1) break;
          open.pop();
          open[open.length - 1].blocks.push({ scope: { ...scope, proves: row.from[0] } });
          break;
        case "assume":
        case "step": {
          const last = scope.blocks.at(-1);
          const view = this.rowView(row);
          if (last !== undefined && "rows" in last) last.rows.push(view);
          else scope.blocks.push({ rows: [view] });
          this.nodes.push(this.node(row, open.slice(1)));
          break;
        }
        default:
          row.kind satisfies never;
      }
    }
    return { blocks: root.blocks, nodes: this.nodes };
  }

  private formula(id: number): Formula | undefined {
    const core = this.cores.get(id);
    return core === undefined ? undefined : this.context.texts.parsed(core);
  }

  /** Parents, and the last steps of the scopes that the step discharges. */
  private restsOn(row: ProofRow): readonly number[] {
    const ends = row.scopes.flatMap((scope) => this.proves.get(scope) ?? []);
    return [...new Set([...row.from, ...ends])];
  }

  private node(row: ProofRow, open: readonly OpenScope[]): ProofNode {
    return {
      id: row.id,
      label: `${row.rule}${row.of === undefined ? "" : ` of ${row.of}`}: ${row.statement}`,
      kind:
        row.kind === "assume"
          ? "assumption"
          : row.scopes.length > 0
            ? "discharge"
            : row.of !== undefined
              ? "instance"
              : "step",
      scopes: open.map(({ id }) => id),
      from: this.restsOn(row),
    };
  }

  /** What a chain calls the step by: the fact that it is, or is an instance of, or the assumption. */
  private label(row: ProofRow): Link {
    if (row.of !== undefined) return this.context.links.to(row.of, "../");
    const line = this.lines.get(row.id);
    const assumed =
      line?.rule === "instance" && typeof line.of === "number" ? this.labels.get(line.of) : undefined;
    return assumed ?? { name: row.kind === "assume" ? row.rule : "", href: "" };
  }

  private rowView(row: ProofRow): RowView {
    const line = row.kind === "step" ? this.lines.get(row.id) : undefined;
    const isInstance = line?.rule === "instance";
    return {
      id: row.id,
      dataFrom: this.restsOn(row).join(" "),
      assumed: row.kind === "assume",
      statement: this.statement(row),
      chain: line === undefined ? undefined : this.chain(line),
      rule: row.rule,
      ruleHref: `../rules.html#${ruleAnchor(row)}`,
      of: row.of === undefined ? undefined : this.context.links.to(row.of, "../"),
      detail: isInstance ? "" : row.detail,
      substitution: isInstance ? row.detail : "",
      from: row.from,
      scopes: row.scopes,
    };
  }

  private statement(row: ProofRow): Markup {
    const formula = this.formula(row.id);
    if (formula === undefined) return markup(escapeText(row.statement));
    return tokensToHtml(formulaTokens(this.context.texts.theory, formula, true));
  }

  private chain(line: StepLine): readonly ChainItem[] | undefined {
    const links = equalityChain(line, this.steps);
    if (links === undefined) return undefined;
    const [first] = links;
    return [
      { first: true, term: this.term(first.before, [], first.changes), reasons: [] },
      ...links.map((link, index) => this.chainItem(link, links.at(index + 1))),
    ];
  }

  private chainItem(link: ChainLink, next: ChainLink | undefined): ChainItem {
    return {
      first: false,
      term: this.term(link.after, link.changes, next?.changes ?? []),
      reasons: link.changes.map(({ step }) => ({
        step,
        ...(this.labels.get(step) ?? { name: "", href: "" }),
      })),
    };
  }

  private term(term: ChainLink["before"], after: readonly Change[], before: readonly Change[]): Markup {
    const marked = markPlaces(term, after, before);
    return tokensToHtml(termTokens(this.context.texts.theory, marked.term, marked.marks));
  }
}

function ruleAnchor(row: ProofRow): string {
  if (row.kind !== "assume") return row.rule;
  return row.rule === "induction hypothesis" ? "induction-hypothesis" : "assumption";
}
