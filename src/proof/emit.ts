/**
 * Writes a proof DAG as certificate lines: parents first, scopes nested. A step is written in the scope where it is
 * first needed and reused from there inward; a result that is already visible is never derived twice.
 */
import { formulaText, type Formula } from "../logic/formula.js";
import { sortText } from "../logic/sort.js";
import { termText } from "../logic/term.js";
import {
  CERTIFICATE_FORMAT,
  CERTIFICATE_VERSION,
  type CertificateLine,
  type StepLine,
} from "./certificate.js";
import { eigenText, type Proof, type ProofScope } from "./proof.js";

export interface CertificateHeader {
  readonly theory: string;
  readonly theorem: string;
  readonly params: readonly string[];
  readonly statement: Formula;
}

export function emitCertificate(header: CertificateHeader, proof: Proof): CertificateLine[] {
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
  return emitter.lines;
}

class Emitter {
  readonly lines: CertificateLine[] = [];
  private nextId = 0;
  /** Results visible now, by text; one map an open scope, innermost last. */
  private readonly visible = [new Map<string, number>()];
  private readonly texts = new Map<Proof, string>();

  write(proof: Proof): number {
    const text = this.text(proof);
    const known = this.find(text);
    if (known !== undefined) return known;
    if (proof.rule === "assumption") throw new Error(`assumption used outside its scope: ${text}`);
    const from = proof.from.map((parent) => this.write(parent));
    const scopes = proof.scopes.map((scope) => this.writeScope(scope));
    const step = this.nextId++;
    this.lines.push(stepLine(proof, step, text, from, scopes));
    this.visible[this.visible.length - 1].set(text, step);
    return step;
  }

  private writeScope(scope: ProofScope): number {
    const open = this.nextId++;
    const inner = new Map<string, number>();
    const assume = scope.assumptions.map((leaf) => this.text(leaf));
    for (const text of assume) inner.set(text, this.nextId++);
    this.lines.push({ open, eigen: scope.eigen.map(eigenText), assume });
    this.visible.push(inner);
    const proves = this.write(scope.proves);
    this.visible.pop();
    this.lines.push({ close: open, proves });
    return open;
  }

  private find(text: string): number | undefined {
    for (let depth = this.visible.length - 1; depth >= 0; depth--) {
      const id = this.visible[depth].get(text);
      if (id !== undefined) return id;
    }
    return undefined;
  }

  private text(proof: Proof): string {
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
