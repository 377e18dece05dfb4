/**
 * Certificates that must be refused. Each row takes an honest certificate, spoils one thing, and names the reason that
 * the checker gives, so that no row passes for a reason of another kind.
 */
import { describe, expect, it } from "vitest";
import { Checker } from "../../src/check/checker.js";
import type { CertificateLine } from "../../src/proof/certificate.js";
import * as honest from "../check/honest.js";
import {
  certificate,
  check,
  cite,
  close,
  end,
  open,
  sample,
  SHARED_THEORY,
  step,
  theory,
  THEORY,
  type Sample,
} from "../check/samples.js";

const F = "(false[])";

/** The sample with the given fields of the line that has this id (as `step`, `open` or `close`) replaced. */
function edit(
  of: Sample,
  kind: "step" | "open" | "close" | "end",
  id: number,
  fields: Readonly<Record<string, unknown>>,
): Sample {
  const at = of.body.findIndex((line) =>
    Object.entries(line).some(([key, value]) => key === kind && value === id),
  );
  if (at < 0) throw new Error(`no ${kind} ${id}`);
  const body = of.body.with(at, { ...of.body[at], ...fields });
  return { ...of, body };
}

/** The sample without the lines from the `from`-th to the `to`-th of its body. */
function cut(of: Sample, from: number, to: number): Sample {
  return { ...of, body: of.body.filter((_, index) => index < from || index >= to) };
}

/** A proof of `statement` whose steps come with their own ids. */
function proof(statement: string, ...body: CertificateLine[]): Sample {
  return sample("spoilt", statement, body);
}

const { ADD_ZERO_LEFT, APP_NIL_RIGHT, LE_REFLEXIVE, OBTAIN, EXCLUDED_MIDDLE, CASES, EITHER, PEIRCE } = honest;
const { ZERO_IS_NO_SUCC, PAIR_SECOND, REPLACE, REPLACE_EQUATION, CONJUNCTION, DOUBLE_NEGATION } = honest;
const { INDUCTION_WITH_OTHERS } = honest;

type Row = readonly [name: string, spoilt: Sample, reason: string];

const INSTANCE: readonly Row[] = [
  [
    "a substitution of a wrong sort",
    edit(ADD_ZERO_LEFT, "step", 1, { with: ["e"] }),
    "of the terms is of a wrong sort",
  ],
  ["too few terms", edit(ADD_ZERO_LEFT, "step", 4, { with: ["0"] }), "2 terms are expected"],
  ["too many terms", edit(ADD_ZERO_LEFT, "step", 1, { with: ["0", "0"] }), "1 terms are expected"],
  ["another term than stated", edit(ADD_ZERO_LEFT, "step", 1, { with: ["s[0]"] }), "not what the rule gives"],
  ["a missing premise", edit(PEIRCE, "step", 9, { from: [] }), "1 parents here, not 0"],
  ["a wrong premise", edit(PEIRCE, "step", 9, { from: [3] }), "not the premises"],
  ["a premise too many", edit(ADD_ZERO_LEFT, "step", 4, { from: [3] }), "0 parents here, not 1"],
  [
    "premises in another order",
    proof(
      "(>[](&(p[0])(q[0]))(r[]))",
      open(0, [], ["(p[0])", "(q[0])"]),
      cite(3, "p.both", "(r[])", { with: ["0"], from: [2, 1] }),
      close(0, 3),
      step(4, "generalise", "(>[](&(p[0])(q[0]))(r[]))", { scopes: [0] }),
    ),
    "not the premises in order",
  ],
  ["an unknown fact", edit(ADD_ZERO_LEFT, "step", 1, { of: "add.nothing" }), "add.nothing is not an axiom"],
  [
    "a fact named as an object's property",
    edit(ADD_ZERO_LEFT, "step", 1, { of: "constructor" }),
    "not an axiom",
  ],
  [
    "a goal that is stated and not proved",
    proof("(=[+[0,0],0])", cite(0, "add.zero.left", "(=[+[0,0],0])", { with: ["0"] })),
    "add.zero.left is not an axiom",
  ],
  [
    "its own theorem",
    sample("self", "(=[0,s[0]])", [cite(0, "self", "(=[0,s[0]])")]),
    "self is not an axiom, a definition or a theorem accepted before",
  ],
  ["terms for what is no implication", edit(REPLACE, "step", 2, { with: ["0"] }), "only an implication"],
  [
    "an implication repeated as it stands",
    proof("(>[x:N](true[])(=[+[x,0],x]))", cite(0, "add.zero", "(>[x:N](true[])(=[+[x,0],x]))")),
    "1 terms are expected",
  ],
  ["a wrong number of sorts", edit(APP_NIL_RIGHT, "step", 1, { sorts: [] }), "has 1 sort parameters, not 0"],
  [
    "sorts of a fact without parameters",
    edit(ADD_ZERO_LEFT, "step", 1, { sorts: ["N"] }),
    "0 sort parameters, not 1",
  ],
  ["sorts of a step", edit(PEIRCE, "step", 9, { sorts: ["N"] }), "a step has no sort parameters"],
  ["another sort than stated", edit(APP_NIL_RIGHT, "step", 1, { sorts: ["N"] }), "of a wrong sort"],
  ["the fact's own parameter", edit(APP_NIL_RIGHT, "step", 1, { sorts: ["a"] }), "unknown sort a"],
  ["a sort of a wrong arity", edit(APP_NIL_RIGHT, "step", 1, { sorts: ["List"] }), "List takes 1 sorts"],
  ["a step that comes later", edit(PEIRCE, "step", 9, { of: 10 }), "10 is not an earlier step"],
  ["a step that cites itself", edit(PEIRCE, "step", 9, { of: 9, from: [8] }), "9 is not an earlier step"],
  ["a scope as a step", edit(PEIRCE, "step", 9, { of: 4 }), "4 is not an earlier step"],
  ["a bound variable as a term", edit(ADD_ZERO_LEFT, "step", 1, { with: ["x"] }), "unknown name x"],
];

