/**
 * The explorer: reads a theory, computes with it on sample values, and proposes what it sees, in waves, smallest
 * first. A wave is the equations of one term size, or a batch of conditional conjectures; what the others of a wave
 * would imply waits for the next call, so that only what is left unproved of it has to be looked at again.
 *
 * It knows a theory by its declarations and axioms alone, and proves nothing.
 */
import type { Device } from "../device/device.js";
import type { Formula } from "../logic/formula.js";
import type { Theory } from "../logic/theory.js";
import { ATOM, clauseKey, type Clause } from "./clause.js";
import { ClauseOrder } from "./clause-order.js";
import type { Conjecture, Counterexample } from "./conjecture.js";
import { definingRules, isDefining } from "./defining-rules.js";
import { HornSearch } from "./horn.js";
import { Knowledge } from "./knowledge.js";
import { Naming } from "./naming.js";
import { Programs } from "./programs.js";
import { Refuter, type ValuePrinter } from "./refuter.js";
import { smallSamples, wideSamples, type Samples } from "./samples.js";
import type { ExploreSettings } from "./settings.js";
import { Signature } from "./signature.js";
import { sortParamsOf } from "./sort-instances.js";
import { Synonyms } from "./synonyms.js";
import { Tables } from "./tables.js";
import { TermBank } from "./term-bank.js";
import { TermClasses } from "./term-classes.js";
import { Universe } from "./universe.js";

export { EXPLORE_LIMITS, exploreSettings, type ExploreSettings } from "./settings.js";
export type { ValuePrinter } from "./refuter.js";

export interface RefutedConjecture extends Conjecture {
  readonly counterexample: Counterexample;
}

/** Refuted conjectures that are kept to be shown. */
const REFUTED_KEPT = 100;

export interface Wave {
  readonly size: number;
  readonly conjectures: readonly Conjecture[];
}

/** Equations of a size, or conditionals up to a total size. */
type Stage =
  | { readonly kind: "equations"; readonly size: number }
  | { readonly kind: "conditionals"; readonly totalSize: number; readonly size: number };

const COUNTS = [
  "terms enumerated",
  "terms reducible",
  "terms evaluated",
  "terms undefined",
  "classes",
  "equations suggested",
  "premises",
  "conditionals suggested",
  "renamings",
  "refuted by extra samples",
  "refuted by search",
  "about imported symbols",
  "derivable",
  "given up",
  "conjectures",
];

/** How often a stage's leftovers are proposed: what implies them was not proved, so they are no easier. */
const ROUNDS = 3;
/** The part of a search for counterexamples that a conditional conjecture has to withstand before it is proposed. */
const SCREEN_EFFORT = 0.2;

export class Explorer {
  /** How many of what, in stage order. */
  readonly counts = new Map<string, number>(COUNTS.map((name) => [name, 0]));
  /** What the samples suggested and more values refuted, the first of them. */
  readonly refuted: RefutedConjecture[] = [];
  /** Symbols whose values the axioms do not determine; conjectures do not use them. */
  readonly skippedSymbols: readonly string[];
  /** What decides which conjectures are worth proposing: with what the imported theories seem to say of themselves. */
  readonly #knowledge: Knowledge;
  /** What was given and learnt, and no more. */
  readonly #strict: Knowledge;
  readonly #synonyms: Synonyms;
  readonly #bank: TermBank;
  readonly #tables: Tables;
  readonly #classes: TermClasses;
  /** By symbol instance: whether conjectures are made of it. */
  readonly #inFocus: readonly boolean[];
  readonly #extra: Samples;
  /** Small values, many of them: premises hold there more often. */
  readonly #dense: Samples;
  readonly #naming: Naming;
  readonly #refuter: Refuter;
  readonly #stages: Stage[];
  /** Suggested, but implied by others that were proposed. */
  #waiting: readonly Clause[] = [];
  /** How often something of the stage at hand was proposed. */
  #round = 0;
  /** Asked now and then, so that others have their turn: true ends the exploration. */
  isOver: () => Promise<boolean> = () => Promise.resolve(false);
  #size = 0;
  #conditionals: readonly Clause[] | undefined;
  #isModel: boolean | undefined;
  readonly #theory: Theory;
  readonly #proposed = new Set<string>();
  readonly #order: ClauseOrder;

