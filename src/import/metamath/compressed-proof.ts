/**
 * A proof graph in Metamath's compressed notation: the labels that the proof uses, then its steps as letters. A node
 * with children that is used again is saved the first time.
 */
import { type ProofDag } from "./proof-dag.js";

/** Letters a line of the proof may have. */
const LINE = 79;

export interface ProofLabels {
  /** Codes of the mandatory hypotheses, in frame order: they are numbered first and not listed. */
  readonly mandatory: readonly number[];
  /** The label with a code. */
  readonly text: (code: number) => string;
}

/** What stands between `$=` and `$.`, lines indented by `indent`. */
export function compressProof(dag: ProofDag, root: number, labels: ProofLabels, indent: string): string {
  const uses = countUses(dag, root);
  const numberOfCode = new Map<number, number>();
  labels.mandatory.forEach((code, index) => numberOfCode.set(code, index));
  const listed: string[] = [];
  const order: number[] = [];
  for (const step of stepsOf(dag, root, uses)) {
    order.push(step);
    if (step < 0) continue;
    const code = dag.code(step);
    if (numberOfCode.has(code)) continue;
    numberOfCode.set(code, numberOfCode.size);
    listed.push(labels.text(code));
  }
  // Saved results are numbered after all labels, so letters come in a second pass.
  const saved = new Map<number, number>();
  let letters = "";
  for (const step of order) {
    if (step < 0) {
      letters += numberText(numberOfCode.size + saved.get(~step)!);
      continue;
    }
    letters += numberText(numberOfCode.get(dag.code(step))!);
    if (!isSaved(dag, step, uses)) continue;
    saved.set(step, saved.size);
    letters += "Z";
  }
  return wrap([`(`, ...listed, `)`], letters, indent);
}

/** How often each node of the proof is a child, or the root. */
function countUses(dag: ProofDag, root: number): Map<number, number> {
  const uses = new Map<number, number>([[root, 1]]);
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop())
    for (let i = 0; i < dag.childCount(node); i++) {
      const child = dag.child(node, i);
      const known = uses.get(child) ?? 0;
      uses.set(child, known + 1);
      if (known === 0) open.push(child);
    }
  return uses;
}

function isSaved(dag: ProofDag, node: number, uses: ReadonlyMap<number, number>): boolean {
  return dag.childCount(node) > 0 && uses.get(node)! > 1;
}

/** The proof's steps in order: a node, or its complement where a saved one is repeated. */
function* stepsOf(dag: ProofDag, root: number, uses: ReadonlyMap<number, number>): Generator<number> {
  const done = new Set<number>();
  const open: { node: number; next: number }[] = [{ node: root, next: 0 }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const { node } = top;
    if (done.has(node)) {
      yield ~node;
      open.pop();
    } else if (top.next < dag.childCount(node)) open.push({ node: dag.child(node, top.next++), next: 0 });
    else {
      yield node;
      if (isSaved(dag, node, uses)) done.add(node);
      open.pop();
    }
  }
}

/** A number from 0 on: the last digit A–T to base 20, those before U–Y to base 5 without a zero. */
function numberText(index: number): string {
  let text = String.fromCharCode(0x41 + (index % 20));
  for (let rest = Math.floor(index / 20); rest > 0; rest = Math.floor((rest - 1) / 5))
    text = String.fromCharCode(0x55 + ((rest - 1) % 5)) + text;
  return text;
}

function wrap(words: readonly string[], letters: string, indent: string): string {
  const lines: string[] = [];
  let line = indent.slice(1);
  for (const word of words) {
    if (line.length + 1 + word.length > LINE && line.length >= indent.length) {
      lines.push(line);
      line = indent.slice(1);
    }
    line += ` ${word}`;
  }
  lines.push(line);
  const width = LINE - indent.length;
  for (let at = 0; at < letters.length; at += width) lines.push(indent + letters.slice(at, at + width));
  return lines.join("\n");
}