const EQUALITY: readonly Row[] = [
  ["refl: of two terms", edit(CONJUNCTION, "step", 2, { is: "(=[0,s[0]])" }), "not what the rule gives"],
  ["refl: with a parent", edit(CONJUNCTION, "step", 2, { from: [0] }), "0 parents here, not 1"],
  ["refl: of no equation", edit(CONJUNCTION, "step", 2, { is: "(p[0])" }), "eq is expected"],
  ["symm: not turned round", edit(REPLACE, "step", 1, { is: "(=[+[0,0],0])" }), "not what the rule gives"],
  ["symm: two parents", edit(REPLACE, "step", 1, { from: [0, 0] }), "1 parents here, not 2"],
  ["symm: of no equation", edit(PAIR_SECOND, "step", 3, { from: [4] }), "4 is not an earlier step"],
  ["trans: a chain that breaks", edit(ADD_ZERO_LEFT, "step", 6, { from: [4, 3] }), "does not begin where"],
  [
    "trans: a chain in another order",
    edit(ADD_ZERO_LEFT, "step", 6, { from: [5, 4] }),
    "does not begin where",
  ],
  ["trans: no parents", edit(ADD_ZERO_LEFT, "step", 6, { from: [] }), "a parent is missing"],
  [
    "trans: another end",
    edit(ADD_ZERO_LEFT, "step", 6, { is: "(=[+[0,s[n]],n])" }),
    "not what the rule gives",
  ],
  ["congruence: a wrong position", edit(APP_NIL_RIGHT, "step", 5, { at: [0] }), "the parent for position 0"],
  [
    "congruence: a position beyond the last",
    edit(ADD_ZERO_LEFT, "step", 5, { at: [1] }),
    "differs without a parent",
  ],
  [
    "congruence: a position left out",
    edit(ADD_ZERO_LEFT, "step", 5, { at: [], from: [] }),
    "position 0 differs",
  ],
  [
    "congruence: a position twice",
    edit(ADD_ZERO_LEFT, "step", 5, { at: [0, 0], from: [3, 3] }),
    "in rising order",
  ],
  ["congruence: a parent too few", edit(ADD_ZERO_LEFT, "step", 5, { from: [] }), "1 parents here, not 0"],
  [
    "congruence: another equation",
    edit(ADD_ZERO_LEFT, "step", 5, { from: [4] }),
    "the parent for position 0",
  ],
  [
    "congruence: of different symbols",
    edit(ADD_ZERO_LEFT, "step", 5, { is: "(=[s[+[0,n]],+[n,n]])" }),
    "symbols differ",
  ],
  [
    "congruence: at different sorts",
    proof("(=[nil{N},nil{N}])", step(0, "congruence", "(=[nil{N},nil{G}])", { at: [] })),
    "the sides of an equation differ in sort",
  ],
  ["replace: a wrong position", edit(REPLACE, "step", 3, { at: [1] }), "position 0 differs without a parent"],
  [
    "replace: an equation the other way",
    edit(REPLACE, "step", 3, { from: [2, 0] }),
    "the parent for position 0",
  ],
  [
    "replace: no literal",
    edit(LE_REFLEXIVE, "step", 1, { rule: "replace", at: [], index: undefined }),
    "not a literal",
  ],
  ["replace: a negation dropped", edit(REPLACE_EQUATION, "step", 3, { is: "(=[b,0])" }), "not is expected"],
  ["replace: another predicate", edit(REPLACE, "step", 3, { is: "(q[+[0,0]])" }), "the symbols differ"],
  [
    "replace: the other side",
    edit(REPLACE_EQUATION, "step", 3, { is: "!(=[0,b])" }),
    "the parent for position 0",
  ],
  ["replace: no parents", edit(REPLACE, "step", 3, { from: [] }), "a parent is missing"],
];

