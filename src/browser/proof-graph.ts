/** The steps of a proof and what each rests on. */
export class ProofGraph {
  private readonly parents = new Map<number, readonly number[]>();
  private readonly children = new Map<number, number[]>();

  constructor(steps: readonly (readonly [step: number, from: readonly number[]])[]) {
    for (const [step, from] of steps) {
      this.parents.set(step, from);
      for (const parent of new Set(from)) {
        const users = this.children.get(parent);
        if (users === undefined) this.children.set(parent, [step]);
        else users.push(step);
      }
    }
  }

  /** All steps that the step rests on, in the order of the proof. */
  ancestors(step: number): number[] {
    const found = new Set<number>();
    const queue = [step];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const parent of this.parents.get(next) ?? []) {
        if (found.has(parent)) continue;
        found.add(parent);
        queue.push(parent);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  /** The steps that name the step among their parents. */
  users(step: number): readonly number[] {
    return this.children.get(step) ?? [];
  }
}
