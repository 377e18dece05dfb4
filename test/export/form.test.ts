/**
 * What leaves no trace in an exported text: a certificate with such a fault is not exported, and the line is named. The
 * rows spoil one thing in an honest certificate; the checker refuses each of them too.
 */
import { describe, expect, it } from "vitest";
import { LONGEST } from "../../src/export/calculus/long-proofs.js";
import { exportCoq } from "../../src/export/coq/coq-file.js";
import { exportLean4Export } from "../../src/export/lean4export/lean4export-file.js";
import { ExportFailure } from "../../src/export/run-output.js";
import {
  ADD_ZERO_LEFT,
  CONJUNCTION,
  EITHER,
  EXCLUDED_MIDDLE,
  HONEST,
  LE_REFLEXIVE,
  PEIRCE,
  REPLACE,
  REPLACE_EQUATION,
} from "../check/honest.js";
import { certificate, check, cite, close, open, step, type Sample } from "../check/samples.js";
import { edit, proof } from "../reject/spoilt.js";
import { outputOf } from "./coq-samples.js";

const spelt = (of: Sample, from: string, to: string): string => certificate(of).replace(from, to);
const edited = (...args: Parameters<typeof edit>): string => certificate(edit(...args));

const INSIDE = [
  open(0, []),
  step(1, "truth", "(true[])"),
  close(0, 1),
  open(2, []),
  step(3, "generalise", "(>[](true[])(true[]))", { scopes: [0] }),
  close(2, 3),
  step(4, "generalise", "(>[](true[])(>[](true[])(true[])))", { scopes: [2] }),
];
const TWICE_BOUND = "(>[x:N,x:N](true[])(=[x,x]))";
const AS_ZERO = "(>[0:N](true[])(=[0,0]))";
const REFLEXIVE = [open(0, ["n:N", "m:N"]), step(1, "refl", "(=[m,m])"), close(0, 1)];
const EIGENS_AGAIN = [
  open(0, ["n:N"]),
  step(1, "refl", "(=[n,n])"),
  close(0, 1),
  open(2, ["n:N"]),
  step(3, "refl", "(=[n,n])"),
  close(2, 3),
  step(4, "generalise", "(>[x:N](true[])(=[x,x]))", { scopes: [2] }),
];

