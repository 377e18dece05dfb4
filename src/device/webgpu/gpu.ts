/**
 * One opened WebGPU device: pipelines that are compiled when first used, the device's buffers, and `run`, which submits
 * a list of dispatches and reads results back with a single map. It runs one request at a time.
 *
 * Kernels take their work in strides of the whole dispatch, so a dispatch may have fewer workgroups than there is work:
 * as many as keep the hardware busy, and never more than one dimension allows.
 *
 * Errors: `KernelError` names the operation and its kernels and says what Dawn said (validation, out of memory);
 * `TooLarge` says which buffer would not fit. After a loss `lost` says why, and nothing runs.
 */
import { messageOf } from "./adapter.js";
import { Buffers, TooLarge, WORD_BYTES } from "./buffers.js";
import { resting } from "./rest.js";
import { readShader } from "./shader-source.js";

export const KERNELS = [
  ...(["prefix-sum", "prefix-totals", "compact"] as const),
  ...(["match", "match-place", "evaluate"] as const),
  ...(["fingerprint", "fingerprint-pairs", "unify"] as const),
] as const;
export type Kernel = (typeof KERNELS)[number];

/** Workgroups that a dispatch may have in one dimension on every adapter. */
export const MOST_GROUPS = 65_535;
const WORKGROUP = 64;
/** Larger buffers would not be worth reading back, and kernels count words in 32 bits. */
const MOST_BUFFER_BYTES = 2 ** 30;
const MAP_MODE_READ = 0x1;

export class KernelError extends Error {}

/** How the device is used, where that is not to follow from the adapter. */
export interface GpuOptions {
  /** The largest storage binding, if it is to be smaller than the adapter's. */
  readonly maxBufferBytes?: number;
  /** Workgroups of a dispatch; at most MOST_GROUPS. */
  readonly maxGroups?: number;
  /** Invocations of a workgroup. */
  readonly workgroup?: number;
  /** Destroys the device when it has made so many dispatches, as a driver might. */
  readonly loseAfter?: number;
}

export interface Dispatch {
  readonly kernel: Kernel;
  readonly bindings: readonly GPUBindingResource[];
  /** Workgroups that would do all work at once. */
  readonly groups: number;
}

/** The first `words` of a buffer. */
export interface Read {
  readonly buffer: GPUBuffer;
  readonly words: number;
}

export interface Work {
  readonly dispatches: readonly Dispatch[];
  readonly reads: readonly Read[];
}

interface Compiled {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

export class Gpu {
  /** Dispatches submitted so far. */
  dispatchCount = 0;
  /** Bytes read back so far. */
  readBytes = 0;
  /** Uploads and reads are made, kernels are not run: what moving the data costs. For benchmarks. */
  onlyMoves = false;
  /** Why the device was lost, other than by `close`. */
  lost: string | undefined;
  readonly buffers: Buffers;
  readonly workgroup: number;
  readonly maxGroups: number;
  private readonly loseAfter: number;
  private closed = false;
  private readonly pipelines = new Map<Kernel, Compiled>();

  private constructor(
    readonly device: GPUDevice,
    /** The largest buffer that a kernel may be given. */
    readonly maxBufferBytes: number,
    options: GpuOptions,
  ) {
    this.buffers = new Buffers(device, maxBufferBytes);
    this.workgroup = options.workgroup ?? WORKGROUP;
    this.maxGroups = Math.min(options.maxGroups ?? MOST_GROUPS, MOST_GROUPS);
    this.loseAfter = options.loseAfter ?? Infinity;
    void device.lost.then((info) => {
      if (!this.closed) this.lost = info.message === "" ? info.reason : info.message;
    });
  }

  /** Opens the adapter with the largest buffers it has, within `options`. */
  static async open(adapter: GPUAdapter, options: GpuOptions = {}): Promise<Gpu> {
    const wanted = options.maxBufferBytes ?? MOST_BUFFER_BYTES;
    const { maxBufferSize } = adapter.limits;
    const maxStorageBufferBindingSize = Math.min(wanted, adapter.limits.maxStorageBufferBindingSize);
    const device = await adapter.requestDevice({
      label: "lemmagrid",
      requiredLimits: { maxBufferSize, maxStorageBufferBindingSize },
    });
    const bytes = Math.min(MOST_BUFFER_BYTES, maxBufferSize, maxStorageBufferBindingSize);
    return new Gpu(device, Math.floor(bytes / WORD_BYTES) * WORD_BYTES, options);
  }

