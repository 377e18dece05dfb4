/**
 * Congruence lemmas, mined from a library by shape: theorems that let an argument of a symbol be replaced by an equal
 * one. For symbol c and slot k:
 *
 *     inference   R(v, w)                        / S(c(…v…), c(…w…))
 *     several     R(v1, w1), R'(v2, w2), …       / S(c(v1, v2…), c(w1, w2…))     the other pairs filled by reflexivity
 *     weakened    implies(P, R(v, w)), …         / S(c(…v…), c(…w…))             and a theorem `v / implies(w, v)`
 *     closed      implies(R(v, w), S(c(…v…), c(…w…)))                            and a detachment for `implies`
 *
 * R and S are relations, all other arguments variables of their own. The first form is preferred to the others, and any
 * to a lemma with $d conditions, for these become conditions of what is proved with it. Nothing is listed: a database
 * with other symbols has other lemmas.
 */
import { argumentCell, headAt, isVariable } from "../../mutate/flat-terms.js";
import type { TheoremTable } from "../../mutate/library.js";
import { NONE } from "./database.js";
import type { Relation } from "./relations.js";
import { areDistinct, formulaCells, isUnconditional, isUsable, shallow } from "./shapes.js";

/** What a theorem's variable stands for: argument `argument` of the term before (`after`: of the term afterwards). */
export interface Role {
  readonly argument: number;
  readonly after: boolean;
}

export interface Congruence {
  readonly theorem: number;
  /** By variable of the theorem. */
  readonly roles: readonly Role[];
  /** What its hypotheses (its antecedent, if it is closed) say, in order. */
  readonly premises: readonly Premise[];
  /** For the closed form. */
  readonly detach: Detachment | undefined;
}

/** An equation between the arguments in a slot before and afterwards; `weaken` puts an antecedent before it. */
export interface Premise {
  readonly slot: number;
  readonly weaken: Weakening | undefined;
}

/** The theorem `v / implies(w, v)`. */
export interface Weakening {
  readonly theorem: number;
  readonly implies: number;
  readonly antecedent: number;
  readonly consequent: number;
}

/** The theorem `v, implies(v, w) / w`, its hypotheses in either order. */
export interface Detachment {
  readonly theorem: number;
  readonly implies: number;
  readonly antecedent: number;
  readonly consequent: number;
  readonly minorFirst: boolean;
}

export class CongruenceTable {
  readonly #bySlot = new Map<string, Congruence>();

  get(symbol: number, slot: number): Congruence | undefined {
    return this.#bySlot.get(`${symbol}.${slot}`);
  }

  get size(): number {
    return this.#bySlot.size;
  }

  /** Keeps the lemma for each of its slots that has none as good. */
  add(symbol: number, congruence: Congruence, table: TheoremTable): void {
    for (const { slot } of congruence.premises) {
      const key = `${symbol}.${slot}`;
      const known = this.#bySlot.get(key);
      if (known === undefined || cost(congruence, table) < cost(known, table))
        this.#bySlot.set(key, congruence);
    }
  }
}

const CLOSED_COST = 100;
const CONDITIONAL_COST = 1000;

function cost({ theorem, premises, detach }: Congruence, table: TheoremTable): number {
  const weakened = premises.filter(({ weaken }) => weaken !== undefined).length;
  const steps = premises.length + weakened + (detach === undefined ? 0 : CLOSED_COST);
  return steps + (isUnconditional(table, theorem) ? 0 : CONDITIONAL_COST);
}

export interface Congruences {
  /** One a sort at most. */
  readonly relations: readonly Relation[];
  readonly table: CongruenceTable;
}

/** Chooses a relation for each sort among the candidates, and mines the congruences between those chosen. */
export function mineCongruences(table: TheoremTable, candidates: readonly Relation[]): Congruences {
  const miner = new Miner(table, findDetachments(table), findWeakenings(table));
  const speakOf = new Map<number, number>();
  for (const { symbol } of miner.mine(new Set(candidates.map((relation) => relation.symbol))))
    speakOf.set(symbol, (speakOf.get(symbol) ?? 0) + 1);
  const best = new Map<number, Relation>();
  for (const relation of candidates) {
    const rival = best.get(relation.sort);
    const count = speakOf.get(relation.symbol) ?? 0;
    if (rival === undefined || count > (speakOf.get(rival.symbol) ?? 0)) best.set(relation.sort, relation);
  }
  const relations = [...best.values()];
  const result = new CongruenceTable();
  for (const { of, congruence } of miner.mine(new Set(relations.map((relation) => relation.symbol))))
    result.add(of, congruence, table);
  return { relations, table: result };
}

/** Lemmas `congruence` about the symbol `of`, whose conclusions are in the relation `symbol`. */
interface Mined {
  readonly of: number;
  readonly symbol: number;
  readonly congruence: Congruence;
}

class Miner {
  constructor(
    readonly table: TheoremTable,
    readonly detachments: readonly Detachment[],
    readonly weakenings: readonly Weakening[],
  ) {}

