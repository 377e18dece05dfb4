/**
 * Rewriting inside a formula, as proof: an equation is carried from a subterm up to the formula by congruence lemmas,
 * and the formula's proof over the equation by a transport lemma. Which lemmas there are is the database's affair;
 * `slots` says what can be reached with them.
 */
import { argumentCell, headAt, skipAt } from "../../mutate/flat-terms.js";
import type { Derivation, RewriteTable, TheoremTable } from "../../mutate/library.js";
import { mineCongruences, type Congruence, type CongruenceTable } from "./congruences.js";
import { NONE } from "./database.js";
import type { Production } from "./grammar.js";
import { numberOf } from "./proof-dag.js";
import { findRelations, type Relation } from "./relations.js";
import type { Proved, StepBuilder } from "./step-builder.js";
import { TransportTable, type Transport } from "./transports.js";

type Rewrite = Extract<Derivation, { readonly kind: "rewrite" }>;

/** One level on the way from a formula to a subterm of it: a symbol, the slot taken, and the term before and after. */
interface Level {
  readonly symbol: number;
  readonly slot: number;
  readonly before: number;
  readonly after: number;
}

export class Rewriting {
  readonly #relationOf = new Map<number, Relation>();
  readonly #congruences: CongruenceTable;
  readonly #transports: TransportTable;
  /** Is a whole formula carried over an equivalence, or an argument of its top symbol over an equation? */
  readonly #wholeFormulas: boolean;

  constructor(
    readonly table: TheoremTable,
    readonly productions: readonly Production[],
    readonly formulaSort: number,
  ) {
    const isStatement = ({ symbol }: Relation) => productions[symbol].typecode === formulaSort;
    const { relations, table: congruences } = mineCongruences(
      table,
      findRelations(table, productions).filter(isStatement),
    );
    for (const relation of relations) this.#relationOf.set(relation.sort, relation);
    this.#congruences = congruences;
    this.#transports = new TransportTable(table, relations);
    this.#wholeFormulas = this.#relationOf.has(formulaSort) && this.#hasTransport(NONE, 0);
  }

