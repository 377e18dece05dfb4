/**
 * `evaluate` on the GPU: one workgroup a program. Requests with more programs than a buffer holds results or code for
 * are cut; the value tables and the samples must fit whole. A program that needs a deeper stack than the kernel has is
 * `TooLarge`, and an instruction that does not exist is a bug of its builder, as on the CPU.
 */
import {
  EVAL_OPERAND_BITS,
  EvalOp,
  FUNCTION_WORDS,
  type EvaluateRequest,
  type EvaluateResult,
} from "../device.js";
import { TooLarge, type Gpu } from "./gpu.js";

/** STACK and RESULTS of evaluate.wgsl. */
const STACK = 32;
const RESULT_WORDS = 7;
const OPERAND_MASK = 2 ** EVAL_OPERAND_BITS - 1;

export async function evaluateOnGpu(gpu: Gpu, request: EvaluateRequest): Promise<EvaluateResult> {
  requireShallowStack(request);
  const { programCount } = request;
  const column = (): Uint32Array => new Uint32Array(programCount);
  const result = {
    hashLow: column(),
    hashHigh: column(),
    premiseHits: column(),
    violations: column(),
    firstPremise: column(),
    firstViolation: column(),
    undefinedCount: column(),
  } satisfies EvaluateResult;
  const { hashLow, hashHigh, premiseHits, violations, firstPremise, firstViolation, undefinedCount } = result;
  const columns = [
    ...[hashLow, hashHigh, premiseHits, violations],
    ...[firstPremise, firstViolation, undefinedCount],
  ];
  for (let first = 0; first < programCount;) {
    const end = lastFitting(request, first, gpu.maxBufferBytes);
    const words = await runPrograms(gpu, request, first, end);
    for (let program = first, at = 0; program < end; program++) {
      for (const values of columns) values[program] = words[at++];
    }
    first = end;
  }
  return result;
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

async function runPrograms(
  gpu: Gpu,
  request: EvaluateRequest,
  first: number,
  end: number,
): Promise<Uint32Array> {
  const codeBase = request.start[first];
  const count = end - first;
  const [words] = await gpu.run("evaluate", ["evaluate"], () => {
    const code = request.code.subarray(codeBase, request.start[end]);
    const [params] = gpu.uniforms("evaluate params", [
      [count, request.sampleCount, request.variableCount, codeBase],
    ]);
    const arrays: readonly [string, Uint32Array][] = [
      ["code", code],
      ["starts", request.start.subarray(first, end + 1)],
      ["premises", request.premiseCount.subarray(first, end)],
      ["functions", request.functions],
      ["tables", request.tables],
      ["samples", request.samples],
    ];
    const inputs = arrays.map(([name, array]) => gpu.upload(`evaluate ${name}`, [array]).buffer);
    const results = gpu.storage("evaluate results", count * RESULT_WORDS);
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
