/**
 * Ordered rewriting with what is known: unit equations as rules (those that no order orients are used where the
 * instance decreases), commutative symbols with sorted arguments, associative and commutative ones flattened and
 * sorted, with rules applied to any part of their arguments. Variables of a term are constants.
 *
 * Every step is an equality that follows from the equations given, so equal normal forms mean equal terms; different
 * ones mean nothing. Steps are bounded, so that rules that do not terminate together do no harm.
 */
import { Law, lawOf } from "./laws.js";
import type { Matcher } from "./matcher.js";
import type { TermBank } from "./term-bank.js";
import type { TermOrder } from "./term-order.js";

interface Rule {
  readonly left: number;
  readonly right: number;
  /** False: only where the instance decreases. */
  readonly oriented: boolean;
  /** No symbol below the head has a law, so that the quick matcher serves. */
  readonly plain: boolean;
}

export interface RewriterState {
  readonly rules: ReadonlyMap<number, readonly Rule[]>;
  readonly laws: Uint8Array;
}

const STEP_LIMIT = 400;
/** Rules that one new equation may cause to be added anew. */
const REDUCTION_LIMIT = 60;

export class Rewriter {
  /** Rises with every change of the rules. */
  version = 0;
  readonly #rules = new Map<number, Rule[]>();
  /** Equations between terms without pattern variables, oriented. */
  readonly #ground: [number, number][] = [];
  #memo = new Map<number, number>();
  #steps = 0;

  constructor(
    readonly bank: TermBank,
    readonly order: TermOrder,
    readonly matcher: Matcher,
    parent?: Rewriter,
  ) {
    if (parent !== undefined) this.#rules = parent.#rules;
  }

  /** A rewriter with the same rules (shared) that can take ground equations on its own account. */
  fork(): Rewriter {
    return new Rewriter(this.bank, this.order, this.matcher, this);
  }

  save(): RewriterState {
    return {
      rules: new Map([...this.#rules].map(([op, rules]) => [op, [...rules]])),
      laws: this.matcher.laws.slice(),
    };
  }

  restore(state: RewriterState): void {
    this.#rules.clear();
    for (const [op, rules] of state.rules) this.#rules.set(op, [...rules]);
    this.matcher.laws.set(state.laws);
    this.order.forget();
    this.#changed();
  }

  #changed(): void {
    this.version++;
    this.#memo = new Map();
  }

  /**
   * Adds an equation whose variables are universal, unless it follows already. Both sides are normalised first, and
   * rules that the new one reduces are added anew: a rule whose left side is reducible would never apply.
   */
  addEquation(left: number, right: number): void {
    const queue: [number, number][] = [[left, right]];
    for (let i = 0; i < queue.length && i < REDUCTION_LIMIT; i++) {
      const [l, r] = queue[i];
      const before = this.bank.head[l] >= 0 ? this.matcher.laws[this.bank.head[l]] : Law.None;
      if (this.#isNewLaw(l, r)) {
        const old = [...this.#rules.values()].flat();
        this.#rules.clear();
        this.#changed();
        for (const rule of old) this.#addRules(rule.left, rule.right);
        if ((before | this.matcher.laws[this.bank.head[l]]) === Law.Associative) this.#addRules(l, r);
      } else {
        const nl = this.normalise(l);
        const nr = this.normalise(r);
        if (nl === nr) continue;
        this.#addRules(nl, nr);
      }
      this.#changed();
      this.#takeReducible(queue);
    }
  }

  /** Moves rules with an argument that is not normal to `queue`. */
  #takeReducible(queue: [number, number][]): void {
    const { bank } = this;
    for (const [op, rules] of this.#rules) {
      const kept = rules.filter((rule) => {
        for (let i = 0; i < bank.arity[op]; i++) {
          const arg = bank.arg(rule.left, i);
          // The tail of a flattened argument list is no argument of its own.
          if (bank.head[arg] !== op && this.normalise(arg) !== arg) {
            queue.push([rule.left, rule.right]);
            return false;
          }
        }
        return true;
      });
      if (kept.length < rules.length) {
        this.#rules.set(op, kept);
        this.#changed();
      }
    }
  }

  /** Adds an equation whose variables are constants. */
  addGround(left: number, right: number): void {
    const l = this.normalise(left);
    const r = this.normalise(right);
    if (l === r) return;
    this.#ground.push(this.order.greater(l, r, true) ? [l, r] : [r, l]);
    this.#changed();
  }

  #addRules(left: number, right: number): void {
    const l = this.canonical(left);
    const r = this.canonical(right);
    if (l === r) return;
    if (this.order.greater(l, r, false)) this.#addRule(l, r, true);
    else if (this.order.greater(r, l, false)) this.#addRule(r, l, true);
    else {
      this.#addRule(l, r, false);
      this.#addRule(r, l, false);
    }
  }