  get relations(): readonly Relation[] {
    return [...this.#relationOf.values()];
  }

  congruence(symbol: number, slot: number): Congruence | undefined {
    return this.#congruences.get(symbol, slot);
  }

  /** What the lemmas reach. */
  rewriteTable(): RewriteTable {
    const relation = new Uint8Array(this.productions.length);
    const slots = new Uint32Array(this.productions.length);
    for (const { symbol } of this.#relationOf.values()) relation[symbol] = 1;
    this.productions.forEach(({ typecode, argumentTypes }, symbol) => {
      const atTop = typecode === this.formulaSort && !this.#wholeFormulas;
      for (let slot = 0; slot < Math.min(32, argumentTypes.length); slot++)
        if (atTop ? this.#hasTransport(symbol, slot) : this.congruence(symbol, slot) !== undefined)
          slots[symbol] = (slots[symbol] | (1 << slot)) >>> 0;
    });
    return { relation, slots };
  }

  #hasTransport(symbol: number, slot: number): boolean {
    return [true, false].some((backward) => this.#transports.get(symbol, slot, backward) !== undefined);
  }

  /** The proof of `rewrite.after`, from those of `rewrite.before` and of the equation. */
  rewrite(builder: StepBuilder, cells: Uint32Array, rewrite: Rewrite, equation: Proved, of: Proved): Proved {
    if (of.formula !== builder.term(rewrite.before))
      throw new Error("what is rewritten is not what is proved");
    const levels = levelsOf(cells, rewrite);
    let carried = equation;
    while (levels.length > (this.#wholeFormulas ? 0 : 1)) {
      const level = levels.pop()!;
      carried = this.#lift(builder, cells, level, rewrite.reverse, carried);
    }
    const [top] = levels;
    return this.#transport(builder, cells, rewrite, top, carried, of);
  }

  /** From an equation between arguments to one between the terms around them. */
  #lift(builder: StepBuilder, cells: Uint32Array, level: Level, reverse: boolean, equation: Proved): Proved {
    const congruence = this.congruence(level.symbol, level.slot);
    if (congruence === undefined)
      throw new Error(`no congruence for symbol ${level.symbol}, slot ${level.slot}`);
    const { theorem, roles, premises, detach } = congruence;
    // In the other slots both sides have the same arguments.
    const argument = (index: number, right: boolean) =>
      builder.term(argumentCell(cells, right === reverse ? level.before : level.after, index));
    const images = roles.map((role) => argument(role.argument, role.after));
    if (detach !== undefined) {
      const implication = builder.cite(theorem, images, []);
      const [antecedent, consequent] = [0, 1].map((index) => builder.dag.child(implication.formula, index));
      const sides: number[] = [];
      sides[detach.antecedent] = antecedent;
      sides[detach.consequent] = consequent;
      const order = detach.minorFirst ? [equation, implication] : [implication, equation];
      return builder.cite(detach.theorem, sides, order);
    }
    const { cells: lemma, formulas } = builder.book.get(theorem);
    const proofs = premises.map(({ slot, weaken }, index): Proved => {
      const plain =
        slot === level.slot ? equation : this.#reflexive(builder, level.symbol, slot, argument(slot, false));
      if (weaken === undefined) return plain;
      const wanted = builder.instantiate(lemma, formulas[index], images);
      const sides: number[] = [];
      sides[weaken.antecedent] = builder.dag.child(wanted, 0);
      sides[weaken.consequent] = plain.formula;
      return builder.cite(weaken.theorem, sides, [plain]);
    });
    return builder.cite(theorem, images, proofs);
  }

  #reflexive(builder: StepBuilder, symbol: number, slot: number, term: number): Proved {
    const relation = this.#relationOf.get(this.productions[symbol].argumentTypes[slot])!;
    return builder.cite(relation.reflexive, [term], []);
  }

  /** Carries the proof of the formula over the equation; `top` is the level of its top symbol, if that takes part. */
  #transport(
    builder: StepBuilder,
    cells: Uint32Array,
    { before, after, reverse }: Rewrite,
    top: Level | undefined,
    equation: Proved,
    of: Proved,
  ): Proved {
    const symbol = top?.symbol ?? NONE;
    const slot = top?.slot ?? 0;
    const direct = this.#transports.get(symbol, slot, reverse);
    const transport = direct ?? this.#transports.get(symbol, slot, !reverse);
    if (transport === undefined) throw new Error(`no transport for symbol ${symbol}, slot ${slot}`);
    const carried = direct === undefined ? this.#turn(builder, equation) : equation;
    const image = ({ argument, after: isAfter }: Transport["roles"][number]) => {
      const formula = isAfter ? after : before;
      return builder.term(top === undefined ? formula : argumentCell(cells, formula, argument));
    };
    const order = transport.equation === 0 ? [carried, of] : [of, carried];
    return builder.cite(transport.theorem, transport.roles.map(image), order);
  }

  /** R(b, a) from R(a, b). */
  #turn(builder: StepBuilder, equation: Proved): Proved {
    const symbol = numberOf(builder.dag.code(equation.formula));
    const relation = this.relations.find((candidate) => candidate.symbol === symbol)!;
    const [left, right] = [0, 1].map((index) => builder.dag.child(equation.formula, index));
    const images: number[] = [];
    const [a, b] = relation.symmetricVariables;
    images[a] = left;
    images[b] = right;
    return builder.cite(relation.symmetric, images, [equation]);
  }
}

/** The levels from a formula down to the subterm that is rewritten, the top first. */
function levelsOf(cells: Uint32Array, rewrite: Rewrite): Level[] {
  const levels: Level[] = [];
  const target = rewrite.before + rewrite.position;
  let { before, after } = rewrite;
  while (before !== target) {
    let slot = 0;
    for (let at = before + 1; at + skipAt(cells, at) <= target; at += skipAt(cells, at)) slot++;
    levels.push({ symbol: headAt(cells, before), slot, before, after });
    before = argumentCell(cells, before, slot);
    after = argumentCell(cells, after, slot);
  }
  return levels;
}
