/**
 * Unfailing completion of Horn clauses (Bachmair, Dershowitz, Plaisted: Completion without failure, 1989; the positive
 * unit strategy for premises). One clause is taken at a time, the lightest first; its overlaps with those taken before
 * are simplified and wait. A goal is ground, and reached when rewriting joins its sides; or premises contradict.
 *
 * Everything derived is a lemma with a proof (completion-proof.ts). Nothing depends on anything but the inputs.
 */
import type { Device } from "../device/device.js";
import type { Formula } from "../logic/formula.js";
import type { Theory } from "../logic/theory.js";
import type { Proof, Source } from "../proof/proof.js";
import {
  isAtom,
  isContradiction,
  isTrivial,
  isUnit,
  literalWeight,
  type Clause,
  type Overlap,
  type Step,
} from "./clause.js";
import { CompletionProof, Scope } from "./completion-proof.js";
import { Cost } from "./cost.js";
import { inputsOf, literalOf, type Input } from "./inputs.js";
import { Laws } from "./laws.js";
import { Overlaps, selected, unifySides, type Unified } from "./overlaps.js";
import { Passive } from "./passive.js";
import { placeOf } from "./place.js";
import { Rewriter } from "./rewriter.js";
import { compare, isGreater } from "./term-order.js";
import { FALSE, TermStore, type Bindings, type Literal, type TermId } from "./terms.js";

export interface CompletionProblem {
  readonly theory: Theory;
  readonly sources: readonly Source[];
  /** What the sources imply: clauses with equations for premises are left out, they only make more work. */
  readonly lemmas: readonly Source[];
  /** A ground literal, or `false`. Undefined: completes without one. */
  readonly goal: Formula | undefined;
  /** The one among the sources that denies what is to be proved, if that is how it is done. */
  readonly denied: Proof | undefined;
  readonly freshName: (base: string) => string;
  /** Clauses that may be taken. */
  readonly given: number;
}

export type CompletionOutcome = "running" | "proved" | "saturated" | "limit";

/** Symbols that a clause may have beyond the largest input. */
const GROWTH = 14;
/** Clauses that may wait. */
const MAX_WAITING = 40_000;

export class Completion {
  outcome: CompletionOutcome = "running";
  taken = 0;
  /** Unit clauses in use, in the order in which they were taken. */
  readonly active: Clause[] = [];
  readonly store: TermStore;
  readonly rewriter: Rewriter;
  private readonly laws: Laws;
  private readonly overlaps: Overlaps;
  private readonly passive = new Passive();
  private readonly cost: Cost;
  private readonly goal: Literal | undefined;
  private readonly seen = new Set<string>();
  private contradiction: Clause | undefined;
  private maxSize = 0;
  private nextId = 0;
  private readonly names: string[] = [];

  constructor(private readonly problem: CompletionProblem) {
    this.store = new TermStore(problem.theory);
    this.rewriter = new Rewriter(this.store);
    this.laws = new Laws(this.store);
    this.overlaps = new Overlaps(this.store);
    const inputs = problem.sources.flatMap((source) =>
      inputsOf(this.store, source, source.kind === "proof" && source.proof === problem.denied),
    );
    const lemmas = problem.lemmas.flatMap((source) => inputsOf(this.store, source, false));
    inputs.push(...lemmas.filter(({ premises }) => premises.every(isAtom)));
    const { goal } = problem;
    this.goal = goal === undefined ? undefined : literalOf(this.store, goal, new Map());
    const asked = this.goal ?? inputs.find(({ isDenial }) => isDenial)?.premises[0];
    this.cost = new Cost(this.store, asked === undefined ? [] : [asked.left, asked.right]);
    for (const input of inputs) this.addInput(input);
    if (this.goal !== undefined) this.maxSize = Math.max(this.maxSize, literalWeight(this.store, this.goal));
    this.maxSize += GROWTH;
  }

  /** Takes one clause and derives what it gives with the others. */
  async advance(device: Device): Promise<void> {
    if (this.outcome !== "running") return;
    const given = this.takeNext();
    if (given === undefined) {
      this.outcome = this.limitMet ? "limit" : "saturated";
      return;
    }
    if (++this.taken > this.problem.given) {
      this.outcome = "limit";
      return;
    }
    this.activate(given);
    for (const found of await this.overlaps.add(given, device)) this.overlap(found);
    await this.resolveSides(given, device);
    this.settle();
  }

  /** What was left out for being too large or too much. */
  limitMet = false;

  /** Proves the goal of a completion whose outcome is `proved`; `false` if the inputs contradict each other. */
  prove(): { proof: Proof; contradictory: boolean } {
    const proofs = this.proofs();
    const { contradiction, goal } = this;
    let proof: Proof;
    if (contradiction !== undefined) proof = proofs.inline(contradiction, this.anyTerms(contradiction)!, []);
    else {
      const scope = new Scope(proofs, this.store, this.rewriter, []);
      proof = scope.joined(goal!, this.normalLiteral(goal!));
    }
    const { lemmas } = proofs;
    return {
      proof: lemmas.length === 0 ? proof : { ...proof, lemmas },
      contradictory: contradiction !== undefined,
    };
  }

