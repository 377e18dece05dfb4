/**
 * The values that variables without a trigger range over, in one block: the nodes of a sort are marked where some rule
 * asks for them, with the small values of the sort, or a closed term where the block has none. Rules that could rewrite
 * anything wait until all else is done.
 */
import type { Rule } from "../compile/rule.js";
import { scannedSymbols } from "../compile/rule.js";
import { eigenSymbol, type SymbolTable } from "../compile/symbols.js";
import { closedTerm } from "../logic/closed-term.js";
import { sameSort, type Sort } from "../logic/sort.js";
import { app, type Term, type Var } from "../logic/term.js";
import type { Theory } from "../logic/theory.js";
import type { EGraph } from "./egraph.js";

interface DomainHost {
  readonly graph: EGraph;
  readonly symbols: SymbolTable;
  readonly eigens: readonly Var[];
  addTerms(terms: readonly Term[]): void;
  nodeOf(term: Term): number | undefined;
  nodeSort(node: number): Sort | undefined;
}

export class Domains {
  private readonly domainSymbols = new Set<number>();
  private readonly lateSymbols = new Set<number>();
  private readonly questionSymbols = new Set<number>();
  private expanded = false;

  constructor(
    private readonly host: DomainHost,
    private readonly theory: Theory,
  ) {}

  /** Marks the nodes from `from` on as values for variables that no trigger binds, if some of the rules asks for them. */
  mark(from: number, rules: readonly Rule[]): void {
    const { graph, symbols } = this.host;
    for (const rule of rules) this.note(rule);
    if (from === 0)
      for (const domain of this.domainSymbols) this.addSmallValues(symbols.infos[domain].args[0]);
    for (let node = from, end = graph.count; node < end; node++) this.markNode(node, this.domainSymbols);
    if (from === 0) this.populate();
  }

  /** Whether some rule waits for an equation of that symbol. */
  asksFor(equality: number): boolean {
    return this.questionSymbols.has(equality);
  }

  /** When all else is done: lets the rules that could rewrite anything loose on the eigenconstants. */
  expand(): void {
    if (this.expanded) return;
    this.expanded = true;
    const { graph, eigens } = this.host;
    for (let index = 0; index < eigens.length; index++) {
      const node = graph.find(eigenSymbol(index), 0, 0, 0, 0, 0);
      if (node >= 0) this.markNode(node, this.lateSymbols);
    }
  }

  /** Makes the constants among the sort's constructors, and the constructors applied to the first of these. */
  private addSmallValues(sort: Sort): void {
    const constructors = this.host.symbols.constructors(sort) ?? [];
    const constants = constructors.filter(({ args }) => args.length === 0);
    if (constants.length === 0) return;
    const first = app(constants[0].name, [], constants[0].sorts);
    const terms: Term[] = constants.map(({ name, sorts }) => app(name, [], sorts));
    for (const { name, sorts, args } of constructors) {
      const closed = args.length > 0 && args.every((arg) => sameSort(arg, sort));
      const firsts = args.map(() => first);
      if (closed) terms.push(app(name, firsts, sorts));
    }
    this.host.addTerms(terms);
  }

  /** Sorts have elements: where the block has none that a rule asks for, a closed term is one. */
  private populate(): void {
    const { graph, symbols } = this.host;
    for (const domain of this.domainSymbols) {
      const sort = symbols.infos[domain].args[0];
      if (graph.symbol.subarray(0, graph.count).includes(domain)) continue;
      const term = closedTerm(this.theory, sort);
      if (term === undefined) continue;
      this.host.addTerms([term]);
      this.markNode(this.host.nodeOf(term)!, this.domainSymbols);
    }
  }

  private markNode(node: number, domains: ReadonlySet<number>): void {
    const sort = this.host.nodeSort(node);
    if (sort === undefined) return;
    const { graph, symbols } = this.host;
    for (const domain of domains) {
      if (symbols.isDomainOf(domain, sort)) graph.add(domain, 1, node, 0, 0, 0);
    }
  }

  private note(rule: Rule): void {
    const { symbols } = this.host;
    for (const symbol of scannedSymbols(rule)) {
      const { kind } = symbols.infos[symbol];
      if (kind === "domain") this.domainSymbols.add(symbol);
      if (kind === "late") this.lateSymbols.add(symbol);
      if (kind === "equality") this.questionSymbols.add(symbol);
    }
  }
}
