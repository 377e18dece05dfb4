/**
 * The proof backend of the grid's own theories: a derivation becomes a proof in the sense of `src/proof`, whose
 * certificate the independent checker replays. A mutant of hypotheses H1 … Hn and conclusion C states
 * `forall xs. H1 & … & Hn -> C`.
 */
import { collectFreeVars, conjunction, forall, formulaText, type Formula } from "../../logic/formula.js";
import type { Var } from "../../logic/term.js";
import type { Theory } from "../../logic/theory.js";
import type {
  Derivation,
  Library,
  Mutant,
  ProofBackend,
  ProvedMutant,
  Refusal,
} from "../../mutate/library.js";
import type { CertificateLine } from "../../proof/certificate.js";
import { emitCertificate } from "../../proof/emit.js";
import { assumption, generalise } from "../../proof/proof.js";
import { outputLibrary, SORT_SORT, type CitedStatement, type StatementEntry } from "./library.js";
import { ProofBuilder } from "./proof-builder.js";
import { Reading } from "./reading.js";
import { Signature } from "./signature.js";

/** A mutant as a theorem of the theory. */
export interface MutantTheorem {
  readonly params: readonly string[];
  readonly formula: Formula;
  readonly certificate: readonly CertificateLine[];
}

const LETTERS: readonly string[] = Array.from("xyzuvwabcdefghijklmnopqrst");

export class OutputBackend implements ProofBackend {
  readonly fileHead = "";
  readonly fileExtension = ".mutants";
  readonly #signature: Signature;
  readonly #entries: (StatementEntry | undefined)[];
  readonly #proved = new Map<string, MutantTheorem>();
  readonly #taken: ReadonlySet<string>;
  readonly #prefix: string;

  constructor(
    private readonly theory: Theory,
    signature: Signature,
    entries: readonly (StatementEntry | undefined)[],
    names: readonly string[],
  ) {
    this.#signature = signature;
    this.#entries = [...entries];
    this.#taken = new Set([...theory.symbols, ...theory.sorts].map(({ name }) => name));
    let prefix = "mutant";
    while (names.some((name) => name.startsWith(prefix))) prefix += "'";
    this.#prefix = prefix;
  }

  label(index: number): string {
    return `${this.#prefix}${index}`;
  }

  /** What `prove` made under this label. */
  theorem(label: string): MutantTheorem {
    const theorem = this.#proved.get(label);
    if (theorem === undefined) throw new Error(`no mutant ${label}`);
    return theorem;
  }

  prove(mutant: Mutant, label: string): ProvedMutant | Refusal {
    if (mutant.statementVariables < mutant.variableOrigin.length) {
      return { refused: "free variable", detail: "a variable of the proof is not in the statement" };
    }
    const reading = new Reading(this.#signature, mutant, this.variableNames(mutant));
    const hypotheses = mutant.hypotheses.map((cell) => reading.literal(cell));
    const conclusion = reading.literal(mutant.conclusion);
    const free = new Map<string, Var>();
    for (const literal of [...hypotheses, conclusion]) collectFreeVars(literal, free);
    const vars = [...free.values()];
    const assumptions = hypotheses.map((hypothesis) => assumption(hypothesis));
    const proof = new ProofBuilder(this.#entries, reading, assumptions).prove(mutant.derivation);
    const formula = forall(vars, conjunction(hypotheses), conclusion);
    const isOpen = formula.kind === "imp";
    const whole = isOpen ? generalise(formula, { eigen: vars, assumptions, proves: proof }) : proof;
    const params = reading.params([...hypotheses, conclusion]);
    const header = { theory: this.theory.name, theorem: label, params, statement: formula };
    const certificate = emitCertificate(header, whole, this.#taken);
    this.#proved.set(label, { params, formula, certificate });
    const text = certificate.map((line) => `${JSON.stringify(line)}\n`).join("");
    return {
      conclusion: formulaText(conclusion),
      hypotheses: hypotheses.map(formulaText),
      ...{ distinct: [], proof: text, text: "" },
      steps: countSteps(mutant.derivation),
    };
  }

  adopt(theorem: number, label: string, mutant: Mutant): void {
    const { params, formula, certificate } = this.theorem(label);
    const names = this.variableNames(mutant).slice(0, mutant.statementVariables);
    const statement: CitedStatement = { name: label, params, formula, steps: certificate.length };
    const prefixed = names.map(
      (name, v) => `${mutant.variableSort[v] === SORT_SORT ? "sort" : "var"} ${name}`,
    );
    this.#entries[theorem] = { statement, names: prefixed };
  }

  formulaText(theorem: number, formula: number): string {
    const entry = this.#entries[theorem];
    return entry === undefined ? "=" : `${formulaText(entry.statement.formula)} (${formula})`;
  }

  variablesOf(theorem: number): readonly string[] {
    return (this.#entries[theorem]?.names ?? []).map((name) => name.slice(name.indexOf(" ") + 1));
  }

  /** The parents' names where they are free, else letters, else numbered letters. */
  variableNames(mutant: Mutant): readonly string[] {
    const taken = new Set(this.#taken);
    return mutant.variableOrigin.map(({ theorem, variable: number }) => {
      const wish = this.variablesOf(theorem).at(number) ?? "x";
      const choices = [wish, ...LETTERS];
      for (let i = 1; ; i++) {
        const free = choices.find((name) => !taken.has(name));
        if (free !== undefined) {
          taken.add(free);
          return free;
        }
        choices.splice(0, choices.length, ...LETTERS.map((letter) => `${letter}${i}`));
      }
    });
  }

  termText(mutant: Mutant, cell: number): string {
    return new Reading(this.#signature, mutant, this.variableNames(mutant)).text(cell);
  }
}

function countSteps(derivation: Derivation): number {
  switch (derivation.kind) {
    case "hypothesis":
      return 0;
    case "step":
      return derivation.premises.reduce((sum, premise) => sum + countSteps(premise), 1);
    case "rewrite":
      return 1 + countSteps(derivation.equation) + countSteps(derivation.of);
    default:
      return derivation satisfies never;
  }
}

/** A theory's facts and an output's theorems, in citing order, as a source of mutation. */
export function outputSource(
  theory: Theory,
  statements: readonly CitedStatement[],
): { readonly library: Library; readonly backend: OutputBackend } {
  const signature = new Signature(theory);
  const { library, entries } = outputLibrary(theory, signature, statements);
  const names = statements.map(({ name }) => name);
  return { library, backend: new OutputBackend(theory, signature, entries, names) };
}
