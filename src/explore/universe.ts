/**
 * Finitely many ground values of every sort in play, smallest first: constructor terms for an inductive sort, named
 * atoms for any other. Value 0 is the smallest. `complete` says that a sort has no further values.
 */
import { UNDEFINED_VALUE } from "../device/device.js";
import type { ExploreSettings } from "./settings.js";
import type { Signature } from "./signature.js";

export class SortValues {
  /** The constructor instance of a value, or -1 for an atom. */
  readonly head: number[] = [];
  readonly args: (readonly number[])[] = [];
  readonly size: number[] = [];
  /** Nesting of constructors. */
  readonly depth: number[] = [];
  complete = false;
  /** Values of size n are `bySize[n] … bySize[n+1]-1`. */
  readonly bySize: number[] = [0, 0];

  get count(): number {
    return this.head.length;
  }

  add(head: number, args: readonly number[], size: number, depth: number): void {
    this.head.push(head);
    this.args.push(args);
    this.size.push(size);
    this.depth.push(depth);
  }
}

const SIZE_LIMIT = 1000;

export class Universe {
  readonly sorts: readonly SortValues[];

  constructor(
    readonly signature: Signature,
    settings: ExploreSettings,
  ) {
    this.sorts = signature.sorts.map(() => new SortValues());
    let idle = 0;
    for (let size = 1; size <= SIZE_LIMIT && idle <= 2 * this.#largestSize() + 1; size++) {
      const before = this.#total();
      this.#grow(size, settings);
      idle = this.#total() === before ? idle + 1 : 0;
    }
    for (const info of signature.sorts) this.sorts[info.id].complete = this.#isComplete(info.id, settings);
  }

  #total(): number {
    return this.sorts.reduce((sum, values) => sum + values.count, 0);
  }

  #largestSize(): number {
    const arity = Math.max(
      1,
      ...this.signature.ops.map((op) => (op.kind === "constructor" ? op.args.length : 0)),
    );
    return arity * Math.max(1, ...this.sorts.map((values) => values.size[values.count - 1] ?? 1));
  }

  #isComplete(sort: number, settings: ExploreSettings, path: readonly number[] = []): boolean {
    const info = this.signature.sorts[sort];
    if (!info.inductive || path.includes(sort) || this.sorts[sort].count >= settings.values) return false;
    const args = info.constructors.flatMap((op) => this.signature.ops[op].args);
    return args.every((arg) => this.#isComplete(arg, settings, [...path, sort]));
  }

  #grow(size: number, settings: ExploreSettings): void {
    for (const info of this.signature.sorts) {
      const values = this.sorts[info.id];
      if (!info.inductive) {
        if (size === 1) for (let i = 0; i < settings.atoms; i++) values.add(-1, [], 1, 0);
      } else for (const op of info.constructors) this.#apply(op, size, values, settings.values);
    }
    for (const values of this.sorts) values.bySize[size + 1] = values.count;
  }

  /** Adds the values of `size` that constructor `op` makes. */
  #apply(op: number, size: number, values: SortValues, limit: number): void {
    const { args } = this.signature.ops[op];
    const chosen: number[] = [];
    const fill = (index: number, left: number): void => {
      if (values.count >= limit) return;
      if (index === args.length) {
        if (left !== 0) return;
        const depth = chosen.reduce((most, v, i) => Math.max(most, this.sorts[args[i]].depth[v] + 1), 0);
        values.add(op, [...chosen], size, depth);
        return;
      }
      const from = this.sorts[args[index]];
      const last = index === args.length - 1;
      for (let n = last ? left : 1; n <= left - (args.length - 1 - index); n++) {
        if (n >= size || n + 1 >= from.bySize.length) break;
        for (let v = from.bySize[n]; v < from.bySize[n + 1]; v++) {
          chosen.push(v);
          fill(index + 1, left - n);
          chosen.pop();
        }
      }
    };
    fill(0, size - 1);
  }

  /** Values in plain application syntax: `s(s(0))`, `cons(a1, nil)`; atoms are named after their sort. */
  text(
    sort: number,
    value: number,
    print: (symbol: string, args: readonly string[]) => string = plain,
  ): string {
    if (value === UNDEFINED_VALUE) return "?";
    const values = this.sorts[sort];
    const head = values.head[value];
    if (head < 0) return `${atomStem(this.signature, sort)}${value + 1}`;
    const op = this.signature.ops[head];
    return print(
      op.symbol,
      op.args.map((arg, i) => this.text(arg, values.args[value][i], print)),
    );
  }
}

function atomStem(signature: Signature, sort: number): string {
  const { sort: s } = signature.sorts[sort];
  return s.name.toLowerCase();
}

function plain(symbol: string, args: readonly string[]): string {
  return args.length === 0 ? symbol : `${symbol}(${args.join(", ")})`;
}
