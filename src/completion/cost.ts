/**
 * What a clause costs: the lightest is taken first. Symbols that the goal does not speak of count for more, so that a
 * completion stays close to what it is asked. A conditional clause costs what its largest part does: it stands between
 * the equations that it was made from and those that it will make.
 */
import type { Clause } from "./clause.js";
import { FALSE, type Literal, type TermId, type TermStore } from "./terms.js";

const VARIABLE = 2;
const SYMBOL = 2;
const FOREIGN_SYMBOL = 3;

export class Cost {
  private readonly own = new Set<number>();
  private readonly costs: (number | undefined)[] = [];

  /** `goal`: the terms whose symbols are its own; if there are none, all symbols are. */
  constructor(
    private readonly store: TermStore,
    goal: readonly TermId[],
  ) {
    const visit = (term: TermId): void => {
      if (store.isVar(term)) return;
      this.own.add(store.head[term]);
      store.args[term].forEach(visit);
    };
    goal.forEach(visit);
  }

  of({ premises, head }: Pick<Clause, "premises" | "head">): number {
    let most = this.literal(head);
    for (const premise of premises) most = Math.max(most, this.literal(premise));
    return most + premises.length;
  }

  private literal({ left, right }: Literal): number {
    return this.term(left) + (right <= FALSE ? 0 : this.term(right));
  }

  private term(term: TermId): number {
    const known = this.costs[term];
    if (known !== undefined) return known;
    const { store } = this;
    let cost = VARIABLE;
    if (!store.isVar(term)) {
      cost = this.own.size === 0 || this.own.has(store.head[term]) ? SYMBOL : FOREIGN_SYMBOL;
      for (const arg of store.args[term]) cost += this.term(arg);
    }
    this.costs[term] = cost;
    return cost;
  }
}
