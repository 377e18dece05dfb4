/**
 * Coq against our checker: what the checker accepts of the grid's proofs in random theories, and of random edits of
 * proofs, coqc accepts as well. Skipped without coqc. COQ_SEED takes other theories and edits, COQ_THEORIES how many.
 */
import { describe, expect, it } from "vitest";
import { Checker, readTheory } from "../../src/check/checker.js";
import { CpuDevice } from "../../src/device/cpu/cpu-device.js";
import { Prover } from "../../src/grid/prover.js";
import { definitionOf } from "../../src/logic/definition.js";
import { theoryToCore } from "../../src/mpl/print-core.js";
import { HONEST } from "../check/honest.js";
import { certificate, THEORY } from "../check/samples.js";
import { EDITS, numbered, parseCertificate, vocabularyOf, type Line } from "../reject/mutation.js";
import { LIMITS, textOf } from "../soundness/judge.js";
import { Random } from "../soundness/random.js";
import { randomScenario } from "../soundness/scenario.js";
import { CLASSICAL, coqc, coqFile, HAS_COQC, INTUITIONISTIC } from "./coq-samples.js";

const SEED = Number(process.env.COQ_SEED ?? 1);
const THEORIES = Number(process.env.COQ_THEORIES ?? 12);
const EDITED = 1000;

interface Proved {
  readonly theory: string;
  /** Accepted by the checker, in this order. */
  readonly certificates: readonly string[];
}

async function randomProofs(seed: number): Promise<Proved> {
  const { theory, goals } = randomScenario(new Random(seed), 6);
  // A definition of a form that only the checker reads is as good as an axiom here.
  const facts = theory.facts.map((fact) =>
    definitionOf(fact.formula) === undefined ? { ...fact, kind: "axiom" as const } : fact,
  );
  const core = theoryToCore({ ...theory, facts });
  const read = readTheory(core);
  if (!read.ok) throw new Error(read.reason);
  const checker = new Checker(read.theory);
  const outcomes = await new Prover(theory, new CpuDevice()).prove(
    goals.map((goal) => ({ ...goal, without: [], limits: LIMITS })),
  );
  const texts = outcomes.flatMap((outcome, index) =>
    outcome.certificate === undefined ? [] : [textOf(outcome.certificate, `t${index}`)],
  );
  return { theory: core, certificates: texts.filter((text) => checker.check(text).ok) };
}

/** Edited certificates that the checker accepts, each under a name of its own. */
function acceptedEdits(seed: number): readonly string[] {
  const originals = [...HONEST, ...CLASSICAL, ...INTUITIONISTIC].map((one) =>
    parseCertificate(certificate(one)),
  );
  const words = vocabularyOf(originals, ["add.zero", "add.succ", "p.zero", "p.step", "app.nil"]);
  const read = readTheory(THEORY);
  if (!read.ok) throw new Error(read.reason);
  const checker = new Checker(read.theory);
  const random = new Random(seed);
  const accepted: string[] = [];
  for (let number = 0; number < EDITED; number++) {
    const original = random.pick(originals);
    const lines: Line[] = [{ ...original[0], theorem: `edited.${number}` }, ...original.slice(1)];
    const text = numbered(EDITS[random.pick(Object.keys(EDITS))](lines, random, words));
    if (checker.check(text).ok) accepted.push(text);
  }
  return accepted;
}

const skipped = HAS_COQC ? "" : " (skipped: there is no coqc; apt-get install coq)";

describe.skipIf(!HAS_COQC)(`coqc accepts what our checker accepts${skipped}`, () => {
  it("in random theories", { timeout: 600_000 }, async () => {
    let proofs = 0;
    for (let index = 0; index < THEORIES; index++) {
      const { theory, certificates } = await randomProofs(SEED * 1_000_003 + index);
      if (certificates.length === 0) continue;
      proofs += certificates.length;
      const { accepted, output } = coqc(coqFile(certificates, theory));
      expect(accepted, `${output}\n${theory}\n${certificates.join("\n")}`).toBe(true);
    }
    expect(proofs).toBeGreaterThan(THEORIES / 2);
  });

  it("of random edits of proofs", () => {
    const certificates = acceptedEdits(SEED);
    expect(certificates.length).toBeGreaterThan(100);
    const file = coqFile(certificates);
    const { accepted, output } = coqc(file);
    expect(accepted, output).toBe(true);
  });
});
