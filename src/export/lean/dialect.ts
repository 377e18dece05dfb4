/** How Lean 4 writes terms; what its prelude calls the constants of logic, and which arguments it infers. */
import type { Dialect } from "../calculus/text.js";

/** Words that no identifier may be: commands, terms, and words within tactics that Lean reads as tokens everywhere. */
const KEYWORDS =
  "_ Prop Sort Type abbrev add_decl_doc admit assume at attribute axiom axioms builtin_initialize by calc case class " +
  "coinductive constant decreasing_by def deriving do elab elab_rules else end example exists export expose extends " +
  "extern fix for forall from fun generalizing have haveI hiding if import in include inductive infix infixl infixr " +
  "init_quot initialize instance let letI local macro macro_rules match matches meta module mut mutual namespace " +
  "nat_lit no_index nofun nomatch noncomputable nonrec notation obtain omit only opaque open or_else override " +
  "partial postfix precedence prefix prelude private protected public rec renaming return run_cmd scoped section " +
  "set_option show sorry static structure suffices syntax termination_by then theorem this to trailing_parser try " +
  "universe universes unless unsafe using variable variables via where with";

/** What the exported text itself calls by name. */
const USED = "True False And Or Not Exists Eq Ne Iff congrArg Classical Lemmagrid classic";

export const LEAN_RESERVED: ReadonlySet<string> = new Set(`${KEYWORDS} ${USED}`.split(" "));

export const LEAN: Dialect = {
  type: "Type",
  prop: "Prop",
  forall: "∀",
  exists: "∃",
  arrow: "→",
  not: "¬",
  and: "∧",
  or: "∨",
  unequal: undefined,
  spellings: {
    trueIntro: ["True.intro"],
    falseElim: ["@False.elim", 0, 1],
    andIntro: ["And.intro", 2, 3],
    andLeft: ["And.left", 2],
    andRight: ["And.right", 2],
    orInl: ["Or.inl", 2],
    orInr: ["Or.inr", 2],
    orElim: ["Or.elim", 3, 4, 5],
    existsIntro: ["Exists.intro", 2, 3],
    existsElim: ["Exists.elim", 3, 4],
    eqRefl: ["Eq.refl", 1],
    eqSymm: ["Eq.symm", 3],
    eqTrans: ["Eq.trans", 4, 5],
    congrArg: ["congrArg", 4, 5],
    eqSubst: ["@Eq.subst", "_", 1, "_", "_", 4, 5],
    excludedMiddle: ["Classical.em", 0],
  },
};
