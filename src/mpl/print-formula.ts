/**
 * Terms and formulas in the readable notation: infix operators with as few parentheses as the fixities allow, and the
 * sugar that the core language writes out (`->`, `|`, `exists`, `<->`, `!=`). What is printed reads back as the same
 * formula, up to the names of bound variables and of sort parameters.
 *
 * What is printed is a row of tokens (tokens.ts), which joined are the text. A piece of it remembers how tightly it
 * holds together: `precedence` at its outermost operator, and `tail`, the loosest prefix operator that is open at its
 * right end and would swallow an operator written after it.
 */
import { collectFreeVars, type Atom, type Formula, type Imp, type Not } from "../logic/formula.js";
import type { Sort } from "../logic/sort.js";
import type { App, Term, Var } from "../logic/term.js";
import type { Fixity, SymbolDecl, Theory } from "../logic/theory.js";
import { isReserved, isSignRun, isWord } from "./names.js";
import { connectiveFixity, NOT_PRECEDENCE, QUANTIFIER_PRECEDENCE } from "./operators.js";
import { annotationsFor, type Annotations } from "./print-sorts.js";
import { alphaText } from "../logic/rename.js";
import { firstToken, flatTokens, SPACE, token, tokensText, type Token, type TokenTree } from "./tokens.js";
import { sortToReadable } from "./unify.js";

/** Kinds of marks, outermost first, by the subterm (the object) that they are around. */
export type Marks = ReadonlyMap<Term, readonly string[]>;

const NO_MARKS: Marks = new Map();

interface Piece {
  readonly tokens: TokenTree;
  readonly form: "closed" | Fixity["kind"];
  readonly precedence: number;
  readonly tail: number;
}

function closed(...tokens: readonly TokenTree[]): Piece {
  return { tokens, form: "closed", precedence: Infinity, tail: Infinity };
}

function bracketed(piece: Piece, needed: boolean): Piece {
  return needed ? closed(token("punctuation", "("), piece.tokens, token("punctuation", ")")) : piece;
}

function infix(sign: TokenTree, fixity: Fixity, leftPiece: Piece, rightPiece: Piece): Piece {
  const p = fixity.precedence;
  const joins = (piece: Piece, kind: Fixity["kind"]): boolean =>
    piece.precedence > p || (piece.precedence === p && fixity.kind === kind && piece.form === kind);
  const leftOk = (leftPiece.form === "prefix" || joins(leftPiece, "infixl")) && leftPiece.tail >= p;
  const rightOk = rightPiece.form === "prefix" || joins(rightPiece, "infixr");
  const left = bracketed(leftPiece, !leftOk);
  const right = bracketed(rightPiece, !rightOk);
  const tokens = [left.tokens, SPACE, sign, SPACE, right.tokens];
  return { tokens, form: fixity.kind, precedence: p, tail: right.tail };
}

function prefix(sign: TokenTree, precedence: number, operandPiece: Piece): Piece {
  const isInfix = operandPiece.form !== "prefix" && operandPiece.form !== "closed";
  const operand = bracketed(operandPiece, isInfix && operandPiece.precedence <= precedence);
  const tokens = [sign, operand.tokens];
  return { tokens, form: "prefix", precedence, tail: Math.min(precedence, operand.tail) };
}

function connective(sign: string, left: Piece, right: Piece): Piece {
  return infix(token("connective", sign), connectiveFixity(sign)!, left, right);
}

/** The bindings of `!(>[xs]P!Q)`, which is "there are xs with P and Q". */
function existential(formula: Not): (Imp & { readonly conclusion: Not }) | undefined {
  const { body } = formula;
  if (body.kind !== "imp" || body.vars.length === 0 || body.conclusion.kind !== "not") return undefined;
  return { ...body, conclusion: body.conclusion };
}

/** Prints many formulas of one theory. */
export class ReadablePrinter {
  private readonly symbols: ReadonlyMap<string, SymbolDecl>;
  private annotations: Annotations = { vars: new Set(), uses: new Set() };
  private marks: Marks = NO_MARKS;

  constructor(theory: Pick<Theory, "symbols">) {
    this.symbols = new Map(theory.symbols.map((symbol) => [symbol.name, symbol]));
  }

  /** A whole formula. The outermost quantifier is left out where reading it back would put it there again. */
  formula(formula: Formula): string {
    return tokensText(this.formulaTokens(formula));
  }

