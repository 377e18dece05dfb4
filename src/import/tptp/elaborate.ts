/**
 * A TPTP problem as a theory: every symbol with its sorts, axioms as facts, the conjecture as a goal. A problem without
 * a conjecture asks whether its formulas contradict each other; its goal is `false`.
 *
 * Untyped symbols take and give individuals (`$i`, here the sort `I`). Nothing is thrown: what cannot be expressed is
 * reported at its place.
 */
import {
  atom,
  conjunction,
  eq,
  exists,
  FALSE,
  forall,
  iff,
  imp,
  not,
  or,
  TRUE,
  universalClosure,
} from "../../logic/formula.js";
import type { Formula } from "../../logic/formula.js";
import { renameBound } from "../../logic/rename.js";
import { sameSort, type Sort } from "../../logic/sort.js";
import { app, variable, type Term, type Var } from "../../logic/term.js";
import type { Fact, Goal, Theory } from "../../logic/theory.js";
import type { DiagnosticSink } from "../../mpl/diagnostic.js";
import { Declarations, unsupported, type Signature } from "./declarations.js";
import { NameTable } from "./names.js";
import type { Piece, TptpFormula, TptpTerm, Word } from "./syntax.js";

const AXIOM_ROLES = new Set([
  ...[
    "axiom",
    "hypothesis",
    "definition",
    "assumption",
    "lemma",
    "theorem",
    "corollary",
    "negated_conjecture",
    "plain",
  ],
]);

export interface TptpProblem {
  readonly theory: Theory;
  /** True if the file has a conjecture: it is a theorem or not; else the formulas are satisfiable or not. */
  readonly hasConjecture: boolean;
  readonly symbols: NameTable;
  /** What the problem calls a sort of the theory. */
  readonly originalSort: (sort: Sort) => string;
  /** By the name of a fact or goal of the theory: what the file calls it, and the file. */
  readonly sources: ReadonlyMap<string, { readonly name: string; readonly file: string }>;
}

/** A piece with the file that it stands in. */
export interface PlacedPiece {
  readonly piece: Piece;
  readonly sink: DiagnosticSink;
}

export function elaborateTptp(name: string, pieces: readonly PlacedPiece[]): TptpProblem {
  const elaborator = new Elaborator(name);
  for (const placed of pieces) if (placed.piece.kind === "typing") elaborator.declare(placed);
  for (const placed of pieces) if (placed.piece.kind === "formula") elaborator.statement(placed);
  return elaborator.problem();
}

class Elaborator {
  readonly #declarations = new Declarations();
  readonly #statements = new NameTable();
  readonly #facts: Fact[] = [];
  readonly #goals: Goal[] = [];
  readonly #sources = new Map<string, { name: string; file: string }>();
  #sink!: DiagnosticSink;

  constructor(private readonly name: string) {}

