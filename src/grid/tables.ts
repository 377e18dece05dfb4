/**
 * Lays the active blocks' nodes and rules out as the device reads them (device.ts). The arrays are kept and grown from
 * superstep to superstep; dead nodes and the domain marks of classes that merged stay out.
 */
import type { Program } from "../compile/program.js";
import type { Rule } from "../compile/rule.js";
import {
  EVERY_BLOCK,
  INSTRUCTION_WORDS,
  MAX_ARGS,
  NO_CLASS,
  Op,
  type RowTable,
  type RuleTable,
} from "../device/device.js";
import type { Block } from "./block.js";

export interface GridTables {
  readonly rules: RuleTable;
  readonly rows: RowTable;
  readonly ruleOf: (rule: number) => Rule;
  /** The node of a row, in its own block's numbers. */
  readonly rowNode: Uint32Array;
}

export class TableBuilder {
  private symbol = new Uint32Array(0);
  private args = new Uint32Array(0);
  private class = new Uint32Array(0);
  private stamp = new Uint32Array(0);
  private rowNode = new Uint32Array(0);
  private bySymbol = new Uint32Array(0);
  private byClass = new Uint32Array(0);
  private symbolStart = new Uint32Array(0);
  private classStart = new Uint32Array(0);
  private classStamp = new Uint32Array(0);
  private argumentStart = new Uint32Array(0);
  private byArgument = new Uint32Array(0);

  constructor(private readonly program: Program) {}

  build(blocks: readonly Block[]): GridTables {
    const rules = this.program.rules.filter((rule) => rule.width > 0);
    const local: Rule[] = [];
    const owner: number[] = [];
    blocks.forEach((block, index) => {
      for (const rule of block.localRules) {
        if (rule.width === 0) continue;
        local.push(rule);
        owner.push(index);
      }
    });
    const all = [...rules, ...local];
    const table = ruleTable(all, rules.length, owner);
    return {
      rules: table,
      rows: this.rows(blocks, soughtArguments(table)),
      ruleOf: (rule) => all[rule],
      rowNode: this.rowNode,
    };
  }

  private rows(blocks: readonly Block[], sought: readonly number[]): RowTable {
    const symbolCount = this.program.symbols.count;
    const classBase = new Uint32Array(blocks.length + 1);
    const blockStart = new Uint32Array(blocks.length + 1);
    blocks.forEach((block, index) => {
      classBase[index + 1] = classBase[index] + block.graph.count;
    });
    const classCount = classBase[blocks.length];
    this.reserve(classCount, blocks.length * symbolCount);
    let row = 0;
    blocks.forEach((block, index) => {
      row = this.copyBlock(block, classBase[index], row);
      blockStart[index + 1] = row;
    });
    this.indexSymbols(blockStart, blocks.length, symbolCount);
    this.indexClasses(row, classCount);
    this.indexArguments(sought, blocks.length, symbolCount, classCount);
    return {
      blockCount: blocks.length,
      symbolCount,
      rowCount: row,
      classCount,
      symbol: this.symbol.subarray(0, row),
      args: this.args.subarray(0, row * MAX_ARGS),
      class: this.class.subarray(0, row),
      stamp: this.stamp.subarray(0, row),
      blockStart,
      classBase,
      symbolStart: this.symbolStart.subarray(0, blocks.length * symbolCount + 1),
      bySymbol: this.bySymbol.subarray(0, row),
      classStart: this.classStart.subarray(0, classCount + 1),
      byClass: this.byClass.subarray(0, row),
      classStamp: this.classStamp.subarray(0, classCount),
      argumentStart: this.argumentStart.subarray(0, classCount + 1),
      byArgument: this.byArgument.subarray(0, this.argumentStart[classCount]),
    };
  }

  private copyBlock(block: Block, base: number, firstRow: number): number {
    const { graph, symbols } = block;
    let row = firstRow;
    for (let node = 0; node < graph.count; node++) {
      if (graph.dead[node] === 1) continue;
      const symbol = graph.symbol[node];
      const { width } = symbols.infos[symbol];
      this.symbol[row] = symbol;
      for (let index = 0; index < MAX_ARGS; index++) {
        this.args[row * MAX_ARGS + index] =
          index < width ? base + graph.root[graph.args[node * MAX_ARGS + index]] : NO_CLASS;
      }
      this.class[row] = base + graph.root[node];
      this.stamp[row] = graph.stamp[node];
      this.rowNode[row] = node;
      row++;
    }
    return row;
  }

