/**
 * The buffers of one WebGPU device, kept by name and grown. What was uploaded is remembered, and of the next upload
 * only the words from the first to the last that differ are copied.
 */
export const WORD_BYTES = 4;
const SMALLEST_BUFFER_BYTES = 256;
/** Larger uploads are not remembered: the copy would cost as much memory again. */
const MOST_REMEMBERED_WORDS = 2 ** 24;

// The flags of the WebGPU specification; Dawn for Node has them in a module that is loaded late.
const MAP_READ = 0x1;
const COPY_SRC = 0x4;
const COPY_DST = 0x8;
const UNIFORM = 0x40;
const STORAGE = 0x80;

/** A buffer that would not fit, so that the caller can cut its work. */
export class TooLarge extends Error {}

interface Kept {
  readonly buffer: GPUBuffer;
  /** What its first words are, as far as they were uploaded and no kernel writes them. */
  content: Uint32Array;
}

export class Buffers {
  /** Bytes copied to the device so far. */
  uploadedBytes = 0;
  readonly #kept = new Map<string, Kept>();

  constructor(
    private readonly device: GPUDevice,
    /** The largest buffer that a kernel may be given. */
    readonly maxBytes: number,
  ) {}

  /** The buffer of that name, with room for `words`, for kernels to write; what it held is lost when it grows. */
  storage(name: string, words: number): GPUBuffer {
    const kept = this.#keep(name, words * WORD_BYTES, STORAGE | COPY_SRC | COPY_DST);
    kept.content = new Uint32Array();
    return kept.buffer;
  }

  /**
   * Copies arrays one behind the other into the storage buffer of that name; offsets in words. No kernel may write it,
   * unless `written` says so: then all of it is copied each time.
   */
  upload(
    name: string,
    arrays: readonly Uint32Array[],
    written = false,
  ): { readonly buffer: GPUBuffer; readonly offsets: readonly number[] } {
    const offsets: number[] = [];
    let length = 0;
    for (const array of arrays) {
      offsets.push(length);
      length += array.length;
    }
    const kept = this.#keep(name, length * WORD_BYTES, STORAGE | COPY_SRC | COPY_DST);
    const remember = !written && length <= MOST_REMEMBERED_WORDS;
    const words = arrays.length === 1 && !remember ? arrays[0] : joined(arrays, length);
    this.#write(kept, words);
    kept.content = remember ? words : new Uint32Array();
    return { buffer: kept.buffer, offsets };
  }

  /** A uniform buffer of blocks of words, and each as a binding. */
  uniforms(name: string, blocks: readonly (readonly number[])[]): GPUBufferBinding[] {
    const strideWords = this.device.limits.minUniformBufferOffsetAlignment / WORD_BYTES;
    const words = new Uint32Array(blocks.length * strideWords);
    blocks.forEach((block, index) => {
      words.set(block, index * strideWords);
    });
    const kept = this.#keep(name, words.byteLength, UNIFORM | COPY_DST);
    this.#write(kept, words);
    kept.content = words;
    const size = strideWords * WORD_BYTES;
    return blocks.map((_, index) => ({ buffer: kept.buffer, offset: index * size, size }));
  }

  /** The buffer that results are copied to, to be mapped. */
  readback(bytes: number): GPUBuffer {
    return this.#keep("readback", bytes, MAP_READ | COPY_DST).buffer;
  }

  /** Lets the next uploads copy everything. */
  forget(): void {
    for (const kept of this.#kept.values()) kept.content = new Uint32Array();
  }

  destroy(): void {
    for (const { buffer } of this.#kept.values()) buffer.destroy();
    this.#kept.clear();
  }

  #write(kept: Kept, words: Uint32Array): void {
    const old = kept.content;
    const common = Math.min(old.length, words.length);
    let from = 0;
    while (from < common && old[from] === words[from]) from++;
    let end = words.length;
    if (words.length <= old.length) while (end > from && old[end - 1] === words[end - 1]) end--;
    if (from === end) return;
    this.device.queue.writeBuffer(kept.buffer, from * WORD_BYTES, words, from, end - from);
    this.uploadedBytes += (end - from) * WORD_BYTES;
  }

  #keep(name: string, bytes: number, usage: GPUFlagsConstant): Kept {
    const present = this.#kept.get(name);
    if (present !== undefined && present.buffer.size >= bytes) return present;
    const bound = (usage & STORAGE) !== 0;
    if (bound && bytes > this.maxBytes) {
      throw new TooLarge(`${name} takes ${bytes} bytes, and this GPU's buffers hold ${this.maxBytes}`);
    }
    const roomy = 2 ** Math.ceil(Math.log2(Math.max(bytes, SMALLEST_BUFFER_BYTES)));
    const size = bound ? Math.max(SMALLEST_BUFFER_BYTES, Math.min(this.maxBytes, roomy)) : roomy;
    present?.buffer.destroy();
    const kept = {
      buffer: this.device.createBuffer({ label: name, size, usage }),
      content: new Uint32Array(),
    };
    this.#kept.set(name, kept);
    return kept;
  }
}

function joined(arrays: readonly Uint32Array[], length: number): Uint32Array {
  const words = new Uint32Array(length);
  let at = 0;
  for (const array of arrays) {
    words.set(array, at);
    at += array.length;
  }
  return words;
}
