/**
 * The independent checker. It reads a theory and certificates as text, and shares with the prover nothing but the
 * certificate's types. `docs/certificate.md` defines the format and the rules that it enforces.
 *
 * A certificate can cite the theory's axioms and definitions and the theorems that this checker accepted before, so
 * no proof rests on itself. Whatever is not known is refused; a refusal is a value, and no input makes the checker
 * throw, overflow the stack or run for long.
 */
import type { HeaderLine } from "../proof/certificate.js";
import { refuse, Refusal, type NodeId } from "./interner.js";
import { readHeader, readLine } from "./lines.js";
import { checkedName } from "./core-reader.js";
import { ProofState } from "./proof-state.js";
import { resultOf } from "./rules.js";
import type { CheckedTheory, Fact } from "./theory.js";

export { readTheory, type CheckedTheory, type TheoryResult } from "./theory.js";

export interface Accepted {
  readonly ok: true;
  readonly theorem: string;
  /** Number of steps. */
  readonly steps: number;
  /** Names of the facts that the proof cites, in order of first use. */
  readonly cites: readonly string[];
}
export interface Refused {
  readonly ok: false;
  /** Undefined if the first line cannot be read. */
  readonly theorem: string | undefined;
  /** From 1. */
  readonly line: number;
  /** The rule of the refused step, if it is a step. */
  readonly rule: string | undefined;
  readonly reason: string;
}
export type Verdict = Accepted | Refused;

const MAX_CHARS = 256_000_000;

export class Checker {
  private readonly theorems = new Map<string, Fact>();

  constructor(private readonly theory: CheckedTheory) {}

  /** Checks one certificate; the theorem of an accepted one can be cited from then on. */
  check(certificateText: string): Verdict {
    const { interner } = this.theory;
    const run = new Run(this.theory, this.theorems, certificateText);
    let keep = interner.begin();
    try {
      const { header, fact } = run.header();
      keep = interner.mark();
      run.proof(fact.formula);
      this.theorems.set(header.theorem, fact);
      return { ok: true, theorem: header.theorem, steps: run.steps, cites: [...run.state.cites] };
    } catch (error) {
      const reason = error instanceof Refusal ? error.message : `internal error: ${String(error)}`;
      return { ok: false, theorem: run.theorem, line: run.line, rule: run.rule, reason };
    } finally {
      interner.truncate(keep);
    }
  }
}

/** One certificate's way through the checker. */
class Run {
  readonly state: ProofState;
  theorem: string | undefined;
  rule: string | undefined;
  line = 0;
  steps = 0;
  private at = 0;

  constructor(
    private readonly theory: CheckedTheory,
    private readonly theorems: ReadonlyMap<string, Fact>,
    private readonly text: string,
  ) {
    this.state = new ProofState(theory, theorems);
  }

  header(): { header: HeaderLine; fact: Fact } {
    if (this.text.length > MAX_CHARS) refuse(`larger than ${MAX_CHARS} characters`);
    const header = readHeader(this.nextLine());
    const name = checkedName(header.theorem);
    this.theorem = name;
    if (header.theory !== this.theory.name) refuse(`theory ${this.theory.name} is expected`);
    if (this.theory.facts.has(name) || this.theorems.has(name)) refuse(`there is a fact ${name} already`);
    this.state.reader.setParams(header.params);
    const fact = { params: header.params.length, formula: this.state.reader.wholeFormula(header.statement) };
    const goal = this.theory.goals.get(name);
    if (goal !== undefined && (goal.formula !== fact.formula || goal.params !== fact.params)) {
      refuse(`the statement is not the one that the theory gives for ${name}`);
    }
    return { header, fact };
  }

  /** Reads the lines after the first; at the end `statement` is proved. */
  proof(statement: NodeId): void {
    for (;;) {
      this.rule = undefined;
      const line = readLine(this.nextLine());
      if ("open" in line) this.state.open(line);
      else if ("close" in line) this.state.close(line);
      else if ("step" in line) {
        this.rule = line.rule;
        const stated = this.state.reader.wholeFormula(line.is);
        if (resultOf(this.state, line, stated) !== stated)
          refuse("the stated result is not what the rule gives");
        this.state.addStep(line.step, stated);
        this.steps++;
      } else if ("end" in line) {
        if (this.state.conclusion(line.end) !== statement)
          refuse("the last step's result is not the statement");
        break;
      } else refuse("a second header");
    }
    if (this.at < this.text.length) {
      this.line++;
      refuse("the file goes on after its end line");
    }
  }

  /** The next line without its line break, which only the last line may lack. */
  private nextLine(): string {
    this.line++;
    if (this.at >= this.text.length) refuse("the file is cut off: no end line");
    const end = this.text.indexOf("\n", this.at);
    const line = this.text.slice(this.at, end < 0 ? this.text.length : end);
    this.at = end < 0 ? this.text.length : end + 1;
    return line;
  }
}