  proofs(): CompletionProof {
    return new CompletionProof(
      this.store,
      this.rewriter,
      (index) => this.nameOf(index),
      this.problem.freshName,
    );
  }

  /** What the variable of this number is called in lemmas. */
  nameOf(index: number): string {
    const letters = ["x", "y", "z", "u", "v", "w"];
    const { names } = this;
    while (names.length <= index) names.push(this.problem.freshName(letters[names.length] ?? "x"));
    return names[index];
  }

  // ------------------------------------------------------------------------------------------------------ the clauses

  private addInput(input: Input): void {
    const { premises, head, varSorts } = input;
    this.maxSize = Math.max(this.maxSize, this.sizeOf(input));
    this.passive.add({
      id: this.nextId++,
      premises,
      head,
      varSorts,
      derivation: { kind: "input", input },
      weight: this.cost.of({ premises, head }),
      dead: false,
      orientation: 0,
    });
  }

  private sizeOf({ premises, head }: Pick<Clause, "premises" | "head">): number {
    return [...premises, head].reduce((sum, literal) => sum + literalWeight(this.store, literal), 0);
  }

  private takeNext(): Clause | undefined {
    for (;;) {
      const clause = this.passive.take();
      if (clause === undefined) return undefined;
      const identity = clause.varSorts.map((sort, v) => this.store.variable(v, sort));
      const literals = [...clause.premises, clause.head];
      const isReduced = literals.every(
        ({ left, right }) => this.rewriter.normal(left) === left && this.rewriter.normal(right) === right,
      );
      const simple = isReduced ? clause : this.derive(clause, identity, undefined, literals, clause.varSorts);
      if (simple === undefined || (isUnit(simple) && this.isSubsumed(simple))) continue;
      if (simple.weight <= clause.weight) return simple;
      this.passive.add(simple);
    }
  }

  /** Whether the equation is an instance of one in use, in a context or not. */
  private isSubsumed({ head: { left, right } }: Clause): boolean {
    const { store } = this;
    const instance = (a: TermId, b: TermId): boolean =>
      this.active.some(({ dead, head }) => {
        if (dead) return false;
        const bindings: Bindings = [];
        if (store.match(head.left, a, bindings) && store.match(head.right, b, bindings)) return true;
        bindings.length = 0;
        return store.match(head.right, a, bindings) && store.match(head.left, b, bindings);
      });
    for (let [a, b] = [left, right]; ;) {
      if (instance(a, b)) return true;
      if (store.head[a] !== store.head[b] || store.isVar(a)) return false;
      const different = store.args[a].flatMap((arg, index) => (arg === store.args[b][index] ? [] : [index]));
      if (different.length !== 1) return false;
      [a, b] = [store.args[a][different[0]], store.args[b][different[0]]];
    }
  }

  private activate(clause: Clause): void {
    if (!isUnit(clause)) return;
    if (isContradiction(clause.head)) {
      if (this.anyTerms(clause) !== undefined) this.contradiction ??= clause;
      return;
    }
    const { left, right } = clause.head;
    const order = compare(this.store, left, right);
    clause.orientation = order === "greater" ? 1 : order === "less" ? -1 : 0;
    this.laws.note(clause.head);
    this.retire(clause);
    this.active.push(clause);
    this.rewriter.add(clause);
  }

  /** Takes clauses out of use whose larger side the new one rewrites; what becomes of them waits. */
  private retire(by: Clause): void {
    for (const old of this.active) {
      if (old.dead) continue;
      for (const side of ["left", "right"] as const) {
        if (old.orientation === (side === "left" ? -1 : 1)) continue;
        const place = placeOf(this.store, by, old.head[side]);
        if (place === undefined) continue;
        old.dead = true;
        const identity = old.varSorts.map((sort, v) => this.store.variable(v, sort));
        const replaced = this.store.replaceAt(old.head[side], place.path, place.to);
        const made = { ...old.head, [side]: replaced };
        const overlap: Overlap = { literal: -1, side, by, ...place };
        const simpler = this.derive(old, identity, overlap, [made], old.varSorts);
        if (simpler !== undefined) this.passive.add(simpler);
        break;
      }
    }
  }

  // ------------------------------------------------------------------------------------------------------- inferences

  private overlap({ from, into, fromBindings, intoBindings }: Unified): void {
    const { store } = this;
    const { head } = from.clause;
    const source = store.substitute(from.term, fromBindings);
    const target = store.substitute(from.reversed ? head.left : head.right, fromBindings);
    if (from.clause.orientation === 0 && isGreater(store, target, source)) return;
    const literals = [...into.clause.premises, into.clause.head].map(({ left, right }) => ({
      left: store.substitute(left, intoBindings),
      right: store.substitute(right, intoBindings),
    }));
    const at = into.literal < 0 ? literals.length - 1 : into.literal;
    const whole = literals[at][into.side];
    if (into.literal < 0 && into.clause.orientation === 0) {
      if (isGreater(store, literals[at][into.side === "left" ? "right" : "left"], whole)) return;
    }
    literals[at] = { ...literals[at], [into.side]: store.replaceAt(whole, into.path, target) };
    const overlap: Overlap = {
      literal: into.literal,
      side: into.side,
      path: into.path,
      by: from.clause,
      bindings: fromBindings,
      reversed: from.reversed,
    };
    const sorts = [...from.clause.varSorts, ...into.clause.varSorts];
    this.enqueue(this.derive(into.clause, intoBindings, overlap, literals, sorts));
  }

