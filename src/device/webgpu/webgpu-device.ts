/**
 * The WebGPU device: the kernels in `shaders/`, driven through Dawn, with the CPU behind them. A step goes to the CPU
 * if the device was lost, which is told once, or if the step has a part that no buffer of the adapter holds. All other
 * errors are thrown: they are bugs here or in the driver. Steps run one after the other, however they are called.
 */
import { CpuDevice } from "../cpu/cpu-device.js";
import type {
  Awaitable,
  Device,
  EvaluateRequest,
  EvaluateResult,
  JoinRequest,
  JoinResult,
  MatchTable,
  RowTable,
  RuleTable,
  UnifyRequest,
  UnifyResult,
} from "../device.js";
import type { AdapterChoice } from "./adapter.js";
import { TooLarge } from "./buffers.js";
import { evaluateOnGpu } from "./evaluate.js";
import { Gpu, type GpuOptions } from "./gpu.js";
import { GpuJoiner } from "./join.js";
import { GpuMatcher } from "./match.js";
import { GpuUnifier } from "./unify.js";

/**
 * How work is dealt out so that an adapter is busy. In software a workgroup is a task for a thread, its invocations run
 * four abreast, and each further four cost as much as a workgroup, also where there is nothing for them to do.
 */
const SOFTWARE = { maxGroups: 2, workgroup: 4 } as const;
const HARDWARE = { maxGroups: 4096, workgroup: 64 } as const;

export interface WebGpuOptions {
  /** Told once each: that the device was lost, and that a step was too large for it. */
  readonly onNotice: (message: string) => void;
  readonly gpu?: GpuOptions;
}

export class WebGpuDevice implements Device {
  readonly name = "webgpu";
  private readonly matcher: GpuMatcher;
  private readonly unifier: GpuUnifier;
  private readonly joiner: GpuJoiner;
  private readonly cpu = new CpuDevice();
  private readonly noticed = new Set<string>();
  private tail: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly choice: AdapterChoice,
    readonly gpu: Gpu,
    private readonly onNotice: (message: string) => void,
  ) {
    this.matcher = new GpuMatcher(gpu);
    this.unifier = new GpuUnifier(gpu);
    this.joiner = new GpuJoiner(gpu);
  }

  static async open(choice: AdapterChoice, options: WebGpuOptions): Promise<WebGpuDevice> {
    const shape = choice.software ? SOFTWARE : HARDWARE;
    const gpu = await Gpu.open(choice.adapter, { ...shape, ...options.gpu });
    return new WebGpuDevice(choice, gpu, options.onNotice);
  }

  match(rules: RuleTable, rows: RowTable, since: number): Promise<MatchTable> {
    return this.step(
      () => this.matcher.match(rules, rows, since),
      () => this.cpu.match(rules, rows, since),
    );
  }

  evaluate(request: EvaluateRequest): Promise<EvaluateResult> {
    return this.step(
      () => evaluateOnGpu(this.gpu, request),
      () => this.cpu.evaluate(request),
    );
  }

  unify(request: UnifyRequest): Promise<UnifyResult> {
    return this.step(
      () => this.unifier.unify(request),
      () => this.cpu.unify(request),
    );
  }

  join(request: JoinRequest): Promise<JoinResult> {
    return this.step(
      () => this.joiner.join(request),
      () => this.cpu.join(request),
    );
  }

  close(): void {
    this.gpu.close();
  }

  private step<T>(onGpu: () => Promise<T>, onCpu: () => Awaitable<T>): Promise<T> {
    const result = this.tail.then(() => this.attempt(onGpu, onCpu));
    this.tail = result.catch(() => undefined);
    return result;
  }

  private async attempt<T>(onGpu: () => Promise<T>, onCpu: () => Awaitable<T>): Promise<T> {
    if (this.gpu.lost === undefined) {
      try {
        return await onGpu();
      } catch (error) {
        // A loss is told by a promise of its own, which may settle after the failure that it causes.
        await new Promise((resolve) => setImmediate(resolve));
        if (error instanceof TooLarge) this.notice("large", `a step is done on the CPU: ${error.message}`);
        else if (!this.isLost()) throw error;
      }
    }
    if (this.isLost())
      this.notice("lost", `the GPU was lost (${this.gpu.lost}); the CPU goes on in its place`);
    return onCpu();
  }

  private isLost(): boolean {
    return this.gpu.lost !== undefined;
  }

  private notice(kind: string, message: string): void {
    if (this.noticed.has(kind)) return;
    this.noticed.add(kind);
    this.onNotice(message);
  }
}
