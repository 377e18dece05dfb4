/** The constants of logic by their names in Lean, with the universes at which proofs use them. */
import type { Logic } from "../calculus/expr.js";
import { one } from "./declarations.js";
import { ZERO, type Scoped, type TermWriter } from "./terms.js";

/** A universe argument is that of propositions or that of types, which all sorts are. */
type Universe = "prop" | "type";

/** Their arguments are those of `Logic`, in the same order. */
const NAMES: Readonly<Record<Exclude<Logic, "excludedMiddle">, readonly [string, ...Universe[]]>> = {
  True: ["True"],
  False: ["False"],
  Not: ["Not"],
  And: ["And"],
  Or: ["Or"],
  Eq: ["Eq", "type"],
  Exists: ["Exists", "type"],
  trueIntro: ["True.intro"],
  falseElim: ["False.elim", "prop"],
  andIntro: ["And.intro"],
  andLeft: ["And.left"],
  andRight: ["And.right"],
  orInl: ["Or.inl"],
  orInr: ["Or.inr"],
  orElim: ["Or.elim"],
  existsIntro: ["Exists.intro", "type"],
  existsElim: ["Exists.elim", "type"],
  eqRefl: ["Eq.refl", "type"],
  eqSymm: ["Eq.symm", "type"],
  eqTrans: ["Eq.trans", "type"],
  congrArg: ["congrArg", "type", "type"],
  eqSubst: ["Eq.subst", "type"],
};

export function logicTerm(out: TermWriter, constant: Exclude<Logic, "excludedMiddle">): Scoped {
  const [name, ...universes] = NAMES[constant];
  const levels = universes.map((universe) => (universe === "prop" ? ZERO : one(out)));
  return out.constant(out.dotted(name), ...levels);
}