  /** With a `focus`, conjectures are about those symbols and constructors alone. */
  static create(
    theory: Theory,
    settings: ExploreSettings,
    device: Device,
    focus?: ReadonlySet<string>,
  ): Promise<Explorer> {
    return Promise.resolve(new Explorer(theory, settings, device, focus));
  }

  private constructor(
    theory: Theory,
    readonly settings: ExploreSettings,
    readonly device: Device,
    focus?: ReadonlySet<string>,
  ) {
    this.#theory = theory;
    const signature = new Signature(theory);
    const universe = new Universe(signature, settings);
    const rules = definingRules(theory, signature);
    this.#tables = new Tables(universe, rules);
    this.#bank = new TermBank(signature);
    const isUsable = (op: { readonly id: number }): boolean => this.#tables.usable[op.id];
    this.#inFocus = signature.ops.map(
      (op) => isUsable(op) && (focus === undefined || op.kind === "constructor" || focus.has(op.symbol)),
    );
    this.skippedSymbols = theory.symbols
      .map((decl) => decl.name)
      .filter((name) => !signature.ops.some((op) => op.symbol === name && isUsable(op)));
    const variables = signature.sorts
      .filter(({ id }) => universe.sorts[id].count > 0)
      .flatMap(({ id }) => Array.from({ length: settings.vars }, (_, i) => this.#bank.variable(id, i)));
    const varSorts = [...this.#bank.varSort];
    this.#knowledge = new Knowledge(this.#bank);
    this.#order = new ClauseOrder(this.#bank, this.#knowledge);
    this.#strict = theory.uses.length === 0 ? this.#knowledge : new Knowledge(this.#bank);
    this.#synonyms = new Synonyms(this.#bank, this.#knowledge.order, this.#inFocus);
    for (const fact of theory.facts) this.#add(fact.formula);
    const { samples, extra } = settings;
    const limit = Math.max(samples, 128);
    this.#extra = wideSamples(universe, varSorts, extra);
    this.#dense = smallSamples(universe, varSorts, { depth: 6, pool: 16, limit: 4096, count: 4096 });
    this.#naming = new Naming(this.#bank);
    this.#refuter = new Refuter(universe, this.#tables, rules);
    this.#classes = new TermClasses({
      bank: this.#bank,
      knowledge: this.#knowledge,
      synonyms: this.#synonyms,
      tables: this.#tables,
      inFocus: this.#inFocus,
      device,
      samples: smallSamples(universe, varSorts, { depth: 3, pool: 8, limit, count: samples }),
      variables,
      termLimit: settings.terms,
      isOver: () => this.isOver(),
      importedSize: theory.uses.length === 0 ? settings.size : Math.min(5, settings.size),
      counts: this.counts,
    });
    this.#stages = stagesOf(settings);
  }

