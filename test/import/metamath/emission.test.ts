/** Mutants as Metamath proofs: what the backend writes is accepted, needs all of its $d, and breaks when it is touched. */
import { describe, expect, it } from "vitest";
import type { Mutant, MutationSource, ProvedMutant } from "../../../src/mutate/library.js";
import { database, EQUATIONS, LOGIC, source, verify } from "./databases.js";
import { apply, restate, rewrites } from "./naive-mutants.js";

interface Emitted {
  readonly mutant: Mutant;
  readonly label: string;
  readonly proved: ProvedMutant;
}

/** Every mutant that one step makes of a library: restated, applied, rewritten. */
function allMutants({ library }: MutationSource): Mutant[] {
  const { table } = library;
  const mutants: Mutant[] = [];
  const all = Array.from({ length: table.theoremCount }, (_, theorem) => theorem);
  const count = (theorem: number) => table.formulaStart[theorem + 1] - table.formulaStart[theorem];
  for (const target of all) {
    mutants.push(restate(library, target));
    for (const lemma of all)
      for (let formula = 0; formula < count(target); formula++) {
        const applied = formula < count(target) - 1 ? apply(library, target, formula, lemma) : undefined;
        if (applied !== undefined) mutants.push(applied);
        if (count(lemma) !== 1) continue;
        for (const reverse of [false, true])
          mutants.push(...rewrites(library, target, formula, lemma, reverse));
      }
  }
  return mutants;
}

function emit({ backend }: MutationSource, mutants: readonly Mutant[]) {
  const emitted: Emitted[] = [];
  const refused: string[] = [];
  for (const mutant of mutants) {
    const label = backend.label(emitted.length + 1);
    const proved = backend.prove(mutant, label);
    if ("refused" in proved) refused.push(proved.refused);
    else emitted.push({ mutant, label, proved });
  }
  return { emitted, refused };
}

function fileOf({ backend }: MutationSource, emitted: readonly { proved: { text: string } }[]): string {
  return backend.fileHead + emitted.map(({ proved }) => proved.text).join("");
}

describe.each([
  ["a logic with a binder", LOGIC],
  ["an algebra of equations", EQUATIONS],
])("all one-step mutants of %s", (_, text) => {
  const base = source(text);
  const { emitted, refused } = emit(base, allMutants(base));
  const file = fileOf(base, emitted);

  it("are many, of every kind", () => {
    const kinds = new Set(emitted.map(({ mutant }) => mutant.mutation.kind));
    expect([...kinds].sort()).toEqual(["apply", "rewrite"]);
    expect(emitted.length).toBeGreaterThan(100);
    expect(new Set(refused)).toEqual(new Set(text === LOGIC ? ["distinct"] : []));
  });

  it("are accepted, all of them", () => {
    const { theoremCount, rejections } = verify(file, { "base.mm": text });
    expect(rejections).toEqual([]);
    expect(theoremCount).toBe(base.report.verification.theoremCount + emitted.length);
  });

  it("need each $d that they have", () => {
    const dropped = emitted.flatMap(({ proved, label }) =>
      proved.distinct.map(([a, b], index) => ({
        label,
        proved: {
          text: proved.text.replace(`  $d ${a} ${b} $.\n`, "").replaceAll(label, `${label}x${index}`),
        },
      })),
    );
    if (text === LOGIC) expect(dropped.length).toBeGreaterThan(10);
    const { acceptedCount } = verify(fileOf(base, dropped), { "base.mm": text });
    expect(acceptedCount).toBe(base.report.verification.acceptedCount);
  });

  it("are refused when a letter of the proof is another one", () => {
    const touched = emitted.slice(0, 200).map(({ proved, label }) => ({
      label,
      proved: {
        text: proved.text.replace(
          /([A-T])([^A-Z]*)( \$\.\n\$\}\n)$/,
          (_all, last: string, space, end) => `${last === "A" ? "B" : "A"}${String(space)}${String(end)}`,
        ),
      },
    }));
    const { acceptedCount } = verify(fileOf(base, touched), { "base.mm": text });
    expect(acceptedCount).toBe(base.report.verification.acceptedCount);
  });

  it("are written the same each time", () => {
    const again = source(text);
    expect(fileOf(again, emit(again, allMutants(again)).emitted)).toBe(file);
  });
});

