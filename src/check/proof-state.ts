/**
 * The state of one proof while it is checked: the steps so far and the stack of open scopes.
 *
 * A step's result holds under the assumptions of its scope and of the scopes around it, for whatever their
 * eigenconstants stand for. It can be used while its scope is open, which is to say from that scope and from those
 * inside it. A closed scope can be discharged from the scope that it was opened in, also more than once.
 */
import type { CloseLine, OpenLine } from "../proof/certificate.js";
import { checkedName, CoreReader } from "./core-reader.js";
import { refuse, type Interner, type Node } from "./interner.js";
import type { CheckedTheory, Fact } from "./theory.js";

export interface Scope {
  readonly id: number;
  readonly parent: Scope | undefined;
  readonly eigens: Node[];
  /** The number of its first eigenconstant; those of scopes around it are lower. */
  readonly firstEigen: number;
  readonly assumptions: Node[];
  /** What it was closed with; undefined while it is open. */
  proves: Node | undefined;
}

export type ClosedScope = Scope & { readonly proves: Node };

function newScope(id: number, parent: Scope | undefined, firstEigen: number): Scope {
  return { id, parent, eigens: [], firstEigen, assumptions: [], proves: undefined };
}

interface Result {
  readonly formula: Node;
  readonly scope: Scope;
}

export class ProofState {
  readonly interner: Interner;
  readonly reader: CoreReader;
  /** Names of the facts cited so far. */
  readonly cites = new Set<string>();
  steps = 0;
  /** The rule of the step at hand, if it is a step. */
  rule: string | undefined;
  /** The innermost open scope; the outermost one has no parent. */
  private current = newScope(-1, undefined, 0);
  private readonly eigens = new Map<string, { readonly node: Node; readonly scope: Scope }>();
  private readonly scopes = new Map<number, Scope>();
  /** By id; undefined for a scope's id. */
  private readonly results: (Result | undefined)[] = [];

  constructor(
    readonly theory: CheckedTheory,
    private readonly theorems: ReadonlyMap<string, Fact>,
  ) {
    this.interner = theory.interner;
    this.reader = new CoreReader(theory.interner, theory.signature, (name) => {
      const eigen = this.eigens.get(name);
      if (eigen?.scope.proves !== undefined) refuse(`eigenconstant ${name} is used outside its scope`);
      return eigen?.node;
    });
  }

  open({ open: id, eigen, assume }: OpenLine): void {
    this.takeId(id, undefined);
    const scope = newScope(id, this.current, this.eigens.size);
    this.scopes.set(id, scope);
    this.current = scope;
    for (const text of eigen) scope.eigens.push(this.newEigen(text));
    for (const text of assume) {
      const assumption = this.reader.readFormula(text);
      scope.assumptions.push(assumption);
      this.takeId(this.results.length, assumption);
    }
  }

  close({ close: id, proves }: CloseLine): void {
    const { parent } = this.current;
    if (parent === undefined || this.current.id !== id)
      return refuse(`scope ${id} is not the innermost open scope`);
    this.current.proves = this.result(proves);
    this.current = parent;
  }

  addStep(id: number, formula: Node): void {
    this.takeId(id, formula);
    this.steps++;
  }

  /** The result of an earlier step in an open scope. */
  result(id: number): Node {
    const result = this.results[id] ?? refuse(`${id} is not an earlier step`);
    if (result.scope.proves !== undefined) refuse(`step ${id} is used outside its scope`);
    return result.formula;
  }
  parents(ids: readonly number[], count = ids.length): readonly Node[] {
    if (ids.length !== count) refuse(`the rule has ${count} parents here, not ${ids.length}`);
    return ids.map((id) => this.result(id));
  }

  /** Closed scopes that were opened in the scope of the present step. */
  discharged(ids: readonly number[], count: number): readonly ClosedScope[] {
    if (ids.length !== count) refuse(`the rule discharges ${count} scopes here, not ${ids.length}`);
    return ids.map((id) => {
      const scope = this.scopes.get(id) ?? refuse(`${id} is not a scope`);
      if (scope.proves === undefined) refuse(`scope ${id} is not closed`);
      if (scope.parent !== this.current) refuse(`scope ${id} was not opened in the scope of this step`);
      return scope as ClosedScope;
    });
  }

  /** A fact by name, at the given sorts. */
  cite(name: string, sorts: readonly string[]): Node {
    const fact = this.theory.facts.get(name) ?? this.theorems.get(name);
    if (fact === undefined)
      return refuse(`${name} is not an axiom, a definition or a theorem accepted before`);
    if (sorts.length !== fact.params)
      refuse(`${name} has ${fact.params} sort parameters, not ${sorts.length}`);
    this.cites.add(name);
    return this.interner.substituteSorts(
      fact.formula,
      sorts.map((sort) => this.reader.readSort(sort)),
    );
  }

  /** The result of the step that ends the proof, with no scope open. */
  conclusion(id: number): Node {
    if (this.current.parent !== undefined) refuse(`scope ${this.current.id} is still open`);
    return this.result(id);
  }

  private newEigen(text: string): Node {
    const colon = text.indexOf(":");
    const name = checkedName(text.slice(0, Math.max(colon, 0)));
    if (this.eigens.has(name)) refuse(`eigenconstant ${name} is not new`);
    if (this.theory.signature.symbolNamed.has(name))
      refuse(`eigenconstant ${name} is a symbol of the theory`);
    const sort = this.reader.readSort(text.slice(colon + 1));
    const node = this.interner.node("eigen", this.eigens.size, [sort], sort);
    this.eigens.set(name, { node, scope: this.current });
    return node;
  }

  /** Gives the next id, which `id` must be, to a result in the current scope or to a scope. */
  private takeId(id: number, formula: Node | undefined): void {
    if (id !== this.results.length) refuse(`id ${this.results.length} is due, not ${id}`);
    this.results.push(formula && { formula, scope: this.current });
  }
}
