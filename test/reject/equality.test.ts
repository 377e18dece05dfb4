/** Certificates that must be refused: instances and equality. Each row takes an honest certificate and spoils one thing. */
import {
  ADD_ZERO_LEFT,
  APP_NIL_RIGHT,
  LE_REFLEXIVE,
  PEIRCE,
  PAIR_SECOND,
  REPLACE,
  REPLACE_EQUATION,
  CONJUNCTION,
} from "../check/honest.js";
import { cite, close, open, sample, step } from "../check/samples.js";
import { edit, proof, refuses } from "./spoilt.js";

refuses("instance", [
  ["an unknown predicate", edit(REPLACE, "step", 2, { is: "(nothing[0])" }), "unknown predicate nothing"],
  [
    "a sort too many",
    edit(APP_NIL_RIGHT, "step", 1, { is: "(=[nil{b,b},nil{b}])" }),
    "nil takes 1 sorts, not 2",
  ],
  [
    "a substitution of a wrong sort",
    edit(ADD_ZERO_LEFT, "step", 1, { with: ["e"] }),
    "of the terms is of a wrong sort",
  ],
  ["too few terms", edit(ADD_ZERO_LEFT, "step", 4, { with: ["0"] }), "2 terms are expected"],
  ["too many terms", edit(ADD_ZERO_LEFT, "step", 1, { with: ["0", "0"] }), "1 terms are expected"],
  ["another term than stated", edit(ADD_ZERO_LEFT, "step", 1, { with: ["s[0]"] }), "not what the rule gives"],
  [
    "a missing premise",
    edit(PEIRCE, "step", 9, { from: [] }),
    "the parents are not what the rule asks for, in order",
  ],
  [
    "a wrong premise",
    edit(PEIRCE, "step", 9, { from: [3] }),
    "the parents are not what the rule asks for, in order",
  ],
  [
    "a premise too many",
    edit(ADD_ZERO_LEFT, "step", 4, { from: [3] }),
    "the parents are not what the rule asks for, in order",
  ],
  [
    "premises in another order",
    proof(
      "(>[](&(p[0])(q[0]))(r[]))",
      open(0, [], ["(p[0])", "(q[0])"]),
      cite(3, "p.both", "(r[])", { with: ["0"], from: [2, 1] }),
      close(0, 3),
      step(4, "generalise", "(>[](&(p[0])(q[0]))(r[]))", { scopes: [0] }),
    ),
    "the parents are not what the rule asks for, in order",
  ],
  [
    "an unknown fact",
    edit(ADD_ZERO_LEFT, "step", 1, { of: "add.nothing" }),
    "add.nothing is neither a fact nor a theorem accepted before",
  ],
  [
    "a fact named as an object's property",
    edit(ADD_ZERO_LEFT, "step", 1, { of: "constructor" }),
    "constructor is neither a fact nor a theorem accepted before",
  ],
  [
    "a goal that is stated and not proved",
    proof("(=[+[0,0],0])", cite(0, "add.zero.left", "(=[+[0,0],0])", { with: ["0"] })),
    "add.zero.left is neither a fact nor a theorem accepted before",
  ],
  [
    "its own theorem",
    sample("self", "(=[0,s[0]])", [cite(0, "self", "(=[0,s[0]])")]),
    "self is neither a fact nor a theorem accepted before",
  ],
  [
    "terms for what is no implication",
    edit(REPLACE, "step", 2, { with: ["0"] }),
    "0 terms are expected, not 1",
  ],
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
  [
    "a sort of a wrong arity",
    edit(APP_NIL_RIGHT, "step", 1, { sorts: ["List"] }),
    '{ is expected before "]"',
  ],
  ["a step that comes later", edit(PEIRCE, "step", 9, { of: 10 }), "10 is not an earlier step"],
  ["a step that cites itself", edit(PEIRCE, "step", 9, { of: 9, from: [8] }), "9 is not an earlier step"],
  ["a scope as a step", edit(PEIRCE, "step", 9, { of: 4 }), "4 is not an earlier step"],
  ["a bound variable as a term", edit(ADD_ZERO_LEFT, "step", 1, { with: ["x"] }), "unknown name x"],
]);

