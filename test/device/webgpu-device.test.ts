/** What the WebGPU device does when things go wrong: a loss, an error of the driver, a machine without a GPU. */
import { describe, expect, test } from "vitest";
import { evaluateInput, joinInput, matchInput, unifyInput } from "../../src/cli/bench-inputs.js";
import { CpuDevice } from "../../src/device/cpu/cpu-device.js";
import {
  EvalOp,
  EVAL_OPERAND_BITS,
  TERM_PROGRAM,
  type Device,
  type EvaluateRequest,
} from "../../src/device/device.js";
import { KERNELS, KernelError } from "../../src/device/webgpu/gpu.js";
import { readShader } from "../../src/device/webgpu/shader-source.js";
import { gpuIsMissing, notices, openGpu } from "./webgpu-setup.js";

const REQUEST: EvaluateRequest = {
  programCount: 1,
  code: Uint32Array.of((EvalOp.Var << EVAL_OPERAND_BITS) >>> 0),
  start: Uint32Array.of(0, 1),
  premiseCount: Uint32Array.of(TERM_PROGRAM),
  functions: new Uint32Array(),
  tables: new Uint32Array(),
  sampleCount: 3,
  variableCount: 1,
  samples: Uint32Array.of(4, 5, 6),
};

describe.skipIf(gpuIsMissing)("the WebGPU device", () => {
  test("says once that it was lost, and goes on with the CPU", async () => {
    const device = await openGpu();
    const expected = new CpuDevice().evaluate(REQUEST);
    expect(await device.evaluate(REQUEST)).toEqual(expected);
    const dispatches = device.gpu.dispatchCount;
    device.gpu.device.destroy();
    expect(await device.evaluate(REQUEST)).toEqual(expected);
    expect(await device.evaluate(REQUEST)).toEqual(expected);
    expect(device.gpu.dispatchCount).toBeLessThanOrEqual(dispatches + 1);
    expect(notices.splice(0)).toEqual([expect.stringMatching(/^the GPU was lost/)]);
  });

  test("goes on with the CPU when it is lost in the middle of a step", async () => {
    const device = await openGpu();
    const pending = device.evaluate(REQUEST);
    await Promise.resolve();
    device.gpu.device.destroy();
    expect(await pending).toEqual(new CpuDevice().evaluate(REQUEST));
    notices.splice(0);
  });

  test("names the operation that the GPU refuses", async () => {
    const { gpu } = await openGpu();
    const refused = gpu.run("a test", ["unify"], () => {
      const buffer = gpu.buffers.storage("small", 4);
      return { dispatches: [{ kernel: "unify", bindings: [{ buffer }], groups: 1 }], reads: [] };
    });
    await expect(refused).rejects.toThrow(KernelError);
    await expect(refused).rejects.toThrow(/a test[^]*BindGroup[^]*unify/);
    const { buffer } = gpu.buffers.upload("small", [Uint32Array.of(1, 2, 3)]);
    const read = await gpu.run("a test", [], () => ({ dispatches: [], reads: [{ buffer, words: 3 }] }));
    expect(read).toEqual([Uint32Array.of(1, 2, 3)]);
  });

  test("names the operation and its kernels when the driver has no memory left", async () => {
    const device = await openGpu();
    const { gpu } = device;
    const { rules, rows } = matchInput(100);
    await device.match(rules, rows, 1);
    const pop = gpu.device.popErrorScope.bind(gpu.device);
    let scopes = 0;
    // A step has three scopes, and the one for memory is the second to go.
    gpu.device.popErrorScope = async () => {
      const error = await pop();
      return ++scopes === 2 ? { message: "no memory left for a buffer" } : error;
    };
    const refused = device.match(rules, rows, 1);
    await expect(refused).rejects.toThrow(KernelError);
    await expect(refused).rejects.toThrow(/refused match \(match, .*no memory left/);
    expect(notices).toEqual([]);
  });

  test("does a step again on the CPU whatever it is lost in", async () => {
    const cpu = new CpuDevice();
    const { rules, rows } = matchInput(300);
    const join = joinInput(2000);
    for (const [loseAfter, call] of [
      [3, (device: Device) => device.match(rules, rows, 1)],
      [1, (device: Device) => device.evaluate(evaluateInput(5))],
      [1, (device: Device) => device.unify(unifyInput(50))],
      [3, (device: Device) => device.unify(unifyInput(3000))],
      [5, (device: Device) => device.join(join)],
    ] as const) {
      const device = await openGpu({ loseAfter });
      expect(await call(device)).toEqual(await call(cpu));
      expect(device.gpu.dispatchCount).toBeGreaterThanOrEqual(loseAfter);
      expect(notices.splice(0)).toEqual([expect.stringMatching(/^the GPU was lost/)]);
    }
  });

  test("gives the CPU's answers to what `bench kernels` asks", async () => {
    const device = await openGpu();
    const cpu = new CpuDevice();
    const { rules, rows } = matchInput(3000);
    const matches = cpu.match(rules, rows, 1);
    expect(matches.matchCount).toBeGreaterThan(300);
    expect(await device.match(rules, rows, 1)).toEqual(matches);
    expect(await device.evaluate(evaluateInput(50))).toEqual(cpu.evaluate(evaluateInput(50)));
    expect(await device.unify(unifyInput(500))).toEqual(cpu.unify(unifyInput(500)));
    const join = joinInput(2000);
    expect((await device.join(join)).candidateCount).toBeGreaterThan(0);
    expect(await device.join(join)).toEqual(cpu.join(join));
    expect(notices).toEqual([]);
  });

  test("can be closed twice", async () => {
    const device = await openGpu();
    device.close();
    device.close();
    expect(device.gpu.lost).toBeUndefined();
  });
});

test("every shader opens with a table of its buffers, one line a binding", () => {
  for (const kernel of KERNELS) {
    const text = readShader(kernel);
    const header = text.slice(0, text.search(/^(?!\/\/)/m));
    const bindings = [...text.matchAll(/@binding\((\d+)\) var<.*?> (\w+):/g)].map((match) => match[0]);
    expect(bindings.length, kernel).toBeGreaterThan(0);
    for (const binding of bindings) {
      const [, number, name] = /@binding\((\d+)\) var<.*?> (\w+):/.exec(binding)!;
      expect(header, kernel).toMatch(new RegExp(`^//   ${number} +${name} `, "m"));
    }
  }
});
