/**
 * Well-sorted terms by size, in classes of equal values on the key samples (functional hashing). Only a class's first
 * term, its representative, is built upon; a later term of the class is a conjecture `term = representative`.
 *
 * A term whose normal form under what is known is that of a representative is dropped before it is evaluated.
 */
import type { Device } from "../device/device.js";
import type { Clause } from "./clause.js";
import type { Knowledge } from "./knowledge.js";
import { Law } from "./laws.js";
import { Programs } from "./programs.js";
import type { Samples } from "./samples.js";
import type { Synonyms } from "./synonyms.js";
import type { Tables } from "./tables.js";
import type { TermBank } from "./term-bank.js";

export interface TermClassesOptions {
  readonly bank: TermBank;
  readonly knowledge: Knowledge;
  readonly synonyms: Synonyms;
  readonly tables: Tables;
  /** By symbol instance: whether terms are made of it. */
  readonly inFocus: readonly boolean[];
  readonly device: Device;
  readonly samples: Samples;
  /** Variable nodes. */
  readonly variables: readonly number[];
  /** Largest size of a term without a symbol of the theory's own. */
  readonly importedSize: number;
  /** Terms to evaluate in all, at most; four times as many are enumerated. */
  readonly termLimit: number;
  /** Asked now and then: true ends an enumeration. */
  readonly isOver: () => Promise<boolean>;
  readonly counts: Map<string, number>;
}

/** A class needs values on this part of the samples … */
const DEFINED_PART = 0.8;
/** … and at so many assignments of its variables, if there are as many: what is alike at fewer says little. */
const DEFINED_ASSIGNMENTS = 3;
/** Terms between two questions whether it is over. */
const TERMS_A_TURN = 256;

export class TermClasses {
  /** Representatives by sort and size. */
  readonly #bySize: number[][][];
  readonly #byHash = new Map<string, number>();
  /** Normal forms of the representatives, as of `#version`. */
  readonly #normal = new Set<number>();
  /** By variable: how many values it takes in the samples. */
  readonly #choices: readonly number[];
  #version = -1;
  #synonymCount = 0;
  /** True once `termLimit` has cut a wave short. */
  limitMet = false;

