/** Made-up inputs for `bench kernels`: the same for every device and every run, with the shapes that provers make. */
import {
  EVAL_OPERAND_BITS,
  EVERY_BLOCK,
  EvalOp,
  MAX_ARGS,
  NO_CLASS,
  Op,
  TERM_PROGRAM,
  VARIABLE_BIT,
  type EvaluateRequest,
  type JoinRequest,
  type RowTable,
  type RuleTable,
  type TermTable,
  type UnifyRequest,
} from "../device/device.js";

/** A linear congruential generator: whole numbers below `bound`. */
function generator(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

const ROWS_PER_BLOCK = 500;
const CLASSES_PER_BLOCK = 50;
/** Arguments of each symbol. */
const ARITIES = [0, 1, 1, 2, 2, 2];

/** Blocks of binary and unary nodes; rules for a lookup, associativity and a square. */
export function matchInput(rowCount: number): { rules: RuleTable; rows: RowTable } {
  const code = Uint32Array.of(
    ...[Op.Scan, 1, 0, 0, Op.Yield, 0, 0, 0],
    ...[Op.Scan, 3, 0, 0, Op.Join, 0, 1, 3, Op.Yield, 0, 0, 0],
    ...[Op.Scan, 4, 0, 0, Op.Join, 0, 1, 5, Op.Check, 1, 1, 2, Op.Yield, 0, 0, 0],
  );
  const rules = {
    ruleCount: 3,
    code,
    start: Uint32Array.of(0, 8, 20, 36),
    block: new Uint32Array(3).fill(EVERY_BLOCK),
    width: Uint32Array.of(1, 2, 2),
  };
  return { rules, rows: randomRows(rowCount) };
}

function randomRows(rowCount: number): RowTable {
  const next = generator(1);
  const blockCount = Math.ceil(rowCount / ROWS_PER_BLOCK);
  const classCount = blockCount * CLASSES_PER_BLOCK;
  const symbolCount = ARITIES.length;
  const symbol = new Uint32Array(rowCount);
  const args = new Uint32Array(rowCount * MAX_ARGS).fill(NO_CLASS);
  const home = new Uint32Array(rowCount);
  const stamp = new Uint32Array(rowCount);
  const classStamp = new Uint32Array(classCount);
  const blockOf = (row: number): number => Math.floor(row / ROWS_PER_BLOCK);
  for (let row = 0; row < rowCount; row++) {
    const base = blockOf(row) * CLASSES_PER_BLOCK;
    symbol[row] = next(symbolCount);
    for (let i = 0; i < ARITIES[symbol[row]]; i++) args[row * MAX_ARGS + i] = base + next(CLASSES_PER_BLOCK);
    home[row] = base + next(CLASSES_PER_BLOCK);
    stamp[row] = next(4) === 0 ? 1 : 0;
    classStamp[home[row]] = Math.max(classStamp[home[row]], stamp[row]);
  }
  const rows = Uint32Array.from({ length: rowCount }, (_, row) => row);
  const key = (row: number): number => blockOf(row) * symbolCount + symbol[row];
  const bySymbol = rows.toSorted((a, b) => key(a) - key(b) || a - b);
  const byClass = rows.toSorted((a, b) => home[a] - home[b] || symbol[a] - symbol[b] || a - b);
  const range = Array.from({ length: blockCount + 1 }, (_, block) => block);
  return {
    ...{ blockCount, symbolCount, rowCount, classCount, symbol, args, class: home, stamp, classStamp },
    blockStart: Uint32Array.from(range, (block) => Math.min(rowCount, block * ROWS_PER_BLOCK)),
    classBase: Uint32Array.from(range, (block) => block * CLASSES_PER_BLOCK),
    symbolStart: starts(bySymbol, key, blockCount * symbolCount),
    bySymbol,
    classStart: starts(byClass, (row) => home[row], classCount),
    byClass,
    // None of the rules seeks.
    argumentStart: new Uint32Array(classCount + 1),
    byArgument: new Uint32Array(),
  };
}

/** Where each key's rows begin, in rows sorted by key. */
function starts(sorted: Uint32Array, key: (row: number) => number, keyCount: number): Uint32Array {
  const start = new Uint32Array(keyCount + 1);
  for (const row of sorted) start[key(row) + 1]++;
  for (let i = 0; i < keyCount; i++) start[i + 1] += start[i];
  return start;
}

const VALUES = 16;
/** Of every program. */
export const SAMPLES = 128;

/** Terms of three variables under one binary function, on 128 samples. */
export function evaluateInput(programCount: number): EvaluateRequest {
  const next = generator(2);
  const code: number[] = [];
  const start = [0];
  for (let program = 0; program < programCount; program++) {
    const calls = 1 + next(6);
    code.push(((EvalOp.Var << EVAL_OPERAND_BITS) | next(3)) >>> 0);
    for (let i = 0; i < calls; i++) {
      code.push(
        ((EvalOp.Var << EVAL_OPERAND_BITS) | next(3)) >>> 0,
        (EvalOp.Call << EVAL_OPERAND_BITS) >>> 0,
      );
    }
    start.push(code.length);
  }
  return {
    programCount,
    code: Uint32Array.from(code),
    start: Uint32Array.from(start),
    premiseCount: new Uint32Array(programCount).fill(TERM_PROGRAM),
    functions: Uint32Array.of(0, 2, VALUES, VALUES, 0, 0),
    tables: Uint32Array.from({ length: VALUES * VALUES }, () => next(VALUES)),
    sampleCount: SAMPLES,
    variableCount: 3,
    samples: Uint32Array.from({ length: SAMPLES * 3 }, () => next(VALUES)),
  };
}

const TERMS = 1000;
/** Symbols of each number of arguments in a join's terms. */
const NAMES = 20;

/** Small random terms; symbol numbers divided by `names` are numbers of arguments, and no term is a variable. */
function randomTerms(termCount: number, names: number, next: (bound: number) => number): TermTable {
  const cells: number[] = [];
  const emit = (depth: number): number => {
    const at = cells.length;
    const arity = depth === 0 ? 0 : next(3);
    const variable = depth < 4 && arity === 0 && next(2) === 0;
    cells.push(variable ? (VARIABLE_BIT | next(4)) >>> 0 : arity * names + next(names), 1);
    for (let i = 0; i < arity; i++) cells[at + 1] += emit(depth - 1);
    return cells[at + 1];
  };
  const start = Uint32Array.from({ length: termCount }, () => {
    const at = cells.length / 2;
    emit(4);
    return at;
  });
  return { termCount, cells: Uint32Array.from(cells), start };
}

/** All pairs of two lists of terms, about `pairCount` of them, of which few unify. */
export function joinInput(pairCount: number): JoinRequest {
  const next = generator(4);
  const side = Math.ceil(Math.sqrt(pairCount));
  return {
    ...{ left: randomTerms(side, NAMES, next), right: randomTerms(side, NAMES, next) },
    ...{ leftFrom: 0, leftEnd: side, rightFrom: 0, rightEnd: side, matchOnly: false, stepBudget: 1000 },
  };
}

/** Pairs of small terms, of which some unify. */
export function unifyInput(pairCount: number): UnifyRequest {
  const next = generator(3);
  return {
    left: randomTerms(TERMS, 1, next),
    right: randomTerms(TERMS, 1, next),
    pairs: Uint32Array.from({ length: 2 * pairCount }, () => next(TERMS)),
    matchOnly: false,
    stepBudget: 1000,
  };
}
