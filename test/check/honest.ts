/** Honest certificates: together they use every rule. Each is accepted on its own, against `THEORY`. */
import { cite, close, open, sample, step, type Sample } from "./samples.js";

const F = "(false[])";

export const ADD_ZERO_LEFT = sample("add.zero.left", "(>[x:N](true[])(=[+[0,x],x]))", [
  open(0, []),
  cite(1, "add.zero", "(=[+[0,0],0])", { with: ["0"] }),
  close(0, 1),
  open(2, ["n:N"], ["(=[+[0,n],n])"]),
  cite(4, "add.succ", "(=[+[0,s[n]],s[+[0,n]]])", { with: ["0", "n"] }),
  step(5, "congruence", "(=[s[+[0,n]],s[n]])", { at: [0], from: [3] }),
  step(6, "trans", "(=[+[0,s[n]],s[n]])", { from: [4, 5] }),
  close(2, 6),
  step(7, "induction", "(>[y:N](true[])(=[+[0,y],y]))", { variable: 0, scopes: [0, 2] }),
]);

const CONS = "cons{b}[h,t]";
export const APP_NIL_RIGHT = sample(
  "app.nil.right",
  "(>[l:List{b}](true[])(=[++{b}[l,nil{b}],l]))",
  [
    open(0, []),
    cite(1, "app.nil", "(=[++{b}[nil{b},nil{b}],nil{b}])", { sorts: ["b"], with: ["nil{b}"] }),
    close(0, 1),
    open(2, ["h:b", "t:List{b}"], ["(=[++{b}[t,nil{b}],t])"]),
    cite(4, "app.cons", `(=[++{b}[${CONS},nil{b}],cons{b}[h,++{b}[t,nil{b}]]])`, {
      sorts: ["b"],
      with: ["h", "t", "nil{b}"],
    }),
    step(5, "congruence", `(=[cons{b}[h,++{b}[t,nil{b}]],${CONS}])`, { at: [1], from: [3] }),
    step(6, "trans", `(=[++{b}[${CONS},nil{b}],${CONS}])`, { from: [4, 5] }),
    close(2, 6),
    step(7, "induction", "(>[l:List{b}](true[])(=[++{b}[l,nil{b}],l]))", { variable: 0, scopes: [0, 2] }),
  ],
  ["b"],
);

/** 0 + x = x by induction on the second of two variables, under a premise. */
export const INDUCTION_WITH_OTHERS = sample("others", "(>[w:N,x:N](p[w])(=[+[0,x],x]))", [
  open(0, []),
  open(1, ["w0:N"], ["(p[w0])"]),
  cite(3, "add.zero", "(=[+[0,0],0])", { with: ["0"] }),
  close(1, 3),
  step(4, "generalise", "(>[w:N](p[w])(=[+[0,0],0]))", { scopes: [1] }),
  close(0, 4),
  open(5, ["n:N"], ["(>[w:N](p[w])(=[+[0,n],n]))"]),
  open(7, ["w1:N"], ["(p[w1])"]),
  cite(9, 6, "(=[+[0,n],n])", { with: ["w1"], from: [8] }),
  cite(10, "add.succ", "(=[+[0,s[n]],s[+[0,n]]])", { with: ["0", "n"] }),
  step(11, "congruence", "(=[s[+[0,n]],s[n]])", { at: [0], from: [9] }),
  step(12, "trans", "(=[+[0,s[n]],s[n]])", { from: [10, 11] }),
  close(7, 12),
  step(13, "generalise", "(>[w:N](p[w])(=[+[0,s[n]],s[n]]))", { scopes: [7] }),
  close(5, 13),
  step(14, "induction", "(>[w:N,x:N](p[w])(=[+[0,x],x]))", { variable: 1, scopes: [0, 5] }),
]);

