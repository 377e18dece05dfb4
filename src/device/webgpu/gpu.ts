/**
 * One opened WebGPU device: pipelines that are compiled when first used, buffers that are kept by name and grown, and `run`, which
 * submits a list of dispatches and reads results back with a single map. It runs one request at a time.
 *
 * Errors: `KernelError` names the operation and says what Dawn said (validation, out of memory); `TooLarge` says
 * which buffer would not fit, so that the caller can cut its work. After a loss `lost` says why, and nothing runs.
 */
import { messageOf } from "./adapter.js";
import { readShader } from "./shader-source.js";

export const KERNELS = [
  "prefix-sum",
  "prefix-totals",
  "match-count",
  "match-write",
  "match-collect",
  "evaluate",
  "unify",
] as const;
export type Kernel = (typeof KERNELS)[number];

/** Workgroups a dispatch may have in one dimension; every adapter allows as many. */
const MOST_GROUPS = 65_535;
const WORD_BYTES = 4;
/** Larger buffers would not be worth reading back, and kernels count words in 32 bits. */
const MOST_BUFFER_BYTES = 2 ** 30;
const SMALLEST_BUFFER_BYTES = 256;

// The flags of the WebGPU specification; Dawn for Node has them in a module that is loaded late.
const MAP_READ = 0x1;
const COPY_SRC = 0x4;
const COPY_DST = 0x8;
const UNIFORM = 0x40;
const STORAGE = 0x80;
const INDIRECT = 0x100;
const MAP_MODE_READ = 0x1;

export class KernelError extends Error {}

export class TooLarge extends Error {}

/** Smaller limits than the adapter's own; for tests. */
export interface GpuLimits {
  readonly maxBufferBytes?: number;
  /** Workgroups in one dimension. */
  readonly maxGroups?: number;
}

export interface Dispatch {
  readonly kernel: Kernel;
  readonly bindings: readonly GPUBindingResource[];
  /** Workgroups, or where a buffer of this device says how many. */
  readonly groups: number | { readonly buffer: GPUBuffer; readonly offsetBytes: number };
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

export class Gpu {
  /** Dispatches submitted so far. */
  dispatchCount = 0;
  /** Why the device was lost, other than by `close`. */
  lost: string | undefined;
  private closed = false;
  private readonly buffers = new Map<string, GPUBuffer>();
  private readonly pipelines = new Map<Kernel, GPUComputePipeline>();

  private constructor(
    readonly device: GPUDevice,
    /** The largest buffer that a kernel may be given. */
    readonly maxBufferBytes: number,
    private readonly maxGroups: number,
  ) {
    void device.lost.then((info) => {
      if (!this.closed) this.lost = info.message === "" ? info.reason : info.message;
    });
  }

  /** Opens the adapter with the largest buffers it has, within `limits`. */
  static async open(adapter: GPUAdapter, limits: GpuLimits = {}): Promise<Gpu> {
    const { maxBufferBytes = MOST_BUFFER_BYTES, maxGroups = MOST_GROUPS } = limits;
    const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
    const device = await adapter.requestDevice({
      label: "lemmagrid",
      requiredLimits: { maxBufferSize, maxStorageBufferBindingSize },
    });
    const bytes = Math.min(maxBufferBytes, MOST_BUFFER_BYTES, maxBufferSize, maxStorageBufferBindingSize);
    const limit = Math.floor(bytes / WORD_BYTES) * WORD_BYTES;
    return new Gpu(device, limit, maxGroups);
  }

  /** The buffer of that name, with room for `words`; what it held is lost when it grows. */
  storage(name: string, words: number): GPUBuffer {
    return this.buffer(name, words * WORD_BYTES, STORAGE | INDIRECT | COPY_SRC | COPY_DST);
  }

  /** Copies arrays one behind the other into the storage buffer of that name; offsets in words. */
  upload(name: string, arrays: readonly Uint32Array[]): { buffer: GPUBuffer; offsets: number[] } {
    const offsets: number[] = [];
    let words = 0;
    for (const array of arrays) {
      offsets.push(words);
      words += array.length;
    }
    const buffer = this.storage(name, words);
    arrays.forEach((array, index) => {
      this.write(buffer, offsets[index], array);
    });
    return { buffer, offsets };
  }

  /** So many workgroups, or a few more, as a grid that no dimension of is too wide. */
  grid(groups: number): [x: number, y: number, z: number] {
    return [Math.min(groups, this.maxGroups), Math.ceil(groups / this.maxGroups), 1];
  }

