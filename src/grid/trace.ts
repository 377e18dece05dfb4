/**
 * Records one conjecture's blocks for the replay: looks at its tasks after each superstep and notes what changed. It
 * only looks, and only at tasks that are not settled yet.
 */
import { formulaText } from "../logic/formula.js";
import { sortText } from "../logic/sort.js";
import type { AttemptTrace, BlockState, BlockTrace } from "../proof/grid-trace.js";
import type { Group, Task } from "./task.js";

interface Watched {
  readonly task: Task;
  readonly states: (readonly [step: number, state: BlockState])[];
}

export class TraceRecorder {
  private readonly watched: Watched[] = [];
  private open: Watched[] = [];

  add(tasks: readonly Task[]): void {
    const fresh = tasks.map((task): Watched => ({ task, states: [] }));
    this.watched.push(...fresh);
    this.open.push(...fresh);
  }

  /** To be called after each superstep, counted from 0; `ended` if the conjecture takes no more of them. */
  look(step: number, ended: boolean): void {
    for (const { task, states } of this.open) {
      const state = stateOf(task, ended);
      if (states.at(-1)?.[1] !== state) states.push([step, state]);
    }
    this.open = this.open.filter(({ task }) => !task.done && task.live);
  }

  /** All tasks so far, those above before those below. */
  get tasks(): readonly Task[] {
    return this.watched.map(({ task }) => task);
  }

  trace(): AttemptTrace {
    const indices = new Map(this.watched.map(({ task }, index) => [task, index]));
    const groups = new Map<Group, number>();
    const eigens = new Set<string>();
    const blocks = this.watched.map(({ task, states }): BlockTrace => {
      const { parent: group, formula, context, block } = task;
      for (const eigen of context.eigens) eigens.add(`${eigen.name}:${sortText(eigen.sort)}`);
      if (group !== undefined && !groups.has(group)) groups.set(group, groups.size);
      return {
        parent: group === undefined ? -1 : (indices.get(group.owner) ?? -1),
        kind: group?.kind ?? "root",
        group: group === undefined ? -1 : groups.get(group)!,
        goal: formulaText(formula),
        nodes: block?.graph.count ?? 0,
        states,
      };
    });
    return { eigens: [...eigens], blocks };
  }
}

function stateOf(task: Task, ended: boolean): BlockState {
  if (task.proof !== undefined) return "proved";
  if (task.failed) return "failed";
  if (!task.live || ended) return "stopped";
  return task.block?.outcome === "running" ? "running" : "waiting";
}
