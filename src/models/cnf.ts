/**
 * A propositional problem under construction: variables are 1, 2, …, a literal is a variable or its negative, and the
 * literals TRUE and FALSE are known from the start, so that clauses and gates simplify as they are made.
 */
export const TRUE_LITERAL = 1;
export const FALSE_LITERAL = -1;

export class Cnf {
  #variables = 1;
  /** Clauses one after the other, each ended by 0. */
  readonly #literals: number[] = [TRUE_LITERAL, 0];
  #clauses = 1;

  get variables(): number {
    return this.#variables;
  }

  get clauses(): number {
    return this.#clauses;
  }

  variable(): number {
    return ++this.#variables;
  }

  /** Adds the clause unless it holds anyway. */
  add(literals: readonly number[]): void {
    if (literals.includes(TRUE_LITERAL)) return;
    for (const literal of literals) if (literal !== FALSE_LITERAL) this.#literals.push(literal);
    this.#literals.push(0);
    this.#clauses++;
  }

  *[Symbol.iterator](): Generator<readonly number[]> {
    let start = 0;
    for (let at = 0; at < this.#literals.length; at++) {
      if (this.#literals[at] !== 0) continue;
      yield this.#literals.slice(start, at);
      start = at + 1;
    }
  }

  /** A literal that implies all of `literals`. */
  all(literals: readonly number[]): number {
    if (literals.includes(FALSE_LITERAL)) return FALSE_LITERAL;
    const open = literals.filter((literal) => literal !== TRUE_LITERAL);
    if (open.length <= 1) return open[0] ?? TRUE_LITERAL;
    const gate = this.variable();
    for (const literal of open) this.add([-gate, literal]);
    return gate;
  }

  /** A literal that implies that one of `literals` holds. */
  any(literals: readonly number[]): number {
    if (literals.includes(TRUE_LITERAL)) return TRUE_LITERAL;
    const open = literals.filter((literal) => literal !== FALSE_LITERAL);
    if (open.length <= 1) return open[0] ?? FALSE_LITERAL;
    const gate = this.variable();
    this.add([-gate, ...open]);
    return gate;
  }
}
