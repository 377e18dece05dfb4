/**
 * Symbols that say what earlier ones say already: a proved law f(x, y, …) = g(…), with g declared before f and variables
 * and constants alone for arguments, makes f a synonym. What is conjectured from then on is said with g.
 *
 * Only laws count: what the theory itself defines in such a way is a name that its author wants to read.
 */
import { ATOM, type Clause } from "./clause.js";
import type { TermBank } from "./term-bank.js";
import type { TermOrder } from "./term-order.js";

interface Law {
  /** By argument place of the synonym: the variable that stands there. */
  readonly variables: readonly number[];
  readonly meaning: number;
}

export class Synonyms {
  readonly #laws = new Map<number, Law>();

  constructor(
    readonly bank: TermBank,
    readonly order: TermOrder,
    /** By symbol instance: whether terms are made of it. */
    readonly inFocus: readonly boolean[],
  ) {}

  /** Rises with every symbol that turns out to be one. */
  get count(): number {
    return this.#laws.size;
  }

  has(op: number): boolean {
    return this.#laws.has(op);
  }

  /** Takes note of a clause that holds for all values. */
  note({ premises, conclusion: { left, right } }: Clause): void {
    if (premises.length > 0 || right === ATOM) return;
    this.#noteLaw(left, right);
    this.#noteLaw(right, left);
  }

  #noteLaw(left: number, right: number): void {
    const { head } = this.bank;
    const op = head[left];
    if (op < 0 || head[right] < 0 || head[right] >= op || this.#laws.has(op)) return;
    const variables = Array.from(this.bank.argsOf(left), (arg) => -1 - head[arg]);
    const isGeneral = variables.every((v, i) => v >= 0 && variables.indexOf(v) === i);
    const isFlat = [right, ...this.bank.argsOf(right)].every(
      (part) =>
        (part === right || this.bank.size[part] === 1) && (head[part] < 0 || this.inFocus[head[part]]),
    );
    if (isGeneral && isFlat && this.order.greater(left, right, false))
      this.#laws.set(op, { variables, meaning: right });
  }

  /** The term with the meaning of every synonym in its place. */
  unfold(node: number): number {
    const { bank } = this;
    const head = bank.head[node];
    if (head < 0) return node;
    const args = Array.from(bank.argsOf(node), (arg) => this.unfold(arg));
    const law = this.#laws.get(head);
    if (law === undefined) return bank.node(head, args);
    const binding: number[] = new Array<number>(bank.varSort.length).fill(-1);
    law.variables.forEach((v, i) => (binding[v] = args[i]));
    return this.unfold(bank.replace(law.meaning, binding));
  }
}