refuses("equality", [
  ["refl: of two terms", edit(CONJUNCTION, "step", 2, { is: "(=[0,s[0]])" }), "not what the rule gives"],
  ["refl: with a parent", edit(CONJUNCTION, "step", 2, { from: [0] }), "1 parents are too few or too many"],
  ["refl: of no equation", edit(CONJUNCTION, "step", 2, { is: "(p[0])" }), "eq is expected"],
  ["symm: not turned round", edit(REPLACE, "step", 1, { is: "(=[+[0,0],0])" }), "not what the rule gives"],
  ["symm: two parents", edit(REPLACE, "step", 1, { from: [0, 0] }), "2 parents are too few or too many"],
  ["symm: of no equation", edit(PAIR_SECOND, "step", 3, { from: [4] }), "4 is not an earlier step"],
  ["trans: a chain that breaks", edit(ADD_ZERO_LEFT, "step", 6, { from: [4, 3] }), "does not begin where"],
  [
    "trans: a chain in another order",
    edit(ADD_ZERO_LEFT, "step", 6, { from: [5, 4] }),
    "does not begin where",
  ],
  ["trans: no parents", edit(ADD_ZERO_LEFT, "step", 6, { from: [] }), "0 parents are too few or too many"],
  [
    "trans: another end",
    edit(ADD_ZERO_LEFT, "step", 6, { is: "(=[+[0,s[n]],n])" }),
    "not what the rule gives",
  ],
  [
    "congruence: a wrong position",
    edit(APP_NIL_RIGHT, "step", 5, { at: [0] }),
    "the equation for position 0 is not about it",
  ],
  [
    "congruence: a position beyond the last",
    edit(ADD_ZERO_LEFT, "step", 5, { at: [1] }),
    "the equation for position 1 is not about it",
  ],
  [
    "congruence: a position left out",
    edit(ADD_ZERO_LEFT, "step", 5, { at: [], from: [] }),
    "the stated result is not what the rule gives",
  ],
  [
    "congruence: a position twice",
    edit(ADD_ZERO_LEFT, "step", 5, { at: [0, 0], from: [3, 3] }),
    "the positions do not rise",
  ],
  [
    "congruence: a parent too few",
    edit(ADD_ZERO_LEFT, "step", 5, { from: [] }),
    "1 equations are expected, not 0",
  ],
  [
    "congruence: another equation",
    edit(ADD_ZERO_LEFT, "step", 5, { from: [4] }),
    "the equation for position 0 is not about it",
  ],
  [
    "congruence: of different symbols",
    edit(ADD_ZERO_LEFT, "step", 5, { is: "(=[s[+[0,n]],+[n,n]])" }),
    "the stated result is not what the rule gives",
  ],
  [
    "congruence: at different sorts",
    proof("(=[nil{N},nil{N}])", step(0, "congruence", "(=[nil{N},nil{G}])", { at: [] })),
    "two sides of one sort are expected",
  ],
  [
    "replace: a wrong position",
    edit(REPLACE, "step", 3, { at: [1] }),
    "the equation for position 1 is not about it",
  ],
  [
    "replace: an equation the other way",
    edit(REPLACE, "step", 3, { from: [2, 0] }),
    "the equation for position 0 is not about it",
  ],
  [
    "replace: no literal",
    edit(LE_REFLEXIVE, "step", 1, { rule: "replace", at: [], index: undefined }),
    "not a literal",
  ],
  [
    "replace: a negation dropped",
    edit(REPLACE_EQUATION, "step", 3, { is: "(=[b,0])" }),
    "the stated result is not what the rule gives",
  ],
  [
    "replace: another predicate",
    edit(REPLACE, "step", 3, { is: "(q[+[0,0]])" }),
    "the stated result is not what the rule gives",
  ],
  [
    "replace: the other side",
    edit(REPLACE_EQUATION, "step", 3, { is: "!(=[0,b])" }),
    "the stated result is not what the rule gives",
  ],
  ["replace: no parents", edit(REPLACE, "step", 3, { from: [] }), "0 parents are too few or too many"],
]);
