/** Reading TPTP: what its statements mean in the core language, and what is wrong with bad ones, and where. */
import { describe, expect, it } from "vitest";
import { formulaText } from "../../../src/logic/formula.js";
import { loadTptp, type LoadedProblem } from "../../../src/import/tptp/load.js";
import { theoryToCore } from "../../../src/mpl/print-core.js";

function load(text: string, files: Readonly<Record<string, string>> = {}, library?: string): LoadedProblem {
  return loadTptp("dir/problem.p", text, { read: (path) => files[path], library });
}

/** The core text of the statement `a`. */
function meaning(text: string): string {
  const { problem, diagnostics } = load(text);
  if (problem === undefined) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  const { facts, goals } = problem.theory;
  return formulaText([...facts, ...goals].find((statement) => statement.name === "a")!.formula);
}

describe("formulas", () => {
  it.each([
    ["p & q & r", "(&(&(p[])(q[]))(r[]))"],
    ["p | q | r", "!(&!!(&!(p[])!(q[]))!(r[]))"],
    ["p => q", "(>[](p[])(q[]))"],
    ["p <= q", "(>[](q[])(p[]))"],
    ["p <=> q", "(&(>[](p[])(q[]))(>[](q[])(p[])))"],
    ["p <~> q", "!(&(>[](p[])(q[]))(>[](q[])(p[])))"],
    ["p ~& q", "!(&(p[])(q[]))"],
    ["p ~| q", "!!(&!(p[])!(q[]))"],
    ["~ $false", "!(false[])"],
    ["! [X] : (p(X) => q(X))", "(>[X:I](p[X])(q[X]))"],
    ["! [X,Y] : f(X,Y) = X", "(>[X:I,Y:I](true[])(=[f[X,Y],X]))"],
    ["? [X] : (p(X) & q(X))", "!(>[X:I](p[X])!(q[X]))"],
    ["? [X] : f(X) != X", "!(>[X:I](true[])!!(=[f[X],X]))"],
    ["! [X] : p(X) & ! [X] : q(X)", "(&(>[X:I](true[])(p[X]))(>[X_1:I](true[])(q[X_1])))"],
    [
      "! [X] : ( p(X) <=> ? [Y] : r(X,Y) )",
      "(>[X:I](true[])(&(>[](p[X])!(>[Y:I](true[])!(r[X,Y])))(>[]!(>[Y_1:I](true[])!(r[X,Y_1]))(p[X]))))",
    ],
    ["'an odd name'('Alice')", "(q_an_odd_name[q_Alice])"],
  ])("%s", (formula, core) => {
    expect(meaning(`fof(a, axiom, ( ${formula} )).`)).toBe(core);
  });

  it.each([
    ["p(X) | ~ q(X)", "(>[X:I](q[X])(p[X]))"],
    ["~ p | ~ q", "(>[](&(p[])(q[]))(false[]))"],
    ["~ p(X)", "(>[X:I](true[])!(p[X]))"],
    ["( f(X) != Y | Y = X )", "(>[X:I,Y:I](=[f[X],Y])(=[Y,X]))"],
    ["~ ~ p", "(p[])"],
  ])("clause %s", (clause, core) => {
    expect(meaning(`cnf(a, axiom, ${clause}).`)).toBe(core);
  });
});

