/**
 * The CPU's `evaluate`: postfix programs over value tables, one program at a time, all samples of an instruction in
 * one tight loop (a stack of columns, not a column of stacks).
 *
 * The hash of a term program is order-free, so that a GPU may add its parts up in any order. With 32-bit wrapping
 * arithmetic, and v the value at sample s,
 *
 *     low  = sum over s of mix((v + 0x9e3779b9) ^ mix(s + 0x85ebca6b))
 *     high = sum over s of mix((v + 0x7f4a7c15) ^ mix(s + 0xc2b2ae35))
 *     mix(h): h ^= h >> 16;  h *= 0x7feb352d;  h ^= h >> 15;  h *= 0x846ca68b;  h ^= h >> 16
 *
 * `mix` is the 32-bit finaliser "lowbias32" of Chris Wellons' hash prospector. A program is not checked: one that
 * pops an empty stack is a bug of its builder.
 */
import {
  EVAL_OPERAND_BITS,
  EvalOp,
  FUNCTION_WORDS,
  NO_SAMPLE,
  TERM_PROGRAM,
  UNDEFINED_VALUE,
  type EvaluateRequest,
  type EvaluateResult,
} from "../device.js";

const OPERAND_MASK = 2 ** EVAL_OPERAND_BITS - 1;

function mix(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x846ca68b);
  return h ^ (h >>> 16);
}

/** The two salts of every sample: `mix(s + …)` for the low and for the high word. */
function sampleSalts(count: number): { readonly low: Int32Array; readonly high: Int32Array } {
  const low = new Int32Array(count);
  const high = new Int32Array(count);
  for (let s = 0; s < count; s++) {
    low[s] = mix((s + 0x85ebca6b) | 0);
    high[s] = mix((s + 0xc2b2ae35) | 0);
  }
  return { low, high };
}

/** The most columns that any program has on its stack at once. */
function deepestStack(request: EvaluateRequest): number {
  const { code, functions } = request;
  let deepest = 1;
  for (let p = 0; p < request.programCount; p++) {
    let depth = 0;
    for (let i = request.start[p]; i < request.start[p + 1]; i++) {
      const op = code[i] >>> EVAL_OPERAND_BITS;
      if (op === EvalOp.Call) depth -= functions[(code[i] & OPERAND_MASK) * FUNCTION_WORDS + 1] - 1;
      else if (op === EvalOp.Equal) depth--;
      else depth++;
      if (depth > deepest) deepest = depth;
    }
  }
  return deepest;
}

/** Replaces the arguments' columns on top of the stack by the column of the function's values. */
function call(request: EvaluateRequest, f: number, stack: readonly Uint32Array[], base: number): void {
  const { functions, tables, sampleCount } = request;
  const at = f * FUNCTION_WORDS;
  const offset = functions[at];
  const arity = functions[at + 1];
  const out = stack[base];
  if (arity === 0) {
    out.fill(tables[offset]);
    return;
  }
  const n0 = functions[at + 2];
  if (arity === 1) {
    for (let s = 0; s < sampleCount; s++) out[s] = out[s] < n0 ? tables[offset + out[s]] : UNDEFINED_VALUE;
    return;
  }
  const second = stack[base + 1];
  const n1 = functions[at + 3];
  if (arity === 2) {
    for (let s = 0; s < sampleCount; s++) {
      const i = out[s];
      const j = second[s];
      out[s] = i < n0 && j < n1 ? tables[offset + i * n1 + j] : UNDEFINED_VALUE;
    }
    return;
  }
  const third = stack[base + 2];
  const n2 = functions[at + 4];
  const fourth = arity > 3 ? stack[base + 3] : undefined;
  const n3 = arity > 3 ? functions[at + 5] : 1;
  for (let s = 0; s < sampleCount; s++) {
    const l = fourth === undefined ? 0 : fourth[s];
    const inside = out[s] < n0 && second[s] < n1 && third[s] < n2 && l < n3;
    out[s] = inside ? tables[offset + ((out[s] * n1 + second[s]) * n2 + third[s]) * n3 + l] : UNDEFINED_VALUE;
  }
}

