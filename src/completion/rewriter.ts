/**
 * Rewriting with unit equations. Each term that was rewritten keeps where it went and why: a link, made once, which
 * stays right whatever comes later. So a chain of links is a proof, and rests on clauses older than what it simplifies.
 */
import type { Clause } from "./clause.js";
import { RewriteIndex } from "./rewrite-index.js";
import { isGreater } from "./term-order.js";
import type { Bindings, TermId, TermStore } from "./terms.js";

export interface Link {
  readonly to: TermId;
  /** By an instance of an equation, or, if there is none, by links of the arguments. */
  readonly by:
    { readonly clause: Clause; readonly bindings: Bindings; readonly reversed: boolean } | undefined;
}

interface Rule {
  readonly clause: Clause;
  readonly reversed: boolean;
  readonly oriented: boolean;
  readonly to: TermId;
}

export class Rewriter {
  readonly links: (Link | undefined)[] = [];
  /** Rewrite steps taken. */
  steps = 0;
  private readonly index: RewriteIndex<Rule>;
  /** By term: the version of the rules that it was found irreducible with. */
  private readonly checked: number[] = [];
  private version = 1;

  constructor(private readonly store: TermStore) {
    this.index = new RewriteIndex(store);
  }

  add(clause: Clause): void {
    const { left, right } = clause.head;
    if (clause.orientation >= 0) this.insert(clause, left, right, false);
    if (clause.orientation <= 0) this.insert(clause, right, left, true);
    this.version++;
  }

  private insert(clause: Clause, from: TermId, to: TermId, reversed: boolean): void {
    if (this.store.isVar(from)) return;
    this.index.insert(from, { clause, reversed, oriented: clause.orientation !== 0, to });
  }

  normal(term: TermId): TermId {
    let at = term;
    for (;;) {
      const link = this.links[at] ?? (this.checked[at] === this.version ? undefined : this.link(at));
      if (link === undefined) {
        this.checked[at] = this.version;
        return at;
      }
      at = link.to;
    }
  }

  private link(term: TermId): Link | undefined {
    const { store } = this;
    if (store.isVar(term)) return undefined;
    const args = store.args[term];
    const normalArgs = args.map((arg) => this.normal(arg));
    let link: Link | undefined;
    if (normalArgs.some((arg, index) => arg !== args[index]))
      link = { to: store.node(store.head[term], normalArgs), by: undefined };
    else link = this.atRoot(term);
    if (link !== undefined) this.links[term] = link;
    return link;
  }

  private atRoot(term: TermId): Link | undefined {
    const bindings: Bindings = [];
    let link: Link | undefined;
    this.index.find(term, bindings, (rule) => {
      if (rule.clause.dead) return false;
      const all = this.complete(rule.clause, bindings, term);
      if (all === undefined) return false;
      const to = this.store.substitute(rule.to, all);
      if (!rule.oriented && !isGreater(this.store, term, to)) return false;
      link = { to, by: { clause: rule.clause, bindings: all, reversed: rule.reversed } };
      this.steps++;
      return true;
    });
    return link;
  }

  /** Binds the variables that matching left open to some term or other. */
  private complete(clause: Clause, bindings: Bindings, term: TermId): Bindings | undefined {
    const all = bindings.slice();
    for (let number = 0; number < clause.varSorts.length; number++) {
      all[number] ??= this.store.anyTerm(clause.varSorts[number], this.store.variablesOf([term]));
      if (all[number] === undefined) return undefined;
    }
    return all;
  }
}