  /** `quantified`: with the outermost quantifier in any case. */
  formulaTokens(formula: Formula, quantified = false): readonly Token[] {
    this.annotations = annotationsFor(formula, this.symbols);
    if (!quantified && formula.kind === "imp" && this.closesByItself(formula))
      return flatTokens(this.matrix(formula).tokens);
    return flatTokens(this.piece(formula).tokens);
  }

  term(term: Term): string {
    return tokensText(this.termTokens(term));
  }

  /** `marks` says which subterms, as objects, have their tokens put between marks, and of what kind. */
  termTokens(term: Term, marks: Marks = NO_MARKS): readonly Token[] {
    this.annotations = { vars: new Set(), uses: new Set() };
    this.marks = marks;
    const { tokens } = this.termPiece(term);
    this.marks = NO_MARKS;
    return flatTokens(tokens);
  }

  sort(sort: Sort): string {
    return sortToReadable(sort);
  }

  /** `head := body` of a definition, whose formula is `whole`. */
  definition(whole: Formula, vars: readonly Var[], head: Atom | App, body: Formula | Term): string {
    return tokensText(this.definitionTokens(whole, vars, head, body));
  }

  definitionTokens(
    whole: Formula,
    vars: readonly Var[],
    head: Atom | App,
    body: Formula | Term,
  ): readonly Token[] {
    this.annotations = annotationsFor(whole, this.symbols);
    const args = new Map(vars.map((v) => [v.name, v]));
    const headPiece = this.application(head, (arg) => {
      const v = arg.kind === "var" ? args.get(arg.name) : undefined;
      return v !== undefined && this.annotations.vars.has(v) ? this.ascribed(v) : this.termPiece(arg);
    });
    const piece = body.kind === "var" || body.kind === "app" ? this.termPiece(body) : this.piece(body);
    return flatTokens([headPiece.tokens, SPACE, token("connective", ":="), SPACE, piece.tokens]);
  }

  /** `x : N`, which goes without parentheses only where a comma or a bracket ends it. */
  private ascribed(v: Var): Piece {
    const tokens = [this.variable(v), ...colonSort(this.sort(v.sort))];
    return { tokens, form: "infix", precedence: -Infinity, tail: Infinity };
  }

  // Names and binders

  private name(name: string): string {
    const plain = isWord(name) && !isReserved(name) && this.symbols.get(name)?.fixity === undefined;
    return plain ? name : `"${name}"`;
  }

  private symbolName(name: string): string {
    return isWord(name) || isSignRun(name) ? name : `"${name}"`;
  }

  private variable({ name }: Var): Token {
    return token("variable", this.name(name));
  }

  /** `forall x y. `, `exists (x : N) (y : List a). ` */
  private quantifier(word: string, vars: readonly Var[]): readonly Token[] {
    const groups: { names: Token[]; sort: string | undefined }[] = [];
    for (const v of vars) {
      const sort = this.annotations.vars.has(v) ? this.sort(v.sort) : undefined;
      const last = groups.at(-1);
      if (last !== undefined && last.sort === sort) last.names.push(SPACE, this.variable(v));
      else groups.push({ names: [this.variable(v)], sort });
    }
    const tokens = groups.flatMap(({ names, sort }) => {
      if (sort === undefined) return [SPACE, ...names];
      const binder = [...names, ...colonSort(sort)];
      if (groups.length === 1) return [SPACE, ...binder];
      return [SPACE, token("punctuation", "("), ...binder, token("punctuation", ")")];
    });
    return [token("connective", word), ...tokens, token("punctuation", "."), SPACE];
  }

  /** True if the formula's outer variables, left free, would be quantified again in the same order. */
  private closesByItself(formula: Imp): boolean {
    const { vars } = formula;
    if (vars.length === 0) return false;
    const plain = vars.every(
      ({ name }) => !this.symbols.has(name) && !isReserved(name) && !(isWord(name) && /^[0-9]/u.test(name)),
    );
    if (!plain || vars.some((v) => this.annotations.vars.has(v))) return false;
    const free = new Map<string, Var>();
    collectFreeVars({ ...formula, vars: [] }, free);
    return [...free.keys()].join() === vars.map((v) => v.name).join();
  }

  // Formulas

  private piece(formula: Formula): Piece {
    switch (formula.kind) {
      case "true":
      case "false":
        return closed(token("connective", formula.kind));
      case "eq":
        return connective("=", this.termPiece(formula.left), this.termPiece(formula.right));
      case "atom":
        return this.application(formula);
      case "not":
        return this.negation(formula);
      case "and":
        return (
          this.equivalence(formula) ?? connective("&", this.piece(formula.left), this.piece(formula.right))
        );
      case "imp":
        if (formula.vars.length === 0) return this.implication(formula);
        return prefix(this.quantifier("forall", formula.vars), QUANTIFIER_PRECEDENCE, this.matrix(formula));
      default:
        return formula satisfies never;
    }
  }

