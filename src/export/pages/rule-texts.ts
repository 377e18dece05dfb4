/** What the rules page says of each rule: a sentence and an example, which is schematic and of no theory. */
import type { Rule } from "../../proof/certificate.js";

export interface RuleText {
  readonly sentence: string;
  /** What the example starts from, one a line; scopes in words. */
  readonly from: readonly string[];
  readonly gives: string;
}

export interface RuleGroup {
  readonly title: string;
  readonly rules: readonly Rule[];
}

export const RULE_GROUPS: readonly RuleGroup[] = [
  { title: "Facts", rules: ["instance"] },
  { title: "Equality", rules: ["refl", "symm", "trans", "congruence", "replace"] },
  {
    title: "Logic",
    rules: ["truth", "and", "project", "or", "exists", "double-negation", "absurd", "ex-falso"],
  },
  {
    title: "Sub-proofs",
    rules: ["generalise", "refute", "contradiction", "excluded-middle", "either", "obtain"],
  },
  { title: "Inductive sorts", rules: ["induction", "cases", "clash", "injectivity"] },
];

export const RULE_TEXTS: Readonly<Record<Rule, RuleText>> = {
  instance: {
    sentence:
      "Takes an axiom, a definition, a theorem or an earlier step that speaks of all values, puts terms in place of its variables, and discharges its premises with steps that prove them.",
    from: ["the axiom ∀ x y. p(x) → f(x, y) = y", "p(a)", "x ↦ a, y ↦ b"],
    gives: "f(a, b) = b",
  },
  refl: { sentence: "Everything is equal to itself.", from: [], gives: "f(a) = f(a)" },
  symm: { sentence: "An equation may be read from right to left.", from: ["a = b"], gives: "b = a" },
  trans: {
    sentence:
      "Equations that follow on one another make one from the first side to the last; the page shows them as a chain.",
    from: ["a = b", "b = c", "c = d"],
    gives: "a = d",
  },
  congruence: {
    sentence:
      "Equals put in the same place of the same symbol give equals; the positions where the sides differ are named.",
    from: ["a = b"],
    gives: "f(a, c) = f(b, c)",
  },
  replace: {
    sentence: "In a statement that holds, an argument may be exchanged for an equal one.",
    from: ["p(a, c)", "a = b"],
    gives: "p(b, c)",
  },
  truth: { sentence: "What is true needs no proof.", from: [], gives: "true" },
  and: { sentence: "Statements that hold, hold together.", from: ["P", "Q"], gives: "P ∧ Q" },
  project: { sentence: "Of two statements that hold together, each holds.", from: ["P ∧ Q"], gives: "P" },
  or: {
    sentence: "A statement that holds may be joined with another as an alternative.",
    from: ["P"],
    gives: "P ∨ Q",
  },
  exists: {
    sentence: "What holds of a named term, the witness, holds of something.",
    from: ["p(f(a))", "witness f(a)"],
    gives: "∃ x. p(x)",
  },
  "double-negation": {
    sentence: "What is not false is true: the logic is classical.",
    from: ["¬¬P"],
    gives: "P",
  },
  absurd: {
    sentence: "A statement and its negation contradict each other.",
    from: ["P", "¬P"],
    gives: "false",
  },
  "ex-falso": { sentence: "From a contradiction follows anything.", from: ["false"], gives: "P" },
  generalise: {
    sentence:
      "A sub-proof about arbitrary values, under assumptions about them, proves the implication for all values.",
    from: ["a sub-proof: let x; assume p(x); … so q(x)"],
    gives: "∀ x. p(x) → q(x)",
  },
  refute: {
    sentence: "What leads to a contradiction is false.",
    from: ["a sub-proof: assume P; … so false"],
    gives: "¬P",
  },
  contradiction: {
    sentence: "What cannot be false without a contradiction is true.",
    from: ["a sub-proof: assume ¬P; … so false"],
    gives: "P",
  },
  "excluded-middle": {
    sentence: "What follows both from a statement and from its negation holds.",
    from: ["a sub-proof: assume P; … so G", "a sub-proof: assume ¬P; … so G"],
    gives: "G",
  },
  either: {
    sentence: "What follows from each of two alternatives, one of which holds, holds.",
    from: ["P ∨ Q", "a sub-proof: assume P; … so G", "a sub-proof: assume Q; … so G"],
    gives: "G",
  },
  obtain: {
    sentence: "What exists may be given a name; what follows about other things then holds without it.",
    from: ["∃ x. p(x)", "a sub-proof: let k; assume p(k); … so G"],
    gives: "G",
  },
  induction: {
    sentence:
      "A statement about all values of an inductive sort is proved for each constructor, assuming it (the induction hypothesis) for the arguments of the constructor that are of the sort itself.",
    from: [
      "a sub-proof for a constant c: … so p(c)",
      "a sub-proof for a constructor d: let k; assume p(k); … so p(d(k))",
    ],
    gives: "∀ x. p(x)",
  },
  cases: {
    sentence:
      "A value of an inductive sort is built by one of its constructors; what follows in each case holds.",
    from: ["a sub-proof: assume t = c; … so G", "a sub-proof: let k; assume t = d(k); … so G"],
    gives: "G",
  },
  clash: {
    sentence: "Different constructors never build the same value.",
    from: ["c = d(a)"],
    gives: "false",
  },
  injectivity: {
    sentence: "Values built equal by one constructor were built from equal arguments.",
    from: ["d(a) = d(b)"],
    gives: "a = b",
  },
};

/** What a row says that is no rule's result, but what a sub-proof starts from. */
export const ASSUMPTION_TEXTS: readonly {
  readonly anchor: string;
  readonly name: string;
  readonly sentence: string;
}[] = [
  {
    anchor: "assumption",
    name: "assumption",
    sentence:
      "What a sub-proof takes for granted; the step that closes the sub-proof says what follows without it.",
  },
  {
    anchor: "induction-hypothesis",
    name: "induction hypothesis",
    sentence:
      "In the case of a constructor, the statement to be proved, assumed of the arguments that are of the sort itself.",
  },
];
