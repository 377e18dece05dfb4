/** `join` on the CPU against `unify` on all pairs. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinOnCpu } from "../../src/device/cpu/join.js";
import { unifyOnCpu } from "../../src/device/cpu/unify.js";
import { BINDING_WORDS, type JoinRequest, type JoinResult } from "../../src/device/device.js";
import { joinBands } from "../../src/device/join-bands.js";
import { node, termTable, treeOf, type Tree } from "./terms.js";

function joinOf(left: readonly Tree[], right: readonly Tree[], matchOnly = false): JoinRequest {
  return {
    ...{ left: termTable(left), right: termTable(right), matchOnly, stepBudget: 1000 },
    ...{ leftFrom: 0, leftEnd: left.length, rightFrom: 0, rightEnd: right.length },
  };
}

/** What `join` must answer, from what it is documented to be. */
function reference(request: JoinRequest): Omit<JoinResult, "candidateCount"> {
  const pairs: number[] = [];
  for (let l = request.leftFrom; l < request.leftEnd; l++)
    for (let r = request.rightFrom; r < request.rightEnd; r++) pairs.push(l, r);
  const all = unifyOnCpu({ ...request, pairs: Uint32Array.from(pairs) });
  const kept = [...all.unifies.keys()].filter((pair) => all.unifies[pair] === 1);
  const bindings = kept.map((pair) => all.bindings.slice(pair * BINDING_WORDS, (pair + 1) * BINDING_WORDS));
  return {
    pairs: Uint32Array.from(kept.flatMap((pair) => pairs.slice(2 * pair, 2 * pair + 2))),
    bindings: Uint32Array.from(bindings.flatMap((words) => [...words])),
  };
}

const trees = fc.array(treeOf(3, 4), { maxLength: 25 });

describe("joinOnCpu", () => {
  it.each([false, true])("finds the pairs that unify, and no others (matching: %s)", (matchOnly) => {
    let candidates = 0;
    let tried = 0;
    fc.assert(
      fc.property(trees, trees, (left, right) => {
        const request = joinOf(left, right, matchOnly);
        const { candidateCount, ...rest } = joinOnCpu(request);
        expect(rest).toEqual(reference(request));
        candidates += candidateCount;
        tried += left.length * right.length;
      }),
      { numRuns: 300, seed: 1 },
    );
    expect(candidates).toBeLessThan(0.7 * tried);
  });

  it("answers for ranges, whose answers put together are the answer for all", () => {
    fc.assert(
      fc.property(trees, trees, fc.integer({ min: 1, max: 60 }), (left, right, size) => {
        const whole = joinOf(left, right);
        const parts = [...joinBands(whole, size)].map((part) => joinOnCpu(part));
        const { pairs, bindings } = joinOnCpu(whole);
        expect(parts.flatMap((part) => [...part.pairs])).toEqual([...pairs]);
        expect(parts.flatMap((part) => [...part.bindings])).toEqual([...bindings]);
        const inner = { ...whole, rightFrom: right.length >> 1, leftFrom: left.length >> 2 };
        expect(joinOnCpu(inner)).toMatchObject(reference(inner));
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it("keeps more pairs than it made room for", () => {
    const many = Array.from({ length: 30 }, () => node(2, 0));
    const request = joinOf(many, many);
    const { candidateCount, ...rest } = joinOnCpu(request);
    expect(candidateCount).toBe(900);
    expect(rest).toEqual(reference(request));
  });
});