  /** A uniform buffer of blocks of words, and each as a binding. */
  uniforms(name: string, blocks: readonly (readonly number[])[]): GPUBufferBinding[] {
    const strideWords = this.device.limits.minUniformBufferOffsetAlignment / WORD_BYTES;
    const words = new Uint32Array(blocks.length * strideWords);
    blocks.forEach((block, index) => {
      words.set(block, index * strideWords);
    });
    const buffer = this.buffer(name, words.byteLength, UNIFORM | COPY_DST);
    this.write(buffer, 0, words);
    const size = strideWords * WORD_BYTES;
    return blocks.map((_, index) => ({ buffer, offset: index * size, size }));
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
    const [result, ...errors] = await Promise.allSettled([pending, ...scopes]);
    for (const settled of errors) {
      if (settled.status === "fulfilled" && settled.value !== null) {
        throw new KernelError(`the GPU refused ${operation}: ${settled.value.message}`);
      }
    }
    if (result.status === "rejected") {
      if (result.reason instanceof TooLarge) throw result.reason;
      throw new KernelError(`${operation} failed on the GPU: ${messageOf(result.reason)}`);
    }
    return result.value;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const buffer of this.buffers.values()) buffer.destroy();
    this.buffers.clear();
    this.device.destroy();
  }

  private async compile(kernels: readonly Kernel[]): Promise<void> {
    const missing = kernels.filter((kernel) => !this.pipelines.has(kernel));
    const compiled = await Promise.all(missing.map((kernel) => compile(this.device, kernel, this.maxGroups)));
    missing.forEach((kernel, index) => this.pipelines.set(kernel, compiled[index]));
  }

  private async submit({ dispatches, reads }: Work): Promise<Uint32Array[]> {
    const encoder = this.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (const dispatch of dispatches) this.encode(pass, dispatch);
    pass.end();
    const bytes = reads.reduce((sum, read) => sum + read.words * WORD_BYTES, 0);
    const readback = this.buffer("readback", bytes, MAP_READ | COPY_DST);
    let offset = 0;
    for (const { buffer, words } of reads) {
      if (words > 0) encoder.copyBufferToBuffer(buffer, 0, readback, offset, words * WORD_BYTES);
      offset += words * WORD_BYTES;
    }
    this.device.queue.submit([encoder.finish()]);
    this.dispatchCount += dispatches.length;
    await readback.mapAsync(MAP_MODE_READ, 0, Math.max(bytes, WORD_BYTES));
    const mapped = new Uint32Array(readback.getMappedRange(0, Math.max(bytes, WORD_BYTES)));
    let at = 0;
    const results = reads.map(({ words }) => mapped.slice(at, (at += words)));
    readback.unmap();
    return results;
  }

  private encode(pass: GPUComputePassEncoder, { kernel, bindings, groups }: Dispatch): void {
    const pipeline = this.pipelines.get(kernel)!;
    pass.setPipeline(pipeline);
    pass.setBindGroup(
      0,
      this.device.createBindGroup({
        label: kernel,
        layout: pipeline.getBindGroupLayout(0),
        entries: bindings.map((resource, binding) => ({ binding, resource })),
      }),
    );
    if (typeof groups !== "number") pass.dispatchWorkgroupsIndirect(groups.buffer, groups.offsetBytes);
    else pass.dispatchWorkgroups(...this.grid(groups));
  }

  private write(buffer: GPUBuffer, offsetWords: number, array: Uint32Array): void {
    if (array.length === 0) return;
    this.device.queue.writeBuffer(buffer, offsetWords * WORD_BYTES, array);
  }

  private buffer(name: string, bytes: number, usage: number): GPUBuffer {
    const present = this.buffers.get(name);
    if (present !== undefined && present.size >= bytes) return present;
    if (bytes > this.maxBufferBytes) {
      throw new TooLarge(`${name} takes ${bytes} bytes, and this GPU's buffers hold ${this.maxBufferBytes}`);
    }
    const size = Math.min(
      this.maxBufferBytes,
      2 ** Math.ceil(Math.log2(Math.max(bytes, SMALLEST_BUFFER_BYTES))),
    );
    present?.destroy();
    const buffer = this.device.createBuffer({ label: name, size, usage });
    this.buffers.set(name, buffer);
    return buffer;
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

async function compile(device: GPUDevice, kernel: Kernel, maxGroups: number): Promise<GPUComputePipeline> {
  device.pushErrorScope("validation");
  const module = device.createShaderModule({ label: kernel, code: readShader(kernel) });
  const error = await device.popErrorScope();
  if (error !== null) throw new KernelError(`the kernel ${kernel} cannot be compiled: ${error.message}`);
  try {
    return await device.createComputePipelineAsync({
      label: kernel,
      layout: "auto",
      compute: {
        module,
        entryPoint: "main",
        ...(kernel === "prefix-totals" ? { constants: { MAX_GROUPS: maxGroups } } : {}),
      },
    });
  } catch (error) {
    throw new KernelError(`the kernel ${kernel} cannot be compiled: ${messageOf(error)}`);
  }
}
