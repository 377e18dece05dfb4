/** A small seeded generator of random numbers (mulberry32): the same seed gives the same theories everywhere. */
export class Random {
  constructor(private state: number) {}

  /** From 0 to `bound - 1`. */
  int(bound: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  }

  chance(percent: number): boolean {
    return this.int(100) < percent;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)];
  }

  shuffled<T>(items: readonly T[]): T[] {
    const order = items.map((item) => ({ item, key: this.int(1 << 30) }));
    return order.sort((left, right) => left.key - right.key).map(({ item }) => item);
  }
}