  /** Counting sort of the rows by (block, symbol), rows rising. */
  private indexSymbols(blockStart: Uint32Array, blockCount: number, symbolCount: number): void {
    const { symbolStart, bySymbol, symbol } = this;
    symbolStart.fill(0, 0, blockCount * symbolCount + 1);
    for (let block = 0; block < blockCount; block++) {
      const base = block * symbolCount + 1;
      for (let row = blockStart[block]; row < blockStart[block + 1]; row++) symbolStart[base + symbol[row]]++;
    }
    for (let key = 0; key < blockCount * symbolCount; key++) symbolStart[key + 1] += symbolStart[key];
    const next = symbolStart.slice(0, blockCount * symbolCount);
    for (let block = 0; block < blockCount; block++) {
      const base = block * symbolCount;
      for (let row = blockStart[block]; row < blockStart[block + 1]; row++)
        bySymbol[next[base + symbol[row]]++] = row;
    }
  }

  /** Rows by class; within a class by symbol, then row: taken in symbol order, the counting sort keeps it. */
  private indexClasses(rowCount: number, classCount: number): void {
    const { classStart, byClass, classStamp } = this;
    classStart.fill(0, 0, classCount + 1);
    classStamp.fill(0, 0, classCount);
    for (let row = 0; row < rowCount; row++) {
      const home = this.class[row];
      classStart[home + 1]++;
      if (this.stamp[row] > classStamp[home]) classStamp[home] = this.stamp[row];
    }
    for (let home = 0; home < classCount; home++) classStart[home + 1] += classStart[home];
    const next = classStart.slice(0, classCount);
    for (let index = 0; index < rowCount; index++) {
      const row = this.bySymbol[index];
      byClass[next[this.class[row]]++] = row;
    }
  }

  /** Occurrences of classes as the arguments that rules seek, in the order of `sought` within a class. */
  private indexArguments(
    sought: readonly number[],
    blockCount: number,
    symbolCount: number,
    classCount: number,
  ): void {
    const { symbolStart, bySymbol, argumentStart, args } = this;
    const visit = (act: (occurrence: number) => void): void => {
      for (let block = 0; block < blockCount; block++) {
        for (const key of sought) {
          const list = block * symbolCount + Math.floor(key / MAX_ARGS);
          for (let index = symbolStart[list]; index < symbolStart[list + 1]; index++)
            act(bySymbol[index] * MAX_ARGS + (key % MAX_ARGS));
        }
      }
    };
    argumentStart.fill(0, 0, classCount + 1);
    if (sought.length === 0) return;
    visit((occurrence) => argumentStart[args[occurrence] + 1]++);
    for (let home = 0; home < classCount; home++) argumentStart[home + 1] += argumentStart[home];
    const next = argumentStart.slice(0, classCount);
    const total = argumentStart[classCount];
    if (total > this.byArgument.length) this.byArgument = new Uint32Array(total * 2);
    const { byArgument } = this;
    visit((occurrence) => (byArgument[next[args[occurrence]]++] = occurrence));
  }

  private reserve(rowCount: number, keyCount: number): void {
    if (rowCount + 1 > this.symbol.length) {
      const size = Math.max(1024, (rowCount + 1) * 2);
      this.symbol = new Uint32Array(size);
      this.args = new Uint32Array(size * MAX_ARGS);
      this.class = new Uint32Array(size);
      this.stamp = new Uint32Array(size);
      this.rowNode = new Uint32Array(size);
      this.bySymbol = new Uint32Array(size);
      this.byClass = new Uint32Array(size);
      this.classStart = new Uint32Array(size);
      this.classStamp = new Uint32Array(size);
      this.argumentStart = new Uint32Array(size);
    }
    if (keyCount + 1 > this.symbolStart.length) this.symbolStart = new Uint32Array((keyCount + 1) * 2);
  }
}

/** What the rules SEEK, each as symbol * MAX_ARGS + argument, rising. */
function soughtArguments({ code }: RuleTable): number[] {
  const keys = new Set<number>();
  for (let word = 0; word < code.length; word += INSTRUCTION_WORDS)
    if (code[word] === Op.Seek) keys.add(code[word + 1] * MAX_ARGS + code[word + 2] - 1);
  return [...keys].sort((a, b) => a - b);
}

function ruleTable(rules: readonly Rule[], sharedCount: number, owner: readonly number[]): RuleTable {
  const start = new Uint32Array(rules.length + 1);
  rules.forEach((rule, index) => {
    start[index + 1] = start[index] + rule.code.length;
  });
  const code = new Uint32Array(start[rules.length]);
  rules.forEach((rule, index) => {
    code.set(rule.code, start[index]);
  });
  const block = new Uint32Array(rules.length);
  for (let index = 0; index < rules.length; index++) {
    block[index] = index < sharedCount ? EVERY_BLOCK : owner[index - sharedCount];
  }
  return {
    ruleCount: rules.length,
    code,
    start,
    block,
    width: Uint32Array.from(rules, (rule) => rule.width),
  };
}
