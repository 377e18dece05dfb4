/**
 * Clauses: a formula taken apart into what it lets one conclude, each with the proof path back to the formula.
 *
 * Premises that are disjunctions give one clause an alternative, existential premises become variables. A premise F that
 * is itself universal, or an implication, is cut: "F -> C" is read as the split "!F | C"; and so is a negated one, as
 * an alternative to knowing it.
 */
import { conjuncts, not, or, type Formula } from "../logic/formula.js";
import type { Var } from "../logic/term.js";
import type { Leaf, PathStep } from "./rule.js";

export type ClauseConclusion =
  | { readonly kind: "literal"; readonly formula: Formula }
  | { readonly kind: "false" }
  | { readonly kind: "split"; readonly formula: Formula; readonly alternatives: readonly Formula[] }
  | { readonly kind: "exists"; readonly formula: Formula; readonly vars: readonly Var[] };

export interface Clause {
  readonly vars: readonly Var[];
  /** Literals: atoms, equations and their negations. */
  readonly premises: readonly Formula[];
  readonly path: readonly PathStep[];
  readonly conclusion: ClauseConclusion;
}

interface Context {
  readonly vars: readonly Var[];
  readonly premises: readonly Formula[];
  readonly path: readonly PathStep[];
}

export function clausify(formula: Formula): Clause[] {
  const clauses: Clause[] = [];
  walk(formula, { vars: [], premises: [], path: [] }, clauses);
  return clauses;
}

export function isLiteral(formula: Formula): boolean {
  const body = formula.kind === "not" ? formula.body : formula;
  return body.kind === "eq" || body.kind === "atom";
}

/** The alternatives of `!(&!A!B)`, nested ones flattened; undefined for any other formula. */
export function alternatives(formula: Formula): Formula[] | undefined {
  if (formula.kind !== "not" || formula.body.kind !== "and") return undefined;
  const { left, right } = formula.body;
  if (left.kind !== "not" || right.kind !== "not") return undefined;
  return [left.body, right.body].flatMap((part) => alternatives(part) ?? [part]);
}

/** The parts of `!(>[xs]P!Q)`; undefined for any other formula. */
export function existential(formula: Formula): { vars: readonly Var[]; parts: Formula[] } | undefined {
  if (formula.kind !== "not" || formula.body.kind !== "imp") return undefined;
  const { vars, premise, conclusion } = formula.body;
  if (conclusion.kind !== "not") return undefined;
  return { vars, parts: [...conjuncts(premise), ...conjuncts(conclusion.body)] };
}

function walk(formula: Formula, context: Context, out: Clause[]): void {
  const emit = (conclusion: ClauseConclusion): void => {
    out.push({ ...context, conclusion });
  };
  const then = (...steps: PathStep[]): Context => ({ ...context, path: [...context.path, ...steps] });
  switch (formula.kind) {
    case "true":
      return;
    case "false":
      emit({ kind: "false" });
      return;
    case "eq":
    case "atom":
      emit({ kind: "literal", formula });
      return;
    case "and":
      walk(formula.left, then({ kind: "project", index: 0 }), out);
      walk(formula.right, then({ kind: "project", index: 1 }), out);
      return;
    case "imp":
      for (const choice of premiseChoices(conjuncts(formula.premise), context.premises.length)) {
        const step: PathStep = { kind: "instance", vars: formula.vars, leaves: choice.leaves };
        walkStep(
          formula.conclusion,
          step,
          choice,
          { ...context, vars: [...context.vars, ...formula.vars] },
          out,
        );
      }
      return;
    case "not":
      walkNegation(formula, formula.body, context, out);
      return;
    default:
      formula satisfies never;
  }
}

function walkNegation(formula: Formula, body: Formula, context: Context, out: Clause[]): void {
  const emit = (conclusion: ClauseConclusion): void => {
    out.push({ ...context, conclusion });
  };
  switch (body.kind) {
    case "true":
      out.push({ ...context, path: [...context.path, { kind: "not-true" }], conclusion: { kind: "false" } });
      return;
    case "false":
      return;
    case "eq":
    case "atom":
      emit({ kind: "literal", formula });
      return;
    case "not":
      walk(body.body, { ...context, path: [...context.path, { kind: "double-negation" }] }, out);
      return;
    case "and": {
      const parts = alternatives(formula);
      if (parts !== undefined) emit({ kind: "split", formula, alternatives: parts });
      else for (const side of [0, 1] as const) walkNand(body, side, context, out);
      return;
    }
    case "imp":
      if (body.conclusion.kind === "not") emit({ kind: "exists", formula, vars: body.vars });
      else {
        const rewritten = not({ ...body, conclusion: not(not(body.conclusion)) });
        out.push({
          ...context,
          path: [...context.path, { kind: "not-implies" }],
          conclusion: { kind: "exists", formula: rewritten, vars: body.vars },
        });
      }
      return;
    default:
      body satisfies never;
  }
}

