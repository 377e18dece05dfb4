/**
 * Conditional conjectures: premises and a conclusion over small representatives, kept as bit sets of the samples on
 * which they are true and defined. A conclusion is proposed where it holds on all samples that satisfy the premises,
 * not on all samples anyway, and not under fewer of the premises.
 *
 *     no premises      predicate atoms that always hold
 *     one equation     neither side a variable that could be substituted away, nor headed by a constructor with
 *                      arguments
 *     one or two atoms over variables
 *
 * A function from other sorts to a sort of constants is a test: that it has one of these values counts as an atom.
 */
import { UNDEFINED_VALUE } from "../device/device.js";
import { ATOM, clauseKey, type Clause, type Literal } from "./clause.js";
import type { OpInfo } from "./signature.js";
import type { Samples } from "./samples.js";
import type { Tables } from "./tables.js";
import type { TermBank } from "./term-bank.js";

interface Fact extends Literal {
  readonly truth: Uint32Array;
  readonly defined: Uint32Array;
  readonly vars: readonly number[];
  readonly size: number;
  readonly always: boolean;
  /** An atom, or that a function of other sorts has one value of a sort of constants. */
  readonly atomic: boolean;
}

export interface HornOptions {
  readonly bank: TermBank;
  readonly tables: Tables;
  /** By symbol instance: whether atoms are made of it. */
  readonly inFocus: readonly boolean[];
  readonly samples: Samples;
  /** Representatives of each sort up to the premise size, smallest first. */
  readonly representatives: readonly (readonly number[])[];
  readonly premiseSize: number;
  readonly counts: Map<string, number>;
}

/** Assignments of the premises' variables that must satisfy them, unless a side is a constant. */
const MIN_HITS = 3;
/** An equation is a conclusion only if its sides are this small together. */
const CONCLUSION_SIZE = 3;

export class HornSearch {
  readonly #words: number;
  readonly #values = new Map<number, Uint32Array>();
  readonly #equations: Fact[] = [];
  readonly #atoms: Fact[] = [];
  /** By sort: the constants that are all its values; none for other sorts. */
  readonly #constants: readonly (readonly number[])[];