/** Runs program `p` on all samples and leaves its results in `stack[0]`, `stack[1]`, … */
function runProgram(request: EvaluateRequest, p: number, stack: readonly Uint32Array[]): void {
  const { code, functions, samples, sampleCount, variableCount } = request;
  let depth = 0;
  for (let i = request.start[p]; i < request.start[p + 1]; i++) {
    const operand = code[i] & OPERAND_MASK;
    switch (code[i] >>> EVAL_OPERAND_BITS) {
      case EvalOp.Var: {
        const out = stack[depth++];
        for (let s = 0, at = operand; s < sampleCount; s++, at += variableCount) out[s] = samples[at];
        break;
      }
      case EvalOp.Call:
        depth -= functions[operand * FUNCTION_WORDS + 1];
        call(request, operand, stack, depth++);
        break;
      case EvalOp.Value:
        stack[depth++].fill(operand);
        break;
      case EvalOp.Equal: {
        const right = stack[--depth];
        const left = stack[depth - 1];
        for (let s = 0; s < sampleCount; s++) {
          const undef = left[s] === UNDEFINED_VALUE || right[s] === UNDEFINED_VALUE;
          left[s] = undef ? UNDEFINED_VALUE : left[s] === right[s] ? 1 : 0;
        }
        break;
      }
      default:
        throw new Error(`evaluate: unknown instruction ${code[i]}`);
    }
  }
}

function countHorn(
  result: EvaluateResult,
  p: number,
  k: number,
  stack: readonly Uint32Array[],
  n: number,
): void {
  const conclusion = stack[k];
  for (let s = 0; s < n; s++) {
    const value = conclusion[s];
    if (value === UNDEFINED_VALUE) continue;
    let holds = true;
    for (let i = 0; i < k && holds; i++) holds = stack[i][s] === 1;
    if (!holds) continue;
    if (result.premiseHits[p]++ === 0) result.firstPremise[p] = s;
    if (value === 0 && result.violations[p]++ === 0) result.firstViolation[p] = s;
  }
}

/** Evaluates every program of `request` on every sample. */
export function evaluateOnCpu(request: EvaluateRequest): EvaluateResult {
  const { programCount, sampleCount, premiseCount } = request;
  const result: EvaluateResult = {
    hashLow: new Uint32Array(programCount),
    hashHigh: new Uint32Array(programCount),
    premiseHits: new Uint32Array(programCount),
    violations: new Uint32Array(programCount),
    firstPremise: new Uint32Array(programCount).fill(NO_SAMPLE),
    firstViolation: new Uint32Array(programCount).fill(NO_SAMPLE),
    undefinedCount: new Uint32Array(programCount),
  };
  const salts = sampleSalts(sampleCount);
  const stack = Array.from({ length: deepestStack(request) }, () => new Uint32Array(sampleCount));
  for (let p = 0; p < programCount; p++) {
    runProgram(request, p, stack);
    if (premiseCount[p] !== TERM_PROGRAM) {
      countHorn(result, p, premiseCount[p], stack, sampleCount);
      continue;
    }
    const values = stack[0];
    let low = 0;
    let high = 0;
    let undefinedCount = 0;
    for (let s = 0; s < sampleCount; s++) {
      const value = values[s];
      low = (low + mix(((value + 0x9e3779b9) | 0) ^ salts.low[s])) | 0;
      high = (high + mix(((value + 0x7f4a7c15) | 0) ^ salts.high[s])) | 0;
      if (value === UNDEFINED_VALUE) undefinedCount++;
    }
    result.hashLow[p] = low;
    result.hashHigh[p] = high;
    result.undefinedCount[p] = undefinedCount;
  }
  return result;
}