  /** The next conjectures, smallest first, none of them known so far; undefined when there are no more, or it is over. */
  async nextWave(): Promise<Wave | undefined> {
    for (;;) {
      if (await this.isOver()) return undefined;
      const conjectures = this.#select();
      if (conjectures.length > 0) return { size: this.#size, conjectures };
      const stage = this.#stages.shift();
      if (stage === undefined) return undefined;
      if (stage.kind === "equations" && this.limitMet !== undefined) continue;
      this.#size = stage.size;
      this.#round = 0;
      this.#waiting = await this.#screen(await this.#suggest(stage));
    }
  }

  /** The name of the limit that cut the enumeration short, if one did. */
  get limitMet(): string | undefined {
    return this.#classes.limitMet ? "terms" : undefined;
  }

  /** Keeps a clause that looked true on the samples and is false, with values that show it. */
  #noteRefuted(clause: Clause, effort: number | undefined): void {
    if (this.refuted.length >= REFUTED_KEPT) return;
    const formula = this.#naming.formula(clause);
    const counterexample = this.refute(formula, undefined, effort);
    if (counterexample !== undefined) this.refuted.push({ ...this.#conjecture(clause), counterexample });
  }

  /** Takes a proved theorem into account. */
  learn(formula: Formula): void {
    for (const clause of this.#add(formula)) this.#synonyms.note(clause);
  }

  #add(formula: Formula): readonly Clause[] {
    if (this.#strict !== this.#knowledge) this.#strict.learn(formula);
    return this.#knowledge.learn(formula);
  }

  /** Whether the formula is a renaming or an instance of what is known, or follows from it by rewriting. */
  isKnown(formula: Formula): boolean {
    return this.#strict.isKnown(formula);
  }

  /**
   * An assignment that makes the closed formula false, if one is found; its values in plain application syntax. None
   * is given unless the values that the theory's axioms compute are a model of all its axioms.
   */
  refute(formula: Formula, print?: ValuePrinter, effort?: number): Counterexample | undefined {
    const found = this.#refuter.refute(formula, print, effort);
    return found === undefined || !this.#computesModel() ? undefined : found;
  }

  #computesModel(): boolean {
    const { signature } = this.#bank;
    this.#isModel ??= this.#theory.facts.every(
      (fact) => isDefining(fact, signature) && this.#refuter.refute(fact.formula) === undefined,
    );
    return this.#isModel;
  }

  #count(name: string, by = 1): void {
    this.counts.set(name, this.counts.get(name)! + by);
  }

