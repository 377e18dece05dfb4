/**
 * Certificates whose steps are intuitionistic in the core language and not, or in another way, once disjunction and
 * existence have connectives of their own; and helpers to export certificates and to run coqc on the result.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportCoq } from "../../src/export/coq/coq-file.js";
import { jsonLines, type ExportedFile, type RunOutput } from "../../src/export/run-output.js";
import type { HeaderLine } from "../../src/proof/certificate.js";
import { certificate, cite, close, open, sample, step, THEORY, type Sample } from "../check/samples.js";

const F = "(false[])";
const P = "(p[0])";
const Q = "(q[0])";
const P_OR_Q = `!(&!${P}!${Q})`;
const NEITHER = `(&!${P}!${Q})`;
const SOME = "!(>[z:N](p[z])!(q[z]))";
const NONE = "(>[z:N](p[z])!(q[z]))";

/** From P, P or Q, by refuting that neither holds. */
const OR_BY_REFUTE = sample("or.refute", `(>[]${P}${P_OR_Q})`, [
  open(0, [], [P]),
  open(2, [], [NEITHER]),
  step(4, "project", `!${P}`, { index: 0, from: [3] }),
  step(5, "absurd", F, { from: [1, 4] }),
  close(2, 5),
  step(6, "refute", P_OR_Q, { scopes: [2] }),
  close(0, 6),
  step(7, "generalise", `(>[]${P}${P_OR_Q})`, { scopes: [0] }),
]);

/** A disjunction and that neither side holds, used as a formula and its negation. */
const OR_ABSURD = sample("or.absurd", `(>[](&${NEITHER}${P_OR_Q})${F})`, [
  open(0, [], [`!${P}`, `!${Q}`, P_OR_Q]),
  step(4, "and", NEITHER, { from: [1, 2] }),
  step(5, "absurd", F, { from: [4, 3] }),
  close(0, 5),
  step(6, "generalise", `(>[](&${NEITHER}${P_OR_Q})${F})`, { scopes: [0] }),
]);

const EXISTS_ABSURD = sample("exists.absurd", `(>[](&${NONE}${SOME})${F})`, [
  open(0, [], [NONE, SOME]),
  step(3, "absurd", F, { from: [1, 2] }),
  close(0, 3),
  step(4, "generalise", `(>[](&${NONE}${SOME})${F})`, { scopes: [0] }),
]);

const EXISTS_BY_REFUTE = sample("exists.refute", `(>[]!!${SOME}${SOME})`, [
  open(0, [], [`!!${SOME}`]),
  open(2, [], [NONE]),
  open(4, [], [SOME]),
  step(6, "absurd", F, { from: [3, 5] }),
  close(4, 6),
  step(7, "refute", `!${SOME}`, { scopes: [4] }),
  step(8, "absurd", F, { from: [7, 1] }),
  close(2, 8),
  step(9, "refute", SOME, { scopes: [2] }),
  close(0, 9),
  step(10, "generalise", `(>[]!!${SOME}${SOME})`, { scopes: [0] }),
]);

const EXISTS_TWICE_NEGATED = sample("exists.double.negation", `(>[]!!${SOME}${SOME})`, [
  open(0, [], [`!!${SOME}`]),
  step(2, "double-negation", SOME, { from: [1] }),
  close(0, 2),
  step(3, "generalise", `(>[]!!${SOME}${SOME})`, { scopes: [0] }),
]);

/** The witness is named in the excluded middle of the formula within. */
const NESTED = "(>[x:N](true[])!(>[y:N](true[])!(=[x,s[y]])))";
const NESTED_REFUTE = sample("nested.refute", `!${NESTED}`, [
  open(0, [], [NESTED]),
  cite(2, 1, "!(>[y:N](true[])!(=[0,s[y]]))", { with: ["0"] }),
  open(3, ["k:N"], ["(=[0,s[k]])"]),
  step(5, "clash", F, { from: [4] }),
  close(3, 5),
  step(6, "obtain", F, { from: [2], scopes: [3] }),
  close(0, 6),
  step(7, "refute", `!${NESTED}`, { scopes: [0] }),
]);

/** Intuitionistic: three negations are one. */
const THREE_NEGATIONS = sample("three.negations", `(>[]!!!${P}!${P})`, [
  open(0, [], [`!!!${P}`]),
  step(2, "double-negation", `!${P}`, { from: [1] }),
  close(0, 2),
  step(3, "generalise", `(>[]!!!${P}!${P})`, { scopes: [0] }),
]);

