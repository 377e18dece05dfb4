/** How Coq writes terms; what its library calls the constants of logic, and which arguments it infers. */
import { lambda, type Expr, type Logic } from "../calculus/expr.js";
import type { Dialect } from "../calculus/text.js";

const KEYWORDS =
  "_ IF Prop SProp Set Type as at cofix else end exists exists2 fix for forall fun if in let match return then " +
  "using where with by";

/** What the exported text itself calls by name. */
const USED =
  "True False I conj proj1 proj2 or_introl or_intror ex_intro eq_refl eq_sym eq_trans eq_ind f_equal False_ind " +
  "classic all_theorems";

export const COQ_RESERVED: ReadonlySet<string> = new Set(`${KEYWORDS} ${USED}`.split(" "));

export const COQ: Dialect = {
  type: "Type",
  prop: "Prop",
  forall: "forall",
  exists: "exists",
  arrow: "->",
  not: "~",
  and: "/\\",
  or: "\\/",
  unequal: "<>",
  spellings: {
    trueIntro: ["I"],
    falseElim: ["False_ind", 0, 1],
    andIntro: ["conj", 2, 3],
    andLeft: ["proj1", 2],
    andRight: ["proj2", 2],
    orInl: ["or_introl", 2],
    orInr: ["or_intror", 2],
    orElim: ["or_ind", 4, 5, 3],
    // The predicate is not left out: Coq guesses it from the proof, and not always as the existence has it.
    existsIntro: ["ex_intro", 1, 2, 3],
    existsElim: ["ex_ind", 4, 3],
    eqRefl: ["eq_refl", 1],
    eqSymm: ["eq_sym", 3],
    eqTrans: ["eq_trans", 4, 5],
    congrArg: ["f_equal", 4, 5],
    eqSubst: ["eq_ind", 2, 1, 5, 3, 4],
    excludedMiddle: ["classic", 0],
  },
  special: elimination,
};

/** An elimination with functions is a match. */
function elimination(
  constant: Logic,
  args: readonly Expr[],
  write: (expr: Expr) => string,
): string | undefined {
  const branch = (pattern: string, count: number, index: number): string | undefined => {
    const expr = args[index];
    if (expr.kind !== "lambda" || expr.binders.length < count) return undefined;
    const names = expr.binders.slice(0, count).map(({ name }) => name);
    return `${pattern} ${names.join(" ")} => ${write(lambda(expr.binders.slice(count), expr.body))}`;
  };
  const branches =
    constant === "orElim"
      ? [branch("or_introl", 1, 4), branch("or_intror", 1, 5)]
      : constant === "existsElim"
        ? [branch("ex_intro _", 2, 4)]
        : [undefined];
  return branches.includes(undefined)
    ? undefined
    : `match ${write(args[3])} with ${branches.join(" | ")} end`;
}