  #addRule(left: number, right: number, oriented: boolean): void {
    const { bank } = this;
    if (bank.head[left] < 0) return;
    const vars = new Set<number>();
    const rightVars = new Set<number>();
    bank.collectVars(left, vars);
    bank.collectVars(right, rightVars);
    for (const v of rightVars) if (!vars.has(v)) return;
    const op = bank.head[left];
    const rules = this.#rules.get(op) ?? [];
    this.#rules.set(op, rules);
    rules.push({ left, right, oriented, plain: !this.#hasLaw(left) });
  }

  #hasLaw(node: number): boolean {
    const head = this.bank.head[node];
    if (head < 0) return false;
    if ((this.matcher.laws[head] & Law.Commutative) !== 0) return true;
    for (let i = 0; i < this.bank.arity[head]; i++) if (this.#hasLaw(this.bank.arg(node, i))) return true;
    return false;
  }

  /** Notes the law that an equation is; true if a symbol has a new law by it. */
  #isNewLaw(left: number, right: number): boolean {
    const op = this.bank.head[left];
    if (op < 0) return false;
    const before = this.matcher.laws[op];
    this.matcher.laws[op] |= lawOf(this.bank, left, right, before);
    if (this.matcher.laws[op] === before) return false;
    this.order.forget();
    return true;
  }

  /** The term with the laws alone applied: arguments of commutative symbols sorted, of AC symbols flattened too. */
  canonical(node: number): number {
    const { bank } = this;
    const head = bank.head[node];
    if (head < 0 || bank.arity[head] === 0) return node;
    return this.#arrange(
      head,
      Array.from(bank.argsOf(node), (arg) => this.canonical(arg)),
    );
  }

  #arrange(head: number, args: number[]): number {
    const law = this.matcher.laws[head];
    if (law === Law.Commutative && this.order.compare(args[0], args[1]) > 0)
      return this.bank.node(head, [args[1], args[0]]);
    if (law !== Law.Both) return this.bank.node(head, args);
    const elements = this.bank.flatten(head, args[1], this.bank.flatten(head, args[0]));
    elements.sort((a, b) => this.order.compare(a, b));
    return this.matcher.comb(head, elements);
  }

  /** The normal form of `node`. */
  normalise(node: number): number {
    this.#steps = 0;
    return this.#normal(node);
  }

  #normal(node: number): number {
    const known = this.#memo.get(node);
    if (known !== undefined) return known;
    const { bank } = this;
    const head = bank.head[node];
    let current = node;
    if (head >= 0 && bank.arity[head] > 0) {
      const args: number[] = [];
      for (let i = 0; i < bank.arity[head]; i++) args.push(this.#normal(bank.arg(node, i)));
      current = this.#arrange(head, args);
    }
    let next = this.#memo.get(current);
    if (next === undefined) {
      next = this.#step(current);
      next = next === current || ++this.#steps > STEP_LIMIT ? current : this.#normal(next);
      this.#memo.set(current, next);
    }
    this.#memo.set(node, next);
    return next;
  }

  /** One rewriting step at the head, or the node itself. Its arguments are normal. */
  #step(node: number): number {
    const { bank, matcher } = this;
    const head = bank.head[node];
    const isAc = head >= 0 && matcher.laws[head] === Law.Both;
    const elements = isAc ? bank.flatten(head, node) : [];
    for (const [left, right] of this.#ground) {
      if (left === node) return right;
      if (!isAc || bank.head[left] !== head) continue;
      const rest = without(elements, bank.flatten(head, left));
      if (rest !== undefined) return matcher.comb(head, [right, ...rest]);
    }
    const rules = head >= 0 ? this.#rules.get(head) : undefined;
    if (rules === undefined) return node;
    for (const rule of rules) {
      if (!bank.mayMatch(rule.left, node)) continue;
      const next = this.#apply(rule, node, head, elements);
      if (next !== node) return next;
    }
    return node;
  }

  #apply(rule: Rule, node: number, head: number, elements: readonly number[]): number {
    const { bank, matcher, order } = this;
    matcher.prepare();
    let result = node;
    const accept = (): boolean => {
      const right = bank.replace(rule.right, matcher.binding);
      if (!rule.oriented) {
        const left = bank.replace(rule.left, matcher.binding);
        if (!order.greater(left, right, true)) return false;
      }
      result =
        elements.length > 0 && matcher.rest.length > 0 ? matcher.comb(head, [right, ...matcher.rest]) : right;
      return true;
    };
    matcher.rest = [];
    if (elements.length > 0) {
      matcher.matchElements(head, bank.flatten(head, rule.left), elements, true, accept);
    } else if (rule.plain) {
      if (matcher.matchPlain(rule.left, node)) accept();
    } else matcher.match(rule.left, node, accept);
    return result;
  }
}

/** `all` less the multiset `some`; undefined if that is not contained in it. */
function without(all: readonly number[], some: readonly number[]): readonly number[] | undefined {
  const rest = [...all];
  for (const element of some) {
    const at = rest.indexOf(element);
    if (at < 0) return undefined;
    rest.splice(at, 1);
  }
  return rest;
}