  problem(): TptpProblem {
    const { name } = this;
    const hasConjecture = this.#goals.length > 0;
    const title = this.#statements.nameOf("contradiction");
    const goals = hasConjecture ? this.#goals : [{ name: title, params: [], formula: FALSE, origin: name }];
    const symbols = this.#declarations.symbols(name);
    const sorts = this.#declarations.sorts(name);
    const settings = { explore: new Map<string, number>(), grid: new Map<string, number>() };
    return {
      theory: { name, uses: [], sorts, symbols, facts: this.#facts, goals, settings, recursions: [] },
      hasConjecture,
      symbols: this.#declarations.symbolNames,
      originalSort: (sort) => this.#declarations.originalSort(sort),
      sources: this.#sources,
    };
  }

  declare({ piece, sink }: PlacedPiece): void {
    if (piece.kind === "typing") this.#declarations.declare(piece, sink);
  }

  // -------------------------------------------------------------------------------------------------- statements

  statement({ piece, sink }: PlacedPiece): void {
    if (piece.kind !== "formula") return;
    this.#sink = sink;
    const { name, role, language } = piece;
    if (role.text !== "conjecture" && !AXIOM_ROLES.has(role.text)) {
      unsupported(this.#sink, role, `the role ${role.text} is not read`);
      return;
    }
    if (language === "cnf" && role.text === "conjecture") {
      this.#error(role, "a clause cannot be a conjecture", "state the negated clauses as negated_conjecture");
      return;
    }
    const scope = new Map<string, Var>();
    const formula = withDistinctNames(
      language === "cnf"
        ? universalClosure(this.#clause(piece.formula, scope))
        : this.#formula(piece.formula, scope, false),
    );
    let title = this.#statements.nameOf(name.text);
    if (this.#sources.has(title)) {
      title = this.#statements.nameOf(`${name.text} ${this.#sources.size}`);
    }
    this.#sources.set(title, { name: name.text, file: sink.file.path });
    const entry = { name: title, params: [], formula, origin: this.name };
    if (role.text === "conjecture") this.#goals.push(entry);
    else this.#facts.push({ ...entry, kind: "axiom" });
  }

  /** A clause as an implication from what it negates to what it does not. Its variables are declared as they come. */
  #clause(clause: TptpFormula, scope: Map<string, Var>): Formula {
    const literals = clause.kind === "or" ? clause.parts : [clause];
    const formulas = literals.map((literal) => this.#formula(literal, scope, true));
    const negative = formulas.flatMap((formula) => (formula.kind === "not" ? [formula.body] : []));
    const positive = formulas.filter((formula) => formula.kind !== "not");
    if (positive.length === 0 && negative.length === 1) return not(negative[0]);
    const conclusion = disjunction(positive);
    return negative.length === 0 ? conclusion : imp([], conjunction(negative), conclusion);
  }

  #formula(formula: TptpFormula, scope: Map<string, Var>, isClause: boolean): Formula {
    const inside = (part: TptpFormula): Formula => this.#formula(part, scope, isClause);
    switch (formula.kind) {
      case "atom":
        return this.#atom(formula.functor, formula.args, scope, isClause);
      case "equation": {
        const left = this.#term(formula.left, scope, isClause);
        const right = this.#term(formula.right, scope, isClause);
        if (left === undefined || right === undefined) return TRUE;
        if (!sameSort(left.sort, right.sort)) {
          const sorts = `${this.#declarations.originalSort(left.sort)} and ${this.#declarations.originalSort(right.sort)}`;
          this.#error(firstWord(formula.right), `the sides of this equation have different types, ${sorts}`);
          return TRUE;
        }
        const equation = eq(left.term, right.term);
        return formula.holds ? equation : not(equation);
      }
      case "not": {
        const body = inside(formula.body);
        return body.kind === "not" && isClause ? body.body : not(body);
      }
      case "and":
        return conjunction(formula.parts.map(inside));
      case "or":
        return disjunction(formula.parts.map(inside));
      case "binary":
        return binary(formula.connective, inside(formula.left), inside(formula.right));
      case "quantified":
        return this.#quantified(formula, scope);
      default:
        return formula satisfies never;
    }
  }

  #quantified(formula: TptpFormula & { kind: "quantified" }, scope: ReadonlyMap<string, Var>): Formula {
    const inner = new Map(scope);
    const vars = formula.binders.map(({ variable: word, type }) => {
      const sort =
        type === undefined ? this.#declarations.individuals() : this.#declarations.sortOf(type, this.#sink);
      const v = variable(word.text, sort);
      inner.set(word.text, v);
      return v;
    });
    const body = this.#formula(formula.body, inner, false);
    if (formula.quantifier === "!") {
      if (body.kind === "imp" && body.vars.length === 0) return forall(vars, body.premise, body.conclusion);
      return forall(vars, TRUE, body);
    }
    return body.kind === "and" ? exists(vars, body.left, body.right) : exists(vars, TRUE, body);
  }

  // ---------------------------------------------------------------------------------------------- atoms and terms

  #atom(functor: Word, terms: readonly TptpTerm[], scope: Map<string, Var>, isClause: boolean): Formula {
    if (functor.text === "$true") return TRUE;
    if (functor.text === "$false") return FALSE;
    const signature = this.#declarations.signature(functor, terms.length, true, this.#sink);
    const args = this.#arguments(functor, terms, signature, scope, isClause);
    return args === undefined ? TRUE : atom(this.#declarations.symbolNames.nameOf(functor.text), args);
  }

  #term(
    term: TptpTerm,
    scope: Map<string, Var>,
    isClause: boolean,
  ): { readonly term: Term; readonly sort: Sort } | undefined {
    switch (term.kind) {
      case "variable": {
        let v = scope.get(term.word.text);
        if (v === undefined && isClause) {
          v = variable(term.word.text, this.#declarations.individuals());
          scope.set(term.word.text, v);
        }
        if (v === undefined) this.#error(term.word, `the variable ${term.word.text} is not quantified`);
        return v === undefined ? undefined : { term: v, sort: v.sort };
      }
      case "application": {
        const signature = this.#declarations.signature(term.functor, term.args.length, false, this.#sink);
        const args = this.#arguments(term.functor, term.args, signature, scope, isClause);
        if (args === undefined || signature?.result === undefined) return undefined;
        return {
          term: app(this.#declarations.symbolNames.nameOf(term.functor.text), args),
          sort: signature.result,
        };
      }
      case "literal": {
        const what = term.word.text.startsWith('"') ? "distinct objects" : "numbers";
        unsupported(this.#sink, term.word, `${what} are not read`);
        return undefined;
      }
      default:
        return term satisfies never;
    }
  }

  #arguments(
    functor: Word,
    terms: readonly TptpTerm[],
    signature: Signature | undefined,
    scope: Map<string, Var>,
    isClause: boolean,
  ): readonly Term[] | undefined {
    const args = terms.map((term) => this.#term(term, scope, isClause));
    if (signature === undefined) return undefined;
    const wrong = args.findIndex((arg, i) => arg !== undefined && !sameSort(arg.sort, signature.args[i]));
    const found = args[wrong]?.sort;
    if (found !== undefined) {
      const wanted = this.#declarations.originalSort(signature.args[wrong]);
      const message = `argument ${wrong + 1} of ${functor.text} is of type ${wanted}, and this is of type ${this.#declarations.originalSort(found)}`;
      this.#error(firstWord(terms[wrong]), message);
    }
    if (wrong >= 0 || args.includes(undefined)) return undefined;
    return args.map((arg) => arg!.term);
  }

  #error(word: Word, message: string, hint?: string): void {
    this.#sink.error("tptp-meaning", word, message, hint);
  }
}

function disjunction(parts: readonly Formula[]): Formula {
  const [first = FALSE, ...rest] = parts;
  return rest.reduce((left, right) => or(left, right), first);
}

/** The formula with all bound variables named differently, as formulas have to be. */
function withDistinctNames(formula: Formula): Formula {
  const used = new Set<string>();
  return renameBound(formula, (original) => {
    let name = original;
    for (let number = 1; used.has(name); number++) name = `${original}_${number}`;
    used.add(name);
    return name;
  });
}

function firstWord(term: TptpTerm): Word {
  return term.kind === "application" ? term.functor : term.word;
}

function binary(connective: string, left: Formula, right: Formula): Formula {
  switch (connective) {
    case "=>":
      return imp([], left, right);
    case "<=":
      return imp([], right, left);
    case "<=>":
      return iff(left, right);
    case "<~>":
      return not(iff(left, right));
    case "~|":
      return not(or(left, right));
    default:
      return not(conjunction([left, right]));
  }
}