const REFLEXIVE = "!(>[z:N](true[])!(=[+[n,z],n]))";
export const LE_REFLEXIVE = sample("le.refl", "(>[x:N](true[])(<=[x,x]))", [
  cite(
    0,
    "<=.def",
    "(&(>[x:N,y:N](<=[x,y])!(>[z:N](true[])!(=[+[x,z],y])))(>[x:N,y:N]!(>[z:N](true[])!(=[+[x,z],y]))(<=[x,y])))",
  ),
  step(1, "project", "(>[x:N,y:N]!(>[z:N](true[])!(=[+[x,z],y]))(<=[x,y]))", { index: 1, from: [0] }),
  open(2, ["n:N"]),
  cite(3, "add.zero", "(=[+[n,0],n])", { with: ["n"] }),
  step(4, "exists", REFLEXIVE, { with: ["0"], from: [3] }),
  cite(5, 1, "(<=[n,n])", { with: ["n", "n"], from: [4] }),
  close(2, 5),
  step(6, "generalise", "(>[x:N](true[])(<=[x,x]))", { scopes: [2] }),
]);

/** From `exists z. p(z) & q(z)`, `exists z. q(z) & p(z)`. */
export const OBTAIN = sample("obtain", "(>[]!(>[z:N](p[z])!(q[z]))!(>[z:N](true[])!(&(q[z])(p[z]))))", [
  open(0, [], ["!(>[z:N](p[z])!(q[z]))"]),
  open(2, ["c:N"], ["(p[c])", "(q[c])"]),
  step(5, "exists", "!(>[z:N](true[])!(&(q[z])(p[z])))", { with: ["c"], from: [4, 3] }),
  close(2, 5),
  step(6, "obtain", "!(>[z:N](true[])!(&(q[z])(p[z])))", { from: [1], scopes: [2] }),
  close(0, 6),
  step(7, "generalise", "(>[]!(>[z:N](p[z])!(q[z]))!(>[z:N](true[])!(&(q[z])(p[z]))))", { scopes: [0] }),
]);

export const EXCLUDED_MIDDLE = sample("middle", "!(&!(r[])!!(r[]))", [
  open(0, [], ["(r[])"]),
  step(2, "or", "!(&!(r[])!!(r[]))", { from: [1] }),
  close(0, 2),
  open(3, [], ["!(r[])"]),
  step(5, "or", "!(&!(r[])!!(r[]))", { from: [4] }),
  close(3, 5),
  step(6, "excluded-middle", "!(&!(r[])!!(r[]))", { scopes: [0, 3] }),
]);

const ZERO_OR_SUCC = "!(&!(=[x0,0])!!(>[z:N](true[])!(=[x0,s[z]])))";
export const CASES = sample("cases", "(>[x:N](true[])!(&!(=[x,0])!!(>[z:N](true[])!(=[x,s[z]]))))", [
  open(0, ["x0:N"]),
  open(1, [], ["(=[x0,0])"]),
  step(3, "or", ZERO_OR_SUCC, { from: [2] }),
  close(1, 3),
  open(4, ["m:N"], ["(=[x0,s[m]])"]),
  step(6, "exists", "!(>[z:N](true[])!(=[x0,s[z]]))", { with: ["m"], from: [5] }),
  step(7, "or", ZERO_OR_SUCC, { from: [6] }),
  close(4, 7),
  step(8, "cases", ZERO_OR_SUCC, { on: "x0", scopes: [1, 4] }),
  close(0, 8),
  step(9, "generalise", "(>[x:N](true[])!(&!(=[x,0])!!(>[z:N](true[])!(=[x,s[z]]))))", { scopes: [0] }),
]);

export const EITHER = sample("either", "(>[]!(&!(r[])!(p[0]))!(&!(p[0])!(r[])))", [
  open(0, [], ["!(&!(r[])!(p[0]))"]),
  open(2, [], ["(r[])"]),
  step(4, "or", "!(&!(p[0])!(r[]))", { from: [3] }),
  close(2, 4),
  open(5, [], ["(p[0])"]),
  step(7, "or", "!(&!(p[0])!(r[]))", { from: [6] }),
  close(5, 7),
  step(8, "either", "!(&!(p[0])!(r[]))", { from: [1], scopes: [2, 5] }),
  close(0, 8),
  step(9, "generalise", "(>[]!(&!(r[])!(p[0]))!(&!(p[0])!(r[])))", { scopes: [0] }),
]);

