/**
 * A prover that does not mind whether it is right: it proposes steps of every rule from whatever was accepted so far,
 * with the result that the rule would have if its conditions held. Scopes come in one piece with the step that
 * discharges them, and may assume too much, too little or just what they are to show.
 */
import {
  and,
  atom,
  conjuncts,
  eq,
  exists,
  FALSE,
  formulaText,
  imp,
  not,
  or,
  TRUE,
} from "../../src/logic/formula.js";
import { substituteFormula, type Formula, type Imp } from "../../src/logic/formula.js";
import { sortApp } from "../../src/logic/sort.js";
import { app, termText, variable, type Term, type Var } from "../../src/logic/term.js";
import type { CertificateLine } from "../../src/proof/certificate.js";
import { cite, close, open, step } from "../check/samples.js";
import type { Random } from "../soundness/random.js";

export interface Result {
  readonly id: number;
  readonly formula: Formula;
}
/** Lines to add, and what the last of them, a step, says. */
export interface Proposal {
  readonly lines: readonly CertificateLine[];
  readonly result: Formula;
}

const N = sortApp("N");
const zero = app("0");
const succ = (term: Term): Term => app("s", [term]);
const p = (term: Term): Formula => atom("p", [term]);
const q = (term: Term): Formula => atom("q", [term]);
const [X, Y] = [variable("x", N), variable("y", N)];
/** Facts of the tests' theory. */
const FACTS: readonly (readonly [name: string, formula: Formula])[] = [
  ["add.zero", imp([X], TRUE, eq(app("+", [X, zero]), X))],
  ["add.succ", imp([X, Y], TRUE, eq(app("+", [X, succ(Y)]), succ(app("+", [X, Y]))))],
  ["p.zero", p(zero)],
  ["p.step", imp([X], p(X), q(succ(X)))],
  ["p.both", imp([X], and(p(X), q(X)), atom("r", []))],
];

export class CarelessProver {
  #names = 0;

  /** `known` can be used; the next free id is `#next`. */
  constructor(
    readonly random: Random,
    readonly eigens: readonly Var[],
    readonly known: Result[],
    public next: number,
  ) {}

  propose(): Proposal {
    const rules: (() => Proposal)[] = [
      ...[
        () => this.#equality(),
        () => this.#propositional(),
        () => this.#fromFalse(),
        () => this.#instance(),
      ],
      ...[() => this.#witness(), () => this.#generalise(), () => this.#induction(), () => this.#cases()],
      ...[() => this.#refutation(), () => this.#alternatives(), () => this.#obtain()],
    ];
    return this.random.pick(rules)();
  }

  term(vars: readonly Var[] = this.eigens, depth = 2): Term {
    if (depth > 0 && this.random.chance(30)) return succ(this.term(vars, depth - 1));
    return vars.length > 0 && this.random.chance(70) ? this.random.pick(vars) : zero;
  }

  formula(vars: readonly Var[] = this.eigens, depth = 1): Formula {
    const { random } = this;
    const literals = [
      () => p(this.term(vars)),
      () => q(this.term(vars)),
      () => eq(this.term(vars), this.term(vars)),
      () => random.pick([TRUE, FALSE, atom("r", [])]),
    ];
    if (depth === 0 || random.chance(50)) return random.pick(literals)();
    const inner = (): Formula => this.formula(vars, depth - 1);
    const x = this.#fresh("x");
    const under = (): Formula => this.formula([...vars, x], depth - 1);
    return random.pick([
      () => not(inner()),
      () => and(inner(), inner()),
      () => or(inner(), inner()),
      () => imp([x], under(), under()),
      () => imp([], inner(), inner()),
      () => exists([x], under(), under()),
    ])();
  }

  #fresh(stem: string): Var {
    return variable(`${stem}${++this.#names}`, N);
  }

  /** Something known, of this kind if there is such a thing. */
  #one(kind?: Formula["kind"]): Result {
    const fitting = this.known.filter(({ formula }) => formula.kind === kind);
    return this.random.pick(fitting.length > 0 && this.random.chance(90) ? fitting : this.known);
  }