const ROWS: readonly (readonly [fault: string, text: string, message: string])[] = [
  ["another spelling of JSON", spelt(REPLACE, '"version":1', '"version": 1'), "line 1 is not what JSON"],
  ["a field twice", spelt(REPLACE, '"params":[]', '"params":[],"params":[]'), "line 1 is not what JSON"],
  ["an empty line", `${certificate(REPLACE)}\n`, "is not what JSON"],
  ["a line that is no object", spelt(REPLACE, "\n", "\n7\n"), "line 2: it is no object"],
  ["no header", certificate(REPLACE).replace(/^.*\n/, ""), "line 1: a header is the first line"],
  ["two headers", certificate(REPLACE).replace(/^.*\n/, "$&$&"), "line 2: a header is the first line"],
  ["another version", spelt(REPLACE, '"version":1', '"version":2'), "line 1: field version"],
  ["another theory", spelt(REPLACE, "Peano", "Other"), "line 1: the theory is Peano, not Other"],
  ["a name that is none", certificate({ ...REPLACE, theorem: "a b" }), "should be a name"],
  ["a parameter twice", certificate({ ...REPLACE, params: ["a", "a"] }), "listed twice, or a sort"],
  ["a sort as a parameter", certificate({ ...REPLACE, params: ["N"] }), "listed twice, or a sort"],
  ["a line of no kind", spelt(REPLACE, "\n", "\n{}\n"), "line 2: it is of no known kind or rule"],
  ["an unknown rule", spelt(PEIRCE, '"absurd"', '"magic"'), "of no known kind or rule"],
  ["a field too many", edited(PEIRCE, "step", 6, { x: 0 }), "field x does not belong there"],
  ["a field of another rule", edited(PEIRCE, "step", 6, { at: [] }), "field at does not belong there"],
  [
    "a field of a wrong type",
    edited(PEIRCE, "step", 6, { from: "5" }),
    "field from is missing or of a wrong",
  ],
  [
    "a negative number",
    edited(LE_REFLEXIVE, "step", 1, { index: -1 }),
    "field index is missing or of a wrong",
  ],
  ["a step after the end", `${certificate(REPLACE)}{"end":0}\n`, "it stands behind the end"],
  ["no end", certificate(REPLACE).replace(/\{"end".*\n$/, ""), "the end is missing"],
  ["an end in a scope", certificate({ ...PEIRCE, body: [open(0, []), { end: 0 }] }), "scope 0 is still open"],
  ["ids that jump", certificate(proof("(true[])", step(1, "truth", "(true[])"))), "id 0 is due, not 1"],
  ["another scope closed", edited(ADD_ZERO_LEFT, "close", 0, { close: 1 }), "1 is not the innermost open"],
  [
    "a scope of an outer scope",
    certificate(proof("(>[](true[])(>[](true[])(true[])))", ...INSIDE)),
    "line 6",
  ],
  [
    "an eigenconstant's name again",
    certificate(proof("(>[x:N](true[])(=[x,x]))", ...EIGENS_AGAIN)),
    "line 5",
  ],
  [
    "a symbol as eigenconstant",
    edited(ADD_ZERO_LEFT, "open", 2, { eigen: ["s:N"] }),
    "s has no name that is",
  ],
  ["a parent too many", edited(PEIRCE, "step", 6, { from: [5, 3, 5] }), "2 parents are expected, not 3"],
  ["a parent of none", edited(REPLACE, "step", 0, { from: [0] }), "more parents than conjuncts"],
  ["a scope too many", edited(EITHER, "step", 8, { scopes: [2, 5, 5] }), "2 scopes are expected, not 3"],
  ["a side that is none", edited(LE_REFLEXIVE, "step", 1, { index: 2 }), "a conjunction has two sides"],
  [
    "positions that fall",
    certificate(
      proof(
        "(=[+[0,0],+[0,0]])",
        step(0, "refl", "(=[0,0])"),
        step(1, "congruence", "(=[+[0,0],+[0,0]])", { at: [1, 0], from: [0, 0] }),
      ),
    ),
    "the positions do not rise",
  ],
  [
    "a term too many",
    certificate(proof("(p[0])", cite(0, "p.zero", "(p[0])", { with: ["0"] }))),
    "not a term for each variable",
  ],
  [
    "brackets after a constant",
    certificate(proof("(p[0[]])", cite(0, "p.zero", "(p[0[]])"))),
    "(p[0[]]) is spelt (p[0])",
  ],
  [
    "a variable bound twice",
    certificate(proof(TWICE_BOUND, ...REFLEXIVE, step(2, "generalise", TWICE_BOUND, { scopes: [0] }))),
    "a name is bound twice",
  ],
  [
    "a variable called as a symbol",
    certificate(
      proof(
        AS_ZERO,
        open(0, ["n:N"]),
        step(1, "refl", "(=[n,n])"),
        close(0, 1),
        step(2, "generalise", AS_ZERO, { scopes: [0] }),
      ),
    ),
    "no variable can be called 0",
  ],
];

describe("a certificate that has not the form of one is not exported", () => {
  it.each(ROWS)("%s", (_, text, message) => {
    expect(check(text)).toMatchObject({ ok: false });
    const exported = (): unknown => exportCoq(outputOf([text]));
    expect(exported).toThrow(ExportFailure);
    expect(exported).toThrow(message);
    expect(exported).toThrow("certificates/0.jsonl");
  });

  it("but one that does", () => {
    const texts = [...HONEST, CONJUNCTION, EXCLUDED_MIDDLE, REPLACE_EQUATION].map(certificate);
    for (const text of texts) expect(exportCoq(outputOf([text])).theorems).toBe(1);
  });
});

describe("a step of a closed scope", () => {
  it("is not known behind it, nor where the proof is cut into pieces", () => {
    const truths = Array.from({ length: LONGEST + 1 }, (_, index) => step(1 + index, "truth", "(true[])"));
    const after = 1 + truths.length;
    const text = certificate(
      proof("(true[])", open(0, []), ...truths, close(0, 1), step(after, "and", "(true[])", { from: [1] })),
    );
    expect(check(text)).toMatchObject({ ok: false, reason: "step 1 is used outside its scope" });
    expect(() => exportLean4Export(outputOf([text]))).toThrow("a proof names h1 where it is not known");
    expect(exportCoq(outputOf([text])).text).toMatch(/Definition spoilt_h\d+ : True :=\n {2}h1\./);
  });
});
