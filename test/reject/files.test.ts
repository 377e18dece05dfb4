/** Certificates that must be refused: the lines of a file, and what they mean as a whole. Each row takes an honest certificate and spoils one thing. */
import { describe, expect, it } from "vitest";
import { Checker } from "../../src/check/checker.js";
import { ADD_ZERO_LEFT, APP_NIL_RIGHT, REPLACE } from "../check/honest.js";
import { certificate, check, cite, end, sample, SHARED_THEORY, theory, THEORY } from "../check/samples.js";
import { cut, edit, proof, refuses } from "./spoilt.js";

refuses("files", [
  [
    "a changed statement over an honest proof",
    { ...ADD_ZERO_LEFT, theorem: "changed", statement: "(>[x:N](true[])(=[+[0,x],0]))" },
    "the last step's result is not the statement",
  ],
  [
    "another statement than the goal's",
    { ...REPLACE, theorem: "add.comm" },
    "not the one that the theory gives for add.comm",
  ],
  [
    "the goal's statement at one sort only",
    { ...APP_NIL_RIGHT, params: [], statement: "(>[l:List{N}](true[])(=[++{N}[l,nil{N}],l]))" },
    "not the one that the theory gives",
  ],
  [
    "the goal's with a parameter more",
    { ...APP_NIL_RIGHT, params: ["b", "c"] },
    "not the one that the theory gives",
  ],
  ["an axiom's name", { ...REPLACE, theorem: "add.zero" }, "there is a fact add.zero already"],
  ["a definition's name", { ...REPLACE, theorem: "<=.def" }, "there is a fact <=.def already"],
  ["no name", { ...REPLACE, theorem: "" }, "is not a name"],
  ["a name with a space", { ...REPLACE, theorem: "a b" }, "is not a name"],
  ["a lone surrogate in a name", { ...REPLACE, theorem: "a\ud800" }, "is not a name"],
  ["a lone surrogate in a formula", { ...REPLACE, statement: "(p[\udc00])" }, "unknown name"],
  [
    "a lone surrogate as a bound variable",
    { ...REPLACE, statement: "(>[\udc00:N](true[])(p[0]))" },
    "is not a name",
  ],
  ["an invisible character in a name", { ...REPLACE, theorem: "a\u200b" }, "is not a name"],
  ["a parameter twice", { ...APP_NIL_RIGHT, params: ["b", "b"] }, "b is listed twice"],
  ["a parameter that is a sort", { ...APP_NIL_RIGHT, params: ["N"] }, "N is also a sort"],
  ["a statement that is not closed", { ...REPLACE, statement: "(p[x])" }, "unknown name x"],
  ["a statement with a space", { ...REPLACE, statement: "(p[+[0, 0]])" }, "a name is expected"],
  [
    "a statement that goes on",
    { ...REPLACE, statement: "(p[+[0,0]])(r[])" },
    ', is expected before "(r[])]"',
  ],
  [
    "a statement behind whose end there is more",
    { ...REPLACE, statement: "(p[+[0,0]])](r[])" },
    'the end is expected before "(r[])]"',
  ],
  ["a statement that is cut off", { ...REPLACE, statement: "(p[+[0,0]]" }, ") is expected"],
  ["an equation of three sides", { ...REPLACE, statement: "(=[0,0,0])" }, "two sides of one sort"],
  ["a variable bound twice", { ...REPLACE, statement: "(>[x:N,x:N](true[])(p[x]))" }, "bound twice"],
  ["a bound variable that is a symbol", { ...REPLACE, statement: "(>[e:N](true[])(p[e]))" }, "also a symbol"],
  ["an atom as a term", { ...REPLACE, statement: "(p[r])" }, "predicate r stands where a term"],
  ["a term as an atom", { ...REPLACE, statement: "(s[0])" }, "s is not a predicate"],
  ["too few arguments", { ...REPLACE, statement: "(p[+[0]])" }, "+ takes 2 arguments, not 1"],
  ["too many arguments", { ...REPLACE, statement: "(p[s[0,0]])" }, "s takes 1 arguments, not 2"],
  ["an argument of a wrong sort", { ...REPLACE, statement: "(p[e])" }, "argument 0 of p is of a wrong sort"],
  ["sort arguments left out", { ...REPLACE, statement: "(=[nil,nil])" }, '{ is expected before ",nil])]"'],
  ["sort arguments too many", { ...REPLACE, statement: "(p{N}[0])" }, "[ is expected"],
  [
    "a variable applied",
    { ...REPLACE, statement: "(>[x:N](true[])(p[x[0]]))" },
    ', is expected before "[0]]))]"',
  ],
  ["a repeated id", edit(REPLACE, "step", 1, { step: 0 }), "id 1 is due, not 0"],
  ["ids that do not rise by one", edit(REPLACE, "step", 1, { step: 2 }), "id 1 is due, not 2"],
  ["ids that start at one", proof("(p[0])", cite(1, "p.zero", "(p[0])")), "id 0 is due, not 1"],
  ["a huge id", edit(REPLACE, "step", 1, { step: 2 ** 53 }), "step is of a wrong type"],
  ["a huge parent", edit(REPLACE, "step", 1, { from: [1e300] }), "from is of a wrong type"],
  ["a large parent", edit(REPLACE, "step", 1, { from: [2 ** 53 - 1] }), "is not an earlier step"],
  ["a negative parent", edit(REPLACE, "step", 1, { from: [-1] }), "from is of a wrong type"],
  ["a fraction", edit(REPLACE, "step", 1, { from: [0.5] }), "from is of a wrong type"],
  ["a text for a number", edit(REPLACE, "step", 1, { from: ["0"] }), "from is of a wrong type"],
  ["a number for a text", edit(REPLACE, "step", 1, { is: 0 }), "is is of a wrong type"],
  ["a number among texts", edit(REPLACE, "step", 2, { with: [0] }), "with is of a wrong type"],
  ["null", edit(REPLACE, "step", 1, { from: null }), "from is of a wrong type"],
  ["an unknown rule", edit(REPLACE, "step", 1, { rule: "sorry" }), "unknown rule sorry"],
  [
    "a rule named as an object's property",
    edit(REPLACE, "step", 1, { rule: "toString" }),
    "unknown rule toString",
  ],
  ["a rule that is no text", edit(REPLACE, "step", 1, { rule: [["refl"]] }), "field rule is of a wrong type"],
  ["an unknown field", edit(REPLACE, "step", 1, { note: "" }), "unknown field note"],
  ["a field of another rule", edit(REPLACE, "step", 1, { at: [] }), "unknown field at"],
  ["sorts of another rule", edit(REPLACE, "step", 1, { sorts: [] }), "unknown field sorts"],
  ["a field left out", edit(REPLACE, "step", 1, { from: undefined }), "field from is missing"],
  ["two kinds of line in one", edit(REPLACE, "step", 1, { open: 1 }), "field eigen is missing"],
  [
    "a second header",
    { ...REPLACE, body: [{ format: "lemmagrid-certificate" } as never, ...REPLACE.body] },
    "no known kind",
  ],
  ["an end that is no step", edit(REPLACE, "end", 3, { end: 4 }), "4 is not an earlier step"],
  [
    "an end at another step",
    edit(REPLACE, "end", 3, { end: 2 }),
    "the last step's result is not the statement",
  ],
  ["a field more at the end", edit(REPLACE, "end", 3, { note: "" }), "unknown field note"],
  ["no end line", cut(REPLACE, 4, 5), "cut off: there is no end line"],
  ["only a header", { ...REPLACE, body: [] }, "cut off: there is no end line"],
  ["lines after the end", { ...REPLACE, body: [...REPLACE.body, end(3)] }, "goes on after its end line"],
]);

