/**
 * Proofs of what a completion derived. Every clause that is needed becomes a closed lemma, proved from its parents by
 * instances, congruence and transitivity; each is written once, before what rests on it.
 */
import { followPath } from "../compile/path-proof.js";
import { FALSE as FALSITY, atom, conjunction, eq, imp, not, type Formula } from "../logic/formula.js";
import { variable, type Term } from "../logic/term.js";
import {
  absurd,
  assumption,
  congruence,
  generalise,
  instance,
  refl,
  replace,
  symm,
  trans,
  truth,
  type EqualityProof,
  type Proof,
} from "../proof/proof.js";
import { HEAD, isAtom, isUnit, type Clause, type Overlap, type Step } from "./clause.js";
import type { Link, Rewriter } from "./rewriter.js";
import { FALSE, TRUE, type Literal, type TermId, type TermStore } from "./terms.js";

/** One rewrite of a side of a literal. */
type Move =
  | { readonly kind: "link"; readonly from: TermId; readonly link: Link }
  | { readonly kind: "overlap"; readonly from: TermId; readonly to: TermId; readonly overlap: Overlap };

export class CompletionProof {
  /** The lemmas used so far, each after those it rests on. */
  readonly lemmas: Proof[] = [];
  private readonly proofs = new Map<Clause, Proof>();

  constructor(
    private readonly store: TermStore,
    private readonly rewriter: Rewriter,
    /** What the variable of a number is called. */
    private readonly name: (index: number) => string,
    private readonly freshName: (base: string) => string,
  ) {}

  /** The clause as a closed formula, proved. */
  lemma(clause: Clause): Proof {
    const known = this.proofs.get(clause);
    if (known !== undefined) return known;
    const vars = clause.varSorts.map((sort, index) => variable(this.name(index), this.store.sortById(sort)));
    const inner = new Scope(this, this.store, this.rewriter, vars);
    const assumptions = clause.premises.map((premise) => assumption(inner.formula(premise)));
    const { derivation } = clause;
    const proves =
      derivation.kind === "step" ? inner.step(derivation, assumptions) : this.cite(clause, vars, assumptions);
    const premise = conjunction(assumptions.map((leaf) => leaf.is));
    const proof =
      vars.length === 0 && isUnit(clause)
        ? proves
        : generalise(imp(vars, premise, proves.is), { eigen: vars, assumptions, proves });
    this.proofs.set(clause, proof);
    if (derivation.kind === "step") this.lemmas.push(proof);
    return proof;
  }

  /** The clause's head at these terms. */
  cite(clause: Clause, terms: readonly Term[], premises: readonly Proof[]): Proof {
    if (clause.derivation.kind === "input") {
      const { source, clause: logic, denies } = clause.derivation.input;
      const bindings = new Map(logic.vars.map((v, index) => [v.name, terms[index]]));
      const proof = followPath(logic.path, source, bindings, (index) => premises[index], this.freshName);
      return denies ? absurd(premises[premises.length - 1], proof) : proof;
    }
    const lemma = this.lemma(clause);
    if (clause.varSorts.length === 0 && isUnit(clause)) return lemma;
    const bindings = new Map(clause.varSorts.map((_, index) => [this.name(index), terms[index]]));
    return instance({ kind: "proof", proof: lemma }, bindings, premises);
  }

  /** The clause's head at these terms, with what led to the clause in place instead of in a lemma. */
  inline(clause: Clause, terms: readonly Term[], premises: readonly Proof[]): Proof {
    const { derivation } = clause;
    if (derivation.kind === "input") return this.cite(clause, terms, premises);
    return new Scope(this, this.store, this.rewriter, terms, true).step(derivation, premises);
  }
}

/** Proofs over the variables of one step, which `names` stand for. */
export class Scope {
  private readonly equalities = new Map<string, EqualityProof>();
  private names: readonly Term[];

  constructor(
    private readonly proofs: CompletionProof,
    private readonly store: TermStore,
    private readonly rewriter: Rewriter,
    /** What stands for the variables of the clause that the step makes. */
    private readonly outer: readonly Term[],
    private readonly isInline = false,
  ) {
    this.names = outer;
  }

  formula({ left, right }: Literal): Formula {
    const { store, names } = this;
    if (left <= FALSE) return left === right ? { kind: "true" } : FALSITY;
    if (right > FALSE) return eq(store.extern(left, names), store.extern(right, names));
    const { name, sorts } = store.heads[store.head[left]];
    const args = store.args[left].map((arg) => store.extern(arg, names));
    const positive = atom(name, args, sorts);
    return right === TRUE ? positive : not(positive);
  }

  /** What the step concludes, from its clause's premises. */
  step(step: Step, assumptions: readonly Proof[]): Proof {
    this.names = step.renaming.map((term) => this.store.extern(term!, this.outer));
    const { parent, made, reached, becomes } = step;
    const premises = parent.premises.map((premise, index) => {
      const given = becomes[index] < 0 ? undefined : assumptions[becomes[index]];
      return this.backward(
        this.instanceOf(premise, step),
        made[index],
        reached[index],
        this.overlapAt(step, index),
        given,
      );
    });
    const terms = step.parentBindings.map((term) => this.term(term!));
    const head = this.isInline
      ? this.proofs.inline(parent, terms, premises)
      : this.proofs.cite(parent, terms, premises);
    const last = made.length - 1;
    const from = this.instanceOf(parent.head, step);
    const proof = this.forward(head, from, made[last], reached[last], this.overlapAt(step, HEAD));
    return step.swapped ? symm(proof)! : proof;
  }

