/**
 * What is known: axioms and proved theorems, as rewriting equations, universal atoms and Horn clauses. Decides whether
 * a clause follows from them quickly: by rewriting both sides to one normal form, by an instance of a known clause,
 * or after a few rounds in which known clauses add equations and atoms to the premises.
 *
 * "Known" is sound (it does follow), and not complete.
 */
import type { Formula } from "../logic/formula.js";
import { sortParam } from "../logic/sort.js";
import { ATOM, clauseKey, clausesOf, type Clause, type Literal } from "./clause.js";
import { instancesOf, sortParamsOf, substituteSorts } from "./sort-instances.js";
import { Matcher } from "./matcher.js";
import { Rewriter, type RewriterState } from "./rewriter.js";
import type { TermBank } from "./term-bank.js";
import { TermOrder } from "./term-order.js";

interface Saved {
  readonly rewriter: RewriterState;
  readonly atoms: number;
  readonly clauses: number;
}

const ROUNDS = 2;
const FACT_LIMIT = 60;

/** What follows from the premises of one clause. */
interface Context {
  readonly rewriter: Rewriter;
  /** Premises and what was derived from them. */
  readonly facts: Literal[];
  readonly seen: Set<string>;
  contradiction: boolean;
}

export class Knowledge {
  readonly order: TermOrder;
  readonly rewriter: Rewriter;
  readonly #matcher: Matcher;
  /** Universally true atoms. */
  readonly #atoms: number[] = [];
  readonly #clauses: Clause[] = [];
  readonly #keys = new Set<string>();