  async #suggest(stage: Stage): Promise<readonly Clause[]> {
    if (stage.kind === "equations") {
      const equations = await this.#classes.wave(stage.size);
      this.#count("equations suggested", equations.length);
      return equations;
    }
    if (this.#conditionals === undefined) {
      this.#conditionals = this.#findConditionals();
      this.#count("conditionals suggested", this.#conditionals.length);
    }
    const small = this.#conditionals.filter((clause) => this.#order.totalSize(clause) <= stage.totalSize);
    this.#conditionals = this.#conditionals.filter(
      (clause) => this.#order.totalSize(clause) > stage.totalSize,
    );
    return small;
  }

  #findConditionals(): readonly Clause[] {
    const { settings } = this;
    const { signature, varSort } = this.#bank;
    const { universe } = this.#tables;
    const count = this.#extra.variables;
    const search = new HornSearch({
      bank: this.#bank,
      tables: this.#tables,
      inFocus: this.#inFocus,
      samples: smallSamples(universe, varSort.slice(0, count), { depth: 5, pool: 8, limit: 512, count: 512 }),
      representatives: signature.sorts.map(({ id }) => this.#classes.representatives(id, settings.premise)),
      premiseSize: settings.premise,
      counts: this.counts,
    });
    return search.run();
  }

  /**
   * Leaves out renamings and what the extra samples refute. What is about imported symbols alone is not ours to
   * propose: it is taken for granted, so that its instances are not proposed either. The rest comes in order.
   */
  async #screen(suggested: readonly Clause[]): Promise<readonly Clause[]> {
    const fresh = suggested.filter((clause) => this.#isNew(clause));
    this.#count("renamings", suggested.length - fresh.length);
    if (fresh.length === 0) return [];
    const programs = new Programs(this.#bank);
    // An equation between constructor terms fails where their arguments differ, even beyond the universe.
    const parts = fresh.map((clause) => this.#knowledge.decompose(clause));
    for (const part of parts.flat()) programs.addClause(part);
    const wide = await programs.run(this.device, this.#tables, this.#extra);
    const isConditional = fresh.some((clause) => clause.premises.length > 0);
    const dense = isConditional ? await programs.run(this.device, this.#tables, this.#dense) : wide;
    let at = 0;
    const kept = fresh.filter((_, i) => {
      let violations = parts[i].length === 0 ? 1 : 0;
      for (const end = at + parts[i].length; at < end; at++)
        violations += wide.violations[at] + dense.violations[at];
      return violations === 0;
    });
    this.#count("refuted by extra samples", fresh.length - kept.length);
    const keptSet = new Set(kept);
    for (const clause of fresh) if (!keptSet.has(clause)) this.#noteRefuted(clause, undefined);
    for (const clause of kept) this.#order.noteCommutative(clause);
    const turned = kept.map((clause) => [clause, this.#order.orient(clause)] as const);
    // Several forms of a law may have turned into its usual one.
    const distinct = turned.filter(([clause, usual]) => this.#sameKey(clause, usual) || this.#isNew(usual));
    const ordered = distinct.map(([, usual]) => usual).sort((a, b) => this.#order.compare(a, b));
    const isOwn = (clause: Clause): boolean =>
      this.#order.sides(clause).some((side) => this.#classes.hasOwn(side));
    const foreign = ordered.filter((clause) => !isOwn(clause));
    this.#count("about imported symbols", foreign.length);
    for (const clause of foreign) if (!this.#knowledge.follows(clause)) this.#knowledge.assume(clause);
    return ordered.filter(isOwn);
  }

  /** True the first time that a clause or a renaming of it is seen. */
  #isNew(clause: Clause): boolean {
    const key = clauseKey(clause, this.#bank);
    const isNew = !this.#proposed.has(key);
    this.#proposed.add(key);
    return isNew;
  }

  #sameKey(a: Clause, b: Clause): boolean {
    return clauseKey(a, this.#bank) === clauseKey(b, this.#bank);
  }

  /** Takes from the waiting clauses those that neither knowledge nor the others taken imply. */
  #select(): readonly Conjecture[] {
    const open = this.#waiting.filter((clause) => !this.#knowledge.follows(clause));
    this.#count("derivable", this.#waiting.length - open.length);
    if (open.length === 0 || this.#round++ === ROUNDS) {
      this.#count("given up", open.length);
      this.#waiting = [];
      return [];
    }
    const saved = this.#knowledge.save();
    const taken: Clause[] = [];
    this.#waiting = open.filter((clause) => {
      if (taken.length > 0 && this.#knowledge.follows(clause)) return true;
      if (
        clause.premises.length > 0 &&
        this.#refuter.refute(this.#naming.formula(clause), undefined, SCREEN_EFFORT) !== undefined
      ) {
        this.#count("refuted by search");
        this.#noteRefuted(clause, SCREEN_EFFORT);
        return false;
      }
      taken.push(clause);
      this.#knowledge.assume(clause);
      return false;
    });
    this.#knowledge.restore(saved);
    this.#count("conjectures", taken.length);
    return taken.map((clause) => this.#conjecture(clause));
  }

  #conjecture(clause: Clause): Conjecture {
    const formula = this.#naming.formula(clause);
    const isEquation = clause.premises.length === 0 && clause.conclusion.right !== ATOM;
    return {
      formula,
      params: sortParamsOf(formula),
      kind: isEquation ? "equation" : "conditional",
      size: Math.max(...this.#order.sides(clause).map((side) => this.#bank.size[side])),
      totalSize: this.#order.totalSize(clause),
    };
  }
}

/** Equations by size; conditionals come in where the small equations are done. */
function stagesOf(settings: ExploreSettings): Stage[] {
  const stages: Stage[] = [];
  const conditionals = (totalSize: number, size: number): void => {
    if (settings.premise > 0) stages.push({ kind: "conditionals", totalSize, size });
  };
  for (let size = 1; size <= settings.size; size++) {
    stages.push({ kind: "equations", size });
    if (size === Math.min(4, settings.size)) conditionals(8, size);
    if (size === Math.min(5, settings.size)) conditionals(Infinity, size);
  }
  return stages;
}