describe("the checker refuses", () => {
  it("two theorems that cite each other, in either order", () => {
    const one = certificate(sample("one", "(q[0])", [cite(0, "two", "(q[0])")]));
    const two = certificate(sample("two", "(q[0])", [cite(0, "one", "(q[0])")]));
    const checker = new Checker(SHARED_THEORY);
    for (const text of [one, two, one, two]) {
      expect(checker.check(text)).toMatchObject({ ok: false, line: 2, rule: "instance" });
    }
  });

  it("a second proof of a theorem", () => {
    const text = certificate(ADD_ZERO_LEFT);
    expect(check(text, text)).toMatchObject({ ok: false, line: 1, theorem: "add.zero.left" });
  });

  it("a theorem of another checker", () => {
    expect(check(certificate(ADD_ZERO_LEFT))).toMatchObject({ ok: true });
    const citing = sample("citing", "(=[+[0,0],0])", [
      cite(0, "add.zero.left", "(=[+[0,0],0])", { with: ["0"] }),
    ]);
    expect(check(certificate(citing))).toMatchObject({ ok: false });
  });

  it("induction on a sort whose constructors are not all there in the proof's theory", () => {
    const larger = theory(`${THEORY}constructor top : N\n`);
    expect(new Checker(larger).check(certificate(ADD_ZERO_LEFT))).toMatchObject({
      ok: false,
      rule: "induction",
    });
  });
});