const PROPOSITIONAL: readonly Row[] = [
  ["and: a part left out", edit(CONJUNCTION, "step", 3, { from: [0, 2] }), "not what the rule gives"],
  ["and: no parts", edit(CONJUNCTION, "step", 3, { from: [] }), "a parent is missing"],
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
  ["absurd: the other half is not derived", edit(PEIRCE, "step", 6, { from: [5, 5] }), "not the negation"],
  [
    "absurd: the other half comes later",
    edit(PEIRCE, "step", 6, { from: [5, 11] }),
    "11 is not an earlier step",
  ],
  ["absurd: one parent", edit(PEIRCE, "step", 6, { from: [5] }), "2 parents here, not 1"],
  ["ex-falso: from a truth", edit(PEIRCE, "step", 7, { from: [5] }), "false is expected"],
  ["ex-falso: from nothing", edit(PEIRCE, "step", 7, { from: [] }), "1 parents here, not 0"],
  [
    "clash: equal constructors",
    edit(edit(ZERO_IS_NO_SUCC, "open", 1, { assume: ["(=[s[n],s[0]])"] }), "step", 3, {}),
    "both sides have the same constructor",
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
    "different constructors",
  ],
  ["truth: something else", edit(CONJUNCTION, "step", 1, { is: "(r[])" }), "not what the rule gives"],
  ["truth: false", edit(CONJUNCTION, "step", 1, { is: F }), "not what the rule gives"],
  ["exists: another witness", edit(LE_REFLEXIVE, "step", 4, { with: ["s[0]"] }), "not the body's conjuncts"],
  ["exists: no witness", edit(LE_REFLEXIVE, "step", 4, { with: [] }), "1 terms are expected"],
  ["exists: a witness of a wrong sort", edit(LE_REFLEXIVE, "step", 4, { with: ["e"] }), "of a wrong sort"],
  ["exists: half the body", edit(OBTAIN, "step", 5, { from: [4] }), "2 parents here, not 1"],
  [
    "exists: the body in another order",
    edit(OBTAIN, "step", 5, { from: [3, 4] }),
    "not the body's conjuncts",
  ],
  ["exists: no existence", edit(OBTAIN, "step", 5, { is: "(>[z:N](p[z])(q[z]))" }), "not is expected"],
  [
    "exists: its inside not negated",
    edit(OBTAIN, "step", 5, { is: "!(>[z:N](p[z])(q[z]))" }),
    "not is expected",
  ],
];

