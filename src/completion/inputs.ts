/**
 * What a completion starts from: the Horn clauses among those of facts and hypotheses. What splits or asks for new
 * constants is left to the grid.
 */
import { clausify, type Clause as LogicClause } from "../compile/clause.js";
import type { Formula } from "../logic/formula.js";
import type { Source } from "../proof/proof.js";
import { FALSE, TRUE, type Literal, type TermId, type TermStore } from "./terms.js";

export interface Input {
  readonly source: Source;
  readonly clause: LogicClause;
  readonly premises: readonly Literal[];
  readonly head: Literal;
  readonly varSorts: readonly number[];
  /** The clause concludes a denied equation, which is the last premise here. */
  readonly denies: boolean;
  /** It comes from what denies the goal. */
  readonly isDenial: boolean;
}

/** `isDenial`: the source denies the goal, so a negative conclusion is something to prove. */
export function inputsOf(store: TermStore, source: Source, isDenial: boolean): Input[] {
  const formula = source.kind === "fact" ? source.formula : source.proof.is;
  return clausify(formula).flatMap((clause) => inputOf(store, source, clause, isDenial));
}

/** A denied equation `… -> s != t` becomes `… & s = t -> false`. */
function inputOf(store: TermStore, source: Source, clause: LogicClause, isDenial: boolean): Input[] {
  const { conclusion } = clause;
  if (conclusion.kind === "split" || conclusion.kind === "exists") return [];
  const varSorts = clause.vars.map((v) => store.sortOf(v.sort));
  const bound = new Map(clause.vars.map((v, index) => [v.name, store.variable(index, varSorts[index])]));
  const concluded = conclusion.kind === "literal" ? conclusion.formula : undefined;
  const body = concluded?.kind === "not" ? concluded.body : undefined;
  const denied = body?.kind === "eq" || (body !== undefined && isDenial) ? [body] : [];
  const premises = [...clause.premises, ...denied].map((premise) => literalOf(store, premise, bound));
  const head =
    conclusion.kind === "false" || denied.length > 0
      ? { left: TRUE, right: FALSE }
      : literalOf(store, conclusion.formula, bound);
  if (head === undefined || premises.includes(undefined)) return [];
  return [
    { source, clause, premises: premises as Literal[], head, varSorts, denies: denied.length > 0, isDenial },
  ];
}

/** Undefined for a denied equation. */
export function literalOf(
  store: TermStore,
  formula: Formula,
  bound: ReadonlyMap<string, TermId>,
): Literal | undefined {
  const body = formula.kind === "not" ? formula.body : formula;
  if (body.kind === "atom") {
    const left = store.internAtom(body.predicate, body.sorts, body.args, bound);
    return { left, right: formula === body ? TRUE : FALSE };
  }
  if (body.kind !== "eq" || formula !== body) return undefined;
  return { left: store.intern(body.left, bound), right: store.intern(body.right, bound) };
}