  constructor(readonly options: HornOptions) {
    this.#words = (options.samples.count + 31) >>> 5;
    this.#constants = options.bank.signature.sorts.map(({ inductive, constructors }) => {
      const isFinite = constructors.every((op) => options.bank.signature.ops[op].args.length === 0);
      return inductive && isFinite ? constructors.map((op) => options.bank.node(op, [])) : [];
    });
    for (const nodes of options.representatives) {
      for (let i = 1; i < nodes.length; i++) {
        for (let j = 0; j < i; j++) {
          if (!this.#isTest(nodes[i]) && !this.#isTest(nodes[j]))
            this.#equations.push(this.#equation(nodes[i], nodes[j]));
        }
      }
    }
    this.#equations.sort((a, b) => a.size - b.size);
    this.#makeAtoms();
  }

  /** The values of a term on the samples. */
  #column(node: number): Uint32Array {
    let column = this.#values.get(node);
    if (column !== undefined) return column;
    const { bank, samples, tables } = this.options;
    column = new Uint32Array(samples.count);
    const head = bank.head[node];
    if (head < 0) {
      for (let s = 0; s < samples.count; s++) column[s] = samples.values[s * samples.variables - 1 - head];
    } else {
      const columns = Array.from(bank.argsOf(node), (arg) => this.#column(arg));
      const args: number[] = columns.map(() => 0);
      for (let s = 0; s < samples.count; s++) {
        for (let i = 0; i < columns.length; i++) args[i] = columns[i][s];
        column[s] = tables.value(head, args);
      }
    }
    this.#values.set(node, column);
    return column;
  }

  #fact(left: number, right: number, value: (s: number) => number, size: number): Fact {
    const { bank, samples } = this.options;
    const truth = new Uint32Array(this.#words);
    const defined = new Uint32Array(this.#words);
    let always = true;
    for (let s = 0; s < samples.count; s++) {
      const v = value(s);
      if (v === UNDEFINED_VALUE) continue;
      defined[s >>> 5] |= 1 << (s & 31);
      if (v === 1) truth[s >>> 5] |= 1 << (s & 31);
      else always = false;
    }
    const vars = new Set<number>();
    bank.collectVars(left, vars);
    if (right !== ATOM) bank.collectVars(right, vars);
    const atomic = right === ATOM || this.#isTest(left);
    return { left, right, truth, defined, vars: [...vars], size, always, atomic };
  }

  /** Whether the term says something of other sorts by a value among a few constants. */
  #isTest(node: number): boolean {
    const { signature, head } = this.options.bank;
    return head[node] >= 0 && this.#isTestOp(signature.ops[head[node]]);
  }

  #isTestOp({ kind, result, args }: OpInfo): boolean {
    return (
      kind === "function" &&
      result >= 0 &&
      this.#constants[result].length > 1 &&
      args.some((arg) => arg !== result)
    );
  }

  #equation(left: number, right: number): Fact {
    const a = this.#column(left);
    const b = this.#column(right);
    const value = (s: number): number => {
      if (a[s] === UNDEFINED_VALUE || b[s] === UNDEFINED_VALUE) return UNDEFINED_VALUE;
      return a[s] === b[s] ? 1 : 0;
    };
    const { size } = this.options.bank;
    return this.#fact(left, right, value, size[left] + size[right]);
  }

  #makeAtoms(): void {
    const { bank, inFocus, representatives, premiseSize } = this.options;
    for (const op of bank.signature.ops) {
      if ((op.result >= 0 && !this.#isTestOp(op)) || !inFocus[op.id] || op.args.length === 0) continue;
      const fill = (args: readonly number[], left: number): void => {
        if (args.length === op.args.length) {
          this.#addAtoms(bank.node(op.id, args));
          return;
        }
        for (const arg of representatives[op.args[args.length]]) {
          if (bank.size[arg] <= left) fill([...args, arg], left - bank.size[arg]);
        }
      };
      fill([], op.args.length * premiseSize);
    }
    this.#atoms.sort((a, b) => a.size - b.size);
  }

  /** The atom, or that the test has each of its values. */
  #addAtoms(node: number): void {
    const { bank } = this.options;
    const column = this.#column(node);
    const sort = bank.sortOf(node);
    if (sort < 0) this.#atoms.push(this.#fact(node, ATOM, (s) => column[s], bank.size[node]));
    else
      for (const constant of this.#constants[sort]) {
        const { left, right, ...rest } = this.#equation(node, constant);
        this.#atoms.push({ left, right, ...rest, size: bank.size[node] });
      }
  }

  /** All conjectures, in no order that matters. */
  run(): readonly Clause[] {
    const found: Clause[] = [];
    const { premiseSize } = this.options;
    for (const atom of this.#atoms) {
      if (
        atom.always &&
        atom.right === ATOM &&
        atom.size <= premiseSize + 2 &&
        this.#bits(atom.defined) * 2 > this.options.samples.count
      ) {
        found.push({ premises: [], conclusion: atom });
      }
    }
    const equations = this.#unique(
      this.#equations.filter((fact) => this.#isPremise(fact)).map((fact) => [fact]),
    );
    const atoms = this.#unique(
      this.#atoms.filter((fact) => this.#isVariableAtom(fact)).map((fact) => [fact]),
    );
    const pairs = this.#unique(this.#pairs());
    this.#count("premises", equations.length + atoms.length + pairs.length);
    for (const premises of equations) this.#conclude(premises, this.#conclusions(premises, false), found);
    for (const premises of atoms) this.#conclude(premises, this.#conclusions(premises, true), found);
    for (const premises of pairs) this.#conclude(premises, this.#conclusions(premises, false), found);
    return found;
  }

  #count(name: string, by: number): void {
    this.options.counts.set(name, (this.options.counts.get(name) ?? 0) + by);
  }

  #bits(words: Uint32Array): number {
    let bits = 0;
    for (let word of words) for (; word !== 0; word &= word - 1) bits++;
    return bits;
  }

  #isConstructorHeaded(node: number): boolean {
    const { bank } = this.options;
    return bank.head[node] >= 0 && bank.signature.ops[bank.head[node]].kind === "constructor";
  }

  #isPremise(fact: Fact): boolean {
    const { bank } = this.options;
    if (fact.always || fact.vars.length === 0) return false;
    for (const side of [fact.left, fact.right]) {
      if (this.#isConstructorHeaded(side) && bank.size[side] > 1) return false;
    }
    for (const [side, other] of [
      [fact.left, fact.right],
      [fact.right, fact.left],
    ]) {
      if (bank.head[side] >= 0) continue;
      const vars = new Set<number>();
      bank.collectVars(other, vars);
      if (!vars.has(-1 - bank.head[side])) return false;
    }
    const isConstant = bank.size[fact.left] === 1 || bank.size[fact.right] === 1;
    return this.#hits([fact], isConstant ? 1 : MIN_HITS);
  }

  #isVariableAtom(fact: Fact): boolean {
    const { bank } = this.options;
    return (
      !fact.always &&
      bank.argsOf(fact.left).every((arg) => bank.head[arg] < 0) &&
      this.#hits([fact], MIN_HITS)
    );
  }

  /** Whether the premises hold on at least `least` different assignments of their variables. */
  #hits(premises: readonly Fact[], least: number): boolean {
    const { samples } = this.options;
    const vars = [...new Set(premises.flatMap((fact) => fact.vars))];
    const seen = new Set<string>();
    const truth = this.#truth(premises);
    for (let s = 0; s < samples.count && seen.size < least; s++) {
      if ((truth[s >>> 5] & (1 << (s & 31))) === 0) continue;
      seen.add(vars.map((v) => samples.values[s * samples.variables + v]).join());
    }
    return seen.size >= least;
  }

  #truth(premises: readonly Fact[]): Uint32Array {
    const truth = premises[0].truth.slice();
    for (const fact of premises) for (let w = 0; w < truth.length; w++) truth[w] &= fact.truth[w];
    return truth;
  }

  #pairs(): readonly (readonly Fact[])[] {
    const open = this.#atoms.filter((fact) => this.#isVariableAtom(fact));
    return open.flatMap((first, i) =>
      open
        .slice(i)
        .filter((second) => second !== first && second.vars.some((v) => first.vars.includes(v)))
        .map((second) => [first, second])
        .filter((premises) => this.#hits(premises, MIN_HITS)),
    );
  }

  /** One of each set of renamings. */
  #unique(all: readonly (readonly Fact[])[]): readonly (readonly Fact[])[] {
    const seen = new Set<string>();
    return all.filter((premises) => {
      const turned = [premises, [...premises].reverse()].map((facts) =>
        clauseKey({ premises: facts.slice(1), conclusion: facts[0] }, this.options.bank),
      );
      if (turned.some((key) => seen.has(key))) return false;
      for (const key of turned) seen.add(key);
      return true;
    });
  }

  /** Equations and atoms over the premises' variables; with `wider`, larger atoms and one more variable in them. */
  #conclusions(premises: readonly Fact[], wider: boolean): readonly Fact[] {
    const bound = new Set(premises.flatMap((fact) => fact.vars));
    const extra = (fact: Fact): number => fact.vars.filter((v) => !bound.has(v)).length;
    const equations = this.#equations.filter(
      (fact) =>
        fact.size <= CONCLUSION_SIZE &&
        extra(fact) === 0 &&
        !(this.#isConstructorHeaded(fact.left) && this.#isConstructorHeaded(fact.right)),
    );
    const atoms = this.#atoms.filter((fact) => {
      if (!fact.vars.some((v) => bound.has(v))) return false;
      return wider ? extra(fact) <= 1 : extra(fact) === 0 && fact.size <= CONCLUSION_SIZE;
    });
    return [...equations, ...atoms];
  }

  #conclude(premises: readonly Fact[], conclusions: readonly Fact[], found: Clause[]): void {
    const truth = this.#truth(premises);
    for (const conclusion of conclusions) {
      if (conclusion.always || premises.includes(conclusion)) continue;
      if (!implies(truth, conclusion)) continue;
      if (premises.length > 1 && premises.some((fact) => implies(fact.truth, conclusion))) continue;
      const isSmall = premises.some((fact) => !fact.atomic);
      if (!this.#hits([...premises, conclusion], isSmall ? 1 : MIN_HITS)) continue;
      found.push({ premises, conclusion });
    }
  }
}

/** Whether the conclusion is never false where the premises hold, and sometimes defined there. */
function implies(premises: Uint32Array, conclusion: Fact): boolean {
  let hits = 0;
  for (let w = 0; w < premises.length; w++) {
    const at = premises[w] & conclusion.defined[w];
    if ((at & ~conclusion.truth[w]) !== 0) return false;
    hits |= at;
  }
  return hits !== 0;
}