const DISCHARGE: readonly Row[] = [
  [
    "generalise: an assumption left out",
    edit(INDUCTION_WITH_OTHERS, "step", 4, { is: "(>[w:N](true[])(=[+[0,0],0]))" }),
    "scope 1 does not assume what",
  ],
  [
    "generalise: too few variables",
    edit(LE_REFLEXIVE, "step", 6, { is: "(>[](true[])(<=[0,0]))" }),
    "0 eigenconstants",
  ],
  [
    "generalise: another sort",
    edit(ZERO_IS_NO_SUCC, "open", 0, { eigen: ["n:N", "g:G"] }),
    "1 eigenconstants are expected, not 2",
  ],
  [
    "generalise: another conclusion",
    edit(LE_REFLEXIVE, "step", 6, { is: "(>[x:N](true[])(<=[x,0]))" }),
    "scope 2 does not prove",
  ],
  [
    "generalise: variables swapped",
    edit(PAIR_SECOND, "step", 4, { is: "(>[x:a,y:N,z:a,w:N](=[pair{a,N}[x,y],pair{a,N}[z,w]])(=[y,w]))" }),
    "scope 0 does not prove",
  ],
  [
    "generalise: the eigenconstant in the result",
    edit(LE_REFLEXIVE, "step", 6, { is: "(>[x:N](true[])(<=[n,n]))" }),
    "eigenconstant n is used outside its scope",
  ],
  [
    "generalise: a captured variable",
    proof(
      "(>[x:N](true[])!(>[z:N](true[])!(=[s[z],z])))",
      open(0, ["n:N"]),
      step(1, "refl", "(=[s[n],s[n]])"),
      step(2, "exists", "!(>[z:N](true[])!(=[z,s[n]]))", { with: ["s[n]"], from: [1] }),
      close(0, 2),
      step(3, "generalise", "(>[x:N](true[])!(>[x:N](true[])!(=[x,s[x]])))", { scopes: [0] }),
    ),
    "scope 0 does not prove",
  ],
  ["refute: no contradiction", edit(ZERO_IS_NO_SUCC, "close", 1, { proves: 2 }), "scope 1 does not prove"],
  [
    "refute: an eigenconstant",
    edit(ZERO_IS_NO_SUCC, "open", 1, { eigen: ["m:N"] }),
    "has not one assumption and nothing else",
  ],
  [
    "refute: two assumptions",
    edit(EXCLUDED_MIDDLE, "step", 6, { rule: "refute", scopes: [0] }),
    "does not prove",
  ],
  ["contradiction: of what is assumed", edit(PEIRCE, "open", 2, { assume: ["(r[])"] }), "not the negation"],
  ["contradiction: as a refutation", edit(PEIRCE, "step", 11, { rule: "refute" }), "not what the rule gives"],
  [
    "refute: as a contradiction",
    edit(ZERO_IS_NO_SUCC, "step", 4, { rule: "contradiction" }),
    "not is expected",
  ],
  ["contradiction: no contradiction", edit(PEIRCE, "close", 2, { proves: 9 }), "scope 2 does not prove"],
  [
    "excluded-middle: one case twice",
    edit(EXCLUDED_MIDDLE, "step", 6, { scopes: [0, 0] }),
    "the negation of the first",
  ],
  ["excluded-middle: one case", edit(EXCLUDED_MIDDLE, "step", 6, { scopes: [0] }), "discharges 2 scopes"],
  [
    "excluded-middle: in another order",
    edit(EXCLUDED_MIDDLE, "step", 6, { scopes: [3, 0] }),
    "the negation of the first",
  ],
  [
    "excluded-middle: different results",
    edit(EXCLUDED_MIDDLE, "close", 3, { proves: 4 }),
    "different results",
  ],
  ["either: one case twice", edit(EITHER, "step", 8, { scopes: [2, 2] }), "the two sides"],
  ["either: in another order", edit(EITHER, "step", 8, { scopes: [5, 2] }), "the two sides"],
  ["either: without the disjunction", edit(EITHER, "step", 8, { from: [] }), "1 parents here, not 0"],
  [
    "obtain: of what is not there",
    edit(OBTAIN, "open", 2, { assume: ["(p[c])", "(q[c])", "(r[])"] }),
    "id 6 is due",
  ],
  [
    "obtain: another assumption",
    edit(OBTAIN, "open", 2, { assume: ["(q[c])", "(q[c])"] }),
    "not the body's conjuncts",
  ],
  [
    "obtain: assumptions in another order",
    edit(edit(OBTAIN, "open", 2, { assume: ["(q[c])", "(p[c])"] }), "step", 5, { from: [3, 4] }),
    "scope 2 does not assume",
  ],
  [
    "obtain: the eigenconstant escapes",
    edit(OBTAIN, "close", 2, { proves: 3 }),
    "the result mentions an eigenconstant of scope 2",
  ],
  [
    "obtain: the eigenconstant is stated",
    edit(OBTAIN, "step", 6, { is: "(p[c])" }),
    "c is used outside its scope",
  ],
  [
    "obtain: of another scope's eigenconstants",
    edit(OBTAIN, "open", 2, { eigen: ["c:N", "d:N"] }),
    "1 eigenconstants",
  ],
  ["cases: swapped", edit(CASES, "step", 8, { scopes: [4, 1] }), "0 eigenconstants are expected, not 1"],
  [
    "cases: a constructor left out",
    edit(CASES, "step", 8, { scopes: [1] }),
    "discharges 2 scopes here, not 1",
  ],
  [
    "cases: one case twice",
    edit(CASES, "step", 8, { scopes: [1, 1] }),
    "1 eigenconstants are expected, not 0",
  ],
  ["cases: of another term", edit(CASES, "step", 8, { on: "0" }), "scope 1 does not assume"],
  ["cases: of no inductive sort", edit(CASES, "step", 8, { on: "e" }), "the sort is not inductive"],
  ["cases: different results", edit(CASES, "close", 4, { proves: 6 }), "different results"],
  [
    "cases: the eigenconstant escapes",
    edit(edit(CASES, "close", 1, { proves: 2 }), "close", 4, { proves: 2 }),
    "outside its scope",
  ],
];

