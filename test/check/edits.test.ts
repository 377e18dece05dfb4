/**
 * Properties under random edits of honest certificates: the checker always answers, never with an internal error; and
 * what it accepts has the statement of the step that its end line names.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Checker, readTheory } from "../../src/check/checker.js";
import { ADD_ZERO_LEFT, HONEST } from "./honest.js";
import { certificate, SHARED_THEORY, THEORY } from "./samples.js";

const WORDS = HONEST.flatMap((honest) => certificate(honest).match(/[^\s()[\]{},:"!;]+|"[^"]*"/g) ?? []);

const edit = fc.oneof(
  fc.record({ kind: fc.constant("drop"), at: fc.nat(), other: fc.nat() }),
  fc.record({ kind: fc.constant("duplicate"), at: fc.nat(), other: fc.nat() }),
  fc.record({ kind: fc.constant("swap"), at: fc.nat(), other: fc.nat() }),
  fc.record({ kind: fc.constant("number"), at: fc.nat(), other: fc.nat({ max: 9 }) }),
  fc.record({ kind: fc.constant("word"), at: fc.nat(), other: fc.nat() }),
  fc.record({ kind: fc.constant("character"), at: fc.nat(), other: fc.nat({ max: 127 }) }),
);

interface Edit {
  readonly kind: string;
  readonly at: number;
  readonly other: number;
}

function applied(text: string, { kind, at, other }: Edit): string {
  const lines = text.split("\n");
  const from = at % lines.length;
  switch (kind) {
    case "drop":
      return lines.toSpliced(from, 1).join("\n");
    case "duplicate":
      return lines.toSpliced(other % lines.length, 0, lines[from]).join("\n");
    case "swap":
      return lines
        .with(from, lines[other % lines.length])
        .with(other % lines.length, lines[from])
        .join("\n");
    case "number":
      return replaceMatch(text, /[0-9]+/g, at, String(other));
    case "word":
      return replaceMatch(text, /[^\s()[\]{},:"!;]+/g, at, WORDS[other % WORDS.length].replaceAll('"', ""));
    default:
      return (
        text.slice(0, at % text.length) + String.fromCharCode(other) + text.slice((at % text.length) + 1)
      );
  }
}

function replaceMatch(text: string, pattern: RegExp, at: number, by: string): string {
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) return text;
  const match = matches[at % matches.length];
  return text.slice(0, match.index) + by + text.slice(match.index + match[0].length);
}

/** A formula's text with the names of bound variables replaced by numbers, found without the checker. */
function canonical(formula: string): string {
  const names = new Map<string, string>();
  return formula
    .replace(/([^\s()[\]{},:"!;]+):/g, (_, name: string) => {
      names.set(name, `_${names.size}`);
      return `${name}:`;
    })
    .replace(/[^\s()[\]{},:"!;]+/g, (name) => names.get(name) ?? name);
}

function lastResult(text: string): string {
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const end = lines.at(-1)?.["end"];
  return String(lines.find((line) => line["step"] === end)?.["is"]);
}

describe("random edits", () => {
  it.each(HONEST.map((honest) => [honest.theorem, certificate(honest)] as const))("of %s", (_name, text) => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const edited = edits.reduce(applied, text);
        const verdict = new Checker(SHARED_THEORY).check(edited);
        if (!verdict.ok) expect(verdict.reason).not.toContain("internal error");
        else {
          const header = JSON.parse(edited.slice(0, edited.indexOf("\n"))) as Record<string, unknown>;
          expect(canonical(String(header["statement"]))).toBe(canonical(lastResult(edited)));
        }
      }),
      { numRuns: 400 },
    );
  });

  it("of a theory", () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const result = readTheory(edits.reduce(applied, THEORY));
        if (!result.ok) expect(result.reason).not.toContain("internal error");
        else new Checker(result.theory).check(certificate(ADD_ZERO_LEFT));
      }),
      { numRuns: 2000 },
    );
  });

  it("leave nothing behind: an honest certificate is accepted after any of them", () => {
    const text = certificate(ADD_ZERO_LEFT);
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const checker = new Checker(SHARED_THEORY);
        if (checker.check(edits.reduce(applied, text)).ok) return;
        expect(checker.check(text)).toMatchObject({ ok: true });
      }),
      { numRuns: 1000 },
    );
  });
});
