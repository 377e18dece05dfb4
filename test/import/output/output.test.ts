/** Mutants of the grid's own theories: the checker accepts every certificate, and refuses what is touched. */
import { describe, expect, it } from "vitest";
import { Checker, readTheory } from "../../../src/check/checker.js";
import { CpuDevice } from "../../../src/device/cpu/cpu-device.js";
import { outputSource } from "../../../src/import/output/backend.js";
import type { CitedStatement } from "../../../src/import/output/library.js";
import { formulaText, type Formula } from "../../../src/logic/formula.js";
import { loadTheoryText } from "../../../src/mpl/load.js";
import { theoryToCore } from "../../../src/mpl/print-core.js";
import { mutate, type KeptMutant } from "../../../src/mutate/engine.js";
import { NO_JOURNAL } from "../../../src/mutate/journal.js";
import { DEFAULT_SETTINGS } from "../../../src/mutate/settings.js";
import { DEFAULT_IN_MEMORY, Storage } from "../../../src/mutate/storage.js";
import { memoryTape } from "../../../src/mutate/tape.js";
import { says } from "../../theories/subsumption.js";

const NUMBERS = `theory Numbers
sort N inductive
  0 : N
  s(N) : N
op + : N, N -> N infixl 60
predicate even : N
axiom add.zero : x + 0 = x
axiom add.succ : x + s(y) = s(x + y)
axiom add.comm : x + y = y + x
axiom cancel : x + y = x + z -> y = z
axiom even.add : even(x) & even(y) -> even(x + y)
axiom odd : !even(s(0))
`;

const LISTS = `theory Lists
sort List a inductive
  nil : List a
  cons(a, List a) : List a
op ++ : List a, List a -> List a infixr 60
axiom app.nil : nil ++ l = l
axiom app.cons : cons(x, l) ++ m = cons(x, l ++ m)
axiom app.assoc : (l ++ m) ++ n = l ++ (m ++ n)
axiom app.cancel : l ++ m = l ++ n -> m = n
op rev : List a -> List a
axiom rev.nil : rev(nil) = nil
axiom rev.cons : rev(cons(x, l)) = rev(l) ++ cons(x, nil)
axiom rev.app : rev(l ++ m) = rev(m) ++ rev(l)
axiom rev.injective : rev(l) = rev(m) -> l = m
`;

interface Mutated {
  readonly certificates: readonly string[];
  readonly statements: readonly string[];
  readonly formulas: readonly Formula[];
  readonly facts: readonly Formula[];
  readonly kept: readonly KeptMutant[];
}

async function mutants(text: string): Promise<Mutated> {
  const { theory, diagnostics } = loadTheoryText(text, "test.mpl");
  if (theory === undefined) throw new Error(JSON.stringify(diagnostics));
  const facts = theory.facts.map(({ name, params, formula }): CitedStatement => ({
    name,
    params,
    formula,
    steps: 0,
  }));
  const source = outputSource(theory, facts);
  const kept: KeptMutant[] = [];
  const settings = { ...DEFAULT_SETTINGS, overlap: 1, growth: 3, rounds: 2, limit: 150 };
  await mutate(source, {
    ...{ settings, device: new CpuDevice(), workers: 1, journal: NO_JOURNAL },
    storage: new Storage(DEFAULT_IN_MEMORY, memoryTape),
    onProgress: () => undefined,
    onMutant: (one) => {
      kept.push(one);
    },
  });
  const checked = readTheory(theoryToCore(theory));
  if (!checked.ok) throw new Error(checked.reason);
  const checker = new Checker(checked.theory);
  for (const { proved } of kept) {
    const verdict = checker.check(proved.proof);
    if (!verdict.ok) throw new Error(`${verdict.reason} in ${proved.proof}`);
  }
  return {
    certificates: kept.map(({ proved }) => proved.proof),
    formulas: kept.map(({ label }) => source.backend.theorem(label).formula),
    facts: theory.facts.map(({ formula }) => formula),
    statements: kept.map(({ proved }) => [...proved.hypotheses, proved.conclusion].join(" / ")),
    kept,
  };
}

describe.each([
  ["numbers", NUMBERS, ["apply", "rewrite"]],
  ["lists of any sort", LISTS, ["apply", "rewrite"]],
])("mutants of %s", (_, text, kinds) => {
  it("are accepted by the checker, of every kind, in two rounds", async () => {
    const { kept } = await mutants(text);
    expect(kept.length).toBeGreaterThan(20);
    expect([...new Set(kept.map(({ mutant }) => mutant.mutation.kind))].sort()).toEqual(kinds);
    expect(new Set(kept.map(({ round }) => round))).toEqual(new Set([1, 2]));
  });

  it("say nothing that holds by reflexivity, and nothing twice", async () => {
    const { statements } = await mutants(text);
    expect(new Set(statements).size).toBe(statements.length);
    for (const statement of statements) expect(statement).not.toMatch(/\(=\[(.*),\1\]\)$/);
  });

  it("are no instances of the theory's facts, by a judge of the tests' own", async () => {
    const { formulas, facts } = await mutants(text);
    for (const formula of formulas) {
      for (const fact of facts) expect(says(fact, formula), formulaText(formula)).toBe(false);
    }
    // The judge does see instances: the facts' own.
    expect(facts.filter((fact) => says(fact, fact)).length).toBeGreaterThan(3);
  });

  it("are refused when the statement is another", async () => {
    const { certificates } = await mutants(text);
    const { theory } = loadTheoryText(text, "test.mpl");
    const checked = readTheory(theoryToCore(theory!));
    if (!checked.ok) throw new Error(checked.reason);
    let tampered = 0;
    for (const [i, certificate] of certificates.entries()) {
      const [header, ...rest] = certificate.split("\n");
      const other = JSON.parse(certificates[(i + 1) % certificates.length].split("\n")[0]) as {
        statement: string;
      };
      const mine = JSON.parse(header) as { statement: string };
      if (mine.statement === other.statement) continue;
      const touched = [JSON.stringify({ ...mine, statement: other.statement }), ...rest].join("\n");
      expect(new Checker(checked.theory).check(touched).ok).toBe(false);
      tampered++;
    }
    expect(tampered).toBeGreaterThan(20);
  });
});
