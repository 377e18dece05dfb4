/** Reading TIP's SMT-LIB: what definitions become, what is refused and where, and which recursions are let through. */
import { describe, expect, it } from "vitest";
import { loadSmt } from "../../../src/import/smtlib/load.js";
import { develop } from "../../theories/support.js";

const LIST = "(declare-datatype list (par (a) ((nil) (cons (head a) (tail (list a))))))";
const NAT = "(declare-datatype Nat ((Z) (S (p Nat))))";

/** The axioms and goals of the theory as MPL. */
function statements(text: string): readonly string[] {
  const { mpl, diagnostics } = loadSmt("x.smt2", text);
  if (mpl === "" || diagnostics.length > 0) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  return mpl.split("\n").filter((line) => /^(axiom|theorem) /u.test(line));
}

function errors(text: string): readonly string[] {
  return loadSmt("x.smt2", text).diagnostics.map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );
}

describe("definitions", () => {
  it("match on variables becomes patterns, also nested and with defaults", () => {
    const text = `${NAT}
(define-fun-rec minus ((x Nat) (y Nat)) Nat
  (match x ((Z Z) ((S n) (match y (((S m) (minus n m)) (_ x)))))))`;
    expect(statements(text)).toEqual([
      "axiom minus_1 : minus(Z, y) = Z",
      "axiom minus_2 : minus(S(n_1), Z) = S(n_1)",
      "axiom minus_3 : minus(S(n_1), S(m_2)) = minus(n_1, m_2)",
    ]);
  });

  it("ite becomes conditions; connectives are truth tables", () => {
    const text = `${NAT}${LIST}
(define-fun both ((x Bool) (y Bool)) Bool (and x y))
(define-fun-rec count ((x Nat) (ys (list Nat))) Nat
  (match ys ((nil Z) ((cons y rest) (ite (= x y) (S (count x rest)) (count x rest))))))`;
    expect(statements(text)).toEqual([
      "axiom both_1 : x = tt -> both(x, y) = y",
      "axiom both_2 : x = ff -> both(x, y) = ff",
      "axiom count_1 : count(x, nil) = Z",
      "axiom count_2 : x = y_1 -> count(x, cons(y_1, rest_2)) = S(count(x, rest_2))",
      "axiom count_3 : x != y_1 -> count(x, cons(y_1, rest_2)) = count(x, rest_2)",
    ]);
  });

  it("match on another term, functions as values and lambdas become functions of their own", () => {
    const text = `${NAT}${LIST}
(define-fun-rec map (par (a b) (((f (=> a b)) (xs (list a))) (list b)))
  (match xs ((nil (_ nil b)) ((cons x rest) (cons (@ f x) (map f rest))))))
(define-fun add ((x Nat)) (=> Nat Nat) (lambda ((y Nat)) (match (p x) ((Z y) ((S z) (S y))))))
(prove (forall ((xs (list Nat))) (= (map S xs) (map (lambda ((y Nat)) (S y)) xs))))`;
    expect(statements(text)).toEqual([
      "axiom p_1 : p(S(x1)) = x1",
      "axiom map_1 : map(f, nil) = nil",
      "axiom map_2 : map(f, cons(x_1, rest_2)) = cons(apply(f, x_1), map(f, rest_2))",
      "axiom add_1_1 : add_1(y, Z) = y",
      "axiom add_1_2 : add_1(y, S(z_1)) = S(y)",
      "axiom add_1 : apply(add(x), y) = add_1(y, p(x))",
      "axiom goal4_1_1 : apply(goal4_1, z_1) = S(z_1)",
      "axiom goal5_1_1 : apply(goal5_1, y) = S(y)",
      "theorem goal1 : (forall (xs : list Nat). (map(goal4_1, xs) = map(goal5_1, xs)))",
    ]);
  });

  it("declared sorts and functions, assertions, and names that MPL does not have", () => {
    const text = `(declare-sort Elem 0)
(declare-fun le (Elem Elem) Bool)
(declare-const |the least| Elem)
(assert (forall ((x Elem)) (le |the least| x)))
(prove (forall ((x Elem) (y Elem)) (=> (distinct x y) (or (le x y) (not (le x y))))))`;
    expect(statements(text)).toEqual([
      "axiom assert1 : (forall (x : Elem). le(the_least, x) = tt)",
      "theorem goal2 : (forall (x : Elem) (y : Elem). ((x != y) -> (le(x, y) = tt | le(x, y) = ff)))",
    ]);
  });
});

