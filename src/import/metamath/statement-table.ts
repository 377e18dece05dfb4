/** The columns of a `Database` while it is read: labelled statements are added in file order. */
import { NEVER_ENDS, NONE, type Database, type DisjointGroups } from "./database.js";
import type { Heading } from "./headings.js";
import { IntVector } from "./int-vector.js";
import type { Sources } from "./sources.js";
import type { TokenTable } from "./token-table.js";

export interface NewStatement {
  readonly kind: number;
  readonly label: number;
  readonly position: number;
  readonly comment: { readonly start: number; readonly end: number };
  readonly math: readonly number[];
}

/** What an assertion has beyond other statements; positions of the proof are 0 for an axiom. */
export interface NewFrame {
  readonly hypotheses: readonly number[];
  readonly disjoint: readonly number[];
  readonly scope: number;
  readonly proof: { readonly start: number; readonly end: number };
}

const NO_FRAME: NewFrame = { hypotheses: [], disjoint: [], scope: NONE, proof: { start: 0, end: 0 } };

export class StatementTable {
  readonly #kind = new IntVector();
  readonly #label = new IntVector();
  readonly #position = new IntVector();
  readonly #math = new IntVector();
  readonly #mathStart = new IntVector();
  readonly #scopeEnd = new IntVector();
  readonly #hypotheses = new IntVector();
  readonly #hypothesisStart = new IntVector();
  readonly #disjoint = new IntVector();
  readonly #disjointStart = new IntVector();
  readonly #scope = new IntVector();
  readonly #proofStart = new IntVector();
  readonly #proofEnd = new IntVector();
  readonly #commentStart = new IntVector();
  readonly #commentEnd = new IntVector();
  readonly headings: Heading[] = [];

  get count(): number {
    return this.#kind.length;
  }

  add(statement: NewStatement, frame: NewFrame = NO_FRAME): number {
    const number = this.count;
    this.#kind.push(statement.kind);
    this.#label.push(statement.label);
    this.#position.push(statement.position);
    this.#mathStart.push(this.#math.length);
    for (const token of statement.math) this.#math.push(token);
    this.#hypothesisStart.push(this.#hypotheses.length);
    for (const hypothesis of frame.hypotheses) this.#hypotheses.push(hypothesis);
    this.#disjointStart.push(this.#disjoint.length / 2);
    for (const variable of frame.disjoint) this.#disjoint.push(variable);
    this.#scope.push(frame.scope);
    this.#proofStart.push(frame.proof.start);
    this.#proofEnd.push(frame.proof.end);
    this.#commentStart.push(statement.comment.start);
    this.#commentEnd.push(statement.comment.end);
    this.#scopeEnd.push(NEVER_ENDS);
    return number;
  }

  /** From the next statement on, `statement` may not be cited. */
  endScope(statement: number): void {
    this.#scopeEnd.set(statement, this.count);
  }

  /** Hands each token of a statement's math to `visit`. */
  eachToken(statement: number, visit: (token: number) => void): void {
    const end = statement + 1 < this.count ? this.#mathStart.get(statement + 1) : this.#math.length;
    for (let at = this.#mathStart.get(statement); at < end; at++) visit(this.#math.get(at));
  }

  finish(
    sources: Sources,
    tokens: TokenTable,
    symbols: Pick<Database, "isVariable" | "statementOfLabel" | "typecodeOf">,
    groups: DisjointGroups,
  ): Database {
    const statementCount = this.count;
    this.#mathStart.push(this.#math.length);
    this.#hypothesisStart.push(this.#hypotheses.length);
    this.#disjointStart.push(this.#disjoint.length / 2);
    return {
      ...symbols,
      sources,
      tokens,
      statementCount,
      kind: Uint8Array.from(this.#kind.toArray()),
      label: this.#label.toArray(),
      position: this.#position.toArray(),
      math: this.#math.toArray(),
      mathStart: this.#mathStart.toArray(),
      scopeEnd: this.#scopeEnd.toArray(),
      hypotheses: this.#hypotheses.toArray(),
      hypothesisStart: this.#hypothesisStart.toArray(),
      disjoint: this.#disjoint.toArray(),
      disjointStart: this.#disjointStart.toArray(),
      scope: this.#scope.toArray(),
      groups,
      proofStart: this.#proofStart.toArray(),
      proofEnd: this.#proofEnd.toArray(),
      commentStart: this.#commentStart.toArray(),
      commentEnd: this.#commentEnd.toArray(),
      headings: this.headings,
    };
  }
}