  #step(rule: Parameters<typeof step>[1], result: Formula, fields: Record<string, unknown>): Proposal {
    return { lines: [step(this.next, rule, formulaText(result), fields)], result };
  }

  #equality(): Proposal {
    const [first, second] = [this.#one("eq"), this.#one("eq")];
    const [a, b] = sidesOf(first.formula);
    const d = sidesOf(second.formula)[1];
    const term = this.random.pick([a, b, d, this.term()]);
    const literal = this.#one("atom");
    return this.random.pick([
      () => this.#step("refl", eq(a, term), {}),
      () => this.#step("symm", eq(b, a), { from: [first.id] }),
      () => this.#step("trans", eq(a, d), { from: [first.id, second.id] }),
      () => this.#step("congruence", eq(succ(a), succ(term)), { at: [0], from: [first.id] }),
      () => this.#step("congruence", eq(succ(a), succ(term)), { at: [], from: [] }),
      () => this.#step("replace", p(term), { at: [0], from: [literal.id, first.id] }),
      () => this.#step("replace", eq(a, term), { at: [1], from: [first.id, second.id] }),
      () => this.#step("clash", FALSE, { from: [first.id] }),
      () => this.#step("injectivity", eq(argumentOf(a), argumentOf(b)), { index: 0, from: [first.id] }),
    ])();
  }

  #propositional(): Proposal {
    const [first, second] = [this.#one(), this.#one("not")];
    const both = this.#one("and");
    const other = this.formula();
    const part =
      both.formula.kind === "and" ? this.random.pick([both.formula.left, both.formula.right]) : other;
    const { formula } = second;
    const inside = formula.kind === "not" && formula.body.kind === "not" ? formula.body.body : other;
    const positive = formula.kind === "not" ? this.#like(formula.body, this.known) : first;
    return this.random.pick([
      () => this.#step("truth", this.random.pick([TRUE, other]), {}),
      () => this.#step("and", and(first.formula, second.formula), { from: [first.id, second.id] }),
      () => this.#step("project", part, { index: this.random.int(2), from: [both.id] }),
      () => this.#step("double-negation", inside, { from: [second.id] }),
      () => this.#step("or", or(first.formula, other), { from: [first.id] }),
      () => this.#step("or", or(other, this.formula()), { from: [first.id] }),
      () => this.#step("absurd", FALSE, { from: [positive.id, second.id] }),
    ])();
  }

  #fromFalse(): Proposal {
    return this.#step("ex-falso", this.formula(), { from: [this.#one("false").id] });
  }

  #instance(): Proposal {
    const { random } = this;
    const known = this.#one("imp");
    const [of, formula] = random.chance(50) ? random.pick(FACTS) : ([known.id, known.formula] as const);
    if (formula.kind !== "imp")
      return { lines: [cite(this.next, of, formulaText(formula))], result: formula };
    const terms = formula.vars.map(() => this.term());
    const premises = conjuncts(instantiated(formula, terms, formula.premise));
    const from = premises.map((premise) => this.#like(premise, this.known).id);
    const result = instantiated(formula, terms, formula.conclusion);
    const fields = { with: terms.map(termText), from: random.chance(90) ? from : [] };
    return { lines: [cite(this.next, of, formulaText(result), fields)], result };
  }

  #witness(): Proposal {
    const known = this.#one("atom");
    const z = this.#fresh("z");
    const term = this.term();
    const body = known.formula.kind === "atom" && known.formula.predicate === "p" ? p(z) : q(z);
    return this.#step("exists", exists([z], TRUE, body), { with: [termText(term)], from: [known.id] });
  }

  /** Something among `results` that says `formula`, else anything. */
  #like(formula: Formula, results: readonly Result[]): Result {
    const text = formulaText(formula);
    return results.find((result) => formulaText(result.formula) === text) ?? this.random.pick(results);
  }

  /** The lines of a scope that is to assume `assume` and to show `show`. */
  #scope(eigens: readonly Var[], assume: readonly Formula[], show: Formula): readonly CertificateLine[] {
    const { random } = this;
    const assumed = random.pick([
      ...[assume, assume, assume, [...assume, show], [...assume, FALSE]],
      ...[assume.slice(1), [show], assume.map(() => this.formula())],
    ]);
    const id = this.next;
    const results = [...assumed.map((formula, index) => ({ id: id + 1 + index, formula })), ...this.known];
    const texts = eigens.map((eigen) => `${eigen.name}:N`);
    const opened = open(id, random.chance(95) ? texts : texts.slice(1), assumed.map(formulaText));
    this.next += 1 + assumed.length;
    const falsity = assumed.findIndex((formula) => formula.kind === "false");
    const proof = this.#like(show, results);
    if (falsity < 0 || proof.formula === show) return [opened, close(id, proof.id)];
    const shown = step(this.next++, "ex-falso", formulaText(show), { from: [id + 1 + falsity] });
    return [opened, shown, close(id, shown.step)];
  }

  #discharge(
    rule: Parameters<typeof step>[1],
    scopes: readonly (readonly [eigens: readonly Var[], assume: readonly Formula[], show: Formula])[],
    result: Formula,
    fields: Record<string, unknown> = {},
  ): Proposal {
    const ids: number[] = [];
    const lines = scopes.flatMap(([eigens, assume, show]) => {
      ids.push(this.next);
      return this.#scope(eigens, assume, show);
    });
    const last = this.#step(rule, result, { scopes: ids, ...fields });
    return { lines: [...lines, ...last.lines], result };
  }

  /** What is known already, or anything at all. */
  #goal(vars: readonly Var[] = this.eigens): Formula {
    return this.random.chance(50) ? this.#one().formula : this.formula(vars);
  }

  #generalise(): Proposal {
    const x = this.#fresh("x");
    const e = this.#fresh("e");
    const premise = this.formula([...this.eigens, x]);
    const conclusion = this.random.chance(30) ? premise : this.#goal([...this.eigens, x]);
    const at = (formula: Formula): Formula => substituteFormula(formula, new Map([[x.name, e]]));
    return this.#discharge(
      "generalise",
      [[[e], conjuncts(at(premise)), at(conclusion)]],
      imp([x], premise, conclusion),
    );
  }

  #induction(): Proposal {
    const [x, y, k] = [this.#fresh("x"), this.#fresh("y"), this.#fresh("k")];
    const others = this.random.chance(30) ? [y] : [];
    const vars = [...this.eigens, x, ...others];
    const premise = this.random.chance(50) ? TRUE : this.formula(vars);
    const conclusion = this.#goal(vars);
    const motive = (term: Term): Formula => {
      const at = (formula: Formula): Formula => substituteFormula(formula, new Map([[x.name, term]]));
      const alone = others.length === 0 && premise.kind === "true";
      return alone ? at(conclusion) : imp(others, at(premise), at(conclusion));
    };
    return this.#discharge(
      "induction",
      [
        [[], [], motive(zero)],
        [[k], [motive(k)], motive(succ(k))],
      ],
      imp([x, ...others], premise, conclusion),
      { variable: 0 },
    );
  }

  #cases(): Proposal {
    const on = this.term();
    const k = this.#fresh("k");
    const goal = this.#goal(this.random.chance(10) ? [...this.eigens, k] : this.eigens);
    return this.#discharge(
      "cases",
      [
        [[], [eq(on, zero)], goal],
        [[k], [eq(on, succ(k))], goal],
      ],
      goal,
      { on: termText(on) },
    );
  }

  #refutation(): Proposal {
    const formula = this.#goal();
    return this.random.chance(50)
      ? this.#discharge("refute", [[[], [formula], FALSE]], not(formula))
      : this.#discharge("contradiction", [[[], [not(formula)], FALSE]], formula);
  }

  #alternatives(): Proposal {
    const goal = this.#goal();
    const known = this.#one("not");
    const halves = halvesOf(known.formula);
    const either = halves !== undefined && this.random.chance(70);
    const [left, right] = either ? halves : [this.formula(), this.formula()];
    const scopes = (second: Formula): (readonly [readonly Var[], readonly Formula[], Formula])[] => [
      [[], [left], goal],
      [[], [second], goal],
    ];
    return either || this.random.chance(30)
      ? this.#discharge("either", scopes(right), goal, { from: [known.id] })
      : this.#discharge("excluded-middle", scopes(not(left)), goal);
  }

  #obtain(): Proposal {
    const known = this.#one("not");
    const e = this.#fresh("e");
    const { formula } = known;
    const binder = formula.kind === "not" && formula.body.kind === "imp" ? formula.body : undefined;
    const body =
      binder?.conclusion.kind === "not"
        ? [binder.premise, binder.conclusion.body].flatMap((part) => [
            ...conjuncts(substituteFormula(part, new Map(binder.vars.map((v) => [v.name, e])))),
          ])
        : [this.formula([...this.eigens, e])];
    const goal = this.#goal(this.random.chance(10) ? [...this.eigens, e] : this.eigens);
    return this.#discharge("obtain", [[[e], body, goal]], goal, { from: [known.id] });
  }
}

function sidesOf(formula: Formula): readonly [Term, Term] {
  return formula.kind === "eq" ? [formula.left, formula.right] : [zero, succ(zero)];
}

function argumentOf(term: Term): Term {
  return term.kind === "app" && term.args.length > 0 ? term.args[0] : term;
}

/** A and B of A or B. */
function halvesOf(formula: Formula): readonly [Formula, Formula] | undefined {
  if (formula.kind !== "not" || formula.body.kind !== "and") return undefined;
  const { left, right } = formula.body;
  return left.kind === "not" && right.kind === "not" ? [left.body, right.body] : undefined;
}

function instantiated(binder: Imp, terms: readonly Term[], formula: Formula): Formula {
  return substituteFormula(formula, new Map(binder.vars.map((v, index) => [v.name, terms[index]])));
}