describe("problems", () => {
  it("declare what they use, with types", () => {
    const { problem } = load(`tff(s, type, list: $tType).
tff(n, type, nil: list).
tff(c, type, (cons: ($i * list) > list)).
tff(m, type, member: ($i * list) > $o).
tff(a, axiom, ! [X, L: list] : member(X,cons(X,L)), file('x', y), [status(thm)]).
tff(g, conjecture, ? [L: list] : member(some,L)).`);
    expect(theoryToCore(problem!.theory).split("\n").slice(1, -1)).toEqual([
      "sort list",
      "sort I",
      "function nil : list",
      "function cons : I, list -> list",
      "predicate member : I, list",
      "function some : I",
      "axiom a : (>[X:I,L:list](true[])(member[X,cons[X,L]]))",
      "theorem g : !(>[L:list](true[])!(member[some,L]))",
    ]);
    expect(problem!.hasConjecture).toBe(true);
  });

  it("without a conjecture ask for a contradiction; a sort without a constant gets one", () => {
    const { problem } = load("/* a block\n comment */ cnf(a, axiom, p(X)). % and a line");
    expect(problem!.hasConjecture).toBe(false);
    expect(theoryToCore(problem!.theory)).toContain("theorem contradiction : (false[])");
    expect(theoryToCore(problem!.theory)).toContain("function q_some_I : I");
  });

  it("keep two statements of one name apart", () => {
    const { problem } = load("cnf(a, axiom, p). cnf(a, axiom, q).");
    expect(problem!.theory.facts.map((fact) => problem!.sources.get(fact.name)?.name)).toEqual(["a", "a"]);
    expect(new Set(problem!.theory.facts.map((fact) => fact.name)).size).toBe(2);
  });

  it("include files beside them and from the library, whole or in part", () => {
    const files = {
      "dir/near.ax": "fof(n1, axiom, p). fof(n2, axiom, q).",
      "lib/Axioms/far.ax": "include('deep.ax').",
      "lib/Axioms/deep.ax": "fof(d, axiom, r).",
    };
    const text = "include('near.ax',[n2]). include('Axioms/far.ax'). fof(a, axiom, s).";
    const { problem, sources } = load(text, files, "lib/");
    expect(problem!.theory.facts.map((fact) => fact.name)).toEqual(["n2", "d", "a"]);
    expect(problem!.sources.get("d")).toEqual({ name: "d", file: "lib/Axioms/deep.ax" });
    expect(sources).toHaveLength(4);
  });
});

describe("errors", () => {
  it.each([
    ["fof(a, axiom, p & q => r).", "1:21", "expected"],
    ["fof(a, axiom, p(X)).", "1:17", "not quantified"],
    ["fof(a, axiom, ! [X] : p(X)).\nfof(b, axiom, p).", "2:15", "takes 1 arguments"],
    ["fof(a, axiom, p).\nfof(b, axiom, f(p) = a).", "2:17", "stands as a term"],
    ["fof(a, axiom, 1 = 2).", "1:15", "numbers are not read"],
    ['fof(a, axiom, c = "x").', "1:19", "distinct objects are not read"],
    ["tff(a, type, f: $int > $i).", "1:17", "the type $int is not read"],
    ["tff(a, type, f: $i > $o).\ntff(b, type, f: $i > $i).", "2:14", "another type already"],
    [
      "tff(t, type, s: $tType).\ntff(c, type, c: s).\ntff(a, axiom, ! [X] : X = c).",
      "3:27",
      "different types, $i and s",
    ],
    ["thf(a, axiom, p).", "1:1", "higher-order"],
    ["fof(a, theoremm, p).", "1:8", "role theoremm"],
    ["cnf(a, conjecture, p).", "1:8", "cannot be a conjecture"],
    ["include('no.ax').", "1:9", "no file no.ax"],
    ["fof(a, axiom, p", "1:16", "full stop"],
    ["fof(a, axiom, $ite(p,q,r)).", "1:15", "$ite is not read"],
    ["fof(a, axiom, )).", "1:15", "expected"],
    ["nonsense.", "1:1", "expected"],
  ])("%s", (text, place, message) => {
    const { problem, diagnostics } = load(text);
    expect(problem).toBeUndefined();
    const [first] = diagnostics;
    expect(`${first.line}:${first.column}`).toBe(place);
    expect(first.message).toContain(message);
  });

  it("reports every bad statement of a file", () => {
    const { diagnostics } = load("fof(a, axiom, p q). fof(b, axiom, r). fof(c, axiom, ! [X] p).");
    expect(diagnostics).toHaveLength(2);
  });

  it("refuses a file that includes itself", () => {
    const { diagnostics } = load("include('me.ax').", { "dir/me.ax": "include('me.ax')." });
    expect(diagnostics.map((d) => d.message)).toEqual(["me.ax includes itself"]);
  });

  it.each([
    ["brackets", `fof(a, axiom, ${"(".repeat(5000)}p${")".repeat(5000)}).`],
    ["negations", `fof(a, axiom, ${"~ ".repeat(5000)}p).`],
    ["quantifiers", `fof(a, axiom, ${"! [X] : ".repeat(5000)}p).`],
    ["terms", `fof(a, axiom, p(${"f(".repeat(5000)}a${")".repeat(5000)})).`],
    ["an open quote", "fof(a, axiom, 'never closed)."],
    ["an open comment", "fof(a, axiom, p). /* never closed"],
    ["nothing", ""],
    ["a quote at the very end", "'"],
  ])("does not fall over %s", (_, text) => {
    expect(() => load(text)).not.toThrow();
  });
});
