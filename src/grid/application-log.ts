/**
 * A block's applications: which rule, the nodes that its match took and the nodes that it built, in order of time.
 * It is what explanations read, and where the limits refuse terms.
 */
import { scannedSymbols, type Build, type Operand, type Pattern, type Rule } from "../compile/rule.js";
import type { SymbolTable } from "../compile/symbols.js";
import { MAX_ARGS } from "../device/device.js";
import type { EGraph } from "./egraph.js";

export class ApplicationLog {
  private readonly rules: Rule[] = [];
  private readonly starts: number[] = [];
  private nodes = new Int32Array(1024);
  private nodeTotal = 0;

  constructor(
    private readonly graph: EGraph,
    private readonly symbols: SymbolTable,
    private readonly meetLimit: (name: string) => void,
  ) {}

  ruleOf(application: number): Rule {
    return this.rules[application];
  }

  operandNode(application: number, operand: Operand): number {
    const start = this.starts[application];
    if (operand < 0) return this.nodes[start + this.rules[application].width + ~operand];
    const node = this.nodes[start + (operand >> 3)];
    const column = operand & 7;
    return column === 0 ? node : this.graph.args[node * MAX_ARGS + column - 1];
  }

  /** The roots of the nodes that the application binds its rule's variables to. */
  boundRoots(application: number): number[] {
    return this.ruleOf(application).varSources.map(
      (source) => this.graph.root[this.operandNode(application, source)],
    );
  }

  rangesOverDomain(application: number): boolean {
    const scanned = scannedSymbols(this.ruleOf(application));
    return scanned.some((symbol) => this.symbols.infos[symbol].kind === "domain");
  }

  /** Builds the rule's terms and logs the application; undefined if the limits refuse a term. */
  record(rule: Rule, rows: readonly number[], size: number, count: number): number | undefined {
    const start = this.nodeTotal;
    const end = start + rows.length + rule.builds.length;
    while (end > this.nodes.length) this.nodes = doubled(this.nodes);
    for (let slot = 0; slot < rows.length; slot++) this.nodes[start + slot] = rows[slot];
    const application = this.rules.length;
    this.rules.push(rule);
    this.starts.push(start);
    for (let index = 0; index < rule.builds.length; index++) {
      const node = this.buildNode(rule.builds[index], application, size, count);
      if (node < 0) {
        this.rules.pop();
        this.starts.pop();
        return undefined;
      }
      this.nodes[start + rows.length + index] = node;
    }
    this.nodeTotal = end;
    return application;
  }

  private buildNode({ symbol, operands }: Build, application: number, size: number, count: number): number {
    const width = operands.length;
    const a0 = width > 0 ? this.operandNode(application, operands[0]) : 0;
    const a1 = width > 1 ? this.operandNode(application, operands[1]) : 0;
    const a2 = width > 2 ? this.operandNode(application, operands[2]) : 0;
    const a3 = width > 3 ? this.operandNode(application, operands[3]) : 0;
    const known = this.graph.find(symbol, width, a0, a1, a2, a3);
    if (known >= 0) return known;
    const isDenied = this.symbols.infos[symbol].kind === "equality";
    if (!isDenied && this.graph.sizeOf(symbol, width, a0, a1, a2, a3) > size) return -1;
    if (this.graph.count >= count) {
      this.meetLimit("nodes");
      return -1;
    }
    return this.graph.add(symbol, width, a0, a1, a2, a3);
  }

  patternNode(pattern: Pattern, application: number): number {
    if (pattern.kind === "app") return this.operandNode(application, pattern.source);
    const rule = this.ruleOf(application);
    const index = rule.vars.findIndex((v) => v.name === pattern.name);
    return this.operandNode(application, rule.varSources[index]);
  }
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
