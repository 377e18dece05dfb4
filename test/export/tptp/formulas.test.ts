/** What is written as TPTP reads back as the same formula, up to what the two notations write differently. */
import { describe, expect, it } from "vitest";
import { FormulaWriter, quoted } from "../../../src/export/tptp/formulas.js";
import { languageOf, tptpNames, typeDeclarations } from "../../../src/export/tptp/names.js";
import { loadTptp } from "../../../src/import/tptp/load.js";
import type { Formula } from "../../../src/logic/formula.js";
import type { Theory } from "../../../src/logic/theory.js";
import { holds, type Model } from "../../soundness/model.js";
import { Random } from "../../soundness/random.js";
import { randomScenario } from "../../soundness/scenario.js";

/** The formulas written as a problem over the theory's symbols, and read again. */
function throughTptp(
  theory: Theory,
  formulas: readonly Formula[],
): { theory: Theory; symbol: (name: string) => string } {
  const names = tptpNames(theory);
  const writer = new FormulaWriter(names);
  const language = languageOf(names);
  const lines = formulas.map((formula, i) => `${language}(f${i}, axiom, ${writer.write(formula)}).`);
  const text = [...typeDeclarations(theory, names), ...lines].join("\n");
  const { problem, diagnostics } = loadTptp("x.p", text, { read: () => undefined, library: undefined });
  if (problem === undefined) throw new Error(`${diagnostics.map((d) => d.message).join("\n")}\n${text}`);
  return { theory: problem.theory, symbol: (name) => problem.symbols.originalOf(name) };
}

/** The model with its sorts and symbols called as they are after reading. */
function renamed(model: Model, from: Theory, to: Theory, original: (name: string) => string): Model {
  const isTyped = from.sorts.length > 1;
  const sizes = new Map(
    isTyped ? to.sorts.map((sort) => [sort.name, model.sizes.get(sort.name.replace(/^q_/u, "")) ?? 1]) : [],
  );
  if (!isTyped) sizes.set("I", model.sizes.get(from.sorts[0].name)!);
  const tables = new Map(
    to.symbols.flatMap((symbol) => {
      const table = model.tables.get(original(symbol.name));
      return table === undefined ? [] : [[symbol.name, table] as const];
    }),
  );
  return { sizes, tables };
}

describe("random formulas", () => {
  it("mean the same after writing and reading", () => {
    let compared = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { theory, model, goals } = randomScenario(new Random(700_001 + seed), 8);
      if ([...theory.sorts, ...theory.symbols].some((decl) => decl.params.length > 0)) continue;
      if (theory.symbols.some((symbol) => symbol.args.length === 0 && symbol.name === "0")) continue;
      const formulas = goals.filter((goal) => goal.params.length === 0).map((goal) => goal.formula);
      const read = throughTptp(theory, formulas);
      const after = renamed(model, theory, read.theory, read.symbol);
      formulas.forEach((formula, i) => {
        expect(holds(after, read.theory.facts[i].formula)).toBe(holds(model, formula));
        compared++;
      });
    }
    expect(compared).toBeGreaterThan(600);
  });
});

describe("names", () => {
  it.each([
    ["f", "f"],
    ["aB_1", "aB_1"],
    ["+", "'+'"],
    ["Top", "'Top'"],
    ["it's", "'it\\'s'"],
    ["a\\b", "'a\\\\b'"],
  ])("%s", (name, functor) => {
    expect(quoted(name)).toBe(functor);
  });
});
