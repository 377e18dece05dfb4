/**
 * `--device auto`: the CPU, and a real GPU for calls that are large enough to pay for the way there and back. The GPU is
 * looked for when the first such call comes, so that a run without one never waits for a driver.
 */
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
} from "./device.js";

/**
 * Sizes from which a call goes to the GPU. Each is about 10 ms of work for one core, by the rates of `lemmagrid bench
 * kernels`: several times the 1 to 2 ms that the submission of a step and the wait for its results take on a GPU,
 * whatever the kernel does.
 */
export const WORTH_A_GPU = {
  /** Rows of all blocks. */
  match: 300_000,
  /** Programs times samples. */
  evaluate: 130_000,
  /** Pairs. */
  unify: 30_000,
  /** Left times right terms. */
  join: 2_000_000,
} as const;

export class AutoDevice implements Device {
  private gpu: Device | undefined;
  private opening: Promise<void> | undefined;

  /** `openGpu` is called once at most; undefined if there is no GPU worth having. */
  constructor(
    private readonly cpu: Device,
    private readonly openGpu: () => Promise<Device | undefined>,
  ) {}

  /** The GPU's name once it was used. */
  get name(): string {
    return (this.gpu ?? this.cpu).name;
  }

  match(rules: RuleTable, rows: RowTable, since: number): Awaitable<MatchTable> {
    return this.on(rows.rowCount >= WORTH_A_GPU.match, (device) => device.match(rules, rows, since));
  }

  evaluate(request: EvaluateRequest): Awaitable<EvaluateResult> {
    const size = request.programCount * request.sampleCount;
    return this.on(size >= WORTH_A_GPU.evaluate, (device) => device.evaluate(request));
  }

  unify(request: UnifyRequest): Awaitable<UnifyResult> {
    return this.on(request.pairs.length / 2 >= WORTH_A_GPU.unify, (device) => device.unify(request));
  }

  join(request: JoinRequest): Awaitable<JoinResult> {
    const size = (request.leftEnd - request.leftFrom) * (request.rightEnd - request.rightFrom);
    return this.on(size >= WORTH_A_GPU.join, (device) => device.join(request));
  }

  close(): void {
    this.gpu?.close();
    this.cpu.close();
  }

  private on<T>(large: boolean, act: (device: Device) => Awaitable<T>): Awaitable<T> {
    if (!large) return act(this.cpu);
    this.opening ??= this.openGpu().then((gpu) => {
      this.gpu = gpu;
    });
    return this.opening.then(() => act(this.gpu ?? this.cpu));
  }
}
