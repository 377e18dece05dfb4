/** Formulas as data: readable text, the core text it means, and how that is printed again. */
import { describe, expect, test } from "vitest";
import { formulaText } from "../../src/logic/formula.js";
import { alphaText } from "../../src/logic/rename.js";
import { formulaToReadable, termToReadable } from "../../src/mpl/print-readable.js";
import { CONTEXT, core, loaded } from "./support.js";

/** Readable, core; the printed form where it is not the readable one as it stands. */
const CASES: readonly (readonly [readable: string, core: string, printed?: string])[] = [
  // Operators and their fixities.
  ["x + 0 = x", "(>[x:N](true[])(=[+[x,0],x]))"],
  ["x + y + z = x", "(>[x:N,y:N,z:N](true[])(=[+[+[x,y],z],x]))"],
  ["x + (y + z) = x", "(>[x:N,y:N,z:N](true[])(=[+[x,+[y,z]],x]))"],
  ["x + y * z = x", "(>[x:N,y:N,z:N](true[])(=[+[x,*[y,z]],x]))"],
  ["(x + y) * z = x", "(>[x:N,y:N,z:N](true[])(=[*[+[x,y],z],x]))"],
  ["x ^ y ^ z = x", "(>[x:N,y:N,z:N](true[])(=[^[x,^[y,z]],x]))"],
  ["(x ^ y) ^ z = x", "(>[x:N,y:N,z:N](true[])(=[^[^[x,y],z],x]))"],
  ["x mod y * z = x", "(>[x:N,y:N,z:N](true[])(=[*[mod[x,y],z],x]))"],
  ["x * (y mod z) = x", "(>[x:N,y:N,z:N](true[])(=[*[x,mod[y,z]],x]))"],
  ["-x * y = x", "(>[x:N,y:N](true[])(=[-[*[x,y]],x]))"],
  ["(-x) * y = x", "(>[x:N,y:N](true[])(=[*[-[x],y],x]))"],
  ["-x + y = x", "(>[x:N,y:N](true[])(=[+[-[x],y],x]))"],
  ["-(x + y) = x", "(>[x:N,y:N](true[])(=[-[+[x,y]],x]))"],
  ["x * -y = x", "(>[x:N,y:N](true[])(=[*[x,-[y]],x]))"],
  ["(x * -y) * z = x", "(>[x:N,y:N,z:N](true[])(=[*[*[x,-[y]],z],x]))"],
  ["x * -y * z = x", "(>[x:N,y:N,z:N](true[])(=[*[x,-[*[y,z]]],x]))"],
  ["neg x * y = x", "(>[x:N,y:N](true[])(=[*[neg[x],y],x]))"],
  ["neg x ^ y = x", "(>[x:N,y:N](true[])(=[neg[^[x,y]],x]))"],
  ["- -neg -x = x", "(>[x:N](true[])(=[-[-[neg[-[x]]]],x]))"],
  ["+(x, y) = x", "(>[x:N,y:N](true[])(=[+[x,y],x]))", "x + y = x"],
  ["s (x) = mod(x, 0)", "(>[x:N](true[])(=[s[x],mod[x,0]]))", "s(x) = x mod 0"],
  // Connectives.
  ["x <= y & p(x) | q", "(>[x:N,y:N](true[])!(&!(&(<=[x,y])(p[x]))!(q[])))"],
  ["x <= y & (p(x) | q)", "(>[x:N,y:N](true[])(&(<=[x,y])!(&!(p[x])!(q[]))))"],
  ["q -> r -> q", "(>[](q[])(>[](r[])(q[])))"],
  ["(q -> r) -> q", "(>[](>[](q[])(r[]))(q[]))"],
  ["q <-> r", "(&(>[](q[])(r[]))(>[](r[])(q[])))"],
  [
    "(q <-> r) <-> q",
    "(&(>[](&(>[](q[])(r[]))(>[](r[])(q[])))(q[]))(>[](q[])(&(>[](q[])(r[]))(>[](r[])(q[])))))",
  ],
  ["!q & r", "(&!(q[])(r[]))"],
  ["!(q & r)", "!(&(q[])(r[]))"],
  ["!x <= y", "(>[x:N,y:N](true[])!(<=[x,y]))", "!(x <= y)"],
  ["!!q", "!!(q[])"],
  ["!q | !r", "!(&!!(q[])!!(r[]))"],
  ["x != s(x)", "(>[x:N](true[])!(=[x,s[x]]))"],
  ["q & r & q", "(&(&(q[])(r[]))(q[]))"],
  ["q & (r & q)", "(&(q[])(&(r[])(q[])))"],
  ["true", "(true[])"],
  ["false -> true & q", "(>[](false[])(&(true[])(q[])))"],
  // Quantifiers.
  ["forall x. p(x)", "(>[x:N](true[])(p[x]))", "p(x)"],
  ["forall x y. x <= y -> p(x)", "(>[x:N,y:N](<=[x,y])(p[x]))", "x <= y -> p(x)"],
  ["forall x. forall y. x <= y", "(>[x:N,y:N](true[])(<=[x,y]))", "x <= y"],
  ["forall y x. x <= y", "(>[y:N,x:N](true[])(<=[x,y]))"],
  ["forall x. q", "(>[x:a](true[])(q[]))"],
  ["q -> (forall x. p(x)) & r", "(>[](q[])(&(>[x:N](true[])(p[x]))(r[])))"],
  ["q -> r & forall x. p(x) -> q", "(>[](q[])(&(r[])(>[x:N](p[x])(q[]))))"],
  ["true -> forall x. p(x)", "(>[](true[])(>[x:N](true[])(p[x])))"],
  ["x <= y -> exists z. x + z = y", "(>[x:N,y:N](<=[x,y])!(>[z:N](true[])!(=[+[x,z],y])))"],
  ["exists x. p(x) & x <= 0", "!(>[x:N](p[x])!(<=[x,0]))"],
  ["exists x. true & (p(x) & x <= 0)", "!(>[x:N](true[])!(&(p[x])(<=[x,0])))"],
  ["exists x. exists y. x <= y", "!(>[x:N,y:N](true[])!(<=[x,y]))", "exists x y. x <= y"],
  ["exists x. true & exists y. x <= y", "!(>[x:N](true[])!!(>[y:N](true[])!(<=[x,y])))"],
  ["!(exists x. p(x))", "!!(>[x:N](true[])!(p[x]))", "!exists x. p(x)"],
  ["!(forall x. p(x))", "!(>[x:N](true[])(p[x]))", "!forall x. p(x)"],
  [
    "(exists x. p(x)) | (exists x. r2(x, 0))",
    "!(&!!(>[x:N](true[])!(p[x]))!!(>[x1:N](true[])!(r2[x1,0])))",
    "(exists x. p(x)) | exists x1. r2(x1, 0)",
  ],
  ["p(x) & forall x. p(x)", "(>[x:N](true[])(&(p[x])(>[x1:N](true[])(p[x1]))))", "p(x) & forall x1. p(x1)"],
  ["forall s. p(s)", "(>[s1:N](true[])(p[s1]))", "p(s1)"],
  // Sorts.
  ["x = y", "(>[x:a,y:a](true[])(=[x,y]))"],
  ["forall x y : N. x = y", "(>[x:N,y:N](true[])(=[x,y]))", "forall (x : N) y. x = y"],
  ["forall (x : N) y. x = y", "(>[x:N,y:N](true[])(=[x,y]))"],
  [
    "forall x : N, y : List a. p(x) -> len(y) = 0",
    "(>[x:N,y:List{a}](p[x])(=[len{a}[y],0]))",
    "p(x) -> len(y) = 0",
  ],
  ["nil ++ ys = ys", "(>[ys:List{a}](true[])(=[++{a}[nil{a},ys],ys]))"],
  [
    "cons(x, nil) = (ys : List N)",
    "(>[x:N,ys:List{N}](true[])(=[cons{N}[x,nil{N}],ys]))",
    "forall (x : N) ys. cons(x, nil) = ys",
  ],
  ["len((nil : List N)) = 0", "(=[len{N}[nil{N}],0])", "len{N}(nil) = 0"],
  ["len(nil) = 0", "(=[len{a}[nil{a}],0])"],
  [
    "nil{List N} = xs",
    "(>[xs:List{List{N}}](true[])(=[nil{List{N}},xs]))",
    "forall xs : List (List N). nil = xs",
  ],
  ["same(x, cons(y, nil))", "(>[x:List{a},y:a](true[])(same{List{a}}[x,cons{a}[y,nil{a}]]))"],
  ["same(x, 0) & same(y, e)", "(>[x:N,y:G](true[])(&(same{N}[x,0])(same{G}[y,e])))"],
  // The core notation, and Unicode.
  ["(>[x:N](true[])(=[+[x,0],x]))", "(>[x:N](true[])(=[+[x,0],x]))", "x + 0 = x"],
  ["(>[x](p[x])!(&(q[])(r[])))", "(>[x:N](p[x])!(&(q[])(r[])))", "p(x) -> !(q & r)"],
  ["(=[+[x,0],x])", "(>[x:N](true[])(=[+[x,0],x]))", "x + 0 = x"],
  [
    "∀x. ∃y. x ≤ y ∧ ¬(x = y) → x ≠ y",
    "(>[x:N](true[])!(>[y:N](true[])!(>[](&(<=[x,y])!(=[x,y]))!(=[x,y]))))",
    "exists y. x <= y & x != y -> x != y",
  ],
  [
    "x · y = x ∨ q ↔ r",
    "(>[x:N,y:N](true[])(&(>[]!(&!(=[*[x,y],x])!(q[]))(r[]))(>[](r[])!(&!(=[*[x,y],x])!(q[])))))",
    "x * y = x | q <-> r",
  ],
];

