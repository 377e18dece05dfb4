/**
 * The match kernel on the CPU: for every block and rule, a depth-first walk over partial matches, which yields them in
 * the canonical order (block, rule, rows) without sorting. No objects are made inside the walk; results go to growing
 * typed arrays that are kept from call to call.
 */
import {
  EVERY_BLOCK,
  INSTRUCTION_WORDS,
  MAX_ARGS,
  Op,
  type MatchTable,
  type RowTable,
  type RuleTable,
} from "../device.js";

export class CpuMatcher {
  private slots = new Uint32Array(64);
  private outBlock = new Uint32Array(1024);
  private outRule = new Uint32Array(1024);
  private outStart = new Uint32Array(1025);
  private outRows = new Uint32Array(4096);
  private matchCount = 0;
  private rowTotal = 0;

  private code!: Uint32Array;
  private table!: RowTable;
  private since = 0;
  private block = 0;
  private rule = 0;
  private width = 0;

  match(rules: RuleTable, table: RowTable, since: number): MatchTable {
    this.matchCount = 0;
    this.rowTotal = 0;
    this.code = rules.code;
    this.table = table;
    this.since = since;
    for (let block = 0; block < table.blockCount; block++) {
      this.block = block;
      if (table.blockStart[block] === table.blockStart[block + 1]) continue;
      for (let rule = 0; rule < rules.ruleCount; rule++) {
        const only = rules.block[rule];
        if (only !== EVERY_BLOCK && only !== block) continue;
        this.rule = rule;
        this.width = rules.width[rule];
        if (this.width > this.slots.length) this.slots = new Uint32Array(2 * this.width);
        this.walk(rules.start[rule], 0, false);
      }
    }
    return {
      matchCount: this.matchCount,
      block: this.outBlock.subarray(0, this.matchCount),
      rule: this.outRule.subarray(0, this.matchCount),
      start: this.outStart.subarray(0, this.matchCount + 1),
      rows: this.outRows.subarray(0, this.rowTotal),
    };
  }

  /** Runs the instructions from word `pc` on, with `taken` rows in the slots; `fresh` if one of them is new. */
  private walk(pc: number, taken: number, fresh: boolean): void {
    const { code } = this;
    for (;;) {
      switch (code[pc]) {
        case Op.Check: {
          const other = code[pc + 3];
          if (this.column(code[pc + 1], code[pc + 2]) !== this.column(other >> 3, other & 7)) return;
          break;
        }
        case Op.Is: {
          const wanted = this.table.classBase[this.block] + code[pc + 3];
          if (this.column(code[pc + 1], code[pc + 2]) !== wanted) return;
          break;
        }
        case Op.Scan:
          this.scan(pc, taken, fresh);
          return;
        case Op.Join:
          this.join(pc, taken, fresh);
          return;
        case Op.Seek:
          this.seek(pc, taken, fresh);
          return;
        default:
          if (fresh) this.yield();
          return;
      }
      pc += INSTRUCTION_WORDS;
    }
  }

  private scan(pc: number, taken: number, fresh: boolean): void {
    const { symbolStart, bySymbol, stamp, symbolCount } = this.table;
    const key = this.block * symbolCount + this.code[pc + 1];
    const end = symbolStart[key + 1];
    const mustBeNew = !fresh && taken + 1 === this.width;
    for (let index = symbolStart[key]; index < end; index++) {
      const row = bySymbol[index];
      const isNew = stamp[row] >= this.since;
      if (mustBeNew && !isNew) continue;
      this.slots[taken] = row;
      this.walk(pc + INSTRUCTION_WORDS, taken + 1, fresh || isNew);
    }
  }

  private join(pc: number, taken: number, fresh: boolean): void {
    const { classStart, byClass, symbol, stamp, classStamp } = this.table;
    const target = this.column(this.code[pc + 1], this.code[pc + 2]);
    const mustBeNew = !fresh && taken + 1 === this.width;
    if (mustBeNew && classStamp[target] < this.since) return;
    const wanted = this.code[pc + 3];
    const end = classStart[target + 1];
    for (let index = classStart[target]; index < end; index++) {
      const row = byClass[index];
      const head = symbol[row];
      if (head < wanted) continue;
      if (head > wanted) return;
      const isNew = stamp[row] >= this.since;
      if (mustBeNew && !isNew) continue;
      this.slots[taken] = row;
      this.walk(pc + INSTRUCTION_WORDS, taken + 1, fresh || isNew);
    }
  }

  private seek(pc: number, taken: number, fresh: boolean): void {
    const { argumentStart, byArgument, stamp } = this.table;
    const other = this.code[pc + 3];
    const target = this.column(other >> 3, other & 7);
    const mustBeNew = !fresh && taken + 1 === this.width;
    const wanted = this.code[pc + 1] * MAX_ARGS + this.code[pc + 2] - 1;
    const end = argumentStart[target + 1];
    for (let index = this.firstOccurrence(target, wanted); index < end; index++) {
      const occurrence = byArgument[index];
      if (this.occurrenceKey(occurrence) !== wanted) return;
      const row = (occurrence / MAX_ARGS) | 0;
      const isNew = stamp[row] >= this.since;
      if (mustBeNew && !isNew) continue;
      this.slots[taken] = row;
      this.walk(pc + INSTRUCTION_WORDS, taken + 1, fresh || isNew);
    }
  }

  /** Where the class's occurrences with a key of `wanted` or more begin. */
  private firstOccurrence(target: number, wanted: number): number {
    const { argumentStart, byArgument } = this.table;
    let low = argumentStart[target];
    let high = argumentStart[target + 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.occurrenceKey(byArgument[middle]) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Occurrences are sorted by it: their symbol, then which of its arguments they are. */
  private occurrenceKey(occurrence: number): number {
    const argument = occurrence % MAX_ARGS;
    return this.table.symbol[(occurrence - argument) / MAX_ARGS] * MAX_ARGS + argument;
  }

  private column(slot: number, column: number): number {
    const row = this.slots[slot];
    return column === 0 ? this.table.class[row] : this.table.args[row * 4 + column - 1];
  }

  private yield(): void {
    const { width } = this;
    const match = this.matchCount++;
    if (match + 1 >= this.outBlock.length) this.growMatches();
    while (this.rowTotal + width > this.outRows.length) this.outRows = grown(this.outRows);
    this.outBlock[match] = this.block;
    this.outRule[match] = this.rule;
    for (let slot = 0; slot < width; slot++) this.outRows[this.rowTotal++] = this.slots[slot];
    this.outStart[match + 1] = this.rowTotal;
  }

  private growMatches(): void {
    this.outBlock = grown(this.outBlock);
    this.outRule = grown(this.outRule);
    this.outStart = grown(this.outStart);
  }
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