const TEXT = certificate(REPLACE);
const HEADER_END = TEXT.indexOf("\n") + 1;
const RAW: readonly (readonly [name: string, text: string, line: number, reason: string])[] = [
  ["nothing", "", 1, "not JSON"],
  ["a line break", "\n", 1, "not JSON"],
  ["no JSON", "hello\n", 1, "not JSON"],
  ["a number", "1\n", 1, "not a JSON object"],
  ["an array", "[]\n", 1, "not a JSON object"],
  ["null", "null\n", 1, "not a JSON object"],
  ["an empty object", "{}\n", 1, "field format is missing"],
  [
    "another format",
    TEXT.replace("lemmagrid-certificate", "certificate"),
    1,
    "not a certificate of this format",
  ],
  ["another version", TEXT.replace('"version":1', '"version":2'), 1, "not a certificate of this version"],
  ["a version as text", TEXT.replace('"version":1', '"version":"1"'), 1, "field version is of a wrong type"],
  [
    "another theory",
    TEXT.replace('"theory":"Peano"', '"theory":"Presburger"'),
    1,
    "theory Peano is expected",
  ],
  [
    "a field of the header twice",
    TEXT.replace('"version":1', '"version":1,"version":1'),
    1,
    "JSON.stringify",
  ],
  ["a field of a step twice", TEXT.replace('"step":0', '"step":0,"step":0'), 2, "JSON.stringify"],
  ["a field twice, the first one wrong", TEXT.replace('"step":0', '"step":9,"step":0'), 2, "JSON.stringify"],
  ["a number written another way", TEXT.replace('"step":0', '"step":0e0'), 2, "JSON.stringify"],
  ["a negative zero", TEXT.replace('"step":0', '"step":-0'), 2, "JSON.stringify"],
  ["a number too long", TEXT.replace('"step":0', `"step":1${"0".repeat(400)}`), 2, "JSON.stringify"],
  ["a number past 2^53", TEXT.replace('"step":0', '"step":9007199254740993'), 2, "JSON.stringify"],
  ["a text written another way", TEXT.replace('"rule":"symm"', '"rule":"s\\u0079mm"'), 3, "JSON.stringify"],
  [
    "a field of the header too many",
    TEXT.replace('"version":1', '"version":1,"more":1'),
    1,
    "unknown field more",
  ],
  ["a space", TEXT.replace('"step":0,', '"step":0, '), 2, "JSON.stringify"],
  ["a space after a line", TEXT.replace("\n", " \n"), 1, "JSON.stringify"],
  ["other line breaks", TEXT.replaceAll("\n", "\r\n"), 1, "JSON.stringify"],
  ["a byte order mark", `\ufeff${TEXT}`, 1, "not JSON"],
  ["a blank line", TEXT.replace("\n", "\n\n"), 2, "not JSON"],
  ["a blank line at the end", `${TEXT}\n`, 7, "goes on after its end line"],
  ["a space at the end", `${TEXT} `, 7, "goes on after its end line"],
  ["a second certificate", TEXT + TEXT, 7, "goes on after its end line"],
  ["__proto__", `${TEXT.slice(0, HEADER_END)}{"__proto__":{"end":0}}\n`, 2, "no known kind"],
  [
    "an inherited field",
    `${TEXT.slice(0, HEADER_END)}{"end":0,"__proto__":{}}\n`,
    2,
    "0 is not an earlier step",
  ],
  ["deep JSON", `${TEXT.slice(0, HEADER_END)}${"[".repeat(1e6)}${"]".repeat(1e6)}\n`, 2, "not"],
  ["a deep field", TEXT.replace('"from":[0]', `"from":${"[".repeat(1e5)}${"]".repeat(1e5)}`), 3, ""],
  ["a lone surrogate, not escaped", TEXT.replace("replace", "replace\ud800"), 1, "JSON.stringify"],
];

describe("the checker refuses a file", () => {
  it.each(RAW)("%s", (_name, text, line, reason) => {
    const verdict = check(text);
    expect(verdict).toMatchObject({ ok: false, line });
    expect(verdict.ok ? "" : verdict.reason).toContain(reason);
    expect(verdict.ok ? "" : verdict.reason).not.toContain("internal error");
  });

  it("cut off anywhere", () => {
    for (let length = 0; length < TEXT.length - 1; length++) {
      expect(check(TEXT.slice(0, length))).toMatchObject({ ok: false });
    }
  });
});
