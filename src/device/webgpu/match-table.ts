/** Rows and rules as match.wgsl reads them: instructions that are alike, and lists with their keys. */
import { INSTRUCTION_WORDS, MAX_ARGS, Op, type RowTable, type RuleTable } from "../device.js";

/** OPS of match.wgsl, and columns of an operand's slot. */
const OPS = 8;
const COLUMNS = 8;

/** Two words an instruction: its op and what it looks at, and what it wants there. */
export function codeWords({ code }: RuleTable): Uint32Array {
  const words = new Uint32Array((code.length / INSTRUCTION_WORDS) * 2);
  for (let from = 0, at = 0; from < code.length; from += INSTRUCTION_WORDS, at += 2) {
    const [op, a, b, c] = code.subarray(from, from + INSTRUCTION_WORDS);
    switch (op) {
      case Op.Scan:
        words.set([op, a], at);
        break;
      case Op.Seek:
        words.set([op + OPS * c, a * MAX_ARGS + b - 1], at);
        break;
      default:
        words.set([op + OPS * (a * COLUMNS + b), c], at);
    }
  }
  return words;
}

/** The arrays that lie one behind the other in the table's buffer. */
export function tableArrays(rows: RowTable): Uint32Array[] {
  const { symbol, byClass, byArgument } = rows;
  const classKeys = byClass.map((row) => symbol[row]);
  const argumentKeys = byArgument.map((occurrence) => {
    const argument = occurrence % MAX_ARGS;
    return symbol[(occurrence - argument) / MAX_ARGS] * MAX_ARGS + argument;
  });
  return [
    ...given(rows),
    ...[classKeys, argumentKeys],
    ...[runEnds(classKeys, rows.classStart), runEnds(argumentKeys, rows.argumentStart)],
  ];
}

/** Words of all arrays. */
export function tableWords(rows: RowTable): number {
  const derived = 2 * (rows.byClass.length + rows.byArgument.length);
  return given(rows).reduce((sum, array) => sum + array.length, derived);
}

function given(rows: RowTable): Uint32Array[] {
  return [
    ...[rows.symbol, rows.args, rows.class, rows.stamp],
    ...[rows.symbolStart, rows.bySymbol, rows.classStart, rows.byClass, rows.classStamp],
    ...[rows.argumentStart, rows.byArgument, rows.classBase],
  ];
}

/** For each place in lists of rising keys, where the places with its key end. */
function runEnds(keys: Uint32Array, starts: Uint32Array): Uint32Array {
  const ends = new Uint32Array(keys.length);
  for (let list = 0; list + 1 < starts.length; list++) {
    let end = starts[list + 1];
    for (let place = end - 1; place >= starts[list]; place--) {
      if (keys[place] !== keys[end - 1]) end = place + 1;
      ends[place] = end;
    }
  }
  return ends;
}
