/** `evaluate` on the GPU against `evaluate` on the CPU. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { evaluateOnCpu } from "../../src/device/cpu/evaluate.js";
import {
  EVAL_OPERAND_BITS,
  EvalOp,
  TERM_PROGRAM,
  UNDEFINED_VALUE,
  type EvaluateRequest,
} from "../../src/device/device.js";
import type { WebGpuDevice } from "../../src/device/webgpu/webgpu-device.js";
import {
  EDGE_SIZES,
  MANY,
  ONE_EACH,
  expectEqualArrays,
  gpuIsMissing,
  notices,
  onGpu,
  openGpu,
} from "./webgpu-setup.js";

const VARS = 3;
const VALUES = 5;
/** Arguments of each function, and the number of values of every argument of it. */
const FUNCTIONS = [
  [0, 0],
  [1, 5],
  [2, 4],
  [3, 3],
  [4, 2],
  [2, 5],
] as const;

interface Choices {
  readonly programs: readonly { readonly premises: number; readonly picks: readonly number[] }[];
  readonly table: readonly number[];
  readonly samples: readonly number[];
}

const word = (op: number, operand: number): number => ((op << EVAL_OPERAND_BITS) | operand) >>> 0;

/** Appends a term: `picks` says what to push or call, cut off so that one value is left. */
function emitTerm(picks: readonly number[], code: number[]): void {
  let depth = 0;
  for (const pick of picks) {
    const f = pick % FUNCTIONS.length;
    if (pick % 3 === 0 && FUNCTIONS[f][0] <= depth) {
      code.push(word(EvalOp.Call, f));
      depth += 1 - FUNCTIONS[f][0];
    } else if (pick % 5 === 1) {
      code.push(word(EvalOp.Value, pick % VALUES));
      depth++;
    } else {
      code.push(word(EvalOp.Var, pick % VARS));
      depth++;
    }
  }
  if (depth === 0) {
    code.push(word(EvalOp.Var, 0));
    depth = 1;
  }
  for (; depth > 1; depth--) code.push(word(EvalOp.Call, depth % 2 === 0 ? 2 : 5));
}

function requestOf({ programs, table, samples }: Choices): EvaluateRequest {
  const code: number[] = [];
  const start = [0];
  const premiseCount: number[] = [];
  for (const { premises, picks } of programs) {
    const literals = premises + 1;
    for (let i = 0; i < literals && premises >= 0; i++) {
      emitTerm(picks.slice(i), code);
      emitTerm(picks.slice(i + 1), code);
      code.push(word(EvalOp.Equal, 0));
    }
    if (premises < 0) emitTerm(picks, code);
    premiseCount.push(premises < 0 ? TERM_PROGRAM : premises);
    start.push(code.length);
  }
  const tables: number[] = [];
  const functions = FUNCTIONS.flatMap(([arity, range]) => {
    const offset = tables.length;
    for (let i = 0; i < range ** arity; i++) tables.push(table[(i * 7 + offset) % table.length]);
    return [offset, arity, ...Array.from({ length: 4 }, (_, place) => (place < arity ? range : 0))];
  });
  return {
    programCount: programs.length,
    code: Uint32Array.from(code),
    start: Uint32Array.from(start),
    premiseCount: Uint32Array.from(premiseCount),
    functions: Uint32Array.from(functions),
    tables: Uint32Array.from(tables),
    sampleCount: Math.floor(samples.length / VARS),
    variableCount: VARS,
    samples: Uint32Array.from(samples),
  };
}

const entry = fc.oneof(
  { weight: 8, arbitrary: fc.nat(VALUES - 1) },
  { weight: 1, arbitrary: fc.constant(UNDEFINED_VALUE) },
);
const choices: fc.Arbitrary<Choices> = fc.record({
  programs: fc.array(
    fc.record({ premises: fc.integer({ min: -1, max: 3 }), picks: fc.array(fc.nat(1000), { maxLength: 9 }) }),
    { maxLength: 12 },
  ),
  table: fc.array(entry, { minLength: 1, maxLength: 40 }),
  samples: fc.array(entry, { maxLength: 90 * VARS }),
});