const CONTRADICTION_OF_OR = sample("or.contradiction", `(>[]${Q}${P_OR_Q})`, [
  open(0, [], [Q]),
  open(2, [], [`!${P_OR_Q}`]),
  step(4, "or", P_OR_Q, { from: [1] }),
  step(5, "absurd", F, { from: [4, 3] }),
  close(2, 5),
  step(6, "contradiction", P_OR_Q, { scopes: [2] }),
  close(0, 6),
  step(7, "generalise", `(>[]${Q}${P_OR_Q})`, { scopes: [0] }),
]);

/** A negation of a negated existence within a disjunction, and excluded middle on a disjunction's inside. */
const MIDDLE_OF_NEITHER = sample("middle.neither", `!(&!${NEITHER}!${P_OR_Q})`, [
  open(0, [], [NEITHER]),
  step(2, "or", `!(&!${NEITHER}!${P_OR_Q})`, { from: [1] }),
  close(0, 2),
  open(3, [], [P_OR_Q]),
  step(5, "or", `!(&!${NEITHER}!${P_OR_Q})`, { from: [4] }),
  close(3, 5),
  step(6, "excluded-middle", `!(&!${NEITHER}!${P_OR_Q})`, { scopes: [0, 3] }),
]);

const TWO_WITNESSES = sample("two.witnesses", "!(>[x:N,y:N](&(p[x])(p[y]))!(&(true[])(=[+[x,0],y])))", [
  cite(0, "p.zero", P),
  step(1, "truth", "(true[])"),
  cite(2, "add.zero", "(=[+[0,0],0])", { with: ["0"] }),
  step(3, "exists", "!(>[x:N,y:N](&(p[x])(p[y]))!(&(true[])(=[+[x,0],y])))", {
    with: ["0", "0"],
    from: [0, 0, 2],
  }),
]);

/** What is known ends in the witness, but the existence does not bind that place: its predicate cannot be guessed. */
const LAST_IS_WITNESS = sample("last.witness", `(>[x:N](<=[x,x])!(>[z:N](true[])!(<=[z,x])))`, [
  open(0, ["x:N"], ["(<=[x,x])"]),
  step(2, "exists", "!(>[z:N](true[])!(<=[z,x]))", { with: ["x"], from: [1] }),
  close(0, 2),
  step(3, "generalise", "(>[x:N](<=[x,x])!(>[z:N](true[])!(<=[z,x])))", { scopes: [0] }),
]);

export const CLASSICAL: readonly Sample[] = [
  OR_BY_REFUTE,
  OR_ABSURD,
  EXISTS_ABSURD,
  EXISTS_BY_REFUTE,
  EXISTS_TWICE_NEGATED,
  CONTRADICTION_OF_OR,
  MIDDLE_OF_NEITHER,
  NESTED_REFUTE,
];
export const INTUITIONISTIC: readonly Sample[] = [THREE_NEGATIONS, TWO_WITNESSES, LAST_IS_WITNESS];

/** The output of certificates that may cite those before them, whether they are accepted or not. */
export function outputOf(certificates: readonly string[], theory = THEORY): RunOutput {
  return {
    theory,
    certificates: certificates.map((text, index) => {
      const path = `certificates/${index}.jsonl`;
      const lines = jsonLines(path, text);
      return { name: (lines[0] as HeaderLine | null)?.theorem ?? "", path, lines };
    }),
  };
}

export function coqFile(certificates: readonly string[], theory = THEORY): ExportedFile {
  return exportCoq(outputOf(certificates, theory));
}

export function coqOf(samples: readonly Sample[]): ExportedFile {
  return coqFile(samples.map(certificate));
}

export const HAS_COQC = spawnSync("coqc", ["--version"]).status === 0;

export interface CoqVerdict {
  readonly accepted: boolean;
  readonly output: string;
}

export function coqc(file: ExportedFile): CoqVerdict {
  const directory = mkdtempSync(join(tmpdir(), "lemmagrid-coq-"));
  try {
    writeFileSync(join(directory, file.fileName), file.text);
    const { status, stdout, stderr } = spawnSync("coqc", ["-q", file.fileName], {
      cwd: directory,
      encoding: "utf8",
    });
    return { accepted: status === 0, output: stdout + stderr };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
