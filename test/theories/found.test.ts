/** What a run finds by itself, from the axioms alone: the laws that a reader expects, and no copies of them. */
import { beforeAll, describe, expect, it } from "vitest";
import { formulaText, type Formula } from "../../src/logic/formula.js";
import type { RunResult } from "../../src/proof/run-result.js";
import type { Theorem } from "../../src/proof/theorem.js";
import { develop, shipped, statements } from "./support.js";
import { isSame, says } from "./subsumption.js";

let peano: RunResult;
let list: RunResult;

beforeAll(async () => {
  peano = await develop("run", shipped("peano"), { useGoals: false });
  list = await develop("run", shipped("list"), { useGoals: false });
});

const explored = ({ theorems }: RunResult): readonly Theorem[] =>
  theorems.filter(({ origin }) => origin === "explored");

/** The first explored theorem that is one of `wanted`; fails if there is none. */
function found(result: RunResult, ...wanted: readonly Formula[]): Theorem {
  const theorem = explored(result).find(({ formula }) => wanted.some((law) => isSame(law, formula)));
  if (theorem === undefined) {
    expect.fail(
      [
        `not found: ${wanted.map(formulaText).join(" or ")}; found:`,
        ...result.theorems.map(({ formula }) => formulaText(formula)),
      ].join("\n"),
    );
  }
  return theorem;
}

/** Whether the theorem's proof, or one that it cites, however indirectly, is by induction. */
function restsOnInduction(result: RunResult, theorem: Theorem): boolean {
  if (theorem.method === "induction") return true;
  const cited = result.theorems.filter(({ name }) => theorem.uses.includes(name));
  return cited.some((lemma) => restsOnInduction(result, lemma));
}

const NUMBERS = statements("Peano", {
  addComm: "x + y = y + x",
  mulComm: "x * y = y * x",
  addAssoc: "(x + y) + z = x + (y + z)",
  mulAssoc: "(x * y) * z = x * (y * z)",
  distribLeft: "x * (y + z) = x * y + x * z",
  distribRight: "(x + y) * z = x * z + y * z",
  cancelRight: "x + z = y + z -> x = y",
  cancelLeft: "x + y = x + z -> y = z",
});

const LISTS = statements("List", {
  appAssoc: "(xs ++ ys) ++ zs = xs ++ (ys ++ zs)",
  revRev: "rev(rev(xs)) = xs",
  revApp: "rev(xs ++ ys) = rev(ys) ++ rev(xs)",
  lenApp: "len(xs ++ ys) = len(xs) + len(ys)",
});

describe("from the axioms of 0, s, + and * alone", () => {
  it("states nothing beforehand, and has every proof checked", () => {
    expect(peano.goals).toEqual([]);
    expect(peano.theorems.map(({ origin }) => origin)).not.toContain("stated");
    expect(peano.checked).toBe(true);
  });

  it.each(["addComm", "mulComm", "addAssoc", "mulAssoc"] as const)("finds %s, by induction", (law) => {
    expect(restsOnInduction(peano, found(peano, NUMBERS[law]))).toBe(true);
  });

  it("finds distributivity, on one side at least", () => {
    const law = found(peano, NUMBERS.distribLeft, NUMBERS.distribRight);
    expect(restsOnInduction(peano, law)).toBe(true);
  });

  it("finds cancellation, or its mirror image together with commutativity", () => {
    const law = found(peano, NUMBERS.cancelRight, NUMBERS.cancelLeft);
    expect(restsOnInduction(peano, law)).toBe(true);
    if (!isSame(law.formula, NUMBERS.cancelRight)) found(peano, NUMBERS.addComm);
  });
});

describe("of lists, from their axioms and Peano's theorems", () => {
  it("states only what Peano states", () => {
    expect(list.goals).toEqual([]);
    const stated = list.theorems.filter(({ origin }) => origin === "stated").map(({ name }) => name);
    expect(stated).toEqual(expect.arrayContaining(shipped("peano").goals.map(({ name }) => name)));
    expect(stated).toHaveLength(shipped("peano").goals.length);
  });

  it.each(["appAssoc", "revRev", "revApp", "lenApp"] as const)("finds %s, by induction", (law) => {
    expect(restsOnInduction(list, found(list, LISTS[law]))).toBe(true);
  });
});

describe("the basis", () => {
  const pairs = ({ theorems }: RunResult): readonly string[] => {
    const basis = theorems.filter((theorem) => theorem.basis);
    return basis.flatMap((general) =>
      basis
        .filter((special) => special !== general && says(general.formula, special.formula))
        .map((special) => `${special.name} is an instance of ${general.name}`),
    );
  };

  it("has no renamed copy and no instance of another theorem, on numbers and on lists", () => {
    expect([...pairs(peano), ...pairs(list)]).toEqual([]);
  });

  it("has no instance of an axiom", () => {
    for (const { theory, theorems } of [peano, list]) {
      for (const { formula } of theorems.filter((theorem) => theorem.basis)) {
        expect(theory.facts.filter((fact) => says(fact.formula, formula))).toEqual([]);
      }
    }
  });

  it("has no vacuous theorem, and exploring keeps none anywhere", () => {
    for (const result of [peano, list]) {
      expect(result.theorems.filter((theorem) => theorem.vacuous)).toEqual([]);
      expect(explored(result).length).toBeGreaterThan(10);
    }
  });

  it("rests on no theorem that is not in the output", () => {
    for (const { theory, theorems } of [peano, list]) {
      const known = new Set(theory.facts.map(({ name }) => name));
      for (const { name, uses } of theorems) {
        expect(uses.filter((used) => !known.has(used))).toEqual([]);
        known.add(name);
      }
    }
  });
});

describe("the instance check of this test", () => {
  const { addComm, mulComm, addAssoc, cancelRight, cancelLeft } = NUMBERS;
  const SAMPLES = statements("Peano", {
    turned: "y + x = x + y",
    instance: "s(x) + x = x + s(x)",
    weaker: "z = z & y + x = z + x -> z = y",
  });

  it("knows renamings, sides, instances and further premises", () => {
    expect(isSame(addComm, SAMPLES.turned)).toBe(true);
    expect([says(addComm, SAMPLES.instance), says(SAMPLES.instance, addComm)]).toEqual([true, false]);
    expect([says(cancelRight, SAMPLES.weaker), says(SAMPLES.weaker, cancelRight)]).toEqual([true, false]);
  });

  it("tells different laws apart", () => {
    expect([
      isSame(addComm, mulComm),
      isSame(cancelLeft, cancelRight),
      says(addComm, addAssoc),
      says(addAssoc, addComm),
    ]).toEqual([false, false, false, false]);
  });
});