  constructor(readonly bank: TermBank) {
    const laws = new Uint8Array(bank.signature.ops.length);
    this.order = new TermOrder(bank, laws);
    this.#matcher = new Matcher(bank, laws);
    this.rewriter = new Rewriter(bank, this.order, this.#matcher);
  }

  /** What is known of a symbol instance, as a `Law`. */
  lawOf(op: number): number {
    return this.#matcher.laws[op];
  }

  save(): Saved {
    return { rewriter: this.rewriter.save(), atoms: this.#atoms.length, clauses: this.#clauses.length };
  }

  restore(saved: Saved): void {
    this.rewriter.restore(saved.rewriter);
    this.#atoms.length = saved.atoms;
    this.#clauses.length = saved.clauses;
  }

  /** Adds a closed formula that holds, for all sorts that its parameters can be; returns its clauses. */
  learn(formula: Formula): readonly Clause[] {
    const params = sortParamsOf(formula);
    const instances = instancesOf({ params, formula }, this.bank.signature);
    const learnt = instances.flatMap((instance) => clausesOf(instance, this.bank).clauses);
    for (const clause of learnt) {
      this.#keys.add(clauseKey(clause, this.bank));
      this.assume(clause);
    }
    return learnt;
  }

  /** Adds a clause until `restore`. */
  assume(clause: Clause): void {
    const { left, right } = clause.conclusion;
    if (clause.premises.length > 0) this.#clauses.push(clause);
    else if (right === ATOM) this.#atoms.push(left);
    else this.rewriter.addEquation(left, right);
  }

  /** Whether a closed formula follows; its sort parameters are read as the rigid ones, by position. */
  isKnown(formula: Formula): boolean {
    const own = this.bank.signature.params;
    const params = sortParamsOf(formula);
    const rigid = params.every((name) => own.includes(name))
      ? formula
      : substituteSorts(formula, new Map(params.map((name, i) => [name, sortParam(own[i] ?? name)])));
    const { clauses, complete } = clausesOf(rigid, this.bank);
    return complete && clauses.every((clause) => this.follows(clause));
  }

  /**
   * The clauses whose conclusions together are `clause`'s, constructor terms taken apart after rewriting; none if
   * different constructors make it false.
   */
  decompose(clause: Clause): readonly Clause[] {
    const { left, right } = clause.conclusion;
    if (right === ATOM) return [clause];
    const parts: Literal[] = [];
    const visit = (l: number, r: number): boolean => {
      if (!this.#isConstructor(l) || !this.#isConstructor(r)) return parts.push({ left: l, right: r }) > 0;
      const { bank } = this;
      if (bank.head[l] !== bank.head[r]) return false;
      for (let i = 0; i < bank.arity[bank.head[l]]; i++)
        if (!visit(bank.arg(l, i), bank.arg(r, i))) return false;
      return true;
    };
    if (!visit(this.rewriter.normalise(left), this.rewriter.normalise(right))) return [];
    return [clause, ...parts.map((conclusion) => ({ premises: clause.premises, conclusion }))];
  }

  #isConstructor(node: number): boolean {
    const head = this.bank.head[node];
    return head >= 0 && this.bank.signature.ops[head].kind === "constructor";
  }

  follows(clause: Clause): boolean {
    if (this.#keys.has(clauseKey(clause, this.bank))) return true;
    if (this.#holds(clause.conclusion, this.rewriter, [])) return true;
    const context = this.#context(clause.premises);
    for (let round = 0; ; round++) {
      if (context.contradiction || this.#holds(clause.conclusion, context.rewriter, context.facts))
        return true;
      if (this.#byBackwardStep(clause.conclusion, context)) return true;
      if (round === ROUNDS || !this.#deriveRound(context)) return false;
    }
  }

  /** Whether a literal (variables as constants) is an identity after rewriting, or an instance of a universal atom. */
  #holds(literal: Literal, rewriter: Rewriter, facts: readonly Literal[]): boolean {
    const left = rewriter.normalise(literal.left);
    if (literal.right !== ATOM) {
      if (left === rewriter.normalise(literal.right)) return true;
      return rewriter.canonical(literal.left) === rewriter.canonical(literal.right);
    }
    if (facts.some((fact) => fact.right === ATOM && rewriter.normalise(fact.left) === left)) return true;
    for (const atom of this.#atoms) {
      if (this.bank.head[atom] !== this.bank.head[left]) continue;
      this.#matcher.prepare();
      if (this.#matcher.match(this.rewriter.normalise(atom), left, () => true)) return true;
    }
    return false;
  }

  #context(premises: readonly Literal[]): Context {
    const context: Context = {
      rewriter: this.rewriter.fork(),
      facts: [],
      seen: new Set(),
      contradiction: false,
    };
    for (const premise of premises) this.#addFact(context, premise);
    return context;
  }

  /** Adds a ground literal to the context, equations between constructor terms taken apart; true if it was new. */
  #addFact(context: Context, literal: Literal): boolean {
    const { bank } = this;
    if (context.facts.length >= FACT_LIMIT) return false;
    if (literal.right === ATOM) {
      const left = this.rewriter.normalise(literal.left);
      if (this.#holds({ left, right: ATOM }, context.rewriter, context.facts)) return false;
      context.facts.push({ left, right: ATOM });
      return true;
    }
    const left = this.rewriter.normalise(literal.left);
    const right = this.rewriter.normalise(literal.right);
    const key = `${left},${right}`;
    if (left === right || context.seen.has(key)) return false;
    context.seen.add(key);
    context.facts.push({ left, right });
    const l = context.rewriter.normalise(left);
    const r = context.rewriter.normalise(right);
    if (l === r) return true;
    if (this.#isConstructor(l) && this.#isConstructor(r)) {
      if (bank.head[l] !== bank.head[r]) context.contradiction = true;
      else {
        for (let i = 0; i < bank.arity[bank.head[l]]; i++) {
          this.#addFact(context, { left: bank.arg(l, i), right: bank.arg(r, i) });
        }
      }
      return true;
    }
    context.rewriter.addGround(l, r);
    return true;
  }

  /** Applies every known clause to the facts; whether anything is new. */
  #deriveRound(context: Context): boolean {
    const derived: Literal[] = [];
    for (const clause of this.#clauses) {
      this.#matcher.prepare();
      this.#matchPremises(clause, 0, context, () => {
        const conclusion = this.#instance(clause.conclusion);
        if (conclusion !== undefined && derived.length < FACT_LIMIT) derived.push(conclusion);
        return false;
      });
    }
    let isNew = false;
    for (const literal of derived) isNew = this.#addFact(context, literal) || isNew;
    return isNew;
  }

  /** The literal under the matcher's bindings; undefined if a variable is unbound. */
  #instance(literal: Literal): Literal | undefined {
    const { bank } = this;
    const { binding } = this.#matcher;
    const vars = new Set<number>();
    bank.collectVars(literal.left, vars);
    if (literal.right !== ATOM) bank.collectVars(literal.right, vars);
    for (const v of vars) if (binding[v] < 0) return undefined;
    const left = bank.replace(literal.left, binding);
    return { left, right: literal.right === ATOM ? ATOM : bank.replace(literal.right, binding) };
  }

  /** Matches the premises from number `index` against the facts, or finds them to hold once they are bound. */
  #matchPremises(clause: Clause, index: number, context: Context, found: () => boolean): boolean {
    if (index === clause.premises.length) return found();
    const premise = clause.premises[index];
    const next = (): boolean => this.#matchPremises(clause, index + 1, context, found);
    const bound = this.#instance(premise);
    if (bound !== undefined) {
      const saved = this.#matcher.binding.slice();
      const holds = this.#holds(bound, context.rewriter, context.facts);
      this.#matcher.binding.set(saved);
      return holds && next();
    }
    const left = this.rewriter.canonical(premise.left);
    if (premise.right === ATOM) {
      return context.facts.some((fact) => fact.right === ATOM && this.#matcher.match(left, fact.left, next));
    }
    const right = this.rewriter.canonical(premise.right);
    const both = (a: number, b: number): boolean =>
      this.#matcher.match(left, a, () => this.#matcher.match(right, b, next));
    for (const fact of [...context.facts]) {
      if (fact.right === ATOM) continue;
      if (both(fact.left, fact.right) || both(fact.right, fact.left)) return true;
    }
    return false;
  }

  /** Whether a known clause concludes the literal from premises that hold. */
  #byBackwardStep(goal: Literal, context: Context): boolean {
    const left = context.rewriter.normalise(goal.left);
    const right = goal.right === ATOM ? ATOM : context.rewriter.normalise(goal.right);
    for (const clause of this.#clauses) {
      const { conclusion } = clause;
      if ((conclusion.right === ATOM) !== (right === ATOM)) continue;
      const premises = (): boolean => this.#matchPremises(clause, 0, context, () => true);
      const m = this.#matcher;
      const from = this.rewriter.canonical(conclusion.left);
      m.prepare();
      if (right === ATOM) {
        if (m.match(from, left, premises)) return true;
        continue;
      }
      const to = this.rewriter.canonical(conclusion.right);
      if (m.match(from, left, () => m.match(to, right, premises))) return true;
      m.prepare();
      if (m.match(from, right, () => m.match(to, left, premises))) return true;
    }
    return false;
  }
}
