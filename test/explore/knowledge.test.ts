/** What follows from what is known: rewriting modulo AC, instances, Horn steps. */
import { beforeEach, describe, expect, it } from "vitest";
import { and, eq, imp } from "../../src/logic/formula.js";
import { variable, type Term } from "../../src/logic/term.js";
import { Knowledge } from "../../src/explore/knowledge.js";
import { Signature } from "../../src/explore/signature.js";
import { TermBank } from "../../src/explore/term-bank.js";
import { all, le, N, ORDER, PEANO, plus, s, times, x, y, z, zero } from "./theories.js";

const w = variable("w", N);
const addComm = all([x, y], eq(plus(x, y), plus(y, x)));
const addAssoc = all([x, y, z], eq(plus(plus(x, y), z), plus(x, plus(y, z))));
const mulComm = all([x, y], eq(times(x, y), times(y, x)));
const mulAssoc = all([x, y, z], eq(times(times(x, y), z), times(x, times(y, z))));
const distrib = all([x, y, z], eq(times(x, plus(y, z)), plus(times(x, y), times(x, z))));
const cancel = imp([x, y, z], eq(plus(x, z), plus(y, z)), eq(x, y));

function knowledgeOf(theory: typeof PEANO): Knowledge {
  const knowledge = new Knowledge(new TermBank(new Signature(theory)));
  for (const fact of theory.facts) knowledge.learn(fact.formula);
  return knowledge;
}

describe("Knowledge of Peano arithmetic", () => {
  let knowledge: Knowledge;
  beforeEach(() => {
    knowledge = knowledgeOf(PEANO);
  });

  it("knows the axioms, their renamings and their instances", () => {
    expect(knowledge.isKnown(all([y], eq(plus(y, zero), y)))).toBe(true);
    expect(knowledge.isKnown(all([y], eq(y, plus(y, zero))))).toBe(true);
    expect(knowledge.isKnown(all([x, z], eq(times(plus(x, z), zero), zero)))).toBe(true);
    expect(knowledge.isKnown(eq(plus(s(zero), s(zero)), s(s(zero))))).toBe(true);
  });

  it("does not know what needs induction", () => {
    expect(knowledge.isKnown(all([x], eq(plus(zero, x), x)))).toBe(false);
    expect(knowledge.isKnown(addComm)).toBe(false);
  });

  it("decides polynomial identities from the semiring laws, in any order of learning", () => {
    const laws = [addComm, mulComm, addAssoc, mulAssoc, distrib];
    const square = (t: Term): Term => times(t, t);
    const identities = [
      all([x, y, z], eq(plus(x, plus(y, z)), plus(y, plus(x, z)))),
      all([x, y, z], eq(times(plus(x, y), z), plus(times(x, z), times(y, z)))),
      all([x, y, z], eq(times(x, times(y, s(z))), times(y, times(x, s(z))))),
      all(
        [x, y],
        eq(times(plus(x, y), plus(x, y)), plus(plus(square(x), square(y)), plus(times(x, y), times(y, x)))),
      ),
      all(
        [x, y, z, w],
        eq(
          times(plus(x, y), plus(z, w)),
          plus(plus(times(w, y), times(x, z)), plus(times(z, y), times(w, x))),
        ),
      ),
    ];
    const falsities = [
      all([x, y], eq(plus(x, y), times(x, y))),
      all([x, y, z], eq(plus(x, times(y, z)), times(plus(x, y), z))),
    ];
    for (const order of [laws, [...laws].reverse()]) {
      knowledge = knowledgeOf(PEANO);
      for (const law of order) knowledge.learn(law);
      for (const identity of identities) expect(knowledge.isKnown(identity)).toBe(true);
      for (const falsity of falsities) expect(knowledge.isKnown(falsity)).toBe(false);
    }
  });

  it("applies a known conditional forwards, modulo the laws", () => {
    const goal = imp([x, y, z], eq(plus(z, x), plus(y, z)), eq(s(y), s(x)));
    knowledge.learn(cancel);
    expect(knowledge.isKnown(goal)).toBe(false);
    knowledge.learn(addComm);
    expect(knowledge.isKnown(goal)).toBe(true);
    knowledge.learn(addAssoc);
    expect(knowledge.isKnown(goal)).toBe(true);
    const longer = imp([x, y, z, w], eq(plus(plus(x, w), z), plus(z, plus(y, w))), eq(x, y));
    expect(knowledge.isKnown(longer)).toBe(true);
    expect(knowledge.isKnown(imp([x, y, z], eq(plus(x, y), plus(z, z)), eq(x, y)))).toBe(false);
  });

  it("uses premises: constructors are injective and disjoint, equations rewrite", () => {
    expect(knowledge.isKnown(imp([x, y], eq(s(x), s(y)), eq(x, y)))).toBe(true);
    expect(knowledge.isKnown(imp([x, y], eq(s(x), zero), eq(x, y)))).toBe(true);
    expect(knowledge.isKnown(imp([x, y], and(eq(x, zero), eq(y, x)), eq(plus(y, x), zero)))).toBe(true);
    expect(knowledge.isKnown(imp([x, y], eq(x, zero), eq(y, zero)))).toBe(false);
  });

  it("forgets what was assumed", () => {
    const saved = knowledge.save();
    const [a, b] = [0, 1].map((i) => knowledge.bank.variable(0, i));
    const plusOp = knowledge.bank.signature.opOf("+", [])!.id;
    const left = knowledge.bank.node(plusOp, [a, b]);
    knowledge.assume({ premises: [], conclusion: { left, right: knowledge.bank.node(plusOp, [b, a]) } });
    expect(knowledge.isKnown(addComm)).toBe(true);
    knowledge.restore(saved);
    expect(knowledge.isKnown(addComm)).toBe(false);
  });
});

describe("Knowledge of an order", () => {
  const transitive = imp([x, y, z], and(le(x, y), le(y, z)), le(x, z));

  it("chains known conditionals, and unfolds definitions", () => {
    const knowledge = knowledgeOf(ORDER);
    const goal = imp([x, y, z, w], and(and(le(x, y), le(y, z)), le(z, w)), le(x, w));
    expect(knowledge.isKnown(goal)).toBe(false);
    knowledge.learn(transitive);
    expect(knowledge.isKnown(goal)).toBe(true);
    expect(knowledge.isKnown(imp([x, y, z], eq(plus(x, z), y), le(x, y)))).toBe(true);
    expect(knowledge.isKnown(imp([x, y], le(x, y), le(y, x)))).toBe(false);
  });

  it("knows instances of universal atoms", () => {
    const knowledge = knowledgeOf(ORDER);
    knowledge.learn(all([x], le(zero, x)));
    expect(knowledge.isKnown(all([x, y], le(zero, plus(x, y))))).toBe(true);
    expect(knowledge.isKnown(all([x], le(x, zero)))).toBe(false);
  });
});
