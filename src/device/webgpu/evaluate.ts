/**
 * `evaluate` on the GPU: a workgroup takes one program after the other. Requests with more programs than a buffer holds
 * results or code for, or more samples than one holds, are cut; the value tables must fit whole. A program that needs a
 * deeper stack than the kernel has is `TooLarge`, and an instruction that does not exist is a bug of its builder, as on
 * the CPU.
 */
import {
  EVAL_OPERAND_BITS,
  EvalOp,
  FUNCTION_WORDS,
  NO_SAMPLE,
  type EvaluateRequest,
  type EvaluateResult,
} from "../device.js";
import { TooLarge } from "./buffers.js";
import type { Gpu } from "./gpu.js";

/** STACK and RESULTS of evaluate.wgsl. */
const STACK = 32;
const RESULT_WORDS = 7;
const OPERAND_MASK = 2 ** EVAL_OPERAND_BITS - 1;

export async function evaluateOnGpu(gpu: Gpu, request: EvaluateRequest): Promise<EvaluateResult> {
  requireShallowStack(request);
  const { programCount, sampleCount } = request;
  const sums = (): Uint32Array => new Uint32Array(programCount);
  const firsts = (): Uint32Array => new Uint32Array(programCount).fill(NO_SAMPLE);
  const result = {
    hashLow: sums(),
    hashHigh: sums(),
    premiseHits: sums(),
    violations: sums(),
    firstPremise: firsts(),
    firstViolation: firsts(),
    undefinedCount: sums(),
  } satisfies EvaluateResult;
  const fit = Math.max(1, Math.floor(gpu.maxBufferBytes / 4 / Math.max(1, request.variableCount)));
  for (let first = 0; first < programCount;) {
    const end = lastFitting(request, first, gpu.maxBufferBytes);
    for (let sample = 0; sample === 0 || sample < sampleCount; sample += fit) {
      const part = { first, end, firstSample: sample, lastSample: Math.min(sampleCount, sample + fit) };
      addPart(result, part, await runPart(gpu, request, part));
    }
    first = end;
  }
  return result;
}

/** Programs `first … end-1` on samples `firstSample … lastSample-1`. */
interface Part {
  readonly first: number;
  readonly end: number;
  readonly firstSample: number;
  readonly lastSample: number;
}

/** Hashes and counts add up over samples, in 32 bits as on the GPU; the first of the firsts is the least. */
function addPart(result: EvaluateResult, { first, end }: Part, words: Uint32Array): void {
  for (let program = first, at = 0; program < end; program++, at += RESULT_WORDS) {
    result.hashLow[program] += words[at];
    result.hashHigh[program] += words[at + 1];
    result.premiseHits[program] += words[at + 2];
    result.violations[program] += words[at + 3];
    result.firstPremise[program] = Math.min(result.firstPremise[program], words[at + 4]);
    result.firstViolation[program] = Math.min(result.firstViolation[program], words[at + 5]);
    result.undefinedCount[program] += words[at + 6];
  }
}

/** The end of the longest run of programs from `first` on whose code and results fit; at least one program. */
function lastFitting(request: EvaluateRequest, first: number, maxBufferBytes: number): number {
  const maxWords = Math.floor(maxBufferBytes / 4);
  let end = Math.min(request.programCount, first + Math.max(1, Math.floor(maxWords / RESULT_WORDS)));
  while (end > first + 1 && request.start[end] - request.start[first] > maxWords) {
    end = first + ((end - first) >>> 1);
  }
  return end;
}

async function runPart(gpu: Gpu, request: EvaluateRequest, part: Part): Promise<Uint32Array> {
  const { first, end, firstSample, lastSample } = part;
  const { variableCount } = request;
  const codeBase = request.start[first];
  const count = end - first;
  const [words] = await gpu.run("evaluate", ["evaluate"], () => {
    const [params] = gpu.buffers.uniforms("evaluate params", [
      [count, lastSample - firstSample, variableCount, codeBase, firstSample],
    ]);
    const arrays: readonly [string, Uint32Array][] = [
      ["code", request.code.subarray(codeBase, request.start[end])],
      ["starts", request.start.subarray(first, end + 1)],
      ["premises", request.premiseCount.subarray(first, end)],
      ["functions", request.functions],
      ["tables", request.tables],
      ["samples", request.samples.subarray(firstSample * variableCount, lastSample * variableCount)],
    ];
    const inputs = arrays.map(([name, array]) => gpu.buffers.upload(`evaluate ${name}`, [array]).buffer);
    const results = gpu.buffers.storage("evaluate results", count * RESULT_WORDS);
    return {
      dispatches: [
        {
          kernel: "evaluate",
          bindings: [params, ...[...inputs, results].map((buffer) => ({ buffer }))],
          groups: count,
        },
      ],
      reads: [{ buffer: results, words: count * RESULT_WORDS }],
    };
  });
  return words;
}

function requireShallowStack({ programCount, code, start, functions }: EvaluateRequest): void {
  for (let program = 0; program < programCount; program++) {
    let depth = 0;
    for (let i = start[program]; i < start[program + 1]; i++) {
      const op = code[i] >>> EVAL_OPERAND_BITS;
      if (op > EvalOp.Equal) throw new Error(`evaluate: unknown instruction ${code[i]}`);
      if (op === EvalOp.Call) depth -= functions[(code[i] & OPERAND_MASK) * FUNCTION_WORDS + 1] - 1;
      else if (op === EvalOp.Equal) depth--;
      else depth++;
      if (depth > STACK) throw new TooLarge(`program ${program} needs a stack of more than ${STACK} values`);
    }
  }
}
