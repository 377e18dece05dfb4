/**
 * Witnesses: the constants that a block takes from existential facts. Each is a fresh eigenconstant for one
 * application of an existential rule, unless known terms already satisfy it. In the proof, all that follows stands
 * inside an `obtain` of the constants that it uses.
 */
import { existential } from "../compile/clause.js";
import { collectFreeVars, substituteFormula, type Formula } from "../logic/formula.js";
import { alphaText } from "../logic/rename.js";
import { sameSort } from "../logic/sort.js";
import { collectVars, variable, type Term, type Var } from "../logic/term.js";
import { assumption, obtain, type Proof } from "../proof/proof.js";
import type { WitnessHost } from "./block-view.js";
import { Explainer } from "./explain.js";

interface Witness {
  readonly application: number;
  /** Edges that the existence may rest on. */
  readonly before: number;
  readonly eigen: readonly Var[];
  readonly assumptions: readonly Proof[];
}

export class Witnesses {
  readonly list: Witness[] = [];
  /** Existential facts about constants of this list, which could lead to ever more of them. */
  private readonly waiting: { readonly application: number; readonly formula: Formula }[] = [];

  constructor(
    private readonly block: WitnessHost,
    private readonly limit: number,
    private readonly freshName: (base: string) => string,
    private readonly generations: Map<string, number>,
  ) {}

  /** All eigenconstants and assumptions, for blocks split off from this one. */
  get eigens(): readonly Var[] {
    return this.list.flatMap((witness) => witness.eigen);
  }

  /** Takes constants for an existential fact; one about all values waits where a value is a constant made here. */
  introduce(application: number, formula: Formula): void {
    if (this.isAboutOwn(application)) this.waiting.push({ application, formula });
    else this.make(application, formula);
  }

  get areWaiting(): boolean {
    return this.waiting.length > 0;
  }

  /** Takes the constants for the facts that wait, though not for what these lead to; false if none waits. */
  resume(): boolean {
    const batch = this.waiting.splice(0);
    for (const { application, formula } of batch) this.make(application, formula);
    return batch.length > 0;
  }

  private isAboutOwn(application: number): boolean {
    if (this.list.length === 0 || !this.block.rangesOverDomain(application)) return false;
    const own = this.list.flatMap(({ eigen }) => eigen.map((v) => this.block.nodeOf(v)!));
    const roots = new Set(own.map((node) => this.block.graph.root[node]));
    return this.block.boundRoots(application).some((root) => roots.has(root));
  }

  private make(application: number, formula: Formula): void {
    if (this.list.length >= this.limit) {
      this.block.meetLimit("witnesses");
      return;
    }
    const before = this.block.graph.edgeCount;
    const explainer = new Explainer(this.block);
    const rule = this.block.ruleOf(application);
    const images = new Map<string, Term>(
      rule.vars.map((v, index) => [
        v.name,
        explainer.term(this.block.operandNode(application, rule.varSources[index])),
      ]),
    );
    const parts = existential(formula);
    if (parts === undefined) throw new Error("not an existential");
    if (this.isAssumed(parts, images)) return;
    const generation = this.generationFrom(application, [...images.values()]);
    const first = this.block.graph.count;
    const eigen: Var[] = [];
    for (const v of parts.vars) {
      const constant = variable(this.freshName(v.name), v.sort);
      const node = this.block.addEigen(constant);
      if (node === undefined) return;
      const sizes = this.block.boundRoots(application).map((root) => this.block.graph.size[root]);
      this.block.graph.size[node] = 1 + Math.max(0, ...sizes);
      eigen.push(constant);
      this.generations.set(constant.name, generation);
      images.set(v.name, constant);
    }
    const assumptions = parts.parts.map((part) => assumption(substituteFormula(part, images)));
    this.list.push({ application, before, eigen, assumptions });
    for (const leaf of assumptions) this.block.assume(leaf);
    this.block.addDomain(first);
  }

  /** How many facts about all values led to one of these constants, one from another. */
  generationOf(names: Iterable<string>): number {
    return Math.max(0, ...[...names].map((name) => this.generations.get(name) ?? 0));
  }

  private generationFrom(application: number, values: readonly Term[]): number {
    const free = new Map<string, Var>();
    for (const value of values) collectVars(value, free);
    return this.generationOf(free.keys()) + (this.block.rangesOverDomain(application) ? 1 : 0);
  }

  /** Whether the block's hypotheses say all of this of some eigenconstants already. */
  private isAssumed(
    { vars, parts }: { readonly vars: readonly Var[]; readonly parts: readonly Formula[] },
    images: ReadonlyMap<string, Term>,
  ): boolean {
    if (vars.length > 1) return false;
    const assumed = new Set(this.block.hypotheses.map((proof) => alphaText(proof.is)));
    const candidates = vars.length === 0 ? [undefined] : this.block.eigens;
    return candidates.some((eigen) => {
      if (eigen !== undefined && !sameSort(eigen.sort, vars[0].sort)) return false;
      const all = eigen === undefined ? images : new Map(images).set(vars[0].name, eigen);
      return parts.every((part) => assumed.has(alphaText(substituteFormula(part, all))));
    });
  }

  /** Puts `proof` inside an `obtain` for each witness that it rests on, the first one outermost. */
  discharge(proof: Proof, explainer: Explainer): Proof {
    let result = proof;
    for (let index = this.list.length - 1; index >= 0; index--) {
      const { application, before, eigen, assumptions } = this.list[index];
      if (!mentions(result, new Set(eigen.map((v) => v.name)), new Set(assumptions))) continue;
      result = obtain(explainer.conclusion(application, before), { eigen, assumptions, proves: result });
    }
    return result;
  }
}

/** True if the proof uses one of the leaves or names one of the constants. */
function mentions(proof: Proof, names: ReadonlySet<string>, leaves: ReadonlySet<Proof>): boolean {
  const seen = new Set<Proof>();
  const stack = [proof];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (leaves.has(next) || namesOne(next, names)) return true;
    stack.push(...next.from, ...next.scopes.map((scope) => scope.proves));
  }
  return false;
}

function namesOne(proof: Proof, names: ReadonlySet<string>): boolean {
  const free = new Map<string, Var>();
  collectFreeVars(proof.is, free);
  for (const term of proof.extra.with ?? []) collectVars(term, free);
  return [...free.keys()].some((name) => names.has(name));
}