describe("what is read is a theory whose goals can be proved", () => {
  it("append is associative, and a mapped list is as long", async () => {
    const { theory } = loadSmt(
      "append.smt2",
      `${NAT}${LIST}
(define-fun-rec ++ (par (a) (((x (list a)) (y (list a))) (list a)))
  (match x ((nil y) ((cons z xs) (cons z (++ xs y))))))
(prove (par (a) (forall ((x (list a)) (y (list a)) (z (list a))) (= (++ x (++ y z)) (++ (++ x y) z)))))`,
    );
    const result = await develop("prove", theory!);
    expect(result.goals).toEqual([{ name: "goal1", status: "Theorem" }]);
    expect(result.rejected).toEqual([]);
  });
});

describe("termination", () => {
  const define = (body: string): string => `${NAT}(define-fun-rec f ((x Nat) (y Nat)) Nat ${body})`;

  it.each([
    ["structural", "(match x ((Z y) ((S z) (f z (S y)))))"],
    ["by either argument", "(match x ((Z Z) ((S u) (match y ((Z Z) ((S v) (f x v)))))))"],
    ["with exchanged arguments", "(match x ((Z Z) ((S u) (match y ((Z Z) ((S v) (f v u)))))))"],
    ["two steps at once", "(match x ((Z y) ((S u) (match u ((Z y) ((S v) (f v y)))))))"],
    ["smaller every second time", "(match x ((Z y) ((S u) (f y u))))"],
    ["nested", "(match x ((Z y) ((S u) (f u (f u y)))))"],
  ])("is shown: %s", (_, body) => {
    expect(errors(define(body))).toEqual([]);
  });

  it.each([
    ["the same call", "(f x y)"],
    ["a larger argument", "(match x ((Z y) ((S u) (f (S u) y))))"],
    ["exchanged and not smaller", "(match x ((Z y) ((S u) (f y x))))"],
    ["a result of the function itself", "(match x ((Z y) ((S u) (f (f u y) y))))"],
    ["under a condition", "(ite (= (f x y) Z) Z y)"],
    ["through a value", "(match x ((Z y) ((S u) (@ (lambda ((v Nat)) (f v y)) x))))"],
  ])("is not: %s", (_, body) => {
    expect(errors(define(body)).some((text) => text.includes("f is not shown to terminate"))).toBe(true);
  });

  it("looks through functions that use each other", () => {
    const heads = "((even ((x Nat)) Bool) (odd ((x Nat)) Bool))";
    const good = `${NAT}(define-funs-rec ${heads} ((match x ((Z true) ((S y) (odd y)))) (match x ((Z false) ((S y) (even y))))))`;
    const bad = `${NAT}(define-funs-rec ${heads} ((match x ((Z true) ((S y) (odd x)))) (match x ((Z false) ((S y) (even x))))))`;
    expect(errors(good)).toEqual([]);
    expect(errors(bad)).toHaveLength(2);
  });
});

describe("errors", () => {
  it.each([
    ["(prove", "1:1 this bracket is never closed"],
    [")", "1:1 this bracket closes nothing"],
    ["(frobnicate x)", "1:1 the command frobnicate is not read"],
    ["(prove (= x x))", "1:11 there is no x"],
    [`${NAT}\n(prove (= Z (S Z Z)))`, "2:13 this is applied to too many arguments: it is Nat"],
    [`${NAT}\n(prove (= Z true))`, "2:13 this is Bool, and Nat is wanted"],
    [`${NAT}\n(define-fun f ((x Nat)) Nat (match x ((Z x))))`, "2:29 there is no case for S"],
    [
      `${NAT}\n(define-fun f ((x Nat)) Nat (match x (((S y z) x) (Z x))))`,
      "2:40 S takes 1 arguments, and here it has 2",
    ],
    [`${NAT}\n(define-fun f ((x Mat)) Nat x)`, "2:19 there is no sort Mat"],
    [`${NAT}\n${NAT}`, "2:1 the sort Nat is declared twice"],
    [
      `${NAT}\n(define-fun f ((x Nat)) Bool (forall ((y Nat)) (= x y)))`,
      "2:1 f is defined with a quantifier, which is not read",
    ],
    ['(set-info :source "open', "1:19 this string is never closed"],
  ])("%s", (text, message) => {
    expect(errors(text)[0]).toBe(message);
  });

  it("does not fall over deep or broken files", () => {
    for (const text of [
      "(".repeat(5000),
      ")".repeat(5000),
      "((((",
      "|",
      "(define-fun)",
      "(prove)",
      "(declare-datatype)",
      "(match)",
    ])
      expect(() => loadSmt("x.smt2", text)).not.toThrow();
  });
});