const N_TEXT = "(>[y:N](true[])(=[+[0,y],y]))";
const INDUCTION: readonly Row[] = [
  [
    "two base cases and no step",
    edit(ADD_ZERO_LEFT, "step", 7, { scopes: [0, 0] }),
    "1 eigenconstants are expected",
  ],
  [
    "a constructor left out",
    edit(ADD_ZERO_LEFT, "step", 7, { scopes: [2] }),
    "discharges 2 scopes here, not 1",
  ],
  ["the cases swapped", edit(ADD_ZERO_LEFT, "step", 7, { scopes: [2, 0] }), "0 eigenconstants are expected"],
  [
    "a wrong motive",
    edit(ADD_ZERO_LEFT, "step", 7, { is: "(>[y:N](true[])(=[+[0,y],0]))" }),
    "scope 2 does not assume",
  ],
  [
    "a motive with a premise",
    edit(ADD_ZERO_LEFT, "step", 7, { is: "(>[y:N](p[y])(=[+[0,y],y]))" }),
    "scope 0 does not prove",
  ],
  ["no such variable", edit(ADD_ZERO_LEFT, "step", 7, { variable: 1 }), "binds no such variable"],
  ["another variable", edit(INDUCTION_WITH_OTHERS, "step", 14, { variable: 0 }), "scope 0 does not prove"],
  ["of no implication", edit(ADD_ZERO_LEFT, "step", 7, { is: "(=[+[0,0],0])" }), "imp is expected"],
  [
    "of no inductive sort",
    edit(ADD_ZERO_LEFT, "step", 7, { is: "(>[y:G](true[])(=[y,y]))" }),
    "not inductive",
  ],
  [
    "of a sort parameter",
    edit(APP_NIL_RIGHT, "step", 7, { is: "(>[y:b](true[])(=[y,y]))" }),
    "not inductive",
  ],
  [
    "a stronger hypothesis",
    edit(ADD_ZERO_LEFT, "open", 2, { assume: ["(=[+[0,s[n]],s[n]])"] }),
    "the parent for position 0",
  ],
  [
    "a hypothesis for the wrong argument",
    edit(APP_NIL_RIGHT, "open", 2, { eigen: ["t:List{b}", "h:b"] }),
    "number 0 of the eigenconstants",
  ],
  [
    "a hypothesis about all values",
    edit(edit(ADD_ZERO_LEFT, "open", 2, { assume: [N_TEXT] }), "step", 5, { from: [4] }),
    "the parent for position 0",
  ],
  [
    "a list's case at another sort",
    edit(edit(APP_NIL_RIGHT, "open", 2, { eigen: ["h:N", "t:List{b}"] }), "close", 2, { proves: 3 }),
    "of a wrong sort",
  ],
  [
    "the base case proves another thing",
    edit(ADD_ZERO_LEFT, "close", 0, { proves: 0 }),
    "0 is not an earlier step",
  ],
];

