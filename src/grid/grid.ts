/**
 * The grid: supersteps over all blocks of all conjectures at once. Each is one `match` call of the device, then for
 * every block in order: apply, rebuild, exchange.
 *
 * A conjecture's answer depends on nothing but the program, the limits and the conjecture: blocks of different
 * conjectures share the superstep, never a fact. Lemmas travel between conjectures when a wave restarts.
 */
import type { Program } from "../compile/program.js";
import type { Device } from "../device/device.js";
import type { Formula } from "../logic/formula.js";
import type { Method } from "../proof/theorem.js";
import type { AttemptTrace } from "../proof/grid-trace.js";
import type { Proof } from "../proof/proof.js";
import type { GridLimits } from "./limits.js";
import { reservedNames } from "./names.js";
import { Root } from "./root.js";
import { TableBuilder } from "./tables.js";
import type { MessageKind, Task } from "./task.js";

export interface GridResult {
  readonly proof: Proof | undefined;
  readonly method: Method;
  readonly vacuous: boolean;
  readonly blocks: number;
  readonly matches: number;
  /** Why there is no proof: the limit met first in some block, or undefined if all blocks saturated. */
  readonly limit: string | undefined;
  readonly messages: ReadonlyMap<MessageKind, number>;
  readonly trace: AttemptTrace;
  /** Lemmas that the blocks of a conjecture without a proof suggest, smallest first. */
  readonly suggestions: readonly Formula[];
}

/** Proves each of `problems` independently, as far as the limits go. `pause` is awaited after every superstep. */
export async function runGrid(
  program: Program,
  problems: readonly Formula[],
  limits: GridLimits,
  device: Device,
  pause?: () => Promise<void>,
): Promise<GridResult[]> {
  const names = reservedNames(program);
  let now = 1;
  const roots = problems.map((formula) => new Root(program, limits, formula, names, now));
  const tables = new TableBuilder(program);
  for (const root of roots) root.recorder.look(0, root.done);
  for (;;) {
    const tasks = roots.flatMap((root) => activeTasks(root));
    if (tasks.length === 0) break;
    const blocks = tasks.filter((task) => task.block!.outcome === "running");
    now++;
    if (blocks.length > 0) await superstep(blocks, tables, device, now);
    for (const task of tasks) await task.completion?.advance(device);
    for (const root of roots) {
      if (!root.task.done) exchange(root, now);
      root.recorder.look(now - 1, root.done);
    }
    await pause?.();
  }
  return roots.map(resultOf);
}

function activeTasks(root: Root): Task[] {
  if (root.done) return [];
  return root.running.filter((task) => task.live && task.isWorking);
}

async function superstep(
  tasks: readonly Task[],
  tables: TableBuilder,
  device: Device,
  now: number,
): Promise<void> {
  const blocks = tasks.map((task) => task.block!);
  const { rules, rows, ruleOf, rowNode } = tables.build(blocks);
  const matches = await device.match(rules, rows, now - 1);
  for (const block of blocks) block.beginStep(now);
  let buffer: number[] = [];
  for (let match = 0; match < matches.matchCount; match++) {
    const owner = matches.block[match];
    if (!tasks[owner].root.spendMatch()) continue;
    const start = matches.start[match];
    const width = matches.start[match + 1] - start;
    if (buffer.length !== width) buffer = new Array<number>(width);
    for (let slot = 0; slot < width; slot++) buffer[slot] = rowNode[matches.rows[start + slot]];
    blocks[owner].applyMatch(ruleOf(matches.rule[match]), buffer);
  }
  for (const block of blocks) {
    block.finishStep();
    block.settle();
  }
}

/** Delivers what the blocks of one conjecture have to say, in block order, and opens the blocks they ask for. */
function exchange(root: Root, now: number): void {
  for (const task of [...root.running]) {
    if (root.task.done) break;
    if (!task.live) continue;
    task.settle();
  }
  root.startQueued(now);
  const stopped = root.running.filter((task) => !task.live && task.proof === undefined && !task.failed);
  if (stopped.length > 0) root.send("Stop", stopped.length);
  const remaining = root.running.filter((task) => task.live && task.isWorking);
  root.running.splice(0, root.running.length, ...remaining);
}

function resultOf(root: Root): GridResult {
  return {
    proof: root.proof,
    method: methodOf(root.task),
    vacuous: root.vacuous,
    blocks: root.blockCount,
    matches: root.matchTotal,
    limit: root.proof === undefined ? (root.limitMet ?? root.blockLimit) : undefined,
    messages: root.messages,
    trace: root.recorder.trace(),
    suggestions: root.suggestions(),
  };
}

function methodOf(task: Task): Method {
  switch (task.provedBy) {
    case "direct":
    case "conjunction":
      return "direct";
    case "refutation":
      return "refutation";
    case "induction":
      return "induction";
    case "split":
    case "cases":
      return "cases";
    default:
      return task.provedBy satisfies never;
  }
}
