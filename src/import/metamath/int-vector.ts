/** A growing `Int32Array`: numbers are pushed at its end, and `view` is what has been pushed so far. */
export class IntVector {
  #data: Int32Array;
  length = 0;

  constructor(capacity = 1024) {
    this.#data = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.#data.length) {
      const grown = new Int32Array(2 * this.length);
      grown.set(this.#data);
      this.#data = grown;
    }
    this.#data[this.length++] = value;
  }

  get(index: number): number {
    return this.#data[index];
  }

  set(index: number, value: number): void {
    this.#data[index] = value;
  }

  /** A copy of exactly the numbers pushed. */
  toArray(): Int32Array {
    return this.#data.slice(0, this.length);
  }
}
