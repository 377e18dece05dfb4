/**
 * The language that every export is made in: typed lambda terms, for statements and for proofs, as Coq and Lean both
 * have them. A printer turns them into the text of one prover.
 *
 * The names of locals and globals are identifiers already. `Logic` is all that is used of a prover's own library; its
 * constants stand with all their arguments, types included, and a printer leaves out what its prover infers.
 *
 * A local is bound by the innermost binder of its name. Nothing here renames: who puts a term under a binder sees to
 * it that the name is free there (see `ProofTerms`).
 */

/** The arguments of each constant, in order, are in the comment; A and B are types, a and b propositions. */
export type Logic =
  | "True" // –
  | "False" // –
  | "Not" // a
  | "And" // a b
  | "Or" // a b
  | "Eq" // A x y
  | "Exists" // A predicate
  | "trueIntro" // –
  | "falseElim" // goal, proof of False
  | "andIntro" // a b, proof of a, proof of b
  | "andLeft" // a b, proof of a and b
  | "andRight" // a b, proof of a and b
  | "orInl" // a b, proof of a
  | "orInr" // a b, proof of b
  | "orElim" // a b goal, proof of a or b, from a the goal, from b the goal
  | "existsIntro" // A predicate, witness, proof for the witness
  | "existsElim" // A predicate goal, proof of the existence, from a witness and its proof the goal
  | "eqRefl" // A x
  | "eqSymm" // A x y, proof of x = y
  | "eqTrans" // A x y z, proof of x = y, proof of y = z
  | "congrArg" // A B x y, function, proof of x = y
  | "eqSubst" // A predicate x y, proof of x = y, proof for x
  | "excludedMiddle"; // a

export interface Binder {
  readonly name: string;
  readonly type: Expr;
  /** A proof's type is clear from where the binder stands, and long. */
  readonly of: "sort" | "element" | "proof";
}

export type Expr =
  | { readonly kind: "local" | "global"; readonly name: string }
  | { readonly kind: "universe"; readonly of: "Type" | "Prop" }
  | { readonly kind: "logic"; readonly constant: Logic; readonly args: readonly Expr[] }
  | { readonly kind: "apply"; readonly head: Expr; readonly args: readonly Expr[] }
  | { readonly kind: "lambda" | "forall"; readonly binders: readonly Binder[]; readonly body: Expr }
  | { readonly kind: "arrow"; readonly from: Expr; readonly to: Expr };

/** A proof cut into named facts, each of which may use those before it, as a certificate is. */
export interface Block {
  readonly binders: readonly Binder[];
  readonly items: readonly Item[];
  readonly result: Expr;
}

/** A fact within a proof, with a term or a block that proves it. */
export interface Item {
  readonly name: string;
  readonly type: Expr;
  readonly proof: Expr | Block;
}

/** `original` is the name in the theory where there is one. */
export type Declaration =
  | {
      readonly kind: "variable" | "hypothesis";
      readonly name: string;
      readonly original: string | undefined;
      readonly type: Expr;
    }
  | {
      readonly kind: "definition";
      readonly name: string;
      readonly original: string | undefined;
      readonly binders: readonly Binder[];
      readonly type: Expr;
      readonly value: Expr;
    }
  | {
      /** A step of a long proof, the fact that a definition states, or a theorem of the run. */
      readonly kind: "step" | "fact" | "theorem";
      readonly name: string;
      readonly original: string | undefined;
      readonly binders: readonly Binder[];
      readonly type: Expr;
      readonly proof: Block;
    };

export const TYPE: Expr = { kind: "universe", of: "Type" };
export const PROP: Expr = { kind: "universe", of: "Prop" };
export const FALSE_PROP: Expr = { kind: "logic", constant: "False", args: [] };

export function local(name: string): Expr {
  return { kind: "local", name };
}
export function global(name: string): Expr {
  return { kind: "global", name };
}
export function logic(constant: Logic, ...args: readonly Expr[]): Expr {
  return { kind: "logic", constant, args };
}
export function apply(head: Expr, ...args: readonly Expr[]): Expr {
  if (args.length === 0) return head;
  return head.kind === "apply"
    ? { kind: "apply", head: head.head, args: [...head.args, ...args] }
    : { kind: "apply", head, args };
}
export function lambda(binders: readonly Binder[], body: Expr): Expr {
  if (binders.length === 0) return body;
  return body.kind === "lambda"
    ? { kind: "lambda", binders: [...binders, ...body.binders], body: body.body }
    : { kind: "lambda", binders, body };
}
export function forall(binders: readonly Binder[], body: Expr): Expr {
  return binders.length === 0 ? body : { kind: "forall", binders, body };
}
export function arrow(from: Expr, to: Expr): Expr {
  return { kind: "arrow", from, to };
}
/** From all of `premises`, in order, `to`. */
export function arrows(premises: readonly Expr[], to: Expr): Expr {
  return premises.reduceRight((rest, premise) => arrow(premise, rest), to);
}
export function isBlock(proof: Expr | Block): proof is Block {
  return "items" in proof;
}

/** Adds the names of the locals that are free in the expression to `into`. */
export function collectLocals(expr: Expr, into: Set<string>, bound: readonly string[] = []): void {
  switch (expr.kind) {
    case "local":
      if (!bound.includes(expr.name)) into.add(expr.name);
      return;
    case "global":
    case "universe":
      return;
    case "logic":
      for (const arg of expr.args) collectLocals(arg, into, bound);
      return;
    case "apply":
      collectLocals(expr.head, into, bound);
      for (const arg of expr.args) collectLocals(arg, into, bound);
      return;
    case "lambda":
    case "forall": {
      let inner = bound;
      for (const { name, type } of expr.binders) {
        collectLocals(type, into, inner);
        inner = [...inner, name];
      }
      collectLocals(expr.body, into, inner);
      return;
    }
    case "arrow":
      collectLocals(expr.from, into, bound);
      collectLocals(expr.to, into, bound);
      return;
    default:
      expr satisfies never;
  }
}

/** The expression with others for its free locals. None of those may have a free local that is bound on the way. */
export function replaceLocals(expr: Expr, images: ReadonlyMap<string, Expr>): Expr {
  const put = (inner: Expr): Expr => replaceLocals(inner, images);
  switch (expr.kind) {
    case "local":
      return images.get(expr.name) ?? expr;
    case "global":
    case "universe":
      return expr;
    case "logic":
      return { ...expr, args: expr.args.map(put) };
    case "apply":
      return apply(put(expr.head), ...expr.args.map(put));
    case "lambda":
    case "forall":
      return {
        ...expr,
        binders: expr.binders.map((one) => ({ ...one, type: put(one.type) })),
        body: put(expr.body),
      };
    case "arrow":
      return arrow(put(expr.from), put(expr.to));
    default:
      return expr satisfies never;
  }
}
