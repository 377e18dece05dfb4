/** Certificates that must be refused: rules that discharge scopes, and the use of scopes. Each row takes an honest certificate and spoils one thing. */
import {
  ADD_ZERO_LEFT,
  APP_NIL_RIGHT,
  LE_REFLEXIVE,
  OBTAIN,
  EXCLUDED_MIDDLE,
  CASES,
  EITHER,
  PEIRCE,
  ZERO_IS_NO_SUCC,
  PAIR_SECOND,
  REPLACE,
  INDUCTION_WITH_OTHERS,
} from "../check/honest.js";
import { cite, close, end, open, step } from "../check/samples.js";
import { edit, proof, refuses } from "./spoilt.js";

const ALL_ALIKE = "(>[z:N](true[])(=[z,z]))";

refuses("discharge", [
  [
    "induction: another variable, captured by a binder of the formula",
    proof(
      "(>[w:N,x:N](true[])(>[z:N](true[])(=[w,z])))",
      ...[open(0, []), open(1, ["a:N"]), open(2, ["b:N"]), step(3, "refl", "(=[b,b])"), close(2, 3)],
      ...[step(4, "generalise", ALL_ALIKE, { scopes: [2] }), close(1, 4)],
      ...[step(5, "generalise", `(>[w:N](true[])${ALL_ALIKE})`, { scopes: [1] }), close(0, 5)],
      ...[open(6, ["n:N"], [`(>[w:N](true[])${ALL_ALIKE})`]), close(6, 7)],
      step(8, "induction", "(>[w:N,x:N](true[])(>[z:N](true[])(=[w,z])))", { variable: 1, scopes: [0, 6] }),
    ),
    "scope 0 does not prove what the rule asks for",
  ],
  [
    "excluded-middle: of nothing",
    proof(
      "(true[])",
      open(0, []),
      step(1, "truth", "(true[])"),
      close(0, 1),
      step(2, "excluded-middle", "(true[])", { scopes: [0, 0] }),
    ),
    "the first scope assumes nothing",
  ],
  [
    "generalise: an assumption left out",
    edit(INDUCTION_WITH_OTHERS, "step", 4, { is: "(>[w:N](true[])(=[+[0,0],0]))" }),
    "the assumptions of scope 1 are not what the rule asks for, in order",
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
    "0 eigenconstants are expected, not 1",
  ],
  [
    "refute: two assumptions",
    edit(EXCLUDED_MIDDLE, "step", 6, { rule: "refute", scopes: [0] }),
    "the assumptions of scope 0 are not what the rule asks for, in order",
  ],
  [
    "contradiction: of what is assumed",
    edit(PEIRCE, "open", 2, { assume: ["(r[])"] }),
    "the second parent does not negate the first",
  ],
  [
    "contradiction: as a refutation",
    edit(PEIRCE, "step", 11, { rule: "refute" }),
    "not is expected, not atom",
  ],
  [
    "refute: as a contradiction",
    edit(ZERO_IS_NO_SUCC, "step", 4, { rule: "contradiction" }),
    "the assumptions of scope 1 are not what the rule asks for, in order",
  ],
  ["contradiction: no contradiction", edit(PEIRCE, "close", 2, { proves: 9 }), "scope 2 does not prove"],
  [
    "excluded-middle: one case twice",
    edit(EXCLUDED_MIDDLE, "step", 6, { scopes: [0, 0] }),
    "the assumptions of scope 0 are not what the rule asks for, in order",
  ],
  [
    "excluded-middle: one case",
    edit(EXCLUDED_MIDDLE, "step", 6, { scopes: [0] }),
    "2 scopes are expected here, not 1",
  ],
  [
    "excluded-middle: in another order",
    edit(EXCLUDED_MIDDLE, "step", 6, { scopes: [3, 0] }),
    "the assumptions of scope 0 are not what the rule asks for, in order",
  ],
  [
    "excluded-middle: different results",
    edit(EXCLUDED_MIDDLE, "close", 3, { proves: 4 }),
    "scope 3 does not prove what the rule asks for",
  ],
  [
    "either: one case twice",
    edit(EITHER, "step", 8, { scopes: [2, 2] }),
    "the assumptions of scope 2 are not what the rule asks for, in order",
  ],
  [
    "either: in another order",
    edit(EITHER, "step", 8, { scopes: [5, 2] }),
    "the assumptions of scope 5 are not what the rule asks for, in order",
  ],
  [
    "either: without the disjunction",
    edit(EITHER, "step", 8, { from: [] }),
    "0 parents are too few or too many",
  ],
  [
    "obtain: of what is not there",
    edit(OBTAIN, "open", 2, { assume: ["(p[c])", "(q[c])", "(r[])"] }),
    "id 6 is due",
  ],
  [
    "obtain: another assumption",
    edit(OBTAIN, "open", 2, { assume: ["(q[c])", "(q[c])"] }),
    "the parents are not what the rule asks for, in order",
  ],
  [
    "obtain: assumptions in another order",
    edit(edit(OBTAIN, "open", 2, { assume: ["(q[c])", "(p[c])"] }), "step", 5, { from: [3, 4] }),
    "the assumptions of scope 2 are not what the rule asks for, in order",
  ],
  [
    "obtain: the eigenconstant escapes",
    edit(OBTAIN, "close", 2, { proves: 3 }),
    "scope 2 does not prove what the rule asks for",
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
    "2 scopes are expected here, not 1",
  ],
  [
    "cases: one case twice",
    edit(CASES, "step", 8, { scopes: [1, 1] }),
    "1 eigenconstants are expected, not 0",
  ],
  [
    "cases: of another term",
    edit(CASES, "step", 8, { on: "0" }),
    "the assumptions of scope 1 are not what the rule asks for, in order",
  ],
  ["cases: of no inductive sort", edit(CASES, "step", 8, { on: "e" }), "the sort is not inductive"],
  [
    "cases: different results",
    edit(CASES, "close", 4, { proves: 6 }),
    "scope 4 does not prove what the rule asks for",
  ],
  [
    "cases: the eigenconstant escapes",
    edit(edit(CASES, "close", 1, { proves: 2 }), "close", 4, { proves: 2 }),
    "outside its scope",
  ],
]);

