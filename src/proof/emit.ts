/**
 * Writes a proof DAG as certificate lines: parents first, scopes nested. A step is written in the scope where it is
 * first needed and reused from there inward; a result that is already visible is never derived twice.
 */
import { formulaText, substituteFormula, type Formula } from "../logic/formula.js";
import { sortText } from "../logic/sort.js";
import { substitute, termText, variable, type Term, type Var } from "../logic/term.js";
import {
  CERTIFICATE_FORMAT,
  CERTIFICATE_VERSION,
  type CertificateLine,
  type StepLine,
} from "./certificate.js";
import { renumberEigens } from "./renumber-eigens.js";
import { eigenText, type Proof, type ProofExtra, type ProofScope } from "./proof.js";

export interface CertificateHeader {
  readonly theory: string;
  readonly theorem: string;
  readonly params: readonly string[];
  readonly statement: Formula;
}

/** `taken` has the names of the theory's symbols and sorts, which eigenconstants keep away from. */
export function emitCertificate(
  header: CertificateHeader,
  proof: Proof,
  taken: ReadonlySet<string>,
): CertificateLine[] {
  const emitter = new Emitter();
  emitter.lines.push({
    format: CERTIFICATE_FORMAT,
    version: CERTIFICATE_VERSION,
    theory: header.theory,
    theorem: header.theorem,
    params: header.params,
    statement: formulaText(header.statement),
  });
  emitter.lines.push({ end: emitter.write(proof) });
  return renumberEigens(emitter.lines, taken);
}

class Emitter {
  readonly lines: CertificateLine[] = [];
  private nextId = 0;
  /** Results visible now, by text; one map an open scope, innermost last. */
  private readonly visible = [new Map<string, number>()];
  private readonly texts = new Map<Proof, string>();
  /** Names of eigenconstants opened so far, and what those in open scopes are called whose name was taken. */
  private readonly opened = new Set<string>();
  private renaming: ReadonlyMap<string, Term> = new Map();

  write(proof: Proof): number {
    const text = this.text(proof);
    const known = this.find(text);
    if (known !== undefined) return known;
    if (proof.rule === "assumption") throw new Error(`assumption used outside its scope: ${text}`);
    const from = proof.from.map((parent) => this.write(parent));
    const scopes = proof.scopes.map((scope) => this.writeScope(scope));
    const step = this.nextId++;
    this.lines.push(stepLine({ ...proof, extra: this.renamed(proof.extra) }, step, text, from, scopes));
    this.visible[this.visible.length - 1].set(text, step);
    return step;
  }

  private writeScope(scope: ProofScope): number {
    const open = this.nextId++;
    const outside = this.renaming;
    const eigen = scope.eigen.map((v) => this.openEigen(v));
    const inner = new Map<string, number>();
    const assume = scope.assumptions.map((leaf) => this.text(leaf));
    for (const text of assume) inner.set(text, this.nextId++);
    this.lines.push({ open, eigen: eigen.map(eigenText), assume });
    this.visible.push(inner);
    const proves = this.write(scope.proves);
    this.visible.pop();
    this.renaming = outside;
    this.lines.push({ close: open, proves });
    return open;
  }

  /** A proof that is written a second time, in another scope, opens its eigenconstants under new names. */
  private openEigen(v: Var): Var {
    let { name } = v;
    for (let number = 1; this.opened.has(name); number++) name = `${v.name}'${number}`;
    this.opened.add(name);
    if (name === v.name && !this.renaming.has(name)) return v;
    const image = variable(name, v.sort);
    this.renaming = new Map([...this.renaming, [v.name, image]]);
    return image;
  }

  private renamed(extra: ProofExtra): ProofExtra {
    if (this.renaming.size === 0) return extra;
    return {
      ...extra,
      ...(extra.with === undefined
        ? {}
        : { with: extra.with.map((term) => substitute(term, this.renaming)) }),
      ...(extra.on === undefined ? {} : { on: substitute(extra.on, this.renaming) }),
    };
  }

  private find(text: string): number | undefined {
    for (let depth = this.visible.length - 1; depth >= 0; depth--) {
      const id = this.visible[depth].get(text);
      if (id !== undefined) return id;
    }
    return undefined;
  }

  private text(proof: Proof): string {
    if (this.renaming.size > 0) return formulaText(substituteFormula(proof.is, this.renaming));
    let text = this.texts.get(proof);
    if (text === undefined) {
      text = formulaText(proof.is);
      this.texts.set(proof, text);
    }
    return text;
  }
}

function stepLine(proof: Proof, step: number, is: string, from: number[], scopes: number[]): StepLine {
  const { extra } = proof;
  switch (proof.rule) {
    case "instance": {
      const terms = (extra.with ?? []).map(termText);
      if (extra.fact === undefined) {
        return { step, rule: "instance", of: from[0], with: terms, from: from.slice(1), is };
      }
      const sorts = (extra.sorts ?? []).map(sortText);
      const cited = sorts.length === 0 ? {} : { sorts };
      return { step, rule: "instance", of: extra.fact, ...cited, with: terms, from, is };
    }
    case "refl":
    case "symm":
    case "trans":
    case "and":
    case "double-negation":
    case "or":
    case "absurd":
    case "ex-falso":
    case "clash":
    case "truth":
      return { step, rule: proof.rule, from, is };
    case "congruence":
    case "replace":
      return { step, rule: proof.rule, at: extra.at ?? [], from, is };
    case "project":
    case "injectivity":
      return { step, rule: proof.rule, index: extra.index ?? 0, from, is };
    case "exists":
      return { step, rule: "exists", with: (extra.with ?? []).map(termText), from, is };
    case "generalise":
    case "refute":
    case "contradiction":
    case "excluded-middle":
    case "either":
    case "obtain":
      return { step, rule: proof.rule, from, scopes, is };
    case "cases":
      return { step, rule: "cases", on: termText(extra.on!), scopes, is };
    case "induction":
      return { step, rule: "induction", variable: extra.index ?? 0, scopes, is };
    case "assumption":
      throw new Error("an assumption is not a step");
    default:
      return proof.rule satisfies never;
  }
}
