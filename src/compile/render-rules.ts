/**
 * The rules of a theory as text, for people: what each one waits for, what it asserts, and its instructions.
 *
 *     add.zero#1
 *       match    x + 0
 *       assert   x + 0 = x
 *       code     SCAN +; JOIN 0.arg1 0; YIELD
 */
import { Column, Op } from "../device/device.js";
import type { Theory } from "../logic/theory.js";
import { formulaToReadable, termToReadable } from "../mpl/print-readable.js";
import { Program } from "./program.js";
import type { Rule } from "./rule.js";

/** Rules of the axioms, definitions and, as they would be once proved, of the stated theorems. */
export function renderRules(theory: Theory): string {
  const program = new Program(theory, theory.goals, [
    ...theory.facts.map((fact) => fact.formula),
    ...theory.goals.map((goal) => goal.formula),
  ]);
  return program.rules.map((rule) => renderRule(theory, program, rule)).join("\n");
}

function renderRule(theory: Theory, program: Program, rule: Rule): string {
  const lines = [rule.label];
  const matched = [
    ...rule.triggers.map((term) => termToReadable(theory, term)),
    ...rule.premises.map((premise) => formulaToReadable(theory, premise.literal)),
  ];
  if (matched.length > 0) lines.push(`  match    ${matched.join(", ")}`);
  if (rule.conclusion.kind === "condition") {
    const literals = rule.conclusion.literals.map((literal) => formulaToReadable(theory, literal));
    lines.push(`  ask      ${literals.join(", ")}`);
  } else if (rule.statement === undefined) lines.push("  consider the terms of its premises");
  else lines.push(`  ${verb(rule)} ${formulaToReadable(theory, rule.statement)}`);
  lines.push(`  code     ${instructions(program, rule)}`, "");
  return lines.join("\n");
}

function verb(rule: Rule): string {
  if (rule.conclusion.kind === "split") return "split   ";
  return rule.conclusion.kind === "exists" ? "obtain  " : "assert  ";
}

const COLUMNS = Object.fromEntries(
  Object.entries(Column).map(([name, value]) => [value, name.toLowerCase()]),
);

function instructions(program: Program, rule: Rule): string {
  const name = (symbol: number): string => program.symbols.infos[symbol].name;
  const place = (slot: number, column: number): string => `${slot}.${COLUMNS[column]}`;
  const parts: string[] = [];
  for (let word = 0; word < rule.code.length; word += 4) {
    const [op, a, b, c] = rule.code.slice(word, word + 4);
    if (op === Op.Scan) parts.push(`SCAN ${name(a)}`);
    else if (op === Op.Seek) parts.push(`SEEK ${name(a)} ${COLUMNS[b]} ${place(c >> 3, c & 7)}`);
    else if (op === Op.Join) parts.push(`JOIN ${place(a, b)} ${name(c)}`);
    else if (op === Op.Check) parts.push(`CHECK ${place(a, b)} ${place(c >> 3, c & 7)}`);
    else if (op === Op.Is) parts.push(`IS ${place(a, b)} ${c === 0 ? "true" : "false"}`);
    else parts.push("YIELD");
  }
  return parts.join("; ");
}