const SCOPES: readonly Row[] = [
  [
    "a hypothesis outside its scope",
    edit(EXCLUDED_MIDDLE, "step", 5, { from: [1] }),
    "step 1 is used outside its scope",
  ],
  ["a step outside its scope", edit(CASES, "step", 7, { from: [3] }), "step 3 is used outside its scope"],
  [
    "an eigenconstant that is not fresh",
    edit(CASES, "open", 4, { eigen: ["x0:N"] }),
    "eigenconstant x0 is not new",
  ],
  [
    "an eigenconstant of a closed scope again",
    edit(
      edit(edit(INDUCTION_WITH_OTHERS, "open", 7, { eigen: ["w0:N"], assume: ["(p[w0])"] }), "step", 9, {
        with: ["w0"],
      }),
      "step",
      9,
      {},
    ),
    "eigenconstant w0 is not new",
  ],
  ["an eigenconstant twice in one scope", edit(CASES, "open", 4, { eigen: ["m:N", "m:N"] }), "m is not new"],
  [
    "an eigenconstant that is a symbol",
    edit(CASES, "open", 4, { eigen: ["e:N"] }),
    "e is a symbol of the theory",
  ],
  ["an eigenconstant that is no name", edit(CASES, "open", 4, { eigen: ["s[m:N"] }), "is not a name"],
  ["an eigenconstant without a sort", edit(CASES, "open", 4, { eigen: ["m"] }), "is not a name"],
  ["an eigenconstant of an unknown sort", edit(CASES, "open", 4, { eigen: ["m:M"] }), "unknown sort M"],
  [
    "an eigenconstant of a closed scope in a term",
    edit(INDUCTION_WITH_OTHERS, "step", 9, { with: ["w0"] }),
    "w0 is used outside",
  ],
  ["a name that nothing introduced", edit(CASES, "open", 4, { assume: ["(=[x0,s[k]])"] }), "unknown name k"],
  [
    "closing an outer scope first",
    edit(INDUCTION_WITH_OTHERS, "close", 1, { close: 0 }),
    "0 is not the innermost",
  ],
  ["closing what is not open", edit(CASES, "close", 4, { close: 1 }), "1 is not the innermost"],
  [
    "closing with no scope open",
    { ...REPLACE, body: [close(0, 0), ...REPLACE.body] },
    "not the innermost open scope",
  ],
  [
    "a scope that proves a step outside",
    edit(CASES, "close", 4, { proves: 3 }),
    "step 3 is used outside its scope",
  ],
  ["discharging an open scope", edit(CASES, "step", 8, { scopes: [1, 0] }), "scope 0 is not closed"],
  [
    "discharging a scope of another scope",
    edit(CASES, "step", 9, { scopes: [4] }),
    "was not opened in the scope of this",
  ],
  ["discharging a step", edit(CASES, "step", 9, { scopes: [8] }), "8 is not a scope"],
  ["discharging what is not there", edit(CASES, "step", 9, { scopes: [99] }), "99 is not a scope"],
  [
    "ending with a scope open",
    proof("(p[0])", open(0, []), cite(1, "p.zero", "(p[0])")),
    "scope 0 is still open",
  ],
  [
    "ending with a step of a closed scope",
    proof("(r[])", open(0, [], ["(r[])"]), close(0, 1), end(1)),
    "outside its scope",
  ],
];

