/**
 * The state of one proof while it is checked: the results so far, the stack of open scopes, and the step at hand.
 *
 * A step's result holds under the assumptions of its scope and of the scopes around it, for whatever their
 * eigenconstants stand for. It can be used while its scope is open, which is to say from that scope and from those
 * inside it. A closed scope can be discharged from the scope that it was opened in, also more than once.
 */
import { checkedName, CoreReader } from "./core-reader.js";
import { refuse, type Interner, type Node, type Nodes } from "./interner.js";
import { count, counts, text, texts, type Line } from "./line.js";
import type { CheckedTheory, Fact } from "./theory.js";

export interface Scope {
  readonly id: number;
  readonly parent: Scope | undefined;
  readonly eigens: Nodes;
  readonly assumptions: Node[];
  /** What it was closed with; undefined while it is open. */
  proves: Node | undefined;
}

export class ProofState {
  readonly make: Interner;
  readonly reader: CoreReader;
  /** Names of the facts cited so far. */
  readonly cites = new Set<string>();
  steps = 0;
  /** Of the step at hand: its rule, its line, and its stated result. */
  rule: string | undefined;
  line!: Line;
  is!: Node;
  /** The innermost open scope; the outermost one has no parent. */
  private current: Scope = { id: -1, parent: undefined, eigens: [], assumptions: [], proves: undefined };
  private readonly scopes = new Map<number, Scope>();
  /** By id; undefined for a scope's id. */
  private readonly results: (Readonly<{ formula: Node; scope: Scope }> | undefined)[] = [];

  constructor(
    readonly theory: CheckedTheory,
    private readonly theorems: ReadonlyMap<string, Fact>,
  ) {
    this.make = theory.interner;
    this.reader = new CoreReader(theory.interner, theory.signature);
  }

  open(line: Line): void {
    const id = line.take("open", count);
    this.takeId(id, undefined);
    const eigens = line.take("eigen", texts).map((eigen) => this.newEigen(eigen));
    this.current = { id, parent: this.current, eigens, assumptions: [], proves: undefined };
    this.scopes.set(id, this.current);
    for (const formula of line.take("assume", texts)) {
      const assumption = this.reader.read("formula", formula);
      this.current.assumptions.push(assumption);
      this.takeId(this.results.length, assumption);
    }
  }

  close(line: Line): void {
    const id = line.take("close", count);
    const { parent, eigens } = this.current;
    if (parent === undefined || this.current.id !== id) return refuse(`scope ${id} is not the innermost one`);
    this.current.proves = this.result(line.take("proves", count));
    this.current = parent;
    for (const { head } of eigens) this.reader.eigens.set(String(head), undefined);
  }

  step(line: Line, rules: ReadonlyMap<string, (state: ProofState) => Node>): void {
    this.line = line;
    this.rule = line.take("rule", text);
    this.is = this.reader.read("formula", line.take("is", text));
    const rule = rules.get(this.rule) ?? refuse(`unknown rule ${this.rule}`);
    if (rule(this) !== this.is) refuse("the stated result is not what the rule gives");
    this.takeId(line.take("step", count), this.is);
    this.steps++;
  }

  /** The result of the step that ends the proof, with no scope open. */
  end(line: Line): Node {
    if (this.current.parent !== undefined) refuse(`scope ${this.current.id} is still open`);
    const conclusion = this.result(line.take("end", count));
    line.end();
    return conclusion;
  }

  /** The result of an earlier step in an open scope. */
  result(id: number): Node {
    const result = this.results[id] ?? refuse(`${id} is not an earlier step`);
    if (result.scope.proves !== undefined) refuse(`step ${id} is used outside its scope`);
    return result.formula;
  }

  /** What `scopes` names: so many closed scopes that were opened in the present one. */
  closedScopes(wanted: number): readonly Scope[] {
    const ids = this.line.take("scopes", counts);
    if (ids.length !== wanted) refuse(`${wanted} scopes are expected here, not ${ids.length}`);
    return ids.map((id) => {
      const scope = this.scopes.get(id) ?? refuse(`${id} is not a scope`);
      if (scope.proves === undefined) refuse(`scope ${id} is not closed`);
      if (scope.parent !== this.current) refuse(`scope ${id} was not opened in the scope of this step`);
      return scope;
    });
  }

  /** A fact by name, at the given sorts. */
  cite(name: string, sorts: readonly string[]): Node {
    const fact = this.theory.facts.get(name) ?? this.theorems.get(name);
    if (fact === undefined) return refuse(`${name} is neither a fact nor a theorem accepted before`);
    const { params, formula } = fact;
    if (sorts.length !== params) refuse(`${name} has ${params} sort parameters, not ${sorts.length}`);
    this.cites.add(name);
    const read = sorts.map((sort) => this.reader.read("sort", sort));
    return this.make.substituteSorts(formula, read);
  }

  /** Gives the next id, which `id` must be, to a result in the current scope or to a scope. */
  private takeId(id: number, formula: Node | undefined): void {
    if (id !== this.results.length) refuse(`id ${this.results.length} is due, not ${id}`);
    this.results.push(formula && { formula, scope: this.current });
  }

  /** `name:sort`. */
  private newEigen(text: string): Node {
    const colon = Math.max(text.indexOf(":"), 0);
    const name = checkedName(text.slice(0, colon));
    if (this.reader.eigens.has(name)) refuse(`eigenconstant ${name} is not new`);
    if (this.theory.signature.symbols.has(name)) refuse(`eigenconstant ${name} is a symbol of the theory`);
    const sort = this.reader.read("sort", text.slice(colon + 1));
    const node = this.make.node("eigen", [sort], name, sort);
    this.reader.eigens.set(name, node);
    return node;
  }
}
