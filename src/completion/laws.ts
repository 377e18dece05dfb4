/**
 * Associative and commutative symbols. Where the laws of a symbol are rules, an equation between two terms that differ
 * only by them follows from smaller instances of the laws, and is left out (Martin, Nipkow: Ordered rewriting and
 * confluence, 1990).
 */
import type { Literal, TermId, TermStore } from "./terms.js";

export class Laws {
  private readonly commutative = new Set<number>();
  private readonly associative = new Set<number>();
  private readonly exchanging = new Set<number>();
  private readonly forms = new Map<TermId, string>();

  constructor(private readonly store: TermStore) {}

  /** Notes the law that an equation in use is, if it is one. */
  note(equation: Literal): void {
    const known = this.lawOf(equation);
    if (known === undefined) return;
    known.add(this.store.head[equation.left]);
    this.forms.clear();
  }

  /** Whether the equation is a law that is not yet in use. */
  isNew(equation: Literal): boolean {
    const known = this.lawOf(equation);
    return known !== undefined && !known.has(this.store.head[equation.left]);
  }

  private lawOf({ left, right }: Literal): Set<number> | undefined {
    const f = this.store.head[left];
    if (f < 0 || this.store.heads[f].arity !== 2) return undefined;
    const shape = `${this.shape(left)}=${this.shape(right)}`;
    const forms = [
      [this.commutative, "f(0,1)=f(1,0)"],
      [this.associative, "f(f(0,1),2)=f(0,f(1,2))"],
      [this.associative, "f(0,f(1,2))=f(f(0,1),2)"],
      [this.exchanging, "f(0,f(1,2))=f(1,f(0,2))"],
    ] as const;
    return forms.find(([, form]) => form.replaceAll("f", `${f}`) === shape)?.[0];
  }

  /** Whether the terms differ by associativity and commutativity alone, or not at all. */
  sameForm(left: TermId, right: TermId): boolean {
    return left === right || this.form(left) === this.form(right);
  }

  private isFree(f: number): boolean {
    return this.commutative.has(f) && this.associative.has(f) && this.exchanging.has(f);
  }

  private form(term: TermId): string {
    const known = this.forms.get(term);
    if (known !== undefined) return known;
    const { store } = this;
    const f = store.head[term];
    let form = `${f}`;
    if (f >= 0 && this.isFree(f)) form = `${f}(${this.parts(term, f).sort().join(",")})`;
    else if (f >= 0) form = `${f}(${store.args[term].map((arg) => this.form(arg)).join(",")})`;
    this.forms.set(term, form);
    return form;
  }

  private parts(term: TermId, f: number): string[] {
    if (this.store.head[term] !== f) return [this.form(term)];
    return this.store.args[term].flatMap((arg) => this.parts(arg, f));
  }

  private shape(term: TermId): string {
    const { store } = this;
    if (store.isVar(term)) return `${store.varNumber(term)}`;
    return `${store.head[term]}(${store.args[term].map((arg) => this.shape(arg)).join(",")})`;
  }
}