/** Programs and samples of any number, without fast-check's cost for each. */
function manyChoices(programCount: number, sampleCount: number): Choices {
  const programs = Array.from({ length: programCount }, (_, p) => ({
    premises: (p % 4) - 1,
    picks: Array.from({ length: p % 7 }, (__, i) => (p * 31 + i * 17) % 1000),
  }));
  const table = Array.from({ length: 37 }, (_, i) => (i % 11 === 10 ? UNDEFINED_VALUE : (i * 3) % VALUES));
  const samples = Array.from({ length: sampleCount * VARS }, (_, i) => (i * i + (i >> 3)) % VALUES);
  return { programs, table, samples };
}

describe.skipIf(gpuIsMissing)("evaluate on the GPU", () => {
  let gpu: WebGpuDevice;
  let small: WebGpuDevice;
  beforeAll(async () => {
    gpu = await openGpu();
    small = await openGpu({ maxBufferBytes: 4096, maxGroups: 7 });
  });

  const expectSame = async (device: WebGpuDevice, request: EvaluateRequest): Promise<void> => {
    expectEqualArrays(await device.evaluate(request), evaluateOnCpu(request));
  };

  test("gives the CPU's hashes and counts", async () => {
    const before = gpu.gpu.dispatchCount;
    await fc.assert(
      fc.asyncProperty(choices, (random) => expectSame(gpu, requestOf(random))),
      { numRuns: 120, seed: 1 },
    );
    expect(gpu.gpu.dispatchCount).toBeGreaterThan(before);
  });

  test.each(EDGE_SIZES)("with %i samples", async (count) => {
    await onGpu(gpu, () => expectSame(gpu, requestOf(manyChoices(9, count))));
  });

  test.each([1, 63, 64, 65, 1500])("with %i programs", async (count) => {
    await onGpu(gpu, () => expectSame(gpu, requestOf(manyChoices(count, 10))));
  });

  test("with no programs", async () => {
    await expectSame(gpu, requestOf(manyChoices(0, 10)));
  });

  test("with more programs than one dispatch has workgroups", async () => {
    const device = await openGpu(ONE_EACH);
    await onGpu(device, () => expectSame(device, requestOf(manyChoices(MANY, 3))));
  });

  test.each([
    ["programs", 700, 20],
    ["samples", 3, 2000],
    ["both", 200, 1000],
  ])("cuts the work where buffers are small: %s", async (_, programs, samples) => {
    const before = small.gpu.dispatchCount;
    await onGpu(small, () => expectSame(small, requestOf(manyChoices(programs, samples))));
    expect(small.gpu.dispatchCount - before).toBeGreaterThan(3);
  });

  test("leaves to the CPU tables that no buffer holds, and says so once", async () => {
    const device = await openGpu({ maxBufferBytes: 340 });
    await expectSame(device, requestOf(manyChoices(3, 5)));
    await expectSame(device, requestOf(manyChoices(3, 5)));
    expect(notices.splice(0)).toEqual([expect.stringMatching(/evaluate tables/)]);
  });

  test("copies again only what changed", async () => {
    const { buffers } = gpu.gpu;
    const request = requestOf(manyChoices(20, 50));
    await gpu.evaluate(request);
    const before = buffers.uploadedBytes;
    await gpu.evaluate({ ...request, samples: request.samples.slice() });
    expect(buffers.uploadedBytes).toBe(before);
    const samples = request.samples.with(7, UNDEFINED_VALUE).with(9, 0);
    await expectSame(gpu, { ...request, samples });
    expect(buffers.uploadedBytes).toBeLessThanOrEqual(before + 12);
  });

  test("leaves a program with a deep stack to the CPU", async () => {
    const request = requestOf({ ...manyChoices(0, 5), programs: [{ premises: 39, picks: [1, 2] }] });
    await expectSame(gpu, request);
    expect(notices.splice(0)).toEqual([expect.stringMatching(/stack/)]);
  });

  test("refuses an instruction that does not exist", async () => {
    const request = { ...requestOf(manyChoices(1, 1)), code: Uint32Array.of(word(9, 0)) };
    await expect(gpu.evaluate({ ...request, start: Uint32Array.of(0, 1) })).rejects.toThrow(/instruction/);
  });
});
