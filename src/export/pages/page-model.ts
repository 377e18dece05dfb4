/** What all pages of one output share: the data, where names lead, formulas read once, and the graph of the theorems. */
import type { Formula } from "../../logic/formula.js";
import { alphaText } from "../../logic/rename.js";
import { CoreSyntaxError, coreReader } from "../../proof/core-reader.js";
import { pageLinks, type Links } from "../links.js";
import { ReadableTexts } from "../readable.js";
import { sha256, type TheoremRecord } from "../run-documents.js";
import type { PageData } from "./page-data.js";
import { TheoremGraph } from "./theorem-graph.js";

/** What every page has. */
export interface PageFrame {
  readonly kind: PageKind;
  readonly title: string;
  readonly theory: string;
  /** The way to the index's folder. */
  readonly root: "" | "../";
  readonly version: string;
  readonly hasGrid: boolean;
}

export type PageKind = "index" | "theorem" | "rules" | "grid";

export class PageModel {
  readonly links: Links;
  readonly texts: ReadableTexts;
  readonly graph: TheoremGraph;
  private readonly formulas = new Map<string, Formula | undefined>();
  private readonly hashes = new Map<string, string>();
  private readonly reader: ReturnType<typeof coreReader>;

  constructor(readonly data: PageData) {
    const { theory, theorems } = data;
    this.links = pageLinks(
      theorems.map(({ record }) => record.name),
      theory.facts.map(({ name }) => name),
    );
    this.texts = new ReadableTexts(theory);
    this.graph = new TheoremGraph(
      theorems.map(({ record }) => record),
      this.links,
    );
    this.reader = coreReader(theory);
    for (const { name, formula } of theory.facts) this.formulas.set(name, formula);
    for (const { record } of theorems) this.formulas.set(record.name, this.read(record.statement.core));
  }

  page(kind: PageKind, title: string): PageFrame {
    return {
      kind,
      title,
      theory: this.data.theory.name,
      root: kind === "theorem" ? "../" : "",
      version: this.data.run.version,
      hasGrid: this.data.grid !== undefined,
    };
  }

  /** Undefined for a text that is no formula; then pages show the text. */
  read(core: string): Formula | undefined {
    try {
      return this.reader.formula(core);
    } catch (error) {
      if (error instanceof CoreSyntaxError) return undefined;
      throw error;
    }
  }

  /** The statement of a fact or theorem. */
  statementOf(name: string): Formula | undefined {
    return this.formulas.get(name);
  }

  /** Of the statement, up to the names of bound variables; the permanent name of what the theorem says. */
  hash({ name, statement, params }: TheoremRecord): string {
    let hash = this.hashes.get(name);
    if (hash === undefined) {
      const formula = this.statementOf(name);
      const text = formula === undefined ? statement.core : alphaText(formula);
      hash = sha256(`${params.length} ${text}`).slice(0, 16);
      this.hashes.set(name, hash);
    }
    return hash;
  }
}