  constructor(readonly options: TermClassesOptions) {
    this.#bySize = options.bank.signature.sorts.map(() => [[]]);
    const { count, values, variables } = options.samples;
    this.#choices = Array.from({ length: variables }, (_, v) => {
      const taken = Array.from({ length: count }, (__, s) => values[s * variables + v]);
      return new Set(taken).size;
    });
  }

  /** Representatives of a sort up to a size, smallest first. */
  representatives(sort: number, size: number): readonly number[] {
    return this.#bySize[sort].slice(0, size + 1).flat();
  }

  /** Whether a symbol that the theory itself declares occurs in the term. */
  hasOwn(node: number): boolean {
    const { bank } = this.options;
    const head = bank.head[node];
    if (head < 0) return false;
    if (bank.signature.ops[head].own) return true;
    for (let i = 0; i < bank.arity[head]; i++) if (this.hasOwn(bank.arg(node, i))) return true;
    return false;
  }

  /** Enumerates the terms of `size` and returns the equations that the samples suggest. */
  async wave(size: number): Promise<readonly Clause[]> {
    this.#refresh();
    const terms = await this.#candidates(size);
    for (const bySize of this.#bySize) bySize[size] ??= [];
    if (terms.length === 0) return [];
    const { bank, device, tables, samples } = this.options;
    this.#count("terms evaluated", terms.length);
    const programs = new Programs(bank);
    for (const term of terms) programs.addTerm(term);
    const { hashLow, hashHigh, undefinedCount } = await programs.run(device, tables, samples);
    const suggested: Clause[] = [];
    for (let i = 0; i < terms.length; i++) {
      if (!this.#isTelling(terms[i], 1 - undefinedCount[i] / samples.count)) {
        this.#count("terms undefined", 1);
        continue;
      }
      const sort = bank.sortOf(terms[i]);
      const key = `${sort}:${hashHigh[i]}:${hashLow[i]}`;
      const representative = this.#byHash.get(key);
      if (representative !== undefined) {
        suggested.push({ premises: [], conclusion: { left: terms[i], right: representative } });
        continue;
      }
      this.#byHash.set(key, terms[i]);
      this.#bySize[sort][size].push(terms[i]);
      this.#count("classes", 1);
    }
    return suggested;
  }

  /** Whether a term with values on that part of the samples has enough of them to be compared. */
  #isTelling(node: number, definedPart: number): boolean {
    const vars = new Set<number>();
    this.options.bank.collectVars(node, vars);
    const all = [...vars].reduce((product, v) => product * this.#choices[v], 1);
    return definedPart >= DEFINED_PART && definedPart * all >= Math.min(DEFINED_ASSIGNMENTS, all);
  }

  #count(name: string, by: number): void {
    this.options.counts.set(name, (this.options.counts.get(name) ?? 0) + by);
  }

  /** Brings the normal forms up to date with what is known. */
  #refresh(): void {
    const { rewriter } = this.options.knowledge;
    if (this.#version === rewriter.version) return;
    this.#version = rewriter.version;
    this.#unfoldSynonyms();
    this.#normal.clear();
    for (const bySize of this.#bySize) {
      for (const nodes of bySize) for (const node of nodes) this.#normal.add(rewriter.normalise(node));
    }
  }

  /** Represents every class by a term without synonyms, among those of its size, which may be yet to come. */
  #unfoldSynonyms(): void {
    const { bank, synonyms } = this.options;
    if (this.#synonymCount === synonyms.count) return;
    this.#synonymCount = synonyms.count;
    for (const bySize of this.#bySize) {
      const all = new Set(bySize.flat().map((node) => synonyms.unfold(node)));
      const largest = Math.max(bySize.length - 1, ...Array.from(all, (node) => bank.size[node]));
      for (let size = 0; size <= largest; size++) bySize[size] = [];
      for (const node of all) bySize[bank.size[node]].push(node);
    }
    for (const [key, node] of this.#byHash) this.#byHash.set(key, synonyms.unfold(node));
  }

  /** The terms of `size` over representatives that no known equation makes equal to an earlier term; none if over. */
  async #candidates(size: number): Promise<readonly number[]> {
    const { knowledge, importedSize, termLimit, counts, isOver } = this.options;
    const terms: number[] = [];
    const evaluated = counts.get("terms evaluated") ?? 0;
    const add = (node: number): void => {
      const isFull =
        evaluated + terms.length >= termLimit || (counts.get("terms enumerated") ?? 0) >= 4 * termLimit;
      this.limitMet ||= isFull;
      if (isFull) return;
      this.#count("terms enumerated", 1);
      if (size > importedSize && !this.hasOwn(node)) return;
      const normal = knowledge.rewriter.normalise(node);
      if (this.#normal.has(normal)) this.#count("terms reducible", 1);
      else {
        this.#normal.add(normal);
        terms.push(node);
      }
    };
    let added = 0;
    for (const node of this.#termsOf(size)) {
      add(node);
      if (++added % TERMS_A_TURN === 0 && (await isOver())) return [];
    }
    return terms.sort((a, b) => knowledge.order.compare(a, b));
  }

  /** The terms of `size` over representatives. */
  *#termsOf(size: number): Iterable<number> {
    const { bank, variables, inFocus, synonyms } = this.options;
    if (size === 1) yield* variables;
    for (const op of bank.signature.ops) {
      if (op.result < 0 || !inFocus[op.id] || synonyms.has(op.id)) continue;
      if (op.args.length > 0) yield* this.#applications(op.id, size - 1);
      else if (size === 1) yield bank.node(op.id, []);
    }
  }

  /** `op` applied to what is chosen and then to representatives whose sizes are `left` together. */
  *#applications(op: number, left: number, chosen: number[] = []): Iterable<number> {
    const { bank, knowledge } = this.options;
    const { args } = bank.signature.ops[op];
    const index = chosen.length;
    if (this.limitMet) return;
    if (index === args.length) {
      const isCommutative = (knowledge.lawOf(op) & Law.Commutative) !== 0;
      if (isCommutative && knowledge.order.compare(chosen[0], chosen[1]) > 0) {
        this.#count("terms enumerated", 1);
        this.#count("terms reducible", 1);
      } else yield bank.node(op, chosen);
      return;
    }
    const isLast = index === args.length - 1;
    for (let n = isLast ? left : 1; n <= left - (args.length - 1 - index); n++) {
      for (const node of this.#bySize[args[index]][n] ?? []) {
        chosen.push(node);
        yield* this.#applications(op, left - n, chosen);
        chosen.pop();
      }
    }
  }
}
