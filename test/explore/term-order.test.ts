/** The order with which equations are oriented: total on ground terms, and blind to how arguments are sorted. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Law } from "../../src/explore/laws.js";
import { Matcher } from "../../src/explore/matcher.js";
import { Rewriter } from "../../src/explore/rewriter.js";
import { Signature } from "../../src/explore/signature.js";
import { TermBank } from "../../src/explore/term-bank.js";
import { TermOrder } from "../../src/explore/term-order.js";
import type { Term } from "../../src/logic/term.js";
import { N, PEANO, plus, s, times, x, y, z, zero } from "./theories.js";

const terms = fc.letrec<{ term: Term }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(x, y, z, zero),
    tie("term").map(s),
    fc.tuple(tie("term"), tie("term")).map(([l, r]) => plus(l, r)),
    fc.tuple(tie("term"), tie("term")).map(([l, r]) => times(l, r)),
  ),
})).term;

/** A rewriter over the laws of a commutative semiring, without rules. */
function withLaws(): { rewriter: Rewriter; order: TermOrder; node: (term: Term) => number } {
  const bank = new TermBank(new Signature(PEANO));
  const laws = new Uint8Array(bank.signature.ops.length);
  for (const name of ["+", "*"]) laws[bank.signature.opOf(name, [])!.id] = Law.Both;
  const order = new TermOrder(bank, laws);
  const rewriter = new Rewriter(bank, order, new Matcher(bank, laws));
  const sort = bank.signature.sortOf(N)!;
  const scope = new Map([x, y, z].map((v, i) => [v.name, bank.variable(sort, i)]));
  return { rewriter, order, node: (term) => rewriter.canonical(bank.fromTerm(term, scope)) };
}

describe("TermOrder", () => {
  it("is total and antisymmetric on sorted ground terms, and larger than subterms", () => {
    const { order, node, rewriter } = withLaws();
    fc.assert(
      fc.property(terms, terms, (left, right) => {
        const [l, r] = [node(left), node(right)];
        expect([order.greater(l, r, true), l === r, order.greater(r, l, true)].filter(Boolean)).toEqual([
          true,
        ]);
        for (const arg of rewriter.bank.argsOf(l)) expect(order.greater(l, arg, true)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("is transitive, and what is greater with variables is greater for all their values", () => {
    const { order, node, rewriter } = withLaws();
    const { bank } = rewriter;
    fc.assert(
      fc.property(terms, terms, terms, (a, b, c) => {
        const [l, m, r] = [node(a), node(b), node(c)];
        if (order.greater(l, m, true) && order.greater(m, r, true))
          expect(order.greater(l, r, true)).toBe(true);
        if (!order.greater(l, m, false)) return;
        const image = (term: number): number =>
          rewriter.canonical(
            bank.replace(
              term,
              bank.varSort.map((_, v) => (v === 0 ? r : -1)),
            ),
          );
        expect(order.greater(image(l), image(m), true)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("orients s(x) + y = s(x + y) one way, however the arguments are sorted", () => {
    const { order, node } = withLaws();
    for (const left of [plus(s(x), y), plus(x, s(y))]) {
      expect(order.greater(node(left), node(s(plus(x, y))), false)).toBe(true);
      expect(order.greater(node(s(plus(x, y))), node(left), true)).toBe(false);
    }
  });
});
