/**
 * Clauses: a formula taken apart into what it lets one conclude, each with the proof path back to the formula.
 *
 * Premises that are disjunctions give one clause an alternative, existential premises become variables. A premise that
 * is itself universal would need a proof of its own and gives no clause.
 */
import { FALSE, conjuncts, not, type Formula } from "../logic/formula.js";
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
      for (const { leaves, premises, vars } of premiseChoices(
        conjuncts(formula.premise),
        context.premises.length,
      )) {
        walk(
          formula.conclusion,
          {
            vars: [...context.vars, ...formula.vars, ...vars],
            premises: [...context.premises, ...premises],
            path: [...context.path, { kind: "instance", vars: formula.vars, leaves }],
          },
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

/** !(X & Y): from X, !Y; from Y, !X. */
function walkNand(
  body: { left: Formula; right: Formula },
  side: 0 | 1,
  context: Context,
  out: Clause[],
): void {
  const [given, denied] = side === 0 ? [body.left, body.right] : [body.right, body.left];
  for (const { leaves, premises, vars } of premiseChoices([given], context.premises.length)) {
    walk(
      not(denied),
      {
        vars: [...context.vars, ...vars],
        premises: [...context.premises, ...premises],
        path: [...context.path, { kind: "nand", side, leaf: leaves[0] }],
      },
      out,
    );
  }
}

interface PremiseChoice {
  readonly leaves: readonly Leaf[];
  readonly premises: readonly Formula[];
  readonly vars: readonly Var[];
}

/** Every way to prove all of `parts` from literals; premise numbers start at `base`. */
function premiseChoices(parts: readonly Formula[], base: number): PremiseChoice[] {
  let choices: PremiseChoice[] = [{ leaves: [], premises: [], vars: [] }];
  for (const part of parts) {
    choices = choices.flatMap((choice) =>
      leafChoices(part, base + choice.premises.length).map((next) => ({
        leaves: [...choice.leaves, next.leaf],
        premises: [...choice.premises, ...next.premises],
        vars: [...choice.vars, ...next.vars],
      })),
    );
  }
  return choices;
}

function leafChoices(
  part: Formula,
  base: number,
): { leaf: Leaf; premises: readonly Formula[]; vars: readonly Var[] }[] {
  if (isLiteral(part)) return [{ leaf: { kind: "literal", premise: base }, premises: [part], vars: [] }];
  if (part.kind === "not" && part.body.kind === "and") {
    const { left, right } = part.body;
    if (left.kind !== "not" || right.kind !== "not") return [];
    return [left.body, right.body].flatMap((side) =>
      leafChoices(side, base).map((choice) => ({
        ...choice,
        leaf: { kind: "or" as const, left: left.body, right: right.body, side: choice.leaf },
      })),
    );
  }
  const parts = existential(part);
  if (parts === undefined) return [];
  return premiseChoices(parts.parts, base).map((choice) => ({
    leaf: { kind: "exists" as const, formula: part, vars: parts.vars, leaves: choice.leaves },
    premises: choice.premises,
    vars: [...parts.vars, ...choice.vars],
  }));
}

/** The negation of a goal, to be refuted. */
export function negate(formula: Formula): Formula {
  if (formula.kind === "true") return FALSE;
  return not(formula);
}