describe("formulas", () => {
  const theory = loaded(CONTEXT);
  test.each(CASES.map(([readable, expected, printed = readable]) => ({ readable, expected, printed })))(
    "$readable",
    ({ readable, expected, printed }) => {
      expect(core(readable)).toBe(expected);
      const { facts } = loaded(`${CONTEXT}axiom it : ${readable}\n`);
      const { formula } = facts[0];
      const text = formulaToReadable(theory, formula);
      expect(text).toBe(printed);
      const again = loaded(`${CONTEXT}axiom it : ${text}\n`).facts[0].formula;
      expect(alphaText(again)).toBe(alphaText(formula));
      expect(core(formulaText(formula))).toBe(expected);
    },
  );

  test("terms print without their sorts", () => {
    const { facts } = loaded(`${CONTEXT}axiom it : len(cons(x, nil) ++ ys) = 0\n`);
    const { formula } = facts[0];
    if (formula.kind !== "imp" || formula.conclusion.kind !== "eq") throw new Error("unexpected shape");
    expect(termToReadable(theory, formula.conclusion.left)).toBe("len(cons(x, nil) ++ ys)");
  });

  test("an open formula keeps its quantifiers", () => {
    const { facts } = loaded(`${CONTEXT}axiom it : forall x. exists y. x <= y\n`);
    const { formula } = facts[0];
    if (formula.kind !== "imp" || formula.conclusion.kind !== "not") throw new Error("unexpected shape");
    const inner = formula.conclusion.body;
    expect(formulaToReadable(theory, inner)).toBe("forall y. !(x <= y)");
  });
});