  /** Workgroups that take `count` entries, one each invocation. */
  groupsFor(count: number): number {
    return Math.ceil(count / this.workgroup);
  }

  /**
   * Submits the work that `prepare` describes, with some of `kernels`, and waits for what it reads, one array a read.
   * `prepare` may upload; its errors are reported with the rest. `operation` is named in errors.
   */
  async run(operation: string, kernels: readonly Kernel[], prepare: () => Work): Promise<Uint32Array[]> {
    const { device } = this;
    await this.compile(kernels);
    const filters = ["validation", "out-of-memory", "internal"] as const;
    for (const filter of filters) device.pushErrorScope(filter);
    let pending: Promise<Uint32Array[]>;
    try {
      pending = this.submit(prepare());
    } catch (error) {
      pending = Promise.reject(asError(error));
    }
    const scopes = filters.map(() => device.popErrorScope());
    const [result, ...errors] = await resting(Promise.allSettled([pending, ...scopes]));
    const what = kernels.length < 2 ? operation : `${operation} (${kernels.join(", ")})`;
    for (const settled of errors) {
      if (settled.status === "fulfilled" && settled.value !== null) {
        throw new KernelError(`the GPU refused ${what}: ${settled.value.message}`);
      }
    }
    if (result.status === "rejected") {
      if (result.reason instanceof TooLarge) throw result.reason;
      throw new KernelError(`${what} failed on the GPU: ${messageOf(result.reason)}`);
    }
    return result.value;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.buffers.destroy();
    this.device.destroy();
  }

  private async compile(kernels: readonly Kernel[]): Promise<void> {
    const missing = kernels.filter((kernel) => !this.pipelines.has(kernel));
    const compiled = await Promise.all(missing.map((kernel) => compile(this.device, kernel, this.workgroup)));
    missing.forEach((kernel, index) => this.pipelines.set(kernel, compiled[index]));
  }

  private async submit({ dispatches, reads }: Work): Promise<Uint32Array[]> {
    const encoder = this.device.createCommandEncoder();
    if (!this.onlyMoves) {
      const pass = encoder.beginComputePass();
      for (const dispatch of dispatches) if (dispatch.groups > 0) this.encode(pass, dispatch);
      pass.end();
    }
    const bytes = reads.reduce((sum, read) => sum + read.words * WORD_BYTES, 0);
    const readback = this.buffers.readback(bytes);
    let offset = 0;
    for (const { buffer, words } of reads) {
      if (words > 0) encoder.copyBufferToBuffer(buffer, 0, readback, offset, words * WORD_BYTES);
      offset += words * WORD_BYTES;
    }
    this.device.queue.submit([encoder.finish()]);
    this.dispatchCount += dispatches.length;
    this.readBytes += bytes;
    if (this.dispatchCount >= this.loseAfter) this.device.destroy();
    await readback.mapAsync(MAP_MODE_READ, 0, Math.max(bytes, WORD_BYTES));
    const mapped = new Uint32Array(readback.getMappedRange(0, Math.max(bytes, WORD_BYTES)));
    let at = 0;
    const results = reads.map(({ words }) => mapped.slice(at, (at += words)));
    readback.unmap();
    return results;
  }

  private encode(pass: GPUComputePassEncoder, { kernel, bindings, groups }: Dispatch): void {
    const { pipeline, layout } = this.pipelines.get(kernel)!;
    pass.setPipeline(pipeline);
    pass.setBindGroup(
      0,
      this.device.createBindGroup({
        label: kernel,
        layout,
        entries: bindings.map((resource, binding) => ({ binding, resource })),
      }),
    );
    pass.dispatchWorkgroups(Math.min(groups, this.maxGroups));
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

async function compile(device: GPUDevice, kernel: Kernel, workgroup: number): Promise<Compiled> {
  device.pushErrorScope("validation");
  const module = device.createShaderModule({ label: kernel, code: readShader(kernel) });
  const error = await device.popErrorScope();
  if (error !== null) throw new KernelError(`the kernel ${kernel} cannot be compiled: ${error.message}`);
  try {
    const pipeline = await device.createComputePipelineAsync({
      label: kernel,
      layout: "auto",
      compute: { module, entryPoint: "main", constants: { WORKGROUP: workgroup } },
    });
    return { pipeline, layout: pipeline.getBindGroupLayout(0) };
  } catch (error) {
    throw new KernelError(`the kernel ${kernel} cannot be compiled: ${messageOf(error)}`);
  }
}
