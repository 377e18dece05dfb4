/**
 * The independent checker. It reads a theory and certificates as text, and shares with the prover nothing but the
 * certificate's types. `docs/certificate.md` defines the format and the rules.
 *
 * A certificate can cite the theory's axioms and definitions and the theorems that this checker accepted before, so
 * no proof rests on itself. Whatever is not known is refused; a refusal is a value, and no input makes the checker
 * throw, overflow the stack or run for long.
 */
import type { HeaderLine } from "../proof/certificate.js";
import { checkedName, type CoreReader } from "./core-reader.js";
import { refuse, type Node } from "./interner.js";
import { Lines, readHeader, readLine } from "./lines.js";
import { ProofState } from "./proof-state.js";
import { resultOf } from "./rules.js";
import { reasonOf, type CheckedTheory, type Fact } from "./theory.js";

export { readTheory, type CheckedTheory, type TheoryResult } from "./theory.js";

/**
 * `steps` counts the steps; `cites` names the axioms, definitions and theorems that the proof cites, in order of first
 * use. A refusal has the theorem's name if the first line tells it, the line from 1, and the step's rule if it is a step.
 */
export type Verdict =
  | { readonly ok: true; readonly theorem: string; readonly steps: number; readonly cites: string[] }
  | {
      readonly ok: false;
      readonly theorem: string | undefined;
      readonly line: number;
      readonly rule: string | undefined;
      readonly reason: string;
    };

export class Checker {
  private readonly theorems = new Map<string, Fact>();

  constructor(private readonly theory: CheckedTheory) {}

  /** Checks one certificate; the theorem of an accepted one can be cited from then on. */
  check(certificateText: string): Verdict {
    const { interner } = this.theory;
    const state = new ProofState(this.theory, this.theorems);
    const lines = new Lines(certificateText);
    let theorem: string | undefined;
    let keep = interner.begin();
    try {
      const header = readHeader(lines.next());
      theorem = checkedName(header.theorem);
      const fact = this.readStatement(header, state.reader);
      keep = interner.mark();
      checkProof(state, lines, fact.formula);
      this.theorems.set(theorem, fact);
      return { ok: true, theorem, steps: state.steps, cites: [...state.cites] };
    } catch (error) {
      return { ok: false, theorem, line: lines.number, rule: state.rule, reason: reasonOf(error) };
    } finally {
      interner.truncate(keep);
    }
  }

  private readStatement({ theory, theorem, params, statement }: HeaderLine, reader: CoreReader): Fact {
    const { name, facts, goals } = this.theory;
    if (theory !== name) refuse(`theory ${name} is expected`);
    if (facts.has(theorem) || this.theorems.has(theorem)) refuse(`there is a fact ${theorem} already`);
    reader.setParams(params);
    const fact = { params: params.length, formula: reader.readFormula(statement) };
    const goal = goals.get(theorem);
    if (goal !== undefined && (goal.formula !== fact.formula || goal.params !== fact.params)) {
      refuse(`the statement is not the one that the theory gives for ${theorem}`);
    }
    return fact;
  }
}

/** Checks the lines after the first, which must end with a proof of `statement`. */
function checkProof(state: ProofState, lines: Lines, statement: Node): void {
  for (;;) {
    state.rule = undefined;
    const line = readLine(lines.next());
    if ("open" in line) state.open(line);
    else if ("close" in line) state.close(line);
    else if ("step" in line) {
      state.rule = line.rule;
      const stated = state.reader.readFormula(line.is);
      if (resultOf(state, line, stated) !== stated) refuse("the stated result is not what the rule gives");
      state.addStep(line.step, stated);
    } else {
      if (state.conclusion(line.end) !== statement) refuse("the last step's result is not the statement");
      lines.end();
      return;
    }
  }
}
