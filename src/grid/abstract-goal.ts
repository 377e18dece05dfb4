/** Which goals are for completion: those of which no induction and no computing speaks. */
import type { Program } from "../compile/program.js";
import type { Formula } from "../logic/formula.js";
import { sortApp } from "../logic/sort.js";
import type { Block } from "./block.js";

/** Whether the goal is about a sort without constructors; what is about others, induction and computing decide. */
export function isAbstract(goal: Formula, block: Block, { symbols, theory }: Program): boolean {
  const sorts =
    goal.kind === "eq" || goal.kind === "atom"
      ? block.goalSorts()
      : block.eigens.length > 0
        ? block.eigens.map((v) => v.sort)
        : theory.sorts.filter((sort) => sort.params.length === 0).map((sort) => sortApp(sort.name));
  return sorts.some((sort) => symbols.constructors(sort) === undefined);
}
