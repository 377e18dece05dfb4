/** Formulas, clauses and rules of one small theory as short text, for tables of cases. */
import { clausify, type Clause } from "../../src/compile/clause.js";
import { compileClause } from "../../src/compile/compile-clause.js";
import type { Rule } from "../../src/compile/rule.js";
import { SymbolTable } from "../../src/compile/symbols.js";
import { Column, INSTRUCTION_WORDS, Op } from "../../src/device/device.js";
import { formulaText } from "../../src/logic/formula.js";
import { termText } from "../../src/logic/term.js";
import { coreReader } from "../../src/proof/core-reader.js";
import { theoryOf } from "../grid/load.js";

export const THEORY = theoryOf(`
sort N inductive
  0 : N
  s(N) : N
op + : N, N -> N infixl 60
op f : N -> N
op g : N, N -> N
op w : N, N, N, N, N -> N
predicate p : N
predicate q : N, N
predicate r
axiom add.zero : x + 0 = x
axiom add.succ : x + s(y) = s(x + y)
axiom g.zero : p(x) -> g(0, x) = f(x)
axiom f.any : f(x) = s(x)
`);

const reader = coreReader(THEORY);

/** The clause as `premises -> conclusion`, premises with commas. */
function clauseText({ premises, conclusion }: Clause): string {
  const left = premises.map(formulaText).join(", ");
  let right = "false";
  if (conclusion.kind === "split") right = `split ${conclusion.alternatives.map(formulaText).join(" | ")}`;
  else if (conclusion.kind === "exists")
    right = `exists ${conclusion.vars.map((v) => v.name).join(",")} ${formulaText(conclusion.formula)}`;
  else if (conclusion.kind === "literal") right = formulaText(conclusion.formula);
  return left === "" ? right : `${left} -> ${right}`;
}

export function clausesOf(text: string): string[] {
  return clausify(reader.formula(text)).map(clauseText);
}

function codeText(rule: Rule, symbols: SymbolTable): string {
  const names = Object.keys(Column).map((name) => name.toLowerCase());
  const place = (slot: number, column: number): string => `${slot}.${names[column]}`;
  const parts: string[] = [];
  for (let word = 0; word < rule.code.length; word += INSTRUCTION_WORDS) {
    const [op, a, b, c] = rule.code.slice(word, word + INSTRUCTION_WORDS);
    if (op === Op.Scan) parts.push(`SCAN ${symbols.infos[a].name}`);
    else if (op === Op.Seek) parts.push(`SEEK ${symbols.infos[a].name} ${names[b]} ${place(c >> 3, c & 7)}`);
    else if (op === Op.Join) parts.push(`JOIN ${place(a, b)} ${symbols.infos[c].name}`);
    else if (op === Op.Check) parts.push(`CHECK ${place(a, b)} ${place(c >> 3, c & 7)}`);
    else if (op === Op.Is) parts.push(`IS ${place(a, b)} ${symbols.infos[c].name}`);
  }
  return parts.join("; ");
}

/** Each rule's triggers and instructions. `eigens`: free names that are constants of a block, in order. */
export function rulesOf(text: string, eigens: readonly string[] = []): string[] {
  const symbols = new SymbolTable(THEORY);
  const context = { symbols, eigens: new Map(eigens.map((name, index) => [name, index])) };
  const origin = { kind: "hypothesis", index: 0 } as const;
  const sort = reader.binder("x:N").sort;
  const formula = reader.formula(text, new Map(eigens.map((name) => [name, sort])));
  return clausify(formula)
    .flatMap((clause) => compileClause(clause, origin, "rule", context))
    .map(
      (rule) =>
        `${rule.conclusion.kind} [${rule.triggers.map(termText).join(" ")}] ${codeText(rule, symbols)}`,
    );
}