  /** Makes the sides of a selected equation equal, if something does. */
  private async resolveSides(clause: Clause, device: Device): Promise<void> {
    if (isUnit(clause)) return;
    const premise = clause.premises[selected(clause, this.store)];
    if (premise.right <= FALSE) return;
    const bindings = await unifySides(clause, premise, this.store, device);
    if (bindings === undefined) return;
    const literals = [...clause.premises, clause.head].map(({ left, right }) => ({
      left: this.store.substitute(left, bindings),
      right: this.store.substitute(right, bindings),
    }));
    const sorts = [...clause.varSorts, ...clause.varSorts];
    this.enqueue(this.derive(clause, bindings, undefined, literals, sorts));
  }

  private enqueue(clause: Clause | undefined): void {
    if (clause === undefined) return;
    if (this.sizeOf(clause) > this.maxSize || this.passive.size >= MAX_WAITING) this.limitMet = true;
    else this.passive.add(clause);
  }

  /** The clause that the literals make after rewriting; undefined if it says nothing new. */
  private derive(
    parent: Clause,
    parentBindings: Bindings,
    overlap: Overlap | undefined,
    made: readonly Literal[],
    sorts: readonly number[],
  ): Clause | undefined {
    const reached = made.map((literal) => this.normalLiteral(literal));
    const head = reached[reached.length - 1];
    if (isTrivial(head) || this.laws.sameForm(head.left, head.right)) return undefined;
    const premises: Literal[] = [];
    const becomes: number[] = [];
    for (const literal of reached.slice(0, -1)) {
      if (isContradiction(literal)) return undefined;
      if (isTrivial(literal)) becomes.push(-1);
      else {
        const known = premises.findIndex((p) => p.left === literal.left && p.right === literal.right);
        becomes.push(known >= 0 ? known : premises.push(literal) - 1);
      }
    }
    const { varSorts, renaming } = this.rename([head, ...premises], sorts);
    const renamed = (literal: Literal): { left: TermId; right: TermId } => ({
      left: this.store.substitute(literal.left, renaming),
      right: this.store.substitute(literal.right, renaming),
    });
    const larger = renamed(head);
    const swapped = larger.right > FALSE && isGreater(this.store, larger.right, larger.left);
    if (swapped) [larger.left, larger.right] = [larger.right, larger.left];
    const literals = [...premises.map(renamed), larger];
    const key = literals.map(({ left, right }) => `${left}=${right}`).join(" ");
    if (this.seen.has(key)) return undefined;
    this.seen.add(key);
    const step: Step = {
      kind: "step",
      parent,
      parentBindings,
      overlap,
      made,
      reached,
      becomes,
      renaming,
      swapped,
    };
    return {
      id: this.nextId++,
      premises: literals.slice(0, -1),
      head: literals[literals.length - 1],
      varSorts,
      derivation: step,
      weight: this.laws.isNew(larger) ? 0 : this.cost.of({ premises, head }),
      dead: false,
      orientation: 0,
    };
  }

  private normalLiteral({ left, right }: Literal): Literal {
    return { left: this.rewriter.normal(left), right: this.rewriter.normal(right) };
  }

  /** Numbers the variables of the literals in order of first occurrence; the others are given some term or other. */
  private rename(
    literals: readonly Literal[],
    sorts: readonly number[],
  ): { varSorts: number[]; renaming: Bindings } {
    const { store } = this;
    const varSorts: number[] = [];
    const renaming: Bindings = [];
    const name = (number: number): void => {
      renaming[number] = store.variable(varSorts.push(sorts[number]) - 1, sorts[number]);
    };
    const used = store.variablesOf(literals.flatMap(({ left, right }) => [left, right]));
    for (const v of used) name(store.varNumber(v));
    const terms = renaming.filter((term) => term !== undefined);
    sorts.forEach((sort, number) => {
      if (renaming[number] !== undefined) return;
      renaming[number] = store.anyTerm(sort, terms);
      if (renaming[number] !== undefined) return;
      name(number);
      terms.push(renaming[number]!);
    });
    return { varSorts, renaming };
  }

  // ---------------------------------------------------------------------------------------------------------- the end

  private settle(): void {
    const reached = this.goal === undefined ? undefined : this.normalLiteral(this.goal);
    if (this.contradiction !== undefined || (reached !== undefined && isTrivial(reached)))
      this.outcome = "proved";
  }

  /** Ground terms for the clause's variables, if every sort has one. */
  private anyTerms(clause: Clause): ReturnType<TermStore["extern"]>[] | undefined {
    const terms = clause.varSorts.map((sort) => this.store.anyTerm(sort, []));
    return terms.includes(undefined) ? undefined : terms.map((term) => this.store.extern(term!, []));
  }
}