const N_TEXT = "(>[y:N](true[])(=[+[0,y],y]))";
refuses("induction", [
  [
    "two base cases and no step",
    edit(ADD_ZERO_LEFT, "step", 7, { scopes: [0, 0] }),
    "1 eigenconstants are expected",
  ],
  [
    "a constructor left out",
    edit(ADD_ZERO_LEFT, "step", 7, { scopes: [2] }),
    "2 scopes are expected here, not 1",
  ],
  ["the cases swapped", edit(ADD_ZERO_LEFT, "step", 7, { scopes: [2, 0] }), "0 eigenconstants are expected"],
  [
    "a wrong motive",
    edit(ADD_ZERO_LEFT, "step", 7, { is: "(>[y:N](true[])(=[+[0,y],0]))" }),
    "the assumptions of scope 2 are not what the rule asks for, in order",
  ],
  [
    "a motive with a premise",
    edit(ADD_ZERO_LEFT, "step", 7, { is: "(>[y:N](p[y])(=[+[0,y],y]))" }),
    "scope 0 does not prove",
  ],
  ["no such variable", edit(ADD_ZERO_LEFT, "step", 7, { variable: 1 }), "the sort is not inductive"],
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
    "the equation for position 0 is not about it",
  ],
  [
    "a hypothesis for the wrong argument",
    edit(APP_NIL_RIGHT, "open", 2, { eigen: ["t:List{b}", "h:b"] }),
    "number 0 of the eigenconstants",
  ],
  [
    "a hypothesis about all values",
    edit(edit(ADD_ZERO_LEFT, "open", 2, { assume: [N_TEXT] }), "step", 5, { from: [4] }),
    "the equation for position 0 is not about it",
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
]);

refuses("scopes", [
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
    "scope 0 is not the innermost one",
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
]);