/** !(X & Y): from X, !Y; from Y, !X. Where neither is made of literals, one split does for both. */
function walkNand(
  body: { left: Formula; right: Formula },
  side: 0 | 1,
  context: Context,
  out: Clause[],
): void {
  const [given, denied] = side === 0 ? [body.left, body.right] : [body.right, body.left];
  for (const choice of premiseChoices([given], context.premises.length)) {
    if (choice.cuts.length > 0 && side === 1) continue;
    walkStep(not(denied), { kind: "nand", side, leaf: choice.leaves[0] }, choice, context, out);
  }
}

/** Walks on to what the step gives, or to the split that it gives where its premises had to be cut. */
function walkStep(
  conclusion: Formula,
  step: PathStep,
  { premises, vars, cuts }: PremiseChoice,
  context: Context,
  out: Clause[],
): void {
  const extended = { vars: [...context.vars, ...vars], premises: [...context.premises, ...premises] };
  if (cuts.length === 0) {
    walk(conclusion, { ...extended, path: [...context.path, step] }, out);
    return;
  }
  const denials: Formula[] = cuts.map(not);
  if (conclusion.kind !== "false") denials.push(conclusion);
  const disjunction = denials.reduceRight((rest, denial) => or(denial, rest));
  walk(disjunction, { ...extended, path: [...context.path, { kind: "cut", cuts, step }] }, out);
}

interface PremiseChoice {
  readonly leaves: readonly Leaf[];
  readonly premises: readonly Formula[];
  readonly vars: readonly Var[];
  readonly cuts: readonly Formula[];
}

/** Every way to prove all of `parts` from literals and cuts; premise numbers start at `base`, those of cuts at `cut`. */
function premiseChoices(parts: readonly Formula[], base: number, cut = 0): PremiseChoice[] {
  let choices: PremiseChoice[] = [{ leaves: [], premises: [], vars: [], cuts: [] }];
  for (const part of parts) {
    choices = choices.flatMap((choice) =>
      leafChoices(part, base + choice.premises.length, cut + choice.cuts.length).map((next) => ({
        leaves: [...choice.leaves, ...next.leaves],
        premises: [...choice.premises, ...next.premises],
        vars: [...choice.vars, ...next.vars],
        cuts: [...choice.cuts, ...next.cuts],
      })),
    );
  }
  return choices;
}

/** Every way to prove one conjunct: choices with one leaf. */
function leafChoices(part: Formula, base: number, cut: number): PremiseChoice[] {
  const cutChoice: PremiseChoice = { leaves: [{ kind: "cut", cut }], premises: [], vars: [], cuts: [part] };
  if (isLiteral(part)) {
    const known: PremiseChoice = {
      leaves: [{ kind: "literal", premise: base }],
      premises: [part],
      vars: [],
      cuts: [],
    };
    return part.kind === "not" ? [known, cutChoice] : [known];
  }
  if (part.kind === "false") return [];
  const leaf = (choice: PremiseChoice, made: Leaf): PremiseChoice => ({ ...choice, leaves: [made] });
  if (part.kind === "and") {
    return premiseChoices([part.left, part.right], base, cut).map((choice) =>
      leaf(choice, { kind: "and", leaves: choice.leaves }),
    );
  }
  if (part.kind === "not" && part.body.kind === "and") {
    const { left, right } = part.body;
    if (left.kind === "not" && right.kind === "not") {
      return [left.body, right.body].flatMap((side) =>
        premiseChoices([side], base, cut).map((choice) =>
          leaf(choice, { kind: "or", left: left.body, right: right.body, side: choice.leaves[0] }),
        ),
      );
    }
  }
  const parts = existential(part);
  if (parts === undefined) return [cutChoice];
  return premiseChoices(parts.parts, base, cut).map((choice) =>
    leaf(
      { ...choice, vars: [...parts.vars, ...choice.vars] },
      {
        kind: "exists",
        formula: part,
        vars: parts.vars,
        leaves: choice.leaves,
      },
    ),
  );
}
