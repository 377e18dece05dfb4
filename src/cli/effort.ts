/** How much of the limits an attempt may spend: most of what can be proved needs a small part of them. */
import type { GridLimits } from "../grid/limits.js";

/** Full limits but for the depth of case splits, so that what needs no deep ones does not drown in them. */
export function shallow(limits: GridLimits): GridLimits {
  const known = shallowLimits.get(limits);
  if (known !== undefined) return known;
  const made: GridLimits = { ...limits, split: Math.min(limits.split, 2) };
  shallowLimits.set(limits, made);
  return made;
}
const shallowLimits = new WeakMap<GridLimits, GridLimits>();

/** The limits of the first attempt, which most provable statements need only a small part of. */
export function quick(limits: GridLimits): GridLimits {
  const known = quickLimits.get(limits);
  if (known !== undefined) return known;
  const made: GridLimits = {
    ...limits,
    nodes: Math.min(limits.nodes, 300),
    steps: Math.min(limits.steps, 8),
    blocks: Math.min(limits.blocks, 40),
    matches: Math.min(limits.matches, 12_000),
    given: Math.min(limits.given, 500),
    split: Math.min(limits.split, 2),
  };
  quickLimits.set(limits, made);
  return made;
}
const quickLimits = new WeakMap<GridLimits, GridLimits>();

/** The same limits for what is no goal: its stuck blocks suggest nothing. */
export function unasked(limits: GridLimits): GridLimits {
  const known = unaskedLimits.get(limits);
  if (known !== undefined) return known;
  const made: GridLimits = { ...limits, suggestions: 0 };
  unaskedLimits.set(limits, made);
  return made;
}
const unaskedLimits = new WeakMap<GridLimits, GridLimits>();
