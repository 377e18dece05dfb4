/**
 * Congruence closure, slow and obviously right: terms are strings, their classes are found by comparing all pairs of
 * terms until nothing changes. Constructors are injective and disjoint; `true` and `false` are disjoint too.
 */
import { termText, type App, type Term } from "../../src/logic/term.js";

export class Closure {
  private readonly terms = new Map<string, Term>();
  private classes = new Map<string, number>();
  private readonly texts = new WeakMap<Term, string>();
  private readonly equations: (readonly [string, string])[] = [];
  private readonly disequations: (readonly [string, string])[] = [];
  contradiction = false;

  constructor(private readonly isConstructor: (symbol: string) => boolean) {
    this.add({ kind: "app", symbol: "true", sorts: [], args: [] });
    this.add({ kind: "app", symbol: "false", sorts: [], args: [] });
  }

  /** Takes the term and its subterms in. */
  add(term: Term): void {
    if (term.kind === "app") for (const arg of term.args) this.add(arg);
    this.terms.set(this.text(term), term);
  }

  equate(left: Term | string, right: Term | string): void {
    this.equations.push([this.text(left), this.text(right)]);
  }

  distinguish(left: Term, right: Term): void {
    this.disequations.push([this.text(left), this.text(right)]);
  }

  /** Whether the terms, both added, are equal by what was said since the last `close` and before. */
  same(left: Term | string, right: Term | string): boolean {
    return this.classOf(this.text(left)) === this.classOf(this.text(right));
  }

  close(): void {
    this.classes = new Map([...this.terms.keys()].map((text, index) => [text, index]));
    for (const [left, right] of this.equations) this.join(left, right);
    const applications = [...this.terms.values()].filter((term) => term.kind === "app");
    for (let changed = true; changed;) {
      changed = false;
      for (const left of applications) {
        for (const right of applications) if (left !== right) changed = this.compare(left, right) || changed;
      }
    }
    if (this.same("true", "false")) this.contradiction = true;
    if (this.disequations.some(([left, right]) => this.same(left, right))) this.contradiction = true;
  }

  private compare(left: App, right: App): boolean {
    const together = this.same(left, right);
    if (left.symbol !== right.symbol) {
      if (together && this.isConstructor(left.symbol) && this.isConstructor(right.symbol))
        this.contradiction = true;
      return false;
    }
    if (!together)
      return left.args.every((arg, index) => this.same(arg, right.args[index])) && this.join(left, right);
    if (!this.isConstructor(left.symbol)) return false;
    return left.args.map((arg, index) => this.join(arg, right.args[index])).some((joined) => joined);
  }

  private join(left: Term | string, right: Term | string): boolean {
    const [kept, gone] = [this.classOf(this.text(left)), this.classOf(this.text(right))];
    if (kept === gone) return false;
    for (const [text, home] of this.classes) if (home === gone) this.classes.set(text, kept);
    return true;
  }

  private classOf(text: string): number {
    const home = this.classes.get(text);
    if (home === undefined) throw new Error(`${text} was not added`);
    return home;
  }

  private text(term: Term | string): string {
    if (typeof term === "string") return term;
    let text = this.texts.get(term);
    if (text === undefined) this.texts.set(term, (text = termText(term)));
    return text;
  }
}
