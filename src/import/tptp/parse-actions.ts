/**
 * From Ohm's parse trees of TPTP to its syntax: one operation for each kind of node. Spans are shifted by the offset of
 * the piece that was matched. Nothing is resolved or judged here.
 */
/* eslint-disable @typescript-eslint/no-unused-vars -- Ohm checks that an action names every part of its rule. */
import type { MatchResult, Node } from "ohm-js";
import { tptpGrammar } from "./grammar.js";
import type { BinaryConnective, Piece, TptpFormula, TptpTerm, Word } from "./syntax.js";

let shift = 0;

function wordOf(node: Node): Word {
  const { startIdx, endIdx, contents } = node.source;
  const isQuoted = contents.startsWith("'");
  return {
    text: isQuoted ? contents.slice(1, -1).replace(/\\(.)/gu, "$1") : contents,
    start: shift + startIdx,
    end: shift + endIdx,
  };
}

interface TypeSyntax {
  readonly args: readonly Word[];
  readonly result: Word;
}

interface Operations {
  piece(): Piece;
  typing(): TypeSyntax & { readonly symbol: Word };
  type(): TypeSyntax;
  words(): readonly Word[];
  formula(): TptpFormula;
  term(): TptpTerm;
}

/** The operations of a node, with their types, which Ohm's own typings do not know. */
function on(node: Node): Operations {
  return node as unknown as Operations;
}

const formulaOf = (node: Node): TptpFormula => on(node).formula();
const termOf = (node: Node): TptpTerm => on(node).term();
const listOf = (node: Node): readonly Node[] => node.asIteration().children;
const argumentsOf = (node: Node): readonly TptpTerm[] =>
  node.numChildren === 0 ? [] : listOf(node.child(0).child(1)).map(termOf);

function chain(kind: "and" | "or", parts: readonly TptpFormula[]): TptpFormula {
  return parts.length === 1 ? parts[0] : { kind, parts };
}

const semantics = tptpGrammar.createSemantics();

semantics.addOperation<readonly Word[]>("words", {
  Selection(_comma, _open, names, _close) {
    return listOf(names).map(wordOf);
  },
  Product_several(_open, types, _close) {
    return listOf(types).map(wordOf);
  },
  Product_one(type) {
    return [wordOf(type)];
  },
});

semantics.addOperation<TypeSyntax>("type", {
  TopType_mapping(product, _arrow, result) {
    return { args: on(product).words(), result: wordOf(result) };
  },
  TopType_group(_open, type, _close) {
    return on(type).type();
  },
  TopType_atomic(type) {
    return { args: [], result: wordOf(type) };
  },
});

semantics.addOperation<TypeSyntax & { readonly symbol: Word }>("typing", {
  Typing_plain(symbol, _colon, type) {
    return { symbol: wordOf(symbol), ...on(type).type() };
  },
  Typing_group(_open, typing, _close) {
    return on(typing).typing();
  },
});

semantics.addOperation<TptpTerm>("term", {
  Term_variable(name) {
    return { kind: "variable", word: wordOf(name) };
  },
  Term_application(functor, args) {
    return { kind: "application", functor: wordOf(functor), args: argumentsOf(args) };
  },
  Term_object(object) {
    return { kind: "literal", word: wordOf(object) };
  },
  Term_number(number) {
    return { kind: "literal", word: wordOf(number) };
  },
});

semantics.addOperation<TptpFormula>("formula", {
  Disjunction_group(_open, disjunction, _close) {
    return formulaOf(disjunction);
  },
  Disjunction_literals(literals) {
    return chain("or", listOf(literals).map(formulaOf));
  },
  Literal_negative(_not, literal) {
    return { kind: "not", body: formulaOf(literal) };
  },
  Literal_group(_open, literal, _close) {
    return formulaOf(literal);
  },
  Formula_binary(left, connective, right) {
    return {
      kind: "binary",
      connective: connective.sourceString as BinaryConnective,
      left: formulaOf(left),
      right: formulaOf(right),
    };
  },
  Formula_or(first, _or, rest) {
    return chain("or", [first, ...rest.children].map(formulaOf));
  },
  Formula_and(first, _and, rest) {
    return chain("and", [first, ...rest.children].map(formulaOf));
  },
  Unitary_quantified(quantifier, _open, binders, _close, _colon, body) {
    return {
      kind: "quantified",
      quantifier: quantifier.sourceString as "!" | "?",
      binders: listOf(binders).map((binder) => {
        const type = binder.child(2);
        return {
          variable: wordOf(binder.child(0)),
          type: type.numChildren === 0 ? undefined : wordOf(type.child(0)),
        };
      }),
      body: formulaOf(body),
    };
  },
  Unitary_not(_not, body) {
    return { kind: "not", body: formulaOf(body) };
  },
  Unitary_group(_open, formula, _close) {
    return formulaOf(formula);
  },
  Infix(left, infix, right) {
    const holds = infix.sourceString === "=";
    return { kind: "equation", holds, left: termOf(left), right: termOf(right) };
  },
  Atom(functor, args) {
    return { kind: "atom", functor: wordOf(functor), args: argumentsOf(args) };
  },
});

semantics.addOperation<Piece>("piece", {
  Include(_include, _open, file, selection, _close) {
    const chosen = selection.numChildren === 0 ? undefined : on(selection.child(0)).words();
    return { kind: "include", file: wordOf(file), selection: chosen };
  },
  TypeDeclaration(_tff, _open, name, _comma, _type, _comma2, typing, _annotations, _close) {
    return { kind: "typing", name: wordOf(name), ...on(typing).typing() };
  },
  Clause(_cnf, _open, name, _comma, role, _comma2, formula, _annotations, _close) {
    const [title, given] = [wordOf(name), wordOf(role)];
    return { kind: "formula", language: "cnf", name: title, role: given, formula: formulaOf(formula) };
  },
  Statement(fofOrTff, _open, name, _comma, role, _comma2, formula, _annotations, _close) {
    const language = fofOrTff.sourceString === "fof" ? "fof" : "tff";
    return {
      kind: "formula",
      language,
      name: wordOf(name),
      role: wordOf(role),
      formula: formulaOf(formula),
    };
  },
});

/** The piece that `match` read at `offset` of the file. */
export function pieceOf(match: MatchResult, offset: number): Piece {
  shift = offset;
  return on(semantics(match) as unknown as Node).piece();
}
