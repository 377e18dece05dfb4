/** Finds terms by head and arguments: open addressing over their numbers, so that no key is made for a question. */
export class ConsTable {
  /** Term numbers, or -1; at least half of them are free. */
  private slots = new Int32Array(1024).fill(-1);
  private count = 0;

  constructor(
    /** By term. */
    private readonly head: readonly number[],
    private readonly args: readonly (readonly number[])[],
  ) {}

  /** The term of that head and these arguments, or -1. */
  find(head: number, args: readonly number[]): number {
    const mask = this.slots.length - 1;
    for (let slot = hashOf(head, args) & mask; ; slot = (slot + 1) & mask) {
      const term = this.slots[slot];
      if (term < 0 || (this.head[term] === head && haveSame(this.args[term], args))) return term;
    }
  }

  /** Adds a term that is not there. */
  add(term: number): void {
    if (++this.count * 2 > this.slots.length) this.grow();
    this.place(term);
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2).fill(-1);
    for (const term of old) if (term >= 0) this.place(term);
  }

  private place(term: number): void {
    const mask = this.slots.length - 1;
    let slot = hashOf(this.head[term], this.args[term]) & mask;
    while (this.slots[slot] >= 0) slot = (slot + 1) & mask;
    this.slots[slot] = term;
  }
}

function haveSame(left: readonly number[], right: readonly number[]): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}

function hashOf(head: number, args: readonly number[]): number {
  let hash = Math.imul(head + 77, 0x9e3779b1);
  for (const arg of args) hash = Math.imul(hash ^ arg ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 16);
}
