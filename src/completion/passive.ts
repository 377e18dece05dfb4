/** Clauses that wait to be taken: mostly the lightest first, now and then the oldest, so that none waits for ever. */
import type { Clause } from "./clause.js";

/** Of so many clauses taken, one is the oldest. */
const AGE_RATIO = 6;

export class Passive {
  private readonly heap: Clause[] = [];
  private readonly byAge: Clause[] = [];
  private readonly taken = new Set<Clause>();
  private oldest = 0;
  private turn = 0;

  get size(): number {
    return this.heap.length === 0 ? 0 : this.byAge.length - this.oldest;
  }

  add(clause: Clause): void {
    this.byAge.push(clause);
    const { heap } = this;
    let at = heap.push(clause) - 1;
    for (let parent = (at - 1) >> 1; at > 0 && before(clause, heap[parent]); parent = (at - 1) >> 1) {
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = clause;
  }

  take(): Clause | undefined {
    const byAge = ++this.turn % AGE_RATIO === 0;
    for (;;) {
      const clause = byAge ? this.byAge[this.oldest++] : this.pop();
      if (clause === undefined) return undefined;
      if (this.taken.has(clause)) continue;
      this.taken.add(clause);
      return clause;
    }
  }

  private pop(): Clause | undefined {
    const { heap } = this;
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return last;
    let at = 0;
    for (let child = 1; child < heap.length; child = at * 2 + 1) {
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++;
      if (!before(heap[child], last)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return top;
  }
}

function before(left: Clause, right: Clause): boolean {
  return left.weight !== right.weight ? left.weight < right.weight : left.id < right.id;
}
