/**
 * Proofs of logic by the shape of what they prove, with all their types.
 *
 * `!A` becomes "not A" unless A has the form of a disjunction's or existence's inside, so a negation's proof is not
 * always a function. `clash` and `negation` are the two ways across: from A and `!A` to False, which is intuitionistic,
 * and from `A -> False` to `!A`, which is classical where `!A` is a disjunction or an existence.
 *
 * Whatever is bound here has a fresh name, so no term is put under a binder that it does not mean.
 */
import { not, substituteFormula, type Formula } from "../../logic/formula.js";
import type { Sort } from "../../logic/sort.js";
import { variable, type Term, type Var } from "../../logic/term.js";
import { apply, FALSE_PROP, lambda, local, logic, replaceLocals, type Binder, type Expr } from "./expr.js";
import { misshapen } from "./misshapen.js";
import { shapeOf, type Quantified, type StatementWriter } from "./statements.js";

/** What an existence says once its witnesses have names: the proofs of its premise and of its conclusion. */
export interface Opened {
  readonly witnesses: readonly Var[];
  readonly premise: Expr | undefined;
  readonly conclusion: Expr;
}

/** The formulas of a quantified one with terms for its variables. */
export function instantiate(quantified: Quantified, terms: readonly Term[]): Quantified {
  const { kind, vars, premise, conclusion } = quantified;
  const image = new Map(terms.map((term, index) => [vars[index].name, term]));
  const put = (formula: Formula): Formula => substituteFormula(formula, image);
  return {
    kind,
    vars: vars.slice(terms.length),
    premise: premise && put(premise),
    conclusion: put(conclusion),
  };
}

/** What `proves` proves from `proof`. A function is not left standing in front of its argument: Lean would have to guess. */
function useProof(proves: Expr, proof: Expr): Expr {
  if (proves.kind !== "lambda" || proves.binders.length > 1) return apply(proves, proof);
  return replaceLocals(proves.body, new Map([[proves.binders[0].name, proof]]));
}

export class ProofTerms {
  /** True once a term was written that uses excluded middle. */
  classical = false;

  constructor(readonly writer: StatementWriter) {}

  /** A variable that is bound nowhere else in the proof. */
  fresh(sort: Sort): Var {
    return variable(this.writer.locals.fresh(), sort);
  }
  freshFor(vars: readonly Var[]): readonly Var[] {
    return vars.map(({ sort }) => this.fresh(sort));
  }

  /** A function of a proof of `type`. */
  assuming(type: Expr, body: (proof: Expr) => Expr): Expr {
    const name = this.writer.locals.variable(this.writer.locals.fresh());
    const binder: Binder = { name, type, of: "proof" };
    return lambda([binder], body(local(name)));
  }

  /** A proof of each of the formulas, conjunctions of any shape, from the proofs of all their conjuncts in order. */
  assemble(formulas: readonly Formula[], conjuncts: readonly Expr[]): readonly Expr[] {
    const left = [...conjuncts];
    const proofs = formulas.map((formula) => this.assembled(formula, left));
    return left.length === 0 ? proofs : misshapen("there are more parents than conjuncts");
  }

  /** Takes the proofs of the conjuncts off `parts`. */
  private assembled(formula: Formula, parts: Expr[]): Expr {
    if (formula.kind === "true") return logic("trueIntro");
    if (formula.kind !== "and") return parts.shift() ?? misshapen("there are fewer parents than conjuncts");
    const { left, right } = formula;
    const first = this.assembled(left, parts);
    return logic("andIntro", ...this.props(left, right), first, this.assembled(right, parts));
  }

  /** The proofs of the conjuncts of what `proof` proves. */
  takeApart(formula: Formula, proof: Expr): readonly Expr[] {
    if (formula.kind === "true") return [];
    if (formula.kind !== "and") return [proof];
    const sides = this.props(formula.left, formula.right);
    return [
      ...this.takeApart(formula.left, logic("andLeft", ...sides, proof)),
      ...this.takeApart(formula.right, logic("andRight", ...sides, proof)),
    ];
  }

  /** The existence at the witnesses. */
  introduce(
    shape: Quantified,
    witnesses: readonly Term[],
    premise: Expr | undefined,
    conclusion: Expr,
  ): Expr {
    if (shape.vars.length === 0) {
      if (shape.premise === undefined || premise === undefined) return conclusion;
      return logic("andIntro", ...this.props(shape.premise, shape.conclusion), premise, conclusion);
    }
    const [first, ...rest] = witnesses;
    const inner = this.introduce(instantiate(shape, [first]), rest, premise, conclusion);
    const type = this.writer.sort(shape.vars[0].sort);
    return logic("existsIntro", type, this.writer.predicate(shape), this.writer.term(first), inner);
  }

