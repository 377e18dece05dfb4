/**
 * What a completion without a goal finds worth telling: the small equations that it derived, and shortcuts, terms of
 * two levels that several rewrites in a row make much smaller. Each comes with its proof.
 */
import { TRUE as TRUTH, eq, imp, type Formula } from "../logic/formula.js";
import { variable } from "../logic/term.js";
import { generalise, type Proof } from "../proof/proof.js";
import { isContradiction, type Clause } from "./clause.js";
import type { Completion } from "./completion.js";
import { Scope } from "./completion-proof.js";
import { FALSE, type TermId, type TermStore } from "./terms.js";

export interface Finding {
  readonly formula: Formula;
  readonly proof: Proof;
}

/** Symbols and variables that rewriting must save for a term to be a shortcut. */
const SHORTCUT_GAIN = 2;

/** Equations with at most so many symbols and variables a side, in the order in which they were found; then shortcuts. */
export function harvest(completion: Completion, size: number): Finding[] {
  const { store } = completion;
  const isSmall = ({ head, derivation }: Clause): boolean =>
    derivation.kind === "step" && !isContradiction(head) && store.size[head.left] <= size;
  const equations = completion.active.filter(isSmall).map((clause) => {
    const proofs = completion.proofs();
    const proof = proofs.lemma(clause);
    return { formula: proof.is, proof: { ...proof, lemmas: proofs.lemmas.slice(0, -1) } };
  });
  const terms = shallowTerms(completion.store).filter((term) => store.size[term] <= size);
  return [...equations, ...terms.flatMap((term) => shortcut(completion, term))];
}

/** A function of variables and of functions of one variable, all variables different. */
function shallowTerms(store: TermStore): TermId[] {
  const found: TermId[] = [];
  const unary = store.heads.flatMap(({ kind, arity }, head) =>
    kind === "function" && arity === 1 ? [head] : [],
  );
  store.heads.forEach(({ kind, arity, argSorts }, head) => {
    if (kind !== "function" || arity === 0) return;
    let choices: TermId[][] = [[]];
    argSorts.forEach((sort, index) => {
      const v = store.variable(index, sort);
      const options = unary.filter(
        (f) => store.heads[f].result === sort && store.heads[f].argSorts[0] === sort,
      );
      const args = [v, ...options.map((f) => store.node(f, [v]))];
      choices = choices.flatMap((choice) => args.map((arg) => [...choice, arg]));
    });
    for (const args of choices) found.push(store.node(head, args));
  });
  return found;
}

function shortcut(completion: Completion, term: TermId): Finding[] {
  const { store, rewriter } = completion;
  if (store.args[term].some((arg) => rewriter.normal(arg) !== arg)) return [];
  const normal = rewriter.normal(term);
  const steps = chainLength(completion, term);
  if (steps < 2 || store.size[term] - store.size[normal] < SHORTCUT_GAIN || normal <= FALSE) return [];
  const vars = store.variablesOf([term]);
  const names = vars.map((v, index) => variable(completion.nameOf(index), store.sortById(store.sort[v])));
  const byNumber = vars.reduce<typeof names>((all, v, index) => {
    all[store.varNumber(v)] = names[index];
    return all;
  }, []);
  const proofs = completion.proofs();
  const scope = new Scope(proofs, store, rewriter, byNumber);
  const proves = scope.joined({ left: term, right: normal }, { left: normal, right: normal });
  const formula = imp(names, TRUTH, eq(store.extern(term, byNumber), store.extern(normal, byNumber)));
  const proof = generalise(formula, { eigen: names, assumptions: [], proves });
  return [{ formula, proof: { ...proof, lemmas: proofs.lemmas } }];
}

function chainLength({ rewriter }: Completion, term: TermId): number {
  let length = 0;
  for (let link = rewriter.links[term]; link !== undefined; link = rewriter.links[link.to]) length++;
  return length;
}
