/**
 * A certificate as a TSTP derivation: one annotated formula a step, parents first. Every formula is closed: a step
 * under assumptions and eigenconstants is written as the implication, for all of these, from the assumptions to its
 * result, so that each line follows from its parents alone, whatever scope they stand in. Facts are cited by their
 * names in the problem file.
 */
import { conjunction, forall, type Formula } from "../../logic/formula.js";
import type { Sort } from "../../logic/sort.js";
import type { Var } from "../../logic/term.js";
import type { Theory } from "../../logic/theory.js";
import type { CertificateLine, StepLine } from "../../proof/certificate.js";
import { coreReader, type CoreReader } from "../../proof/core-reader.js";
import { quoted, type FormulaWriter } from "./formulas.js";

export interface DerivationOptions {
  readonly theory: Theory;
  readonly writer: FormulaWriter;
  /** `fof` or `tff`. */
  readonly language: string;
  /** Of a fact: the annotation that says where it comes from. */
  readonly sourceOf: (fact: string) => string;
}

interface Scope {
  readonly eigen: readonly Var[];
  readonly assumptions: readonly Formula[];
}

/** The lines of the derivation; steps are named after `prefix` and their ids. */
export function derivation(
  lines: readonly CertificateLine[],
  prefix: string,
  options: DerivationOptions,
): readonly string[] {
  return new DerivationWriter(prefix, options).write(lines);
}

class DerivationWriter {
  readonly #reader: CoreReader;
  readonly #scopes: Scope[] = [];
  readonly #eigen = new Map<string, Sort>();
  /** By scope: the step that it proves. */
  readonly #proved = new Map<number, number>();
  readonly #cited = new Set<string>();
  readonly #lines: string[] = [];
  #goal = "";

  constructor(
    private readonly prefix: string,
    private readonly options: DerivationOptions,
  ) {
    this.#reader = coreReader(options.theory);
  }

  write(lines: readonly CertificateLine[]): readonly string[] {
    for (const line of lines) {
      if ("format" in line) this.#goal = quoted(line.theorem);
      else if ("open" in line) this.#open(line.open, line.eigen, line.assume);
      else if ("close" in line) {
        this.#proved.set(line.close, line.proves);
        this.#scopes.pop();
      } else if ("step" in line) this.#step(line);
      else this.#end(line.end, lines);
    }
    return this.#lines;
  }

  #open(id: number, eigen: readonly string[], assume: readonly string[]): void {
    const vars = eigen.map((text) => this.#reader.binder(text));
    for (const v of vars) this.#eigen.set(v.name, v.sort);
    const assumptions = assume.map((core) => this.#reader.formula(core, this.#eigen));
    this.#scopes.push({ eigen: vars, assumptions });
    assumptions.forEach((formula, index) => {
      this.#line(id + 1 + index, this.#closed(formula), "introduced(tautology,[status(thm)])");
    });
  }

  #step(line: StepLine): void {
    const parents = "from" in line ? line.from.map((id) => this.#name(id)) : [];
    if (line.rule === "instance") {
      parents.unshift(typeof line.of === "number" ? this.#name(line.of) : this.#cite(line.of));
    }
    if ("scopes" in line) parents.push(...line.scopes.map((scope) => this.#name(this.#proved.get(scope)!)));
    const rule = line.rule.replaceAll("-", "_");
    const formula = this.#closed(this.#reader.formula(line.is, this.#eigen));
    this.#line(line.step, formula, `inference(${rule},[status(thm)],[${parents.join(",")}])`);
  }

  #end(id: number, lines: readonly CertificateLine[]): void {
    const [header] = lines;
    if (!("format" in header)) return;
    const statement = this.options.writer.write(this.#reader.formula(header.statement));
    const source = `inference(instance,[status(thm)],[${this.#name(id)}])`;
    this.#lines.push(`${this.options.language}(${this.#goal}, theorem, ${statement}, ${source}).`);
  }

  #line(id: number, formula: Formula, source: string): void {
    const text = this.options.writer.write(formula);
    this.#lines.push(`${this.options.language}(${this.#name(id)}, plain, ${text}, ${source}).`);
  }

  #name(id: number): string {
    return `${this.prefix}${id}`;
  }

  /** The name of a fact, which gets a line of its own the first time; a theorem proved before has one already. */
  #cite(name: string): string {
    const title = quoted(name);
    const fact = this.options.theory.facts.find((candidate) => candidate.name === name);
    if (fact === undefined || this.#cited.has(name)) return title;
    this.#cited.add(name);
    const formula = this.options.writer.write(fact.formula);
    const source = this.options.sourceOf(name);
    this.#lines.push(`${this.options.language}(${title}, axiom, ${formula}, ${source}).`);
    return title;
  }

  /** For all eigenconstants of the open scopes, from their assumptions: the formula. */
  #closed(formula: Formula): Formula {
    return this.#scopes.reduceRight<Formula>(
      (body, { eigen, assumptions }) => forall(eigen, conjunction(assumptions), body),
      formula,
    );
  }
}
