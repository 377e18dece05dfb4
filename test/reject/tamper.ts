/**
 * The tampering harness: certificates of all shipped theories, and samples that together use every rule, are edited at
 * random, up to three edits deep. The checker refuses an edited certificate, or it is still a proof of its statement,
 * and then coqc accepts the export of it. Everything follows from the seed.
 */
import { Checker, readTheory, type CheckedTheory } from "../../src/check/checker.js";
import { certificateText } from "../../src/cli/accept.js";
import { theoryToCore } from "../../src/mpl/print-core.js";
import { HONEST } from "../check/honest.js";
import { certificate, THEORY } from "../check/samples.js";
import { CLASSICAL, coqc, coqFile, INTUITIONISTIC } from "../export/coq-samples.js";
import { Random } from "../soundness/random.js";
import { ALL, develop, shipped } from "../theories/support.js";
import { EDITS, numbered, parseCertificate, vocabularyOf, type Vocabulary } from "./mutation.js";
import { NEAR_MISSES, RAW_EDITS, RULES } from "./near-misses.js";

/** Certificates that a checker of the theory accepts in this order. */
export interface Source {
  readonly name: string;
  readonly core: string;
  readonly theory: CheckedTheory;
  readonly texts: readonly string[];
  readonly words: Vocabulary;
}

export interface Outcome {
  readonly source: Source;
  readonly kind: string;
  /** Of the first line that differs: its rule, or what else it is. */
  readonly rule: string;
  readonly text: string;
  /** The text with a theorem name that is always the same; equal ones are one proof. */
  readonly key: string;
  readonly accepted: boolean;
  /** Why the checker refuses it, if it does. */
  readonly reason: string;
}

const LONGEST = 120;
const STRUCTURAL = { ...EDITS, ...NEAR_MISSES };
export const KINDS = [...Object.keys(STRUCTURAL), ...Object.keys(RAW_EDITS)];

function sourceOf(name: string, core: string, texts: readonly string[]): Source {
  const read = readTheory(core);
  if (!read.ok) throw new Error(`${name}, line ${read.line}: ${read.reason}`);
  const facts = [...core.matchAll(/^(?:axiom|definition|theorem) ([^\s{]+)/gm)].map((match) => match[1]);
  return { name, core, theory: read.theory, texts, words: vocabularyOf(texts.map(parseCertificate), facts) };
}

/** What is edited: what `command` proves of every shipped theory, and the samples of every rule. */
export async function sources(command: "run" | "prove"): Promise<readonly Source[]> {
  const samples = [...HONEST, ...CLASSICAL, ...INTUITIONISTIC].map(certificate);
  const all = [sourceOf("samples", THEORY, samples)];
  for (const name of ALL) {
    const theory = shipped(name);
    const { theorems } = await develop(command, theory);
    const texts = theorems.map((theorem) => certificateText(theorem.certificate));
    all.push(sourceOf(name, theoryToCore(theory), texts));
  }
  return all;
}

/** A checker that has accepted all the source's certificates. */
export function checkerOf({ theory, texts }: Source): Checker {
  const checker = new Checker(theory);
  for (const text of texts) {
    const verdict = checker.check(text);
    if (!verdict.ok) throw new Error(`line ${verdict.line}: ${verdict.reason}`);
  }
  return checker;
}

/** An edited certificate, which differs from the original, and the kind of the first edit. */
export function tampered(
  source: Source,
  random: Random,
  name: string,
): { kind: string; original: string; text: string } {
  const short = source.texts.filter((text) => text.split("\n").length < LONGEST);
  for (;;) {
    const original = random.pick(short).replace(/"theorem":"[^"]*"/, `"theorem":${JSON.stringify(name)}`);
    const kind = random.pick(KINDS);
    const text =
      kind in RAW_EDITS ? RAW_EDITS[kind](original, random) : restructured(original, kind, source, random);
    if (text !== original) return { kind, original, text };
  }
}

/** One edit of that kind and up to two of any kind. */
function restructured(original: string, kind: string, { words }: Source, random: Random): string {
  const kinds = [
    kind,
    ...Array.from({ length: random.pick([0, 0, 0, 0, 1, 1, 2]) }, () => random.pick(Object.keys(STRUCTURAL))),
  ];
  return numbered(
    kinds.reduce((lines, next) => STRUCTURAL[next](lines, random, words), parseCertificate(original)),
  );
}

function changedRule(original: string, text: string): string {
  const before = new Set(original.split("\n"));
  const line = text.split("\n").find((other) => other !== "" && !before.has(other));
  if (line === undefined) return "order of lines";
  const rule = /"rule":"([^"]*)"/.exec(line)?.[1] ?? /"(format|open|close|end)"/.exec(line)?.[1];
  return rule !== undefined && [...RULES, "format", "open", "close", "end"].includes(rule) ? rule : "none";
}

/** `count` edits of all the sources in turn, and what the checker says. */
export function* tamper(all: readonly Source[], count: number, seed: number): Generator<Outcome> {
  const checkers = new Map(all.map((source) => [source, checkerOf(source)]));
  const random = new Random(seed);
  for (let number = 0; number < count; number++) {
    const source = all[number % all.length];
    const name = `edited.${number}`;
    const { kind, original, text } = tampered(source, random, name);
    const verdict = checkers.get(source)!.check(text);
    const reason = verdict.ok ? "" : verdict.reason;
    const key = `${source.name} ${text.replaceAll(name, "edited")}`;
    yield { source, kind, rule: changedRule(original, text), text, key, accepted: verdict.ok, reason };
  }
}

/** Whether coqc accepts the certificates, after those of the source that they rest on or share a name with. */
export function coqAccepts(source: Source, texts: readonly string[]): boolean {
  const names = new Set<string>();
  const add = (text: string): void => {
    for (const name of text.match(/"[^"]*"/g) ?? []) names.add(name);
  };
  texts.forEach(add);
  // A certificate cites those before it alone.
  const before = source.texts.toReversed().filter((text) => {
    const isNamed = names.has(/"theorem":("[^"]*")/.exec(text)?.[1] ?? "");
    if (isNamed) add(text);
    return isNamed;
  });
  return coqc(coqFile([...before.toReversed(), ...texts], source.core)).accepted;
}

/** Those of the texts that coqc refuses, found by halving. */
export function refusedByCoq(source: Source, texts: readonly string[]): readonly string[] {
  if (texts.length === 0 || coqAccepts(source, texts)) return [];
  if (texts.length === 1) return texts;
  const half = Math.ceil(texts.length / 2);
  return [...refusedByCoq(source, texts.slice(0, half)), ...refusedByCoq(source, texts.slice(half))];
}
