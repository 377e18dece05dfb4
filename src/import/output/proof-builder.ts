/** A derivation over a library of facts and theorems, as a proof of the grid's. */
import { substituteFormula } from "../../logic/formula.js";
import { substituteSort, type Sort } from "../../logic/sort.js";
import { sameTerm, type Term } from "../../logic/term.js";
import { argumentCell, headAt, skipAt } from "../../mutate/flat-terms.js";
import type { Derivation } from "../../mutate/library.js";
import {
  asProof,
  congruence,
  instance,
  literalArgs,
  replace,
  symm,
  type EqualityProof,
  type FactReference,
  type Proof,
} from "../../proof/proof.js";
import type { StatementEntry } from "./library.js";
import type { Reading } from "./reading.js";

type Rewrite = Extract<Derivation, { kind: "rewrite" }>;
type Step = Extract<Derivation, { kind: "step" }>;

export class ProofBuilder {
  constructor(
    private readonly entries: readonly (StatementEntry | undefined)[],
    private readonly reading: Reading,
    /** Of the mutant's hypotheses. */
    private readonly assumptions: readonly Proof[],
  ) {}

  prove(derivation: Derivation): Proof {
    switch (derivation.kind) {
      case "hypothesis":
        return this.assumptions[derivation.index];
      case "step":
        return this.#step(derivation);
      case "rewrite":
        return this.#rewrite(derivation);
      default:
        return derivation satisfies never;
    }
  }

  #step({ theorem, images, premises }: Step): Proof {
    const entry = this.entries[theorem];
    if (entry === undefined) throw new Error("a step cites what cannot be cited");
    const { statement, names } = entry;
    const sorts = new Map<string, Sort>();
    names.forEach((name, v) => {
      if (name.startsWith("sort ")) sorts.set(name.slice(5), this.reading.sort(images[v]));
    });
    const formula = substituteFormula(statement.formula, new Map(), sorts);
    const cited: FactReference = {
      kind: "fact",
      name: statement.name,
      sorts: statement.params.map((param) => sorts.get(param)!),
      formula,
    };
    if (formula.kind !== "imp" || statement.formula.kind !== "imp") return asProof(cited);
    const terms = new Map<string, Term>();
    for (const v of statement.formula.vars) {
      const number = names.indexOf(`var ${v.name}`);
      if (number >= 0) terms.set(v.name, this.reading.term(images[number], substituteSort(v.sort, sorts)));
    }
    return instance(
      cited,
      terms,
      premises.map((premise) => this.prove(premise)),
    );
  }

  #rewrite({ before, after, position, reverse, equation, of }: Rewrite): Proof {
    const proved = this.prove(equation);
    const link = reverse ? symm(proved) : proved;
    const target = this.reading.literal(after);
    const [argument, ...path] = this.#pathTo(before, before + position);
    const from = literalArgs(this.reading.literal(before));
    const to = literalArgs(target);
    const args = from.map((term, i) => (i === argument ? along(term, to[i], path, link) : null));
    return replace(this.prove(of), target, args);
  }

  /** Argument numbers from a literal's atom to a cell in it. */
  #pathTo(literal: number, target: number): readonly number[] {
    const { cells } = this.reading.mutant;
    const path: number[] = [];
    for (let at = literal; at !== target;) {
      let index = 0;
      while (target >= argumentCell(cells, at, index) + skipAt(cells, argumentCell(cells, at, index)))
        index++;
      path.push(index);
      at = argumentCell(cells, at, index);
    }
    return this.reading.signature.isNegation(headAt(cells, literal)) ? path.slice(1) : path;
  }
}

/** `left` = `right`, which differ at `path` only, where `link` is their difference. */
function along(left: Term, right: Term, path: readonly number[], link: EqualityProof): EqualityProof {
  if (path.length === 0) return link;
  if (left.kind === "var" || right.kind === "var") throw new Error("a path through a variable");
  const args = left.args.map((arg, i): EqualityProof => {
    if (i === path[0]) return along(arg, right.args[i], path.slice(1), link);
    if (!sameTerm(arg, right.args[i])) throw new Error("terms differ off the path");
    return null;
  });
  return congruence(left, right, args);
}