describe("a mutant that was adopted", () => {
  it("is cited by those after it, with its own variables, hypotheses and $d", () => {
    const base = source(LOGIC);
    const { library, backend } = base;
    const { emitted: all } = emit(base, allMutants(base));
    const conditional = all.filter(({ proved }) => proved.distinct.length > 0).slice(0, 20);
    const assuming = all.filter(({ mutant }) => mutant.hypotheses.length > 1).slice(0, 20);
    const { emitted } = emit(
      base,
      [...conditional, ...assuming].map(({ mutant }) => mutant),
    );
    expect(emitted.length).toBe(40);
    const texts = emitted.map(({ proved }) => proved);
    emitted.forEach(({ mutant, label, proved }, index) => {
      const number = library.table.theoremCount + index;
      backend.adopt(number, label, mutant, proved.distinct);
      // Restated by itself: every variable for itself.
      const images = mutant.variableSort.slice(0, mutant.statementVariables).map((__, v) => {
        for (let cell = 0; cell < mutant.cells.length / 2; cell++)
          if (mutant.cells[2 * cell] === (0x80000000 | v) >>> 0) return cell;
        throw new Error("no such variable");
      });
      const premises = mutant.hypotheses.map((__, i) => ({ kind: "hypothesis", index: i }) as const);
      const again: Mutant = { ...mutant, derivation: { kind: "step", theorem: number, images, premises } };
      const cited = backend.prove(again, `again${index}`);
      if ("refused" in cited) throw new Error(cited.detail);
      expect([cited.conclusion, cited.hypotheses]).toEqual([proved.conclusion, proved.hypotheses]);
      expect(cited.proof).toContain(`( ${label} )`);
      expect(backend.formulaText(number, mutant.hypotheses.length)).toBe(proved.conclusion);
      texts.push(cited);
    });
    const file = fileOf(
      base,
      texts.map((proved) => ({ proved })),
    );
    expect(verify(file, { "base.mm": LOGIC }).rejections).toEqual([]);
  });
});

describe("what rewriting finds in a library", () => {
  const { library, report } = source(LOGIC);
  const slots = (symbol: string) =>
    library.rewriting.slots[library.symbols.findIndex(({ name }) => name === symbol)];

  it("is a relation for each sort that has one", () => {
    expect(report.relations).toEqual(["wb", "weq"]);
    expect(source(EQUATIONS).report.relations).toEqual(["weq"]);
  });

  it("is congruences of all forms: one hypothesis, several, closed, weakened, with $d", () => {
    expect([slots("wi"), slots("wb"), slots("weq"), slots("cpl"), slots("cs")]).toEqual([3, 3, 3, 3, 1]);
    // Body and range, not the bound variable; and nothing is known of membership.
    expect([slots("cU"), slots("cv"), slots("wel")]).toEqual([3, 0, 0]);
  });

  it("is arguments of whole formulas where formulas have no equivalence", () => {
    const { library: algebra } = source(EQUATIONS);
    const bits = algebra.symbols.map(({ name }, symbol) => [name, algebra.rewriting.slots[symbol]]);
    expect(Object.fromEntries(bits)).toEqual({ weq: 3, wlt: 1, tp: 1, tv: 3 });
  });

  it("is nothing in a library that says nothing of equality", () => {
    const bare = source(
      "$c |- wff -> $. $v p q $. wp $f wff p $. wq $f wff q $. wi $a wff -> p q $. k $a |- -> p p $.",
    );
    expect([...bare.library.rewriting.slots, ...bare.library.rewriting.relation]).toEqual([0, 0]);
  });
});

describe("names", () => {
  it("are the library's, as far as they are free", () => {
    const base = source(LOGIC);
    const [mutant] = rewrites(
      base.library,
      base.library.labels.indexOf("useful"),
      0,
      base.library.labels.indexOf("addcom"),
      false,
    );
    const proved = base.backend.prove(mutant, "m");
    expect(proved).toMatchObject({
      conclusion: "|- ( U. x ( A + B ) ( A S + x ) = C -> ( C + A ) e. U. x B ( A + x ) )",
    });
  });

  it("do not clash with a library's own", () => {
    const text = `${LOGIC}\nmut17 $a |- A = A $.\nmut-3 $a |- A = A $.`;
    const { backend } = source(text);
    expect(database(text).tokens.lookUpText(backend.label(17))).toBe(-1);
    expect(backend.label(3)).toBe("mut--3");
  });
});