export const ZERO_IS_NO_SUCC = sample("zero.succ", "(>[x:N](true[])!(=[s[x],0]))", [
  open(0, ["n:N"]),
  open(1, [], ["(=[s[n],0])"]),
  step(3, "clash", F, { from: [2] }),
  close(1, 3),
  step(4, "refute", "!(=[s[n],0])", { scopes: [1] }),
  close(0, 4),
  step(5, "generalise", "(>[x:N](true[])!(=[s[x],0]))", { scopes: [0] }),
]);

export const PAIR_SECOND = sample(
  "pair.second",
  "(>[x:a,y:N,z:a,w:N](=[pair{a,N}[x,y],pair{a,N}[z,w]])(=[w,y]))",
  [
    open(0, ["x0:a", "y0:N", "z0:a", "w0:N"], ["(=[pair{a,N}[x0,y0],pair{a,N}[z0,w0]])"]),
    step(2, "injectivity", "(=[y0,w0])", { index: 1, from: [1] }),
    step(3, "symm", "(=[w0,y0])", { from: [2] }),
    close(0, 3),
    step(4, "generalise", "(>[x:a,y:N,z:a,w:N](=[pair{a,N}[x,y],pair{a,N}[z,w]])(=[w,y]))", { scopes: [0] }),
  ],
  ["a"],
);

export const PEIRCE = sample("peirce", "(>[](>[](>[](r[])(p[0]))(r[]))(r[]))", [
  open(0, [], ["(>[](>[](r[])(p[0]))(r[]))"]),
  open(2, [], ["!(r[])"]),
  open(4, [], ["(r[])"]),
  step(6, "absurd", F, { from: [5, 3] }),
  step(7, "ex-falso", "(p[0])", { from: [6] }),
  close(4, 7),
  step(8, "generalise", "(>[](r[])(p[0]))", { scopes: [4] }),
  cite(9, 1, "(r[])", { from: [8] }),
  step(10, "absurd", F, { from: [9, 3] }),
  close(2, 10),
  step(11, "contradiction", "(r[])", { scopes: [2] }),
  close(0, 11),
  step(12, "generalise", "(>[](>[](>[](r[])(p[0]))(r[]))(r[]))", { scopes: [0] }),
]);

export const REPLACE = sample("replace", "(p[+[0,0]])", [
  cite(0, "add.zero", "(=[+[0,0],0])", { with: ["0"] }),
  step(1, "symm", "(=[0,+[0,0]])", { from: [0] }),
  cite(2, "p.zero", "(p[0])"),
  step(3, "replace", "(p[+[0,0]])", { at: [0], from: [2, 1] }),
]);

/** `replace` in an equation under a negation. */
export const REPLACE_EQUATION = sample("replace.eq", "(>[x:N,y:N](&!(=[x,0])(=[x,y]))!(=[y,0]))", [
  open(0, ["a:N", "b:N"], ["!(=[a,0])", "(=[a,b])"]),
  step(3, "replace", "!(=[b,0])", { at: [0], from: [1, 2] }),
  close(0, 3),
  step(4, "generalise", "(>[x:N,y:N](&!(=[x,0])(=[x,y]))!(=[y,0]))", { scopes: [0] }),
]);

export const CONJUNCTION = sample("conjunction", "(&(&(p[0])(true[]))(=[0,0]))", [
  cite(0, "p.zero", "(p[0])"),
  step(1, "truth", "(true[])"),
  step(2, "refl", "(=[0,0])"),
  step(3, "and", "(&(&(p[0])(true[]))(=[0,0]))", { from: [0, 1, 2] }),
]);

export const DOUBLE_NEGATION = sample("double.negation", "(>[]!!(r[])(r[]))", [
  open(0, [], ["!!(r[])"]),
  step(2, "double-negation", "(r[])", { from: [1] }),
  close(0, 2),
  step(3, "generalise", "(>[]!!(r[])(r[]))", { scopes: [0] }),
]);

export const HONEST: readonly Sample[] = [
  ADD_ZERO_LEFT,
  APP_NIL_RIGHT,
  INDUCTION_WITH_OTHERS,
  LE_REFLEXIVE,
  OBTAIN,
  EXCLUDED_MIDDLE,
  CASES,
  EITHER,
  ZERO_IS_NO_SUCC,
  PAIR_SECOND,
  PEIRCE,
  REPLACE,
  REPLACE_EQUATION,
  CONJUNCTION,
  DOUBLE_NEGATION,
];
