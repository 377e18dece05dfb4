/** A small theory and a run's result built by hand: two theorems with certificates that the checker accepts. */
import { eq, imp, TRUE, type Formula } from "../../src/logic/formula.js";
import { sortApp } from "../../src/logic/sort.js";
import { app, variable, type Term } from "../../src/logic/term.js";
import type { Fact, SymbolDecl, Theory } from "../../src/logic/theory.js";
import type { CertificateLine, HeaderLine } from "../../src/proof/certificate.js";
import type { GridTrace } from "../../src/proof/grid-trace.js";
import type { RunResult } from "../../src/proof/run-result.js";
import type { Theorem } from "../../src/proof/theorem.js";

const N = sortApp("N");
const zero = app("0");
const s = (term: Term): Term => app("s", [term]);
const plus = (left: Term, right: Term): Term => app("+", [left, right]);

function symbol(name: string, arity: number, kind: SymbolDecl["kind"]): SymbolDecl {
  const fixity = name === "+" ? ({ kind: "infixl", precedence: 60 } as const) : undefined;
  return {
    name,
    params: [],
    args: Array.from({ length: arity }, () => N),
    result: N,
    kind,
    fixity,
    origin: "Tiny",
  };
}

function axiom(name: string, formula: Formula): Fact {
  return { name, kind: "axiom", params: [], formula, origin: "Tiny" };
}

export const x = variable("x", N);
const y = variable("y", N);

export const tiny: Theory = {
  name: "Tiny",
  uses: [],
  sorts: [{ name: "N", params: [], inductive: true, constructors: ["0", "s"], origin: "Tiny" }],
  symbols: [symbol("0", 0, "constructor"), symbol("s", 1, "constructor"), symbol("+", 2, "function")],
  facts: [
    axiom("add.zero", imp([x], TRUE, eq(plus(x, zero), x))),
    axiom("add.succ", imp([x, y], TRUE, eq(plus(x, s(y)), s(plus(x, y))))),
  ],
  recursions: [],
  goals: [],
  settings: { explore: new Map(), grid: new Map() },
};

function header(theorem: string, statement: string): HeaderLine {
  return { format: "lemmagrid-certificate", version: 1, theory: "Tiny", theorem, params: [], statement };
}

const ZERO_LEFT = "(>[x:N](true[])(=[+[0,x],x]))";

/** `0 + x = x`, by induction. */
export function zeroLeft(name = "zero.left"): Theorem {
  const certificate: CertificateLine[] = [
    header(name, ZERO_LEFT),
    { open: 0, eigen: [], assume: [] },
    { step: 1, rule: "instance", of: "add.zero", with: ["0"], from: [], is: "(=[+[0,0],0])" },
    { close: 0, proves: 1 },
    { open: 2, eigen: ["k:N"], assume: ["(=[+[0,k],k])"] },
    { step: 4, rule: "instance", of: "add.succ", with: ["0", "k"], from: [], is: "(=[+[0,s[k]],s[+[0,k]]])" },
    { step: 5, rule: "congruence", at: [0], from: [3], is: "(=[s[+[0,k]],s[k]])" },
    { step: 6, rule: "trans", from: [4, 5], is: "(=[+[0,s[k]],s[k]])" },
    { close: 2, proves: 6 },
    { step: 7, rule: "induction", variable: 0, scopes: [0, 2], is: ZERO_LEFT },
    { end: 7 },
  ];
  return {
    ...{
      name,
      params: [],
      origin: "stated",
      method: "induction",
      inductionOn: ["x"],
      basis: true,
      vacuous: false,
    },
    formula: imp([x], TRUE, eq(plus(zero, x), x)),
    uses: ["add.zero", "add.succ"],
    blocks: 3,
    certificate,
  };
}

/** `s(0 + 0) = s(0)`, from `cited`. */
export function successor(name = "successor", cited = "zero.left"): Theorem {
  const statement = "(=[s[+[0,0]],s[0]])";
  return {
    ...{
      name,
      params: [],
      origin: "explored",
      method: "direct",
      inductionOn: [],
      basis: false,
      vacuous: false,
    },
    formula: eq(s(plus(zero, zero)), s(zero)),
    uses: [cited],
    blocks: 1,
    certificate: [
      header(name, statement),
      { step: 0, rule: "instance", of: cited, with: ["0"], from: [], is: "(=[+[0,0],0])" },
      { step: 1, rule: "congruence", at: [0], from: [0], is: statement },
      { end: 1 },
    ],
  };
}

/** The first theorem's attempt: the direct proof fails, two cases of an induction are proved. */
const TRACE: GridTrace = {
  attempts: [
    {
      ...{ round: 1, name: "zero.left", params: [], statement: ZERO_LEFT, proved: true, eigens: ["k:N"] },
      blocks: [
        {
          ...{ parent: -1, kind: "root", group: -1, goal: ZERO_LEFT, nodes: 9 },
          states: [
            [0, "running"],
            [2, "waiting"],
            [3, "proved"],
          ],
        },
        {
          ...{ parent: 0, kind: "induction", group: 0, goal: "(=[+[0,0],0])", nodes: 6 },
          states: [[2, "proved"]],
        },
        {
          ...{ parent: 0, kind: "induction", group: 0, goal: "(=[+[0,s[k]],s[k]])", nodes: 11 },
          states: [
            [2, "running"],
            [3, "proved"],
          ],
        },
      ],
    },
  ],
  omitted: { attempts: 0, blocks: 0 },
};

/** `changes` replaces fields of the result of a run that proved the two theorems. */
export function runResult(changes: Partial<RunResult> = {}): RunResult {
  return {
    command: "run",
    theory: tiny,
    limits: new Map([
      ["size", 5],
      ["nodes", 100],
    ]),
    counts: new Map([
      ["terms", 40],
      ["conjectures", 4],
    ]),
    messages: new Map([["Proved", 2]]),
    waves: [{ size: 3, conjectures: 4, proved: 2, open: 1 }],
    goals: [{ name: "zero.left", status: "Theorem" }],
    theorems: [zeroLeft(), successor()],
    refuted: [
      {
        ...{ name: "f1", params: [], origin: "explored" },
        formula: imp([x], TRUE, eq(s(x), x)),
        counterexample: [{ variable: "x", value: "0" }],
      },
    ],
    open: [
      {
        ...{ name: "o1", params: [], origin: "explored", status: "GaveUp", reason: "every block saturated" },
        formula: imp([x, y], TRUE, eq(plus(x, y), plus(y, x))),
      },
    ],
    checked: true,
    rejected: [],
    trace: TRACE,
    stop: { kind: "complete", detail: "" },
    machine: {
      ...{ device: "cpu", adapter: "none", workers: 1, operations: [], totalMs: 12, peakMemoryBytes: 1000 },
      stages: [{ stage: "explore", timeMs: 3 }],
    },
    ...changes,
  };
}
