/**
 * Which disjunction to split on: one that the block found and none of whose alternatives holds yet, neither as a known
 * literal nor as a hypothesis. Alternatives that are known to be false close at once, so the fewer others the better;
 * and the fewer existential facts led to its constants, since these have no end where they are about all values.
 */
import { alternatives } from "../compile/clause.js";
import { collectFreeVars, not, type Formula } from "../logic/formula.js";
import { alphaText } from "../logic/rename.js";
import type { Var } from "../logic/term.js";
import { assumption, either, type Proof, type ProofScope } from "../proof/proof.js";
import type { Block, PendingSplit } from "./block.js";
import type { Explainer } from "./explain.js";

export interface OpenSplit extends PendingSplit {
  readonly parts: readonly Formula[];
  /** How many alternatives are not known to be false. */
  readonly open: number;
}

/** The best split with at most `most` alternatives that are not known to be false. */
export function openSplit(block: Block, explainer: Explainer, most = Infinity): OpenSplit | undefined {
  if (block.splits.length === 0) return undefined;
  const assumed = new Set(block.hypotheses.map((proof) => alphaText(normal(proof.is))));
  let best: OpenSplit | undefined;
  let lowest = Infinity;
  for (const split of block.splits) {
    const statement = explainer.statement(split.application);
    const parts = alternatives(statement);
    if (parts === undefined) continue;
    const plain = parts.map(normal);
    if (plain.some((part) => explainer.holds(part) || assumed.has(alphaText(part)))) continue;
    const open = plain.filter((part) => !explainer.holds(normal(not(part)))).length;
    if (open > most) continue;
    const free = new Map<string, Var>();
    collectFreeVars(statement, free);
    const cost = open + block.witnesses.generationOf(free.keys()) * GENERATION_COST;
    if (cost < lowest) [best, lowest] = [{ ...split, parts, open }, cost];
  }
  return best;
}

/** Slightly more than an alternative: of equally good splits, the one about older constants. */
const GENERATION_COST = 1.125;

/** Without double negations at the top. */
function normal(formula: Formula): Formula {
  return formula.kind === "not" && formula.body.kind === "not" ? normal(formula.body.body) : formula;
}

/** `either` over a disjunction nested in any way; one scope an alternative, from left to right. */
export function splitProof(disjunction: Proof, scopes: ProofScope[]): Proof {
  const formula = disjunction.is;
  if (formula.kind !== "not" || formula.body.kind !== "and") throw new Error("not a disjunction");
  const sides = [formula.body.left, formula.body.right].map((side) => {
    if (side.kind !== "not") throw new Error("not a disjunction");
    const count = alternatives(side.body)?.length ?? 1;
    const own = scopes.splice(0, count);
    if (count === 1) return own[0];
    const leaf = assumption(side.body);
    return { eigen: [], assumptions: [leaf], proves: splitProof(leaf, own) };
  });
  return either(disjunction, sides);
}
