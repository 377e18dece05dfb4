/**
 * The independent checker. It reads a theory and certificates as text, and shares with the prover nothing but the
 * certificate's types. `docs/certificate.md` defines the format and the rules.
 *
 * A certificate can cite the theory's axioms and definitions and the theorems that this checker accepted before, so
 * no proof rests on itself. Whatever is not known is refused; a refusal is a value, and no input makes the checker
 * throw, overflow the stack or run for long.
 */
import { CERTIFICATE_FORMAT, CERTIFICATE_VERSION } from "../proof/certificate.js";
import { checkedName } from "./core-reader.js";
import { refuse, type Node } from "./interner.js";
import { count, Line, text, texts } from "./line.js";
import { ProofState } from "./proof-state.js";
import { ruleNamed } from "./rules.js";
import { reasonOf, type CheckedTheory, type Fact } from "./theory.js";

export { readTheory, type CheckedTheory, type TheoryResult } from "./theory.js";

/** The theorem's name if the first line tells it, the line from 1, and the step's rule if it is a step. */
type Place = Readonly<{ theorem: string | undefined; line: number; rule: string | undefined }>;
/** `cites` names the axioms, definitions and theorems that the proof cites, in order of first use. */
export type Verdict =
  | Readonly<{ ok: true; theorem: string; steps: number; cites: string[] }>
  | (Readonly<{ ok: false; reason: string }> & Place);

const MAX_CHARS = 256_000_000;

export class Checker {
  private readonly theorems = new Map<string, Fact>();

  constructor(private readonly theory: CheckedTheory) {}

  /** Checks one certificate; the theorem of an accepted one can be cited from then on. */
  check(certificateText: string): Verdict {
    const { interner } = this.theory;
    const state = new ProofState(this.theory, this.theorems);
    let theorem: string | undefined;
    let number = 0;
    let keep = interner.begin();
    try {
      if (certificateText.length > MAX_CHARS) refuse(`larger than ${MAX_CHARS} characters`);
      const lines = certificateText.replace(/\n$/, "").split("\n");
      const next = (): Line => new Line(lines.at(number++) ?? refuse("cut off: there is no end line"));
      const header = next();
      if (header.take("format", text) !== CERTIFICATE_FORMAT) refuse("not a certificate of this format");
      if (header.take("version", count) !== CERTIFICATE_VERSION) refuse("not a certificate of this version");
      theorem = checkedName(header.take("theorem", text));
      const fact = this.statementOf(theorem, header, state);
      keep = interner.begin();
      if (proofIn(next, state) !== fact.formula) refuse("the last step's result is not the statement");
      if (number++ < lines.length) refuse("the file goes on after its end line");
      this.theorems.set(theorem, fact);
      return { ok: true, theorem, steps: state.steps, cites: [...state.cites] };
    } catch (error) {
      return { ok: false, theorem, line: number, rule: state.rule, reason: reasonOf(error) };
    } finally {
      interner.truncate(keep);
    }
  }

  private statementOf(theorem: string, header: Line, { reader }: ProofState): Fact {
    const { name, facts, goals } = this.theory;
    if (header.take("theory", text) !== name) refuse(`theory ${name} is expected`);
    if (facts.has(theorem) || this.theorems.has(theorem)) refuse(`there is a fact ${theorem} already`);
    const params = header.take("params", texts);
    reader.setParams(params);
    const fact = { params: params.length, formula: reader.read("formula", header.take("statement", text)) };
    const goal = goals.get(theorem) ?? fact;
    if (goal.formula !== fact.formula || goal.params !== fact.params)
      refuse(`the statement is not the one that the theory gives for ${theorem}`);
    header.end();
    return fact;
  }
}

/** What the lines after the first prove, as the end line says. */
function proofIn(next: () => Line, state: ProofState): Node {
  for (;;) {
    const line = next();
    state.rule = undefined;
    if (line.has("open")) state.open(line);
    else if (line.has("close")) state.close(line);
    else if (line.has("step")) state.step(line, ruleNamed);
    else if (line.has("end")) return state.end(line);
    else refuse("a line of no known kind");
    line.end();
  }
}
