/** `unify` on the CPU against textbook unification on trees. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unifyOnCpu } from "../../src/device/cpu/unify.js";
import {
  MAX_UNIFY_VARS,
  UNBOUND,
  VARIABLE_BIT,
  type TermTable,
  type UnifyRequest,
} from "../../src/device/device.js";

/** A variable's name, or a symbol (its number says its arity) with arguments. */
type Tree = string | { readonly f: number; readonly args: readonly Tree[] };

const node = (f: number, ...args: readonly Tree[]): Tree => ({ f, args });

const VARS = 4;
const tree = (side: string): fc.Arbitrary<Tree> =>
  fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.nat(VARS - 1).map((v): Tree => `${side}${v}`),
      fc.nat(1).map((f) => node(f)),
      tie("tree").map((arg) => node(2, arg)),
      fc.tuple(tie("tree"), tie("tree")).map(([l, r]) => node(3, l, r)),
    ),
  })).tree;

function table(trees: readonly Tree[]): TermTable {
  const cells: number[] = [];
  const emit = (t: Tree): number => {
    const at = cells.length;
    cells.push(typeof t === "string" ? (VARIABLE_BIT | Number(t.slice(1))) >>> 0 : t.f, 1);
    if (typeof t !== "string") for (const arg of t.args) cells[at + 1] += emit(arg);
    return cells[at + 1];
  };
  const start = trees.map((t) => {
    const at = cells.length / 2;
    emit(t);
    return at;
  });
  return { termCount: trees.length, cells: Uint32Array.from(cells), start: Uint32Array.from(start) };
}

function request(left: Tree, right: Tree, matchOnly = false): UnifyRequest {
  return {
    left: table([left]),
    right: table([right]),
    pairs: Uint32Array.of(0, 0),
    matchOnly,
    stepBudget: 1000,
  };
}

type Images = Map<string, Tree>;

function apply(t: Tree, images: Images): Tree {
  if (typeof t !== "string") return node(t.f, ...t.args.map((arg) => apply(arg, images)));
  const image = images.get(t);
  return image === undefined ? t : apply(image, images);
}

const same = (l: Tree, r: Tree): boolean => JSON.stringify(l) === JSON.stringify(r);

function occurs(v: string, t: Tree): boolean {
  return typeof t === "string" ? t === v : t.args.some((arg) => occurs(v, arg));
}

/** Robinson's algorithm, one disagreement at a time; `bindable` says which variables may be bound. */
function unifyTrees(left: Tree, right: Tree, bindable: (v: string) => boolean): Images | undefined {
  const images: Images = new Map();
  const disagree = (l: Tree, r: Tree): [Tree, Tree] | undefined => {
    if (same(l, r)) return undefined;
    if (typeof l === "string" || typeof r === "string" || l.f !== r.f) return [l, r];
    for (const [i, arg] of l.args.entries()) {
      const pair = disagree(arg, r.args[i]);
      if (pair !== undefined) return pair;
    }
    return undefined;
  };
  for (;;) {
    const pair = disagree(apply(left, images), apply(right, images));
    if (pair === undefined) return images;
    const [v, t] = typeof pair[0] === "string" && bindable(pair[0]) ? pair : [pair[1], pair[0]];
    if (typeof v !== "string" || !bindable(v) || occurs(v, t)) return undefined;
    images.set(v, t);
  }
}

/** The images that a result gives, as trees. */
function imagesOf(req: UnifyRequest, bindings: Uint32Array): Images {
  const images: Images = new Map();
  const read = (ref: number): Tree => {
    const cells = (ref & 1) === 0 ? req.left.cells : req.right.cells;
    const at = ref >>> 1;
    const head = cells[2 * at];
    if ((head & VARIABLE_BIT) !== 0) return `${(ref & 1) === 0 ? "l" : "r"}${(head & ~VARIABLE_BIT) >>> 0}`;
    const args: Tree[] = [];
    for (let c = at + 1; c < at + cells[2 * at + 1]; c += cells[2 * c + 1])
      args.push(read(c * 2 + (ref & 1)));
    return node(head, ...args);
  };
  for (let v = 0; v < 2 * MAX_UNIFY_VARS; v++) {
    if (bindings[v] === UNBOUND) continue;
    images.set(v < MAX_UNIFY_VARS ? `l${v}` : `r${v - MAX_UNIFY_VARS}`, read(bindings[v]));
  }
  return images;
}

describe("unifyOnCpu", () => {
  it("decides as Robinson's algorithm does, with a most general unifier", () => {
    fc.assert(
      fc.property(tree("l"), tree("r"), (left, right) => {
        const req = request(left, right);
        const result = unifyOnCpu(req);
        const expected = unifyTrees(left, right, () => true);
        expect(result.unifies[0]).toBe(expected === undefined ? 0 : 1);
        const images = imagesOf(req, result.bindings);
        if (expected === undefined) {
          expect(images.size).toBe(0);
          return;
        }
        expect(apply(left, images)).toEqual(apply(right, images));
        // Most general: as many variables stay free as in the reference's answer.
        expect(images.size).toBe(expected.size);
      }),
      { numRuns: 1000 },
    );
  });

  it("binds only the left side's variables when it matches", () => {
    fc.assert(
      fc.property(tree("l"), tree("r"), (left, right) => {
        const req = request(left, right, true);
        const result = unifyOnCpu(req);
        const expected = unifyTrees(left, right, (v) => v.startsWith("l"));
        expect(result.unifies[0]).toBe(expected === undefined ? 0 : 1);
        if (expected === undefined) return;
        const images = imagesOf(req, result.bindings);
        expect([...images.keys()].every((v) => v.startsWith("l"))).toBe(true);
        expect(apply(left, images)).toEqual(right);
      }),
      { numRuns: 1000 },
    );
  });

  it("ends on cyclic problems", () => {
    const left = node(3, "l0", node(3, "l0", "l1"));
    const right = node(3, node(2, node(2, "r0")), node(3, node(2, "r0"), "r0"));
    expect(unifyOnCpu(request(left, right)).unifies[0]).toBe(0);
    expect(unifyOnCpu(request(node(3, "l0", node(2, "l0")), node(3, "r0", "r0"))).unifies[0]).toBe(0);
  });

  it("answers pair by pair, and none for none", () => {
    const left = table(["l0", node(0)]);
    const right = table([node(1), node(0)]);
    const all = { left, right, pairs: Uint32Array.of(0, 0, 1, 0, 1, 1), matchOnly: false, stepBudget: 9 };
    expect([...unifyOnCpu(all).unifies]).toEqual([1, 0, 1]);
    expect(unifyOnCpu({ ...all, pairs: new Uint32Array() }).bindings).toHaveLength(0);
  });

  it("refuses a variable number that the result has no room for", () => {
    expect(() => unifyOnCpu(request("l32", node(0)))).toThrow(RangeError);
  });
});
