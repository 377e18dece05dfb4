/**
 * Soundness by meaning: a careless prover proposes steps, and every one that the checker takes is evaluated. In the
 * standard model it must hold for all values of the eigenconstants at which the assumptions hold.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { Checker } from "../../src/check/checker.js";
import { formulaText, type Formula } from "../../src/logic/formula.js";
import { sortApp } from "../../src/logic/sort.js";
import { variable, type Term } from "../../src/logic/term.js";
import type { CertificateLine } from "../../src/proof/certificate.js";
import { certificate, open, SHARED_THEORY, step } from "../check/samples.js";
import { Random } from "../soundness/random.js";
import { CarelessProver, type Result } from "./careless-prover.js";

type Values = ReadonlyMap<string, number>;

function valueOf(term: Term, values: Values): number {
  if (term.kind === "var") return values.get(term.name) ?? NaN;
  const [first, second] = term.args.map((arg) => valueOf(arg, values));
  return term.symbol === "0" ? 0 : term.symbol === "s" ? first + 1 : first + second;
}

/** More than any two terms of a walk can tell apart. */
const RANGE = [0, 1, 2, 3, 4, 5, 6, 7];

/** In a model of the tests' theory: p holds of 0 alone, q of 1 alone, r does not hold. */
function holds(formula: Formula, values: Values): boolean {
  switch (formula.kind) {
    case "true":
    case "false":
      return formula.kind === "true";
    case "eq":
      return valueOf(formula.left, values) === valueOf(formula.right, values);
    case "atom": {
      if (formula.predicate === "r") return false;
      return valueOf(formula.args[0], values) === (formula.predicate === "p" ? 0 : 1);
    }
    case "not":
      return !holds(formula.body, values);
    case "and":
      return holds(formula.left, values) && holds(formula.right, values);
    case "imp": {
      const [first, ...others] = formula.vars;
      if (formula.vars.length > 0) {
        const rest: Formula = { ...formula, vars: others };
        return RANGE.every((value) => holds(rest, new Map([...values, [first.name, value]])));
      }
      return !holds(formula.premise, values) || holds(formula.conclusion, values);
    }
    default:
      return formula satisfies never;
  }
}

const EIGENS = ["n", "m"].map((name) => variable(name, sortApp("N")));
const ASSIGNMENTS: readonly Values[] = [0, 1, 2].flatMap((n) =>
  [0, 1, 2].map(
    (m) =>
      new Map([
        ["n", n],
        ["m", m],
      ] as const),
  ),
);

interface Walks {
  proposed: number;
  readonly accepted: Map<string, number>;
  readonly refused: Set<string>;
  readonly wrong: string[];
}

/** Proposals inside one scope with two eigenconstants and up to two assumptions; what is accepted stays. */
function walk(seed: number, walks: Walks): void {
  const random = new Random(seed);
  const known: Result[] = [];
  const prover = new CarelessProver(random, EIGENS, known, 1);
  const assumed = Array.from({ length: random.int(3) }, () => prover.formula());
  const texts = EIGENS.map(({ name }) => `${name}:N`);
  const lines: CertificateLine[] = [open(0, texts, assumed.map(formulaText))];
  assumed.forEach((formula, index) => known.push({ id: index + 1, formula }));
  const truth = 1 + assumed.length;
  lines.push(step(truth, "truth", "(true[])"));
  known.push({ id: truth, formula: { kind: "true" } });
  const possible = ASSIGNMENTS.filter((values) => assumed.every((formula) => holds(formula, values)));
  let next = truth + 1;
  for (let tries = 0; tries < 60; tries++) {
    prover.next = next;
    const { lines: added, result } = prover.propose();
    const body = [...lines, ...added];
    const verdict = new Checker(SHARED_THEORY).check(
      certificate({ theorem: "careless", statement: "(true[])", body }),
    );
    if (verdict.ok) throw new Error("a certificate without an end");
    walks.proposed++;
    const { rule } = added[added.length - 1] as { rule: string };
    if (!verdict.reason.includes("cut off")) {
      walks.refused.add(rule);
      continue;
    }
    walks.accepted.set(rule, (walks.accepted.get(rule) ?? 0) + 1);
    lines.push(...added);
    known.push({ id: prover.next, formula: result });
    next = prover.next + 1;
    if (!possible.every((values) => holds(result, values))) {
      walks.wrong.push(
        [...assumed.map(formulaText), ...lines.map((line) => JSON.stringify(line))].join("\n"),
      );
      return;
    }
  }
}

describe("a careless prover", () => {
  const walks: Walks = { proposed: 0, accepted: new Map(), refused: new Set(), wrong: [] };
  beforeAll(() => {
    for (let seed = 1; seed <= 600; seed++) walk(seed, walks);
    if (process.env.MUTATION_STATISTICS !== undefined) console.log(walks.proposed, walks.accepted);
  });

  it("gets nothing accepted that is not true", () => {
    expect(walks.wrong[0]).toBeUndefined();
  });

  it("has steps of every rule accepted, and of every rule that can be wrong refused", () => {
    const rules =
      "instance refl symm trans congruence replace and project double-negation or absurd ex-falso clash truth " +
      "injectivity exists generalise refute contradiction excluded-middle either obtain cases induction";
    expect([...walks.accepted.keys()].sort()).toEqual(rules.split(" ").sort());
    expect(rules.split(" ").filter((rule) => !walks.refused.has(rule))).toEqual(["and"]);
  });
});
