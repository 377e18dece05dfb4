/** Certificates that must be refused: the rules of logic, and of constructors. Each row takes an honest certificate and spoils one thing. */
import type { Rule } from "../../src/proof/certificate.js";
import {
  LE_REFLEXIVE,
  OBTAIN,
  EXCLUDED_MIDDLE,
  PEIRCE,
  ZERO_IS_NO_SUCC,
  PAIR_SECOND,
  REPLACE,
  CONJUNCTION,
  DOUBLE_NEGATION,
} from "../check/honest.js";
import { close, open, step } from "../check/samples.js";
import { edit, F, proof, refuses, type Row } from "./spoilt.js";

refuses("propositional", [
  ["and: a part left out", edit(CONJUNCTION, "step", 3, { from: [0, 2] }), "not what the rule gives"],
  ["and: no parts", edit(CONJUNCTION, "step", 3, { from: [] }), "0 parents are too few or too many"],
  [
    "and: nested to the right",
    edit(CONJUNCTION, "step", 3, { is: "(&(p[0])(&(true[])(=[0,0])))" }),
    "not what the rule",
  ],
  ["project: the other part", edit(LE_REFLEXIVE, "step", 1, { index: 0 }), "not what the rule gives"],
  ["project: no such part", edit(LE_REFLEXIVE, "step", 1, { index: 2 }), "neither 0 nor 1"],
  ["project: of no conjunction", edit(REPLACE, "step", 1, { rule: "project", index: 0 }), "and is expected"],
  [
    "double-negation: of one",
    edit(PEIRCE, "step", 6, { rule: "double-negation", from: [3] }),
    "not is expected",
  ],
  ["double-negation: more", edit(DOUBLE_NEGATION, "step", 2, { is: "!(r[])" }), "not what the rule gives"],
  [
    "or: from neither side",
    edit(EXCLUDED_MIDDLE, "step", 2, { is: "!(&!(p[0])!!(r[]))" }),
    "on neither side",
  ],
  ["or: of a conjunction", edit(EXCLUDED_MIDDLE, "step", 2, { is: "(&(r[])!(r[]))" }), "not is expected"],
  [
    "or: without negations inside",
    edit(EXCLUDED_MIDDLE, "step", 2, { is: "!(&(r[])(r[]))" }),
    "not is expected",
  ],
  [
    "absurd: the other half is not derived",
    edit(PEIRCE, "step", 6, { from: [5, 5] }),
    "the second parent does not negate the first",
  ],
  [
    "absurd: the other half comes later",
    edit(PEIRCE, "step", 6, { from: [5, 11] }),
    "11 is not an earlier step",
  ],
  ["absurd: one parent", edit(PEIRCE, "step", 6, { from: [5] }), "1 parents are too few or too many"],
  ["ex-falso: from a truth", edit(PEIRCE, "step", 7, { from: [5] }), "false is expected"],
  ["ex-falso: from nothing", edit(PEIRCE, "step", 7, { from: [] }), "0 parents are too few or too many"],
  [
    "clash: equal constructors",
    edit(edit(ZERO_IS_NO_SUCC, "open", 1, { assume: ["(=[s[n],s[0]])"] }), "step", 3, {}),
    "the constructors are the same",
  ],
  [
    "clash: no constructor",
    edit(ZERO_IS_NO_SUCC, "open", 1, { assume: ["(=[n,0])"] }),
    "a side is not a constructor's",
  ],
  [
    "clash: a function",
    edit(ZERO_IS_NO_SUCC, "open", 1, { assume: ["(=[+[n,n],0])"] }),
    "a side is not a constructor's",
  ],
  ["clash: no equation", edit(ZERO_IS_NO_SUCC, "open", 1, { assume: ["(p[0])"] }), "eq is expected"],
  [
    "injectivity: of a function",
    proof(
      "(>[x:N,y:N](=[double[x],double[y]])(=[x,y]))",
      open(0, ["m:N", "n:N"], ["(=[double[m],double[n]])"]),
      step(2, "injectivity", "(=[m,n])", { index: 0, from: [1] }),
      close(0, 2),
      step(3, "generalise", "(>[x:N,y:N](=[double[x],double[y]])(=[x,y]))", { scopes: [0] }),
    ),
    "a side is not a constructor's",
  ],
  ["injectivity: another argument", edit(PAIR_SECOND, "step", 2, { index: 0 }), "not what the rule gives"],
  ["injectivity: no such argument", edit(PAIR_SECOND, "step", 2, { index: 2 }), "no such argument"],
  [
    "injectivity: different constructors",
    edit(ZERO_IS_NO_SUCC, "step", 3, { rule: "injectivity", index: 0 }),
    "the constructors are different",
  ],
  ["truth: something else", edit(CONJUNCTION, "step", 1, { is: "(r[])" }), "not what the rule gives"],
  ["truth: false", edit(CONJUNCTION, "step", 1, { is: F }), "not what the rule gives"],
  [
    "exists: another witness",
    edit(LE_REFLEXIVE, "step", 4, { with: ["s[0]"] }),
    "the parents are not what the rule asks for, in order",
  ],
  ["exists: no witness", edit(LE_REFLEXIVE, "step", 4, { with: [] }), "1 terms are expected"],
  ["exists: a witness of a wrong sort", edit(LE_REFLEXIVE, "step", 4, { with: ["e"] }), "of a wrong sort"],
  [
    "exists: half the body",
    edit(OBTAIN, "step", 5, { from: [4] }),
    "the parents are not what the rule asks for, in order",
  ],
  [
    "exists: the body in another order",
    edit(OBTAIN, "step", 5, { from: [3, 4] }),
    "the parents are not what the rule asks for, in order",
  ],
  ["exists: no existence", edit(OBTAIN, "step", 5, { is: "(>[z:N](p[z])(q[z]))" }), "not is expected"],
  [
    "exists: its inside not negated",
    edit(OBTAIN, "step", 5, { is: "!(>[z:N](p[z])(q[z]))" }),
    "not is expected",
  ],
]);

/** How many parents a rule takes; nothing else about these steps is right. */
const PARENTS: Readonly<Record<number, string>> = {
  0: "refl truth generalise refute contradiction excluded-middle",
  1: "symm project double-negation or ex-falso clash injectivity either obtain",
  2: "absurd",
};
const withParents = (rule: string, count: number): Row => [
  `${rule}: ${count}`,
  proof(
    "(true[])",
    step(0, "truth", "(true[])"),
    step(1, rule as Rule, "(true[])", { from: Array.from({ length: count }, () => 0) }),
  ),
  `${count} parents are too few or too many`,
];

refuses("numbers of parents", [
  ...Object.entries(PARENTS).flatMap(([count, rules]) =>
    rules.split(" ").map((rule) => withParents(rule, Number(count) + 1)),
  ),
  ...Object.entries(PARENTS)
    .filter(([count]) => count !== "0")
    .flatMap(([count, rules]) => rules.split(" ").map((rule) => withParents(rule, Number(count) - 1))),
  ...["trans", "and", "replace"].map((rule) => withParents(rule, 0)),
]);