  /** `goal`, from a proof of the existence, by what `body` makes of its witnesses. */
  openUp(shape: Quantified, proof: Expr, goal: Expr, body: (opened: Opened) => Expr): Expr {
    const witnesses: Var[] = [];
    const open = (rest: Quantified, held: Expr): Expr => {
      if (rest.vars.length > 0) {
        const witness = this.fresh(rest.vars[0].sort);
        witnesses.push(witness);
        const left = instantiate(rest, [witness]);
        const inner = this.assuming(this.writer.existence(left), (next) => open(left, next));
        const branch = lambda(this.writer.binders([witness]), inner);
        const type = this.writer.sort(witness.sort);
        return logic("existsElim", type, this.writer.predicate(rest), goal, held, branch);
      }
      if (rest.premise === undefined) return body({ witnesses, premise: undefined, conclusion: held });
      const sides = this.props(rest.premise, rest.conclusion);
      const premise = logic("andLeft", ...sides, held);
      return body({ witnesses, premise, conclusion: logic("andRight", ...sides, held) });
    };
    return open(shape, proof);
  }

  /** False, from proofs of `formula` and of its negation. */
  clash(formula: Formula, holds: Expr, fails: Expr): Expr {
    const shape = shapeOf(not(formula));
    if (shape.kind === "or") {
      const { left, right } = shape;
      const denials = this.props(not(left), not(right));
      const first = this.assuming(this.writer.prop(left), (proof) =>
        this.clash(left, proof, logic("andLeft", ...denials, holds)),
      );
      const second = this.assuming(this.writer.prop(right), (proof) =>
        this.clash(right, proof, logic("andRight", ...denials, holds)),
      );
      return logic("orElim", ...this.props(left, right), FALSE_PROP, fails, first, second);
    }
    if (shape.kind === "exists") {
      return this.openUp(shape, fails, FALSE_PROP, ({ witnesses, premise, conclusion }) => {
        const names = witnesses.map((witness) => this.writer.term(witness));
        const denied = apply(holds, ...names, ...(premise === undefined ? [] : [premise]));
        return this.clash(instantiate(shape, witnesses).conclusion, conclusion, denied);
      });
    }
    return useProof(fails, holds);
  }

  /** The negation of `formula`, from a proof that it implies False. */
  negation(formula: Formula, refutes: Expr): Expr {
    const negated = not(formula);
    const shape = shapeOf(negated);
    if (shape.kind === "or") {
      const { left, right } = shape;
      const sides = this.props(left, right);
      return this.byCases(negated, (denied) => {
        const denial = (side: Formula, into: "orInl" | "orInr"): Expr =>
          this.negation(
            side,
            this.assuming(this.writer.prop(side), (proof) => useProof(denied, logic(into, ...sides, proof))),
          );
        const both = this.props(not(left), not(right));
        return useProof(refutes, logic("andIntro", ...both, denial(left, "orInl"), denial(right, "orInr")));
      });
    }
    if (shape.kind === "exists")
      return this.byCases(negated, (denied) => useProof(refutes, this.noWitness(shape, denied)));
    return refutes;
  }

  /** For all xs, P implies the negation of Q, from a proof that the existence of xs with P and Q implies False. */
  private noWitness(shape: Quantified, denied: Expr): Expr {
    const names = this.freshFor(shape.vars);
    const body = instantiate(shape, names);
    const fails = (premise: Expr | undefined): Expr =>
      this.negation(
        body.conclusion,
        this.assuming(this.writer.prop(body.conclusion), (holds) =>
          useProof(denied, this.introduce(shape, names, premise, holds)),
        ),
      );
    const inner =
      body.premise === undefined
        ? fails(undefined)
        : this.assuming(this.writer.prop(body.premise), (premise) => fails(premise));
    return lambda(this.writer.binders(names), inner);
  }

  /** `formula`, from a proof that its negation implies False. Intuitionistic if it is itself a plain negation. */
  contradiction(formula: Formula, refutes: Expr): Expr {
    if (formula.kind !== "not" || shapeOf(formula).kind !== "not")
      return this.byCases(formula, (denied) => useProof(refutes, this.negation(formula, denied)));
    const { body } = formula;
    return this.assuming(this.writer.prop(body), (holds) =>
      useProof(
        refutes,
        this.assuming(this.writer.prop(formula), (fails) => this.clash(body, holds, fails)),
      ),
    );
  }

  /** `goal`, by excluded middle: from a proof for either case. */
  either(formula: Formula, goal: Expr, ifHolds: (proof: Expr) => Expr, ifFails: (proof: Expr) => Expr): Expr {
    this.classical = true;
    const prop = this.writer.prop(formula);
    const denial = logic("Not", prop);
    const middle = logic("excludedMiddle", prop);
    const [left, right] = [this.assuming(prop, ifHolds), this.assuming(denial, ifFails)];
    return logic("orElim", prop, denial, goal, middle, left, right);
  }

  /** `formula`, from a proof of False out of a proof of `formula -> False`. */
  private byCases(formula: Formula, refute: (denied: Expr) => Expr): Expr {
    const goal = this.writer.prop(formula);
    return this.either(
      formula,
      goal,
      (proof) => proof,
      (denied) => logic("falseElim", goal, refute(denied)),
    );
  }

  props(...formulas: readonly Formula[]): readonly Expr[] {
    return formulas.map((formula) => this.writer.prop(formula));
  }
}
