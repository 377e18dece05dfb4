/**
 * Coq terms for steps of logic. A proof term is a text; `call` puts arguments in parentheses where they need them.
 *
 * `!A` becomes `~ A` unless A has the form of a disjunction's or existence's inside, so a negation's proof is not always
 * a function. `clash` and `negation` are the two ways across: from A and `!A` to False, which is intuitionistic, and
 * from `A -> False` to `!A`, which is classical where `!A` is a disjunction or an existence.
 */
import type { Formula } from "../../logic/formula.js";
import { shapeOf, type StatementWriter } from "./statements.js";

const ATOMIC = /^[\w']+$/;

export function call(head: string, ...args: readonly string[]): string {
  if (args.length === 0) return head;
  return [
    ATOMIC.test(head) ? head : `(${head})`,
    ...args.map((arg) => (ATOMIC.test(arg) ? arg : `(${arg})`)),
  ].join(" ");
}

export function lambda(names: readonly string[], body: string): string {
  return names.length === 0 ? body : `fun ${names.join(" ")} => ${body}`;
}

/** A pattern, the names that it binds to the witnesses, and proofs of the body's premise and conclusion. */
interface Opened {
  readonly pattern: string;
  readonly names: readonly string[];
  readonly premise: string | undefined;
  readonly conclusion: string;
}

export class ProofTerms {
  /** True once a term was written that uses `classic`. */
  classical = false;
  private count = 0;

  constructor(readonly writer: StatementWriter) {}

  /** A name that is bound nowhere else in the proof. */
  fresh(): string {
    return `q${++this.count}`;
  }
  freshNames(count: number): readonly string[] {
    return Array.from({ length: count }, () => this.fresh());
  }

  /** A proof of `formula`, a conjunction of any shape, from the proofs of its conjuncts, which it takes off `parts`. */
  assemble(formula: Formula, parts: string[]): string {
    if (formula.kind === "true") return "I";
    if (formula.kind !== "and") return parts.shift() ?? "_";
    const left = this.assemble(formula.left, parts);
    return call("conj", left, this.assemble(formula.right, parts));
  }

  /** The proofs of the conjuncts of what `proof` proves. */
  takeApart(formula: Formula, proof: string): readonly string[] {
    if (formula.kind === "true") return [];
    if (formula.kind !== "and") return [proof];
    return [
      ...this.takeApart(formula.left, call("proj1", proof)),
      ...this.takeApart(formula.right, call("proj2", proof)),
    ];
  }

  /** `exists xs, premise /\ conclusion` at the witnesses. */
  introduce(witnesses: readonly string[], premise: string | undefined, conclusion: string): string {
    const body = premise === undefined ? conclusion : call("conj", premise, conclusion);
    return witnesses.reduceRight((inner, witness) => call("ex_intro", "_", witness, inner), body);
  }

  /** The pattern of `exists xs, premise /\ conclusion`, for `count` variables. */
  openUp(count: number, hasPremise: boolean): Opened {
    const names = this.freshNames(count);
    const premise = hasPremise ? this.fresh() : undefined;
    const conclusion = this.fresh();
    return { pattern: this.introduce(names, premise, conclusion), names, premise, conclusion };
  }

  /** False, from proofs of `formula` and of its negation. */
  clash(formula: Formula, holds: string, fails: string): string {
    const shape = shapeOf({ kind: "not", body: formula });
    if (shape.kind === "or") {
      const [left, right] = this.freshNames(2);
      const first = this.clash(shape.left, left, call("proj1", holds));
      const second = this.clash(shape.right, right, call("proj2", holds));
      return `match ${fails} with or_introl ${left} => ${first} | or_intror ${right} => ${second} end`;
    }
    if (shape.kind === "exists") {
      const { pattern, names, premise, conclusion } = this.openUp(
        shape.vars.length,
        shape.premise !== undefined,
      );
      const denied = call(holds, ...names, ...(premise === undefined ? [] : [premise]));
      return `match ${fails} with ${pattern} => ${this.clash(shape.conclusion, conclusion, denied)} end`;
    }
    return call(fails, holds);
  }

  /** The negation of `formula`, from a proof that it implies False. */
  negation(formula: Formula, refutes: string): string {
    const negated: Formula = { kind: "not", body: formula };
    const shape = shapeOf(negated);
    if (shape.kind === "or") {
      return this.byCases(negated, (denied) => {
        const [left, right] = this.freshNames(2);
        const first = this.negation(shape.left, lambda([left], call(denied, call("or_introl", left))));
        const second = this.negation(shape.right, lambda([right], call(denied, call("or_intror", right))));
        return call(refutes, call("conj", first, second));
      });
    }
    if (shape.kind === "exists") {
      return this.byCases(negated, (denied) => {
        // By their own names, which the propositions further in mention; nothing from outside is used under them.
        const names = shape.vars.map(({ name }) => this.writer.locals.variable(name));
        const premises = shape.premise === undefined ? [] : [this.fresh()];
        const holds = this.fresh();
        const witnessed = this.introduce(names, premises.at(0), holds);
        const fails = this.negation(shape.conclusion, lambda([holds], call(denied, witnessed)));
        return call(refutes, lambda([...names, ...premises], fails));
      });
    }
    return refutes;
  }

  /** `formula`, from a proof that its negation implies False. Intuitionistic if it is itself a plain negation. */
  contradiction(formula: Formula, refutes: string): string {
    if (formula.kind === "not" && shapeOf(formula).kind === "not") {
      const [holds, fails] = this.freshNames(2);
      return lambda([holds], call(refutes, lambda([fails], this.clash(formula.body, holds, fails))));
    }
    return this.byCases(formula, (denied) => call(refutes, this.negation(formula, denied)));
  }

  /** Excluded middle: from a proof for either case. */
  either(formula: Formula, ifHolds: (proof: string) => string, ifFails: (proof: string) => string): string {
    this.classical = true;
    const [holds, fails] = this.freshNames(2);
    const left = ifHolds(holds);
    const right = ifFails(fails);
    const middle = call("classic", this.writer.prop(formula));
    return `match ${middle} with or_introl ${holds} => ${left} | or_intror ${fails} => ${right} end`;
  }

  /** `formula`, from a proof of False out of a proof of `formula -> False`. */
  private byCases(formula: Formula, refute: (denied: string) => string): string {
    return this.either(
      formula,
      (proof) => proof,
      (denied) => call("False_ind", this.writer.prop(formula), refute(denied)),
    );
  }
}
