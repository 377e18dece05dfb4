/** Files that no prover writes: the checker answers each, at the first bad line, and goes on with the next file. */
import { describe, expect, it } from "vitest";
import { Checker, readTheory } from "../../src/check/checker.js";
import { ADD_ZERO_LEFT, REPLACE } from "../check/honest.js";
import { certificate, check, cite, close, end, open, sample, SHARED_THEORY, step } from "../check/samples.js";

const TEXT = certificate(REPLACE);
const inStep = (from: string, to: string): string => TEXT.replace(from, to);
const HUGE = "9".repeat(400);

describe("hostile files", () => {
  it.each<[what: string, text: string, line: number]>([
    ["an id used twice", inStep('"step":1', '"step":0'), 3],
    ["a scope's id used twice", certificate({ ...REPLACE, body: [open(0, []), open(0, []), end(0)] }), 3],
    ["a huge id", inStep('"step":0', `"step":${HUGE}`), 2],
    ["the greatest id", inStep('"step":0', `"step":${Number.MAX_SAFE_INTEGER}`), 2],
    ["a parent beyond any array", inStep('"from":[0]', `"from":[${Number.MAX_SAFE_INTEGER}]`), 3],
    ["a negative parent", inStep('"from":[0]', '"from":[-1]'), 3],
    ["a broken parent", inStep('"from":[0]', '"from":[0.5]'), 3],
    ["NaN", inStep('"from":[0]', '"from":[NaN]'), 3],
    ["Infinity", inStep('"from":[0]', '"from":[1e999]'), 3],
    ["null", inStep('"from":[0]', '"from":[null]'), 3],
    ["an object for a text", inStep('"rule":"symm"', '"rule":{}'), 3],
    ["__proto__ as a field", inStep('"step":1,', '"step":1,"__proto__":{},'), 3],
    ["__proto__ as a rule", inStep('"rule":"symm"', '"rule":"__proto__"'), 3],
    ["constructor as a rule", inStep('"rule":"symm"', '"rule":"constructor"'), 3],
    ["toString as a fact", inStep('"of":"add.zero"', '"of":"toString"'), 2],
    ["__proto__ as a term", inStep('"with":["0"]', '"with":["__proto__"]'), 2],
    ["a lone surrogate", inStep('"with":["0"]', '"with":["\\ud800"]'), 2],
    ["what invalid UTF-8 is read as", inStep('"with":["0"]', '"with":["\ufffd"]'), 2],
    ["a null character", inStep('"with":["0"]', '"with":["\\u0000"]'), 2],
    ["an end that is also a step", inStep('"end":3', '"end":3,"step":4'), 6],
    ["an end that also opens", inStep('"end":3', '"end":3,"open":4,"eigen":[],"assume":[]'), 6],
    ["an end that also closes", inStep('"end":3', '"end":3,"close":4,"proves":3'), 6],
    ["a step that is a scope", inStep('"step":1,', '"step":1,"open":1,'), 3],
  ])("%s", (_what, text, line) => {
    expect(text).not.toBe(TEXT);
    const verdict = check(text);
    expect(verdict).toMatchObject({ ok: false, line });
    expect(verdict.ok ? "" : verdict.reason).not.toContain("internal error");
  });

  it.each<[what: string, rule: string | undefined, text: string]>([
    ["a step", "symm", inStep('"from":[0],"is":"(=[0', '"from":[2],"is":"(=[0')],
    ["a step of a rule that is none", "magic", inStep('"rule":"symm"', '"rule":"magic"')],
    ["another line", undefined, inStep('"step":1', '"stop":1')],
  ])("%s: the refusal names the rule, if the line has one", (_what, rule, text) => {
    const changed = text === TEXT ? inStep('"from":[0]', '"from":[2]') : text;
    expect(check(changed)).toMatchObject({ ok: false, theorem: "replace", line: 3, rule });
  });

  it("bytes of no text at all", () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * 89) % 256);
    const verdict = check(new TextDecoder().decode(bytes));
    expect(verdict).toMatchObject({ ok: false, line: 1, reason: "not JSON" });
  });

  it("very long lines", () => {
    const long = `(p[${"s[".repeat(2_000_000)}`;
    expect(check(inStep("(p[0])", long))).toMatchObject({ ok: false, line: 4 });
    expect(check("x".repeat(20_000_000))).toMatchObject({ ok: false, line: 1 });
    expect(check("\n".repeat(20_000_000))).toMatchObject({ ok: false, line: 1 });
  });

  it("a scope in a scope, 100,000 deep, with the time of as many lines", () => {
    const count = 100_000;
    const opens = Array.from({ length: count }, (_, index) => open(index + 1, []));
    const closes = opens.map((_, index) => close(count - index, 0));
    const nested = [step(0, "truth", "(true[])"), ...opens, ...closes, step(count + 1, "truth", "(true[])")];
    expect(check(certificate(sample("nested", "(true[])", nested)))).toMatchObject({ ok: true });
  });

  it("many eigenconstants, and a binder for all of them", () => {
    const names = Array.from({ length: 50_000 }, (_, index) => `v${index}`);
    const eigen = names.map((name) => `${name}:N`);
    const verdict = check(
      certificate(
        sample("wide", "(true[])", [
          open(0, eigen),
          step(1, "truth", "(true[])"),
          close(0, 1),
          step(2, "generalise", `(>[${eigen.join(",")}](true[])(true[]))`, { scopes: [0] }),
        ]),
      ),
    );
    expect(verdict).toMatchObject({ ok: false, line: 5, rule: "generalise" });
  });

  it("theorems that cite each other in a circle, whatever the order", () => {
    const names = ["a", "b", "c"];
    const texts = names.map((name, index) =>
      certificate(sample(name, "(q[0])", [cite(0, names[(index + 1) % 3], "(q[0])")])),
    );
    const checker = new Checker(SHARED_THEORY);
    for (const text of [...texts, ...texts.toReversed()]) expect(checker.check(text).ok).toBe(false);
    expect(checker.check(certificate(ADD_ZERO_LEFT))).toMatchObject({ ok: true });
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "a theory whose names are %s",
    (name) => {
      const text = `theory ${name}\nsort ${name}\nfunction ${name} : ${name}\naxiom ${name} : (=[${name},${name}])\n`;
      const result = readTheory(text);
      if (!result.ok) throw new Error(result.reason);
      const header = {
        ...{ format: "lemmagrid-certificate", version: 1, theory: name },
        theorem: "t",
        params: [],
      };
      const is = `(=[${name},${name}])`;
      const lines = [{ ...header, statement: is }, { step: 0, rule: "refl", is, from: [] }, { end: 0 }];
      const certificateText = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
      expect(new Checker(result.theory).check(certificateText)).toMatchObject({ ok: true });
    },
  );
});

describe("long proofs", () => {
  it.each([1_000, 10_000, 100_000])("%d steps, one on the other", (count) => {
    const later = Array.from({ length: count - 1 }, (_, index) => cite(index + 1, index, "(p[0])"));
    const text = certificate(sample("chain", "(p[0])", [cite(0, "p.zero", "(p[0])"), ...later]));
    expect(check(text)).toMatchObject({ ok: true, steps: count });
  });
});
