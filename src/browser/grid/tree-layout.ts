/** Places for the blocks of one attempt: parents above their children, groups side by side, nothing overlapping. */
import type { BlockTrace } from "../../proof/grid-trace.js";

export interface Place {
  /** In columns, from 0; a parent stands over the middle of its children. */
  readonly x: number;
  /** In levels, from 0. */
  readonly y: number;
}

/** Between two groups, in columns. */
const GROUP_GAP = 0.5;

export function placeBlocks(blocks: readonly Pick<BlockTrace, "parent" | "group">[]): Place[] {
  const children = blocks.map((): number[] => []);
  blocks.forEach(({ parent }, index) => children[parent]?.push(index));
  const places = new Array<Place>(blocks.length);
  let next = 0;
  const visit = (index: number, y: number): void => {
    const below = children[index];
    let group: number | undefined;
    for (const child of below) {
      if (group !== undefined && group !== blocks[child].group) next += GROUP_GAP;
      group = blocks[child].group;
      visit(child, y + 1);
    }
    const first = below.at(0);
    const last = below.at(-1);
    const x = first === undefined || last === undefined ? next++ : (places[first].x + places[last].x) / 2;
    places[index] = { x, y };
  };
  blocks.forEach(({ parent }, index) => {
    if (parent < 0) visit(index, 0);
  });
  return places;
}