  private implication(formula: Imp): Piece {
    return connective("->", this.piece(formula.premise), this.piece(formula.conclusion));
  }

  /** What stands after the quantifier: a quantifier reaches into an implication right below it, hence `true -> …`. */
  private matrix(formula: Imp): Piece {
    if (formula.premise.kind === "true" && formula.conclusion.kind !== "imp")
      return this.piece(formula.conclusion);
    return this.implication(formula);
  }

  private equivalence(formula: Formula & { kind: "and" }): Piece | undefined {
    const { left, right } = formula;
    if (left.kind !== "imp" || right.kind !== "imp" || left.vars.length + right.vars.length > 0)
      return undefined;
    if (alphaText(left) !== alphaText({ ...right, premise: right.conclusion, conclusion: right.premise }))
      return undefined;
    return connective("<->", this.piece(left.premise), this.piece(left.conclusion));
  }

  private negation(formula: Not): Piece {
    const { body } = formula;
    if (body.kind === "eq") return connective("!=", this.termPiece(body.left), this.termPiece(body.right));
    if (body.kind === "and" && body.left.kind === "not" && body.right.kind === "not") {
      return connective("|", this.piece(body.left.body), this.piece(body.right.body));
    }
    const exists = existential(formula);
    if (exists !== undefined) return this.existence(exists);
    const piece = this.piece(body);
    const isInfix = piece.form !== "closed" && piece.form !== "prefix";
    return prefix(token("connective", "!"), NOT_PRECEDENCE, bracketed(piece, isInfix));
  }

  /** A conjunction or another `exists` right below would be taken apart when read back, hence `true & …`. */
  private existence({ vars, premise, conclusion }: Imp & { readonly conclusion: Not }): Piece {
    const { body } = conclusion;
    const merges = body.kind === "and" || (body.kind === "not" && existential(body) !== undefined);
    const matrix =
      premise.kind === "true" && !merges
        ? this.piece(body)
        : connective("&", this.piece(premise), this.piece(body));
    return prefix(this.quantifier("exists", vars), QUANTIFIER_PRECEDENCE, matrix);
  }

  // Terms

  private termPiece(term: Term): Piece {
    const piece = term.kind === "var" ? closed(this.variable(term)) : this.application(term);
    const kinds = this.marks.get(term);
    if (kinds === undefined) return piece;
    const marks = (role: "begin" | "end"): Token[] => kinds.map((kind) => ({ role, text: "", kind }));
    return { ...piece, tokens: [marks("begin"), piece.tokens, marks("end").reverse()] };
  }

  private application(node: App | Atom, print: (arg: Term) => Piece = (arg) => this.termPiece(arg)): Piece {
    const name = node.kind === "app" ? node.symbol : node.predicate;
    const fixity = this.symbols.get(name)?.fixity;
    const sign = [token("symbol", this.symbolName(name))];
    if (this.annotations.uses.has(node))
      sign.push(token("sort", `{${node.sorts.map((sort) => this.sort(sort)).join(", ")}}`));
    const args = node.args.map(print);
    if (fixity !== undefined && !sign[0].text.startsWith('"')) {
      if (fixity.kind !== "prefix" && args.length === 2) return infix(sign, fixity, args[0], args[1]);
      if (fixity.kind === "prefix" && args.length === 1)
        return this.prefixed(sign, fixity.precedence, args[0]);
    }
    if (args.length === 0) return closed(sign);
    const list = args.map((arg, index) =>
      index === 0 ? arg.tokens : [token("punctuation", ","), SPACE, arg.tokens],
    );
    return closed(sign, token("punctuation", "("), list, token("punctuation", ")"));
  }

  private prefixed(sign: readonly Token[], precedence: number, operand: Piece): Piece {
    const next = firstToken(prefix([], precedence, operand).tokens)?.text.slice(0, 1) ?? "";
    const touches = isSignRun(tokensText(sign)) && (next === "(" || isWord(next));
    return prefix(touches ? sign : [sign, SPACE], precedence, operand);
  }
}

function colonSort(sort: string): readonly Token[] {
  return [SPACE, token("punctuation", ":"), SPACE, token("sort", sort)];
}
