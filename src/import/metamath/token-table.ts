/**
 * The tokens of a database, each with a number in the order of first appearance. Symbols and labels share the table,
 * because they share a name space: a label may not be a math symbol. Looking a token up makes no string.
 */

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

export class TokenTable {
  #bytes = new Uint8Array(1 << 16);
  #byteCount = 0;
  /** `#start[t]` is where token t begins in `#bytes`; one more entry says where the last one ends. */
  #start = new Int32Array(1 << 12);
  #hash = new Int32Array(1 << 12);
  /** Open addressing: a token number plus one, or 0. */
  #slots = new Int32Array(1 << 13);
  #text: (string | undefined)[] = [];
  count = 0;

  /** The number of the token in `bytes` from `start` to `end`, a new one if it has not been seen. */
  intern(bytes: Uint8Array, start: number, end: number): number {
    const hash = hashOf(bytes, start, end);
    const slot = this.#find(bytes, start, end, hash);
    const found = this.#slots[slot] - 1;
    return found >= 0 ? found : this.#add(bytes, start, end, hash, slot);
  }

  /** Like `intern`, but -1 for a token that has not been seen. */
  lookUp(bytes: Uint8Array, start: number, end: number): number {
    return this.#slots[this.#find(bytes, start, end, hashOf(bytes, start, end))] - 1;
  }

  lookUpText(text: string): number {
    const bytes = Buffer.from(text, "latin1");
    return this.lookUp(bytes, 0, bytes.length);
  }

  text(token: number): string {
    return (this.#text[token] ??= Buffer.from(
      this.#bytes.buffer,
      this.#start[token],
      this.#start[token + 1] - this.#start[token],
    ).toString("latin1"));
  }

  #find(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const token = this.#slots[slot] - 1;
      if (token < 0) return slot;
      if (this.#hash[token] === hash && this.#equals(token, bytes, start, end)) return slot;
    }
  }

  #equals(token: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#start[token];
    if (this.#start[token + 1] - from !== end - start) return false;
    for (let i = from, j = start; j < end; i++, j++) if (this.#bytes[i] !== bytes[j]) return false;
    return true;
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const token = this.count++;
    this.#reserve(end - start);
    this.#slots[slot] = token + 1;
    this.#hash[token] = hash;
    this.#bytes.set(bytes.subarray(start, end), this.#byteCount);
    this.#byteCount += end - start;
    this.#start[token + 1] = this.#byteCount;
    if (2 * this.count > this.#slots.length) this.#rehash();
    return token;
  }

  #reserve(length: number): void {
    if (this.#byteCount + length > this.#bytes.length) {
      const grown = new Uint8Array(2 * (this.#byteCount + length));
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    if (this.count + 1 > this.#start.length - 1) {
      const start = new Int32Array(2 * this.#start.length);
      const hash = new Int32Array(2 * this.#start.length);
      start.set(this.#start);
      hash.set(this.#hash);
      this.#start = start;
      this.#hash = hash;
    }
  }

  #rehash(): void {
    this.#slots = new Int32Array(2 * this.#slots.length);
    const mask = this.#slots.length - 1;
    for (let token = 0; token < this.count; token++) {
      let slot = this.#hash[token] & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = token + 1;
    }
  }
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = FNV_OFFSET;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at], FNV_PRIME);
  return hash ^ (hash >>> 15);
}
