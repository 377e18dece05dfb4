/** Counts of a run's stages, in the order in which a candidate passes them. */
export class Funnel {
  readonly #counts = new Map<string, number>();

  add(stage: string, count: number): void {
    this.#counts.set(stage, (this.#counts.get(stage) ?? 0) + count);
  }

  set(stage: string, count: number): void {
    this.#counts.set(stage, count);
  }

  get(stage: string): number {
    return this.#counts.get(stage) ?? 0;
  }

  get rows(): readonly (readonly [string, number])[] {
    return [...this.#counts];
  }
}