  term(term: TermId): Term {
    return this.store.extern(term, this.names);
  }

  private instanceOf(literal: Literal, step: Step): Literal {
    return {
      left: this.store.substitute(literal.left, step.parentBindings),
      right: this.store.substitute(literal.right, step.parentBindings),
    };
  }

  private overlapAt(step: Step, literal: number): Overlap | undefined {
    return step.overlap?.literal === literal ? step.overlap : undefined;
  }

  // --- literals along rewrites

  /** From a proof of `from`, one of what it was rewritten to. */
  forward(proof: Proof, from: Literal, made: Literal, to: Literal, overlap?: Overlap): Proof {
    if (!isAtom(from)) {
      const left = this.side(this.moves(from.left, made.left, to.left, "left", overlap));
      const right = this.side(this.moves(from.right, made.right, to.right, "right", overlap));
      return trans([symm(left), proof, right])!;
    }
    let result = proof;
    for (const move of this.moves(from.left, made.left, to.left, "left", overlap)) {
      const fact = this.fact(move);
      if (fact !== undefined) return result.is.kind === "not" ? absurd(fact, result) : absurd(result, fact);
      const next = this.formula({ left: targetOf(move), right: from.right });
      result = replace(result, next, this.arguments(move));
    }
    return result;
  }

  /** From a proof of what `from` was rewritten to (none where that is trivial), one of `from`. */
  backward(
    from: Literal,
    made: Literal,
    to: Literal,
    overlap: Overlap | undefined,
    given: Proof | undefined,
  ): Proof {
    if (!isAtom(from)) {
      const left = this.side(this.moves(from.left, made.left, to.left, "left", overlap));
      const right = this.side(this.moves(from.right, made.right, to.right, "right", overlap));
      return trans([left, given ?? null, symm(right)]) ?? refl(this.term(from.left));
    }
    let result = given;
    for (const move of this.moves(from.left, made.left, to.left, "left", overlap).reverse()) {
      const fact = this.fact(move);
      if (fact !== undefined) {
        result = fact;
        continue;
      }
      const earlier = this.formula({ left: move.from, right: from.right });
      result = replace(result!, earlier, this.arguments(move).map(symm));
    }
    return result ?? truth();
  }

  /** A proof that a literal holds whose sides rewrite to the same term. */
  joined(literal: Literal, to: Literal): Proof {
    return this.backward(literal, literal, to, undefined, undefined);
  }

  private moves(from: TermId, made: TermId, to: TermId, side: "left" | "right", overlap?: Overlap): Move[] {
    const moves: Move[] = [];
    if (overlap?.side === side) moves.push({ kind: "overlap", from, to: made, overlap });
    for (let at = made; at !== to;) {
      const link = this.rewriter.links[at];
      if (link === undefined) throw new Error("a rewrite without a link");
      moves.push({ kind: "link", from: at, link });
      at = link.to;
    }
    return moves;
  }

  private side(moves: readonly Move[]): EqualityProof {
    return trans(moves.map((move) => this.equality(move)));
  }

  private equality(move: Move): EqualityProof {
    if (move.kind === "link") return this.linked(move.from, move.link);
    return this.overlapped(move.overlap, move.from, move.to, 0);
  }

  /** For a move inside an atom: why its arguments are equal. */
  private arguments(move: Move): EqualityProof[] {
    const { store } = this;
    const from = store.args[move.from];
    const to = store.args[targetOf(move)];
    if (move.kind === "link") return from.map((arg, index) => this.chain(arg, to[index]));
    const { overlap } = move;
    return from.map((arg, index) =>
      index === overlap.path[0] ? this.overlapped(overlap, arg, to[index], 1) : null,
    );
  }

  /** For a move that settles an atom: the fact that does. */
  private fact(move: Move): Proof | undefined {
    if (targetOf(move) > FALSE) return undefined;
    const by = move.kind === "link" ? move.link.by! : { ...move.overlap, clause: move.overlap.by };
    return this.proofs.cite(by.clause, this.terms(by.clause, by.bindings), []);
  }

  private linked(from: TermId, link: Link): EqualityProof {
    const { store } = this;
    if (link.by !== undefined) {
      const proof = this.proofs.cite(link.by.clause, this.terms(link.by.clause, link.by.bindings), []);
      return link.by.reversed ? symm(proof) : proof;
    }
    const args = store.args[from].map((arg, index) => this.chain(arg, store.args[link.to][index]));
    return congruence(this.term(from), this.term(link.to), args);
  }

  private chain(from: TermId, to: TermId): EqualityProof {
    if (from === to) return null;
    const key = `${from} ${to}`;
    let proof = this.equalities.get(key);
    if (proof === undefined)
      this.equalities.set(key, (proof = this.side(this.moves(from, from, to, "left"))));
    return proof;
  }

  private overlapped(overlap: Overlap, from: TermId, to: TermId, depth: number): EqualityProof {
    if (depth === overlap.path.length) {
      const proof = this.proofs.cite(overlap.by, this.terms(overlap.by, overlap.bindings), []);
      return overlap.reversed ? symm(proof) : proof;
    }
    const args = this.store.args[from].map((arg, index) =>
      index === overlap.path[depth]
        ? this.overlapped(overlap, arg, this.store.args[to][index], depth + 1)
        : null,
    );
    return congruence(this.term(from), this.term(to), args);
  }

  private terms(clause: Clause, bindings: readonly (TermId | undefined)[]): Term[] {
    return clause.varSorts.map((_, index) => this.term(bindings[index]!));
  }
}

function targetOf(move: Move): TermId {
  return move.kind === "link" ? move.link.to : move.to;
}
