/** Has the independent checker replay every proof: what it refuses, and what rests on that, is no theorem. */
import { Checker, readTheory } from "../check/checker.js";
import type { Theory } from "../logic/theory.js";
import { theoryToCore } from "../mpl/print-core.js";
import type { Theorem } from "../proof/theorem.js";

export interface Rejection {
  readonly name: string;
  readonly reason: string;
}

export interface Accepted {
  readonly theorems: readonly Theorem[];
  readonly rejected: readonly Rejection[];
}

/** `theorems` must be in citing order. */
export function acceptTheorems(theory: Theory, theorems: readonly Theorem[]): Accepted {
  const read = readTheory(theoryToCore(theory));
  if (!read.ok) throw new Error(`the checker refuses the theory, line ${read.line}: ${read.reason}`);
  const checker = new Checker(read.theory);
  const accepted: Theorem[] = [];
  const rejected: Rejection[] = [];
  for (const theorem of theorems) {
    const verdict = checker.check(certificateText(theorem.certificate));
    if (verdict.ok) accepted.push(theorem);
    else rejected.push({ name: theorem.name, reason: `line ${verdict.line}: ${verdict.reason}` });
  }
  return { theorems: accepted, rejected };
}

export function certificateText(certificate: Theorem["certificate"]): string {
  return certificate.map((line) => `${JSON.stringify(line)}\n`).join("");
}
