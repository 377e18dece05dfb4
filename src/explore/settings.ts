/** The explorer's limits: their names, defaults and what they mean. All count work or sizes, none counts seconds. */
import type { Theory } from "../logic/theory.js";

export interface ExploreSettings {
  /** Largest term on a side of an equation; symbols and variables counted. */
  readonly size: number;
  /** Variables a sort. */
  readonly vars: number;
  /** Ground values a sort. */
  readonly values: number;
  /** Largest side of a premise or conclusion of a conditional conjecture; 0 for no conditional conjectures. */
  readonly premise: number;
  /** Distinct values of a sort without constructors. */
  readonly atoms: number;
  /** Assignments that key the classes of terms. */
  readonly samples: number;
  /** Further assignments that may refute. */
  readonly extra: number;
  /** Terms that are evaluated in all; the run ends with this limit named if it is reached. */
  readonly terms: number;
}

export interface LimitDescription {
  readonly name: keyof ExploreSettings;
  readonly default: number;
  readonly help: string;
}

export const EXPLORE_LIMITS: readonly LimitDescription[] = [
  {
    name: "size",
    default: 7,
    help: "largest term on a side of a conjecture (symbols and variables counted)",
  },
  { name: "vars", default: 3, help: "variables of each sort in a conjecture" },
  { name: "values", default: 256, help: "ground values of each sort" },
  { name: "premise", default: 3, help: "largest term in a conditional conjecture, 0 for none of them" },
  { name: "atoms", default: 2, help: "distinct values of a sort without constructors" },
  { name: "samples", default: 96, help: "assignments that tell terms apart" },
  { name: "extra", default: 256, help: "further assignments that may refute a conjecture" },
  { name: "terms", default: 60000, help: "terms evaluated in all" },
];

/** Defaults, overridden by the theory's own `explore` block, overridden by `limits`. */
export function exploreSettings(theory: Theory, limits: ReadonlyMap<string, number>): ExploreSettings {
  const get = (name: keyof ExploreSettings): number => {
    const fallback = EXPLORE_LIMITS.find((limit) => limit.name === name)!.default;
    return limits.get(name) ?? theory.settings.explore.get(name) ?? fallback;
  };
  return {
    size: get("size"),
    vars: get("vars"),
    values: get("values"),
    premise: get("premise"),
    atoms: get("atoms"),
    samples: get("samples"),
    extra: get("extra"),
    terms: get("terms"),
  };
}