  *mine(relations: ReadonlySet<number>): Generator<Mined> {
    const { cells } = this.table;
    for (let theorem = 0; theorem < this.table.theoremCount; theorem++) {
      if (!isUsable(this.table, theorem)) continue;
      const formulas = formulaCells(this.table, theorem);
      const conclusion = formulas[formulas.length - 1];
      const head = headAt(cells, conclusion);
      let mined: Mined | undefined;
      if (relations.has(head))
        mined = this.#congruence(theorem, [...formulas.subarray(0, -1)], conclusion, relations, undefined);
      else if (formulas.length === 1) {
        const detach = this.detachments.find(({ implies }) => implies === head);
        if (detach === undefined) continue;
        const [antecedent, consequent] = [0, 1].map((index) => argumentCell(cells, conclusion, index));
        if (relations.has(headAt(cells, consequent)))
          mined = this.#congruence(theorem, [antecedent], consequent, relations, detach);
      }
      if (mined !== undefined) yield mined;
    }
  }

  /** The congruence that says S(c(v…), c(w…)) at `conclusion` under the hypotheses, if that is its shape. */
  #congruence(
    theorem: number,
    hypotheses: readonly number[],
    conclusion: number,
    relations: ReadonlySet<number>,
    detach: Detachment | undefined,
  ): Mined | undefined {
    const { cells, variableStart } = this.table;
    const before = shallow(cells, argumentCell(cells, conclusion, 0));
    const after = shallow(cells, argumentCell(cells, conclusion, 1));
    if (before === undefined || before.variables.length === 0 || before.symbol !== after?.symbol)
      return undefined;
    const changed = before.variables.flatMap((variable, slot) =>
      variable === after.variables[slot] ? [] : [slot],
    );
    const right = changed.map((slot) => after.variables[slot]);
    if (!areDistinct([...before.variables, ...right]) || changed.length !== hypotheses.length)
      return undefined;
    const premises: Premise[] = [];
    for (const hypothesis of hypotheses) {
      const weaken =
        detach === undefined && !relations.has(headAt(cells, hypothesis))
          ? this.weakenings.find(({ implies }) => implies === headAt(cells, hypothesis))
          : undefined;
      const equation = shallow(cells, weaken === undefined ? hypothesis : argumentCell(cells, hypothesis, 1));
      if (equation === undefined || !relations.has(equation.symbol)) return undefined;
      const [left, image] = equation.variables;
      const slot = changed.find((k) => before.variables[k] === left && after.variables[k] === image);
      if (slot === undefined || premises.some((premise) => premise.slot === slot)) return undefined;
      premises.push({ slot, weaken });
    }
    const roles: Role[] = [];
    before.variables.forEach((variable, argument) => (roles[variable] = { argument, after: false }));
    for (const slot of changed) roles[after.variables[slot]] = { argument: slot, after: true };
    if (Object.keys(roles).length !== variableStart[theorem + 1] - variableStart[theorem]) return undefined;
    const symbol = headAt(cells, conclusion);
    return { of: before.symbol, symbol, congruence: { theorem, roles, premises, detach } };
  }
}

/** The first detachment for each implication, by file order. */
export function findDetachments(table: TheoremTable): Detachment[] {
  const found = new Map<number, Detachment>();
  for (let theorem = 0; theorem < table.theoremCount; theorem++) {
    const formulas = formulaCells(table, theorem);
    if (formulas.length !== 3 || !isUnconditional(table, theorem)) continue;
    const shapes = Array.from(formulas, (cell) => shallow(table.cells, cell));
    const consequent = shapes[2];
    if (consequent?.variables.length !== 1 || !isVariable(headAt(table.cells, formulas[2]))) continue;
    for (const minor of [0, 1]) {
      const major = shapes[1 - minor];
      if (!isVariable(headAt(table.cells, formulas[minor])) || major?.variables.length !== 2) continue;
      const [p, q] = major.variables;
      if (p !== shapes[minor]?.variables[0] || q !== consequent.variables[0] || p === q) continue;
      if (found.has(major.symbol)) continue;
      const detachment = {
        theorem,
        implies: major.symbol,
        antecedent: p,
        consequent: q,
        minorFirst: minor === 0,
      };
      found.set(major.symbol, detachment);
    }
  }
  return [...found.values()];
}

/** The first weakening for each implication, by file order. */
function findWeakenings(table: TheoremTable): Weakening[] {
  const found = new Map<number, Weakening>();
  for (let theorem = 0; theorem < table.theoremCount; theorem++) {
    const formulas = formulaCells(table, theorem);
    if (formulas.length !== 2 || !isUnconditional(table, theorem)) continue;
    const [hypothesis, conclusion] = Array.from(formulas, (cell) => shallow(table.cells, cell));
    if (hypothesis?.symbol !== NONE || conclusion?.variables.length !== 2 || found.has(conclusion.symbol))
      continue;
    const [antecedent, consequent] = conclusion.variables;
    if (consequent !== hypothesis.variables[0] || antecedent === consequent) continue;
    found.set(conclusion.symbol, { theorem, implies: conclusion.symbol, antecedent, consequent });
  }
  return [...found.values()];
}
