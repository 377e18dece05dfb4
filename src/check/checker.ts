/**
 * The independent checker. It reads a theory and certificates as text, and shares with the prover nothing but the
 * certificate's types. `docs/certificate.md` defines the format and the rules.
 *
 * A certificate can cite the theory's axioms and definitions and the theorems that this checker accepted before, so
 * no proof rests on itself. Whatever is not known is refused; a refusal is a value, and no input makes the checker
 * throw, overflow the stack or run for long.
 */
import type { HeaderLine } from "../proof/certificate.js";
import { checkedName } from "./core-reader.js";
import { refuse, type Node } from "./interner.js";
import { Lines, readHeader, readLine } from "./lines.js";
import { ProofState } from "./proof-state.js";
import { resultOf } from "./rules.js";
import { reasonOf, type CheckedTheory, type Fact } from "./theory.js";

export { readTheory, type CheckedTheory, type TheoryResult } from "./theory.js";

export interface Accepted {
  readonly ok: true;
  readonly theorem: string;
  /** Number of steps. */
  readonly steps: number;
  /** Names of the axioms, definitions and theorems that the proof cites, in order of first use. */
  readonly cites: string[];
}
export interface Refused {
  readonly ok: false;
  /** Undefined if the first line does not tell. */
  readonly theorem: string | undefined;
  /** Where, from 1. */
  readonly line: number;
  /** The rule of the refused step, if it is a step. */
  readonly rule: string | undefined;
  readonly reason: string;
}
export type Verdict = Accepted | Refused;

/** What is known of a certificate so far, for the verdict. */
interface Progress {
  theorem: string | undefined;
  rule: string | undefined;
  steps: number;
}

export class Checker {
  private readonly theorems = new Map<string, Fact>();

  constructor(private readonly theory: CheckedTheory) {}

  /** Checks one certificate; the theorem of an accepted one can be cited from then on. */
  check(certificateText: string): Verdict {
    const { interner } = this.theory;
    const progress: Progress = { theorem: undefined, rule: undefined, steps: 0 };
    const lines = new Lines(certificateText);
    let keep = interner.mark();
    interner.begin();
    try {
      const state = new ProofState(this.theory, this.theorems);
      const header = readHeader(lines.next());
      const fact = this.readStatement(header, state, progress);
      keep = interner.mark();
      checkProof(state, lines, fact.formula, progress);
      this.theorems.set(header.theorem, fact);
      return { ok: true, theorem: header.theorem, steps: progress.steps, cites: [...state.cites] };
    } catch (error) {
      const { theorem, rule } = progress;
      return { ok: false, theorem, line: lines.number, rule, reason: reasonOf(error) };
    } finally {
      interner.truncate(keep);
    }
  }

  private readStatement(header: HeaderLine, state: ProofState, progress: Progress): Fact {
    const { name, facts, goals } = this.theory;
    const theorem = checkedName(header.theorem);
    progress.theorem = theorem;
    if (header.theory !== name) refuse(`theory ${name} is expected`);
    if (facts.has(theorem) || this.theorems.has(theorem)) refuse(`there is a fact ${theorem} already`);
    state.reader.setParams(header.params);
    const fact = { params: header.params.length, formula: state.reader.readFormula(header.statement) };
    const goal = goals.get(theorem);
    if (goal !== undefined && (goal.formula !== fact.formula || goal.params !== fact.params)) {
      refuse(`the statement is not the one that the theory gives for ${theorem}`);
    }
    return fact;
  }
}

/** Checks the lines after the first, which must end with a proof of `statement`. */
function checkProof(state: ProofState, lines: Lines, statement: Node, progress: Progress): void {
  for (;;) {
    progress.rule = undefined;
    const line = readLine(lines.next());
    if ("open" in line) state.open(line);
    else if ("close" in line) state.close(line);
    else if ("step" in line) {
      progress.rule = line.rule;
      const stated = state.reader.readFormula(line.is);
      if (resultOf(state, line, stated) !== stated) refuse("the stated result is not what the rule gives");
      state.addStep(line.step, stated);
      progress.steps++;
    } else {
      if (state.conclusion(line.end) !== statement) refuse("the last step's result is not the statement");
      lines.end();
      return;
    }
  }
}
