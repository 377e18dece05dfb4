/** What the search for finite models may spend. All limits count work, never time, so that results repeat. */

export interface ModelLimits {
  /** Elements a sort; where there are several, beyond one for each of the others. */
  readonly modelSize: number;
  /** Conflicts of the SAT solver, for each choice of sizes. */
  readonly modelConflicts: number;
  /** Clauses of one propositional problem. */
  readonly modelClauses: number;
}

export const MODEL_LIMITS: readonly {
  readonly name: keyof ModelLimits;
  readonly default: number;
  readonly help: string;
}[] = [
  { name: "modelSize", default: 6, help: "elements a sort of a finite countermodel" },
  { name: "modelConflicts", default: 2000, help: "conflicts of the SAT solver, for each choice of sizes" },
  { name: "modelClauses", default: 400_000, help: "clauses of one problem for the SAT solver" },
];

export function modelLimits(...sources: readonly ReadonlyMap<string, number>[]): ModelLimits {
  const limits: Record<string, number> = {};
  for (const limit of MODEL_LIMITS) {
    limits[limit.name] = limit.default;
    for (const source of sources) limits[limit.name] = source.get(limit.name) ?? limits[limit.name];
  }
  return limits as unknown as ModelLimits;
}

/** For a look before a proof is tried: small models, found easily. */
export function quickModels(limits: ModelLimits): ModelLimits {
  return {
    modelSize: Math.min(limits.modelSize, 4),
    modelConflicts: Math.min(limits.modelConflicts, 200),
    modelClauses: Math.min(limits.modelClauses, 50_000),
  };
}
