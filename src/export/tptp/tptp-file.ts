/**
 * An output as one TPTP file: the theory's axioms and definitions, what first-order logic can say of its constructors,
 * and the theorems with role `theorem`. Induction is a schema and no formula, so theorems that need it do not follow
 * from the file's axioms alone. A theory with sort parameters has no TF0 form and is refused.
 */
import { conjunction, eq, exists, FALSE, forall, imp, or, TRUE, type Formula } from "../../logic/formula.js";
import { sortApp } from "../../logic/sort.js";
import { app, variable, type Var } from "../../logic/term.js";
import type { SortDecl, SymbolDecl, Theory } from "../../logic/theory.js";
import { loadTheory } from "../../mpl/load.js";
import { coreReader } from "../../proof/core-reader.js";
import { ExportFailure, Inexpressible, type ExportedFile, type RunOutput } from "../run-output.js";
import { FormulaWriter, quoted } from "./formulas.js";
import { languageOf, tptpNames, typeDeclarations } from "./names.js";

export function exportTptp(output: RunOutput): ExportedFile {
  const { theory } = loadTheory("theory.mpl", () => output.theory);
  if (theory === undefined) throw new ExportFailure("theory.mpl does not parse");
  if ([...theory.sorts, ...theory.symbols].some((decl) => decl.params.length > 0))
    throw new Inexpressible("the theory has sort parameters, and TF0 has none");
  const names = tptpNames(theory);
  const writer = new FormulaWriter(names);
  const language = languageOf(names);
  const line = (name: string, role: string, formula: Formula): string =>
    `${language}(${quoted(name)}, ${role}, ${writer.write(formula)}).`;
  const constructors = constructorAxioms(theory);
  const reader = coreReader(theory);
  const theorems = output.certificates.map(({ name, lines }) => {
    const statement = (lines[0] as { readonly statement?: unknown } | undefined)?.statement;
    if (typeof statement !== "string") throw new ExportFailure(`the certificate of ${name} has no statement`);
    return line(name, "theorem", reader.formula(statement));
  });
  const text = [
    `% The theory ${theory.name}, written by Lemmagrid.`,
    ...typeDeclarations(theory, names),
    ...theory.facts.map((fact) => line(fact.name, fact.kind, fact.formula)),
    ...(constructors.length === 0 ? [] : ["", "% Of the constructors; induction is a schema, and not here."]),
    ...constructors.map(({ name, formula }) => line(name, "axiom", formula)),
    "",
    "% Theorems.",
    ...theorems,
  ];
  return {
    fileName: `${theory.name.toLowerCase()}.${language === "fof" ? "p" : "tptp"}`,
    text: `${text.join("\n")}\n`,
    theorems: theorems.length,
  };
}

interface NamedFormula {
  readonly name: string;
  readonly formula: Formula;
}

/** Constructors are injective, disjoint, and exhaust their sort. */
function constructorAxioms(theory: Theory): readonly NamedFormula[] {
  return theory.sorts
    .filter((sort) => sort.inductive)
    .flatMap((sort) => {
      const constructors = sort.constructors.map((name) => theory.symbols.find((s) => s.name === name)!);
      return [
        ...constructors.flatMap(injective),
        ...constructors.flatMap((left, i) => constructors.slice(i + 1).map((right) => disjoint(left, right))),
        exhaustive(sort, constructors),
      ];
    });
}

const argumentsOf = (symbol: SymbolDecl, stem: string): readonly Var[] =>
  symbol.args.map((sort, i) => variable(`${stem}${i + 1}`, sort));

function injective(symbol: SymbolDecl): readonly NamedFormula[] {
  if (symbol.args.length === 0) return [];
  const [xs, ys] = [argumentsOf(symbol, "x"), argumentsOf(symbol, "y")];
  const equal = conjunction(xs.map((x, i) => eq(x, ys[i])));
  const formula = imp([...xs, ...ys], eq(app(symbol.name, xs), app(symbol.name, ys)), equal);
  return [{ name: `${symbol.name}.injective`, formula }];
}

function disjoint(left: SymbolDecl, right: SymbolDecl): NamedFormula {
  const [xs, ys] = [argumentsOf(left, "x"), argumentsOf(right, "y")];
  const formula = imp([...xs, ...ys], eq(app(left.name, xs), app(right.name, ys)), FALSE);
  return { name: `${left.name}.${right.name}.disjoint`, formula };
}

function exhaustive(sort: SortDecl, constructors: readonly SymbolDecl[]): NamedFormula {
  const x = variable("x", sortApp(sort.name));
  const cases = constructors.map((symbol): Formula => {
    const args = argumentsOf(symbol, "y");
    const equation = eq(x, app(symbol.name, args));
    return args.length === 0 ? equation : exists(args, TRUE, equation);
  });
  const [first, ...rest] = cases;
  return {
    name: `${sort.name}.exhaustive`,
    formula: forall(
      [x],
      TRUE,
      rest.reduce((a, b) => or(a, b), first),
    ),
  };
}
