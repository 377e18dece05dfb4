/**
 * Rules of inference that a library states as theorems, found by their shape alone.
 *
 * - A cut rule has two hypotheses that share a variable q, which its conclusion does not have; each formula is a variable
 *   or one binary symbol on two variables. `q, F(q, r) / r` is modus ponens (for any F: an implication, either
 *   direction of an equivalence), `F(p, q), G(q, r) / H(p, r)` a syllogism, transitivity, or their mixtures.
 * - A detachment is a cut rule whose conclusion and one of whose hypotheses are bare variables.
 * - A negation is a unary symbol N for which the library has `p, N(p) / q`.
 */
import { headAt, isVariable, skipAt, variableNumber } from "./flat-terms.js";
import { TheoremFlag, type Library, type TheoremTable } from "./library.js";

/** Where in a parent's conclusion a hypothesis of a cut rule has the variable that is cut. */
export interface CutPart {
  /** The symbol that the conclusion must have, or undefined where the whole conclusion is the part. */
  readonly symbol: number | undefined;
  readonly argument: number;
}

export interface CutRule {
  readonly theorem: number;
  /** One a hypothesis. */
  readonly parts: readonly [CutPart, CutPart];
  readonly detaches: boolean;
}

export interface InferenceRules {
  readonly cuts: readonly CutRule[];
  /** negation[f] is 1 for a negation f. */
  readonly negation: Uint8Array;
}

/** The variables of a formula that is a variable or one symbol on distinct variables; undefined if it is neither. */
function shallowVariables(table: TheoremTable, cell: number): readonly number[] | undefined {
  const { cells } = table;
  const head = headAt(cells, cell);
  if (isVariable(head)) return [variableNumber(head)];
  const end = cell + skipAt(cells, cell);
  const variables: number[] = [];
  for (let at = cell + 1; at < end; at++) {
    const inner = headAt(cells, at);
    if (!isVariable(inner) || variables.includes(variableNumber(inner))) return undefined;
    variables.push(variableNumber(inner));
  }
  return variables;
}

function formulaCells(table: TheoremTable, theorem: number): readonly number[] {
  return Array.from(table.formulaCell.subarray(table.formulaStart[theorem], table.formulaStart[theorem + 1]));
}

function cutRule(table: TheoremTable, theorem: number): CutRule | undefined {
  const cells = formulaCells(table, theorem);
  if (cells.length !== 3 || table.distinctStart[theorem] !== table.distinctStart[theorem + 1])
    return undefined;
  const sets = cells.map((cell) => shallowVariables(table, cell));
  const [first, second, conclusion] = sets;
  if (first === undefined || second === undefined || conclusion === undefined) return undefined;
  if (sets.some((set) => set!.length === 0 || set!.length > 2)) return undefined;
  const shared = first.filter((variable) => second.includes(variable));
  if (shared.length !== 1 || conclusion.includes(shared[0])) return undefined;
  const rest = [...first, ...second].filter((variable) => variable !== shared[0]);
  if (rest.length === 0 || rest.length !== conclusion.length) return undefined;
  if (rest.some((variable) => !conclusion.includes(variable))) return undefined;
  const part = (index: 0 | 1): CutPart => {
    const head = headAt(table.cells, cells[index]);
    if (isVariable(head)) return { symbol: undefined, argument: 0 };
    return { symbol: head, argument: sets[index]!.indexOf(shared[0]) };
  };
  const parts: readonly [CutPart, CutPart] = [part(0), part(1)];
  const bare = parts.filter((p) => p.symbol === undefined).length;
  if (bare > 1) return undefined;
  return { theorem, parts, detaches: bare === 1 && isVariable(headAt(table.cells, cells[2])) };
}

/** What a cut rule does, whatever the order of its hypotheses. */
function cutKey(table: TheoremTable, rule: CutRule): string {
  const cells = formulaCells(table, rule.theorem);
  const conclusion = shallowVariables(table, cells[2])!;
  const sides = rule.parts.map(({ symbol, argument }, index) => {
    const variables = shallowVariables(table, cells[index])!;
    const kept = variables.find((_, at) => at !== argument);
    return `${symbol ?? "*"}.${argument}>${kept === undefined ? "-" : conclusion.indexOf(kept)}`;
  });
  const head = headAt(table.cells, cells[2]);
  return `${sides.sort().join(" ")} ${isVariable(head) ? "*" : head}`;
}

function isExplosion(table: TheoremTable, theorem: number): number | undefined {
  const cells = formulaCells(table, theorem);
  if (cells.length !== 3) return undefined;
  const [first, second, conclusion] = cells.map((cell) => shallowVariables(table, cell));
  if (first?.length !== 1 || second?.length !== 1 || conclusion?.length !== 1) return undefined;
  if (first[0] !== second[0] || conclusion[0] === first[0]) return undefined;
  const heads = cells.map((cell) => headAt(table.cells, cell));
  if (!isVariable(heads[2]) || isVariable(heads[0]) === isVariable(heads[1])) return undefined;
  return isVariable(heads[0]) ? heads[1] : heads[0];
}

/** The first theorem in file order for each thing that a cut rule can do; discouraged ones do not count. */
export function findInferenceRules(library: Library): InferenceRules {
  const { table } = library;
  const cuts = new Map<string, CutRule>();
  const negation = new Uint8Array(library.symbols.length);
  for (let theorem = 0; theorem < table.theoremCount; theorem++) {
    if ((table.flags[theorem] & (TheoremFlag.Discouraged | TheoremFlag.Mutant)) !== 0) continue;
    const negated = isExplosion(table, theorem);
    if (negated !== undefined) negation[negated] = 1;
    const rule = cutRule(table, theorem);
    if (rule === undefined) continue;
    const key = cutKey(table, rule);
    if (!cuts.has(key)) cuts.set(key, rule);
  }
  return { cuts: [...cuts.values()], negation };
}
