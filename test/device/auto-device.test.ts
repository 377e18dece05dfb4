/** `--device auto`: which device a step goes to. */
import { describe, expect, it } from "vitest";
import { AutoDevice, WORTH_A_GPU } from "../../src/device/auto-device.js";
import { CpuDevice } from "../../src/device/cpu/cpu-device.js";
import type { Device, EvaluateRequest, JoinRequest, RowTable, RuleTable } from "../../src/device/device.js";
import { unifyInput } from "../../src/cli/bench-inputs.js";

/** A CPU that says what it was asked. */
class Listed extends CpuDevice {
  readonly asked: string[] = [];

  constructor(override readonly name: "cpu") {
    super();
  }

  override match(): ReturnType<CpuDevice["match"]> {
    this.asked.push("match");
    return super.match(NO_RULES, NO_ROWS, 0);
  }

  override evaluate(request: EvaluateRequest): ReturnType<CpuDevice["evaluate"]> {
    this.asked.push("evaluate");
    return super.evaluate({ ...request, programCount: 0 });
  }

  override unify(request: Parameters<CpuDevice["unify"]>[0]): ReturnType<CpuDevice["unify"]> {
    this.asked.push("unify");
    return super.unify({ ...request, pairs: new Uint32Array() });
  }

  override join(request: JoinRequest): ReturnType<CpuDevice["join"]> {
    this.asked.push("join");
    return super.join({ ...request, leftEnd: 0 });
  }
}

const none = new Uint32Array();
const NO_RULES: RuleTable = { ruleCount: 0, code: none, start: Uint32Array.of(0), block: none, width: none };
const NO_ROWS: RowTable = {
  ...{ blockCount: 0, symbolCount: 0, rowCount: 0, classCount: 0, symbol: none, args: none, class: none },
  ...{
    stamp: none,
    blockStart: Uint32Array.of(0),
    classBase: Uint32Array.of(0),
    symbolStart: Uint32Array.of(0),
  },
  ...{ bySymbol: none, classStart: Uint32Array.of(0), byClass: none, classStamp: none },
  ...{ argumentStart: Uint32Array.of(0), byArgument: none },
};

const evaluation = (programCount: number, sampleCount: number): EvaluateRequest => ({
  ...{
    programCount,
    code: none,
    start: Uint32Array.of(0),
    premiseCount: none,
    functions: none,
    tables: none,
  },
  ...{ sampleCount, variableCount: 0, samples: none },
});

/** One call of each operation, of the sizes given by a factor of what is worth a GPU. */
async function askAll(device: Device, factor: number): Promise<void> {
  const pairs = unifyInput(1);
  await device.match(NO_RULES, { ...NO_ROWS, rowCount: WORTH_A_GPU.match * factor }, 0);
  await device.evaluate(evaluation(WORTH_A_GPU.evaluate / 100, 100 * factor));
  await device.unify({ ...pairs, pairs: new Uint32Array(2 * WORTH_A_GPU.unify * factor) });
  const [leftEnd, rightEnd] = [WORTH_A_GPU.join / 1000, 1000 * factor];
  await device.join({ ...pairs, leftFrom: 0, leftEnd, rightFrom: 0, rightEnd });
}

const ALL = ["match", "evaluate", "unify", "join"];

describe("AutoDevice", () => {
  it("takes the GPU for every operation that is large enough, opened once, and the CPU for the rest", async () => {
    const [cpu, gpu] = [new Listed("cpu"), new Listed("cpu")];
    let opened = 0;
    const auto = new AutoDevice(cpu, () => {
      opened++;
      return Promise.resolve(gpu);
    });
    await askAll(auto, 0.99);
    expect([cpu.asked, gpu.asked, opened]).toEqual([ALL, [], 0]);
    await askAll(auto, 1);
    await askAll(auto, 2);
    expect([cpu.asked, gpu.asked, opened]).toEqual([ALL, [...ALL, ...ALL], 1]);
  });

  it("stays on the CPU where there is no GPU, and looks for one once", async () => {
    const cpu = new Listed("cpu");
    let opened = 0;
    const auto = new AutoDevice(cpu, () => {
      opened++;
      return Promise.resolve(undefined);
    });
    await askAll(auto, 2);
    expect([cpu.asked, opened, auto.name]).toEqual([ALL, 1, "cpu"]);
  });
});