const FILES: readonly Row[] = [
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
  ["a statement that goes on", { ...REPLACE, statement: "(p[+[0,0]])(r[])" }, "the end is expected"],
  ["a statement that is cut off", { ...REPLACE, statement: "(p[+[0,0]]" }, ") is expected"],
  ["a variable bound twice", { ...REPLACE, statement: "(>[x:N,x:N](true[])(p[x]))" }, "bound twice"],
  ["a bound variable that is a symbol", { ...REPLACE, statement: "(>[e:N](true[])(p[e]))" }, "also a symbol"],
  ["an atom as a term", { ...REPLACE, statement: "(p[r])" }, "predicate r stands where a term"],
  ["a term as an atom", { ...REPLACE, statement: "(s[0])" }, "s is not a predicate"],
  ["too few arguments", { ...REPLACE, statement: "(p[+[0]])" }, ", is expected"],
  ["too many arguments", { ...REPLACE, statement: "(p[s[0,0]])" }, "] is expected"],
  ["an argument of a wrong sort", { ...REPLACE, statement: "(p[e])" }, "argument 0 of p is of a wrong sort"],
  ["sort arguments left out", { ...REPLACE, statement: "(=[nil,nil])" }, "nil takes 1 sorts"],
  ["sort arguments too many", { ...REPLACE, statement: "(p{N}[0])" }, "[ is expected"],
  ["a variable applied", { ...REPLACE, statement: "(>[x:N](true[])(p[x[0]]))" }, "] is expected"],
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
  ["null", edit(REPLACE, "step", 1, { from: null }), "from is of a wrong type"],
  ["an unknown rule", edit(REPLACE, "step", 1, { rule: "sorry" }), "unknown rule sorry"],
  [
    "a rule named as an object's property",
    edit(REPLACE, "step", 1, { rule: "toString" }),
    "unknown rule toString",
  ],
  ["a rule that is no text", edit(REPLACE, "step", 1, { rule: [["refl"]] }), "a step without a rule"],
  ["an unknown field", edit(REPLACE, "step", 1, { note: "" }), "unknown field note"],
  ["a field of another rule", edit(REPLACE, "step", 1, { at: [] }), "unknown field at"],
  ["sorts of another rule", edit(REPLACE, "step", 1, { sorts: [] }), "unknown field sorts"],
  ["a field left out", edit(REPLACE, "step", 1, { from: undefined }), "a field is missing"],
  ["two kinds of line in one", edit(REPLACE, "step", 1, { open: 1 }), "unknown field open"],
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
  ["no end line", cut(REPLACE, 4, 5), "the file is cut off"],
  ["only a header", { ...REPLACE, body: [] }, "the file is cut off"],
  ["lines after the end", { ...REPLACE, body: [...REPLACE.body, end(3)] }, "goes on after its end line"],
];

const TABLES = { INSTANCE, EQUALITY, PROPOSITIONAL, DISCHARGE, INDUCTION, SCOPES, FILES };
describe.each(Object.entries(TABLES))("%s: the checker refuses", (_, rows) => {
  it.each(rows)("%s", (_name, spoilt, reason) => {
    const verdict = check(certificate(spoilt));
    expect(verdict).toMatchObject({ ok: false });
    expect(verdict.ok ? "" : verdict.reason).toContain(reason);
  });
});

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
  ["nothing", "", 1, "cut off"],
  ["a line break", "\n", 1, "not JSON"],
  ["no JSON", "hello\n", 1, "not JSON"],
  ["a number", "1\n", 1, "not a JSON object"],
  ["an array", "[]\n", 1, "not a JSON object"],
  ["null", "null\n", 1, "not a JSON object"],
  ["an empty object", "{}\n", 1, "not a certificate of this format"],
  [
    "another format",
    TEXT.replace("lemmagrid-certificate", "certificate"),
    1,
    "not a certificate of this format",
  ],
  ["another version", TEXT.replace('"version":1', '"version":2'), 1, "not a certificate of this version"],
  ["a version as text", TEXT.replace('"version":1', '"version":"1"'), 1, "not a certificate of this version"],
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
    "unknown field __proto__",
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
